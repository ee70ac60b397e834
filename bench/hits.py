"""A warm link over HTTP against a bare Flask view that returns the same bytes.

Both under gunicorn.conf.py (2 workers, the default threads), 64 keep-alive connections, in turn; an
A/A run, the bare view against itself, says what the machine's noise makes of nothing.
"""

from __future__ import annotations

import os
import shutil
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import quote

from bench.measure import table
from bench.serving import (
    NO_WRK,
    PAIRS_HEAD,
    Pairs,
    Server,
    ask,
    free_port,
    gunicorn,
    has_wrk,
    ours,
    pairs,
    site,
    started,
    wrk,
)
from preview.settings import Settings

BARE = """
from flask import Flask, Response

BODY = open({path!r}, "rb").read()
app = Flask("bare")


@app.get("/healthz")
@app.get("/preview")
def preview():
    return Response(BODY, mimetype="application/json")
"""


def run(times: int = int(os.environ.get("BENCH_PAIRS", "9"))) -> str:
    if not has_wrk():
        return NO_WRK
    rows = []
    with tempfile.TemporaryDirectory() as name, site() as upstream:
        folder = Path(name)
        link = f"http://127.0.0.1:{upstream}/abs/1"
        path = f"/preview?url={quote(link, safe='')}"
        with ours(folder, upstream) as server:
            size = warm(server, path, folder / "body")
            with bare(folder) as reference:
                rows.append(compared(server, reference, path, times).row("ours : bare Flask"))
                rows.append(compared(reference, reference, path, times).row("A/A, bare : bare"))
        if shutil.which("redis-server"):
            with redis(folder) as url, ours(folder, upstream, cache_url=url) as server:
                warm(server, path, folder / "body")
                with bare(folder) as reference:
                    rows.append(
                        compared(server, reference, path, times).row("ours on Redis : bare")
                    )
        else:
            rows.append(("ours on Redis: skipped, there is no redis-server", *[""] * 7))
    return table(PAIRS_HEAD, rows) + f"\n\nThe answer has {size} bytes."


def warm(server: Server, path: str, body: Path) -> int:
    """Ask until both workers know the answer; keep its bytes in *body*."""
    for _ in range(40):
        status, headers, answer = ask(server.url(path))
        if status != 200:
            raise RuntimeError(f"{status}: {answer!r}")
    if "hit" not in headers["Cache-Status"]:
        raise RuntimeError(headers["Cache-Status"])
    body.write_bytes(answer)
    return len(answer)


@contextmanager
def bare(folder: Path) -> Iterator[Server]:
    (folder / "bare.py").write_text(BARE.format(path=str(folder / "body")))
    paths = os.pathsep.join((str(folder), str(Path(__file__).resolve().parent.parent)))
    # As one would start it, with the same workers and threads; nothing of our own configuration.
    threads = Settings.from_env({}).fetch_slots + 8
    (folder / "bare.conf.py").write_text(
        f"worker_class = 'gthread'\nthreads = {threads}\nkeepalive = 75\npreload_app = True\n"
        "import os\nbind = '127.0.0.1:' + os.environ['PORT']\n"
    )
    config = folder / "bare.conf.py"
    with gunicorn("bare:app", folder, {"PYTHONPATH": paths}, config) as server:
        yield server


@contextmanager
def redis(folder: Path) -> Iterator[str]:
    port = free_port()
    command = ["redis-server", "--port", str(port), "--save", "", "--dir", str(folder)]
    with started(command, port, None, os.environ, http=False):
        yield f"redis://127.0.0.1:{port}/0"


def compared(a: Server, b: Server, path: str, times: int) -> Pairs:
    return pairs(lambda: wrk(a, path), lambda: wrk(b, path), times)


if __name__ == "__main__":
    sys.exit(print(run()))
