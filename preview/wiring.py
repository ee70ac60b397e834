"""build(): the one file that knows all parts."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from preview import __version__
from preview.cache.background import Places
from preview.cache.flight import Cache
from preview.cache.slots import Slots
from preview.cache.store import Store, open_store
from preview.fetch.client import Fetcher
from preview.fetch.connection import GuardedTransport
from preview.fetch.dial import own_addresses
from preview.fetch.policy import Policy
from preview.fetch.polite import Polite
from preview.fetch.replay import Recorder, Replay
from preview.fetch.transport import Transport
from preview.metrics import Metrics, NullMetrics, counted
from preview.providers import Access, discover
from preview.service import Answer, Loader, Previewer
from preview.settings import Settings


def build(settings: Settings, metrics: Metrics | None = None) -> Previewer:
    """Put the service together as *settings* say; nothing is contacted before the first request."""
    return _previewer(settings, _transport(settings), metrics or NullMetrics())


def record(settings: Settings, url: str, folder: Path) -> Answer:
    """Preview *url* past the cache, and save each answer of the web into *folder* for replay."""
    fresh = replace(
        settings,
        cache_url="memory://",
        # Some registries take them in the address, and a recording is a thing to be shared.
        openalex_api_key=None,
        ncbi_api_key=None,
        s2_api_key=None,
        unpaywall_email=None,
    )
    previewer = _previewer(fresh, Recorder(_transport(fresh), folder), NullMetrics())
    try:
        return previewer.preview(url)
    finally:
        previewer.close()


def _transport(settings: Settings) -> Transport:
    if settings.replay is not None:
        return Replay(settings.replay)
    return GuardedTransport(
        _policy(settings),
        ca_bundle=str(settings.ca_bundle) if settings.ca_bundle else None,
        proxy=settings.proxy,
    )


def _policy(settings: Settings) -> Policy:
    return Policy(
        ports=frozenset(settings.allow_ports),
        networks=settings.allow_networks,
        deny_hosts=settings.deny_hosts,
        allow_hosts=settings.allow_hosts,
        own_addresses=own_addresses(),
    )


def _previewer(settings: Settings, transport: Transport, metrics: Metrics) -> Previewer:
    store: Store = open_store(settings.cache_url, settings.cache_max_mb, count=metrics.cache_fault)
    fetcher = Fetcher(
        Polite(transport, Places(store)),
        _policy(settings),
        user_agent=f"paper-preview/{__version__} (bot; +{settings.contact})",
        max_bytes=settings.max_bytes,
        max_redirects=settings.max_redirects,
    )
    slots = Slots(settings.fetch_slots, tell=metrics.slots)
    cache = Cache(store, slots, min_refresh_s=settings.min_refresh_s)
    access = Access(
        contact=settings.contact,
        s2_key=settings.s2_api_key,
        openalex_key=settings.openalex_api_key,
        ncbi_key=settings.ncbi_api_key,
        unpaywall_email=settings.unpaywall_email,
    )
    loader = Loader(counted(fetcher.get, metrics), discover(), access)
    return Previewer(fetcher, cache, loader, store, deadline_s=settings.deadline_s)
