"""What happens to a service in its life: stopped, killed, twice at once, without room."""

from __future__ import annotations

import os
import resource
import signal
import threading
import time
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from http.client import HTTPConnection, HTTPException
from pathlib import Path
from urllib.parse import quote

import pytest

from preview.web.ready import CHECK_S

pytestmark = pytest.mark.server


@pytest.fixture
def settings(site):
    port = site.server_address[1]
    site.release.clear()
    yield {
        "ALLOW_NETWORKS": "127.0.0.0/8",
        "ALLOW_PORTS": f"{port}",
        "DEADLINE_S": "6",
        "RATE_LIMIT": "9000/minute",
    }
    site.release.set()
    site.release.clear()


def workers_of(service) -> list[int]:
    pid = service.process.pid
    return [int(it) for it in Path(f"/proc/{pid}/task/{pid}/children").read_text().split()]


def hears_signals(worker: int) -> bool:
    """Has gunicorn set the worker's handlers?  SIGABRT's is the last, and the master has none.

    A SIGTERM before that is lost on it, and the master kills it when `graceful_timeout` is over.
    """
    status = Path(f"/proc/{worker}/status").read_text()
    caught = next(line for line in status.splitlines() if line.startswith("SigCgt"))
    return bool(int(caught.split()[1], 16) >> (signal.SIGABRT - 1) & 1)


def wait_until(true, within_s: float = 10.0) -> float:
    """Return the seconds it took; the bound is against hanging."""
    began = time.monotonic()
    while not true():
        assert time.monotonic() < began + within_s, "it did not happen in time"
        time.sleep(0.02)
    return time.monotonic() - began


def ask_once(service, url: str) -> int:
    """Return the status, or 0 where the connection broke; nothing is left open."""
    with closing(HTTPConnection("127.0.0.1", service.port, timeout=30)) as connection:
        try:
            connection.request("GET", f"/preview?url={quote(url, safe='')}")
            answer = connection.getresponse()
            answer.read()
            return answer.status
        except (OSError, HTTPException):
            return 0


def in_background(ask, *arguments):
    replies: list[object] = []

    thread = threading.Thread(target=lambda: replies.append(ask(*arguments)))
    thread.start()
    return thread, replies


def said(service, word: str) -> bool:
    return any(word in line.get("message", "") for line in service.lines())


def test_sigterm_lets_what_is_in_flight_finish(start, site, settings):
    with start(2, **settings) as service:
        wait_until(lambda: sum(map(hears_signals, workers_of(service))) == 2)
        asked = [in_background(service.preview, f"{site.base}/wait/1/term-{i}") for i in range(4)]
        wait_until(lambda: sum("/term-" in path for path in site.asked) >= 2)
        service.process.send_signal(signal.SIGTERM)
        for thread, _ in asked:
            thread.join(15)
        assert [reply[0].status for _, reply in asked] == [200] * 4
        assert service.process.wait(15) == 0
        assert not any("traceback" in line for line in service.lines())


def test_a_killed_worker_loses_its_own_requests_alone(start, site, settings):
    with start(2, **settings) as service:
        service.preview(f"{site.base}/before")
        held, lost = in_background(ask_once, service, f"{site.base}/wait/5/held")
        wait_until(lambda: "/wait/5/held" in site.asked)
        for pid in workers_of(service):
            os.kill(pid, signal.SIGKILL)
        held.join(10)
        assert lost == [0], "the connection broke with its process"

        wait_until(lambda: ask_once(service, f"{site.base}/before") == 200)
        assert (
            service.preview(f"{site.base}/before")
            .headers["cache-status"]
            .startswith("paper-preview; hit")
        )
        site.release.set()
        again = service.preview(f"{site.base}/wait/5/held")
        assert again.status == 200, "nothing is locked"


def test_a_killed_workers_places_at_a_host_are_free_again_soon(start, site, settings):
    """Two fetches at once go to one host; both were the killed worker's."""
    with start(1, **settings) as service:
        held = [in_background(ask_once, service, f"{site.base}/wait/9/place-{i}") for i in range(2)]
        wait_until(lambda: sum("/place-" in path for path in site.asked) == 2)
        [pid] = workers_of(service)
        os.kill(pid, signal.SIGKILL)
        wait_until(lambda: workers_of(service) not in ([], [pid]))
        began = time.monotonic()
        reply = service.preview(f"{site.base}/beside-the-dead")
        assert reply.status == 200
        assert time.monotonic() - began < 3.0
        for thread, _ in held:
            thread.join(10)


