"""Metrics as Prometheus reads them: https://prometheus.io/docs/instrumenting/exposition_formats/

Under several workers each writes into files of one folder, which `gunicorn.conf.py` makes anew at
each start (PROMETHEUS_MULTIPROC_DIR), and whoever is asked adds them up.  In a single process there
is no folder, and all is in memory.
"""

from __future__ import annotations

import os
from functools import lru_cache

from prometheus_client import CollectorRegistry, Counter, Gauge, Histogram, generate_latest
from prometheus_client.multiprocess import MultiProcessCollector

from preview import __version__
from preview.metrics import BREAKER_OPEN, SITE, unfailing

MEDIA_TYPE = "text/plain; version=0.0.4; charset=utf-8"
METHODS = ("GET", "HEAD", "POST", "DELETE", "OPTIONS")
# Seconds: a hit takes less than a millisecond, and nothing longer than a batch's deadline.
BUCKETS = (0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 5.0, 8.0, 15.0, 30.0)
FETCH_BUCKETS = (0.05, 0.1, 0.25, 0.5, 1.0, 2.0, 3.0, 5.0, 8.0)


@unfailing
class Prometheus:
    """One process's counts; see `metrics.Metrics` for the calls."""

    def __init__(self) -> None:
        own = self._registry = CollectorRegistry()
        name = "paper_preview_"
        self._requests = Counter(
            f"{name}requests", "Requests.", ("route", "method", "status"), registry=own
        )
        self._seconds = Histogram(
            f"{name}request_seconds",
            "Time to answer.",
            ("route",),
            buckets=BUCKETS,
            registry=own,
        )
        self._answers = Counter(
            f"{name}answers",
            "Previews by the cache's state (hit, miss, stale, stale-error, pending) or problem.",
            ("outcome",),
            registry=own,
        )
        self._fetches = Counter(
            f"{name}fetches",
            "Fetches by registry (site: any other host) and outcome.",
            ("upstream", "outcome"),
            registry=own,
        )
        self._fetch_seconds = Histogram(
            f"{name}fetch_seconds",
            "Time of a fetch with its redirects.",
            ("upstream",),
            buckets=FETCH_BUCKETS,
            registry=own,
        )
        self._breakers = Gauge(
            f"{name}breaker_open",
            "1 while a registry is left alone, as it failed again and again.",
            ("upstream",),
            registry=own,
            multiprocess_mode="mostrecent",  # workers share the breaker: the last word holds
        )
        self._cache_faults = Counter(
            f"{name}cache_faults",
            "Times that the cache's engine failed and memory helped out (away, not written).",
            ("fault",),
            registry=own,
        )
        self._slots = Gauge(
            f"{name}slots_in_use",
            "Fetch slots that are taken.",
            registry=own,
            multiprocess_mode="livesum",
        )
        Gauge(
            f"{name}build_info",
            "1; the version is a label.",
            ("version",),
            registry=own,
            multiprocess_mode="max",
        ).labels(__version__).set(1)

        # To find a child by its labels costs as much as to count; there are some hundred at most.
        self._requests_of = lru_cache(self._requests.labels)
        self._seconds_of = lru_cache(self._seconds.labels)
        self._answers_of = lru_cache(self._answers.labels)
        self._fetches_of = lru_cache(self._fetches.labels)
        self._fetch_seconds_of = lru_cache(self._fetch_seconds.labels)

    def request(self, route: str | None, method: str, status: int, seconds: float) -> None:
        shown, method = route or "none", method if method in METHODS else "other"
        self._requests_of(shown, method, str(status)).inc()
        self._seconds_of(shown).observe(seconds)

    def answer(self, outcome: str, times: int = 1) -> None:
        self._answers_of(outcome).inc(times)

    def fetch(self, upstream: str, outcome: str, seconds: float) -> None:
        self._fetches_of(upstream, outcome).inc()
        if upstream != SITE:
            self._breakers.labels(upstream).set(outcome == BREAKER_OPEN)
        if outcome != BREAKER_OPEN:
            self._fetch_seconds_of(upstream).observe(seconds)

    def slots(self, in_use: int) -> None:
        self._slots.set(in_use)

    def cache_fault(self, fault: str) -> None:
        self._cache_faults.labels(fault.removeprefix("cache_")).inc()

    def exposition(self) -> bytes:
        registry = self._registry
        if os.environ.get("PROMETHEUS_MULTIPROC_DIR"):
            registry = CollectorRegistry()
            MultiProcessCollector(registry)  # type: ignore[no-untyped-call]
        return generate_latest(registry)
