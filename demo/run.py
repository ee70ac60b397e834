"""The service without a network: recorded answers stand in for the web, the rest is the real thing.

Prints the finished JSON of a paper's abs link and of its pdf link (one fetch, one entry), and
stays up where a terminal is attached.
"""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import tempfile
import time
import urllib.request
from pathlib import Path
from urllib.parse import quote

HERE = Path(__file__).resolve().parent
LINKS = ("https://arxiv.org/abs/2504.18412", "https://arxiv.org/pdf/2504.18412")
START_S = 30.0


def free_port() -> int:
    with socket.socket() as s:
        s.bind(("127.0.0.1", 0))
        return int(s.getsockname()[1])


def main() -> int:
    port = int(os.environ.get("PORT") or free_port())
    base = f"http://127.0.0.1:{port}"
    with tempfile.TemporaryDirectory() as cache:
        server = subprocess.Popen(
            [sys.executable, "-m", "gunicorn", "wsgi:app"],
            cwd=HERE.parent,
            env={
                **os.environ,
                "BIND": f"127.0.0.1:{port}",
                "PREVIEW_REPLAY": str(HERE / "web"),
                "PREVIEW_CACHE_URL": f"disk://{cache}",
            },
        )
        try:
            wait(f"{base}/healthz", server)
            for link in LINKS:
                url = f"{base}/preview?url={quote(link, safe='')}&pretty=1"
                print(f"\n$ curl '{url}'", flush=True)
                with urllib.request.urlopen(url, timeout=20) as answer:  # noqa: S310 - loopback
                    print(answer.read().decode(), flush=True)
            if sys.stdin.isatty():
                print(f"The service is at {base} until you press Ctrl-C.", flush=True)
                server.wait()
        except KeyboardInterrupt:
            pass
        finally:
            server.terminate()
            server.wait(30)
    return 0


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
