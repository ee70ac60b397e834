"""How an outcome came about: what `explain` shows, kept beside the outcome in its entry."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import msgspec

from preview.merge import Judged
from preview.service.visit import Step


@dataclass(frozen=True, slots=True)
class Account:
    steps: tuple[Step, ...]
    judged: Mapping[str, tuple[Judged, ...]]
    fetch_s: float
    extract_s: float


NO_ACCOUNT = Account((), {}, 0.0, 0.0)


def written(account: Account) -> bytes:
    """Return *account* as the cache's note."""
    return msgspec.json.encode(account)


def account_of(note: bytes) -> Account:
    """Return the account in *note*; one that is lost costs an explanation, never an answer."""
    try:
        return msgspec.json.decode(note, type=Account) if note else NO_ACCOUNT
    except msgspec.MsgspecError:
        return NO_ACCOUNT  # of another release
