"""What an error of SQLite or diskcache means for the store."""

from __future__ import annotations

import sqlite3

import diskcache

from preview.cache.engine import Away, NotWritten, StoreFault


class Damaged(StoreFault):
    """The database is not what SQLite, or diskcache, takes for one."""


# ValueError and TypeError: diskcache unpacks rows of its settings that are not there, or compares
# what is no number, when they were tampered with.
FAULTS = (sqlite3.Error, diskcache.Timeout, ValueError, TypeError, OSError)

# Primary result codes, https://www.sqlite.org/rescode.html
_DAMAGE = {sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB}
_SHORT_READ = sqlite3.SQLITE_IOERR_SHORT_READ  # the file ends where a page should be
_UNREACHABLE = {sqlite3.SQLITE_CANTOPEN, sqlite3.SQLITE_PERM, sqlite3.SQLITE_AUTH}


def fault_of(exc: BaseException) -> StoreFault:
    """Say what *exc* means.

    diskcache turns whatever a BEGIN meets into Timeout, and a failing ROLLBACK hides what made
    it roll back: the first error of the chain is the cause.
    """
    cause = exc
    while isinstance(cause.__context__, FAULTS):
        cause = cause.__context__
    text = f"{type(cause).__name__}: {cause}"
    if isinstance(cause, OSError):
        return Away(text)
    if not isinstance(cause, sqlite3.Error):
        return NotWritten(text) if isinstance(cause, diskcache.Timeout) else Damaged(text)
    code = getattr(cause, "sqlite_errorcode", sqlite3.SQLITE_ERROR)
    shape = str(cause).startswith(("no such ", "malformed ", "file is not", "table "))
    if code & 0xFF in _DAMAGE or code == _SHORT_READ or shape:
        return Damaged(text)
    return Away(text) if code & 0xFF in _UNREACHABLE else NotWritten(text)
