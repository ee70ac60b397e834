"""Leases and turns on disk: a database of their own, where a lease is taken by one statement.

One statement, because each gives up the interpreter's lock, and who has to wait for that in the
midst of a transaction keeps all other processes waiting for the database.  Of their own, because
they need not outlive a power cut: nothing here ever waits for the disk.
"""

from __future__ import annotations

import secrets
import sqlite3
import threading
from collections.abc import Callable
from pathlib import Path

from preview.cache.database import BUSY_S
from preview.cache.leases import SKEW_S, Turn, book

_SETTINGS = (
    "PRAGMA page_size = 1024",  # what a change writes; 4096 takes half as long again
    "PRAGMA journal_mode = wal",
    "PRAGMA synchronous = off",
)
# The type is checked, as text is larger than any number to SQLite: such a lease would never end.
_TABLES = (
    """CREATE TABLE IF NOT EXISTS lease (
        key TEXT, token TEXT,
        since REAL CHECK (typeof(since) = 'real'), until REAL CHECK (typeof(until) = 'real'),
        PRIMARY KEY (key, token)
    ) WITHOUT ROWID""",
    """CREATE TABLE IF NOT EXISTS turn (
        key TEXT PRIMARY KEY,
        free_at REAL CHECK (typeof(free_at) = 'real'),
        noted_at REAL CHECK (typeof(noted_at) = 'real')
    ) WITHOUT ROWID""",
)

# What is alive is what `leases.alive` says; `:latest` is now and the skew.
_ACQUIRE = """
    INSERT INTO lease SELECT :key, :token, :now, :now + :ttl WHERE :limit > (
        SELECT count(*) FROM lease WHERE key = :key AND :now < until AND since <= :latest
    )
"""
_RENEW = """
    UPDATE lease SET since = :now, until = :now + :ttl
    WHERE key = :key AND token = :token AND :now < until AND since <= :latest
"""
_RELEASE = "DELETE FROM lease WHERE key = ? AND token = ?"
_SWEEP = "DELETE FROM lease WHERE until <= ?"  # of who died: all others delete their own
_TURN = "SELECT free_at, noted_at FROM turn WHERE key = ?"
_BOOK = "INSERT OR REPLACE INTO turn VALUES (?, ?, ?)"


class Claims:
    """The tables in the file *path*; *clock* is POSIX time.

    A connection for each thread: SQLite's own locks are held for microseconds, while one of ours
    around a shared connection would be held until its thread has the interpreter again.
    """

    def __init__(self, path: Path, *, clock: Callable[[], float]) -> None:
        self._path = path
        self._clock = clock
        self._local = threading.local()
        connection = self._connection()
        for statement in (*_SETTINGS, *_TABLES):
            connection.execute(statement)
        connection.execute(_SWEEP, (clock(),))
        connection.execute(_TURN, ("",))  # the tables' columns are ours

    def acquire(self, key: str, limit: int, ttl_s: float) -> str | None:
        token = secrets.token_hex(16)
        taken = self._changes(_ACQUIRE, key=key, token=token, ttl=ttl_s, limit=limit)
        return token if taken else None

    def renew(self, key: str, token: str, ttl_s: float) -> bool:
        return self._changes(_RENEW, key=key, token=token, ttl=ttl_s)

    def release(self, key: str, token: str) -> None:
        self._connection().execute(_RELEASE, (key, token))

    def reserve(self, key: str, interval_s: float, within_s: float) -> float | None:
        connection = self._connection()
        with connection:
            connection.execute("BEGIN IMMEDIATE")
            now = self._clock()
            known = connection.execute(_TURN, (key,)).fetchone()
            turn = book(Turn(*known) if known else None, interval_s, within_s, now)
            if turn is None:
                return None
            connection.execute(_BOOK, (key, *turn))
            return max(0.0, turn.free_at - interval_s - now)

    def close(self) -> None:
        """Close this thread's connection; the next call opens one again."""
        connection = self._local.__dict__.pop("connection", None)
        if connection is not None:
            connection.close()

    def _changes(self, statement: str, **values: object) -> bool:
        now = self._clock()
        asked = {**values, "now": now, "latest": now + SKEW_S}
        return self._connection().execute(statement, asked).rowcount > 0

    def _connection(self) -> sqlite3.Connection:
        connection: sqlite3.Connection | None = getattr(self._local, "connection", None)
        if connection is None:
            # isolation_level: no transaction but where we begin one
            connection = sqlite3.connect(self._path, timeout=BUSY_S, isolation_level=None)
            connection.execute("PRAGMA synchronous = off")  # a connection's own, not the file's
            self._local.connection = connection
        return connection
