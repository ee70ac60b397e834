import re
from contextlib import suppress
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from preview import errors
from preview.metrics import SITE, UPSTREAMS, counted, unfailing, upstream_of
from preview.model import Fetched, Request

REGISTRIES = Path(__file__).parents[1] / "preview" / "registries"


class Counts:
    def __init__(self):
        self.fetches = []

    def fetch(self, upstream, outcome, seconds):
        self.fetches.append((upstream, outcome, seconds))


def test_a_count_that_cannot_be_made_costs_nothing_else():
    @unfailing
    class Full:
        def _full(self, *arguments):
            raise OSError(27, "File too large")

        request = answer = fetch = slots = cache_fault = _full

    full = Full()
    full.request("/preview", "GET", 200, 0.1)
    full.answer("hit")
    full.fetch("site", "ok", 0.1)
    full.slots(1)
    full.cache_fault("cache_away")


def outcome_of(result, url="https://api.crossref.org/works/10.1000/1"):
    def fetch(request, *, until):
        if isinstance(result, Exception):
            raise result
        return result

    counts, ticks = Counts(), iter([10.0, 10.5])
    with suppress(Exception):  # whatever is raised goes on
        assert counted(fetch, counts, lambda: next(ticks))(Request(url), until=1.0) is result
    return counts.fetches


@pytest.mark.parametrize(
    ("result", "outcome"),
    [
        (Fetched("https://x.test/", 200, {}, b""), "ok"),
        (Fetched("https://x.test/", 304, {}, b""), "not_modified"),
        (Fetched("https://x.test/", 302, {}, b"", stopped_at="https://y.test/"), "redirected"),
        (errors.NotFound("Gone."), "not_found"),
        (errors.UpstreamUnreachable("https://x.test/", "refused"), "upstream_unreachable"),
        (errors.UpstreamUnreachable("https://x.test/", "breaker open"), "breaker_open"),
        (ZeroDivisionError(), "internal"),
    ],
)
def test_a_fetch_is_counted_by_what_came_of_it(result, outcome):
    assert outcome_of(result) == [("crossref", outcome, 0.5)]


def test_each_registry_that_we_ask_has_a_name():
    hosts = set()
    for path in REGISTRIES.glob("*.py"):
        hosts |= set(re.findall(r'(?:API = |Request\()f?"https://([a-z0-9.-]+)', path.read_text()))
    assert len(hosts) > 12
    assert hosts - UPSTREAMS.keys() == set()


@given(st.text() | st.text().map("https://".__add__))
def test_all_other_hosts_are_one_label(url):
    assert upstream_of(url) in {SITE, *UPSTREAMS.values()}