def test_workers_killed_under_load_cost_no_more_than_they_held(start, site, settings):
    with start(3, **settings) as service:
        service.preview(f"{site.base}/loaded")
        stop = threading.Event()
        outcomes: list[int] = []

        def ask() -> None:
            while not stop.is_set():
                outcomes.append(ask_once(service, f"{site.base}/loaded"))

        clients = [threading.Thread(target=ask) for _ in range(4)]
        for client in clients:
            client.start()
        for _ in range(2):
            time.sleep(0.4)
            os.kill(workers_of(service)[0], signal.SIGKILL)
        time.sleep(0.8)
        stop.set()
        for client in clients:
            client.join(10)
        lost = outcomes.count(0)
        assert set(outcomes) <= {200, 0}
        assert lost <= 2 * len(clients), "at most what the killed workers had in hand"
        assert len(outcomes) > 50


def test_two_services_begin_on_one_folder_at_once(start, site, settings, tmp_path):
    settings["CACHE_URL"] = f"disk://{tmp_path}/shared"
    first, second = start(2, **settings), start(2, **settings)
    with ThreadPoolExecutor(2) as pool:
        services = list(pool.map(lambda it: it.__enter__(), (first, second)))
    try:
        replies = [service.preview(f"{site.base}/shared-folder") for service in services]
        assert [reply.status for reply in replies] == [200, 200]
        assert replies[1].headers["cache-status"].startswith("paper-preview; hit")
        assert site.asked["/shared-folder"] == 1
        for service in services:
            assert service.get("/readyz").json["parts"]["cache"] == "ok"
    finally:
        for one in (first, second):
            one.__exit__(None, None, None)


def limit_files(service, size: int) -> None:
    """No file of the service may grow beyond *size* bytes: what a full disk does."""
    for pid in (service.process.pid, *workers_of(service)):
        hard = resource.prlimit(pid, resource.RLIMIT_FSIZE)[1]
        resource.prlimit(pid, resource.RLIMIT_FSIZE, (size, hard))


def test_without_room_on_the_disk_it_answers_and_says_so(start, site, settings):
    with start(2, **settings) as service:
        assert service.preview(f"{site.base}/before-full").status == 200
        limit_files(service, 1)
        for i in range(30):
            assert service.preview(f"{site.base}/full-{i}").status == 200
            assert service.preview(f"{site.base}/gone/full-{i}").status == 404
        assert service.preview(f"{site.base}/before-full").status == 200
        wait_until(lambda: service.get("/readyz").json["parts"]["cache"] != "ok")
        limit_files(service, resource.RLIM_INFINITY)
        wait_until(lambda: service.get("/readyz").json["parts"]["cache"] == "ok", 40)

        def is_kept() -> bool:  # each worker finds out for itself that there is room again
            reply = service.preview(f"{site.base}/after-full")
            return reply.headers["cache-status"].startswith("paper-preview; hit")

        wait_until(is_kept)
        assert not any("traceback" in line for line in service.lines())


def test_a_folder_that_cannot_be_written_is_said_and_made_up_for(start, site, settings, tmp_path):
    (tmp_path / "file").write_text("no folder")
    with start(1, **settings, CACHE_URL=f"disk://{tmp_path}/file/cache") as service:
        for state in ("fwd=miss", "hit"):
            reply = service.preview(f"{site.base}/no-folder")
            assert reply.status == 200
            assert state in reply.headers["cache-status"]
        ready = service.get("/readyz")
        assert "memory" in ready.json["parts"]["cache"]
        assert str(tmp_path) not in ready.body.decode()
        assert said(service, "in trouble")
        assert service.get("/healthz").status == 200


@pytest.mark.parametrize("damage", ["garbage", "short", "gone"])
def test_a_database_that_is_damaged_while_it_is_used(start, site, settings, tmp_path, damage):
    settings["CACHE_URL"] = f"disk://{tmp_path}/cache"
    with start(2, **settings) as service:
        page = f"{site.base}/damage-{damage}"
        assert service.preview(page).status == 200
        [database] = Path(tmp_path).rglob("cache.db")
        if damage == "garbage":
            with database.open("r+b") as file:
                file.write(b"no database" * 4000)
        elif damage == "short":
            os.truncate(database, 5000)
        else:
            for file in database.parent.iterdir():
                file.unlink()
        time.sleep(2 * CHECK_S)  # until then what lies ready may answer without the store
        for _ in range(8):
            assert service.preview(page).status == 200
        hit = service.preview(page)
        assert hit.headers["cache-status"].startswith("paper-preview; hit")
        assert service.get("/readyz").json["parts"]["cache"] == "ok"
        assert not any("traceback" in line for line in service.lines())
