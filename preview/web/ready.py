"""Answers kept ready: what the cache would answer again leaves before Flask is asked.

A view's reply to a GET is kept under the request's path and query, as they came, while its entry
is fresh.  Whatever is not just that again goes to Flask: another method, a refresh, a key in the
query, a wrong key, an entry that has grown stale or has changed.  Nothing is decided here that the
views decide otherwise: the reply is the view's own, and leaves by the same `post.Post`.

The cache's store stays the truth.  Each process looks there again after `CHECK_S`, so another
process's refresh or purge reaches it within that time; its own reach it at once.
"""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any
from wsgiref.types import StartResponse, WSGIApplication

from preview import errors
from preview.settings import Settings
from preview.web import asked as asked_of
from preview.web import auth, logs
from preview.web.headers import Policy, Steady, steady
from preview.web.post import Post
from preview.web.query import Query
from preview.web.reply import Keep, Reply

CHECK_S = 0.5  # a second is promised: the other half is for the look itself
MAX_BYTES = 16 * 2**20  # of one process: some 2 000 answers of 5 kB
LARGEST = 256 * 2**10  # bytes of one answer: a few giants would push all others out
OVERHEAD = 2048  # bytes of an answer beside its body: objects, headers, the log's note

STATUS_LINES = {200: "200 OK", 304: "304 NOT MODIFIED"}  # as Werkzeug writes them

Stamp = Callable[[Query], float | None]
"""When was the entry stored that would answer now?  None where no fresh one does."""


@dataclass(slots=True)
class Ready:
    """A view's answer to one address.

    Attributes:
        rule, need: of the route: its path, and whether it asks for a key.
        keep: how long it may be kept, at its age when it was last asked for.
        note: what the log says of it.
        stored_at: of the entry that it was made from: POSIX time.
        checked_at: when the store was last seen to have that entry: `time.perf_counter`.
    """

    rule: str
    need: auth.Need
    query: Query
    answer: Steady
    keep: Keep
    note: logs.Written
    stored_at: float
    checked_at: float


class Shelf:
    """The answers of one process that lie ready; bounded, the oldest go first.

    *clock* is POSIX time, as entries are dated; *ticks* never jumps.
    """

    def __init__(
        self,
        stamp: Stamp,
        policy: Policy,
        *,
        max_bytes: int = MAX_BYTES,
        clock: Callable[[], float] = time.time,
        ticks: Callable[[], float] = time.perf_counter,
    ) -> None:
        self._stamp = stamp
        self._policy = policy
        self._max_bytes = max_bytes
        self._clock = clock
        self._ticks = ticks
        self._lock = threading.Lock()
        self._ready: dict[str, Ready] = {}
        self._bytes = 0
        self._doubted_at = 0.0

    def put(
        self,
        environ: Mapping[str, Any],
        query: Query,
        reply: Reply,
        *,
        rule: str,
        need: auth.Need,
        began: float,
    ) -> None:
        """Keep *reply*, if it may be given again; *began*: `now`, before it was made."""
        keep, body = reply.keep, reply.body
        if environ["REQUEST_METHOD"] != "GET" or reply.status != 200:
            return
        if keep is None or keep.state != "hit" or keep.stored_at is None:
            return
        if not isinstance(body, bytes) or len(body) > LARGEST:
            return
        answer, note = steady(reply, self._policy), logs.written(reply.note)
        ready = Ready(rule, need, query, answer, keep, note, keep.stored_at, began)
        address = _address(environ)
        with self._lock:
            self._drop(address)
            self._ready[address] = ready
            self._bytes += _cost(address, ready)
            while self._bytes > self._max_bytes:
                self._drop(next(iter(self._ready)))

    def get(self, environ: Mapping[str, Any]) -> Ready | None:
        """Return what lies ready for the request, as old as it is now."""
        address = _address(environ)
        ready = self._ready.get(address)
        if ready is None:
            return None
        age = self._clock() - ready.stored_at
        if age >= ready.keep.fresh_s or not self._stands(ready):
            with self._lock:
                self._drop(address)
            return None
        age_s = max(0, int(age))
        if age_s != ready.keep.age_s:
            ready.keep = ready.keep._replace(age_s=age_s)
        return ready

    def now(self) -> float:
        return self._ticks()

    def doubt(self) -> None:
        """Something was purged or refreshed here: look at each entry before it is used again."""
        self._doubted_at = self._ticks()

    def _stands(self, ready: Ready) -> bool:
        now = self._ticks()
        if now - ready.checked_at < CHECK_S and ready.checked_at > self._doubted_at:
            return True
        ready.checked_at = now  # first: who asks meanwhile need not look as well
        return self._stamp(ready.query) == ready.stored_at

    def _drop(self, address: str) -> None:
        gone = self._ready.pop(address, None)
        if gone is not None:
            self._bytes -= _cost(address, gone)


class ShortCut:
    """The site's WSGI application, with the shelf before it."""

    def __init__(self, app: WSGIApplication, shelf: Shelf, post: Post, settings: Settings) -> None:
        self._app = app
        self._shelf = shelf
        self._post = post
        self._keys = settings.api_keys
        self._trusted_proxies = settings.trusted_proxies

    def __call__(self, environ: dict[str, Any], start_response: StartResponse) -> Iterable[bytes]:
        started = time.perf_counter()
        if environ["REQUEST_METHOD"] != "GET" or "HTTP_UPGRADE" in environ:
            return self._by_the_app(environ, start_response)
        ready = self._shelf.get(environ)
        if ready is None or not self._may_pass(ready.need, environ):
            return self._by_the_app(environ, start_response)
        asked = asked_of.read(environ, trusted_proxies=self._trusted_proxies)
        if asked.refresh:
            return self._by_the_app(environ, start_response)
        sent = self._post.again(ready.answer, ready.keep, asked, started)
        start_response(STATUS_LINES[sent.status], sent.headers)
        self._post.book(
            asked,
            sent.status,
            started,
            rule=ready.rule,
            note=ready.note,
            outcome=ready.keep.state,
        )
        return (sent.body,) if isinstance(sent.body, bytes) else sent.body

    def _may_pass(self, need: auth.Need, environ: Mapping[str, Any]) -> bool:
        try:
            auth.admit(self._keys, need, environ.get("HTTP_AUTHORIZATION", ""), None)
        except errors.Unauthorized:
            return False  # the site has words for that
        return True

    def _by_the_app(
        self, environ: dict[str, Any], start_response: StartResponse
    ) -> Iterable[bytes]:
        try:
            return self._app(environ, start_response)
        finally:
            if environ["REQUEST_METHOD"] == "DELETE" or "HTTP_CACHE_CONTROL" in environ:
                self._shelf.doubt()


def _address(environ: Mapping[str, Any]) -> str:
    return f"{environ.get('PATH_INFO', '')}?{environ.get('QUERY_STRING', '')}"


def _cost(address: str, ready: Ready) -> int:
    body = ready.answer.body
    return len(address) + OVERHEAD + (len(body) if isinstance(body, bytes) else 0)
