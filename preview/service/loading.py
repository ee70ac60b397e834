"""Loader: one link, asked afresh → the outcome that the cache keeps, and how it came about."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from preview import identity
from preview.cache.policy import header_lifetime
from preview.errors import (
    NotFound,
    OutOfTime,
    PreviewError,
    Upstream,
    UpstreamTimeout,
)
from preview.merge import Judged, Merged, merge
from preview.model import (
    Candidate,
    Fetched,
    Link,
    Pointer,
    Record,
)
from preview.providers import Access, Providers
from preview.service.account import Account
from preview.service.baton import Baton
from preview.service.names import aliases_of, canonical_of, domain_of, related_of
from preview.service.visit import AnotherWork, Fetch, NotModified, Visit


@dataclass(frozen=True, slots=True)
class Loaded:
    outcome: Record | Pointer | PreviewError
    account: Account


FAIR_S = 1.0  # a load that had less time than this says nothing of the site when it times out


class Loader:
    """Asks the link's provider, merges what it states, and makes the record of it."""

    def __init__(
        self,
        fetch: Fetch,
        providers: Providers,
        access: Access,
        *,
        clock: Callable[[], float] = time.time,
        monotonic: Callable[[], float] = time.monotonic,
    ) -> None:
        self._fetch = fetch
        self._providers = providers
        self._access = access
        self._clock = clock
        self._monotonic = monotonic
        self._baton = Baton()

    def load(
        self, link: Link, *, until: float, language: str | None, previous: Record | None
    ) -> Loaded:
        """Return the outcome, which may be a failure, and the account of what was done for it."""
        with self._baton.held() as hold:
            visit = Visit(
                self._fetch,
                link,
                until=until,
                language=language,
                previous=previous,
                hold=hold,
                clock=self._monotonic,
            )
            return self._visited(link, visit, until, previous)

    def _visited(self, link: Link, visit: Visit, until: float, previous: Record | None) -> Loaded:
        started = self._monotonic()
        found: list[Candidate] = []
        error: PreviewError | None = None
        try:
            for candidate in self._providers.choose(link).load(link, visit.get, self._access):
                found.append(candidate)  # not extend(): what came before a failure must stay
        except AnotherWork as other:
            return self._done(Pointer(other.link, self._clock()), visit, started)
        except NotModified as same:
            if previous is not None:
                return self._done(self._renewed(previous, same.headers), visit, started)
            error = NotFound("The site answered that nothing changed, though nothing was known.")
        except (Upstream, NotFound) as failure:
            error = failure
        if error is not None and not any(c.field == "title" for c in found):
            if isinstance(error, UpstreamTimeout) and until - started < FAIR_S:
                error = OutOfTime(error.message, url=error.url, reason=error.reason)
            return self._done(error, visit, started)
        page = _page(link, visit.pages, found)
        merged = merge(found, work=link.work, url=_place(link, page, found))
        return self._done(self._record(link, merged, page), visit, started, merged=merged)

    def _renewed(self, previous: Record, headers: Mapping[str, str]) -> Record:
        """Return what we have, fresh again for as long as the 304 says (RFC 9111, 4.3.4)."""
        stated = header_lifetime(headers)
        fresh_for = previous.fresh_for if stated is None else stated
        return replace(previous, fetched_at=self._clock(), fresh_for=fresh_for)

    def _record(self, link: Link, merged: Merged, page: Fetched | None) -> Record:
        headers = page.headers if page else {}
        names = aliases_of(link, merged, page)
        return Record(
            work=replace(identity.best(names), version=link.work.version),
            aliases=tuple(map(str, names)),
            related=related_of(names, merged),
            canonical_url=canonical_of(link, names, merged, page),
            domain=domain_of(names, merged, page),
            metadata=merged.metadata,
            provenance=merged.provenance,
            fetched_at=self._clock(),
            content_type=headers.get("content-type", "")[:200] or None,
            hops=page.hops if page else (),
            etag=_validator(headers.get("etag")),
            last_modified=_validator(headers.get("last-modified")),
            fresh_for=header_lifetime(headers) if link.work.scheme == "url" else None,
        )

    def _done(
        self,
        outcome: Record | Pointer | PreviewError,
        visit: Visit,
        started: float,
        *,
        merged: Merged | None = None,
    ) -> Loaded:
        fetch_s = sum(step.seconds for step in visit.steps)
        total = self._monotonic() - started
        account = Account(
            steps=tuple(visit.steps),
            judged={f: _shortened(rows) for f, rows in merged.judged.items()} if merged else {},
            fetch_s=fetch_s,
            extract_s=max(0.0, total - fetch_s),
        )
        return Loaded(outcome, account)


_SHOWN = 40  # candidates of one field that an account keeps; a record may have 3 000 authors


def _shortened(rows: tuple[Judged, ...]) -> tuple[Judged, ...]:
    if len(rows) <= _SHOWN:
        return rows
    return tuple(sorted(rows, key=lambda row: not row.won)[:_SHOWN])


# Families of tags of which a page that was read states at least one; a bot wall states nothing.
_OF_PAGES = frozenset({"html", "body", "meta", "og", "link", "highwire", "dc", "jsonld", "ieee"})


def _page(link: Link, pages: Sequence[Fetched], found: Iterable[Candidate]) -> Fetched | None:
    """The page that answered for the link: its own, else the landing page; never a bot wall."""
    if link.work.scheme != "url" and not any(c.family in _OF_PAGES for c in found):
        return None
    own = (page for page in pages if page.hops[:1] == (link.url,))
    return next(own, pages[0] if pages else None)


def _place(link: Link, page: Fetched | None, found: Iterable[Candidate]) -> str:
    """Where the work is on the web: the page that answered, else the registered address."""
    registered = (str(c.value) for c in found if c.field == "landing_url")
    return page.url if page else next(registered, link.url)


def _validator(value: str | None) -> str | None:
    """A validator is sent back to the site as it is: visible ASCII, at most 256 of it."""
    usable = value and len(value) <= 256 and value.isascii() and value.isprintable()
    return value if usable else None
