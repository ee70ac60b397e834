"""What a view says: a body and what is true of it.  How it is sent is decided in `headers`."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import NamedTuple

Headers = tuple[tuple[str, str], ...]


class Keep(NamedTuple):
    """How long others may keep it; all in seconds, *state* and *stored_at* as in
    `service.Answer`."""

    state: str
    age_s: int
    fresh_s: int
    stale_s: int
    stored_at: float | None = None


@dataclass(frozen=True, slots=True)
class Reply:
    """Attributes:
    keep: of an answer from the cache or the web; None = not to be stored.
    max_age_s: the rest of a failure's lifetime, where nothing else is to be kept.
    timings: seconds by name, for Server-Timing.
    headers: of this reply alone (Allow, Retry-After, …).
    note: what the log shall know (url, work_id, cache, code, reason); never sent.
    """

    body: bytes | Iterator[bytes] = b""
    media_type: str = "application/json"
    status: int = 200
    keep: Keep | None = None
    max_age_s: int | None = None
    timings: Mapping[str, float] = field(default_factory=dict)
    headers: Headers = ()
    note: Mapping[str, object] = field(default_factory=dict)
