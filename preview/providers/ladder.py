"""The ladder: a short list of sources, the best first, climbed until the card is whole.

Each rung has a share of the time that is left, so that one slow source does not cost the others.
A rung that fails costs what it would have told and never the preview; "this source does not know
it" is not "it does not exist" until the last rung has said so.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import replace
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
from preview.model import Candidate, Fetched, Get, Request

WHOLE = frozenset({"title", "author", "abstract"})
"""A card that shows what a reader looks for."""


class Rung(NamedTuple):
    """One source.

    Attributes:
        source: its name, for the log and for `explain`.
        load: asks it; gets a `get` that keeps to the rung's share.
        share: the part of the time left that each of its requests may take.
        unless: asked only while one of these fields is missing; empty = always asked.
    """

    source: str
    load: Callable[[Get], Iterator[Candidate]]
    share: float = 0.5
    unless: frozenset[str] = WHOLE


# What a client is told when every rung failed: the first of these that a rung met.  A site that
# blocks us or is down may know the work, so "not found" comes last.
_WORST_FIRST = (UpstreamBlocked, UpstreamTimeout, UpstreamError, UpstreamUnreachable, NotFound)


def climb(rungs: Sequence[Rung], get: Get) -> Iterator[Candidate]:
    """Yield what the rungs state, until the card is whole.

    Raises:
        PreviewError: no rung stated anything; the most telling of their failures.
    """
    stated: set[str] = set()
    failures: list[PreviewError] = []
    for rung in rungs:
        if rung.unless and rung.unless <= stated:
            continue
        try:
            for candidate in rung.load(_within(rung.share, get)):
                stated.add(candidate.field)
                yield candidate
        except (Upstream, NotFound) as failure:
            failures.append(failure)
    if not stated & {"title"} and failures:
        raise _telling(failures)


def _within(share: float, get: Get) -> Get:
    def shared(request: Request, /) -> Fetched:
        return get(replace(request, share=request.share * share))

    return shared


def _telling(failures: Collection[PreviewError]) -> PreviewError:
    def place(failure: PreviewError) -> int:
        return next((i for i, kind in enumerate(_WORST_FIRST) if isinstance(failure, kind)), 0)

    return min(failures, key=place)
