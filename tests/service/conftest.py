"""A whole Previewer in memory, in front of a web that a test writes down."""

from __future__ import annotations

import pytest

from preview.cache.flight import Cache, Slots
from preview.cache.store import open_store
from preview.errors import NotFound
from preview.fetch.client import Fetcher
from preview.fetch.policy import Policy
from preview.fetch.transport import Answer
from preview.providers import Access, discover
from preview.service import Loader, Previewer


class Web:
    """url → (status, headers, body) or a callable of the request's headers that gives one."""

    def __init__(self):
        self.pages = {}
        self.asked = []

    def __setitem__(self, url, page):
        self.pages[url] = page

    def hop(self, target, headers, *, until, max_bytes):
        self.asked.append(target.url)
        page = self.pages.get(target.url)
        if page is None:
            raise NotFound("No such page in this web.", url=target.url)
        status, extra, body = page(headers) if callable(page) else page
        names = {"content-type": "text/html; charset=utf-8", **extra}
        return Answer(status, tuple(names.items()), body.encode() if 200 <= status < 300 else b"")


class Clock:
    def __init__(self):
        self.now = 1_700_000_000.0

    def __call__(self):
        return self.now


@pytest.fixture
def web():
    return Web()


@pytest.fixture
def clock():
    return Clock()


@pytest.fixture
def previewer(web, clock):
    store = open_store("memory://", 64)
    fetcher = Fetcher(web, Policy(), user_agent="test")
    loader = Loader(fetcher.get, discover(), Access(), clock=clock)
    cache = Cache(store, Slots(4), clock, min_refresh_s=60)
    previewer = Previewer(fetcher, cache, loader, store, deadline_s=5, clock=clock)
    yield previewer
    previewer.close()
