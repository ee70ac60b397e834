"""The process that reads a PDF is small, short-lived and alone."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from pathlib import Path

from preview.pdf import __main__ as child
from preview.pdf import process

START = (
    "import sys, runpy; sys.argv = ['x']\n"
    f"sys.path.insert(0, {str(Path(child.__file__).parents[2])!r})\n"
    "import preview.pdf.facts\n"
    "def facts(parts):\n    {body}\n"
    "preview.pdf.facts.facts = facts\n"
    f"runpy.run_path({child.__file__!r}, run_name='__main__')\n"
)


def run(body: str) -> subprocess.CompletedProcess[bytes]:
    """Run the child with *body* in the place of its reader, as if a PDF had taken it over."""
    code = START.replace("{body}", body)
    command = [sys.executable, "-I", "-S", "-c", code]
    return subprocess.run(command, input=b"", capture_output=True, timeout=30, check=False)


def test_it_reads_a_pdf(pdf):
    assert process.read(pdf(b"/Title (Sets)")) == {"info.title": ("Sets",)}


def test_it_reads_both_ends(pdf):
    whole = pdf(b"/Title (Far away)", fill=b"x" * 200_000)

    assert process.read(whole) == {}
    assert process.read(whole, whole) == {"info.title": ("Far away",)}


def test_a_slow_one_is_killed(pdf):
    began = time.monotonic()

    assert process.read(pdf(b"/Title (Sets)"), seconds=0.001) == {}
    assert time.monotonic() - began < 5


def test_an_endless_one_is_stopped_by_its_own_limit_of_cpu():
    assert run("while True: pass").returncode != 0


def test_one_that_takes_too_much_memory_is_refused_it():
    done = run(f"return {{'x': ['a' * {2 * child.MEMORY}]}}")

    assert done.returncode != 0
    assert b"MemoryError" in done.stderr


def test_it_cannot_write_a_file(tmp_path):
    target = tmp_path / "written"

    run(f"open({str(target)!r}, 'wb').write(b'x'); return {{}}")

    assert not target.exists() or target.stat().st_size == 0


def test_it_knows_none_of_our_settings(monkeypatch, pdf):
    monkeypatch.setenv("PREVIEW_API_KEYS", "secret")
    seen = {}
    real = subprocess.run

    def run(*args, **kwargs):
        seen.update(kwargs)
        return real(*args, **kwargs)

    monkeypatch.setattr(process.subprocess, "run", run)
    process.read(pdf())

    assert seen["env"] == {}


def test_without_an_interpreter_nothing_is_read(monkeypatch, pdf):
    monkeypatch.setattr(process.sys, "executable", os.devnull)

    assert process.read(pdf(b"/Title (Sets)")) == {}
