"""Importing the application: CPU seconds and memory of a process that does nothing else."""

from __future__ import annotations

import json
import statistics
import subprocess
import sys

from bench.measure import table

SNIPPET = """
import json, time
{statement}
pages = int(open("/proc/self/statm").read().split()[1])
print(json.dumps([time.process_time(), pages * 4096 / 1048576]))
"""
STATEMENTS = (
    "pass",
    "import flask",
    "from preview import wiring; import app; import preview.web.site",
)


def once(statement: str) -> tuple[float, float]:
    done = subprocess.run(
        [sys.executable, "-c", SNIPPET.format(statement=statement)],
        capture_output=True,
        text=True,
        check=True,
    )
    seconds, megabytes = json.loads(done.stdout)
    return seconds, megabytes


def run() -> str:
    rows = []
    for statement in STATEMENTS:
        found = [once(statement) for _ in range(7)]
        rows.append(
            (f"`{statement}`", f"{statistics.median(f[0] for f in found):.2f}",
             f"{statistics.median(f[1] for f in found):.0f}")
        )  # fmt: skip
    return table(("statement", "CPU s, median of 7", "RSS MB"), rows)
