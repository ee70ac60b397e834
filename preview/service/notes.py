"""Notes beside the cache's entries: how each came about, and which variants a work has.

A note is a convenience: one that is lost or damaged costs an explanation, never an answer.
"""

from __future__ import annotations

import hashlib
from dataclasses import replace
from typing import Protocol

import msgspec

from preview.service.loading import Account

_ACCOUNT_S = 24 * 3600.0  # an account explains the entry of a day
_VARIANTS_S = 120 * 24 * 3600.0  # longer than any entry lives
_MOST_VARIANTS = 200  # of one work; more languages than anybody asks for

NO_ACCOUNT = Account((), {}, 0.0, 0.0)


class Shelf(Protocol):
    """Where notes lie: any cache store."""

    def get(self, key: str) -> bytes | None: ...

    def set(self, key: str, value: bytes, ttl_s: float) -> None: ...

    def delete(self, key: str) -> None: ...


class Notes:
    def __init__(self, shelf: Shelf) -> None:
        self._shelf = shelf

    def account(self, key: str) -> Account:
        """Return how the entry of *key* came about, as far as it is still known."""
        body = self._shelf.get(_hashed("account", key))
        try:
            return msgspec.json.decode(body, type=Account) if body else NO_ACCOUNT
        except msgspec.MsgspecError:
            return NO_ACCOUNT  # of another release

    def set_account(self, key: str, account: Account) -> None:
        """Note how an entry came about; after a 304 what was stated is what was stated before."""
        if account.steps and account.steps[-1].outcome == "304":
            account = replace(account, judged=self.account(key).judged)
        self._shelf.set(_hashed("account", key), msgspec.json.encode(account), _ACCOUNT_S)

    def variants(self, name: str) -> list[str]:
        """Return the keys, beside *name* itself, that a work was kept under."""
        listed = (self._shelf.get(_hashed("variants", name)) or b"").decode("utf-8", "replace")
        return [key for key in listed.split("\n") if key][:_MOST_VARIANTS]

    def add_variant(self, name: str, key: str) -> None:
        """Remember *key*: a store cannot be asked what it holds.

        Two at once may lose one of theirs; its entry then lives out its time.
        """
        if key == name:
            return
        known = self.variants(name)
        if key not in known:
            listed = "\n".join([*known, key]).encode("utf-8", "replace")
            self._shelf.set(_hashed("variants", name), listed, _VARIANTS_S)

    def drop(self, name: str) -> list[str]:
        """Forget all notes of a work; return the keys that its entries have."""
        keys = [name, *self.variants(name)]
        for key in keys:
            self._shelf.delete(_hashed("account", key))
        self._shelf.delete(_hashed("variants", name))
        return keys


def _hashed(kind: str, text: str) -> str:
    """No text of a stranger reaches the store as a key."""
    return f"{kind}:{hashlib.sha256(text.encode('utf-8', 'replace')).hexdigest()}"
