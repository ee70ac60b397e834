"""The site's name: what leads to its front page, and begins or ends the page's title."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice

from preview import urls
from preview.extract.address import absolute
from preview.extract.marks import words
from preview.extract.record import Page
from preview.model import Candidate

_MOST = 16  # names of links that are looked at
_NAME_CHARS = 2, 100
_SEPARATORS = frozenset("-－–—=_:：~#@·•»«›‹/|｜")
# What menus call the front page, and sections are called too.
_NO_NAMES = words(
    "home homepage start startseite accueil inicio início index main news blog aktuell "
    "ホーム トップ 首页 首頁"
)


def logo(page: Page) -> Iterator[Candidate]:
    """Yield the name on which a logo and the page's title agree."""
    title = page.title or ""
    host = urls.without_www(urls.host_of(page.url) or "")
    for href, name in islice(page.homes, _MOST):
        if _ends(title, name) and name.casefold() not in _NO_NAMES:
            url = absolute(href, page.base)
            if url is not None and urls.without_www(urls.host_of(url) or "") == host:
                yield Candidate("site_name", name, "body:logo")
                return


def _ends(title: str, name: str) -> bool:
    """Does *title* begin or end with *name*, parted from the rest?"""
    least, most = _NAME_CHARS
    if not least <= len(name) <= most or len(name) >= len(title):
        return False
    behind, before = title[len(name) :].lstrip(), title[: -len(name)].rstrip()
    return (title.startswith(name) and behind[:1] in _SEPARATORS) or (
        title.endswith(name) and before[-1:] in _SEPARATORS
    )
