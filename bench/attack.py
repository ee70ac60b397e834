"""What the service stands: hostile sites, all slots taken, killed workers, a Redis that leaves.

Each figure is taken from a real gunicorn of the settings said, by the servers of the test suite.
The times are those of this machine; the counts are the same on every one.
"""

from __future__ import annotations

import importlib.util
import os
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from http.client import HTTPConnection, HTTPException
from pathlib import Path
from types import ModuleType
from typing import Any
from urllib.parse import quote

from bench.measure import quantile, table
from preview.fetch.hosts import RESERVED
from preview.urls.addresses import REFUSED_4, REFUSED_6

ROOT = Path(__file__).resolve().parents[1]
DEADLINE_S = 2.0
HAMMER_S = 3.0


def run() -> str:
    rows: list[tuple[str, str]] = []
    rig = _module("attack_rig", ROOT / "tests" / "attack" / "conftest.py")
    with tempfile.TemporaryDirectory() as folder:
        server = rig.hostile.Hostile()
        try:
            rows += _hostile(rig, server, Path(folder))
        finally:
            server.close()
        with _site(rig) as site:
            rows += _overload(rig, site, Path(folder))
            rows += _flight(rig, site, Path(folder))
            rows += _killed(rig, site, Path(folder))
            rows += _redis(rig, site, Path(folder))
    return table(("what", "figure"), rows)


def _module(name: str, path: Path) -> ModuleType:
    spec = importlib.util.spec_from_file_location(name, path)
    if spec is None or spec.loader is None:
        raise ImportError(str(path))
    module = sys.modules[name] = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def _empty(parent: Path) -> Path:
    return Path(tempfile.mkdtemp(dir=parent))


# -- hostile sites ---------------------------------------------------------------------------------


def vectors(inside: tuple[str, ...]) -> list[str]:
    """Links that must be refused by their text, or whose names lead inside."""
    addresses = [str(row.network[i]) for row in REFUSED_4 for i in (0, -1)]
    addresses += [f"[{row.network[i]}]" for row in REFUSED_6 for i in (0, -1)]
    names = [name for row in RESERVED for name in (row.name, f"a.{row.name}")]
    return [*inside, *(f"http://{host}/" for host in (*addresses, *names))]


def _hostile(rig: ModuleType, server: Any, folder: Path) -> list[tuple[str, str]]:
    attacked = rig.Attacked(server, _empty(folder), DEADLINE_S=str(DEADLINE_S))
    try:
        tried = vectors(rig.hostile.INSIDE)
        refused = sum(attacked.preview(link).status in {400, 403, 502} for link in tried)
        connected = len(attacked.did("connect"))
        [pid] = attacked.workers()
        attacked.preview(rig.hostile.url_of(rig.hostile.GOOD))
        walls, megabytes = {}, {}
        for behaviour in rig.hostile.BEHAVIOURS:
            rig.forget_peak(pid)
            idle = rig.memory_mb(pid)
            began = time.perf_counter()
            attacked.preview(rig.hostile.url_of(behaviour))
            walls[behaviour.name] = time.perf_counter() - began
            megabytes[behaviour.name] = rig.memory_mb(pid, "VmHWM") - idle
        survived = len(walls) if attacked.workers() == [pid] else 0
        inside = [line for line in attacked.did("connect") if not line.startswith("93.184.215.")]
    finally:
        attacked.stop()
    slowest, largest = max(walls, key=walls.__getitem__), max(megabytes, key=megabytes.__getitem__)
    return [
        ("vectors tried / refused / connections made for them",
         f"{len(tried)} / {refused} / {connected}"),
        ("hostile behaviours tried / survived", f"{len(walls)} / {survived}"),
        ("connections to what is not public, in all of that", str(len(inside))),
        (f"longest wall time, deadline {DEADLINE_S:g} s", f"{walls[slowest]:.2f} s ({slowest})"),
        ("highest memory above idle", f"{megabytes[largest]:.0f} MB ({largest})"),
    ]  # fmt: skip


# -- load ------------------------------------------------------------------------------------------


@contextmanager
def _site(rig: ModuleType) -> Iterator[Any]:
    kinds = rig.running
    server = kinds.Site(("127.0.0.1", 0), kinds.Handler)
    server.asked, server.clients, server.release = {}, [], threading.Event()
    server.base = f"http://127.0.0.1:{server.server_address[1]}"
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield server
    finally:
        server.release.set()
        server.shutdown()
        server.server_close()


@contextmanager
def _service(
    rig: ModuleType, site: Any, folder: Path, workers: int, **settings: str
) -> Iterator[Any]:
    room = _empty(folder)
    env = {
        "PREVIEW_ALLOW_NETWORKS": "127.0.0.0/8",
        "PREVIEW_ALLOW_PORTS": str(site.server_address[1]),
        "PREVIEW_CACHE_URL": f"disk://{room}/cache",
        "PREVIEW_DEADLINE_S": "8",
        **{f"PREVIEW_{name}": value for name, value in settings.items()},
    }
    service = rig.running.Service(room / "log", env, workers)
    site.release.clear()
    try:
        yield service
    finally:
        site.release.set()
        service.stop()


def _path(url: str) -> str:
    return f"/preview?url={quote(url, safe='')}"


