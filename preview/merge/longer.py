"""Was a value cut short, and which other value goes on where it ends?"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

from preview.fields import Text
from preview.merge.spelling import fold
from preview.model import Candidate

_BEGINNING = 60  # folded letters in which a cut text and the whole one agree
_LAST_WORD = 12  # folded letters before the mark of a cut that may be half a word
_CUT = re.compile(r"(?:…|\.\.\.|\[…\]|\[\.\.\.\]|\(\.\.\.\)|\(more\))[\s\"”’']*$")
_SENTENCE_END = re.compile(r"[.!?。！？؟][\s\"”’')\]]*$")
_YEAR_OR_MONTH = re.compile(r"\d{4}(-\d\d)?")

_MARK = 40  # code points at a text's end in which the mark of a cut or a full stop stands

Longer = Callable[[Any, Any], bool]
"""Given the longest value so far and another: is the other one longer, and the same one?"""


def is_cut(text: str) -> bool:
    """Does *text* end with the mark of a cut?

    >>> is_cut("We show that …"), is_cut("We show this.")
    (True, False)
    """
    return _CUT.search(text, max(0, len(text) - _MARK)) is not None


def longer_than(field: str, value: Any) -> Longer | None:
    """Return how to know the whole of which *value* is the beginning; None: it is whole itself.

    A year or month is the beginning of its day.  A text is cut where it says so (`…`); a
    description also where it stops without a full stop, an abstract even behind one (its first
    paragraph, its first sentence), a title only in the middle of a word: a title that another
    begins with has been given a site's name, not its end.
    """
    text = _text(value)
    if text is None:
        return None
    if _YEAR_OR_MONTH.fullmatch(text):
        return _day_of(text)
    if field not in ("title", "description", "abstract"):
        return None
    end = max(0, len(text) - _MARK)
    cut = _CUT.search(text, end)
    if cut:
        return _goes_on(fold(text[: cut.start()])[:-_LAST_WORD])
    if field == "title":
        return _in_the_middle_of_a_word(text)
    if len(text) < _BEGINNING or (field == "description" and _SENTENCE_END.search(text, end)):
        return None
    folded = fold(text)
    return _goes_on(folded) if len(folded) >= _BEGINNING else None


def beginning(value: Any, candidate: Candidate) -> Any:
    """Return the year of a citation tag's first of January, by which HighWire and Wiley fill up the
    year while an article has no issue; any other value as it is."""
    day = candidate.family == "highwire" and candidate.field == "published"
    return value[:4] if day and value.endswith("-01-01") else value


def _text(value: Any) -> str | None:
    text = value.plain if isinstance(value, Text) else value
    return text if isinstance(text, str) else None


def _day_of(text: str) -> Longer:
    # The first of January beside a bare year is the year once more, filled up by a program.
    padded = text + "-01" if "-" in text else text + "-01-01"

    def is_longer(best: Any, other: Any) -> bool:
        same = isinstance(other, str) and other.startswith(text + "-") and other != padded
        return same and len(other) > len(best)

    return is_longer


def _goes_on(folded: str) -> Longer:
    def is_longer(best: Any, other: Any) -> bool:
        best, other = _text(best), _text(other)
        if best is None or other is None or len(other) <= len(best):
            return False
        return fold(other[: 2 * len(folded) + 80]).startswith(folded)

    return is_longer


def _in_the_middle_of_a_word(text: str) -> Longer:
    def is_longer(best: Any, other: Any) -> bool:
        best, other = _text(best), _text(other)
        return (
            best is not None
            and other is not None
            and len(other) > len(best)
            and other.startswith(text)
            and text[-1].isalnum()
            and other[len(text)].isalnum()
        )

    return is_longer
