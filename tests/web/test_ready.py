"""What lies ready leaves as a view would have it leave, or not at all."""

from __future__ import annotations

import io
import json
import logging
import re
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from urllib.parse import urlencode

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from prometheus_client.parser import text_string_to_metric_families

from preview import errors, formats
from preview.model import Paper, Preview
from preview.service import Answer
from preview.settings import Settings
from preview.web import logs, ready, site
from preview.web.desk import Desk

LINK = "https://papers.test/abs/1?token=1#x"
FORMATS = formats.discover()
KEY = "s3cret-key-of-the-forum"
CARD = Preview(
    url=LINK,
    canonical_url="https://papers.test/abs/1",
    work_id="url:papers.test/abs/1",
    aliases=("url:papers.test/abs/1",),
    related=(),
    type="paper",
    title="On <b>bold</b> cards",
    description="Short, and then some words more.",
    site_name="Papers",
    domain="papers.test",
    language="en",
    published="2025",
    updated=None,
    authors=(),
    author_count=0,
    image=None,
    icon=None,
    player=None,
    content_type="text/html",
    sensitive=False,
    paper=Paper(),
)


@dataclass
class Clock:
    now: float

    def __call__(self):
        return self.now


@dataclass
class OneEntry:
    """A previewer that has the one link in its cache, until it is forgotten or refreshed."""

    clock: Clock = field(default_factory=lambda: Clock(1_700_000_060.5))
    stored_at: float | None = 1_700_000_000.5
    title: str = CARD.title
    asked: int = 0
    looked: int = 0

    def preview(self, text, *, language=None, refresh=False, until=None, admit=None):
        self.asked += 1
        if text != LINK:
            raise errors.InvalidUrl("`url` has no scheme; did you mean https://…?")
        state = "hit"
        if refresh or self.stored_at is None:
            admit()
            state, self.stored_at = "miss", self.clock()
        age_s = int(self.clock() - self.stored_at)
        if age_s >= 3600:
            state = "stale"
        card = replace(CARD, title=self.title, language=language or "en")
        return Answer(card, state, age_s, 3600, 86_400, {"total": 0.1}, self.stored_at)

    def cached(self, text, *, language=None, admit=None):
        return self.preview(text, language=language, admit=admit)

    def stamp(self, text, *, language=None):
        self.looked += 1
        return self.stored_at

    def forget(self, text):
        self.stored_at = None

    def fallback(self, text):
        return None


class Site:
    """A site with its previewer, its clocks and its log."""

    def __init__(self, previewer=None, **given):
        self.previewer = previewer or OneEntry()
        self.ticks = Clock(1000.0)
        self.taken = []
        known = Settings(**{"cache_url": "memory://", **given})
        self.desk = Desk(known, self.previewer, FORMATS, self.taken.append)
        app = site.build(self.desk, clock=self.previewer.clock, ticks=self.ticks)
        self.client = app.test_client()

    def get(self, query=None, *, method="GET", path="/preview", **headers):
        query = urlencode({"url": LINK}) if query is None else query
        named = {name.replace("_", "-"): value for name, value in headers.items()}
        return self.client.open(path, method=method, query_string=query, headers=named)

    def asks(self, *args, **kwargs):
        """Ask, and return whether a view was asked for it."""
        before = self.previewer.asked
        self.get(*args, **kwargs)
        return self.previewer.asked > before

    def counted(self):
        text = self.desk.metrics.exposition().decode()
        return {
            (sample.name, *sorted(sample.labels.items())): sample.value
            for family in text_string_to_metric_families(text)
            for sample in family.samples
            if not sample.name.endswith(("_sum", "_created", "_bucket"))
        }


@contextmanager
def logged():
    stream = io.StringIO()
    handler = logging.StreamHandler(stream)
    handler.setFormatter(logs.JsonLines())
    level = logs.access.level
    logs.access.addHandler(handler)
    logs.access.setLevel(logging.INFO)
    try:
        yield stream
    finally:
        logs.access.removeHandler(handler)
        logs.access.setLevel(level)


