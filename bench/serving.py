"""Servers to measure: started, waited for, loaded with wrk, and ended."""

from __future__ import annotations

import json
import os
import shutil
import signal
import socket
import statistics
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from types import MappingProxyType
from typing import NamedTuple

ROOT = Path(__file__).resolve().parent.parent
WORKERS = 2
CONNECTIONS = 64
NO_WRK = "Skipped: wrk is not installed (Debian: apt-get install wrk)."

# wrk's own summary is for people; this one is a line of JSON.
_REPORT = """
done = function(summary, latency, requests)
  local e = summary.errors
  print(string.format(
    '{"requests": %d, "microseconds": %d, "p50": %d, "p99": %d, "failed": %d, "refused": %d}',
    summary.requests, summary.duration, latency:percentile(50), latency:percentile(99),
    e.connect + e.read + e.write + e.timeout, e.status))
end
"""


class Load(NamedTuple):
    """What came of some seconds of load.

    Attributes:
        rate: answers a second; good: of these with 2xx or 3xx.
        p50_ms, p99_ms: of all answers.
        failed: no answer; refused: an answer that is neither 2xx nor 3xx.
        cpu_ms: of the server's processes for each answer.
    """

    rate: float
    good: float
    p50_ms: float
    p99_ms: float
    failed: int
    refused: int
    cpu_ms: float


class Server(NamedTuple):
    """A server's first process and where it listens."""

    pid: int
    port: int

    def url(self, path: str = "/") -> str:
        return f"http://127.0.0.1:{self.port}{path}"

    def processes(self) -> list[int]:
        """Return the process and its children."""
        children = Path(f"/proc/{self.pid}/task/{self.pid}/children").read_text().split()
        return [self.pid, *map(int, children)]

    def cpu_s(self) -> float:
        ticks = os.sysconf("SC_CLK_TCK")
        spent = 0
        for pid in self.processes():
            fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
            spent += int(fields[11]) + int(fields[12])
        return spent / ticks

    def memory_mb(self) -> list[tuple[float, float]]:
        """Return resident and proportional (shared pages divided) MB of each worker."""
        return [memory_of(pid) for pid in self.processes()[1:]]


def memory_of(pid: int) -> tuple[float, float]:
    lines = Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines()
    kb = {line.split(":")[0]: int(line.split()[1]) for line in lines[1:] if " kB" in line}
    return kb["Rss"] / 1024, kb["Pss"] / 1024


def free_port() -> int:
    with socket.socket() as it:
        it.bind(("127.0.0.1", 0))
        port: int = it.getsockname()[1]
        return port


@contextmanager
def ours(
    folder: Path,
    upstream: int | None = None,
    more: Mapping[str, str] = MappingProxyType({}),
    config: Path = ROOT / "gunicorn.conf.py",
    **settings: str,
) -> Iterator[Server]:
    """Run our application; its log and its cache lie in *folder*.

    *settings* are ours, *more* are any other variables.  Loopback counts as public, and CORS is
    what it is by default elsewhere.
    """
    environ = {
        "PREVIEW_CACHE_URL": f"disk://{folder}/cache",
        "PREVIEW_ALLOW_NETWORKS": "127.0.0.0/8",
        "PREVIEW_ALLOW_PORTS": f"80,443,{upstream or 80}",
        "PREVIEW_CORS_ORIGINS": "*",
        "PREVIEW_RATE_LIMIT": "off" if upstream else "300/minute",
        **{f"PREVIEW_{name.upper()}": value for name, value in settings.items()},
        **more,
    }
    with gunicorn("wsgi:app", folder, environ, config) as server:
        yield server


@contextmanager
def gunicorn(
    app: str,
    folder: Path,
    environ: Mapping[str, str],
    config: Path = ROOT / "gunicorn.conf.py",
) -> Iterator[Server]:
    port = free_port()
    command = [sys.executable, "-m", "gunicorn", "-c", str(config), app]
    known = {key: value for key, value in os.environ.items() if not key.startswith("PREVIEW_")}
    environ = {
        **known,
        "PORT": str(port),
        "WEB_CONCURRENCY": str(WORKERS),
        "PYTHONPATH": str(ROOT),
        **environ,
    }
    with started(command, port, folder / f"{app.replace(':', '-')}.log", environ) as process:
        yield Server(process.pid, port)


@contextmanager
def site(delay_s: float = 0.0, certificate: Path | None = None) -> Iterator[int]:
    """Run the upstream and yield its port."""
    port = free_port()
    command = [sys.executable, "-m", "bench.upstream", str(port), str(delay_s)]
    command += [str(certificate)] if certificate else []
    with started(command, port, None, dict(os.environ), http=False):
        yield port


