"""Work behind an answer: a few daemon threads, and the heartbeat that keeps leases alive."""

from __future__ import annotations

import logging
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import NamedTuple

from preview.cache.engine import Store

log = logging.getLogger("preview.cache")


class Background:
    """Runs at most *limit* pieces of work at once, each in a daemon thread of its own.

    No queue: what cannot begin now is refused, and the next request asks again.  No pool: an
    executor's threads are joined at exit, and do not survive a fork; a thread costs 0.1 ms, the
    fetch in it a thousand times that.
    """

    def __init__(self, limit: int) -> None:
        self._limit = limit
        self._lock = threading.Lock()
        self._threads: set[threading.Thread] = set()
        self._closed = False

    def start(self, work: Callable[[], None]) -> bool:
        """Begin *work*, or return False; what it raises is logged."""
        with self._lock:
            # Threads that a fork left behind in the parent count as ended in the child.
            self._threads = {it for it in self._threads if it.is_alive()}
            if self._closed or len(self._threads) >= self._limit:
                return False
            thread = threading.Thread(
                target=_logged, args=(work,), name="preview-behind", daemon=True
            )
            thread.start()
            self._threads.add(thread)
            return True

    def close(self, wait_s: float) -> None:
        """Begin nothing more, and wait up to *wait_s* for what is under way."""
        with self._lock:
            self._closed = True
            threads = list(self._threads)
        end = time.monotonic() + wait_s
        for thread in threads:
            thread.join(max(0.0, end - time.monotonic()))


def _logged(work: Callable[[], None]) -> None:
    try:
        work()
    except Exception:
        log.exception("Work behind an answer failed.")


class _Held(NamedTuple):
    key: str
    until: float  # monotonic


class Heartbeat:
    """Keeps leases alive while their work runs, so that they can be short.

    One thread renews them all, three times in a lease's life; when its process dies, the leases
    are free again after *ttl_s*.  The thread ends when there is nothing left to renew.
    """

    def __init__(self, store: Store, ttl_s: float) -> None:
        self._store = store
        self._ttl_s = ttl_s
        self._lock = threading.Lock()
        self._held: dict[str, _Held] = {}  # by token
        self._thread: threading.Thread | None = None

    @contextmanager
    def keeping(self, key: str, token: str) -> Iterator[None]:
        """Renew the lease until the end of the block, and release it there."""
        self.hold(key, token)
        try:
            yield
        finally:
            self.release(key, token)

    def hold(self, key: str, token: str, for_s: float = float("inf")) -> None:
        """Renew the lease until `release`, and for no longer than *for_s*."""
        with self._lock:
            self._held[token] = _Held(key, time.monotonic() + for_s)
            if self._thread is None or not self._thread.is_alive():  # not alive: we were forked
                self._thread = threading.Thread(
                    target=self._beat, name="preview-heartbeat", daemon=True
                )
                self._thread.start()

    def release(self, key: str, token: str) -> None:
        with self._lock:
            self._held.pop(token, None)
        self._store.release(key, token)

    def _beat(self) -> None:
        while True:
            time.sleep(self._ttl_s / 3)
            with self._lock:
                now = time.monotonic()
                held = {token: it for token, it in self._held.items() if now < it.until}
                self._held = dict(held)
                if not held:
                    self._thread = None
                    break
            for token, it in held.items():
                self._store.renew(it.key, token, self._ttl_s)
        self._store.close()  # this thread's connection


class Places:
    """Leases, turns and notes of *store* for who must be polite, `fetch.gate.Gate`.

    A place is a lease with a heartbeat: it lasts as long as the caller said while its process
    lives, and *ttl_s* when that dies; else a killed worker would keep a host for itself.
    """

    def __init__(self, store: Store, *, ttl_s: float = 1.2) -> None:
        self._store = store
        self._ttl_s = ttl_s
        self._heartbeat = Heartbeat(store, ttl_s)

    def acquire(self, key: str, limit: int, ttl_s: float) -> str | None:
        token = self._store.acquire(key, limit, min(ttl_s, self._ttl_s))
        if token is not None:
            self._heartbeat.hold(key, token, ttl_s)
        return token

    def release(self, key: str, token: str) -> None:
        self._heartbeat.release(key, token)

    def reserve(self, key: str, interval_s: float, within_s: float) -> float | None:
        return self._store.reserve(key, interval_s, within_s)

    def get(self, key: str) -> bytes | None:
        return self._store.get(key)

    def set(self, key: str, value: bytes, ttl_s: float) -> None:
        self._store.set(key, value, ttl_s)
