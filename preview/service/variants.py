"""Which variants of a work are kept: a store cannot be asked what it holds."""

from __future__ import annotations

import hashlib
from typing import Protocol

_VARIANTS_S = 120 * 24 * 3600.0  # longer than any entry lives
_MOST_VARIANTS = 200  # of one work; more languages than anybody asks for


class Shelf(Protocol):
    """Where they are noted: any cache store."""

    def get(self, key: str) -> bytes | None: ...

    def set(self, key: str, value: bytes, ttl_s: float) -> None: ...

    def delete(self, key: str) -> None: ...


class Variants:
    """The keys, beside its name, that a work was kept under: a version's, a language's."""

    def __init__(self, shelf: Shelf) -> None:
        self._shelf = shelf

    def of(self, name: str) -> list[str]:
        listed = (self._shelf.get(_hashed(name)) or b"").decode("utf-8", "replace")
        return [key for key in listed.split("\n") if key][:_MOST_VARIANTS]

    def add(self, name: str, key: str) -> None:
        """Remember *key*.

        Two at once may lose one of theirs; its entry then lives out its time.
        """
        if key == name:
            return
        known = self.of(name)
        if key not in known:
            listed = "\n".join([*known, key]).encode("utf-8", "replace")
            self._shelf.set(_hashed(name), listed, _VARIANTS_S)

    def drop(self, name: str) -> list[str]:
        """Forget what is noted of a work; return the keys that its entries have."""
        keys = [name, *self.of(name)]
        self._shelf.delete(_hashed(name))
        return keys


def _hashed(name: str) -> str:
    """No text of a stranger reaches the store as a key."""
    return f"variants:{hashlib.sha256(name.encode('utf-8', 'replace')).hexdigest()}"
