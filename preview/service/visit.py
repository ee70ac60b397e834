"""Visit: what one load does on the web, request by request, within the load's time."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import NamedTuple, Protocol

from preview import urls
from preview.errors import InvalidUrl, OutOfTime, PreviewError, UpstreamTimeout
from preview.identity import identify
from preview.model import Fetched, Link, Record, Request
from preview.service.baton import Hold


class Fetch(Protocol):
    """The fetcher, or what stands before it; *until* in seconds of the monotonic clock."""

    def __call__(self, request: Request, *, until: float) -> Fetched: ...


class Step(NamedTuple):
    """One request that was made: *url* without its query, *outcome* a status or an error's code."""

    source: str
    url: str
    outcome: str
    seconds: float


class AnotherWork(Exception):
    """A link that names no work redirects to one; its entry answers."""

    def __init__(self, link: str) -> None:
        super().__init__(link)
        self.link = link


class NotModified(Exception):
    """The page is as it was: a 304, whose headers may say for how long."""

    def __init__(self, fetched: Fetched) -> None:
        super().__init__(fetched.url)
        self.headers = fetched.headers


_BY_PAGE = frozenset({"url", "arxiv"})
"""Schemes whose works are wholly what their own page says.  Of any other work registries say more,
and a page that is as it was says nothing of what registries say now."""


class Visit:
    """What one load did on the web; its `get` is what the provider holds.

    State, because a load is a story: the requests made, in order, and the time they took.
    """

    def __init__(
        self,
        fetch: Fetch,
        link: Link,
        *,
        until: float,
        language: str | None,
        previous: Record | None,
        hold: Hold,
        clock: Callable[[], float],
    ) -> None:
        self._fetch = fetch
        self._link = link
        self._until = until
        self._language = language if link.work.scheme == "url" else None
        self._previous = previous
        self._hold = hold
        self._clock = clock
        self.steps: list[Step] = []
        self.pages: list[Fetched] = []

    def get(self, request: Request, /) -> Fetched:
        """Fetch within the load's time; see `model.Get` for what it raises."""
        started = self._clock()
        left = self._until - started
        if left <= 0:
            kind = UpstreamTimeout if self.steps else OutOfTime
            raise kind("The time for this link was used up.", url=request.url)
        request = self._adapted(request)
        outcome = "internal"
        try:
            with self._hold.waiting():
                fetched = self._fetch(request, until=started + left * request.share)
            outcome = str(fetched.status)
        except PreviewError as error:
            outcome = error.code
            raise
        finally:
            self.steps.append(
                Step(
                    urls.host_of(request.url) or "",
                    request.url.partition("?")[0],
                    outcome,
                    self._clock() - started,
                )
            )
        if fetched.stopped_at is not None:
            raise AnotherWork(fetched.stopped_at)
        if fetched.status == 304:
            raise NotModified(fetched)
        if request.accept.startswith("text/html"):
            self.pages.append(fetched)  # what a reader would see; a registry's answer is none
        return fetched

    def _adapted(self, request: Request) -> Request:
        """Add what only the load knows: language, validators, and where redirects may lead."""
        if request.url == self._link.url and self._link.work.scheme == "url":
            request = replace(request, language=self._language, stop=_names_a_work)
        sole = self._link.work.scheme in _BY_PAGE and not self.steps
        known = self._previous if sole else None
        if known and known.hops[-1:] == (request.url,) and (known.etag or known.last_modified):
            request = replace(request, etag=known.etag, last_modified=known.last_modified)
        return request


def _names_a_work(url: str) -> bool:
    try:
        return identify(url).work.scheme != "url"
    except InvalidUrl:
        return False  # the fetcher refuses it with its own words
