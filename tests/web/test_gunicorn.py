"""The site in a real gunicorn with our own configuration file."""

import json
import os
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
FAKES = Path(__file__).with_name("conftest.py")
PAPER = "https%3A%2F%2Fpapers.test%2Fabs%2F1"

# The previewer of conftest.py behind the real factory; each of its answers is a fetch.
APP = f"""
import importlib.util, os, sys
spec = importlib.util.spec_from_file_location("fakes", {str(FAKES)!r})
fakes = sys.modules["fakes"] = importlib.util.module_from_spec(spec)
spec.loader.exec_module(fakes)
from app import create_app
from preview.settings import Settings
app = create_app(Settings.from_env(os.environ), fakes.FakePreviewer(state="miss"))
"""


@pytest.fixture
def served(tmp_path):
    """Yield the address of two workers, and the file that they log into."""
    (tmp_path / "served.py").write_text(APP)
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    environ = {
        **{key: value for key, value in os.environ.items() if not key.startswith("PREVIEW_")},
        "PORT": str(port),
        "PREVIEW_CACHE_URL": f"disk://{tmp_path}/cache",
        "PREVIEW_RATE_LIMIT": "4/hour",
        "PYTHONPATH": f"{tmp_path}{os.pathsep}{ROOT}",
    }
    log = tmp_path / "log"
    command = [sys.executable, "-m", "gunicorn", "-c", str(ROOT / "gunicorn.conf.py")]
    with (
        log.open("wb") as out,
        subprocess.Popen(
            [*command, "served:app"], env=environ, cwd=ROOT, stdout=out, stderr=out
        ) as server,
    ):
        try:
            address = f"http://127.0.0.1:{port}"
            _wait_for(address, server)
            yield address, log
        finally:
            server.terminate()


def _wait_for(address, server):
    until = time.monotonic() + 30
    while _status(f"{address}/healthz") != 200:
        assert server.poll() is None, "gunicorn has ended"
        assert time.monotonic() < until, "gunicorn does not answer"
        time.sleep(0.1)


def _status(url):
    try:
        with urllib.request.urlopen(url, timeout=10) as answer:  # noqa: S310  # loopback
            return answer.status
    except urllib.error.HTTPError as error:
        with error:
            return error.code
    except OSError:
        return None


@pytest.mark.server
def test_two_workers_count_together_and_log_lines_of_json(served):
    address, log = served
    statuses = [_status(f"{address}/preview?url={PAPER}&key=hush-hush") for _ in range(6)]
    assert statuses == [200] * 4 + [429] * 2
    lines = [json.loads(line) for line in log.read_text().splitlines()]
    assert sum(line.get("route") == "/preview" for line in lines) == 6
    assert "hush-hush" not in log.read_text()
    for _ in range(4):  # whichever of the two answers
        with urllib.request.urlopen(f"{address}/metrics", timeout=10) as answer:  # noqa: S310
            counted = answer.read().decode()
        row = 'paper_preview_requests_total{{method="GET",route="/preview",status="{}"}} {}.0'
        assert row.format(200, 4) in counted
        assert row.format(429, 2) in counted
        assert 'paper_preview_answers_total{outcome="miss"} 4.0' in counted


@pytest.mark.server
@pytest.mark.parametrize(
    ("request_line", "fault"),
    [
        ("GET /preview?url=https://a.test/a b&key=hush-hush HTTP/1.1", "InvalidHTTPVersion"),
        ("GET http://[::1/?url=x&key=hush-hush HTTP/1.1", "InvalidRequestLine"),
    ],
)
def test_a_key_in_a_malformed_request_is_in_no_log(served, request_line, fault):
    address, log = served
    port = int(address.rpartition(":")[2])
    with socket.create_connection(("127.0.0.1", port), timeout=10) as client:
        client.sendall(f"{request_line}\r\nHost: x\r\n\r\n".encode())
        assert client.recv(100).startswith(b"HTTP/1.1 400 ")
    lines = [json.loads(line)["message"] for line in log.read_text().splitlines()]
    assert f"Invalid request: {fault}" in lines
    assert "hush-hush" not in log.read_text()
    assert "Invalid request from" not in log.read_text()  # whom that would name is not logged


@pytest.mark.server
def test_a_master_leaves_no_counts_behind_even_if_it_does_not_start(tmp_path):
    command = [sys.executable, "-m", "gunicorn", "-c", str(ROOT / "gunicorn.conf.py"), "nosuch:app"]
    environ = {**os.environ, "PREVIEW_CACHE_URL": "memory://", "TMPDIR": str(tmp_path)}
    with subprocess.Popen(command, env=environ, cwd=ROOT, stderr=subprocess.DEVNULL) as server:
        assert server.wait(30) != 0
    folders = [tmp_path, Path("/dev/shm")]  # noqa: S108
    assert not [left for folder in folders for left in folder.glob(f"paper-preview-*-{server.pid}")]
