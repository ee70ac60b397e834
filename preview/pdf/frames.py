"""Several parts of a file through one pipe."""

from __future__ import annotations

from collections.abc import Sequence


def framed(parts: Sequence[bytes]) -> bytes:
    """Return *parts* as one row of bytes, each behind its length."""
    return b"".join(len(part).to_bytes(4, "big") + part for part in parts)


def unframed(data: bytes) -> tuple[bytes, ...]:
    """Undo `framed`; empty parts are left out.

    >>> unframed(framed((b"one", b"", b"two")))
    (b'one', b'two')
    """
    parts, at = [], 0
    while at + 4 <= len(data):
        size = int.from_bytes(data[at : at + 4], "big")
        parts.append(data[at + 4 : at + 4 + size])
        at += 4 + size
    return tuple(part for part in parts if part)
