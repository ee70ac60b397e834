"""Links around links: archives, redirectors, proxies.  What is inside is what was meant.

Only what the text itself shows is taken out; nothing is fetched to learn a target.
"""

from __future__ import annotations

import re
from typing import NamedTuple
from urllib.parse import unquote, unquote_plus

from preview.identity.hosts import table_host
from preview.urls import Url, parse

MAX_LEVELS = 4
MAX_BYTES = 2048


class Redirector(NamedTuple):
    """*path* must match whole; the target is the value of the first of *keys*."""

    path: re.Pattern[str]
    keys: tuple[str, ...]


def _redirector(path: str, *keys: str) -> Redirector:
    return Redirector(re.compile(path), keys)


_REDIRECTORS: dict[str, Redirector] = {
    "google.com": _redirector("/url", "q", "url"),
    "scholar.google.com": _redirector("/scholar_url", "url", "q"),
    "docs.google.com": _redirector("/(?:viewer|gview)/?", "url"),
    "translate.google.com": _redirector("/(?:translate|website)/?", "u"),
    "l.facebook.com": _redirector(r"/l\.php", "u"),
    "lm.facebook.com": _redirector(r"/l\.php", "u"),
    "l.instagram.com": _redirector("/", "u"),
    "out.reddit.com": _redirector("/.*", "url"),
    "youtube.com": _redirector("/redirect", "q"),
    "duckduckgo.com": _redirector("/l/?", "uddg"),
    "slack-redir.net": _redirector("/link", "url"),
    "linkedin.com": _redirector("/(?:redir/redirect|safety/go)/?", "url"),
    "vk.com": _redirector(r"/away\.php", "to"),
    "t.umblr.com": _redirector("/redirect", "z"),
    "exit.sc": _redirector("/", "url"),
    "link.zhihu.com": _redirector("/", "target"),
    "link.csdn.net": _redirector("/", "target"),
    "link.juejin.cn": _redirector("/", "target"),
    "douban.com": _redirector("/link2/?", "url"),
    "steamcommunity.com": _redirector("/linkfilter/?", "url", "u"),
    "deref-gmx.net": _redirector("/mail/client/.*", "redirectUrl"),
    "deref-web.de": _redirector("/mail/client/.*", "redirectUrl"),
    # of scholarly sites
    "arxiv.org": _redirector("/ct", "url"),  # its links to DOIs until about 2020
    "fermatslibrary.com": _redirector("/arxiv_comments", "url"),
}
_SAFELINKS = _redirector("/.*", "url")
_SAFELINKS_HOST = ".safelinks.protection.outlook.com"

# The target is what follows in the path, its query included.  Copies, served by their own host:
_ARCHIVE_TODAY = re.compile(
    "/(?:(?:newest|oldest|[0-9]{4}[0-9.-]*|o/[A-Za-z0-9]{4,6})/)?(?=https?(?::|%3a))", re.IGNORECASE
)
_COPIES: dict[str, re.Pattern[str]] = {
    "web.archive.org": re.compile(r"/(?:web|save)/(?:[0-9*]{1,15}(?:[a-z]{2}_)?/|(?=https?:))"),
    "scholar.archive.org": re.compile(r"/work/[a-z0-9]{26}/access/wayback/(?:[0-9]{1,14}/)?"),
    "wayback.archive-it.org": re.compile("/[0-9]{1,8}/[0-9*]{1,15}(?:[a-z]{2}_)?/"),
    "arquivo.pt": re.compile("/wayback/[0-9*]{1,15}(?:[a-z]{2}_)?/"),
    "via.hypothes.is": re.compile("/"),
    **dict.fromkeys(
        (f"archive.{name}" for name in ("today", "ph", "is", "li", "vn", "md", "fo")),
        _ARCHIVE_TODAY,
    ),
}
# Redirectors:
_ON_THE_WAY: dict[str, re.Pattern[str]] = {
    "researchgate.net": re.compile("/deref/"),
}

_TARGET = re.compile(r"(https?)(?::|%3a)/{1,2}(?=[^/])", re.IGNORECASE)  # archives fold `//`
_BARE_HOST = re.compile(r"[a-z0-9-]+(?:\.[a-z0-9-]+)+(?::[0-9]+)?(?:[/?].*)?", re.IGNORECASE)


# Proofpoint's, in mail of universities, and Google's translations: see their readers below.
_URLDEFENSE = frozenset({"urldefense.com", "urldefense.us", "urldefense.proofpoint.com"})
_TRANSLATED = ".translate.goog"
_BY_TEXT = (_SAFELINKS_HOST, _TRANSLATED, *_URLDEFENSE)


