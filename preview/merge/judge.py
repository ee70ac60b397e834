"""One field's candidates → which value wins, and for each why it did or did not.

A candidate is parsed only where it may win: a page states its description in six tags, and most
of them are never looked at.  The whole account, for `explain`, is made when somebody asks.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from functools import cache
from itertools import islice
from typing import Any, NamedTuple, TypeVar

from preview.fields import FIELDS, Text
from preview.merge.allowance import UNREAD, Allowance, is_needed
from preview.merge.longer import beginning, longer_than
from preview.merge.trust import rank
from preview.model import Author, Candidate, Image, Player, Related, Value
from preview.text import clip

_SHOWN = 100  # candidates of one field that `explain` shows, and as many winners
_VALUE_CHARS = 300  # of a value that `explain` shows
_MOST = 200  # candidates of one field that are looked at
_MOST_OF_MANY = 10_000  # authors: the longest real list has 5 154 (arXiv:1503.07589)


class Judged(NamedTuple):
    """One candidate of one field for `explain`: *value* as stated, in at most 300 characters, the
    `…` of a cut included."""

    value: str
    source: str
    won: bool
    reason: str


class Stated:
    """A candidate, its place in the field's trust (None: not believed), and its parsed value.

    State, because the value is worked out once, when it is first asked for; None: invalid.
    """

    __slots__ = ("_parse", "candidate", "place", "value")
    value: Any

    def __init__(
        self, candidate: Candidate, place: int | None, parse: Callable[[Candidate], object | None]
    ) -> None:
        self.candidate = candidate
        self.place = place
        self._parse = parse

    def __getattr__(self, name: str) -> Any:
        """Work out `value`; once it is there, Python asks no more."""
        if name != "value":
            raise AttributeError(name)
        self.value = self._parse(self.candidate)
        return self.value


Reject = Callable[[Any, str], str | None]
"""A rule of the field: given a valid value and its source, why it must not win, or None."""


class Verdict(NamedTuple):
    """What won: one value, or all of the winning source where the field is many.

    *winners* are the candidates behind the values, in the same order.
    """

    field: str
    stated: Sequence[Stated]
    values: tuple[Any, ...] = ()
    winners: tuple[int, ...] = ()
    won: str = ""
    reject: Reject | None = None

    @property
    def source(self) -> str | None:
        return self.stated[self.winners[0]].candidate.source if self.winners else None

    @property
    def candidate(self) -> Candidate | None:
        return self.stated[self.winners[0]].candidate if self.winners else None

    def report(self) -> tuple[Judged, ...]:
        """Return what `explain` shows: each candidate as stated, and why it won or not.

        Of very many the winners and the first ones.
        """
        won = frozenset(self.winners)
        losers = (index for index in range(len(self.stated)) if index not in won)
        shown = sorted([*self.winners[:_SHOWN], *islice(losers, _SHOWN)])
        return tuple(self._judged(index, index in won) for index in shown)

    def _judged(self, index: int, won: bool) -> Judged:
        one = self.stated[index]
        why = self.won if won else self._why_not(one)
        return Judged(
            clip(_shown(one.candidate.value), _VALUE_CHARS), one.candidate.source, won, why
        )

    def _why_not(self, one: Stated) -> str:
        """Say why *one* did not win; who stands behind the winner need not be parsed for that."""
        first = self.stated[self.winners[0]] if self.winners else None
        later = f"{self.source} comes before it"
        if first and one.place is not None and first.place is not None and one.place > first.place:
            return later
        return _why_not(one, self.reject) or later


def _shown(value: Value) -> str:
    match value:
        case Author(name=name):
            return name
        case Image(url=url) | Player(url=url):
            return url
        case Related(work_id=work_id):
            return work_id
    return value


def place(candidates: Collection[Candidate], *, paper: bool) -> dict[str, list[Stated]]:
    """Return the candidates by field, each with its place in the field's trust.

    A page that states a field more often than any real one has its first statements read, and of
    one that states more text than any, what fits into an `Allowance`.
    """
    by_field: defaultdict[str, list[Stated]] = defaultdict(list)
    charged = cache(Allowance().charged) if is_needed(candidates) else None
    for candidate in candidates:
        name, _, source, _ = candidate
        field, stated = FIELDS[name], by_field[name]
        if len(stated) < (_MOST_OF_MANY if field.many else _MOST):
            place = rank(name, source, paper=paper)
            parse = charged(field.parse) if charged and name not in UNREAD else field.parse
            stated.append(Stated(candidate, place, parse))
    return by_field


def judge(field: str, stated: Sequence[Stated], reject: Reject | None = None) -> Verdict:
    """Choose among what was *stated* of one field.

    The first valid value in the order of trust wins, but (1) a value that was cut short loses to
    a longer one that begins alike, and (2) a date of the year, or of its first of January, loses to
    another day of that year.
    """
    if len(stated) == 1:  # most fields
        if _why_not(stated[0], reject) is not None:
            return Verdict(field, stated, reject=reject)
        return Verdict(field, stated, (stated[0].value,), (0,), "first", reject)
    order = _believed(stated)
    at = next((at for at, i in enumerate(order) if _why_not(stated[i], reject) is None), None)
    if at is None:
        return Verdict(field, stated, reject=reject)
    first, rest = order[at], order[at + 1 :]
    source = stated[first].candidate.source
    if FIELDS[field].many:
        same = [i for i in rest if stated[i].candidate.source == source]
        winners = (first, *[i for i in same if _why_not(stated[i], reject) is None])
        values = tuple([stated[index].value for index in winners])
        return Verdict(field, stated, values, winners, "first", reject)
    winner = _longer(field, stated, first, rest, reject) if rest else first
    won = f"whole, where {source} was cut" if winner != first else "first"
    return Verdict(field, stated, (stated[winner].value,), (winner,), won, reject)


def everything(stated: Sequence[Stated]) -> tuple[Any, ...]:
    """Return all valid believed values of a field, without repeats, best first."""
    values = (stated[index].value for index in _believed(stated))
    return tuple(dict.fromkeys(value for value in values if value is not None))


def _believed(stated: Sequence[Stated]) -> list[int]:
    places = [(s.place, index) for index, s in enumerate(stated) if s.place is not None]
    if len(places) > 1:
        places.sort()
    return [index for _, index in places]


def _why_not(one: Stated, reject: Reject | None) -> str | None:
    if one.place is None:
        return "not believed for this field"
    if one.value is None:
        return "not a valid value"
    return reject(one.value, one.candidate.source) if reject else None


def _longer(
    field: str, stated: Sequence[Stated], first: int, rest: Iterable[int], reject: Reject | None
) -> int:
    """Return the index of the whole value of which *first* is the beginning, or *first*."""
    value = beginning(stated[first].value, stated[first].candidate)
    rest = [index for index in rest if _may_be_longer(stated[index], value)]
    is_longer = longer_than(field, value) if rest else None
    if is_longer is None:
        return first
    best = first
    for index in rest:
        one, value = stated[index], beginning(stated[best].value, stated[best].candidate)
        if (
            _may_be_longer(one, value)
            and _why_not(one, reject) is None
            and is_longer(value, one.value)
        ):
            best = index
    return best


def _may_be_longer(one: Stated, value: Any) -> bool:
    """Say whether *one* may be longer than *value*, before anything is read of it: markup makes
    no text shorter than what is left of it."""
    raw = one.candidate.value
    return not isinstance(raw, str) or len(raw) > len(
        value.plain if isinstance(value, Text) else str(value)
    )


V = TypeVar("V")


class OnDemand(Mapping[str, V]):
    """A mapping of *keys* to what *make* gives for each, worked out when it is first asked for."""

    def __init__(self, keys: Collection[str], make: Callable[[str], V]) -> None:
        self._keys = keys
        self._make = make
        self._made: dict[str, V] = {}

    def __getitem__(self, key: str) -> V:
        if key not in self._keys:
            raise KeyError(key)
        if key not in self._made:
            self._made[key] = self._make(key)
        return self._made[key]

    def __iter__(self) -> Iterator[str]:
        return iter(self._keys)

    def __len__(self) -> int:
        return len(self._keys)
