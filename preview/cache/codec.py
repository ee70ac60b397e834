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


class _Noted(_Entry, omit_defaults=True):
    """As it is written; who reads the outcome steps over the note."""

    note: msgspec.Raw | msgspec.UnsetType = msgspec.UNSET


class _NoteAlone(msgspec.Struct):
    note: msgspec.Raw | msgspec.UnsetType = msgspec.UNSET


_HEAD = b'{"schema":%d,' % SCHEMA  # fields are written in order, so that this tells the schema
_DECODER = msgspec.json.Decoder(_Entry)
_NOTES = msgspec.json.Decoder(_NoteAlone)


def encode(outcome: Outcome, note: bytes = b"") -> bytes:
    """Return *outcome* as bytes for the store, with *note*, which is JSON, where there is room.

    Raises:
        Unstorable: it is too large, or holds what JSON cannot say.
    """
    raw = msgspec.Raw(note) if note else msgspec.UNSET
    match outcome:
        case Record():
            entry = _Noted(SCHEMA, record=outcome, note=raw)
        case Failure():
            entry = _Noted(SCHEMA, failure=outcome, note=raw)
        case Pointer():
            entry = _Noted(SCHEMA, pointer=outcome, note=raw)
    try:
        data = msgspec.json.encode(entry)
    except (UnicodeEncodeError, OverflowError) as exc:
        raise Unstorable(f"The entry cannot be written as JSON: {exc}") from exc
    if len(data) > MAX_BYTES and note:
        return encode(outcome)
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


def note_of(data: bytes) -> bytes:
    """Return the note in *data*; nothing where there is none."""
    if not data.startswith(_HEAD) or len(data) > MAX_BYTES:
        return b""
    try:
        note = _NOTES.decode(data).note
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError):
        return b""
    return b"" if note is msgspec.UNSET else bytes(note)
