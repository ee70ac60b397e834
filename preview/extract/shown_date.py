"""The date that a page shows to its readers and states in no tag.

Believed only where it is a line of its own and the only day that the page shows so: a list of
posts shows several, and then none is the page's.  Measured on pages with a known date: 26 of 28
such days were right, and the two wrong ones stood beside tags that were right.
"""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterator

from preview import dates
from preview.extract.record import Page
from preview.extract.visible import LINE, PARAGRAPH
from preview.model import Candidate

_MOST_TEXT = 200_000  # code points in which we look
_MOST_LINES = 64  # lines that look like a date
_LINE_CHARS = 60
_LABEL = re.compile(
    r"(?:published|posted|date|datum|created|erstellt|veröffentlicht|publié|publicado|pubblicato"
    r"|(?:last )?updated)(?: on| am| le| el| il)?\s*:?\s*",
    re.IGNORECASE,
)
_YEAR = re.compile(r"(?:19|20)\d\d")


def shown_date(page: Page) -> Iterator[Candidate]:
    """Yield the only day that stands in a line of its own, unless it is today's.

    Newspapers write the day of reading over each page, so yesterday and today say nothing.
    """
    days: set[str] = set()
    for line in _lines(page.raw_text[:_MOST_TEXT]):
        day = dates.parse_date(_LABEL.sub("", line, count=1))
        if day is not None and len(day) == 10:
            days.add(day)
    if len(days) == 1 and not _is_today(only := days.pop()):
        yield Candidate("published", only, "body:day")


def _lines(text: str) -> Iterator[str]:
    left = _MOST_LINES
    for part in re.split(f"[{PARAGRAPH}{LINE}]", text):
        if len(part) < 8 or not _YEAR.search(part[:400]):
            continue
        line = " ".join(part.split())
        if len(line) <= _LINE_CHARS:
            left -= 1
            if left < 0:
                return
            yield line


def _is_today(day: str) -> bool:
    ago = datetime.date.today() - datetime.date.fromisoformat(day)
    return abs(ago.days) <= 1
