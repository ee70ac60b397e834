"""Previewer: from a link to a preview; the flow, and nothing that a lower layer can decide."""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping

from preview import urls
from preview.cache.flight import Cache, Hit
from preview.cache.store import Store
from preview.errors import InvalidUrl, PreviewError
from preview.fetch.client import Fetcher
from preview.identity import identify
from preview.model import Link, Outcome, Pointer, Record
from preview.service.loading import Loader
from preview.service.notes import NO_ACCOUNT, Notes
from preview.service.records import Answer, Explanation, Name
from preview.service.showing import show

Admit = Callable[[], None]


class Previewer:
    """The whole service for one process; thread-safe.

    Args:
        deadline_s: seconds that one preview may take, everything included.
        clock: POSIX seconds; *monotonic*: seconds of a clock that never jumps.
    """

    def __init__(
        self,
        fetcher: Fetcher,
        cache: Cache,
        loader: Loader,
        store: Store,
        *,
        deadline_s: float,
        clock: Callable[[], float] = time.time,
        monotonic: Callable[[], float] = time.monotonic,
    ) -> None:
        self._fetcher = fetcher
        self._cache = cache
        self._loader = loader
        self._store = store
        self._notes = Notes(store)
        self._deadline_s = deadline_s
        self._clock = clock
        self._monotonic = monotonic

    def preview(
        self,
        text: str,
        *,
        language: str | None = None,
        refresh: bool = False,
        until: float | None = None,
        admit: Admit | None = None,
    ) -> Answer:
        """Return the preview of a link or bare identifier, from the cache or the web.

        *until* is in seconds of the monotonic clock, for a batch that has a deadline of its own.
        *admit* is called before a fetch is begun or waited for, never for what the cache answers;
        what it raises is the outcome.
        """
        started = self._monotonic()
        link = self._admit(text)
        until = started + self._deadline_s if until is None else until
        spent: dict[str, float] = {}
        hit = self._hit(link, language, until=until, refresh=refresh, spent=spent, admit=admit)
        if hit is None:  # only `cached` asks for less than an answer
            raise PreviewError("The cache gave no answer.")
        return self._answer(link, hit, {**spent, "total": self._monotonic() - started})

    def cached(
        self, text: str, *, language: str | None = None, admit: Admit | None = None
    ) -> Answer | None:
        """Return what the cache has, at once; None where a fetch was started behind instead."""
        started = self._monotonic()
        link = self._admit(text)
        until = started + self._deadline_s
        hit = self._hit(link, language, until=until, cached_only=True, spent={}, admit=admit)
        if hit is None:
            return None
        return self._answer(link, hit, {"total": self._monotonic() - started})

    def stamp(self, text: str, *, language: str | None = None) -> float | None:
        """Return when the fresh entry was stored that would answer now; None where none would.

        The same stamp means the same answer.  A pointer on the way must be fresh as well.
        """
        hit = self._cache.peek(_key(identify(text), language))
        if hit is not None and hit.state == "hit" and isinstance(hit.outcome, Pointer):
            hit = self._cache.peek(_key(identify(hit.outcome.link), language))
        fresh = hit is not None and hit.state == "hit" and isinstance(hit.outcome, Record)
        return hit.stored_at if hit is not None and fresh else None

    def explain(
        self, text: str, *, language: str | None = None, admit: Admit | None = None
    ) -> Explanation:
        """Return the preview or its problem with all candidates, and how the entry came about."""
        answer: Answer | None = None
        problem: PreviewError | None = None
        account = NO_ACCOUNT
        try:
            answer = self.preview(text, language=language, admit=admit)
        except PreviewError as error:
            problem = error
        cache: dict[str, object] = {"state": answer.state if answer else "none"}
        try:
            key = _key(identify(text), language)
        except InvalidUrl:
            return Explanation(text, answer, problem, {}, (), cache)
        account = self._notes.account(key)
        if answer is not None:
            cache |= {"age": answer.age_s, "fresh": answer.fresh_s, "stale": answer.stale_s}
        return Explanation(text, answer, problem, account.judged, account.steps, cache)

    def name(self, text: str) -> Name:
        """Return what the link is called, without the network.

        Raises:
            InvalidUrl: the text is no link and no identifier.
        """
        link = identify(text)
        record = self._known(link)
        if (
            record is not None
            and record.work.scheme != "url"
            and str(record.work) != str(link.work)
        ):
            return Name(
                text,
                str(record.work),
                record.canonical_url,
                link.work.version,
                record.aliases,
                True,
            )
        aliases = tuple(map(str, link.aliases))
        return Name(text, str(link.work), link.canonical_url, link.work.version, aliases, False)

    def forget(self, text: str) -> None:
        """Drop what is kept of a link's work: every version, language and proven name."""
        link = identify(text)
        known = self._known(link)
        names = {str(link.work), *map(str, link.aliases), *(known.aliases if known else ())}
        for key in {key for name in names for key in self._notes.drop(name)}:
            self._cache.forget(key)

    def fallback(self, text: str) -> Mapping[str, str | None] | None:
        """Return what is known without the network, so that a plain link can be shown."""
        try:
            link = identify(text)
        except InvalidUrl:
            return None
        return {
            "url": text,
            "canonical_url": link.canonical_url,
            "work_id": str(link.work),
            "domain": urls.domain_of(link.canonical_url),
        }

    def health(self) -> Mapping[str, str | None]:
        """Return each part with None where it is well, else with a short safe sentence."""
        return {"cache": self._store.ping()}

    def close(self) -> None:
        self._cache.close()
        self._store.close()

    # -- the flow ---------------------------------------------------------------------------

    def _admit(self, text: str) -> Link:
        """Return the link, once its text has passed the guard.

        Raises:
            InvalidUrl: it is no link and no identifier.
            TargetRefused: it is a link that must not be followed, `ftp:` or a disguised address.
        """
        try:
            link = identify(text)
        except InvalidUrl:
            self._fetcher.check(text.strip())  # it may be refused rather than misunderstood
            raise
        self._fetcher.check(link.url)
        return link

    def _hit(
        self,
        link: Link,
        language: str | None,
        *,
        until: float,
        spent: dict[str, float],
        refresh: bool = False,
        admit: Admit | None = None,
        cached_only: bool = False,
        pointed: bool = False,
    ) -> Hit | None:
        key = _key(link, language)
        admitted: list[bool] = []

        def admit_once() -> None:
            if admit is not None:
                admit()
            admitted.append(True)

        def load(previous: Record | None) -> Outcome:
            loaded = self._loader.load(link, until=until, language=language, previous=previous)
            self._notes.set_account(key, loaded.account)
            self._notes.add_variant(str(link.work), key)
            spent.update(fetch=loaded.account.fetch_s, extract=loaded.account.extract_s)
            if loaded.error is not None:
                raise loaded.error
            if loaded.outcome is None:
                raise PreviewError("The load came to nothing.")
            return loaded.outcome

        hit = self._cache.get_or_load(
            key, load, refresh=refresh, until=until, cached_only=cached_only, admit=admit_once
        )
        if hit is not None and isinstance(hit.outcome, Pointer):
            if pointed:
                raise PreviewError("A pointer led to a pointer.", url=link.url)
            return self._hit(
                self._admit(hit.outcome.link),
                language,
                until=until,
                spent=spent,
                refresh=refresh,
                admit=None if admitted else admit,  # of the same client's same request
                cached_only=cached_only,
                pointed=True,
            )
        return hit

    def _answer(self, link: Link, hit: Hit, timings: Mapping[str, float]) -> Answer:
        record = hit.outcome
        if not isinstance(record, Record):
            raise PreviewError("The cache answered with no record.", url=link.url)
        life = hit.lifetime
        age = max(0, int(self._clock() - hit.stored_at))
        return Answer(
            preview=show(link, record, fresh_until=hit.stored_at + life.fresh_s),
            state=hit.state,
            age_s=age,
            fresh_s=int(life.fresh_s),
            stale_s=int(life.stale_s),
            timings=timings,
            stored_at=hit.stored_at,
        )

    def _known(self, link: Link) -> Record | None:
        hit = self._cache.peek(_key(link, None))
        if hit is not None and isinstance(hit.outcome, Pointer):
            hit = self._cache.peek(_key(identify(hit.outcome.link), None))
        return hit.outcome if hit is not None and isinstance(hit.outcome, Record) else None


def _key(link: Link, language: str | None) -> str:
    """One entry for each work and version asked for; pages that are no works also by language."""
    version = link.work.version
    key = str(link.work) + (f"@v{version}" if version else "")
    return f"{key} {language}" if language and link.work.scheme == "url" else key
