"""A store that goes on when its engine does not: from memory, and back again by itself."""

from __future__ import annotations

import logging
import threading
import time
from collections.abc import Callable
from typing import TypeVar

from preview.cache.engine import Away, Count, NotWritten, Store, StoreFault, uncounted
from preview.cache.memory import MemoryStore

log = logging.getLogger("preview.cache")

T = TypeVar("T")

_LOCAL = "local:"  # begins a token that memory gave; it means nothing to the engine
_CALM_S = 1.0  # on a disk that is nearly full small writes succeed between large ones that fail
_MAX_FORGOTTEN = 10_000  # deletions that wait for the engine; beyond it the oldest are given up


class Fallback:
    """See `cache.engine.Store`; *engine* is one whose methods may raise `StoreFault`.

    While the engine is `Away`, all goes to *local*, and once in *retry_s* one caller asks the
    engine again; the others do not wait for the answer.  A change that was `NotWritten` goes to
    *local* alone.  When the engine is well again, *local* is emptied, so that it cannot answer
    with something old the next time, and what was deleted meanwhile is deleted in the engine.
    """

    def __init__(
        self,
        engine: Store,
        local: MemoryStore,
        *,
        away: str,
        retry_s: float,
        count: Count = uncounted,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self._engine = engine
        self._local = local
        self._away_sentence = away
        self._retry_s = retry_s
        self._count = count
        self._clock = clock
        self._lock = threading.Lock()
        self._trouble: type[StoreFault] | None = None
        self._ask_again_at = 0.0
        self._calm_at = 0.0
        self._forgotten: dict[str, None] = {}  # in the order of deletion

    def get(self, key: str) -> bytes | None:
        forgotten = key in self._forgotten  # asked first: coming back empties the list
        value = self._ask(lambda store: store.get(key))
        if not forgotten and self._trouble is not NotWritten:
            return value
        kept = self._local.get(key)
        return value if kept is None and not forgotten else kept

    def set(self, key: str, value: bytes, ttl_s: float) -> None:
        def put(store: Store) -> None:
            store.set(key, value, ttl_s)
            if store is not self._local:
                self._forgotten.pop(key, None)

        self._ask(put, proves_writing=True)

    def delete(self, key: str) -> None:
        self._local.delete(key)
        self._ask(lambda store: store.delete(key))
        if self._trouble is not None:
            self._forget(key)

    def acquire(self, key: str, limit: int, ttl_s: float) -> str | None:
        asked: list[Store] = []

        def ask(store: Store) -> str | None:
            asked.append(store)
            return store.acquire(key, limit, ttl_s)

        token = self._ask(ask)
        return _LOCAL + token if token is not None and asked[-1] is self._local else token

    def renew(self, key: str, token: str, ttl_s: float) -> bool:
        if token.startswith(_LOCAL):
            return self._local.renew(key, token.removeprefix(_LOCAL), ttl_s)
        return self._ask(lambda store: store.renew(key, token, ttl_s))

    def release(self, key: str, token: str) -> None:
        if token.startswith(_LOCAL):
            self._local.release(key, token.removeprefix(_LOCAL))
        else:
            self._ask(lambda store: store.release(key, token))

    def reserve(self, key: str, interval_s: float, within_s: float) -> float | None:
        return self._ask(lambda store: store.reserve(key, interval_s, within_s))

    def ping(self) -> str | None:
        try:
            self._engine.ping()
        except StoreFault as fault:
            self._note(fault)
        else:
            self._well()
        if self._trouble is Away:
            return self._away_sentence
        return "The cache cannot be written." if self._trouble is NotWritten else None

    def close(self) -> None:
        self._engine.close()

    def _ask(self, work: Callable[[Store], T], *, proves_writing: bool = False) -> T:
        if self._may_ask():
            try:
                answer = work(self._engine)
            except StoreFault as fault:
                self._note(fault)
            else:
                if self._trouble is Away or (self._trouble and proves_writing):
                    self._well()
                return answer
        return work(self._local)

    def _may_ask(self) -> bool:
        """True while the engine is there, and for one caller in each *retry_s* while it is not."""
        if self._trouble is not Away:
            return True
        with self._lock:
            now = self._clock()
            if now < self._ask_again_at:
                return False
            self._ask_again_at = now + self._retry_s
            return True

    def _note(self, fault: StoreFault) -> None:
        kind = Away if isinstance(fault, Away) else NotWritten
        self._count("cache_away" if kind is Away else "cache_not_written")
        with self._lock:
            now = self._clock()
            self._ask_again_at, self._calm_at = now + self._retry_s, now + _CALM_S
            known, self._trouble = self._trouble, kind
        if known is not kind:  # once for each spell, not once for each request
            log.warning("The cache is in trouble, memory helps out: %s", fault)

    def _well(self) -> None:
        with self._lock:
            calm = self._trouble is Away or self._clock() >= self._calm_at
            if self._trouble is None or not calm:
                return
            forgotten, self._forgotten = self._forgotten, {}
            self._trouble = None
        self._local.clear()
        log.info("The cache is well again.")
        for key in forgotten:
            self.delete(key)

    def _forget(self, key: str) -> None:
        with self._lock:
            self._forgotten[key] = None
            if len(self._forgotten) > _MAX_FORGOTTEN:
                del self._forgotten[next(iter(self._forgotten))]
