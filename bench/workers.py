"""Threads, slots and worker class: cached answers, misses and a slow web under each that may do.

All run at once and are loaded by turns, so that what else the machine does meets them alike.  What
differs is said on gunicorn's command line, which has the last word over gunicorn.conf.py.
"""

from __future__ import annotations

import os
import statistics
import tempfile
from collections.abc import Callable, Mapping, Sequence
from contextlib import ExitStack
from importlib.metadata import distributions
from pathlib import Path
from typing import NamedTuple
from urllib.parse import quote

from bench import hits, misses
from bench.measure import table
from bench.references import Missing, python
from bench.serving import NO_WRK, PAIRS_HEAD, ROOT, Load, Server, has_wrk, ours, site, wrk
from bench.slow_web import AT_ONCE, DELAY_S, together


class Candidate(NamedTuple):
    """*slots*: how many links one process fetches at once; *args*: gunicorn's command line.

    *preload*: whether the application is imported before the fork.  Not with gevent: a lock that
    was made before it patched the process stops all of the process's requests for good.
    """

    name: str
    workers: int
    slots: int
    args: str
    preload: bool = True


GEVENT = Candidate("gevent, 2 processes, 24 slots", 2, 24, "--worker-class gevent", preload=False)
CANDIDATES = (
    Candidate("gthread, 2 × 32, 24 slots: as it is", 2, 24, "--threads 32"),
    Candidate("gthread, 2 × 24, 24 slots: none left for hits", 2, 24, "--threads 24"),
    Candidate("gthread, 2 × 8, 4 slots", 2, 4, "--threads 8"),
    Candidate("gthread, 2 × 16, 8 slots", 2, 8, "--threads 16"),
    Candidate("gthread, 2 × 56, 48 slots", 2, 48, "--threads 56"),
    Candidate("gthread, 4 × 16, 8 slots", 4, 8, "--threads 16"),
    Candidate("sync, 16 processes", 16, 24, "--worker-class sync --threads 1"),
    Candidate("sync, 32 processes", 32, 24, "--worker-class sync --threads 1"),
    GEVENT,
)
PARSER_IN_C = Candidate("gunicorn_h1c : gunicorn's own parser", 2, 24, "--http-parser fast")


PATIENCE_S = 12  # of who asks for a link of the slow web; a request's own deadline is 8


class Round(NamedTuple):
    """What one candidate did in one round; *answered* of the misses on the slow web."""

    hits: Load
    misses: Load
    meanwhile: Load
    answered: int


def run(
    times: int = int(os.environ.get("BENCH_PAIRS", "3")),
    pairs: int = int(os.environ.get("BENCH_PAIRS", "9")),
) -> str:
    if not has_wrk():
        return NO_WRK
    try:
        packages = python()
    except Missing as missing:
        return f"Skipped: {missing}."
    rounds: dict[Candidate, list[Round]] = {candidate: [] for candidate in CANDIDATES}
    with tempfile.TemporaryDirectory() as name, site() as quick, site(DELAY_S) as slow:
        path = f"/preview?url={quote(f'http://127.0.0.1:{quick}/abs/1', safe='')}"
        with ExitStack() as stack:
            servers: list[tuple[Candidate, Server]] = []
            for number, candidate in enumerate((*CANDIDATES, PARSER_IN_C)):
                folder = Path(name, str(number))
                folder.mkdir()
                server = stack.enter_context(
                    ours(folder, quick, served(candidate, packages), config(candidate, folder),
                         allow_ports=f"80,443,{quick},{slow}", fetch_slots=str(candidate.slots))
                )  # fmt: skip
                hits.warm(server, path, folder / "body")
                wrk(server, path, seconds=1)
                servers.append((candidate, server))
            for number in range(times):
                for candidate, server in servers[:-1]:
                    rounds[candidate].append(one_round(server, path, quick, slow, number))
            found = dict(servers)
            rows = side_by_side(found[CANDIDATES[0]], found, path, quick, pairs)
    return f"{_table(rounds)}\n\n{table(PAIRS_HEAD, rows)}\n\n{versions(packages)}"


def side_by_side(
    as_it_is: Server, others: Mapping[Candidate, Server], path: str, quick: int, times: int
) -> list[tuple[str, ...]]:
    """Return rows of what comes near, in pairs; and of ours against itself."""
    in_c, gevent = others[PARSER_IN_C], others[GEVENT]
    return [
        hits.compared(in_c, as_it_is, path, times).row(PARSER_IN_C.name),
        hits.compared(gevent, as_it_is, path, times).row("gevent : gthread, hits"),
        hits.compared(as_it_is, as_it_is, path, times).row("A/A, hits"),
        misses.compared(gevent, as_it_is, quick, times).row("gevent : gthread, misses"),
    ]


def config(candidate: Candidate, folder: Path) -> Path:
    ours = ROOT / "gunicorn.conf.py"
    if candidate.preload:
        return ours
    path = folder / "gunicorn.conf.py"
    path.write_text(f"{ours.read_text()}\npreload_app = False\n")
    return path


def versions(packages: Path) -> str:
    names = ("gevent", "gunicorn_h1c")
    found = {name: distributions(name=name, path=[str(packages)]) for name in names}
    return ", ".join(f"{name} {next(iter(each)).version}" for name, each in found.items())


def served(candidate: Candidate, packages: Path) -> dict[str, str]:
    """Return the environment that makes gunicorn this candidate."""
    return {
        "WEB_CONCURRENCY": str(candidate.workers),
        "PYTHONPATH": os.pathsep.join((str(ROOT), str(packages))),
        "GUNICORN_CMD_ARGS": f"--http-parser python {candidate.args}",
    }


def one_round(server: Server, path: str, quick: int, slow: int, number: int) -> Round:
    warm = wrk(server, path)
    missed = misses.misses(server, quick)
    outcomes, meanwhile = together(server, path, slow, number, PATIENCE_S)
    return Round(warm, missed, meanwhile, sum(outcome.status == 200 for outcome in outcomes))


def cpu_ms_of_good(load: Load) -> float:
    """Return the CPU of each answer that was not refused; what refusing cost is in it."""
    return load.cpu_ms * load.rate / max(load.good, 1e-6)


def _table(rounds: dict[Candidate, list[Round]]) -> str:
    def median(found: Sequence[Round], of: Callable[[Round], float]) -> float:
        return statistics.median(of(one) for one in found)

    head = ("what", "hits/s", "CPU ms", "p99 ms", "misses/s, 200", "CPU ms", "p99 ms",
            f"slow web: answered of {AT_ONCE}", "hits/s meanwhile", "p99 ms", "bad")  # fmt: skip
    return table(
        head,
        (
            (
                candidate.name,
                f"{median(found, lambda one: one.hits.rate):.0f}",
                f"{median(found, lambda one: one.hits.cpu_ms):.3f}",
                f"{median(found, lambda one: one.hits.p99_ms):.1f}",
                f"{median(found, lambda one: one.misses.good):.0f}",
                f"{median(found, lambda one: cpu_ms_of_good(one.misses)):.2f}",
                f"{median(found, lambda one: one.misses.p99_ms):.0f}",
                f"{median(found, lambda one: one.answered):.0f}",
                f"{median(found, lambda one: one.meanwhile.rate):.0f}",
                f"{median(found, lambda one: one.meanwhile.p99_ms):.1f}",
                sum(load.failed + load.refused for one in found for load in one[:3]),
            )
            for candidate, found in rounds.items()
        ),
    )
