"""How many fetches one process may have under way: taken or refused, never queued without end."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from preview.errors import Overloaded


class Slots:
    """*limit* slots, fewer than the server's threads, so that cached answers always find one.

    *tell* is called with the number in use after each change, by whoever counts.
    """

    def __init__(
        self,
        limit: int,
        *,
        retry_after_s: float = 2.0,
        tell: Callable[[int], None] = lambda in_use: None,
    ) -> None:
        self.limit = limit
        self._retry_after_s = retry_after_s
        self._tell = tell
        self._in_use = 0
        self._changed = threading.Condition()

    @property
    def in_use(self) -> int:
        return self._in_use

    def try_take(self, n: int = 1, *, wait_s: float = 0.0) -> bool:
        """Take *n* slots, all or none; False when they do not get free within *wait_s*."""
        with self._changed:
            free = self._changed.wait_for(lambda: self._in_use + n <= self.limit, wait_s)
            if free:
                self._in_use += n
                self._tell(self._in_use)
            return free

    def give(self, n: int = 1) -> None:
        with self._changed:
            self._in_use = max(0, self._in_use - n)
            self._tell(self._in_use)
            self._changed.notify_all()

    @contextmanager
    def taken(self, n: int = 1, *, wait_s: float = 0.0) -> Iterator[None]:
        """Hold *n* slots.

        Raises:
            Overloaded: they are not free.
        """
        if not self.try_take(n, wait_s=wait_s):
            raise self.overloaded()
        try:
            yield
        finally:
            self.give(n)

    def overloaded(self) -> Overloaded:
        return Overloaded(
            "All fetch slots are taken; try again soon.", retry_after=self._retry_after_s
        )
