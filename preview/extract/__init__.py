"""Bytes → candidates; pure, and the cost of any input is bounded."""

from __future__ import annotations

from collections.abc import Iterator

from preview import dates, names
from preview.extract.author_link import author_link
from preview.extract.body import body
from preview.extract.citation_line import citation_line
from preview.extract.coins import coins
from preview.extract.ieee import ieee
from preview.extract.jsonld import json_ld
from preview.extract.labelled import labelled
from preview.extract.links import links
from preview.extract.logo import logo
from preview.extract.meta import metas
from preview.extract.microdata import microdata
from preview.extract.record import Page
from preview.extract.shown import shown
from preview.extract.tab import tab
from preview.model import Author, Candidate

FINDERS = (metas, json_ld, microdata, coins, ieee, citation_line, links, body)
# Asked in this order, where nothing before states the field.
LAST = (
    ("author", author_link),
    ("site_name", logo),
    ("site_name", tab),
    ("abstract", labelled),
)

SHOWN = frozenset(("published", "author"))
# What a page marks as a day may be another story's or an event's; a record may be older or
# younger than what it holds.
_WEAK = frozenset(("body:time", "body:date", "microdata:datecreated", "jsonld:datecreated"))


def candidates(page: Page) -> Iterator[Candidate]:
    """Yield all that a page states about itself; whom to believe is decided in `merge`."""
    missing = {*SHOWN, *(field for field, _ in LAST)}
    days: set[str] = set()
    for finder in FINDERS:
        for candidate in finder(page):
            if candidate.field == "published" and candidate.source in _WEAK:
                if len(days) < 2 and (day := dates.parse_date(str(candidate.value))):
                    days |= {day} if candidate.family == "body" else {day, "of the record"}
            elif candidate.field in missing and _is_told(candidate):
                missing.discard(candidate.field)
            yield candidate
    for field, finder in LAST:
        if field in missing:
            for candidate in finder(page):
                missing.discard(candidate.field)
                yield candidate
    yield from shown(page, missing & SHOWN, tuple(days))


def _is_told(candidate: Candidate) -> bool:
    """A feed has a name that is not always the site's, and an author that is an agency, an address
    or `admin` leaves open who wrote the page."""
    value = candidate.value
    if candidate.field == "site_name":
        return candidate.family != "feed"
    if candidate.field != "author":
        return True
    return not names.is_nobody(value.name if isinstance(value, Author) else str(value))
