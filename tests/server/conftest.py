"""A real gunicorn on a free port, and a site on loopback that misbehaves on request."""

from __future__ import annotations

import json
import os
import signal
import socket
import subprocess
import sys
import threading
import time
import urllib.error
import urllib.request
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import NamedTuple
from urllib.parse import quote

import pytest

ROOT = Path(__file__).resolve().parents[2]
START_S = 30.0


class Reply(NamedTuple):
    status: int
    headers: dict[str, str]
    body: bytes

    @property
    def json(self):
        return json.loads(self.body)


class Service:
    """`gunicorn wsgi:app` with *env*; stopped by its process id."""

    def __init__(self, log: Path, env: dict[str, str], workers: int = 2):
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            self.port = free.getsockname()[1]
        self.log = log
        clean = {k: v for k, v in os.environ.items() if not k.startswith("PREVIEW_")}
        with log.open("wb") as out:
            self.process = subprocess.Popen(
                [sys.executable, "-m", "gunicorn", "--workers", str(workers), "wsgi:app"],
                cwd=ROOT,
                env={**clean, "BIND": f"127.0.0.1:{self.port}", "PREVIEW_RATE_LIMIT": "off", **env},
                stdout=out,
                stderr=subprocess.STDOUT,
            )
        until = time.monotonic() + START_S
        while time.monotonic() < until and self.process.poll() is None:
            try:
                self.get("/healthz")
                return
            except OSError:
                time.sleep(0.05)
        raise AssertionError(f"the service did not start: {log.read_text()[-3000:]}")

    def get(self, path: str, headers: dict[str, str] | None = None, method: str = "GET") -> Reply:
        request = urllib.request.Request(
            f"http://127.0.0.1:{self.port}{path}", headers=headers or {}, method=method
        )
        try:
            with urllib.request.urlopen(request, timeout=30) as answer:  # noqa: S310 - loopback
                return Reply(answer.status, {k.lower(): v for k, v in answer.headers.items()},
                             answer.read())  # fmt: skip
        except urllib.error.HTTPError as error:
            with error:
                return Reply(error.code, {k.lower(): v for k, v in error.headers.items()},
                             error.read())  # fmt: skip

    def preview(self, url: str, **parameters: str) -> Reply:
        extra = "".join(f"&{name}={quote(value, safe='')}" for name, value in parameters.items())
        return self.get(f"/preview?url={quote(url, safe='')}{extra}")

    def lines(self) -> list[dict]:
        whole = self.log.read_text().rpartition("\n")[0]  # the last may be half written
        return [json.loads(line) for line in whole.splitlines() if line[:1] == "{"]

    def line_of(self, request_id: str) -> dict:
        """Return the log line of a request; many at once are written a moment later."""
        until = time.monotonic() + 5
        while time.monotonic() < until:
            for line in self.lines():
                if line.get("request_id") == request_id:
                    return line
            time.sleep(0.02)
        raise AssertionError(f"no line has the id {request_id}")

    def stop(self) -> None:
        if self.process.poll() is None:
            self.process.send_signal(signal.SIGTERM)
            self.process.wait(40)


@pytest.fixture(scope="session")
def start(tmp_path_factory):
    """A context manager that runs a service with the settings given."""

    @contextmanager
    def start(workers: int = 2, **settings: str):
        folder = tmp_path_factory.mktemp("service")
        env = {f"PREVIEW_{name}": value for name, value in settings.items()}
        env.setdefault("PREVIEW_CACHE_URL", f"disk://{folder}/cache")
        service = Service(folder / "log", env, workers)
        try:
            yield service
        finally:
            service.stop()

    return start


PAGE = b"""<!DOCTYPE html><html lang="en"><head><title>A story | Example</title>
<meta property="og:title" content="A story of trees">
<meta property="og:site_name" content="Example">
<meta property="og:description" content="What the trees said to each other, and who listened.">
<meta property="og:image" content="/tree.jpg"></head><body><p>Text.</p></body></html>"""
BAD_UTF8 = b"<html><head><title>Caf\xe9 \xff\xfe ol\xe9</title></head></html>"


class Site(ThreadingHTTPServer):
    """Counts what it is asked for, by path."""

    daemon_threads = True
    request_queue_size = 128
    asked: dict[str, int]
    clients: list[int]  # the ports that `/wait` was asked from

    def handle_error(self, request, client_address):
        """A client that hung up is what many tests are about."""


class Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def do_GET(self):
        path = self.path.partition("?")[0]
        self.server.asked[path] = self.server.asked.get(path, 0) + 1
        getattr(self, "do_" + path.strip("/").partition("/")[0].replace("-", "_"), self.page)()

    def send(self, status=200, body=b"", kind="text/html; charset=utf-8", **headers):
        self.send_response(status)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(body)))
        for name, value in headers.items():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(body)

    def page(self):
        self.send(body=PAGE)

    def do_gone(self):
        self.send(404, b"<title>404</title>")

    def do_broken(self):
        self.send(500, b"<title>oops</title>")

    def do_empty(self):
        self.send(body=b"")

    def do_nothing(self):
        self.close_connection = True  # not even a status line

    def do_slow(self):
        self.server.release.wait(6)
        self.close_connection = True

    def do_pause(self):
        self.server.release.wait(0.5)
        self.send(body=PAGE)

    def do_wait(self):
        """`/wait/1.5/…`: a page, after so many seconds or at the server's `release`."""
        self.server.clients.append(self.client_address[1])
        self.server.release.wait(float(self.path.split("/")[2]))
        self.page()

    def do_fail(self):
        self.server.release.wait(float(self.path.split("/")[2]))
        self.do_broken()

    def do_big(self):
        self.send(body=PAGE + b"<p>" + b"x" * 3_000_000)

    def do_photo(self):
        self.send(body=b"\x89PNG\r\n\x1a\n" + bytes(64), kind="image/png")

    def do_report(self):
        self.send(body=b"%PDF-1.7\n" + bytes(256), kind="application/pdf")

    def do_latin(self):
        self.send(body=BAD_UTF8, kind="text/html")

    def do_to_metadata(self):
        self.send(302, Location="http://169.254.169.254/latest/meta-data/")

    def do_to_private(self):
        self.send(302, Location="http://10.0.0.1/")

    def do_to_story(self):
        self.send(302, Location="/story")

    def log_message(self, *args):
        pass


@pytest.fixture(scope="session")
def site():
    server = Site(("127.0.0.1", 0), Handler)
    server.asked, server.clients = {}, []
    server.release = threading.Event()
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    server.base = f"http://127.0.0.1:{server.server_address[1]}"
    yield server
    server.release.set()
    server.shutdown()
    server.server_close()
    thread.join(5)


@pytest.fixture(scope="session")
def service(start, site):
    """One service for all tests of this folder that only read; loopback counts as public."""
    with start(
        ALLOW_NETWORKS="127.0.0.0/8", ALLOW_PORTS=f"80,443,{site.server_address[1]}", DEADLINE_S="2"
    ) as service:
        yield service
