"""One field's candidates, judged: which value wins, and for each why it did or did not."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any, NamedTuple

from preview.fields import FIELDS, Text
from preview.merge.titles import fold
from preview.merge.trust import order, rank
from preview.model import Candidate

_BEGINNING = 60  # folded letters in which a cut text and the whole one agree
_CUT = re.compile(r"(?:…|\.\.\.|\[…\]|\[\.\.\.\]|\(more\))\s*$")


class Judged(NamedTuple):
    """One candidate of one field for `explain`: *value* as stated, at most 300 characters."""

    value: str
    source: str
    won: bool
    reason: str


class Stated(NamedTuple):
    """A candidate with its parsed value (None: invalid) and its place (None: not believed)."""

    candidate: Candidate
    value: Any
    place: int | None


class Verdict(NamedTuple):
    """What won: one value, or all of the winning source where the field is many."""

    values: tuple[Any, ...]
    source: str | None
    judged: tuple[Judged, ...]


Reject = Callable[[Any, str], str | None]
"""A rule of the field: given a valid value and its source, why it must not win, or None."""


def parse(candidates: Iterable[Candidate], *, paper: bool) -> Mapping[str, list[Stated]]:
    """Return the candidates by field, parsed, each with its place in the field's trust."""
    by_field: dict[str, list[Stated]] = {}
    for candidate in candidates:
        field = FIELDS[candidate.field]
        place = rank(candidate.source, order(candidate.field, paper=paper))
        by_field.setdefault(candidate.field, []).append(
            Stated(candidate, field.parse(candidate), place)
        )
    return by_field


def judge(field: str, stated: Sequence[Stated], reject: Reject | None = None) -> Verdict:
    """Choose among what was *stated* of one field.

    The first valid value in the order of trust wins, but (1) a value that was cut short loses to
    a longer one that begins alike, and (2) a date of the year loses to the day of that year.
    """
    reasons: dict[int, str] = {}
    usable: list[tuple[int, int]] = []
    for index, one in enumerate(stated):
        why = _why_not(one, reject)
        if why is None and one.place is not None:
            usable.append((one.place, index))
        else:
            reasons[index] = why or "not believed for this field"
    usable.sort()
    if not usable:
        return Verdict((), None, _report(stated, None, reasons))
    first = usable[0][1]
    winner = _longer(stated, first, [index for _, index in usable])
    source = stated[winner].candidate.source
    if FIELDS[field].many:
        values = tuple(stated[i].value for _, i in usable if stated[i].candidate.source == source)
    else:
        values = (stated[winner].value,)
    won = f"whole, where {stated[first].candidate.source} was cut" if winner != first else "first"
    return Verdict(values, source, _report(stated, winner, reasons, won=won))


def everything(stated: Sequence[Stated]) -> tuple[Any, ...]:
    """Return all valid believed values of a field, without repeats, best first."""
    places = sorted((s.place, i) for i, s in enumerate(stated) if s.place is not None)
    values = [stated[i].value for _, i in places if stated[i].value is not None]
    return tuple(dict.fromkeys(values))


def _why_not(one: Stated, reject: Reject | None) -> str | None:
    if one.value is None:
        return "not a valid value"
    if one.place is None:
        return "not believed for this field"
    return reject(one.value, one.candidate.source) if reject else None


def _longer(stated: Sequence[Stated], first: int, usable: Sequence[int]) -> int:
    """Return the index of the whole value of which *first* is the beginning, or *first*."""
    value = stated[first].value
    text = value.plain if isinstance(value, Text) else value
    if not isinstance(text, str):
        return first
    if re.fullmatch(r"\d{4}(-\d\d)?", text):
        days = [i for i in usable if str(stated[i].value).startswith(text + "-")]
        return min(days, key=lambda i: (-len(str(stated[i].value)), usable.index(i)), default=first)
    cut = _CUT.search(text)
    folded = fold(text[: cut.start()] if cut else text)
    if not cut and len(folded) < _BEGINNING:
        return first  # a short title that another title begins with is no cut title
    best, length = first, len(folded)
    for index in usable:
        other = stated[index].value
        other = fold(other.plain if isinstance(other, Text) else str(other))
        if len(other) > length and other.startswith(folded[: len(folded) - 12 if cut else None]):
            best, length = index, len(other)
    return best


def _report(
    stated: Sequence[Stated], winner: int | None, reasons: Mapping[int, str], *, won: str = ""
) -> tuple[Judged, ...]:
    winning = stated[winner].candidate.source if winner is not None else None
    rows = []
    for index, one in enumerate(stated):
        many = FIELDS[one.candidate.field].many
        is_winner = index == winner or (
            many and one.candidate.source == winning and index not in reasons
        )
        why = reasons.get(index) or (won if is_winner else f"{winning} comes before it")
        value = one.candidate.value
        shown = value if isinstance(value, str) else getattr(value, "name", None) or str(value)
        rows.append(Judged(shown[:300], one.candidate.source, is_winner, why))
    return tuple(rows)
