"""Who counts and logs the answered requests: a moment later, many at a time.

To count and log a request costs as much as a cached answer, and three times that in between other
work, when nothing of it is in the processor's caches.  So while requests come thick and fast, they
are only noted, and the first of the next moment writes up all notes in one loop and with one write;
a thread does so for the last moment before a silence.  While few come, each is written up at once.
"""

from __future__ import annotations

import atexit
import logging
import os
import threading
import time
from collections import Counter, deque
from collections.abc import Callable
from itertools import groupby
from typing import NamedTuple

from preview.web import logs
from preview.web.prometheus import Prometheus

AT_ONCE = 0.0
MOMENT_S = 0.03
FEW = 5  # in a moment


class Entry(NamedTuple):
    """An answered request; *outcome* of a preview that no view has counted, else None."""

    line: logs.Line
    outcome: str | None = None


class Books:
    """*moment_s*: how long an entry may wait; `AT_ONCE` is for a process that has one request at a
    time.  Only a process that is killed takes the last moment along."""

    def __init__(
        self,
        metrics: Prometheus,
        moment_s: float = AT_ONCE,
        *,
        ticks: Callable[[], float] = time.monotonic,
    ) -> None:
        self.metrics = metrics
        self._moment_s = moment_s
        self._ticks = ticks
        self._open: deque[Entry] = deque()
        self._some = threading.Event()
        self._settling = threading.Lock()
        self._moment_ends = 0.0
        self._in_moment = 0
        self._busy = False
        self._pid = 0

    def enter(self, entry: Entry) -> None:
        self._open.append(entry)
        now = self._ticks()
        begins = now >= self._moment_ends
        if begins:
            self._busy = self._in_moment > FEW and now < self._moment_ends + self._moment_s
            self._moment_ends, self._in_moment = now + self._moment_s, 0
        self._in_moment += 1
        if begins or (not self._busy and self._in_moment <= FEW):
            if not self._settling.locked():
                self.settle()
        elif not self._some.is_set():
            if self._pid != os.getpid():
                self._begin()
            self._some.set()

    def settle(self) -> None:
        """Write up all that is noted so far."""
        with self._settling:
            entries = [self._open.popleft() for _ in range(len(self._open))]
            for level, lines in groupby((e.line for e in entries), _level):
                if level == logging.INFO:
                    logs.requests(list(lines))
                else:  # each with a traceback of its own
                    for line in lines:
                        logs.requests([line])
            for outcome, count in Counter(e.outcome for e in entries if e.outcome).items():
                self.metrics.answer(outcome, count)
            for line in (e.line for e in entries):
                self.metrics.request(line.rule, line.method, line.status, line.spent)

    def await_all(self) -> None:
        """Settle, and give other processes the time to do so."""
        self.settle()
        time.sleep(2 * self._moment_s)

    def _begin(self) -> None:
        """The first time in this process: no thread lives on in a fork."""
        self._pid = os.getpid()
        self._some, self._settling = threading.Event(), threading.Lock()
        atexit.register(self.settle)
        threading.Thread(target=self._sweep, name="preview-books", daemon=True).start()

    def _sweep(self) -> None:
        """Write up the last moment before a silence; while requests come, they do it."""
        while self._some.wait():
            time.sleep(self._moment_s)
            if self._ticks() >= self._moment_ends:
                self._some.clear()  # first: what is noted from now on calls again
                self.settle()


def _level(line: logs.Line) -> int:
    return line.level
