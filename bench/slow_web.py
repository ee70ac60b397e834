"""A web that takes two seconds: 200 links that nobody has asked for at once, and hits meanwhile."""

from __future__ import annotations

import os
import statistics
import tempfile
import threading
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import NamedTuple
from urllib.parse import quote

from bench.hits import warm
from bench.measure import table
from bench.serving import NO_WRK, WORKERS, Load, Server, ask, has_wrk, ours, site, wrk
from preview.settings import Settings

DELAY_S = 2.0
AT_ONCE = 200
SECONDS = 5.0


class Outcome(NamedTuple):
    status: int  # 0: no answer
    seconds: float


def run(times: int = int(os.environ.get("BENCH_PAIRS", "9"))) -> str:
    if not has_wrk():
        return NO_WRK
    slots = Settings.from_env({}).fetch_slots * WORKERS
    alone: list[Load] = []
    meanwhile: list[Load] = []
    outcomes: list[Outcome] = []
    with tempfile.TemporaryDirectory() as name, site(DELAY_S) as slow, site() as quick:
        ports = f"80,443,{slow},{quick}"
        with ours(Path(name), quick, allow_ports=ports) as server:
            path = f"/preview?url={quote(f'http://127.0.0.1:{quick}/abs/1', safe='')}"
            warm(server, path, Path(name, "body"))
            wrk(server, path, seconds=2)
            for number in range(times):
                alone.append(wrk(server, path, seconds=SECONDS))
                found, load = together(server, path, slow, number)
                outcomes += found
                meanwhile.append(load)
    answered = sorted(o.seconds for o in outcomes if o.status == 200)
    refused = sorted(o.seconds for o in outcomes if o.status == 503)
    others = len(outcomes) - len(answered) - len(refused)
    kept = [b.rate / a.rate for a, b in zip(alone, meanwhile, strict=True)]
    misses = table(
        ("of misses", "n", "median s", "longest s"),
        [
            ("answered", len(answered), *_times(answered)),
            ("refused with 503", len(refused), *_times(refused)),
            ("anything else", others, "", ""),
        ],
    )
    hits = table(
        ("hits", "answers/s", "p50 ms", "p99 ms"),
        [
            ("alone", *_middle(alone)),
            ("meanwhile", *_middle(meanwhile)),
            ("kept, median (range)", f"**{statistics.median(kept):.2f}** "
             f"({min(kept):.2f}-{max(kept):.2f})", "", ""),
        ],
    )  # fmt: skip
    return (
        f"{times} times {AT_ONCE} misses at once, upstream {DELAY_S:g} s, {slots} slots: who gets "
        f"one is ideally answered after {DELAY_S:g} s.\n\n{misses}\n\n{hits}"
    )


def together(
    server: Server, path: str, slow: int, number: int, timeout_s: float = 40
) -> tuple[list[Outcome], Load]:
    """Return what became of the misses, and of the hits at the same time."""
    begin = threading.Event()

    def miss(index: int) -> Outcome:
        host = f"127.2.{number % 250}.{index + 1}"
        link = quote(f"http://{host}:{slow}/{time.time_ns()}", safe="")
        begin.wait()
        started = time.perf_counter()
        try:
            status = ask(server.url(f"/preview?url={link}"), timeout_s)[0]
        except OSError:
            status = 0
        return Outcome(status, time.perf_counter() - started)

    with ThreadPoolExecutor(AT_ONCE) as pool:
        asked = [pool.submit(miss, index) for index in range(AT_ONCE)]
        threading.Timer(0.5, begin.set).start()
        load = wrk(server, path, seconds=SECONDS)
        return [one.result() for one in asked], load


def _times(seconds: list[float]) -> tuple[str, str]:
    return (f"{statistics.median(seconds):.2f}", f"{seconds[-1]:.2f}") if seconds else ("", "")


def _middle(loads: list[Load]) -> tuple[str, str, str]:
    return (
        f"{statistics.median(load.rate for load in loads):.0f}",
        f"{statistics.median(load.p50_ms for load in loads):.1f}",
        f"{statistics.median(load.p99_ms for load in loads):.1f}",
    )
