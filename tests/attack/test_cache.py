"""The cache in the life of a real service: hours pass because its clock says so."""

from __future__ import annotations

import time
from itertools import count

import pytest

pytestmark = pytest.mark.server

MINUTE, HOUR, DAY = 60, 3600, 86_400
NEAR_S = 30  # before and after a moment: a busy machine is late by seconds
numbers = count()


@pytest.fixture(scope="module")
def kept(attack):
    """A service of two workers that is not in a hurry, and whose clock can be set."""
    return attack(2, DEADLINE_S="4")


@pytest.fixture
def site(kept, server, hostile):
    """A host of its own for each test; *site.will* says how it behaves."""

    class Site:
        name = f"kept-{next(numbers)}"
        url = f"http://{name}.{hostile.ZONE}/"
        made_at = 0.0

        def will(self, act) -> None:
            server.will(self.name, act)

        @property
        def asked(self) -> int:
            return server.asked.get(self.name, 0)

        def get(self, at: float = 0.0):
            kept.set_clock(at)
            reply = kept.preview(self.url)
            status = reply.headers.get("cache-status", "").removeprefix("paper-preview; ")
            return reply, status.partition("; ttl")[0]

    kept.set_clock(0)
    return Site()


def wait_until(true) -> None:
    end = time.monotonic() + 8
    while not true():
        assert time.monotonic() < end, "it did not happen in time"
        time.sleep(0.02)


def page(hostile, title: str, *headers: str):
    return hostile.page(f"<title>{title}</title>", *headers)


def test_fresh_then_stale_and_refreshed_behind_then_fresh_again(site, hostile):
    site.will(page(hostile, "first"))
    assert site.get()[1] == "fwd=miss"
    assert site.get(6 * HOUR - NEAR_S)[1] == "hit"
    site.will(page(hostile, "second"))
    reply, status = site.get(6 * HOUR + NEAR_S)
    assert (status, reply.json["title"]) == ("hit; fwd=stale", "first")
    wait_until(lambda: site.get(6 * HOUR + NEAR_S)[1] == "hit")
    reply, _ = site.get(11 * HOUR)
    assert (reply.json["title"], site.asked) == ("second", 2)


def test_a_stale_card_answers_while_the_site_fails_and_the_site_is_left_alone(site, hostile):
    site.will(page(hostile, "a card"))
    site.get()
    site.will(hostile.say(hostile.answer(status="503 Out")))
    assert site.get(7 * HOUR)[0].json["title"] == "a card"
    wait_until(lambda: site.asked == 2)
    for second in range(5):
        reply, _ = site.get(7 * HOUR + second)
        assert (reply.status, reply.json["title"]) == (200, "a card")
    assert site.asked == 2, "a minute's peace"
    wait_until(lambda: site.get(7 * HOUR + 2 * MINUTE)[0].status == 200 and site.asked == 3)
    assert site.get(6 * HOUR + 7 * DAY + MINUTE)[0].status == 502, "no card is shown for ever"


@pytest.mark.parametrize(
    ("status", "code", "life_s"),
    [
        ("404 Not Found", "not_found", HOUR),
        ("410 Gone", "not_found", HOUR),
        ("403 Forbidden", "upstream_blocked", 10 * MINUTE),
        ("429 Too Many", "upstream_blocked", 10 * MINUTE),
        ("500 Oops", "upstream_error", MINUTE),
    ],
)
def test_a_failure_is_kept_as_long_as_its_cause_deserves(site, hostile, status, code, life_s):
    site.will(hostile.say(hostile.answer(status=status)))
    assert site.get()[0].json["code"] == code
    reply, _ = site.get(life_s - NEAR_S)
    assert (reply.json["code"], site.asked) == (code, 1)
    assert 0 < int(reply.headers["cache-control"].rpartition("max-age=")[2]) <= NEAR_S
    site.will(page(hostile, "back"))
    assert site.get(life_s + NEAR_S)[0].json["title"] == "back"


@pytest.mark.parametrize(
    ("header", "fresh_s"),
    [
        ("Cache-Control: max-age=1", 5 * MINUTE),
        ("Cache-Control: no-store", 5 * MINUTE),
        ("Cache-Control: max-age=7200", 2 * HOUR),
        ("Cache-Control: max-age=" + "9" * 400, DAY),
        ("Expires: 0", 5 * MINUTE),
    ],
)
def test_a_pages_headers_move_its_life_within_bounds(site, hostile, header, fresh_s):
    site.will(page(hostile, "moved", header))
    reply, _ = site.get()
    assert f"max-age={fresh_s}," in reply.headers["cache-control"]
    assert site.get(fresh_s - NEAR_S)[1] == "hit"
    assert site.get(fresh_s + NEAR_S)[1] == "hit; fwd=stale"


def test_a_304_makes_it_fresh_again_without_reading_it(site, hostile, server):
    site.will(
        page(hostile, "a page", 'ETag: "one"', "Last-Modified: Mon, 23 Nov 2026 16:00:00 GMT")
    )
    site.get()
    site.will(hostile.say(b"HTTP/1.1 304 Not Modified\r\n\r\n"))
    site.get(7 * HOUR)
    wait_until(lambda: site.get(7 * HOUR + 1)[1] == "hit")
    assert site.get(11 * HOUR)[0].json["title"] == "a page"
    head = server.heads[-1].lower()
    assert 'if-none-match: "one"' in head
    assert "if-modified-since: mon, 23 nov 2026 16:00:00 gmt" in head


def test_a_page_that_is_taken_down_takes_its_card_with_it(site, hostile):
    """404 and 410 are answers, not errors (RFC 5861, section 4)."""
    site.will(page(hostile, "a card"))
    site.get()
    site.will(hostile.say(hostile.answer(status="410 Gone")))
    assert site.get(7 * HOUR)[0].status == 200
    wait_until(lambda: site.get(7 * HOUR + 1)[0].status == 404)


def test_a_clock_that_jumps_costs_a_fetch_and_never_an_answer(site, hostile):
    site.will(page(hostile, "a page"))
    site.get()
    assert site.get(400 * DAY)[0].status == 200, "too old to show: fetched"
    assert site.asked == 2
    reply, status = site.get(0)  # the entry is now from a year ahead
    assert (reply.status, status) == (200, "hit; fwd=stale")
    wait_until(lambda: site.get(1)[1] == "hit")
    assert site.asked == 3
    assert site.get(-30 * DAY)[0].status == 200
    assert site.get(0)[0].status == 200


def test_no_page_chooses_a_key(site, kept, server, hostile):
    """It calls itself another page in every way there is; that page has its own card."""
    other = f"other-{site.name}"
    server.will(other, page(hostile, "the other"))
    url = f"http://{other}.{hostile.ZONE}/"
    claims = f'<link rel=canonical href="{url}"><meta property="og:url" content="{url}">'
    site.will(hostile.page(f"<title>taken over</title>{claims}"))
    assert site.get()[0].json["title"] == "taken over"
    assert kept.preview(url).json["title"] == "the other"
    again = site.get()[0].json
    assert (again["title"], again["domain"]) == ("taken over", f"{site.name}.{hostile.ZONE}")
