"""Twenty works of arXiv at once, two workers, all pages blocked: its APIs are asked in turns."""

from __future__ import annotations

import os
import subprocess
import sys
from collections import Counter
from itertools import pairwise
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
WORKER = Path(__file__).with_name("worker.py")
NUMBERS = [f"2301.{number:05}" for number in range(1, 21)]
WINDOW_S = 3.0  # https://info.arxiv.org/help/api/tou.html
APIS = {"oaipmh.arxiv.org", "export.arxiv.org"}


@pytest.fixture(scope="module")
def run(tmp_path_factory):
    """Return what each work was told, and what reached the registries: host, start and end."""
    folder = tmp_path_factory.mktemp("turns")
    log = folder / "log"
    workers = [
        subprocess.Popen(
            [sys.executable, WORKER, f"disk://{folder}/cache", log, *NUMBERS[half::2]],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
            env={**os.environ, "PYTHONPATH": str(ROOT)},
        )
        for half in (0, 1)
    ]
    try:
        for worker in workers:
            assert worker.stdout.readline() == "ready\n"
        for worker in workers:
            worker.stdin.write("go\n")
            worker.stdin.flush()
        lines = [
            line for worker in workers for line in worker.communicate(timeout=60)[0].splitlines()
        ]
    finally:
        for worker in workers:
            worker.kill()
            worker.communicate()
    reached = sorted(
        (float(began), float(ended), host)
        for host, began, ended in map(str.split, log.read_text().splitlines())
    )
    return dict(line.split(" ", 1) for line in lines), reached


def test_in_each_three_seconds_one_request_reaches_arxivs_apis(run):
    _, reached = run
    starts = [began for began, _, host in reached if host in APIS]
    assert starts
    assert [later - start for start, later in pairwise(starts) if later - start < WINDOW_S] == []


def test_they_see_one_connection_at_a_time(run):
    _, reached = run
    calls = [(began, ended) for began, ended, host in reached if host in APIS]
    assert all(ended <= later for (_, ended), (later, _) in pairwise(calls))


def test_whoever_has_no_turn_in_time_goes_on_to_the_next_source(run):
    told, reached = run
    families = Counter(source.partition(":")[0] for source in told.values())
    assert set(told) == set(NUMBERS)
    assert families["datacite"] >= 10  # all but two or three, where the machine is not too busy
    assert Counter(host for *_, host in reached)["api.datacite.org"] >= families["datacite"]
