"""What is in the disk store's database: rows of bytes, and nothing else.

diskcache's own way with a value it does not know is pickle, which runs code on reading
(CVE-2025-69872, no fixed release), and a row may name a file that it reads or deletes, also one
outside of its folder.  `RowsOnly` refuses both, whoever wrote the row.
"""

from __future__ import annotations

import logging
from typing import Any, NoReturn

import diskcache

log = logging.getLogger("preview.cache")


class Refused(Exception):
    """A key, value or row that is not of our kind."""


class RowsOnly(diskcache.Disk):  # type: ignore[misc]  # diskcache has no types
    """Text keys and bytes in the row itself: no pickle, no file, whatever the row says."""

    def put(self, key: object) -> tuple[str, bool]:
        if type(key) is not str or not key.isascii():
            raise Refused("a key that is no plain text")
        return key, True

    def get(self, key: object, raw: object) -> str:
        if type(key) is not str or not raw:
            raise Refused("a key that is no plain text")
        return key

    def store(
        self, value: object, read: bool, key: object = None
    ) -> tuple[int, int, None, memoryview]:
        if type(value) is not bytes or read:
            raise Refused("a value that is no bytes")
        return 0, diskcache.core.MODE_RAW, None, memoryview(value)

    def fetch(self, mode: object, filename: object, value: object, read: bool) -> bytes:
        if mode != diskcache.core.MODE_RAW or filename is not None or type(value) is not bytes:
            raise Refused(f"mode {mode!r}, file {filename!r}")
        return value

    def filename(self, key: object = None, value: object = None) -> NoReturn:
        raise Refused("a value in a file")

    def remove(self, file_path: object) -> None:
        """Delete nothing: no row of ours names a file, so another's may name any."""


def read(cache: Any, key: str) -> bytes | None:
    try:
        value = cache.get(key)
    except Refused as exc:
        log.warning("A row of the cache is not ours and is deleted: %s", exc)
        cache.delete(key)
        return None
    return value if isinstance(value, bytes) else None
