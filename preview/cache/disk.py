"""The store on a local disk: diskcache (SQLite), shared by all processes that open the folder.

Not for a network file system: SQLite's WAL needs shared memory, https://www.sqlite.org/wal.html.
"""

from __future__ import annotations

import contextlib
import fcntl
import logging
import os
import secrets
import sqlite3
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, NamedTuple, TypeVar

import diskcache

from preview.cache.engine import Away, StoreFault
from preview.cache.faults import FAULTS, Damaged, fault_of
from preview.cache.leases import Lease, alive, book, renewed
from preview.cache.rows import RowsOnly, leases, read, turn_of, write

log = logging.getLogger("preview.cache")

T = TypeVar("T")

ROOM = "entries-1"
"""The folder of ours inside the one that is configured: only this one is made 0700, so that a
configured /tmp or /var/cache keeps its mode.  The number is that of the layout in it."""

_SETTINGS: dict[str, int | str] = {
    # Evicts the oldest without a write on reading.  Measured with 3 kB: get 7.6 µs, set 37 µs;
    # "none", which never evicts, 7.8 and 30; "least-recently-used", where a get writes, 34 and 36.
    "eviction_policy": "least-recently-stored",
    "statistics": 0,  # they, too, make each get a write
    "tag_index": 0,
    "cull_limit": 10,
    "sqlite_journal_mode": "wal",
    "sqlite_synchronous": 1,  # a power cut may cost the last entries, and nothing else
    "sqlite_auto_vacuum": 1,
    # No memory map: if the file is cut short while it is mapped, a read is a SIGBUS that kills
    # the worker, https://www.sqlite.org/mmap.html
    "sqlite_mmap_size": 0,
}
_BUSY_S = 1.0  # how long a write waits for another process's; then it is given up


class _Opened(NamedTuple):
    cache: Any  # diskcache.Cache
    pid: int
    inode: tuple[int, int]


