from __future__ import annotations

import os
import shutil
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest

from preview.cache.flight import Noted
from preview.cache.store import open_store
from preview.model import Metadata, Record, WorkId


def wait_until(true: Callable[[], Any], within_s: float = 6.0) -> None:
    """Wait for *true*; the bound is against hanging, and says nothing of speed."""
    end = time.monotonic() + within_s
    while not true():
        assert time.monotonic() < end, "it did not happen in time"
        time.sleep(0.005)


class Redis:
    """A real server on a free port; one that can be stopped and started again."""

    def __init__(self, binary: str, folder: Path) -> None:
        self._command = [binary, "--save", "", "--appendonly", "no", "--dir", str(folder)]
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            self.port = probe.getsockname()[1]
        self.url = f"redis://127.0.0.1:{self.port}/0"
        self._process: subprocess.Popen[bytes] | None = None

    def start(self) -> None:
        self._process = subprocess.Popen(
            [*self._command, "--port", str(self.port), "--bind", "127.0.0.1"],
            stdout=subprocess.DEVNULL,
        )
        wait_until(self._answers)

    def stop(self) -> None:
        if self._process is not None:
            self._process.kill()
            self._process.wait()
            self._process = None

    def _answers(self) -> bool:
        try:
            with socket.create_connection(("127.0.0.1", self.port), 0.5) as connection:
                connection.sendall(b"PING\r\n")
                return connection.recv(16).startswith(b"+PONG")
        except OSError:
            return False


@pytest.fixture(scope="session")
def redis_server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Redis]:
    binary = shutil.which("redis-server")
    if binary is None:
        if os.environ.get("CI"):
            pytest.fail("CI is meant to run these: apt-get install redis-server")
        pytest.skip("no redis-server on PATH")
    server = Redis(binary, tmp_path_factory.mktemp("redis"))
    server.start()
    yield server
    server.stop()


@dataclass
class Clock:
    now: float = 1_000_000.0

    def __call__(self) -> float:
        return self.now


@dataclass
class Loader:
    """A load that counts its calls, and gives or raises what it is told."""

    clock: Callable[[], float]
    error: Exception | None = None
    hold: Callable[[], object] = lambda: None  # called while the load is under way
    title: str = "First"
    given: list[Record | None] = field(default_factory=list)

    @property
    def calls(self) -> int:
        return len(self.given)

    def __call__(self, previous: Record | None) -> Noted:
        self.given.append(previous)
        self.hold()
        if self.error is not None:
            raise self.error
        return Noted(record(self.title, self.clock()))


def record(title: str = "First", fetched_at: float = 1_000_000.0, **changes: Any) -> Record:
    values: dict[str, Any] = {
        "work": WorkId("url", "example.test/post"),
        "aliases": ("url:example.test/post",),
        "related": (),
        "canonical_url": "https://example.test/post",
        "domain": "example.test",
        "metadata": Metadata(title=title),
        "provenance": {"title": "og:title"},
        "fetched_at": fetched_at,
    }
    return Record(**{**values, **changes})


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def loader(clock: Clock) -> Loader:
    return Loader(clock)


@pytest.fixture
def redis_url(redis_server: Redis) -> str:
    return redis_server.url


@pytest.fixture
def helpers() -> Any:
    """What tests here share: modules in importlib mode cannot import one another."""

    class Helpers:
        wait_until = staticmethod(wait_until)
        record = staticmethod(record)
        Loader = staticmethod(Loader)

        @staticmethod
        def run(*arguments: object) -> subprocess.Popen[str]:
            """Start worker.py, a process of its own like a gunicorn worker's."""
            return subprocess.Popen(
                [
                    sys.executable,
                    "-Werror",
                    str(Path(__file__).with_name("worker.py")),
                    *map(str, arguments),
                ],
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=subprocess.PIPE,
                text=True,
                cwd=Path(__file__).parents[2],
                env={**os.environ, "PYTHONPATH": str(Path(__file__).parents[2])},
            )

    return Helpers


@pytest.fixture(
    params=["memory", "disk", "no folder", pytest.param("redis", marks=pytest.mark.redis)]
)
def store(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Any]:
    """Each kind of store, by its URL, as it is in use; `no folder` is a path below a file."""
    (tmp_path / "file").write_text("not a folder")
    url = {
        "memory": lambda: "memory://",
        "disk": lambda: f"disk://{tmp_path}/cache",
        "no folder": lambda: f"disk://{tmp_path}/file/cache",
        "redis": lambda: request.getfixturevalue("redis_url"),
    }[request.param]()
    opened = open_store(url, 16)
    yield opened
    opened.close()
