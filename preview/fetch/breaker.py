"""A host that fails again and again is left alone for a while, then tried once.

Only what says that the *host* is in trouble counts: no connection, no answer in time, 5xx; from
different URLs, for one broken page is no broken site.  A 4xx is a healthy host's answer.

Pattern: M. Nygard, Release It!, "Circuit Breaker".
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import NamedTuple

from preview import errors
from preview.fetch.gate import Gate
from preview.fetch.policy import Target

FAILURES = 5  # in a row, from as many URLs
OPEN_S = 30.0
MEMORY_S = 600.0  # failures further apart than this are no row
TRIAL_S = 30.0  # a trial whose process died is given up after this


class State(NamedTuple):
    """*failed*: the URLs of the row, hashed.  *open_until*: POSIX seconds, 0 = it is closed."""

    failed: tuple[str, ...] = ()
    open_until: float = 0.0


class Attempt:
    """One hop's report; a hop that reports nothing changes nothing."""

    def __init__(self, breaker: Breaker, target: Target, state: State) -> None:
        self._breaker = breaker
        self._target = target
        self._state = state

    def failed(self) -> None:
        self._breaker.note_failure(self._target, self._state)

    def succeeded(self) -> None:
        self._breaker.note_success(self._target, self._state)


class Breaker:
    """The breakers of all hosts; their state is in *gate*, so that workers share it.

    Two workers that write at the same moment may lose one failure: it opens one failure later.
    """

    def __init__(self, gate: Gate, clock: Callable[[], float]) -> None:
        self._gate = gate
        self._clock = clock

    @contextmanager
    def attempt(self, target: Target) -> Iterator[Attempt]:
        """Let a hop to *target* through.

        Raises:
            UpstreamUnreachable: its host is left alone, or another is trying it just now.
        """
        state = _parse(self._gate.get(_key(target)))
        if not state.open_until:
            yield Attempt(self, target, state)
            return
        token = None
        if self._clock() >= state.open_until:
            token = self._gate.acquire(f"trial:{target.host}", 1, TRIAL_S)
        if token is None:
            raise errors.UpstreamUnreachable(target.url, "breaker open")
        try:
            yield Attempt(self, target, state)
        finally:
            self._gate.release(f"trial:{target.host}", token)

    def note_failure(self, target: Target, state: State) -> None:
        if state.open_until:  # the trial failed
            self._put(target, state._replace(open_until=self._clock() + OPEN_S))
            return
        known = _parse(self._gate.get(_key(target))).failed  # as it is now, after the hop
        failed = tuple(dict.fromkeys((*known, _digest(target.url))))
        is_open = len(failed) >= FAILURES
        self._put(target, State(failed, self._clock() + OPEN_S if is_open else 0.0))

    def note_success(self, target: Target, state: State) -> None:
        if state != State():  # nearly always there is nothing to forget
            self._put(target, State())

    def _put(self, target: Target, state: State) -> None:
        self._gate.set(_key(target), json.dumps(state).encode("ascii"), MEMORY_S)


def _key(target: Target) -> str:
    return f"breaker:{target.host}"


def _digest(url: str) -> str:
    return hashlib.sha256(url.encode("utf-8")).hexdigest()[:16]


def _parse(value: bytes | None) -> State:
    try:
        failed, open_until = json.loads(value or b"[[], 0]")
        return State(tuple(str(one) for one in failed), float(open_until))
    except (ValueError, TypeError, RecursionError):  # not of our making: begin anew
        return State()
