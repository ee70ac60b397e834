"""The walk-through of CONTRIBUTING.md, step by step, in a copy of the project."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
import textwrap
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
TEXT = (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8")
STEP = re.compile(
    r"^\d\. `(?P<file>[^`]+)`.*?```\w+\n(?P<body>.*?)\n {3}```", re.MULTILINE | re.DOTALL
)


def test_adding_a_site_works_as_it_is_written(tmp_path):
    for name in ("preview", "tests/providers", "pyproject.toml", "app.py"):
        source, target = ROOT / name, tmp_path / name
        if source.is_dir():
            shutil.copytree(source, target, ignore=shutil.ignore_patterns("__pycache__", "cases"))
        else:
            shutil.copy(source, target)
    steps = [match for match in STEP.finditer(TEXT) if "treebank" in match["file"]]
    assert len(steps) == 3
    for step in steps:
        file = tmp_path / step["file"]
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(textwrap.dedent(step["body"]) + "\n")
    done = subprocess.run(
        [sys.executable, "-m", "pytest", "tests/providers/test_cases.py", "-k", "treebank", "-q"],
        cwd=tmp_path,
        env={**os.environ, "PYTHONPATH": str(tmp_path), "CI": ""},
        capture_output=True,
        text=True,
        timeout=120,
    )
    assert done.returncode == 0, done.stdout[-3000:]
    assert "1 passed" in done.stdout
