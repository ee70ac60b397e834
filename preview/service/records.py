"""What the service answers with."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from preview.errors import PreviewError
from preview.merge import Judged
from preview.model import Preview
from preview.service.visit import Step

State = Literal["hit", "miss", "stale", "stale-error"]


@dataclass(frozen=True, slots=True)
class Answer:
    """A preview and how it came.

    Attributes:
        age_s: seconds since it was fetched.
        fresh_s, stale_s: its whole freshness lifetime, and the stale window after it.
        stored_at: POSIX seconds; of the entry that answered, None where there is none.
        timings: seconds spent in `fetch`, `extract` and `total`; a hit has only `total`.
    """

    preview: Preview
    state: State
    age_s: int
    fresh_s: int
    stale_s: int
    timings: Mapping[str, float]
    stored_at: float | None = None


@dataclass(frozen=True, slots=True)
class Explanation:
    """Everything that was stated of a link, and why each winner won."""

    input: str
    answer: Answer | None
    problem: PreviewError | None
    candidates: Mapping[str, tuple[Judged, ...]]
    steps: tuple[Step, ...]
    cache: Mapping[str, object]


@dataclass(frozen=True, slots=True)
class Name:
    """What a link is called; *resolved*: a better name than the link's own, from the cache."""

    input: str
    work_id: str
    canonical_url: str
    version: int | None
    aliases: tuple[str, ...]
    resolved: bool
