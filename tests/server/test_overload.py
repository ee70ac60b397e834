"""More to do than can be done: refused at once, and what is known is answered as ever."""

from __future__ import annotations

import json
import threading
import time
from contextlib import closing
from http.client import HTTPConnection
from urllib.parse import quote

import pytest

pytestmark = pytest.mark.server

SLOTS = 6
AT_ONCE_S = 1.0  # generous: a busy machine is not what is measured


@pytest.fixture
def small(start, site):
    """One worker with few slots, and a deadline that no test waits for."""
    site.release.clear()
    port = site.server_address[1]
    with start(
        1,
        ALLOW_NETWORKS="127.0.0.0/8",
        ALLOW_PORTS=f"{port}",
        DEADLINE_S="9",
        FETCH_SLOTS=str(SLOTS),
    ) as service:
        yield service
        site.release.set()
    site.release.clear()


@pytest.fixture
def hanging(small, site):
    """All slots taken by fetches that hang; `small` with one page known."""
    assert small.preview(f"{site.base}/known").status == 200
    refused = threading.Event()

    def ask(i: int) -> None:
        if small.preview(f"{site.base}/wait/9/{i}").status == 503:
            refused.set()

    threads = [threading.Thread(target=ask, args=(i,)) for i in range(SLOTS + 2)]
    for thread in threads:
        thread.start()
    assert refused.wait(3), "the slots are taken"
    yield small
    site.release.set()
    for thread in threads:
        thread.join(10)


def timed(ask) -> tuple[object, float]:
    began = time.monotonic()
    return ask(), time.monotonic() - began


def test_with_all_slots_taken_a_miss_is_refused_at_once(hanging, site):
    for i in range(20):
        reply, spent_s = timed(lambda i=i: hanging.preview(f"{site.base}/new/{i}"))
        assert (reply.status, reply.json["code"]) == (503, "overloaded")
        assert int(reply.headers["retry-after"]) >= 1
        assert reply.headers["cache-control"] == "no-store"
        assert reply.json["fallback"]["domain"] == "127.0.0.1"
        assert spent_s < AT_ONCE_S


def test_with_all_slots_taken_hits_and_health_are_answered(hanging, site):
    for _ in range(50):
        reply, spent_s = timed(lambda: hanging.preview(f"{site.base}/known"))
        assert (reply.status, spent_s < AT_ONCE_S) == (200, True)
    for path in ("/healthz", "/readyz", f"/normalize?url={site.base}/wait/9/1"):
        reply, spent_s = timed(lambda path=path: hanging.get(path))
        assert (reply.status, spent_s < AT_ONCE_S) == (200, True), path


def test_a_refresh_that_a_client_asks_for_gives_the_card_we_have(hanging, site):
    quoted = quote(f"{site.base}/known", safe="")
    reply = hanging.get(f"/preview?url={quoted}", {"Cache-Control": "no-cache"})
    assert reply.status == 200


def test_when_the_slots_are_free_again_all_is_as_before(hanging, site):
    site.release.set()
    until = time.monotonic() + 8
    while time.monotonic() < until:
        reply = hanging.preview(f"{site.base}/story-after")
        if reply.status == 200:
            break
        time.sleep(0.1)
    assert reply.status == 200


def test_a_batch_takes_a_quarter_at_most(small, site):
    body = json.dumps({"urls": [f"{site.base}/wait/9/batch-{i}" for i in range(20)]})

    def send() -> None:
        with closing(HTTPConnection("127.0.0.1", small.port, timeout=60)) as connection:
            connection.request("POST", "/previews", body, {"Content-Type": "application/json"})
            connection.getresponse().read()

    batch = threading.Thread(target=send)
    batch.start()
    until = time.monotonic() + 5
    while "/wait/9/batch-0" not in site.asked and time.monotonic() < until:
        time.sleep(0.01)
    reply = small.preview(f"{site.base}/beside")  # the batch has one slot of six
    site.release.set()
    batch.join(20)
    assert reply.status == 200
    assert sum("batch" in path for path in site.asked) == 20
