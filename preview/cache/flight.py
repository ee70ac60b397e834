"""The cache as the service sees it: answer from what is kept, load what is not, once for all.

The order of one request:

1. A fresh entry answers at once.  A kept failure is raised again.
2. A stale entry answers at once; one of all workers refreshes it behind, if a slot is free.
3. Else the request takes a slot, or is `Overloaded` at once.
4. The first of a process leads, the others wait for it (`cache.single`).
5. The leader takes the key's lease in the store, or waits for the process that has it.
6. Who has the lease looks again, for it may have waited; then it loads and stores.
7. A load that failed: `outcome.RULES` says whether an old card answers, and what is kept.
"""

from __future__ import annotations

import logging
import threading
import time
from collections.abc import Callable
from contextlib import nullcontext
from dataclasses import replace
from typing import Literal, overload

from preview import errors
from preview.cache.background import Background
from preview.cache.engine import Store
from preview.cache.entries import Entries, Names, names_of
from preview.cache.outcome import Hit, Noted, error_of
from preview.cache.single import Late, Load, SingleFlight
from preview.cache.slots import Slots
from preview.model import Failure

__all__ = ["Cache", "Hit", "Load", "Noted", "Slots"]

log = logging.getLogger("preview.cache")

_MAX_QUIET = 10_000


class Cache:
    """Loads each key once, and answers from what is kept.

    Times are in seconds; *clock* is POSIX time, deadlines are `time.monotonic`.

    Args:
        slots: shared with whoever else fetches.
        min_refresh_s: a refresh that a client asks for happens at most once in this time.
        lease_s: a leader that dies is replaced after this time; two seconds are promised.
        poll_s: how often a process looks whether another's load is done.
        max_wait_s: how long to wait where the caller names no deadline.
        quiet_s: after a refresh was tried, none of that key is tried by this process: each try
            costs a thread and a write.
        background: refreshes at once in this process; a quarter of the slots by default.
    """

    def __init__(
        self,
        store: Store,
        slots: Slots,
        clock: Callable[[], float] = time.time,
        *,
        min_refresh_s: float = 60.0,
        lease_s: float = 1.2,
        poll_s: float = 0.03,
        max_wait_s: float = 30.0,
        quiet_s: float = 1.0,
        background: int | None = None,
    ) -> None:
        self._store = store
        self._slots = slots
        self._clock = clock
        self._min_refresh_s = min_refresh_s
        self._max_wait_s = max_wait_s
        self._quiet_s = quiet_s
        self._entries = Entries(store, clock)
        self._single = SingleFlight(store, self._entries, clock, lease_s=lease_s, poll_s=poll_s)
        self._background = Background(background or max(1, slots.limit // 4))
        self._lock = threading.Lock()
        self._quiet: dict[str, float] = {}  # entry → when a refresh may be tried: monotonic

    def peek(self, key: str) -> Hit | None:
        """Return the entry of *key* while it may be used, a kept `Failure` included; no load."""
        return self._entries.look(names_of(key))

    def note(self, key: str) -> bytes:
        """Return what the load that made the entry of *key* noted; nothing where nothing is."""
        return self._entries.note(names_of(key))

    @overload
    def get_or_load(
        self,
        key: str,
        load: Load,
        *,
        refresh: bool = ...,
        until: float | None = ...,
        cached_only: Literal[False] = ...,
        slot_held: bool = ...,
        admit: Callable[[], None] | None = ...,
    ) -> Hit: ...

    @overload
    def get_or_load(
        self,
        key: str,
        load: Load,
        *,
        refresh: bool = ...,
        until: float | None = ...,
        cached_only: bool,
        slot_held: bool = ...,
        admit: Callable[[], None] | None = ...,
    ) -> Hit | None: ...

    def get_or_load(
        self,
        key: str,
        load: Load,
        *,
        refresh: bool = False,
        until: float | None = None,
        cached_only: bool = False,
        slot_held: bool = False,
        admit: Callable[[], None] | None = None,
    ) -> Hit | None:
        """Return what *key* stands for, loaded by *load* if need be; never a `Failure`.

        Args:
            refresh: the client wants it afresh.
            until: monotonic deadline for waiting for another's load; *load* keeps its own.
            cached_only: wait for nothing; None when a load is under way behind.
            slot_held: the caller has taken a slot for this call, as a batch does.
            admit: called before a load is begun or waited for, and not for what is kept; what it
                raises is raised.

        Raises:
            errors.PreviewError: what *load* raised, or what is kept of it (then `max_age` is
                the rest of its life).
            errors.Overloaded: a load is needed, and no slot is free.
            errors.UpstreamTimeout: another's load was not done in time.
        """
        names = names_of(key)
        seen = self._entries.look(names)
        if seen is not None and (cached_only or not (refresh and self._may_refresh(names, seen))):
            return self._answer(names, load, seen)
        if cached_only and self._single.is_flying(names):
            return None
        if admit is not None:
            admit()
        if cached_only:
            if not self._behind(names, load, None):
                raise self._slots.overloaded()
            return None
        deadline = time.monotonic() + self._max_wait_s if until is None else until
        try:
            with nullcontext() if slot_held else self._slots.taken():
                return self._single.fly(names, load, seen, deadline)
        except (Late, errors.Overloaded) as exc:
            if seen is not None:
                return self._answer(names, None, seen)
            if isinstance(exc, errors.Overloaded):
                raise
            raise errors.UpstreamTimeout("The page did not answer in time.") from exc

    def forget(self, key: str) -> None:
        """Delete the entry of *key*; a load that is under way is not stored."""
        names = names_of(key)
        self._entries.forget(names)
        self._single.leave(names)

    def close(self, wait_s: float = 2.0) -> None:
        """Begin no more refreshes, wait a little for those under way, let the store go."""
        self._background.close(wait_s)
        self._store.close()

    def _may_refresh(self, names: Names, seen: Hit) -> bool:
        # abs(): an entry from long after now is from before the clock was set back
        age = abs(self._clock() - seen.stored_at)
        return age >= self._min_refresh_s and not self._entries.is_held(names)

    def _answer(self, names: Names, load: Load | None, seen: Hit) -> Hit:
        """Answer from what we have, and begin a refresh by *load* where that is stale."""
        if isinstance(seen.outcome, Failure):
            raise error_of(seen.outcome, self._clock())
        if seen.state == "stale":
            if self._entries.is_held(names):
                return replace(seen, state="stale-error")
            due = time.monotonic() >= self._quiet.get(names.entry, 0.0)
            if load is not None and due and not self._single.is_flying(names):
                self._behind(names, load, seen)
        return seen

    def _behind(self, names: Names, load: Load, seen: Hit | None) -> bool:
        """Begin to load in the background, with a slot; False where there is no room."""
        # One of all refreshes: where another process does so already, we do not wait for it.
        wait_s = self._max_wait_s if seen is None else 0.0

        def work() -> None:
            try:
                self._single.fly(names, load, seen, time.monotonic() + wait_s)
            except (Late, errors.PreviewError) as exc:
                log.info("A load behind an answer gave nothing: %s", exc)
            finally:
                self._hush(names)
                self._store.close()  # this thread's connection
                self._slots.give()

        if not self._slots.try_take():
            return False
        if not self._background.start(work):
            self._slots.give()
            return False
        return True

    def _hush(self, names: Names) -> None:
        with self._lock:
            if len(self._quiet) >= _MAX_QUIET:
                self._quiet.clear()
            self._quiet[names.entry] = time.monotonic() + self._quiet_s
