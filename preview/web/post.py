"""How an answer leaves the house: sent, counted and logged by the same functions, whether a view
made it just now or it lay ready."""

from __future__ import annotations

import time
from typing import NamedTuple

from preview.web import headers, logs
from preview.web.asked import Asked
from preview.web.books import Books, Entry
from preview.web.headers import Sent, Steady
from preview.web.reply import Keep, Reply


class Post(NamedTuple):
    """*started* of the calls is on the clock of `time.perf_counter`."""

    policy: headers.Policy
    books: Books

    def sent(self, reply: Reply, asked: Asked, started: float) -> Sent:
        """Return what goes over the wire for a view's *reply*."""
        answer = headers.steady(reply, self.policy)
        timings = reply.timings
        if not timings and isinstance(reply.body, bytes):
            timings = {"total": time.perf_counter() - started}
        return headers.decide(answer, asked, self.policy, reply.keep, timings)

    def again(self, answer: Steady, keep: Keep, asked: Asked, started: float) -> Sent:
        """Return the same for an answer that lay ready, as old as *keep* says."""
        timings = {"total": time.perf_counter() - started}
        return headers.decide(answer, asked, self.policy, keep, timings)

    def book(
        self,
        asked: Asked,
        status: int,
        started: float,
        *,
        rule: str | None,
        note: logs.Written,
        outcome: str | None = None,
        error: Exception | None = None,
    ) -> None:
        """Enter a request that was answered into the books; see `logs.Line`."""
        spent = time.perf_counter() - started
        at, sent_id = time.time(), asked.request_id
        line = logs.Line(at, spent, sent_id, asked.method, rule, status, note, error, asked.trace)
        self.books.enter(Entry(line, outcome))
