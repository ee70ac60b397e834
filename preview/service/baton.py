"""Baton: of a process's loads one thinks, while the others wait for it or for the web."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager

PATIENCE_S = 0.25  # what the slowest page of a MiB takes


class Baton:
    """Python runs one thread at a time whatever we do, and changes threads in the midst of their
    work, when nothing of the next one's is in the processor's caches.  Whoever has the baton
    is done sooner, and all the others are no later.

    It is good manners and no lock: who has waited for *patience_s* goes on without it.
    """

    def __init__(self, patience_s: float = PATIENCE_S) -> None:
        self._patience_s = patience_s
        self._lock = threading.Lock()

    @contextmanager
    def held(self) -> Iterator[Hold]:
        """Think until the end of the block."""
        hold = Hold(self._lock, self._patience_s)
        hold.take()
        try:
            yield hold
        finally:
            hold.give()


class Hold:
    """One load's share in the baton."""

    def __init__(self, lock: threading.Lock, patience_s: float) -> None:
        self._lock = lock
        self._patience_s = patience_s
        self._has = False

    @contextmanager
    def waiting(self) -> Iterator[None]:
        """Let others think until the end of the block."""
        self.give()
        try:
            yield
        finally:
            self.take()

    def take(self) -> None:
        self._has = self._lock.acquire(timeout=self._patience_s)

    def give(self) -> None:
        if self._has:
            self._has = False
            self._lock.release()
