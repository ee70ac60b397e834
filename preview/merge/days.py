"""Which stated day is not that of a page's publication."""

from __future__ import annotations

import datetime
from collections.abc import Iterable

from preview.dates import date_parts
from preview.merge.judge import Reject, Stated

_WEB = "1991"  # the year of the first page
_MONTHS_APART = 1  # that a shown day may be from the address's: a post is written, then published
_FROM_SIGHT = ("body", "url")  # families that state no day: it is seen and taken for one


def not_published(stated: Iterable[Stated]) -> Reject:
    """Return the rule for a page that is no paper: a paper may be older than the web, and its
    issue ahead of its time."""
    addresses = (s.value for s in stated if s.candidate.source == "url:path")
    address = next(addresses, None)

    def reject(value: str, source: str) -> str | None:
        family = source.partition(":")[0]
        if family not in _FROM_SIGHT:
            return None
        if value < _WEB:
            return "before the web: a day of which the page tells"
        if value > _tomorrow():
            return "in the future: an event's"
        if family == "body" and address and _apart(value, address) > _MONTHS_APART:
            return "the address states another day"
        return None

    return reject


def _tomorrow() -> str:
    return (datetime.date.today() + datetime.timedelta(days=1)).isoformat()


def _apart(day: str, other: str) -> int:
    """Return how many months lie between, as far as both state them."""
    (year, *month), (other_year, *other_month) = date_parts(day), date_parts(other)
    years = 12 * (year - other_year)
    return abs(years + month[0] - other_month[0]) if month and other_month else abs(years)
