"""What is kept of one key: its entry, and four notes beside it."""

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
_MARK_S = 120.0  # longer than any load


class Names(NamedTuple):
    """What a key is called in the store."""

    entry: str
    flight: str  # the lease of who loads it
    hold: str  # there while a site that failed is left alone
    flunk: str  # a failure that is not kept, for those who wait for it in other processes
    mark: str  # another one after each `forget`


def names_of(key: str) -> Names:
    """Return names that are a hash of *key*: no text of a page reaches the store as a name."""
    text = f"{KEY_VERSION}\0{key}".encode("utf-8", "surrogatepass")
    digest = hashlib.sha256(text).hexdigest()
    return Names(*(f"{kind}:{digest}" for kind in Names._fields))


class Entries:
    """Outcomes in a store of bytes; *clock* is POSIX time."""

    def __init__(self, store: Store, clock: Callable[[], float]) -> None:
        self._store = store
        self._clock = clock

    def look(self, names: Names) -> Hit | None:
        """Return the entry while it may be used, a kept `Failure` included."""
        data = self._store.get(names.entry)
        outcome = None if data is None else decode(data)
        if outcome is None:
            return None
        life = lifetime(outcome)
        age = freshness(outcome.fetched_at, life, self._clock())
        if age is Freshness.DEAD:
            return None
        return Hit(outcome, "hit" if age is Freshness.FRESH else "stale", outcome.fetched_at, life)

    def news(self, names: Names, seen: Hit | None) -> Hit | None:
        """Return what somebody has stored since we saw *seen*; a kept failure is raised."""
        hit = self.look(names)
        if hit is None or (seen is not None and hit.stored_at == seen.stored_at):
            return None
        if isinstance(hit.outcome, Failure):
            raise error_of(hit.outcome, self._clock())
        return hit

    def note(self, names: Names) -> bytes:
        """Return the note that was kept with the entry."""
        data = self._store.get(names.entry)
        return b"" if data is None else note_of(data)

    def keep(self, names: Names, outcome: Outcome, mark: bytes | None, note: bytes) -> None:
        """Store *outcome* with *note*, unless its key was forgotten since *mark* was read."""
        if self.mark(names) == mark:
            self._put(names.entry, outcome, lifetime(outcome).total_s, note)

    def mark(self, names: Names) -> bytes | None:
        return self._store.get(names.mark)

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
        self._store.set(names.mark, secrets.token_bytes(8), _MARK_S)
        for name in (names.entry, names.hold, names.flunk):
            self._store.delete(name)

    def _put(self, name: str, outcome: Outcome, ttl_s: float, note: bytes = b"") -> None:
        try:
            data = encode(outcome, note)
        except Unstorable as exc:
            log.warning("An answer is not kept: %s", exc)
        else:
            self._store.set(name, data, ttl_s)
