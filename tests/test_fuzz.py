"""Whatever bytes a site answers with: bytes → preview → every format.

The law: nothing raises but our own errors; every answer is valid, holds no control character, no
live markup, and no address that a reader must not be sent to.
"""

from __future__ import annotations

import ipaddress
import json
import re
import time
from html.parser import HTMLParser
from urllib.parse import urlsplit
from xml.etree import ElementTree

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from preview import errors
from preview.cache import codec
from preview.extract.vocabulary import RULES
from preview.fetch.client import Fetcher
from preview.fetch.policy import Policy
from preview.fetch.transport import Answer
from preview.formats import Options, discover
from preview.identity import identify
from preview.model import Record
from preview.providers import Access
from preview.providers import discover as providers
from preview.service import Loader
from preview.service.showing import show

FORMATS = discover()


def words(text: str) -> list[str]:
    return text.split()


KEYS = sorted({rule.key for rule in RULES})
HERE = (
    b'<meta name="citation_title" content="x"><meta name="citation_arxiv_id" content="2301.01234">'
)
LINKS = {
    # a link, and what its page begins with, so that it is taken for that page
    "https://site.example/page": b"",
    "https://site.example/paper": HERE,
    "https://site.example/file.pdf": b"",
    "https://arxiv.org/abs/2301.01234": HERE,
}

# C0 and C1, DEL, bidi controls, byte order mark, surrogates, noncharacters
FORBIDDEN = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff"
    "\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]"
)

# -- what sites send ------------------------------------------------------------------------------

