"""Single flight: of all who want one key, over threads, workers and machines, one loads it."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable
from dataclasses import replace

from preview import errors
from preview.cache.background import Heartbeat
from preview.cache.engine import Store
from preview.cache.entries import Entries, Gap, Names
from preview.cache.outcome import Hit, Noted, again, failure_of, rule_for
from preview.cache.policy import lifetime
from preview.model import Failure, Record

Load = Callable[[Record | None], Noted]
"""Given the record that we have, for a conditional request, or None.  After a 304 it returns that
record with a new `fetched_at`.  A failure is returned with its note, or raised without one."""


class Late(Exception):
    """The time to wait for another's load is up; a matter of the one whose time it was."""


class _Flight:
    """One load of this process; *result* is None when it is of use to nobody else."""

    def __init__(self) -> None:
        self.landed = threading.Event()
        self.result: Hit | errors.PreviewError | None = None


class SingleFlight:
    """See `cache.flight.Cache` for the order of one request, and for the arguments."""

    def __init__(
        self,
        store: Store,
        entries: Entries,
        clock: Callable[[], float],
        *,
        lease_s: float,
        poll_s: float,
    ) -> None:
        self._store = store
        self._entries = entries
        self._clock = clock
        self._lease_s = lease_s
        self._poll_s = poll_s
        self._heartbeat = Heartbeat(store, lease_s)
        self._lock = threading.Lock()
        self._flights: dict[str, _Flight] = {}

    def is_flying(self, names: Names) -> bool:
        return names.entry in self._flights

    def leave(self, names: Names) -> None:
        """Let who asks from now on not join the load that is under way."""
        with self._lock:
            self._flights.pop(names.entry, None)

    def fly(self, names: Names, load: Load, seen: Hit | None, until: float) -> Hit:
        """Lead the load, or wait for its leader in this process; *until* is monotonic.

        Raises:
            Late: another's load was not done in time.
            errors.PreviewError: the load failed, and *seen* may not answer for it.
        """
        while True:
            with self._lock:
                flight = self._flights.get(names.entry)
                if leading := flight is None:
                    flight = self._flights[names.entry] = _Flight()
            if leading:
                return self._pilot(flight, names, load, seen, until)
            if not flight.landed.wait(max(0.0, until - time.monotonic())):
                raise Late
            if isinstance(flight.result, Hit):
                return flight.result
            if flight.result is not None:
                raise again(flight.result)
            # Its leader gave up for a reason of its own: one of us leads.

    def _pilot(
        self, flight: _Flight, names: Names, load: Load, seen: Hit | None, until: float
    ) -> Hit:
        try:
            flight.result = hit = self._lead(names, load, seen, until)
            return hit
        except errors.PreviewError as error:
            flight.result = error if rule_for(error).share else None
            raise
        except Late:
            raise
        except Exception as exc:
            flight.result = _internal(exc)
            raise
        finally:
            with self._lock:
                if self._flights.get(names.entry) is flight:
                    del self._flights[names.entry]
            flight.landed.set()

    def _lead(self, names: Names, load: Load, seen: Hit | None, until: float) -> Hit:
        """Load with the key's lease, or take what another process has loaded meanwhile."""
        waited = False
        while (token := self._store.acquire(names.flight, 1, self._lease_s)) is None:
            if time.monotonic() >= until:
                raise Late
            waited = True
            time.sleep(self._poll_s)
            hit, _ = self._entries.news(names, seen)
            if hit is not None:
                return replace(hit, state="miss")
        with self._heartbeat.keeping(names.flight, token):
            # Look again also where we did not wait: it may have been stored just before.
            hit, gap = self._entries.news(names, seen)
            if hit is not None:
                return replace(hit, state="miss")
            if waited:
                self._entries.raise_flunk(names)
                if seen is not None and self._entries.is_held(names):
                    return replace(seen, state="stale-error")
            return self._load(names, load, seen, gap)

    def _load(self, names: Names, load: Load, seen: Hit | None, gap: Gap) -> Hit:
        previous = seen.outcome if seen is not None else None
        try:
            outcome, note = load(previous if isinstance(previous, Record) else None)
        except errors.PreviewError as error:
            outcome, note = error, b""
        except Exception as exc:
            self._entries.flunk(names, _internal(exc))
            raise
        if isinstance(outcome, errors.PreviewError):
            return self._failed(names, outcome, note, seen, gap)
        self._entries.keep(names, outcome, gap, note)
        return Hit(outcome, "miss", outcome.fetched_at, lifetime(outcome))

    def _failed(
        self,
        names: Names,
        error: errors.PreviewError,
        note: bytes,
        seen: Hit | None,
        gap: Gap,
    ) -> Hit:
        rule = rule_for(error)
        failure = failure_of(error, self._clock())
        life_s = lifetime(failure).fresh_s
        if rule.stale and seen is not None and not isinstance(seen.outcome, Failure):
            if rule.keep:
                self._entries.hold(names, life_s)
            return replace(seen, state="stale-error")
        if rule.keep:
            self._entries.keep(names, failure, gap, note)
            error.max_age = life_s
        elif rule.share:
            self._entries.flunk(names, error)
        raise error


def _internal(exc: Exception) -> errors.PreviewError:
    return errors.PreviewError("The preview could not be made.", reason=repr(exc))