class DiskStore:
    """See `cache.engine.Store`; raises `StoreFault`, which `cache.fallback` deals with.

    A damaged database is begun anew, also while it is in use: each process sees by the inode
    that the file is another one now.  *clock* is POSIX time, as all processes share it.
    """

    def __init__(self, folder: Path, max_mb: int, *, clock: Callable[[], float] = time.time):
        self._room = folder / ROOM
        self._database = self._room / diskcache.core.DBNAME
        self._max_bytes = max_mb * 2**20
        self._clock = clock
        self._lock = threading.Lock()
        self._writing = threading.Lock()
        self._opened: _Opened | None = None
        # What a fork copied is kept and never used or closed: closing a connection of the
        # parent's would touch its locks, https://www.sqlite.org/howtocorrupt.html section 2.6
        self._inherited: list[_Opened] = []

    def get(self, key: str) -> bytes | None:
        return self._do(lambda cache: read(cache, key))

    def set(self, key: str, value: bytes, ttl_s: float) -> None:
        self._write(lambda cache: cache.set(key, value, expire=ttl_s))

    def delete(self, key: str) -> None:
        self._write(lambda cache: cache.delete(key))

    def acquire(self, key: str, limit: int, ttl_s: float) -> str | None:
        def full(cache: Any) -> bool:
            return len(alive(leases(cache, key), self._clock())) >= limit

        def work(cache: Any) -> str | None:
            with cache.transact():
                now = self._clock()
                living = alive(leases(cache, key), now)
                if len(living) >= limit:
                    return None
                token = secrets.token_hex(16)
                write(cache, key, (*living, Lease(token, now, now + ttl_s)), ttl_s)
                return token

        # read without a transaction: those who wait ask often
        return None if self._do(full) else self._write(work)

    def renew(self, key: str, token: str, ttl_s: float) -> bool:
        def work(cache: Any) -> bool:
            with cache.transact():
                changed = renewed(leases(cache, key), token, ttl_s, self._clock())
                if changed is not None:
                    write(cache, key, changed, ttl_s)
                return changed is not None

        return self._write(work)

    def release(self, key: str, token: str) -> None:
        def work(cache: Any) -> None:
            with cache.transact():
                now = self._clock()
                left = [it for it in alive(leases(cache, key), now) if it.token != token]
                if left:
                    write(cache, key, left, max(it.until for it in left) - now)
                else:
                    cache.delete(key)

        self._write(work)

    def reserve(self, key: str, interval_s: float, within_s: float) -> float | None:
        def work(cache: Any) -> float | None:
            with cache.transact():
                now = self._clock()
                turn = book(turn_of(cache, key), interval_s, within_s, now)
                if turn is None:
                    return None
                write(cache, key, turn, turn.free_at - now)
                return max(0.0, turn.free_at - interval_s - now)

        return self._write(work)

    def ping(self) -> str | None:
        """Write: a folder that can be read alone is in trouble, too."""
        self.set("ping", b"", 60.0)
        return None

    def close(self) -> None:
        opened = self._opened
        if opened is not None and opened.pid == os.getpid():
            opened.cache.close()

    def _write(self, work: Callable[[Any], T]) -> T:
        """Write one after another in this process: SQLite lets who waits for its lock sleep, ever
        longer, and with sixteen threads at it the last one slept for half a second."""
        with self._writing:
            return self._do(work)

    def _do(self, work: Callable[[Any], T]) -> T:
        opened = self._open()
        try:
            return work(opened.cache)
        except FAULTS as exc:
            fault = fault_of(exc)
        if isinstance(fault, Damaged):
            self._rebuild(opened, fault)
            opened = self._open()
            try:
                return work(opened.cache)
            except FAULTS as exc:
                fault = fault_of(exc)
        # A failed COMMIT leaves diskcache's transaction open: only a new connection ends it.
        with contextlib.suppress(sqlite3.Error):
            opened.cache.close()
        raise fault

    def _open(self) -> _Opened:
        current = self._current()
        if current is not None:
            return current
        with self._lock:
            current = self._current()
            if current is not None:
                return current
            if self._opened is not None and self._opened.pid != os.getpid():
                self._inherited.append(self._opened)
            try:
                with self._alone():
                    self._opened = opened = self._begin()
            except OSError as exc:
                raise Away(f"{self._room} cannot be used: {exc}") from exc
            return opened

    def _current(self) -> _Opened | None:
        """What is open, if this process opened it and the file is still the same."""
        opened = self._opened
        if opened is None or opened.pid != os.getpid() or opened.inode != _inode(self._database):
            return None
        return opened

    def _begin(self) -> _Opened:
        """Open the database, once more from nothing if it is damaged."""
        for last in (False, True):
            try:
                cache = diskcache.Cache(
                    str(self._room),
                    timeout=_BUSY_S,
                    disk=RowsOnly,
                    size_limit=self._max_bytes,
                    **_SETTINGS,
                )
                cache.get("")  # the tables' columns are ours
            except (*FAULTS, KeyError, AttributeError) as exc:
                fault = fault_of(exc)
                if last or not isinstance(fault, Damaged):
                    raise Away(f"{self._room} cannot be opened: {fault}") from exc
                self._discard(fault)
            else:
                return _Opened(cache, os.getpid(), _inode(self._database))
        raise AssertionError("unreachable")

    def _rebuild(self, opened: _Opened, why: StoreFault) -> None:
        """Throw the damaged database away, unless another thread or process has done so."""
        try:
            with self._lock, self._alone():
                if _inode(self._database) == opened.inode:
                    self._discard(why)
        except OSError as exc:
            raise Away(f"{self._room} cannot be used: {exc}") from exc

    def _discard(self, why: StoreFault) -> None:
        log.warning("The cache's database is damaged; a new one is begun: %s", why)
        for suffix in ("-wal", "-shm", ""):  # the database last: without it the rest is nothing
            Path(f"{self._database}{suffix}").unlink(missing_ok=True)

    @contextlib.contextmanager
    def _alone(self) -> Iterator[None]:
        """Make the room, and keep other processes from opening or rebuilding it meanwhile."""
        self._room.mkdir(mode=0o700, parents=True, exist_ok=True)
        if self._room.is_symlink() or self._room.stat().st_uid != os.getuid():
            raise PermissionError(f"{self._room} is not our own folder")
        self._room.chmod(0o700)
        with (self._room / "lock").open("wb") as lock:
            fcntl.flock(lock, fcntl.LOCK_EX)
            yield


def _inode(path: Path) -> tuple[int, int]:
    try:
        found = os.stat(path)
    except OSError:
        return (0, 0)
    return found.st_dev, found.st_ino
