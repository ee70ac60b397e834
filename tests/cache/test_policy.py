from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from preview.cache.policy import (
    LIFETIMES,
    Freshness,
    Lifetime,
    freshness,
    header_lifetime,
    lifetime,
)
from preview.model import Failure, Pointer, WorkId

HOUR, DAY = 3600, 86400

times = st.floats(-1e10, 1e10)
lives = st.builds(Lifetime, st.integers(0, 10**8), st.integers(0, 10**8))


@pytest.mark.parametrize(
    ("work", "fresh_for", "expected"),
    [
        (WorkId("doi", "10.1000/182"), None, (24 * HOUR, 30 * DAY)),
        (WorkId("doi", "10.1000/182"), 5, (24 * HOUR, 30 * DAY)),  # headers move pages only
        (WorkId("arxiv", "2504.18412"), None, (24 * HOUR, 30 * DAY)),
        (WorkId("arxiv", "2504.18412", 1), None, (7 * DAY, 90 * DAY)),
        (WorkId("hal", "hal-1", 1), None, (24 * HOUR, 30 * DAY)),  # only arXiv's never change
        (WorkId("url", "a.test/"), None, (6 * HOUR, 7 * DAY)),
        (WorkId("url", "a.test/"), 0, (300, 7 * DAY)),
        (WorkId("url", "a.test/"), 299, (300, 7 * DAY)),
        (WorkId("url", "a.test/"), 301, (301, 7 * DAY)),
        (WorkId("url", "a.test/"), 24 * HOUR, (24 * HOUR, 7 * DAY)),
        (WorkId("url", "a.test/"), 24 * HOUR + 1, (24 * HOUR, 7 * DAY)),
    ],
)
def test_a_record_lives_as_the_contract_says(helpers, work, fresh_for, expected):
    assert lifetime(helpers.record(work=work, fresh_for=fresh_for)) == expected


@pytest.mark.parametrize(
    ("code", "fresh_s"),
    [
        ("not_found", HOUR),
        ("upstream_blocked", 600),
        ("upstream_timeout", 60),
        ("upstream_error", 60),
        ("upstream_unreachable", 60),
        ("page", 60),  # a code that is the name of another row
    ],
)
def test_a_failure_lives_by_its_cause_and_is_never_stale(code, fresh_s):
    assert lifetime(Failure(code, "", 0.0)) == (fresh_s, 0)


def test_a_pointer_lives_like_a_page():
    assert lifetime(Pointer("arxiv:2504.18412", 0.0)) == LIFETIMES["page"]


@pytest.mark.parametrize(
    ("age", "expected"),
    [
        (-1e9, Freshness.STALE),  # from a day that a wrong clock showed
        (-DAY - 1, Freshness.STALE),
        (-DAY, Freshness.FRESH),  # from a host whose clock is ahead
        (0, Freshness.FRESH),
        (9.9, Freshness.FRESH),
        (10, Freshness.STALE),
        (14.9, Freshness.STALE),
        (15, Freshness.DEAD),
    ],
)
def test_an_entry_is_fresh_then_stale_then_dead(age, expected):
    assert freshness(1000.0, Lifetime(10, 5), 1000.0 + age) is expected


@given(times, lives, times, times)
def test_no_entry_grows_younger(stored_at, life, a, b):
    earlier, later = (max(it, stored_at - DAY) for it in sorted((a, b)))
    assert freshness(stored_at, life, earlier) <= freshness(stored_at, life, later)


@given(times, lives, st.integers(0, 10**6), times)
def test_a_longer_life_is_never_over_earlier(stored_at, life, more, now):
    longer = Lifetime(life.fresh_s + more, life.stale_s)
    assert freshness(stored_at, longer, now) <= freshness(stored_at, life, now)


DATE = "Mon, 23 Nov 2026 16:00:00 GMT"


@pytest.mark.parametrize(
    ("headers", "expected"),
    [
        ({}, None),
        ({"cache-control": "public"}, None),
        ({"cache-control": "private"}, None),  # we ask without cookies
        ({"cache-control": "max-age=600"}, 600),
        ({"cache-control": "Max-Age = 600, public"}, 600),
        ({"cache-control": 'max-age="600"'}, 600),  # RFC 9111 5.2: read both forms
        ({"cache-control": "max-age=600, s-maxage=60"}, 60),  # we are a shared cache
        ({"cache-control": "max-age=600, max-age=60"}, 600),  # the first counts
        ({"cache-control": "max-age=600, no-cache"}, 0),
        ({"cache-control": "no-store"}, 0),
        ({"cache-control": 'no-cache="set-cookie"'}, 0),
        ({"cache-control": "max-age=-5"}, 0),
        ({"cache-control": "max-age=soon"}, 0),
        ({"cache-control": "max-age=" + "9" * 5000}, 2**31),
        ({"cache-control": "max-age=600", "age": "200"}, 400),
        ({"cache-control": "max-age=600", "age": "700"}, 0),
        ({"cache-control": "max-age=600", "age": "old"}, 600),
        ({"cache-control": "max-age=٣"}, 0),  # a digit, but none of HTTP's
        ({"expires": "Mon, 23 Nov 2026 17:00:00 GMT", "date": DATE}, 3600),
        ({"expires": "Mon, 23 Nov 2026 15:00:00 GMT", "date": DATE}, 0),
        ({"expires": "0", "date": DATE}, 0),
        ({"expires": "Mon, 23 Nov 2026 17:00:00 GMT"}, None),  # by whose clock?
        ({"cache-control": "max-age=5", "expires": "0"}, 5),  # Cache-Control wins
    ],
)
def test_headers_say_how_long_a_page_is_fresh(headers, expected):
    assert header_lifetime(headers) == expected


@given(st.dictionaries(st.sampled_from(["cache-control", "expires", "date", "age"]), st.text()))
def test_no_header_makes_trouble(headers):
    found = header_lifetime(headers)
    assert found is None or 0 <= found <= 2**31
