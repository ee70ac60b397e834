"""What is kept of one key: its entry, and three notes beside it."""

from __future__ import annotations

import hashlib
import logging
import secrets
from collections.abc import Callable
from typing import NamedTuple

from preview import errors
from preview.cache.codec import Unstorable, decode, encode, note_of
from preview.cache.engine import Store
from preview.cache.outcome import Hit, error_of, failure_of
from preview.cache.policy import Freshness, freshness, lifetime
from preview.model import Failure, Outcome

log = logging.getLogger("preview.cache")

KEY_VERSION = 1
_FLUNK_S = 1.0
_GAP_S = 120.0  # longer than any load
_GAP = b"forgotten "  # begins what stands where an entry was forgotten; no two are alike


class Names(NamedTuple):
    """What a key is called in the store."""

    entry: str
    flight: str  # the lease of who loads it
    hold: str  # there while a site that failed is left alone
    flunk: str  # a failure that is not kept, for those who wait for it in other processes


def names_of(key: str) -> Names:
    """Return names that are a hash of *key*: no text of a page reaches the store as a name."""
    text = f"{KEY_VERSION}\0{key}".encode("utf-8", "surrogatepass")
    digest = hashlib.sha256(text).hexdigest()
    return Names(*(f"{kind}:{digest}" for kind in Names._fields))


Gap = bytes | None
"""What stands where an entry was forgotten, for a load that is under way; None: nothing does."""


def _gap(data: bytes | None) -> Gap:
    return data if data is not None and data.startswith(_GAP) else None


class Entries:
    """Outcomes in a store of bytes; *clock* is POSIX time."""

    def __init__(self, store: Store, clock: Callable[[], float]) -> None:
        self._store = store
        self._clock = clock

    def look(self, names: Names) -> Hit | None:
        """Return the entry while it may be used, a kept `Failure` included."""
        return self._hit(self._store.get(names.entry))

    def _hit(self, data: bytes | None) -> Hit | None:
        outcome = None if data is None else decode(data)
        if outcome is None:
            return None
        life = lifetime(outcome)
        age = freshness(outcome.fetched_at, life, self._clock())
        if age is Freshness.DEAD:
            return None
        return Hit(outcome, "hit" if age is Freshness.FRESH else "stale", outcome.fetched_at, life)

    def news(self, names: Names, seen: Hit | None) -> tuple[Hit | None, Gap]:
        """Return what somebody has stored since we saw *seen*, or the gap that is there.

        Raises:
            errors.PreviewError: what was stored is a failure.
        """
        data = self._store.get(names.entry)
        hit = self._hit(data)
        if hit is None or (seen is not None and hit.stored_at == seen.stored_at):
            return None, _gap(data)
        if isinstance(hit.outcome, Failure):
            raise error_of(hit.outcome, self._clock())
        return hit, None

    def note(self, names: Names) -> bytes:
        """Return the note that was kept with the entry."""
        data = self._store.get(names.entry)
        return b"" if data is None else note_of(data)

    def keep(self, names: Names, outcome: Outcome, gap: Gap, note: bytes) -> None:
        """Store *outcome* with *note*, unless its key was forgotten since *gap* was read."""
        if _gap(self._store.get(names.entry)) == gap:
            self._put(names.entry, outcome, lifetime(outcome).total_s, note)

    def hold(self, names: Names, for_s: float) -> None:
        self._store.set(names.hold, b"1", for_s)

    def is_held(self, names: Names) -> bool:
        return self._store.get(names.hold) is not None

    def flunk(self, names: Names, error: errors.PreviewError) -> None:
        self._put(names.flunk, failure_of(error, self._clock()), _FLUNK_S)

    def raise_flunk(self, names: Names) -> None:
        data = self._store.get(names.flunk)
        failure = None if data is None else decode(data)
        if isinstance(failure, Failure):
            error = error_of(failure, self._clock())
            error.max_age = None  # it is not kept
            raise error

    def forget(self, names: Names) -> None:
        for name in (names.entry, names.hold, names.flunk):
            self._store.delete(name)  # also the entry: an engine that is away makes up for it
        self._store.set(names.entry, _GAP + secrets.token_bytes(8), _GAP_S)

    def _put(self, name: str, outcome: Outcome, ttl_s: float, note: bytes = b"") -> None:
        try:
            data = encode(outcome, note)
        except Unstorable as exc:
            log.warning("An answer is not kept: %s", exc)
        else:
            self._store.set(name, data, ttl_s)