@contextmanager
def started(
    command: Sequence[str],
    port: int,
    log: Path | None,
    environ: Mapping[str, str],
    *,
    http: bool = True,
) -> Iterator[subprocess.Popen[bytes]]:
    """Run *command* until the end of the block, once it listens on *port*."""
    out = log.open("ab") if log else subprocess.DEVNULL
    process = subprocess.Popen(
        command, cwd=ROOT, env=dict(environ), stdout=out, stderr=out, start_new_session=True
    )
    try:
        until = time.monotonic() + 60
        while not _listens(port, http):
            if process.poll() is not None or time.monotonic() > until:
                raise RuntimeError(f"{' '.join(command)} does not answer; see {log}")
            time.sleep(0.05)
        yield process
    finally:
        process.terminate()
        try:
            process.wait(20)
        except subprocess.TimeoutExpired:
            os.killpg(process.pid, signal.SIGKILL)  # its workers as well
        if log:
            out.close()  # type: ignore[union-attr]


def _listens(port: int, http: bool) -> bool:
    try:
        if http:
            ask(f"http://127.0.0.1:{port}/healthz")
        else:
            socket.create_connection(("127.0.0.1", port), 1).close()
    except OSError:
        return False
    return True


def ask(url: str, timeout: float = 40, **headers: str) -> tuple[int, Mapping[str, str], bytes]:
    """Return status, headers and body, whatever the status."""
    request = urllib.request.Request(url, headers=headers)  # noqa: S310 - loopback
    try:
        with urllib.request.urlopen(request, timeout=timeout) as answer:  # noqa: S310
            return answer.status, dict(answer.headers), answer.read()
    except urllib.error.HTTPError as error:
        with error:
            return error.code, dict(error.headers), error.read()


def has_wrk() -> bool:
    return shutil.which("wrk") is not None


def wrk(
    server: Server,
    path: str = "/",
    *,
    seconds: float = 3,
    connections: int = CONNECTIONS,
    script: str = "",
) -> Load:
    """Load *server* from keep-alive connections; *script* is Lua that makes the requests."""
    with tempfile.NamedTemporaryFile("w", suffix=".lua") as lua:
        lua.write(script + _REPORT)
        lua.flush()
        command = ["wrk", "-t1", f"-c{connections}", f"-d{seconds:g}", "--timeout", "30"]
        command += ["-s", lua.name, server.url(path)]
        before = server.cpu_s()
        done = subprocess.run(command, capture_output=True, text=True, check=True)
        spent = server.cpu_s() - before
    said = json.loads(done.stdout.strip().splitlines()[-1])
    return Load(
        rate=said["requests"] / said["microseconds"] * 1e6,
        good=(said["requests"] - said["refused"]) / said["microseconds"] * 1e6,
        p50_ms=said["p50"] / 1000,
        p99_ms=said["p99"] / 1000,
        failed=said["failed"],
        refused=said["refused"],
        cpu_ms=spent * 1000 / max(1, said["requests"]),
    )


class Pairs(NamedTuple):
    """Two servers under the same load, in turn."""

    ours: list[Load]
    theirs: list[Load]

    def row(self, name: str) -> tuple[str, ...]:
        def median(loads: Sequence[Load], field: str) -> float:
            return float(statistics.median(getattr(load, field) for load in loads))

        def ratios(field: str) -> list[float]:
            pairs = zip(self.ours, self.theirs, strict=True)
            return sorted(getattr(a, field) / getattr(b, field) for a, b in pairs)

        rate, p99, cpu = ratios("rate"), ratios("p99_ms"), ratios("cpu_ms")
        return (
            name,
            f"{median(self.ours, 'rate'):.0f} : {median(self.theirs, 'rate'):.0f}",
            f"**{statistics.median(rate):.2f}** ({rate[0]:.2f}-{rate[-1]:.2f})",
            f"{median(self.ours, 'cpu_ms'):.3f} : {median(self.theirs, 'cpu_ms'):.3f}",
            f"{statistics.median(cpu):.2f}",
            f"{median(self.ours, 'p99_ms'):.1f} : {median(self.theirs, 'p99_ms'):.1f}",
            f"{statistics.median(p99):.2f}",
            str(sum(load.failed + load.refused for load in self.ours + self.theirs)),
        )


PAIRS_HEAD = (
    "what", "answers/s", "ratio, median (range)", "CPU ms", "ratio", "p99 ms", "ratio", "bad",
)  # fmt: skip


def pairs(ours: Callable[[], Load], theirs: Callable[[], Load], times: int = 9) -> Pairs:
    """Load both in turn, A B B A; one round of each goes before and is not counted."""
    ours(), theirs()
    found = Pairs([], [])
    for number in range(times):
        if number % 2:
            found.theirs.append(theirs())
            found.ours.append(ours())
        else:
            found.ours.append(ours())
            found.theirs.append(theirs())
    return found
