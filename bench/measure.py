"""Measuring on a noisy machine: CPU time, A B A B, the ratio of each pair, medians."""

from __future__ import annotations

import platform
import statistics
import sys
import time
from collections.abc import Callable, Iterable, Sequence
from importlib.metadata import version
from typing import NamedTuple


class Ratio(NamedTuple):
    """*a_ms*, *b_ms*: median CPU milliseconds a call; *median*, *low*, *high*: of A/B by pair."""

    a_ms: float
    b_ms: float
    median: float
    low: float
    high: float


def cpu_ms(call: Callable[[], object], times: int = 1) -> float:
    """Return the CPU milliseconds of one call, over *times* calls in a row."""
    started = time.process_time()
    for _ in range(times):
        call()
    return (time.process_time() - started) * 1000 / times


def paired(
    a: Callable[[], object], b: Callable[[], object], *, pairs: int = 9, times: int = 1
) -> Ratio:
    """Measure A and B in turn; one round of each goes before and is not counted."""
    cpu_ms(a), cpu_ms(b)
    rows = [(cpu_ms(a, times), cpu_ms(b, times)) for _ in range(pairs)]
    ratios = sorted(one / max(other, 1e-6) for one, other in rows)
    return Ratio(
        statistics.median(r[0] for r in rows),
        statistics.median(r[1] for r in rows),
        statistics.median(ratios),
        ratios[0],
        ratios[-1],
    )


def quantile(values: Sequence[float], share: float) -> float:
    """Return the value below which *share* of the sorted values lie.

    >>> quantile([4, 1, 2, 3], 0.5)
    3
    """
    ordered = sorted(values)
    return ordered[min(len(ordered) - 1, int(len(ordered) * share))]


def table(head: Sequence[str], rows: Iterable[Sequence[object]]) -> str:
    """Return a Markdown table."""
    lines = [head, ["---"] * len(head), *rows]
    return "\n".join("| " + " | ".join(map(str, line)) + " |" for line in lines)


def machine() -> str:
    """Return what the figures were measured on; versions of what matters for them."""
    names = ("flask", "gunicorn", "lxml", "requests", "urllib3", "diskcache", "extruct", "msgspec")
    versions = " ".join(f"{name}=={version(name)}" for name in names)
    return f"Python {platform.python_version()}, {platform.machine()}, {sys.platform}; {versions}"
