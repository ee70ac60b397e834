"""What others read pages with, from npm and PyPI: installed when first needed, run in a process.

Installed with exact versions into `.venv/bench`, where `make clean` finds them.  Each is a program
of its own that says line by line what a call cost it, so that it can be measured in turn with ours.
"""

from __future__ import annotations

import hashlib
import json
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple

from bench.pages import Made
from bench.serving import ROOT

HERE = Path(__file__).resolve().parent
NODE = ("metascraper", "html-metadata", "unfurl.js")
PYTHON = ("extruct", "trafilatura", "trafilatura.extract_metadata")


class Missing(Exception):
    """What cannot be installed here, as a sentence for the report."""


class Reader:
    """A program that reads pages; *versions* is what it says of itself."""

    def __init__(self, process: subprocess.Popen[str]) -> None:
        self._process = process
        self.versions = self._line()

    def cpu_ms(self, tool: str, page: int, times: int = 1) -> float:
        """Return the CPU milliseconds of one call, over *times* calls in a row."""
        assert self._process.stdin  # noqa: S101 - for the type
        self._process.stdin.write(f"{tool} {page} {times}\n")
        self._process.stdin.flush()
        return float(self._line())

    def _line(self) -> str:
        assert self._process.stdout  # noqa: S101 - for the type
        line = self._process.stdout.readline()
        if not line:
            raise RuntimeError(f"{self._process.args!r} ended")
        return line.strip()


@contextmanager
def node_reader(pages: Path) -> Iterator[Reader]:
    with _reader(["node", str(node() / "extract.mjs"), str(pages)], os.environ) as reader:
        yield reader


@contextmanager
def python_reader(pages: Path) -> Iterator[Reader]:
    environ = {**os.environ, "PYTHONPATH": str(python())}
    command = [sys.executable, str(HERE / "python" / "extract.py"), str(pages)]
    with _reader(command, environ) as reader:
        yield reader


@contextmanager
def _reader(command: Sequence[str], environ: Mapping[str, str]) -> Iterator[Reader]:
    with subprocess.Popen(
        command, env=environ, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as process:
        try:
            yield Reader(process)
        finally:
            process.kill()


def write_pages(made: Sequence[Made], path: Path) -> Path:
    """Write what a reader takes: addresses and texts, as decoding is not what is measured."""
    path.write_text(json.dumps([(page.url, page.body.decode()) for page in made]))
    return path


def node() -> Path:
    """Return the folder of npm's references and of our programs that use them.

    Raises:
        Missing: there is no node or npm, or the registry cannot be reached.
    """
    if missing := [name for name in ("node", "npm") if not shutil.which(name)]:
        raise Missing(f"there is no {' and no '.join(missing)}")
    source = HERE / "node"
    quiet = ("--no-audit", "--no-fund", "--loglevel=error", "--fetch-retries=0")
    install = Install(("npm", "ci", "--ignore-scripts", *quiet), "node_modules")
    folder = installed(source / "package-lock.json", install, also=(source / "package.json",))
    for program in source.glob("*.mjs"):
        shutil.copy(program, folder)  # node looks for packages beside the program
    return folder


def python() -> Path:
    """Return a folder for PYTHONPATH with PyPI's references.

    Raises:
        Missing: the registry cannot be reached.
    """
    pip = (sys.executable, "-m", "pip", "install", "-q", "--disable-pip-version-check")
    what = ("--require-hashes", "--no-deps", "--target", "packages", "-r", "requirements.lock")
    lock = HERE / "python" / "requirements.lock"
    return installed(lock, Install((*pip, *what), "packages")) / "packages"


class Install(NamedTuple):
    """*command* makes the folder *makes* from a lock file beside it."""

    command: Sequence[str]
    makes: str


def installed(lock: Path, install: Install, also: Sequence[Path] = ()) -> Path:
    """Return the folder in which this lock file is installed; another lock has another folder."""
    digest = hashlib.sha256(lock.read_bytes()).hexdigest()[:12]
    folder = ROOT / ".venv" / "bench" / f"{lock.parent.name}-{digest}"
    if (folder / "done").exists():
        return folder
    folder.mkdir(parents=True, exist_ok=True)
    for path in (lock, *also):
        shutil.copy(path, folder)
    shutil.rmtree(folder / install.makes, ignore_errors=True)
    done = subprocess.run(install.command, cwd=folder, capture_output=True, text=True)
    if done.returncode:
        said = (done.stderr or done.stdout).strip().splitlines() or ["nothing said"]
        raise Missing(f"{lock.relative_to(ROOT)} cannot be installed: {said[0]}")
    (folder / "done").touch()
    return folder
