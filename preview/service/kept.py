"""What the cache keeps of a link: its entry, and that of the work which a pointer leads to."""

from __future__ import annotations

from dataclasses import replace

from preview.cache.flight import Cache, Hit
from preview.identity import identify
from preview.model import Link, Pointer
from preview.service.account import Account, account_of


def key_of(link: Link, language: str | None) -> str:
    """One entry for each work and version asked for; pages that are no works also by language,
    whose tags know no case (RFC 5646, section 2.1.1)."""
    version = link.work.version
    key = str(link.work) + (f"@v{version}" if version else "")
    return f"{key} {language.lower()}" if language and link.work.scheme == "url" else key


def kept(cache: Cache, link: Link, language: str | None, *, fresh: bool = False) -> Hit | None:
    """Return the entry that answers for *link*, behind a pointer too; *fresh*: both must be so."""
    hit = cache.peek(key_of(link, language))
    if hit is None or not isinstance(hit.outcome, Pointer):
        return hit
    if fresh and hit.state != "hit":
        return None
    return cache.peek(key_of(identify(hit.outcome.link), language))


def noted(cache: Cache, link: Link, language: str | None) -> Account | None:
    """Return how the entry came about; behind a pointer, how its target's did as well."""
    key = key_of(link, language)
    if not (note := cache.note(key)):
        return None
    account, hit = account_of(note), cache.peek(key)
    if hit is None or not isinstance(hit.outcome, Pointer):
        return account
    target = account_of(cache.note(key_of(identify(hit.outcome.link), language)))
    return replace(target, steps=account.steps + target.steps)
