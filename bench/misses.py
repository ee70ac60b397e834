"""A page that is not kept, over HTTP, against a minimal previewer and against summaly.

The upstream is on loopback and answers at once with a 43 kB abs page, another one for each path;
16 connections, never the same link twice.  Ours has its guard, merge, disk cache, metrics and log
on; hosts are addresses of 127.0.0.0/8 in turn, as politeness lets two fetches of one host run.
The minimal one is Flask + requests + lxml; summaly runs as a fastify plugin in two processes, and
also asks whether the page's icon is there (a HEAD request), as it does everywhere.
"""

from __future__ import annotations

import json
import os
import ssl
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import quote

import trustme

from bench.measure import table
from bench.references import Missing, node
from bench.serving import (
    NO_WRK,
    PAIRS_HEAD,
    ROOT,
    WORKERS,
    Load,
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
from bench.upstream import body as page_of_site
from preview.errors import PreviewError
from preview.fetch.connection import GuardedTransport
from preview.fetch.policy import Policy, check_url
from preview.settings import Settings

CONNECTIONS = 16
WARM_UP_S = 15  # until node has compiled what it runs

# Each run begins at another number: nothing is asked twice.
LINKS = """
local n = {start}
request = function()
  n = n + 1
  local host = string.format("127.%d.%d.%d", 1 + n % 7, 1 + n % 31, 1 + n % 61)
  return wrk.format("GET", string.format(
    "{path}?url=http%%3A%%2F%%2F%s%%3A{port}%%2Fabs%%2F%d", host, n))
end
"""


def run(times: int = int(os.environ.get("BENCH_PAIRS", "9"))) -> str:
    if not has_wrk():
        return NO_WRK
    with tempfile.TemporaryDirectory() as name, site() as upstream:
        folder = Path(name)
        with ours(folder, upstream) as server, minimal(folder) as reference:
            rows = [compared(server, reference, upstream, times).row("ours : minimal")]
            try:
                with summaly(folder, upstream) as (other, version):
                    misses(other, upstream, "/", seconds=WARM_UP_S)
                    found = compared(server, other, upstream, times, path="/")
                    rows.append(found.row(f"ours : summaly {version}"))
            except Missing as missing:
                rows.append((f"ours : summaly, skipped: {missing}", *[""] * 7))
            memory = ", ".join(f"{rss:.0f} ({pss:.0f})" for rss, pss in server.memory_mb())
    return (
        table(PAIRS_HEAD, rows)
        + f"\n\nMemory of our workers afterwards, RSS (PSS) in MB: {memory}."
        + f"\n\n{new_tls_connection()}"
    )


def compared(a: Server, b: Server, upstream: int, times: int, path: str = "/preview") -> Pairs:
    """Load both with misses in turn; *path* is the reference's."""
    return pairs(lambda: misses(a, upstream), lambda: misses(b, upstream, path), times)


def misses(server: Server, upstream: int, path: str = "/preview", seconds: float = 4) -> Load:
    script = LINKS.format(path=path, start=time.time_ns() // 1000 % 10**12, port=upstream)
    return wrk(server, seconds=seconds, connections=CONNECTIONS, script=script)


@contextmanager
def minimal(folder: Path) -> Iterator[Server]:
    threads = Settings.from_env({}).fetch_slots + 8
    config = folder / "minimal.conf.py"
    config.write_text(
        f"worker_class = 'gthread'\nthreads = {threads}\nkeepalive = 75\npreload_app = True\n"
        "import os\nbind = '127.0.0.1:' + os.environ['PORT']\n"
    )
    with gunicorn("bench.minimal:app", folder, {"PYTHONPATH": str(ROOT)}, config) as server:
        yield server


@contextmanager
def summaly(folder: Path, upstream: int) -> Iterator[tuple[Server, str]]:
    """Run summaly, see that it really reads the site's pages, and say its version.

    Raises:
        Missing: it cannot be installed.
    """
    program = node() / "summaly.mjs"
    package = program.parent / "node_modules/@misskey-dev/summaly/package.json"
    port = free_port()
    environ = {**os.environ, "NODE_ENV": "production", "SUMMALY_ALLOW_PRIVATE_IP": "true"}
    command = ["node", str(program), str(port), str(WORKERS)]
    with started(command, port, folder / "summaly.log", environ) as process:
        server = Server(process.pid, port)
        link = quote(f"http://127.0.0.1:{upstream}/abs/seen", safe="")
        status, _, body = ask(server.url(f"/?url={link}"))
        title = json.loads(body).get("title") or "-"
        if status != 200 or title.encode() not in page_of_site()[1]:
            raise RuntimeError(f"summaly: {status}: {body!r}")
        yield server, json.loads(package.read_text())["version"]


def new_tls_connection(times: int = 40) -> str:
    """Say what a fetch over a new TLS connection costs this process, by our own transport."""
    ca = trustme.CA()
    with tempfile.TemporaryDirectory() as name:
        bundle, key = Path(name, "ca.pem"), Path(name, "site.pem")
        ca.cert_pem.write_to_path(bundle)
        ca.issue_cert("127.0.0.1").private_key_and_cert_chain_pem.write_to_path(key)
        with site(certificate=key) as port:
            policy = Policy(ports=frozenset({port}), networks=Settings.from_env(
                {"PREVIEW_ALLOW_NETWORKS": "127.0.0.0/8"}).allow_networks)  # fmt: skip
            target = check_url(f"https://127.0.0.1:{port}/abs/1", policy)
            ours = GuardedTransport(policy, ca_bundle=str(bundle))
            spent = []
            for _ in range(times):
                started = time.process_time()
                ours.hop(target, {}, until=time.monotonic() + 10, max_bytes=2**20)
                spent.append((time.process_time() - started) * 1000)
            strangers = GuardedTransport(policy)
            try:
                strangers.hop(target, {}, until=time.monotonic() + 10, max_bytes=2**20)
                refused = "ACCEPTED"
            except PreviewError as error:
                refused = f"refused ({error.code})"
    median = sorted(spent)[times // 2]
    return (
        f"A fetch over a new TLS connection: {median:.2f} ms of CPU, median of {times} "
        f"({ssl.OPENSSL_VERSION}); the same site under a CA that is not ours: {refused}."
    )
