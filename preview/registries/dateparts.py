"""Dates as registries write them → ISO with the precision that was stated; nothing invented."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import UTC, date, datetime

from preview.registries.shape import at, items, text

_NAMES = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_MONTHS = {name: number for number, name in enumerate(_NAMES, start=1)}
_ISO = re.compile(r"([0-9]{4})(?:[-/]([0-9]{1,2})(?![0-9]))?(?:[-/]([0-9]{1,2})(?![0-9]))?")
_DOTTED = re.compile(r"([0-9]{1,2})\.([0-9]{1,2})\.([0-9]{4})")  # 07.04.2017, day first


def iso(year: object, month: object = None, day: object = None) -> str | None:
    """Return `2015`, `2015-07` or `2015-07-31`; a part that cannot be ends the date before it.

    >>> iso("2015", "Jul"), iso(2015, 2, 30), iso(None)
    ('2015-07', '2015-02', None)
    """
    year_number, month_number, day_number = _number(year), _month(month), _number(day)
    if year_number is None or not 1 <= year_number <= 9999:
        return None
    if month_number is None or not 1 <= month_number <= 12:
        return f"{year_number:04}"
    try:
        return date(year_number, month_number, day_number or 0).isoformat()
    except ValueError:
        return f"{year_number:04}-{month_number:02}"


def from_parts(value: object) -> str | None:
    """Return the date of a CSL `{"date-parts": [[2015, 7, 31]]}`.

    Unknown is `[[null]]` or `[[]]`; a range has two dates, and its first is meant.
    """
    dates = items(at(value, "date-parts"))
    parts = list(items(dates[0]))[:3] if dates else []
    return iso(*parts) if parts else None


def from_text(value: object) -> str | None:
    """Return the first date of `2015`, `2009-10-01/2014-01-23`, `07.04.2017`, ISO with a time."""
    found = text(value) or ""
    if match := _ISO.match(found):
        return iso(*match.groups())
    if match := _DOTTED.match(found):
        return iso(*reversed(match.groups()))
    return None


def from_millis(value: object) -> str | None:
    """Return the UTC day of milliseconds since 1970."""
    if isinstance(value, bool) or not isinstance(value, int | float) or value <= 0:
        return None
    try:
        return datetime.fromtimestamp(value / 1000, UTC).date().isoformat()
    except (ValueError, OverflowError, OSError):
        return None


def earliest(dates: Iterable[str | None]) -> str | None:
    """Return the earliest; of a year and a day in it, the day: it says more, not something else.

    >>> earliest(["2015-07", None, "2015-07-03", "2015"])
    '2015-07-03'
    """
    return min((d for d in dates if d), key=lambda d: d + "-99-99"[len(d) - 4 :], default=None)


def _number(value: object) -> int | None:
    found = text(value) or ""
    return int(found) if re.fullmatch("[0-9]{1,4}", found) else None


def _month(value: object) -> int | None:
    return _number(value) or _MONTHS.get((text(value) or "").casefold()[:3])
