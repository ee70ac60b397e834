"""How cost grows with what is asked: entries kept, authors, bytes of a page, items of a batch."""

from __future__ import annotations

import json
import random
import statistics
import tempfile
import time
import urllib.request
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from urllib.parse import quote

from bench.extraction import read
from bench.measure import cpu_ms, table
from bench.pages import Made, metas, news, page
from bench.serving import Server, ask, ours, site
from preview.cache.disk import DiskStore
from preview.cache.entries import Entries, Names, names_of
from preview.model import Metadata, Paper, Record, WorkId

ENTRY = 4000  # bytes
MAX_MB = 1024  # the default


def run() -> str:
    return "\n\n".join((entries(), authors(), sizes(), batches()))


def entries(steps: tuple[int, ...] = (10_000, 50_000, 200_000, 300_000)) -> str:
    """A hit's look-up and decoding, at random keys; the last step is beyond the bound."""
    rng = random.Random(3)  # noqa: S311 - not for secrets
    rows = []
    with tempfile.TemporaryDirectory(prefix="bench-", dir=".") as folder:
        store = DiskStore(Path(folder), MAX_MB)
        known = Entries(store, time.time)
        there = 0
        first = None
        for step in steps:
            started = time.perf_counter()
            for number in range(there, step):
                known.keep(names_of(str(number)), record(number), None, b"")
            wrote = (time.perf_counter() - started) / (step - there) * 1e6
            there = step
            alive = [n for n in rng.sample(range(there), 4000) if known.look(names_of(str(n)))]
            names = [names_of(str(n)) for n in alive[:2000]]
            each = statistics.median(_looks(known, names) for _ in range(5))
            first = first or each
            size = sum(file.stat().st_size for file in Path(folder).rglob("*") if file.is_file())
            rows.append(
                (f"{there:,}", f"{len(alive) / 40:.0f} %", f"{size / 2**20:.0f}", f"{wrote:.0f}",
                 f"{each:.1f}", f"{each / first:.2f}")
            )  # fmt: skip
        store.close()
    head = (
        "entries written",
        "still there",
        "MB on disk",
        "µs to write one",
        "µs of a hit",
        "to the first",
    )
    return f"Entries of {ENTRY} bytes, bound {MAX_MB} MB.\n\n" + table(head, rows)


def _looks(known: Entries, names: list[Names]) -> float:
    """Return the microseconds of CPU of one look."""
    started = time.process_time()
    for name in names:
        known.look(name)
    return (time.process_time() - started) / len(names) * 1e6


def record(number: int) -> Record:
    text = f"{number} " + "word " * (ENTRY // 10 - 80)
    metadata = Metadata(title=f"Work {number}", description=text, paper=Paper(abstract=text))
    return Record(
        work=WorkId("arxiv", f"{number:09d}"),
        aliases=(f"arxiv:{number:09d}",),
        related=(),
        canonical_url="https://site.example/",
        domain="site.example",
        metadata=replace(metadata, kind="paper"),
        provenance={},
        fetched_at=time.time(),
    )


def authors(steps: tuple[int, ...] = (30, 300, 1000, 3000)) -> str:
    def cost(count: int) -> Callable[[], object]:
        tags = [("citation_title", "On trees")]
        tags += [("citation_author", f"Oak{n}, Ann") for n in range(count)]
        body = f"<title>On trees</title>{metas('name', tags)}".encode()
        return lambda: read(Made("", "https://site.example/a", body))

    return _linear("authors of a record", steps, cost)


def sizes(steps: tuple[int, ...] = (64, 128, 256, 512, 1024)) -> str:
    def cost(kib: int) -> Callable[[], object]:
        rng = random.Random(7)  # noqa: S311 - not for secrets
        head, extra = news(rng, "https://site.example/a")
        body = page(rng, head, extra, kib * 1024)
        return lambda: read(Made("", "https://site.example/a", body))

    return _linear("KiB of a page", steps, cost)


def _linear(what: str, steps: tuple[int, ...], cost: Callable[[int], Callable[[], object]]) -> str:
    rows = []
    for step in steps:
        call = cost(step)
        call()
        spent = statistics.median(cpu_ms(call) for _ in range(9))
        rows.append((step, f"{spent:.2f}", f"{spent / step * 1000:.1f}"))
    return table((what, "CPU ms", "µs each"), rows)


def batches(steps: tuple[int, ...] = (10, 25, 50, 100)) -> str:
    rows = []
    with (
        tempfile.TemporaryDirectory() as name,
        site() as upstream,
        ours(Path(name), upstream) as server,
    ):
        links = [f"http://127.3.0.{n + 1}:{upstream}/abs/{n}" for n in range(max(steps))]
        for link in links:
            ask(server.url(f"/preview?url={quote(link, safe='')}"))
        for step in steps:
            spent = statistics.median(_batch(server, links[:step]) for _ in range(9))
            rows.append((step, f"{spent:.1f}", f"{spent / step:.2f}"))
    return table(("items of a batch, all kept", "ms over HTTP", "ms each"), rows)


def _batch(server: Server, links: list[str]) -> float:
    body = json.dumps({"urls": links}).encode()
    request = urllib.request.Request(  # noqa: S310 - loopback
        server.url("/previews"), body, {"Content-Type": "application/json"}
    )
    started = time.perf_counter()
    with urllib.request.urlopen(request, timeout=60) as answer:  # noqa: S310
        results = json.loads(answer.read())["results"]
    spent = (time.perf_counter() - started) * 1000
    if not all("preview" in result for result in results):
        raise RuntimeError(results)
    return spent
