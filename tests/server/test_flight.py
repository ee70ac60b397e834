"""Single flight for real: many clients, several workers, one fetch."""

from __future__ import annotations

import asyncio
import json
import os
import signal
import threading
import time
from collections import Counter
from pathlib import Path
from urllib.parse import quote

import pytest

pytestmark = pytest.mark.server

WORKERS = 4
CLIENTS = 500


async def _ask(port: int, path: str) -> tuple[int, dict]:
    """One request on a connection of its own; status 0 where the connection broke."""
    try:
        reader, writer = await asyncio.open_connection("127.0.0.1", port)
        writer.write(f"GET {path} HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n".encode())
        head, _, body = (await reader.read()).partition(b"\r\n\r\n")
        writer.close()
        return int(head.split(b" ")[1]), json.loads(body)
    except (OSError, IndexError):
        return 0, {}


def ask_all(port: int, path: str, clients: int) -> list[tuple[int, dict]]:
    async def work() -> list[tuple[int, dict]]:
        return await asyncio.gather(*(_ask(port, path) for _ in range(clients)))

    return asyncio.run(work())


@pytest.fixture(scope="module")
def four(start, site):
    port = site.server_address[1]
    with start(
        WORKERS, ALLOW_NETWORKS="127.0.0.0/8", ALLOW_PORTS=f"{port}", DEADLINE_S="6"
    ) as service:
        yield service


def preview_of(url: str) -> str:
    return f"/preview?url={quote(url, safe='')}"


@pytest.mark.parametrize(
    ("path", "status"),
    [("/wait/1.5/card", 200), ("/fail/1.5/none", 502)],
)
def test_five_hundred_requests_over_four_workers_are_one_fetch(four, site, path, status):
    replies = ask_all(four.port, preview_of(site.base + path), CLIENTS)
    counted = Counter(code for code, _ in replies)
    assert site.asked[path] == 1
    assert set(counted) <= {status, 503}, counted
    assert counted[status] >= 24, "those who have a slot wait and are answered"
    for code, body in replies:
        if code == 503:
            assert (body["code"], body["retryable"]) == ("overloaded", True)
            assert body["fallback"]["canonical_url"]


def children_of(pid: int) -> list[int]:
    return [int(it) for it in Path(f"/proc/{pid}/task/{pid}/children").read_text().split()]


def owner_of(port: int, pids: list[int]) -> int:
    """Return the process that speaks from the local TCP *port*."""
    wanted = f":{port:04X}"
    for pid in pids:
        rows = [row.split() for row in Path(f"/proc/{pid}/net/tcp").read_text().splitlines()[1:]]
        inodes = {f"socket:[{row[9]}]" for row in rows if row[1].endswith(wanted)}
        for fd in Path(f"/proc/{pid}/fd").iterdir():
            try:
                if os.readlink(fd) in inodes:
                    return pid
            except OSError:  # closed meanwhile
                continue
    raise LookupError(port)


def test_when_the_leader_is_killed_another_takes_over_within_two_seconds(four, site):
    path = "/wait/4/leader"
    replies: list[tuple[int, dict]] = []
    waiting = threading.Thread(
        target=lambda: replies.extend(ask_all(four.port, preview_of(site.base + path), 40))
    )
    waiting.start()
    until = time.monotonic() + 10
    while path not in site.asked and time.monotonic() < until:
        time.sleep(0.01)
    time.sleep(0.3)  # the others have come by now
    leader = owner_of(site.clients[-1], children_of(four.process.pid))
    os.kill(leader, signal.SIGKILL)
    killed = time.monotonic()
    while site.asked[path] < 2 and time.monotonic() < killed + 6:
        time.sleep(0.01)
    taken_over_s = time.monotonic() - killed
    site.release.set()
    waiting.join(15)
    site.release.clear()
    assert site.asked[path] == 2
    assert taken_over_s < 3.0  # two are promised, and one is a busy machine's
    counted = Counter(code for code, _ in replies)
    assert set(counted) <= {200, 503, 0}, counted  # 0: the killed worker's own
    assert counted[200] > 0
