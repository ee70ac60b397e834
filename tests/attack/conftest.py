"""A service that is attacked: a real gunicorn whose names and addresses are `world/`'s."""

from __future__ import annotations

import importlib.util
import json
import sys
from pathlib import Path

import pytest

HERE = Path(__file__).parent


def _load(name: str, path: Path):
    """Import a file by its path: tests in importlib mode cannot import one another."""
    spec = importlib.util.spec_from_file_location(name, path)
    module = sys.modules[name] = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


hostile = _load("hostile", HERE / "hostile" / "__init__.py")
running = _load("running", HERE.parent / "server" / "conftest.py")

DEADLINE_S = 1.5


class Attacked:
    """A service in the world of one hostile server."""

    def __init__(self, server, folder: Path, workers: int = 1, **settings: str) -> None:
        self.world = folder / "world.json"
        self._clock = folder / "clock"
        said = {**hostile.world(server.port), "clock": str(self._clock)}
        self.world.write_text(json.dumps(said))
        self.log = Path(f"{self.world}.log")
        env = {f"PREVIEW_{name}": value for name, value in settings.items()}
        env |= {"ATTACK_WORLD": str(self.world), "PYTHONPATH": str(HERE / "world")}
        env.setdefault("PREVIEW_CACHE_URL", f"disk://{folder}/cache")
        env.setdefault("PREVIEW_DEADLINE_S", str(DEADLINE_S))
        self.service = running.Service(folder / "log", env, workers)
        self.get, self.preview = self.service.get, self.service.preview
        self.stop = self.service.stop

    def set_clock(self, ahead_s: float) -> None:
        """Let the service's clock show a time that is *ahead_s* from the real one."""
        self._clock.with_suffix(".new").write_text(str(ahead_s))
        self._clock.with_suffix(".new").replace(self._clock)

    def did(self, kind: str) -> list[str]:
        """What the service looked up (`lookup`) or connected to (`connect`), in order."""
        lines = self.log.read_text().splitlines()
        return [line.partition(" ")[2] for line in lines if line.startswith(kind + " ")]

    def workers(self) -> list[int]:
        pid = self.service.process.pid
        return [int(it) for it in Path(f"/proc/{pid}/task/{pid}/children").read_text().split()]


def memory_mb(pid: int, field: str = "VmRSS") -> float:
    """`VmRSS` is now, `VmHWM` the most since `forget_peak`."""
    for line in Path(f"/proc/{pid}/status").read_text().splitlines():
        if line.startswith(field + ":"):
            return int(line.split()[1]) / 1024
    raise LookupError(field)


def forget_peak(pid: int) -> None:
    """https://man7.org/linux/man-pages/man5/proc_pid_clear_refs.5.html"""
    Path(f"/proc/{pid}/clear_refs").write_text("5")


@pytest.fixture(scope="session")
def server():
    opened = hostile.Hostile()
    yield opened
    opened.close()


@pytest.fixture(scope="session")
def attack(server, tmp_path_factory):
    """Return a function that starts a service of its own with the settings given."""
    begun = []

    def start(workers: int = 1, **settings: str) -> Attacked:
        begun.append(Attacked(server, tmp_path_factory.mktemp("attacked"), workers, **settings))
        return begun[-1]

    yield start
    for attacked in begun:
        attacked.stop()


@pytest.fixture(scope="session")
def attacked(attack):
    """One service for all that only reads: one worker, so that memory is its own."""
    return attack()


@pytest.fixture(scope="session", name="hostile")
def _hostile():
    return hostile


@pytest.fixture(scope="session")
def deadline_s() -> float:
    return DEADLINE_S


@pytest.fixture(scope="session")
def memory():
    class Memory:
        forget_peak = staticmethod(forget_peak)
        now_mb = staticmethod(memory_mb)

        @staticmethod
        def peak_mb(pid: int) -> float:
            return memory_mb(pid, "VmHWM")

    return Memory
