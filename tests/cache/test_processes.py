"""Single flight and start-up over real processes."""

from __future__ import annotations

import secrets
import time

import pytest

from preview.cache.store import open_store


@pytest.fixture(params=["disk", pytest.param("redis", marks=pytest.mark.redis)])
def url(request, tmp_path):
    if request.param == "redis":
        return request.getfixturevalue("redis_url")
    return f"disk://{tmp_path}/cache"


@pytest.fixture
def start(url, tmp_path, helpers):
    """Start workers on one store and let them all ask at once; each is killed at the end."""
    started = []
    key = secrets.token_hex(8)

    def run(count, outcome, *, threads, hold_s):
        workers = [
            helpers.run(url, tmp_path / "counter", outcome, threads, hold_s, key)
            for _ in range(count)
        ]
        started.extend(workers)
        for worker in workers:
            assert worker.stdout.readline() == "ready\n"
        return workers

    yield run
    for worker in started:
        worker.kill()
        worker.communicate()


def go(worker):
    worker.stdin.write("go\n")
    worker.stdin.flush()


def answers(worker):
    out, err = worker.communicate(timeout=30)
    assert err == "", err
    return out.split()


def loads(tmp_path):
    path = tmp_path / "counter"
    return path.stat().st_size if path.exists() else 0


@pytest.mark.parametrize(
    ("outcome", "expected", "hold_s"),
    [
        ("record", "First", 0.3),
        ("not_found", "not_found", 0.3),
        # Not kept, and told only to those who wait: all must have begun to.
        ("overloaded", "overloaded", 1.5),
        ("internal", "internal", 1.5),
    ],
)
def test_all_processes_load_once_also_when_it_fails(start, tmp_path, outcome, expected, hold_s):
    workers = start(2, outcome, threads=8, hold_s=hold_s)
    for worker in workers:
        go(worker)
    found = [answer for worker in workers for answer in answers(worker)]
    assert found == [expected] * 16
    assert loads(tmp_path) == 1


def test_when_the_leader_is_killed_another_takes_over_within_two_seconds(start, tmp_path, helpers):
    leader, follower = start(1, "record", threads=1, hold_s=60) + start(
        1, "record", threads=3, hold_s=0
    )
    go(leader)
    helpers.wait_until(lambda: loads(tmp_path) == 1)
    go(follower)
    time.sleep(0.7)  # longer than one heartbeat: the lease has been renewed
    assert loads(tmp_path) == 1
    leader.kill()  # SIGKILL
    killed = time.monotonic()
    helpers.wait_until(lambda: loads(tmp_path) == 2)
    assert time.monotonic() - killed < 2
    assert answers(follower) == ["First"] * 3


@pytest.mark.parametrize("url", ["disk"], indirect=True)
def test_a_load_longer_than_its_lease_is_still_one(start, tmp_path):
    workers = start(2, "record", threads=2, hold_s=1.8)
    for worker in workers:
        go(worker)
    assert [answers(worker) for worker in workers] == [["First"] * 2] * 2
    assert loads(tmp_path) == 1


def test_processes_that_start_on_one_folder_at_once_share_it(tmp_path, helpers):
    folder = tmp_path / "cache"
    workers = [
        helpers.run(f"disk://{folder}", tmp_path / "counter", "record", 2, 0.2) for _ in range(3)
    ]
    try:
        for worker in workers:
            go(worker)  # each opens the folder as soon as it can
        for worker in workers:
            assert answers(worker)[-2:] == ["First"] * 2
    finally:
        for worker in workers:
            worker.kill()
    assert loads(tmp_path) == 1
    store = open_store(f"disk://{folder}", 16)
    assert store.ping() is None
    store.close()