NASTY = st.sampled_from(
    [
        "<script>alert(1)</script>", "<img src=x onerror=alert(1)>", "</title><svg onload=1>",
        "javascript:alert(1)", "data:text/html,<b>", "http://127.0.0.1/", "//evil.example/x",
        "http://[::ffff:10.0.0.1]/", "https://user:pw@site.example/", "http://a.local/",
        "vbscript:",
        "\x00", "\x1b[2J", "\u202e", "\u2066", "\ufeff", "\ud800", "\ufdd0", "\uffff", "\u2028",
        "\x85", "&#0;", "&#x1b;", "&#x202e;", "&#xd800;", "&#x110000;", "&lt;script&gt;", "&#",
        "&amp;lt;b&amp;gt;", "&notanentity;", "$\\frac{1}{2}$", "$", "$$",
        "\\href{javascript:x}{y}",
        "\\def\\a{\\a}\\a", "{" * 40, "}" * 40, "\\" * 9, "<mml:math><mml:mi>x", "<math><mi>x",
        "<jats:p>p</jats:p>", "]]>", "<!--", "-->", "<![CDATA[", "%00", "%", "'", '"', "`",
        "\\u0000",
        "\r\n", "\t", " " * 300, "2025-13-45", "10.1000/182", "10.1145/1/../../x", "1e999", "-1",
        "arXiv:2301.01234", "0000-0002-1825-0097", "9" * 400, "a" * 3000, "e\u0301" * 50,
        "\U0010ffff",
    ]
)  # fmt: skip
VALUE = st.lists(NASTY | st.text(max_size=12), max_size=5).map("".join)
QUOTED = VALUE.map(lambda text: text.replace('"', "&quot;"))
META = st.builds(
    '<meta {}="{}" content="{}">'.format,
    st.sampled_from(["name", "property", "itemprop", "http-equiv"]),
    st.sampled_from([*KEYS, "og:title", "og:image", "og:video", "refresh", "citation_pdf_url"]),
    QUOTED,
)
JSON = st.recursive(
    VALUE | st.none() | st.booleans() | st.integers() | st.floats(),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(
            st.sampled_from(
                words(
                    "@type @graph @id name headline author url image datePublished given "
                    "description sameAs publisher isPartOf identifier embedUrl family "
                    "thumbnailUrl mainEntity"
                )
            ),
            inner,
            max_size=4,
        )
    ),
    max_leaves=8,
)
TYPED = JSON.map(lambda it: {"@type": "ScholarlyArticle", "name": "x", "author": it, "image": it})
JSONLD = (JSON | TYPED).map(
    lambda it: f'<script type="application/ld+json">{json.dumps(it)}</script>'
)
ELEMENT = st.builds(
    "<{0} {1}>{2}".format,
    st.sampled_from(
        words(
            "title base link a img h1 p div span svg math iframe template noscript style textarea "
            "script body head html table select object frameset"
        )
    ),
    st.lists(
        st.builds(
            '{}="{}"'.format,
            st.sampled_from(
                words(
                    "href src rel type class id itemprop itemscope itemtype content onclick style "
                    "lang title srcset hreflang"
                )
            ),
            QUOTED
            | st.sampled_from(["canonical", "icon", "alternate", "abstract", "en", "author"]),
        ),
        max_size=4,
    ).map(" ".join),
    VALUE,
)
CLOSING = st.sampled_from(["</title>", "</p>", "</div>", "</head>", "</a>", "</script>", "</html>"])
SOUP = st.lists(META | META | JSONLD | ELEMENT | CLOSING | VALUE, max_size=12).map(
    lambda parts: "".join(parts).encode("utf-8", "surrogatepass")
)
FEED = JSON.map(lambda it: json.dumps({"message": it, "data": it, "title": it}).encode())
NAMED = st.fixed_dictionaries(
    {"family": VALUE}, optional={"given": JSON, "name": JSON, "ORCID": JSON, "affiliation": JSON}
)
CROSSREF = st.fixed_dictionaries(
    {"DOI": st.just("10.1000/182"), "title": st.lists(VALUE, min_size=1, max_size=2)},
    optional={
        "author": st.lists(NAMED | JSON, max_size=3),
        "abstract": VALUE,
        "URL": VALUE,
        "resource": VALUE.map(lambda url: {"primary": {"URL": url}}) | JSON,
        "link": VALUE.map(lambda url: [{"URL": url, "content-type": "application/pdf"}]) | JSON,
        "license": VALUE.map(lambda url: [{"URL": url}]) | JSON,
        "container-title": JSON,
        "issued": JSON,
        "page": VALUE,
        "type": VALUE,
        "relation": JSON,
        "update-to": JSON,
        "subtitle": JSON,
        "publisher": JSON,
    },
)
BODY = (
    SOUP | SOUP | st.binary(max_size=400) | FEED | st.just(b"%PDF-1.7\n/Title (x) /Author <feff>")
)
HEADERS = st.fixed_dictionaries(
    {
        "content-type": st.sampled_from(
            [
                "text/html", "text/html; charset=utf-8", "text/html;charset=utf-16", "text/plain",
                "application/xhtml+xml", "application/json", "application/pdf", "image/svg+xml",
                "image/png", "video/mp4", "application/xml", "text/html; charset=utf-7", "",
            ]
        )
        | VALUE,
    },
    optional={
        "etag": VALUE,
        "last-modified": VALUE,
        "cache-control": VALUE,
        "link": VALUE,
        "expires": VALUE,
        "content-language": VALUE,
        "content-disposition": VALUE,
        "x-robots-tag": VALUE,
    },
)  # fmt: skip
OPTIONS = st.builds(
    Options,
    pretty=st.booleans(),
    max_chars=st.none() | st.integers(0, 60),
    maxwidth=st.none() | st.integers(0, 900),
)


class Web:
    """Gives each of *answers* once, to whatever is asked; then errors."""

    def __init__(self, answers: list[tuple[dict[str, str], bytes]]) -> None:
        self._left = list(answers)

    def hop(self, target, headers, *, until, max_bytes):
        if not self._left:
            return Answer(500)
        named, body = self._left.pop(0)
        as_sent = {name: value.encode("latin-1", "ignore") for name, value in named.items()}
        pairs = tuple((name, value.decode("latin-1")) for name, value in as_sent.items())
        return Answer(200, pairs, body[:max_bytes])


def load(url: str, answers: list[tuple[dict[str, str], bytes]]) -> tuple[object, object]:
    """Return the link, and the record or the typed error of a web that gives *answers*."""
    fetcher = Fetcher(Web(answers), Policy(), user_agent="test")
    loader = Loader(fetcher.get, providers(), Access(contact="https://preview.example/"))
    link = identify(url)
    loaded = loader.load(link, until=time.monotonic() + 30, language=None, previous=None)
    return link, loaded.outcome


# -- the law --------------------------------------------------------------------------------------


def refuse(number: str):
    raise AssertionError(f"{number} is no JSON")


