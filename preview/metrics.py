"""What is counted, whoever counts it: the layers below the web know this protocol only.

Each label is one of a closed set, however many sites and links there are: what is unbounded has no
place in a time series.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping
from contextlib import suppress
from functools import wraps
from types import MappingProxyType
from typing import Protocol, TypeVar
from urllib.parse import urlsplit

from preview.errors import PreviewError, UpstreamUnreachable
from preview.model import Fetched, Request

UPSTREAMS: Mapping[str, str] = MappingProxyType(
    {
        # Hosts that are asked as registries, and what they are called; all others are `site`.
        "api.archives-ouvertes.fr": "hal",
        "api.biorxiv.org": "biorxiv",
        "api.crossref.org": "crossref",
        "api.datacite.org": "datacite",
        "api.figshare.com": "figshare",
        "api.openalex.org": "openalex",
        "api.osf.io": "osf",
        "api.semanticscholar.org": "semanticscholar",
        "api.unpaywall.org": "unpaywall",
        "api2.openreview.net": "openreview",
        "dblp.org": "dblp",
        "doi.org": "doi",
        "eutils.ncbi.nlm.nih.gov": "pubmed",
        "export.arxiv.org": "arxiv_atom",
        "inspirehep.net": "inspire",
        "oaipmh.arxiv.org": "arxiv_oai",
        "pmc.ncbi.nlm.nih.gov": "pmc",
        "www.ebi.ac.uk": "europepmc",
        "zenodo.org": "zenodo",
    }
)
SITE = "site"
BREAKER_OPEN = "breaker_open"  # not asked at all, as the host has failed too often of late


class Metrics(Protocol):
    """Thread-safe; no method raises.

    Attributes of the calls:
        route: a route's rule, or None where there was none.
        outcome: of an answer hit, miss, stale, stale-error, pending, or a problem's code; of a
            fetch ok, not_modified, redirected, breaker_open, or an error's code.
        upstream: a value of `UPSTREAMS`, or `SITE`.
        in_use: fetch slots of this process.
        fault: of the cache, `cache_away` or `cache_not_written`.
    """

    def request(self, route: str | None, method: str, status: int, seconds: float) -> None: ...

    def answer(self, outcome: str) -> None: ...

    def fetch(self, upstream: str, outcome: str, seconds: float) -> None: ...

    def slots(self, in_use: int) -> None: ...

    def cache_fault(self, fault: str) -> None: ...


class NullMetrics:
    """Counts nothing."""

    def request(self, route: str | None, method: str, status: int, seconds: float) -> None: ...

    def answer(self, outcome: str) -> None: ...

    def fetch(self, upstream: str, outcome: str, seconds: float) -> None: ...

    def slots(self, in_use: int) -> None: ...

    def cache_fault(self, fault: str) -> None: ...


T = TypeVar("T")


def unfailing(cls: type[T]) -> type[T]:
    """Let no call of `Metrics` of *cls* raise: a count that cannot be made is lost.

    Its file may have no room to grow; an answer, or a slot that is given back, matters more.
    """

    def sure(call: Callable[..., None]) -> Callable[..., None]:
        @wraps(call)
        def counting(*arguments: object) -> None:
            with suppress(Exception):
                call(*arguments)

        return counting

    for name in ("request", "answer", "fetch", "slots", "cache_fault"):
        setattr(cls, name, sure(getattr(cls, name)))
    return cls


class Fetch(Protocol):
    def __call__(self, request: Request, *, until: float) -> Fetched: ...


def counted(fetch: Fetch, metrics: Metrics, clock: Callable[[], float] = time.monotonic) -> Fetch:
    """Return *fetch* with each of its calls counted, by whom it asked and what came of it."""

    def counting(request: Request, *, until: float) -> Fetched:
        upstream = upstream_of(request.url)
        started = clock()
        outcome = "internal"
        try:
            fetched = fetch(request, until=until)
            outcome = _outcome(fetched)
            return fetched
        except PreviewError as error:
            refused = isinstance(error, UpstreamUnreachable) and error.reason == "breaker open"
            outcome = BREAKER_OPEN if refused else error.code
            raise
        finally:
            metrics.fetch(upstream, outcome, clock() - started)

    return counting


def upstream_of(url: str) -> str:
    """Return the registry's name, or `site`.

    >>> upstream_of("https://api.crossref.org/works/10.1000/1"), upstream_of("https://a.example/")
    ('crossref', 'site')
    """
    try:
        return UPSTREAMS.get(urlsplit(url).hostname or "", SITE)
    except ValueError:
        return SITE


def _outcome(fetched: Fetched) -> str:
    if fetched.stopped_at is not None:
        return "redirected"  # to a work that has an entry of its own
    return "not_modified" if fetched.status == 304 else "ok"
