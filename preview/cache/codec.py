"""Outcome ⇄ bytes: JSON with a schema version, validated on the way in; never pickle."""

from __future__ import annotations

import msgspec

from preview.model import Failure, Outcome, Pointer, Record

SCHEMA = 1
"""Raise it when the records change their meaning or lose a field.  Entries of another schema are
misses: an old release's entries are fetched anew, and a new release's are left to it."""

MAX_BYTES = 2**20


class Unstorable(ValueError):
    """The outcome cannot be kept: larger than `MAX_BYTES`, or text that is no Unicode."""


class _Entry(msgspec.Struct, omit_defaults=True):
    """Exactly one of the three is there."""

    schema: int
    record: Record | None = None
    failure: Failure | None = None
    pointer: Pointer | None = None


_HEAD = b'{"schema":%d,' % SCHEMA  # fields are written in order, so that this tells the schema
_DECODER = msgspec.json.Decoder(_Entry)


def encode(outcome: Outcome) -> bytes:
    """Return *outcome* as bytes for the store.

    Raises:
        Unstorable: it is too large, or holds what JSON cannot say.
    """
    match outcome:
        case Record():
            entry = _Entry(SCHEMA, record=outcome)
        case Failure():
            entry = _Entry(SCHEMA, failure=outcome)
        case Pointer():
            entry = _Entry(SCHEMA, pointer=outcome)
    try:
        data = msgspec.json.encode(entry)
    except (UnicodeEncodeError, OverflowError) as exc:
        raise Unstorable(f"The entry cannot be written as JSON: {exc}") from exc
    if len(data) > MAX_BYTES:
        raise Unstorable(f"The entry has {len(data)} bytes; at most {MAX_BYTES} are kept.")
    return data


def decode(data: bytes) -> Outcome | None:
    """Return what *data* holds, or None for another schema's entry, or for nonsense: a miss."""
    if not data.startswith(_HEAD) or len(data) > MAX_BYTES:
        return None
    try:
        entry = _DECODER.decode(data)
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError):
        return None
    found = [it for it in (entry.record, entry.failure, entry.pointer) if it is not None]
    return found[0] if len(found) == 1 else None