class Tags(HTMLParser):
    def __init__(self):
        super().__init__()
        self.seen: list[tuple[str, dict[str, str | None]]] = []

    def handle_starttag(self, tag, attrs):
        self.seen.append((tag, dict(attrs)))


def tags_of(html: str) -> list[tuple[str, dict[str, str | None]]]:
    parser = Tags()
    parser.feed(html)
    parser.close()
    return parser.seen


def check_markup(html: str, allowed: frozenset[str] | None = None) -> None:
    for tag, attributes in tags_of(html):
        assert tag not in {"script", "svg", "object", "iframe", "embed", "form", "base"}, html
        assert allowed is None or tag in allowed, html
        assert not [name for name in attributes if name.startswith("on") or name == "srcdoc"], html
        for name in ("href", "src", "action"):
            if attributes.get(name):
                assert re.match(r"https?://|/", attributes[name]), html


def check_link(url: str | None) -> None:
    """A link that a reader follows, or a picture that a reader's browser loads."""
    if url is None:
        return
    parts = urlsplit(url)
    assert parts.scheme in {"http", "https"}, url
    assert "@" not in parts.netloc, url
    assert not re.search(r"[\s<>\"]", url), url
    assert not re.search(r"(?:^|\.)(?:local|localhost|internal)$", parts.hostname or "."), url
    try:
        address = ipaddress.ip_address(parts.hostname or "")
    except ValueError:
        return
    assert address.is_global, url


def check_texts(value: object, key: str = "") -> None:
    if isinstance(value, str):
        assert not FORBIDDEN.search(value), (key, value)
    elif isinstance(value, dict):
        for name, inner in value.items():
            check_texts(inner, name)
    elif isinstance(value, list):
        for inner in value:
            check_texts(inner, key)


SAFE = frozenset(words("p br b i em strong sub sup ul ol li a u code"))


def _address_in(licence: str | None) -> str | None:
    """A licence may be a name instead: `CC BY 4.0`."""
    return licence if licence and re.match(r"\s*(?:\w+:\S|//)", licence) else None


def check(preview, options) -> None:
    for url in (
        preview.canonical_url,
        preview.icon,
        preview.image and preview.image.url,
        preview.player and preview.player.url,
        preview.paper and preview.paper.pdf_url,
        preview.paper and preview.paper.html_url,
        preview.paper and _address_in(preview.paper.license),
    ):
        check_link(url)
    if preview.paper is not None:
        for html in (preview.paper.abstract_html, preview.paper.title_html):
            check_markup(html or "", SAFE)
    for form in FORMATS.values():
        if not form.applies(preview):
            continue
        text = form.render(preview, options).decode("utf-8")
        if "json" in form.media_type:
            assert "<" not in text
            check_texts(json.loads(text, parse_constant=refuse))
            continue
        assert not FORBIDDEN.search(text.replace("\r\n", "\n")), (form.name, text)
        if "xml" in form.media_type:
            ElementTree.fromstring(text)  # noqa: S314  our own
        if "html" in form.media_type:
            check_markup(text)


def check_outcome(link, outcome, options) -> None:
    if isinstance(outcome, errors.PreviewError):
        assert outcome.code in errors.CODES
        assert not FORBIDDEN.search(outcome.message)
        return
    assert isinstance(outcome, Record)
    kept = codec.decode(codec.encode(outcome))
    assert kept == outcome, "what is kept comes back as it was"
    check(show(link, outcome, fresh_until=time.time()), options)


SLOW = settings(
    max_examples=60, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large]
)


@pytest.mark.parametrize("url", LINKS)
@given(answers=st.lists(st.tuples(HEADERS, BODY), min_size=1, max_size=2), options=OPTIONS)
@SLOW
def test_any_bytes_give_a_harmless_answer_in_every_format(url, answers, options):
    link, outcome = load(url, [(headers, LINKS[url] + body) for headers, body in answers])
    check_outcome(link, outcome, options)


@given(work=CROSSREF, page=st.tuples(HEADERS, SOUP), options=OPTIONS)
@SLOW
def test_any_registry_answer_is_as_harmless(work, page, options):
    answer = ({"content-type": "application/json"}, json.dumps({"message": work}).encode())
    link, outcome = load("https://doi.org/10.1000/182", [answer, page])
    check_outcome(link, outcome, options)
