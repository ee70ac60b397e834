"""Counted leases and turns as values: what memory and disk share; Redis has the same in Lua."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

SKEW_S = 1.0
"""A note that was made later than now, by more than this, is from before the clock was set back.
It is void: else a lease that was meant to live for a second would live until the clock is there
again.  Less than this is the small step of a time daemon."""


class Lease(NamedTuple):
    """One living claim; times in seconds of the store's clock."""

    token: str
    since: float
    until: float


class Turn(NamedTuple):
    """When the next turn is free, and when that was noted."""

    free_at: float
    noted_at: float


def alive(leases: Sequence[Lease], now: float) -> tuple[Lease, ...]:
    return tuple(it for it in leases if now < it.until and it.since <= now + SKEW_S)


def renewed(
    leases: Sequence[Lease], token: str, ttl_s: float, now: float
) -> tuple[Lease, ...] | None:
    """Return *leases* with the life of *token* begun anew, or None where it has died."""
    living = alive(leases, now)
    if all(it.token != token for it in living):
        return None
    return tuple(Lease(token, now, now + ttl_s) if it.token == token else it for it in living)


def book(turn: Turn | None, interval_s: float, within_s: float, now: float) -> Turn | None:
    """Return the turn that follows the one booked now, or None when ours would be too late.

    Ours begins at the returned `free_at` less *interval_s*.
    """
    known = turn is not None and turn.noted_at <= now + SKEW_S
    start = max(now, turn.free_at) if turn is not None and known else now
    return Turn(start + interval_s, now) if start - now <= within_s else None