def unwrap(url: Url) -> tuple[Url, ...]:
    """Return *url* and what it is wrapped around, outermost first, at most 4 levels deep."""
    layers = [url]
    for _ in range(MAX_LEVELS):
        inner = _inner(layers[-1])
        if inner is None or len(inner.wire) > MAX_BYTES:
            break
        layers.append(inner)
    return tuple(layers)


def serves(url: Url) -> bool:
    """Is what *url* is wrapped around served by its own host, as an archive does?

    Such a link is a page of its own: the original may be gone, or may say something else today,
    and an old copy must not become the original's card.
    """
    return table_host(url.host) in _COPIES


def original_host(url: str) -> str | None:
    """Return the host whose page an archive's copy at *url* is; None where it is no copy.

    >>> original_host("https://web.archive.org/web/2007/http://www.example.org/page")
    'www.example.org'
    """
    outer = parse(url)
    inner = _inner(outer) if outer is not None and serves(outer) else None
    return inner.host if inner is not None else None


def _inner(url: Url) -> Url | None:
    if url.userinfo or url.port is not None:
        return None
    host = table_host(url.host)
    if before := _COPIES.get(host) or _ON_THE_WAY.get(host):
        return _from_path(url, before)
    redirector = _REDIRECTORS.get(host)
    if redirector is None and host.endswith(_BY_TEXT):
        if host in _URLDEFENSE:
            return _from_urldefense(url)
        if host.endswith(_TRANSLATED):
            return _from_translation(url)
        redirector = _SAFELINKS if host.endswith(_SAFELINKS_HOST) else None
    if redirector is None and url.path == "/login" and "url=" in url.query:
        return _from_login(url)  # EZproxy, on a host of each library's own choice
    if redirector is None or not redirector.path.fullmatch(url.path):
        return None
    return _from_query(url.query, redirector.keys)


def _from_query(query: str, keys: tuple[str, ...]) -> Url | None:
    for key in keys:
        for part in query.split("&"):
            name, _, value = part.partition("=")
            if name == key and (target := _target(unquote_plus(value))):
                return target
    return None


def _from_login(url: Url) -> Url | None:
    """EZproxy takes all that follows `url=`, unencoded; `qurl=` is encoded.

    Other sites have such a page too; a target on their own host is left wrapped.
    """
    _, _, rest = url.query.partition("url=")
    target = _target(rest) if "://" in rest[:8] else _from_query(url.query, ("url", "qurl"))
    return target if target and target.host != url.host else None


# Proofpoint: v2 writes `%` as `-` and `/` as `_`; v3 puts `*` for what
# it must encode and lists that behind the link: without `*` the link is whole.
# Source: https://help.proofpoint.com (URL Decoder)
_V3 = re.compile(r"/v3/__(?P<target>[^*]+?)__;[^;]*", re.ASCII)


def _from_urldefense(url: Url) -> Url | None:
    whole = f"{url.path}?{url.query}" if url.query else url.path
    if match := _V3.fullmatch(whole):
        return _target(match["target"])
    if url.path == "/v2/url":
        for part in url.query.split("&"):
            if part.startswith("u="):
                return _target(unquote(part[2:].replace("-", "%").replace("_", "/")))
    return None


def _from_translation(url: Url) -> Url | None:
    """In Google's host `.` of the original is written `-`, and `-` is `--`."""
    label = url.host.removesuffix(_TRANSLATED)
    if "." in label or "-" not in label:
        return None
    host = label.replace("--", "_").replace("-", ".").replace("_", "-")
    kept = [part for part in url.query.split("&") if part and not part.startswith("_x_tr_")]
    query = "?" + "&".join(kept) if kept else ""
    scheme = "http" if "_x_tr_sch=http" in url.query.split("&") else "https"
    return parse(f"{scheme}://{host}{url.path}{query}")


def _from_path(url: Url, before: re.Pattern[str]) -> Url | None:
    match = before.match(url.path)
    if match is None:
        return None
    rest = url.path[match.end() :]
    if re.match("https?%3a", rest, re.IGNORECASE):
        rest = unquote(rest)
    if url.query:
        rest += "?" + url.query
    if url.fragment:
        rest += "#" + url.fragment
    if _TARGET.match(rest):
        return _target(rest)
    return parse("https://" + rest) if _BARE_HOST.fullmatch(rest) else None


def _target(text: str | None) -> Url | None:
    text = (text or "").strip()
    match = _TARGET.match(text)
    return parse(f"{match[1]}://{text[match.end() :]}") if match else None
