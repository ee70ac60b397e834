"""The service without a network: recorded answers stand in for the web, the rest is the real thing.

Prints the finished JSON of a paper's abs link and of its pdf link (one fetch, one entry), and
stays up where a terminal is attached.  `--forum` also starts the forum of `examples/forum`, and
posts one paper in three communities by three links.
"""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import tempfile
import time
import urllib.request
from contextlib import ExitStack, suppress
from pathlib import Path
from urllib.parse import quote, urlencode

HERE = Path(__file__).resolve().parent
LINKS = ("https://arxiv.org/abs/2504.18412", "https://arxiv.org/pdf/2504.18412")
POSTS = {
    "machine-learning": "https://arxiv.org/abs/2504.18412",
    "psychology": "https://arxiv.org/pdf/2504.18412",
    "journal-club": "https://doi.org/10.48550/arXiv.2504.18412",
}
START_S = 30.0


def free_port() -> int:
    with socket.socket() as s:
        s.bind(("127.0.0.1", 0))
        return int(s.getsockname()[1])


def leave(number: int, _frame: object) -> None:
    """End as after Ctrl-C: a terminal that is closed must leave no server behind."""
    raise SystemExit(128 + number)


def main() -> int:
    for ending in (signal.SIGTERM, signal.SIGHUP):
        signal.signal(ending, leave)
    port = int(os.environ.get("PORT") or free_port())
    base = f"http://127.0.0.1:{port}"
    with tempfile.TemporaryDirectory() as folder, ExitStack() as running:
        service = start(
            running,
            ["gunicorn", "wsgi:app"],
            HERE.parent,
            BIND=f"127.0.0.1:{port}",
            PREVIEW_REPLAY=str(HERE / "web"),
            PREVIEW_CACHE_URL=f"disk://{folder}/cache",
        )
        wait(f"{base}/healthz", service)
        for link in LINKS:
            url = f"{base}/preview?url={quote(link, safe='')}&pretty=1"
            print(f"\n$ curl '{url}'", flush=True)
            with urllib.request.urlopen(url, timeout=20) as answer:  # noqa: S310 - loopback
                print(answer.read().decode(), flush=True)
        print(f"Paste a link: {base}/", flush=True)
        if "--forum" in sys.argv[1:]:
            print(f"A forum that uses it: {forum(running, base, folder)}/", flush=True)
        else:
            print("A forum that uses it: python demo/run.py --forum", flush=True)
        if sys.stdin.isatty():
            print("Up until you press Ctrl-C.", flush=True)
            with suppress(KeyboardInterrupt):
                service.wait()
    return 0


def forum(running: ExitStack, service: str, folder: str) -> str:
    """Start the forum, post one paper three times, and return the forum's address."""
    port = free_port()
    base = f"http://127.0.0.1:{port}"
    server = start(
        running,
        ["flask", "--app", "forum", "run", "--port", str(port)],
        HERE.parent / "examples" / "forum",
        FORUM_PREVIEW_URL=service,
        FORUM_DATABASE=f"{folder}/forum.sqlite3",
    )
    wait(base, server)
    for community, link in POSTS.items():
        body = urlencode({"community": community, "url": link}).encode()
        with urllib.request.urlopen(f"{base}/posts", body, timeout=20):  # noqa: S310 - loopback
            pass
    return base


def start(
    running: ExitStack, command: list[str], folder: Path, **settings: str
) -> subprocess.Popen[bytes]:
    """Start a Python module in *folder*; it ends when *running* is left."""
    server = subprocess.Popen(  # noqa: S603 - our own words
        [sys.executable, "-m", *command], cwd=folder, env={**os.environ, **settings}
    )
    running.callback(server.wait, 30)
    running.callback(server.terminate)
    return server


def wait(url: str, server: subprocess.Popen[bytes]) -> None:
    """Return when *url* answers.

    Raises:
        SystemExit: the server ended, or did not answer within `START_S` seconds.
    """
    until = time.monotonic() + START_S
    while time.monotonic() < until and server.poll() is None:
        try:
            with urllib.request.urlopen(url, timeout=2):  # noqa: S310 - loopback
                return
        except OSError:
            time.sleep(0.1)
    raise SystemExit("the service did not start; its own words are above")


if __name__ == "__main__":
    sys.exit(main())
