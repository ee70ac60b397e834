"""Bytes → candidates; pure, and the cost of any input is bounded."""

from __future__ import annotations

from collections.abc import Iterator

from preview.extract.author_link import author_link
from preview.extract.body import body
from preview.extract.citation_line import citation_line
from preview.extract.coins import coins
from preview.extract.ieee import ieee
from preview.extract.jsonld import json_ld
from preview.extract.links import links
from preview.extract.logo import logo
from preview.extract.meta import metas
from preview.extract.microdata import microdata
from preview.extract.record import Page
from preview.extract.shown import shown
from preview.extract.tab import tab
from preview.model import Candidate

FINDERS = (metas, json_ld, microdata, coins, ieee, citation_line, links, body, author_link, logo)


SHOWN = frozenset(("published", "author"))


def candidates(page: Page) -> Iterator[Candidate]:
    """Yield all that a page states about itself; whom to believe is decided in `merge`."""
    missing = {*SHOWN, "site_name"}
    for finder in FINDERS:
        for candidate in finder(page):
            missing.discard(candidate.field)
            yield candidate
    yield from shown(page, missing & SHOWN)
    if "site_name" in missing:
        yield from tab(page)