def shown(site, query, headers, method, path):
    """All that is seen of one request: the answer, the line in the log, what was counted."""
    before = site.counted()
    with logged() as log:
        answer = site.get(query, method=method, path=path, **headers)
    after = site.counted()
    line = json.loads(log.getvalue())
    sent = [
        (name, re.sub(r"[0-9.]+", "…", value) if name == "Server-Timing" else value)
        for name, value in answer.headers.items()
        if name != "X-Request-ID" or value == headers.get("X_Request_ID")
    ]
    told = {key: line[key] for key in line if key not in ("time", "ms", "request_id")}
    grown = {key: after[key] - before.get(key, 0) for key in after if after[key] != before.get(key)}
    return answer.status, sent, answer.data, list(told.items()), grown, len(site.taken)


QUERIES = [
    urlencode({"url": LINK, **more})
    for more in (
        {},
        {"format": "lemmy"},
        {"format": "html"},
        {"format": "bibtex"},
        {"format": "nothing"},
        {"max_chars": "9", "pretty": "1"},
        {"lang": "de"},
        {"cached_only": "1"},
        {"b": "1"},
        {"key": KEY},
        {"key": "wrong"},
    )
] + ["url=nothing", "", f"{urlencode({'url': LINK})}&k%65y={KEY}"]
ETAGS = ["*", '"x"', 'W/"x", "y"', "ours"]
HEADERS = {
    "If_None_Match": st.sampled_from(ETAGS),
    "Origin": st.sampled_from(["https://forum.test", "https://other.test", "null"]),
    "traceparent": st.sampled_from([f"00-{'a' * 32}-{'b' * 16}-01", "00-a-b-01"]),
    "X_Request_ID": st.sampled_from(["of-the-client-1", "x" * 99, "a b"]),
    "Authorization": st.sampled_from([f"Bearer {KEY}", "Bearer wrong", "Basic eA==", ""]),
    "Cache_Control": st.sampled_from(["no-cache", "max-age=0", "no-store, no-cache", ""]),
    "Accept": st.sampled_from(["*/*", "application/x-ndjson"]),
    "X_Forwarded_For": st.sampled_from(["192.0.2.1", "nonsense"]),
    "Host": st.sampled_from(["localhost", "a b", "evil.test:99999", ""]),
    "Upgrade": st.just("websocket"),
    "Connection": st.just("upgrade"),
}


