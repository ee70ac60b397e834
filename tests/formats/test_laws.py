"""What holds for every format and any preview, also one that nobody cleaned."""

from __future__ import annotations

import json
import re
from html.parser import HTMLParser
from xml.etree import ElementTree

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from preview.formats import Options, discover
from preview.model import Author, Image, Paper, Player, Preview, Related

FORMATS = discover()
NAMES = (
    "json lemmy lemmy_v4 mastodon matrix summaly iframely microlink oembed oembed_xml opengraph "
    "slack bibtex ris csl html"
)

BITS = st.sampled_from(
    ["<script>", '"', "'", ">", "&", "javascript:", "\u2028", "\x00", "\ud800", "]]>", "{", "\\"]
)
TEXT = st.one_of(st.text(max_size=20), st.lists(BITS, max_size=6).map("".join))
MAYBE = st.none() | TEXT
URL = st.none() | TEXT | TEXT.map("https://example.org/".__add__)
SIZE = st.none() | st.integers(-1, 100_000)
AUTHORS = st.lists(st.builds(Author, TEXT, MAYBE, MAYBE, MAYBE, st.booleans()), max_size=3).map(
    tuple
)
PAPERS = st.builds(
    Paper,
    abstract=MAYBE,
    genre=st.sampled_from([None, "preprint", "thesis", "<b>"]),
    container_title=MAYBE,
    page=MAYBE,
    keywords=st.lists(TEXT, max_size=2).map(tuple),
    doi=MAYBE,
    pdf_url=URL,
    version=st.none() | st.integers(0, 9),
)
PREVIEWS = st.builds(
    Preview,
    url=TEXT,
    canonical_url=TEXT.map("https://example.org/".__add__),
    work_id=TEXT.map("arxiv:".__add__),
    aliases=st.lists(TEXT.map("doi:".__add__), max_size=2).map(tuple),
    related=st.just((Related("doi:10.1/x", "mentions"),)),
    type=st.sampled_from(["paper", "website", "image", "video"]),
    title=TEXT,
    description=MAYBE,
    site_name=TEXT,
    domain=st.just("example.org"),
    language=MAYBE,
    published=st.sampled_from([None, "2025", "2025-04", "2025-04-25", "soon"]),
    updated=st.none(),
    authors=AUTHORS,
    author_count=st.integers(0, 3000),
    image=st.none() | st.builds(Image, TEXT | URL.map(str), SIZE, SIZE, MAYBE, st.booleans()),
    icon=URL,
    player=st.none() | st.builds(Player, URL.map(str), SIZE, SIZE),
    content_type=MAYBE,
    sensitive=st.booleans(),
    paper=st.none() | PAPERS,
)
OPTIONS = st.builds(
    Options,
    pretty=st.booleans(),
    max_chars=st.none() | st.integers(0, 50),
    base_url=st.sampled_from(["", "https://preview.example.org"]),
    maxwidth=SIZE,
    maxheight=SIZE,
)


def test_every_promised_format_is_found():
    assert set(FORMATS) >= set(NAMES.split())
    assert list(FORMATS) == sorted(FORMATS)


@pytest.mark.parametrize("name", FORMATS)
@given(preview=PREVIEWS, options=OPTIONS)
@settings(max_examples=60, suppress_health_check=[HealthCheck.too_slow])
def test_any_preview_gives_a_valid_answer_without_live_markup(name, preview, options):
    form = FORMATS[name]
    if not form.applies(preview):
        return
    text = form.render(preview, options).decode("utf-8")
    assert not re.search("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u2028\u2029]", text)
    if "json" in form.media_type:
        assert "<" not in text
        frames(json.loads(text), options)
    elif form.media_type == "text/xml":
        root = ElementTree.fromstring(text)  # noqa: S314  our own
        assert root.tag == "oembed"
        frames({child.tag: child.text for child in root}, options)
    elif form.media_type.startswith("text/html"):
        card(text)


class Tags(HTMLParser):
    def __init__(self):
        super().__init__()
        self.seen: list[tuple[str, dict]] = []

    def handle_starttag(self, tag, attrs):
        self.seen.append((tag, dict(attrs)))


def frames(answer, options) -> None:
    """The only HTML that a shape of a peer holds is one iframe, to us or to the page's player."""
    html = answer.get("html") if isinstance(answer, dict) else None
    if not html:
        return
    parser = Tags()
    parser.feed(html)
    ((tag, attributes),) = parser.seen
    assert tag == "iframe"
    assert attributes["src"].startswith("https://")
    assert not [name for name in attributes if name.startswith("on") or name == "srcdoc"]
    assert int(attributes.get("width", 1)) > 0


# Every tag that the card may hold, and its attributes: whatever a page says becomes text.
ALLOWED = {
    "html": {"lang"},
    "head": set(),
    "meta": {"charset", "name", "content"},
    "title": set(),
    "link": {"rel", "type", "href", "title"},
    "style": set(),
    "body": set(),
    "main": set(),
    "article": {"aria-labelledby"},
    "p": {"class", "dir", "lang"},
    "time": {"datetime"},
    "h1": {"id", "dir", "lang"},
    "a": {"href", "target", "rel"},
    "ul": {"class", "aria-label"},
    "li": {"class"},
    "details": {"class", "lang"},
    "summary": set(),
    "span": {"class", "dir"},
    "nav": {"aria-label"},
}


def card(page: str) -> None:
    parser = Tags()
    parser.feed(page)
    for tag, attributes in parser.seen:
        assert attributes.keys() <= ALLOWED[tag], tag
        if tag == "a":
            assert attributes["href"].startswith(("https://", "http://", "/preview?url="))
            assert "noopener" in attributes["rel"]
    assert page.count("<style>") == 1
    assert "url(" not in page.partition("</style>")[0]
    assert [attributes for tag, attributes in parser.seen if tag == "h1"]