def _many(clients: int, ask: Callable[[], None]) -> None:
    threads = [threading.Thread(target=ask) for _ in range(clients)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()


def _hammer(port: int, path: str, clients: int, seconds: float) -> tuple[list[float], list[int]]:
    """Return the time and status of each request; status 0 where the connection broke."""
    times: list[float] = []
    statuses: list[int] = []
    end = time.perf_counter() + seconds

    def ask() -> None:
        connection = HTTPConnection("127.0.0.1", port, timeout=30)
        while time.perf_counter() < end:
            began = time.perf_counter()
            try:
                connection.request("GET", path)
                answer = connection.getresponse()
                answer.read()
                statuses.append(answer.status)
            except (OSError, HTTPException):
                connection.close()
                statuses.append(0)
            times.append(time.perf_counter() - began)
        connection.close()

    _many(clients, ask)
    return times, statuses


def _overload(rig: ModuleType, site: Any, folder: Path) -> list[tuple[str, str]]:
    with _service(rig, site, folder, 2) as service:
        service.preview(f"{site.base}/known")
        numbers = iter(range(10_000))
        refused = threading.Event()

        def hang() -> None:
            if service.preview(f"{site.base}/wait/60/{next(numbers)}").status == 503:
                refused.set()

        idle, _ = _hammer(service.port, _path(f"{site.base}/known"), 4, HAMMER_S)
        hanging = [threading.Thread(target=hang) for _ in range(2 * 24 + 24)]
        for thread in hanging:
            thread.start()
        refused.wait(5)
        busy, statuses = _hammer(service.port, _path(f"{site.base}/known"), 4, HAMMER_S)
        site.release.set()
        for thread in hanging:
            thread.join()
    return [
        ("cached hits/s and p99, idle (2 workers, 4 clients)", _rate(idle)),
        ("cached hits/s and p99 while all 48 slots hang", _rate(busy)),
        ("of these not answered with 200", str(sum(it != 200 for it in statuses))),
    ]


def _rate(times: list[float]) -> str:
    return f"{len(times) / HAMMER_S:.0f}/s, {quantile(times, 0.99) * 1000:.1f} ms"


def _flight(rig: ModuleType, site: Any, folder: Path) -> list[tuple[str, str]]:
    statuses: list[int] = []
    with _service(rig, site, folder, 4) as service:

        def ask() -> None:
            statuses.append(service.preview(f"{site.base}/wait/2/one-work").status)

        _many(500, ask)
    shown = ", ".join(f"{statuses.count(code)} × {code}" for code in sorted(set(statuses)))
    hits = site.asked["/wait/2/one-work"]
    return [("upstream hits for 500 concurrent requests of one work, 4 workers",
             f"{hits} ({shown})")]  # fmt: skip


def _killed(rig: ModuleType, site: Any, folder: Path) -> list[tuple[str, str]]:
    with _service(rig, site, folder, 4) as service:
        service.preview(f"{site.base}/loaded")
        pid = service.process.pid
        children = Path(f"/proc/{pid}/task/{pid}/children")

        def kill() -> None:
            time.sleep(1.0)
            os.kill(int(children.read_text().split()[0]), signal.SIGKILL)

        killer = threading.Thread(target=kill)
        killer.start()
        _, statuses = _hammer(service.port, _path(f"{site.base}/loaded"), 8, HAMMER_S)
        killer.join()
    lost = sum(it != 200 for it in statuses)
    return [("requests lost when a worker is killed under load (8 clients)",
             f"{lost} of {len(statuses)}")]  # fmt: skip


# -- Redis -----------------------------------------------------------------------------------------


def _redis(rig: ModuleType, site: Any, folder: Path) -> list[tuple[str, str]]:
    binary = shutil.which("redis-server")
    if binary is None:
        return [("time until Redis's return is noticed", "no redis-server here")]
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    where = ["--port", str(port), "--bind", "127.0.0.1", "--dir", str(folder)]
    command = [binary, *where, "--save", ""]
    server = subprocess.Popen(command, stdout=subprocess.DEVNULL)
    try:
        time.sleep(0.5)
        with _service(rig, site, folder, 1, CACHE_URL=f"redis://127.0.0.1:{port}/0") as service:
            began, failed = time.perf_counter(), 0
            server.kill()
            server.wait()
            for number in range(40):
                failed += service.preview(f"{site.base}/away-{number}").status != 200
            away_s = time.perf_counter() - began
            server = subprocess.Popen(command, stdout=subprocess.DEVNULL)
            began = time.perf_counter()
            # by what clients ask alone: /readyz would look by itself
            while not any("well again" in it.get("message", "") for it in service.lines()):
                service.preview(f"{site.base}/away-0")
                if time.perf_counter() - began > 30:
                    raise TimeoutError("its return was not noticed")
                time.sleep(0.02)
            noticed_s = time.perf_counter() - began
    finally:
        server.kill()
        server.wait()
    return [
        ("requests failed while Redis is away, and time of each",
         f"{failed} of 40, {away_s / 40 * 1000:.0f} ms"),
        ("time until Redis's return is noticed, by requests alone", f"{noticed_s:.2f} s"),
    ]  # fmt: skip
