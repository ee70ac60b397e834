"""How many fetches a client may cause.

Counting is the `limits` library's (fixed window: a burst over a window's edge may be twice the
limit, which harms nobody here).  The counts lie where the cache lies, so that they hold over all
who share it: in Redis; for the disk cache in a SQLite file in its folder (all workers of a
machine); with `memory://` in the process, as that cache does.
"""

from __future__ import annotations

import logging
import os
import sqlite3
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from urllib.parse import unquote, urlsplit

import limits
from limits.errors import StorageError
from limits.storage import MemoryStorage, Storage, storage_from_string
from limits.strategies import FixedWindowRateLimiter

from preview import errors
from preview.cache.store import user_folder
from preview.settings import Rate

logger = logging.getLogger("preview.rate")

Take = Callable[[str], None]
"""Count one fetch of a client, or raise errors.RateLimited."""


def rate_limit(rate: Rate | None, cache_url: str) -> Take:
    """Return the function that counts; with no *rate* it does nothing."""
    return (lambda client: None) if rate is None else RateLimit(rate, cache_url).take


class RateLimit:
    """Counts fetches by client.

    Where the counts cannot be reached everyone may pass: the cache is then as far away, and a
    service that answers is worth more than one that counts.
    """

    def __init__(self, rate: Rate, cache_url: str) -> None:
        self._item = limits.RateLimitItemPerSecond(rate.fetches, rate.seconds, namespace="preview")
        self._cache_url = cache_url
        self._lock = threading.Lock()
        self._made: FixedWindowRateLimiter | None = None

    def take(self, client: str) -> None:
        """Count one fetch.

        Raises:
            errors.RateLimited: the client has had all of this period.
        """
        try:
            limiter = self._limiter()
            if limiter.hit(self._item, client):
                return
            resets_at = limiter.get_window_stats(self._item, client).reset_time
        except StorageError as exc:
            logger.warning("fetches are not counted: %s", exc)
            return
        raise errors.RateLimited(
            "This client makes too many fetches.", retry_after=max(1.0, resets_at - time.time())
        )

    def _limiter(self) -> FixedWindowRateLimiter:
        """Made when first used: nothing is open when a server forks its workers."""
        with self._lock:
            if self._made is None:
                self._made = FixedWindowRateLimiter(storage_for(self._cache_url))
            return self._made


def storage_for(cache_url: str) -> Storage:
    parts = urlsplit(cache_url)
    if parts.scheme == "memory":
        return MemoryStorage(wrap_exceptions=True)
    if parts.scheme == "disk":
        return FileStorage(Path(unquote(parts.path)) if parts.path else user_folder(os.environ))
    storage = storage_from_string(
        cache_url,
        wrap_exceptions=True,
        socket_timeout=0.2,  # s: a counter must not make a client wait
        socket_connect_timeout=0.2,
    )
    if not isinstance(storage, Storage):  # only an `async+` URL gives another
        raise TypeError(parts.scheme)
    return storage


class FileStorage(Storage):
    """Counts in one SQLite file; a connection each time, as a worker may have been forked."""

    STORAGE_SCHEME = None  # built by us only, never from a URL

    def __init__(self, folder: Path) -> None:
        super().__init__(None, wrap_exceptions=True)
        self._path = folder / "rate" / "counts.sqlite3"

    @property
    def base_exceptions(self) -> tuple[type[Exception], ...]:
        return (sqlite3.Error, OSError)

    @contextmanager
    def _open(self) -> Iterator[sqlite3.Connection]:
        self._path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        with closing(sqlite3.connect(self._path, timeout=0.2, isolation_level=None)) as db:
            db.execute("PRAGMA synchronous = OFF")  # a lost count is no loss
            db.execute(
                "CREATE TABLE IF NOT EXISTS counts "
                "(key TEXT PRIMARY KEY, count INTEGER, expires REAL) WITHOUT ROWID"
            )
            yield db

    def incr(self, key: str, expiry: int, amount: int = 1) -> int:
        now = time.time()
        with self._open() as db:
            row = db.execute(
                "INSERT INTO counts VALUES (:key, :amount, :expires) ON CONFLICT (key) DO UPDATE "
                "SET count = iif(expires <= :now, :amount, count + :amount), "
                "expires = iif(expires <= :now, :expires, expires) RETURNING count",
                {"key": key, "amount": amount, "now": now, "expires": now + expiry},
            ).fetchone()
            if row[0] == amount:  # a window begins: the time to clean up after all old ones
                db.execute("DELETE FROM counts WHERE expires <= ?", (now,))
        return int(row[0])

    def get(self, key: str) -> int:
        return int(self._read(key)[0])

    def get_expiry(self, key: str) -> float:
        return self._read(key)[1]

    def _read(self, key: str) -> tuple[int, float]:
        now = time.time()
        with self._open() as db:
            row = db.execute(
                "SELECT count, expires FROM counts WHERE key = ? AND expires > ?", (key, now)
            ).fetchone()
        return (int(row[0]), float(row[1])) if row else (0, now)

    def check(self) -> bool:
        with self._open() as db:
            return bool(db.execute("SELECT 1").fetchone())

    def reset(self) -> int | None:
        with self._open() as db:
            return db.execute("DELETE FROM counts").rowcount

    def clear(self, key: str) -> None:
        with self._open() as db:
            db.execute("DELETE FROM counts WHERE key = ?", (key,))
