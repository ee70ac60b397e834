"""How long things live, and what an age means: tables and arithmetic; the clock is an argument."""

from __future__ import annotations

import enum
import re
from collections.abc import Mapping
from email.utils import parsedate_to_datetime
from typing import NamedTuple

from preview.model import Failure, Outcome, Pointer, Record

MINUTE = 60
HOUR = 60 * MINUTE
DAY = 24 * HOUR


class Lifetime(NamedTuple):
    """Seconds an entry is fresh, and then seconds for which it is stale but may still answer."""

    fresh_s: int
    stale_s: int

    @property
    def total_s(self) -> int:
        return self.fresh_s + self.stale_s


LIFETIMES = {
    # what                          fresh      stale
    "work": Lifetime(24 * HOUR, 30 * DAY),  # a paper's record hardly changes
    "arxiv_version": Lifetime(7 * DAY, 90 * DAY),  # arXiv never changes a numbered version's text
    "page": Lifetime(6 * HOUR, 7 * DAY),  # unless the page's own headers say otherwise
    "pointer": Lifetime(6 * HOUR, 7 * DAY),  # a redirect is part of a page
    # Failures are never stale: an old failure says nothing.
    "not_found": Lifetime(1 * HOUR, 0),
    "upstream_blocked": Lifetime(10 * MINUTE, 0),  # asking again soon makes a wall last longer
    "upstream": Lifetime(1 * MINUTE, 0),  # short: the site may be back
}

PAGE_FRESH_S = (5 * MINUTE, 24 * HOUR)
"""A page's own headers move how long it is fresh, within these bounds."""


def lifetime(outcome: Outcome) -> Lifetime:
    """Return how long *outcome* lives, counted from its `fetched_at`."""
    match outcome:
        case Failure(code=code):
            return LIFETIMES[code if code in {"not_found", "upstream_blocked"} else "upstream"]
        case Pointer():
            return LIFETIMES["pointer"]
        case Record(work=work) if work.scheme != "url":
            versioned = work.scheme == "arxiv" and work.version is not None
            return LIFETIMES["arxiv_version" if versioned else "work"]
    if outcome.fresh_for is None:
        return LIFETIMES["page"]
    least, most = PAGE_FRESH_S
    return LIFETIMES["page"]._replace(fresh_s=min(max(outcome.fresh_for, least), most))


AHEAD_S = DAY  # further than clocks of two hosts are ever apart


class Freshness(enum.IntEnum):
    """In the order in which an entry grows old."""

    FRESH = 0
    STALE = 1
    DEAD = 2


def freshness(stored_at: float, life: Lifetime, now: float) -> Freshness:
    """Classify an entry at the time *now*; both times in POSIX seconds.

    An entry from the future counts as fresh: clocks of two hosts differ, and to refetch would not
    set them right.  One from more than a day ahead was made by a clock that was wrong; it would
    be fresh until that day, so it counts as stale: it still answers, and is made anew.

    >>> freshness(0.0, Lifetime(fresh_s=60, stale_s=60), now=90.0).name
    'STALE'

    Source: RFC 5861, section 3 (stale-while-revalidate).
    """
    age = now - stored_at
    if age < -AHEAD_S:
        return Freshness.STALE if life.stale_s else Freshness.DEAD
    if age < life.fresh_s:
        return Freshness.FRESH
    return Freshness.STALE if age < life.total_s else Freshness.DEAD


# Digits, quoted or bare: RFC 9111 section 5.2 wants both forms read.
_DIRECTIVE = re.compile(r'([a-z-]+)(?:\s*=\s*"?([^",]*)"?)?')
_MOST_S = 2**31  # RFC 9111 section 1.2.2: what is larger counts as this


def header_lifetime(headers: Mapping[str, str]) -> int | None:
    """Return the seconds for which an answer's headers call it fresh, or None where none do.

    Names are in lower case.  `no-store` and `no-cache` are 0; a number that is none counts as 0,
    as an `Expires` of "0" does; what an upstream cache has used up (`Age`) is taken off.
    `private` is no statement here: we ask without cookies, so the page was made for everybody.

    >>> header_lifetime({"cache-control": "public, max-age=600", "age": "100"})
    500

    Source: RFC 9111, sections 4.2.1 and 5.2.
    """
    said: dict[str, str] = {}
    for name, value in _DIRECTIVE.findall(headers.get("cache-control", "").lower()):
        said.setdefault(name, value)  # of a repeated directive the first counts
    if "no-store" in said or "no-cache" in said:
        return 0
    for name in ("s-maxage", "max-age"):  # the first is for shared caches, and we are one
        if name in said:
            return max(0, (_seconds(said[name]) or 0) - (_seconds(headers.get("age", "")) or 0))
    if "expires" in headers:
        return _until_expiry(headers["expires"], headers.get("date"))
    return None


def _until_expiry(expires: str, date: str | None) -> int | None:
    """Expires against the sender's own Date: two clocks would make nonsense of the difference."""
    try:
        end = parsedate_to_datetime(expires).timestamp()
    except (ValueError, OverflowError):
        return 0
    try:
        start = parsedate_to_datetime(date or "").timestamp()
    except (ValueError, OverflowError):
        return None
    return int(min(max(0, end - start), _MOST_S))


def _seconds(text: str) -> int | None:
    text = text.strip()
    if not (text.isascii() and text.isdigit()):
        return None
    return min(int(text), _MOST_S) if len(text) <= 10 else _MOST_S
