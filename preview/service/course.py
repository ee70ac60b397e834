"""Course: what one request wants, and what was loaded for it on the way."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace

from preview.cache.flight import Noted
from preview.model import Link, Record
from preview.service.account import Account, account_of, written
from preview.service.loading import Loader

Admit = Callable[[], None]


@dataclass(frozen=True, slots=True)
class Want:
    """What a request asks of the cache; *until* is in seconds of the monotonic clock."""

    until: float
    language: str | None = None
    refresh: bool = False
    cached_only: bool = False


class Course:
    """One request's loads: none, its link's, or a pointer's and its target's.

    State, because the cache decides whether there is a load, and may begin it after the answer.

    Attributes:
        account: of the last load; None where there was none.
        timings: seconds spent in `fetch` and `extract`; empty where nothing was loaded.
    """

    def __init__(self, loader: Loader, want: Want, admit: Admit | None) -> None:
        self.want = want
        self.account: Account | None = None
        self.timings: Mapping[str, float] = {}
        self._loader = loader
        self._admit = admit

    def admit(self) -> None:
        """Ask once: a pointer and its target are one fetch of one client."""
        admit, self._admit = self._admit, None
        if admit is not None:
            admit()

    def load(self, link: Link, previous: Record | None, known: Callable[[], bytes]) -> Noted:
        """See `cache.single.Load`; *known* gives the note that is kept with *previous*."""
        loaded = self._loader.load(
            link, until=self.want.until, language=self.want.language, previous=previous
        )
        account = loaded.account
        if account.steps and account.steps[-1].outcome == "304":  # as stated is as stated before
            account = replace(account, judged=account_of(known()).judged)
        self.account = account
        self.timings = {"fetch": account.fetch_s, "extract": account.extract_s}
        return Noted(loaded.outcome, written(account))
