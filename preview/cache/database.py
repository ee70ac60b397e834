"""A SQLite file that all workers share: opened once a process, begun anew where it is damaged.

Not for a network file system: SQLite's WAL needs shared memory, https://www.sqlite.org/wal.html.
"""

from __future__ import annotations

import contextlib
import fcntl
import logging
import os
import sqlite3
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Generic, NamedTuple, Protocol, TypeVar

from preview.cache.engine import Away, StoreFault
from preview.cache.faults import FAULTS, Damaged, fault_of

log = logging.getLogger("preview.cache")

T = TypeVar("T")

BUSY_S = 1.0  # how long a write waits for another process's; then it is given up
LOOK_S = 0.1  # how long a process may work on a file that another has begun anew


class Connection(Protocol):
    def close(self) -> None: ...


C = TypeVar("C", bound=Connection)


class _Opened(NamedTuple, Generic[C]):
    connection: C
    pid: int
    inode: tuple[int, int]


class Database(Generic[C]):
    """The file *path*, worked on through what *connect* opens; raises `StoreFault`.

    A damaged file is begun anew, also while it is in use: each process sees by the inode, soon,
    that the file is another one now.  *connect* makes what is missing, and fails where what is
    there is none of ours.
    """

    def __init__(self, path: Path, connect: Callable[[Path], C]) -> None:
        self._path = path
        self._room = path.parent
        self._connect = connect
        self._lock = threading.Lock()
        self._opened: _Opened[C] | None = None
        self._look_at = 0.0  # when the inode is asked for again: monotonic
        # What a fork copied is kept and never used or closed: closing a connection of the
        # parent's would touch its locks, https://www.sqlite.org/howtocorrupt.html section 2.6
        self._inherited: list[_Opened[C]] = []

    def do(self, work: Callable[[C], T]) -> T:
        """Return what *work* gives, after a second try where the file was damaged.

        Raises:
            StoreFault: it could not be done.
        """
        opened = self._open()
        try:
            return work(opened.connection)
        except FAULTS as exc:
            fault = fault_of(exc)
        if isinstance(fault, Damaged):
            self._rebuild(opened, fault)
            opened = self._open()
            try:
                return work(opened.connection)
            except FAULTS as exc:
                fault = fault_of(exc)
        # A failed COMMIT leaves diskcache's transaction open: only a new connection ends it.
        with contextlib.suppress(sqlite3.Error):
            opened.connection.close()
        raise fault

    def close(self) -> None:
        opened = self._opened
        if opened is not None and opened.pid == os.getpid():
            opened.connection.close()

    def _open(self) -> _Opened[C]:
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

    def _current(self) -> _Opened[C] | None:
        """What is open, if this process opened it and the file is still the same.

        That is asked for now and then, as each call gives up the interpreter's lock.
        """
        opened = self._opened
        if opened is None or opened.pid != os.getpid():
            return None
        now = time.monotonic()
        if now >= self._look_at:
            if opened.inode != _inode(self._path):
                return None
            self._look_at = now + LOOK_S
        return opened

    def _begin(self) -> _Opened[C]:
        """Open the database, once more from nothing if it is damaged."""
        for last in (False, True):
            try:
                connection = self._connect(self._path)
            except (*FAULTS, KeyError, AttributeError) as exc:
                fault = fault_of(exc)
                if last or not isinstance(fault, Damaged):
                    raise Away(f"{self._path} cannot be opened: {fault}") from exc
                self._discard(fault)
            else:
                return _Opened(connection, os.getpid(), _inode(self._path))
        raise AssertionError("unreachable")

    def _rebuild(self, opened: _Opened[C], why: StoreFault) -> None:
        """Throw the damaged database away, unless another thread or process has done so."""
        try:
            with self._lock, self._alone():
                if _inode(self._path) == opened.inode:
                    self._discard(why)
            self._look_at = 0.0
        except OSError as exc:
            raise Away(f"{self._room} cannot be used: {exc}") from exc

    def _discard(self, why: StoreFault) -> None:
        log.warning("The cache's database is damaged; a new one is begun: %s", why)
        for suffix in ("-wal", "-shm", ""):  # the database last: without it the rest is nothing
            Path(f"{self._path}{suffix}").unlink(missing_ok=True)

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
