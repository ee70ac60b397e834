"""Good manners towards each host, shared by all workers: spacing, places, Retry-After, a breaker.

`Polite` wraps a transport, so it sees hops and not fetches: a doi.org link asks doi.org for a
moment, then the publisher; and the publisher's 429 holds the publisher, not doi.org and every DOI.

Nobody sleeps on a Retry-After, and a turn that lies beyond the time left is an error at once: the
next rung of the ladder still has its time.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager

from preview import errors
from preview.fetch.breaker import Breaker
from preview.fetch.gate import Gate
from preview.fetch.limits import LIMITS, Limit, limit_for
from preview.fetch.policy import Target
from preview.fetch.transport import Answer, Transport
from preview.fetch.verdict import retry_after

STEP_S = 0.05  # between two looks for a free place
FAIR_S = 1.0  # a hop that had less time than this says nothing of the host when it times out
NEEDED_S = 0.5  # a turn that leaves less than this for the hop itself is wasted
LEASE_MARGIN_S = 2.0  # a place outlives its hop's deadline by this where the process died
HOLDING = {429: errors.HeldBlocked, 503: errors.HeldError}
"""Statuses whose Retry-After holds the host, and what a held host is to us (as the status was)."""


class Polite:
    """Performs hops by *transport*, each in its turn.

    *clock* gives POSIX seconds, which all machines share; *monotonic* is what `until` is read on.
    """

    def __init__(
        self,
        transport: Transport,
        gate: Gate,
        limits: tuple[Limit, ...] = LIMITS,
        *,
        clock: Callable[[], float] = time.time,
        monotonic: Callable[[], float] = time.monotonic,
        sleep: Callable[[float], None] = time.sleep,
    ) -> None:
        self._transport = transport
        self._gate = gate
        self._limits = limits
        self._clock = clock
        self._monotonic = monotonic
        self._sleep = sleep
        self._breaker = Breaker(gate, clock)

    def hop(
        self, target: Target, headers: Mapping[str, str], *, until: float, max_bytes: int
    ) -> Answer:
        """Perform the hop when it is its turn.

        Raises:
            Held: the host has asked us to wait; with `retry_after`.
            UpstreamUnreachable: the host has failed so often that we leave it alone for a while.
            UpstreamTimeout: its turn, or a free place, would come after *until*.
        """
        limit = limit_for(target, self._limits)
        self._refuse_held(target, limit)
        with self._breaker.attempt(target) as attempt, self._place(target, limit, until):
            began = self._monotonic()
            try:
                answer = self._transport.hop(target, headers, until=until, max_bytes=max_bytes)
            except errors.UpstreamTimeout:
                if self._monotonic() - began >= FAIR_S:
                    attempt.failed()
                raise
            except errors.Upstream:  # no connection, or one that broke
                attempt.failed()
                raise
            if answer.status >= 500:
                attempt.failed()
            else:
                attempt.succeeded()
        self._hold(answer, limit)
        return answer

    def _refuse_held(self, target: Target, limit: Limit) -> None:
        held = _parse_hold(self._gate.get(_hold_key(limit)))
        if held is None:
            return
        status, until = held
        wait_s = until - self._clock()
        if wait_s > 0:
            raise HOLDING[status](
                "The site has asked us to wait.", url=target.url, retry_after=wait_s
            )

    def _hold(self, answer: Answer, limit: Limit) -> None:
        if answer.status not in HOLDING:
            return
        now = self._clock()
        wait_s = retry_after(answer, now)
        if wait_s:
            value = f"{answer.status} {now + wait_s}".encode("ascii")
            self._gate.set(_hold_key(limit), value, wait_s)

    @contextmanager
    def _place(self, target: Target, limit: Limit, until: float) -> Iterator[None]:
        """Hold a place of *limit* at a turn of its own.

        The turn is booked first, for only a booking can tell at once that there is no hope.  Who
        then had to wait for the place has missed the turn, and books another while holding it: so
        two starts never lie closer than the interval.
        """
        self._await_turn(target, limit, until)
        token, waited = self._await_place(target, limit, until)
        try:
            if waited:
                self._await_turn(target, limit, until)
            yield
        finally:
            self._gate.release(_place_key(limit), token)

    def _await_turn(self, target: Target, limit: Limit, until: float) -> None:
        if not limit.interval_s:
            return
        within_s = max(until - self._monotonic() - NEEDED_S, 0.0)
        wait_s = self._gate.reserve(f"turn:{limit.key}", limit.interval_s, within_s)
        if wait_s is None:
            raise _too_late(target)
        if wait_s > 0:
            self._sleep(wait_s)

    def _await_place(self, target: Target, limit: Limit, until: float) -> tuple[str, bool]:
        waited = False
        while True:
            left_s = until - self._monotonic()
            if left_s <= 0:
                raise _too_late(target)
            token = self._gate.acquire(_place_key(limit), limit.at_once, left_s + LEASE_MARGIN_S)
            if token is not None:
                return token, waited
            waited = True
            self._sleep(min(STEP_S, left_s))


def _hold_key(limit: Limit) -> str:
    return f"hold:{limit.key}"


def _place_key(limit: Limit) -> str:
    return f"place:{limit.key}"


def _parse_hold(value: bytes | None) -> tuple[int, float] | None:
    try:
        status, until = (value or b"").decode("ascii").split(" ")
        return (int(status), float(until)) if int(status) in HOLDING else None
    except ValueError:  # none, or not of our making: a hold is no reason to fail
        return None


def _too_late(target: Target) -> errors.OutOfTime:
    """It is we who wait: not the site's failure, and in a moment all may be well."""
    return errors.OutOfTime(
        "The site could not be asked in time.", url=target.url, reason="no turn in time"
    )
