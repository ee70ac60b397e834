"""`service.Previewer` as far as web and command line know it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Protocol

from preview.service import Answer, Explanation, Name

Admit = Callable[[], None]


class Previewing(Protocol):
    """*admit* is called once, in the caller's thread, before a fetch is begun or waited for, and
    not for what the cache answers; what it raises is the outcome.  So a client that has used up
    its fetches still gets everything that costs none.
    """

    def preview(
        self,
        text: str,
        *,
        language: str | None = None,
        refresh: bool = False,
        until: float | None = None,
        admit: Admit | None = None,
    ) -> Answer: ...

    def cached(
        self, text: str, *, language: str | None = None, admit: Admit | None = None
    ) -> Answer | None: ...

    def explain(
        self, text: str, *, language: str | None = None, admit: Admit | None = None
    ) -> Explanation: ...

    def stamp(self, text: str, *, language: str | None = None) -> float | None:
        """Return when the entry was stored that answers now; None where no fresh one does."""

    def name(self, text: str) -> Name: ...

    def forget(self, text: str) -> None: ...

    def fallback(self, text: str) -> Mapping[str, str | None] | None: ...

    def health(self) -> Mapping[str, str | None]: ...

    def close(self) -> None: ...
