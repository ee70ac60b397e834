"""Previewer: from a link to a preview; the flow, and nothing that a lower layer can decide."""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping

from preview import urls
from preview.cache.flight import Cache, Hit, Noted
from preview.cache.store import Store
from preview.errors import InvalidUrl, PreviewError
from preview.fetch.client import Fetcher
from preview.identity import identify
from preview.model import Link, Pointer, Record
from preview.service.account import NO_ACCOUNT
from preview.service.course import Admit, Course, Want
from preview.service.kept import kept, key_of, noted
from preview.service.loading import Loader
from preview.service.records import Answer, Explanation, Name
from preview.service.showing import show
from preview.service.variants import Variants


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
        self._variants = Variants(store)
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
        want = Want(self._until() if until is None else until, language, refresh)
        return self._preview(text, Course(self._loader, want, admit))

    def cached(
        self, text: str, *, language: str | None = None, admit: Admit | None = None
    ) -> Answer | None:
        """Return what the cache has, at once; None where a fetch was started behind instead."""
        started = self._monotonic()
        want = Want(self._until(), language, cached_only=True)
        link = self._admit(text)
        hit = self._find(link, Course(self._loader, want, admit))
        if hit is None:
            return None
        return self._answer(link, hit, {"total": self._monotonic() - started})

    def stamp(self, text: str, *, language: str | None = None) -> float | None:
        """Return when the fresh entry was stored that would answer now; None where none would.

        The same stamp means the same answer.  A pointer on the way must be fresh as well.
        """
        hit = kept(self._cache, identify(text), language, fresh=True)
        fresh = hit is not None and hit.state == "hit" and isinstance(hit.outcome, Record)
        return hit.stored_at if hit is not None and fresh else None

    def explain(
        self, text: str, *, language: str | None = None, admit: Admit | None = None
    ) -> Explanation:
        """Return the preview or its problem with all candidates, and how the entry came about."""
        answer: Answer | None = None
        problem: PreviewError | None = None
        course = Course(self._loader, Want(self._until(), language), admit)
        try:
            answer = self._preview(text, course)
        except PreviewError as error:
            problem = error
        cache: dict[str, object] = {"state": answer.state if answer else "none"}
        try:
            account = noted(self._cache, identify(text), language)
        except InvalidUrl:
            return Explanation(text, answer, problem, {}, (), cache)
        # a failure may have a cause that is no reason to keep it
        account = account or course.account or NO_ACCOUNT
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
                record.work.version,
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
        for key in {key for name in names for key in self._variants.drop(name)}:
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

    def _until(self) -> float:
        return self._monotonic() + self._deadline_s

    def _preview(self, text: str, course: Course) -> Answer:
        started = self._monotonic()
        link = self._admit(text)
        hit = self._find(link, course)
        if hit is None:  # only `cached` asks for less than an answer
            raise PreviewError("The cache gave no answer.")
        return self._answer(link, hit, {**course.timings, "total": self._monotonic() - started})

    def _find(self, link: Link, course: Course) -> Hit | None:
        """Return what the cache or the web has, of the link that a pointer names as well."""
        hit = self._look(link, course)
        if hit is None or not isinstance(hit.outcome, Pointer):
            return hit
        hit = self._look(self._admit(hit.outcome.link), course)
        if hit is not None and isinstance(hit.outcome, Pointer):
            raise PreviewError("A pointer led to a pointer.", url=link.url)
        return hit

    def _look(self, link: Link, course: Course) -> Hit | None:
        want = course.want
        key = key_of(link, want.language)

        def load(previous: Record | None) -> Noted:
            self._variants.add(str(link.work), key)
            return course.load(link, previous, known=lambda: self._cache.note(key))

        return self._cache.get_or_load(
            key,
            load,
            refresh=want.refresh,
            until=want.until,
            cached_only=want.cached_only,
            admit=course.admit,
        )

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
        hit = kept(self._cache, link, None)
        return hit.outcome if hit is not None and isinstance(hit.outcome, Record) else None