@settings(
    max_examples=300, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(
    query=st.sampled_from(QUERIES),
    headers=st.fixed_dictionaries({}, optional=HEADERS),
    method=st.sampled_from(["GET", "GET", "GET", "HEAD", "POST", "BREW"]),
    path=st.sampled_from(["/preview", "/preview", "/summaly", "/card", "/oembed", "/preview/"]),
    given=st.sampled_from(
        [
            {},
            {"api_keys": (KEY,)},
            {"cors_origins": ("https://forum.test",)},
            {"frame_ancestors": "https://forum.test"},
        ]
    ),
)
def test_both_ways_look_the_same(query, headers, method, path, given):
    cold, warm = Site(**given), Site(**given)
    warm.get(query, path=path, Authorization=f"Bearer {KEY}")  # from now on it lies ready
    if headers.get("If_None_Match") == "ours":
        plain = Site(**given).get(query, path=path, Authorization=f"Bearer {KEY}")
        headers = {**headers, "If_None_Match": plain.headers.get("ETag", "")}
    warm.taken.clear()
    by_the_view = shown(cold, query, headers, method, path)
    assert shown(warm, query, headers, method, path) == by_the_view


def test_a_hit_is_not_made_twice():
    it = Site()
    assert it.asks()
    assert not it.asks()
    assert not it.asks(If_None_Match="*")
    assert it.previewer.looked == 0


def test_its_age_goes_on():
    it = Site()
    it.get()
    it.previewer.clock.now += 100
    it.ticks.now += 0.1
    answer = it.get()
    assert answer.headers["Age"] == "160"
    assert answer.headers["Cache-Status"] == "paper-preview; hit; ttl=3440"
    assert it.previewer.asked == 1


@pytest.mark.parametrize(
    "request_",
    [
        {"Cache_Control": "no-cache"},
        {"method": "HEAD"},
        {"query": urlencode({"url": LINK, "pretty": "0"})},
        {"query": urlencode({"url": LINK}).replace("%3A", "%3a")},
        {"path": "/summaly"},
    ],
    ids=str,
)
def test_another_request_is_the_views(request_):
    it = Site()
    it.get()
    assert it.asks(**request_)


def test_a_key_in_the_query_is_never_kept():
    it = Site(api_keys=(KEY,))
    query = urlencode({"url": LINK, "key": KEY})
    assert it.asks(query)
    assert it.asks(query)


def test_who_has_no_key_gets_nothing_that_lies_ready():
    it = Site(api_keys=(KEY,))
    it.get(Authorization=f"Bearer {KEY}")
    assert not it.asks(Authorization=f"Bearer {KEY}")
    assert it.get().status_code == 401
    assert it.get(Authorization="Bearer wrong").status_code == 401


def test_anothers_refresh_is_seen_within_a_second():
    it = Site()
    it.get()
    it.previewer.stored_at += 30
    it.previewer.title = "Another"
    it.ticks.now += ready.CHECK_S
    assert it.get().json["title"] == "Another"
    assert ready.CHECK_S < 1


def test_anothers_purge_is_seen_within_a_second():
    it = Site()
    it.get()
    it.previewer.stored_at = None
    it.ticks.now += ready.CHECK_S
    assert "fwd=miss" in it.get().headers["Cache-Status"]


def test_our_own_purge_and_refresh_are_seen_at_once():
    it = Site(api_keys=(KEY,))
    it.get(Authorization=f"Bearer {KEY}")
    it.ticks.now += 0.1
    it.get(method="DELETE", Authorization=f"Bearer {KEY}")
    it.ticks.now += 0.1
    answer = it.get(Authorization=f"Bearer {KEY}")
    assert "fwd=miss" in answer.headers["Cache-Status"]
    it.get(Authorization=f"Bearer {KEY}")
    it.previewer.clock.now += 90
    it.get(Cache_Control="no-cache", Authorization=f"Bearer {KEY}")
    it.ticks.now += 0.1
    assert it.get(Authorization=f"Bearer {KEY}").headers["Age"] == "0"


def test_the_store_is_asked_now_and_then_and_not_each_time():
    it = Site()
    for _ in range(100):
        it.get()
        it.ticks.now += 0.02
    assert it.previewer.asked == 1
    assert it.previewer.looked <= 2 / ready.CHECK_S


def test_what_is_no_longer_fresh_is_the_views():
    it = Site()
    it.get()
    it.previewer.clock.now += 3600
    assert it.asks()
    assert it.asks()  # and stale it is not kept


def test_a_miss_is_not_kept():
    it = Site(OneEntry(stored_at=None))
    it.get()
    assert it.asks()
    assert not it.asks()


def test_the_shelf_is_bounded_and_the_oldest_goes_first():
    shelf = ready.Shelf(lambda query: 1.0, ready.Policy(), max_bytes=10_000, clock=lambda: 2.0)
    keep = ready.Keep("hit", 1, 60, 60, 1.0)
    for number in range(100):
        environ = {"REQUEST_METHOD": "GET", "PATH_INFO": "/", "QUERY_STRING": str(number)}
        shelf.put(
            environ,
            ready.Query(),
            ready.Reply(b"x" * 1000, keep=keep),
            rule="/",
            need="free",
            began=0.0,
        )
    left = [
        number
        for number in range(100)
        if shelf.get({"REQUEST_METHOD": "GET", "PATH_INFO": "/", "QUERY_STRING": str(number)})
    ]
    assert left == [97, 98, 99]
