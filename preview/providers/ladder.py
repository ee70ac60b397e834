"""The ladder: a short list of sources, the best first, climbed until the card is whole.

Each rung has a share of the time that is left, so that one slow source does not cost the others.
A rung that fails costs what it would have told and never the preview; "this source does not know
it" is not "it does not exist" until the last rung has said so.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import NamedTuple

from preview.errors import (
    NotFound,
    PreviewError,
    Upstream,
    UpstreamBlocked,
    UpstreamError,
    UpstreamTimeout,
    UpstreamUnreachable,
)
from preview.model import Candidate, Fetched, Get, Link, Request, WorkId
from preview.providers import Access

KNOWN = frozenset({"title", "author"})
"""Enough to say which work it is."""
WHOLE = KNOWN | {"abstract"}
"""A card that shows what a reader looks for."""
ALWAYS: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Ask:
    """What a source is asked, by whom, and what the rungs before it have told already.

    *unknown_to*: the names of those among them that do not know the work.
    """

    link: Link
    get: Get
    access: Access
    told: Sequence[Candidate] = ()
    unknown_to: frozenset[str] = frozenset()

    @property
    def work(self) -> WorkId:
        return self.link.work

    def has(self, fields: Collection[str]) -> bool:
        """Was each of *fields* stated before?"""
        return set(fields) <= {candidate.field for candidate in self.told}

    def texts(self, field: str) -> list[str]:
        """Return what was stated before for *field*, in order."""
        return [c.value for c in self.told if c.field == field and isinstance(c.value, str)]


Source = Callable[[Ask], Iterator[Candidate]]


class Rung(NamedTuple):
    """One source.

    Attributes:
        source: its name, for people.
        load: asks it; its `get` keeps to the rung's share.  A source that is off, or that has no
            name to ask by, yields nothing.
        share: the part of the time left that each of its requests may take.
        unless: asked only while one of these fields is missing; empty = always asked.
    """

    source: str
    load: Source
    share: float = 0.5
    unless: frozenset[str] = WHOLE


# What a client is told when every rung failed: the first of these that a rung met.  A site that
# blocks us or is down may know the work, so "not found" comes last.
_WORST_FIRST = (UpstreamBlocked, UpstreamTimeout, UpstreamError, UpstreamUnreachable, NotFound)


def climb(rungs: Sequence[Rung], link: Link, get: Get, access: Access) -> Iterator[Candidate]:
    """Yield what the rungs state, until the card is whole.

    Raises:
        PreviewError: no rung stated a title; the most telling of their failures.
    """
    told: list[Candidate] = []
    failures: dict[str, PreviewError] = {}
    for rung in rungs:
        unknown = frozenset(name for name, why in failures.items() if isinstance(why, NotFound))
        ask = Ask(link, _within(rung.share, get), access, tuple(told), unknown)
        if rung.unless and ask.has(rung.unless):
            continue
        try:
            for candidate in rung.load(ask):
                told.append(candidate)
                yield candidate
        except (Upstream, NotFound) as failure:
            failures[rung.source] = failure
    if failures and not any(candidate.field == "title" for candidate in told):
        raise _telling(failures.values())


def _within(share: float, get: Get) -> Get:
    def shared(request: Request, /) -> Fetched:
        return get(replace(request, share=request.share * share))

    return shared


def _telling(failures: Collection[PreviewError]) -> PreviewError:
    def place(failure: PreviewError) -> int:
        return next((i for i, kind in enumerate(_WORST_FIRST) if isinstance(failure, kind)), 0)

    return min(failures, key=place)
