"""Two replicas that share a real Redis: one cache, one fetch, one count; and when it goes away."""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import time
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack

import pytest

pytestmark = [pytest.mark.server, pytest.mark.redis]


class Redis:
    """A server on a free port that can be stopped, hung and started again."""

    def __init__(self, binary: str, folder) -> None:
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            self.port = probe.getsockname()[1]
        self.url = f"redis://127.0.0.1:{self.port}/0"
        self._command = [binary, "--port", str(self.port), "--bind", "127.0.0.1", "--save", "",
                         "--appendonly", "no", "--dir", str(folder)]  # fmt: skip
        self._process: subprocess.Popen[bytes] | None = None

    def start(self) -> None:
        self._process = subprocess.Popen(self._command, stdout=subprocess.DEVNULL)
        wait_until(lambda: self.ask(b"PING\r\n").startswith(b"+PONG"))

    def stop(self) -> None:
        if self._process is not None:
            self._process.kill()
            self._process.wait()
            self._process = None

    def ask(self, command: bytes) -> bytes:
        try:
            with socket.create_connection(("127.0.0.1", self.port), 0.5) as connection:
                connection.sendall(command)
                return connection.recv(65536)
        except OSError:
            return b""


def wait_until(true, within_s: float = 10.0) -> float:
    """Return the seconds it took; the bound is against hanging."""
    began = time.monotonic()
    while not true():
        assert time.monotonic() < began + within_s, "it did not happen in time"
        time.sleep(0.02)
    return time.monotonic() - began


@pytest.fixture(scope="module")
def redis(tmp_path_factory):
    binary = shutil.which("redis-server")
    if binary is None:
        if os.environ.get("CI"):
            pytest.fail("CI is meant to run these: apt-get install redis-server")
        pytest.skip("no redis-server on PATH")
    server = Redis(binary, tmp_path_factory.mktemp("redis"))
    server.start()
    yield server
    server.stop()


@pytest.fixture(scope="module")
def replicas(redis, start, site):
    """Two services with nothing in common but Redis."""
    settings = {
        "ALLOW_NETWORKS": "127.0.0.0/8",
        "ALLOW_PORTS": f"{site.server_address[1]}",
        "DEADLINE_S": "6",
        "CACHE_URL": redis.url,
        "RATE_LIMIT": "1000/minute",
    }
    with ExitStack() as stack:
        yield [stack.enter_context(start(2, **settings)) for _ in range(2)]


@pytest.fixture(autouse=True)
def release(site):
    """No site of a test before is still held."""
    site.release.clear()
    yield
    site.release.set()
    site.release.clear()


def cache_state(service) -> str:
    return service.get("/readyz").json["parts"]["cache"]


def counts_of(service) -> str:
    return service.get("/metrics").body.decode()


def test_what_one_replica_fetched_the_other_knows(replicas, site):
    first, second = replicas
    assert first.preview(f"{site.base}/redis-card").status == 200
    hit = second.preview(f"{site.base}/redis-card")
    assert hit.headers["cache-status"].startswith("paper-preview; hit")
    assert first.preview(f"{site.base}/gone/redis").json["code"] == "not_found"
    assert second.preview(f"{site.base}/gone/redis").json["code"] == "not_found"
    assert (site.asked["/redis-card"], site.asked["/gone/redis"]) == (1, 1)


@pytest.mark.parametrize(("path", "status"), [("/wait/1/redis", 200), ("/fail/1/redis", 502)])
def test_over_both_replicas_many_requests_are_one_fetch(replicas, site, path, status):
    with ThreadPoolExecutor(60) as pool:
        asked = [pool.submit(replicas[i % 2].preview, site.base + path) for i in range(60)]
        statuses = [it.result().status for it in asked]
    assert site.asked[path] == 1
    assert set(statuses) <= {status, 503}
    assert statuses.count(status) >= 2


def test_a_host_gets_two_requests_at_once_from_all_replicas_together(replicas, site):
    with ThreadPoolExecutor(8) as pool:
        asked = [
            pool.submit(replicas[i % 2].preview, f"{site.base}/wait/9/polite-{i}") for i in range(8)
        ]
        wait_until(lambda: sum("polite-" in path for path in site.asked) == 2)
        time.sleep(0.4)
        assert sum("polite-" in path for path in site.asked) == 2
        site.release.set()
        assert {it.result().status for it in asked} == {200}


def test_a_client_is_counted_over_both_replicas(redis, start, site):
    settings = {
        "ALLOW_NETWORKS": "127.0.0.0/8",
        "ALLOW_PORTS": f"{site.server_address[1]}",
        "CACHE_URL": redis.url,
        "RATE_LIMIT": "4/hour",
    }
    with start(1, **settings) as first, start(1, **settings) as second:
        both = [first, second] * 3
        statuses = [one.preview(f"{site.base}/counted-{i}").status for i, one in enumerate(both)]
        assert statuses == [200] * 4 + [429] * 2
        assert first.preview(f"{site.base}/counted-1").status == 200, "a hit is not counted"


def test_when_it_goes_away_the_service_answers_says_so_and_comes_back(replicas, redis, site):
    first, second = replicas
    assert first.preview(f"{site.base}/kept").status == 200
    redis.stop()
    for service in replicas:
        for i in range(4):
            assert service.preview(f"{site.base}/away-{i}").status == 200
        wait_until(lambda service=service: "Redis is away" in cache_state(service))
        assert service.get("/healthz").status == 200
        assert any("in trouble" in line.get("message", "") for line in service.lines())
        assert 'paper_preview_cache_faults_total{fault="away"}' in counts_of(service)
    redis.start()
    for service in replicas:
        wait_until(lambda service=service: cache_state(service) == "ok")
    # each worker notices by itself, at its next request after at most a second
    time.sleep(1.1)
    for service in replicas:
        for _ in range(8):
            service.preview(f"{site.base}/back")
    asked = site.asked["/back"]
    assert second.preview(f"{site.base}/back").status == 200
    assert site.asked["/back"] == asked, "shared again"
    assert not any("traceback" in line for line in (*first.lines(), *second.lines()))


def test_a_server_that_hangs_costs_a_moment_and_no_answer(replicas, redis, site):
    assert replicas[0].preview(f"{site.base}/hung").status == 200
    redis._process.send_signal(19)  # SIGSTOP
    try:
        began = time.monotonic()
        for i in range(5):
            assert replicas[0].preview(f"{site.base}/hung-{i}").status == 200
        assert time.monotonic() - began < 6.0
    finally:
        redis._process.send_signal(18)  # SIGCONT
    wait_until(lambda: cache_state(replicas[0]) == "ok")


def test_every_key_has_our_prefix_and_an_end(replicas, redis, site):
    replicas[0].preview(f"{site.base}/prefixed")
    reply = redis.ask(b"KEYS *\r\n").decode()
    keys = [line for line in reply.split("\r\n") if line and line[0] not in "$*"]
    ours = [key for key in keys if key.startswith("paper-preview:")]
    assert ours
    assert all(key.startswith("LIMITS:") for key in keys if key not in ours)  # the rate counts
    for key in keys:
        assert not redis.ask(f"TTL {key}\r\n".encode()).startswith(b":-1"), key
