"""What Dockerfile, compose.yaml and Makefile say is what works: their commands run as written.

There is no Docker engine here, so the install and start commands of the Dockerfile run in a fresh
virtual environment instead of an image.  Wheels come from the folder that `make test` fills.
"""

from __future__ import annotations

import json
import os
import pty
import re
import shlex
import socket
import subprocess
import sys
import time
import urllib.request
from pathlib import Path

import pytest
import yaml

ROOT = Path(__file__).resolve().parent.parent
WHEELS = ROOT / ".venv" / "wheels"
DOCKERFILE = (ROOT / "Dockerfile").read_text(encoding="utf-8").replace("\\\n", " ")


def instructions(name):
    return [line.partition(" ")[2] for line in DOCKERFILE.splitlines() if line.startswith(name)]


@pytest.mark.server
def test_the_dockerfiles_commands_install_and_start_the_service(tmp_path):
    install = next(run for run in instructions("RUN") if "requirements.lock" in run)
    start = json.loads(instructions("CMD")[0])
    check = re.search(r"HEALTHCHECK.*?CMD (\[.*\])", DOCKERFILE)[1]
    venv = tmp_path / "venv"
    subprocess.run([sys.executable, "-m", "venv", venv], check=True)
    offline = {**os.environ, "PIP_NO_INDEX": "1", "PIP_FIND_LINKS": str(WHEELS)}
    subprocess.run(
        shlex.split(install.replace("/venv/", f"{venv}/")), cwd=ROOT, env=offline, check=True
    )
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    settings = dict(pair.split("=", 1) for pair in shlex.split(" ".join(instructions("ENV"))))
    env = {
        **settings,
        "PATH": f"{venv}/bin:{os.environ['PATH']}",
        "HOME": str(tmp_path),
        "BIND": f"127.0.0.1:{port}",
        "PREVIEW_CACHE_URL": f"disk://{tmp_path}/cache",
    }
    with (tmp_path / "log").open("wb") as log:
        server = subprocess.Popen(start, cwd=ROOT, env=env, stdout=log, stderr=log)
        try:
            wait(f"http://127.0.0.1:{port}/healthz", server, tmp_path / "log")
            healthcheck = [part.replace("8000", str(port)) for part in json.loads(check)]
            subprocess.run(healthcheck, env=env, check=True, timeout=20)
        finally:
            server.terminate()
            server.wait(40)


def wait(url, server, log):
    until = time.monotonic() + 30
    while time.monotonic() < until and server.poll() is None:
        try:
            with urllib.request.urlopen(url, timeout=2):  # noqa: S310 - loopback
                return
        except OSError:
            time.sleep(0.1)
    pytest.fail(f"it did not start: {log.read_text()[-3000:]}")


def test_the_image_runs_as_a_user_without_rights_in_two_stages():
    assert len(instructions("FROM")) == 2
    assert instructions("USER") == ["preview"]
    assert instructions("HEALTHCHECK")


def test_all_that_the_image_copies_exists():
    for line in instructions("COPY"):
        *sources, _ = [part for part in line.split() if not part.startswith("--from")]
        if "--from" not in line:
            assert all((ROOT / source).exists() for source in sources), line


def test_the_compose_file_keeps_what_it_needs_on_volumes_that_it_declares():
    compose = yaml.safe_load((ROOT / "compose.yaml").read_text())
    assert "preview" in compose["services"]
    for service in compose["services"].values():
        for volume in service.get("volumes", ()):
            source = volume.partition(":")[0]
            assert source in compose["volumes"] or (ROOT / source).exists(), volume


@pytest.mark.server
def test_the_demo_prints_the_card_of_both_links_and_ends_without_a_terminal():
    done = subprocess.run(
        [sys.executable, "demo/run.py"],
        cwd=ROOT,
        env={name: os.environ[name] for name in ("PATH", "HOME") if name in os.environ},
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        timeout=90,
    )
    assert done.returncode == 0, done.stderr[-3000:]
    decoder, answers, text = json.JSONDecoder(), [], done.stdout
    for at in (match.start() for match in re.finditer(r"^\{", text, re.MULTILINE)):
        answers.append(decoder.raw_decode(text, at)[0])
    assert [a["url"] for a in answers] == [
        "https://arxiv.org/abs/2504.18412",
        "https://arxiv.org/pdf/2504.18412",
    ]
    assert answers[0]["paper"] == answers[1]["paper"]
    assert answers[0]["fetched_at"] == answers[1]["fetched_at"]  # one fetch, one entry
    assert answers[1]["content_type"] == "application/pdf"


@pytest.mark.server
def test_a_demo_that_is_ended_leaves_no_server_behind():
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    env = {name: os.environ[name] for name in ("PATH", "HOME") if name in os.environ}
    ours, theirs = pty.openpty()  # with a terminal the demo stays up
    demo = subprocess.Popen(
        [sys.executable, "demo/run.py"],
        cwd=ROOT,
        env={**env, "PORT": str(port)},
        stdin=theirs,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
    )
    try:
        assert any("Ctrl-C" in line for line in demo.stdout)
    finally:
        demo.terminate()
        demo.stdout.read()
        demo.stdout.close()
        demo.wait(40)
        os.close(ours)
        os.close(theirs)
    with socket.socket() as probe:
        assert probe.connect_ex(("127.0.0.1", port)) != 0
