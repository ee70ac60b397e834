"""Reading a page: read_page + candidates + merge against one lxml parse of the same bytes."""

from __future__ import annotations

import statistics
import time
from concurrent.futures import ThreadPoolExecutor

import lxml.html

from bench.measure import paired, quantile, table
from bench.pages import Made, pages
from preview import extract
from preview.extract.page import read_page
from preview.merge import merge
from preview.model import WorkId

HTML = "text/html; charset=utf-8"


def read(page: Made) -> object:
    read = read_page(page.body, HTML, page.url)
    work = WorkId("url", page.url.partition("://")[2])
    return merge(extract.candidates(read), work=work, url=page.url)


def parse(page: Made) -> object:
    """Parse and drop the tree.

    The allocator puts together what a tree leaves behind when somebody next asks for a large
    piece: a tenth of a parse, which else who comes next would pay.
    """
    lxml.html.document_fromstring(page.body)
    return bytes(65_536)


def only_read(page: Made) -> object:
    return list(extract.candidates(read_page(page.body, HTML, page.url)))


def run() -> str:
    made = pages()
    rows = []
    for name, call in (("read_page + candidates", only_read), ("… + merge", read)):
        ratios, ours, theirs = [], [], []
        for page in made:
            found = paired(lambda: call(page), lambda: parse(page), pairs=5)  # noqa: B023
            ratios.append(found.median)
            ours.append(found.a_ms)
            theirs.append(found.b_ms)
        rows.append(
            (name, f"{statistics.median(ours):.2f}", f"{statistics.median(theirs):.2f}",
             f"{statistics.median(ratios):.2f}", f"{quantile(ratios, 0.95):.2f}",
             f"{sum(ours) / sum(theirs):.2f}")
        )  # fmt: skip
    head = ("what", "median ms", "lxml ms", "ratio, median page", "ratio, p95", "ratio of totals")
    return table(head, rows) + f"\n\nTwo threads against one: {threads(made):.2f} times the pages."


def threads(made: list[Made], rounds: int = 5) -> float:
    """Return the speed-up of two threads over one on the same work; 2.0 would be no lock at all."""

    def wall(workers: int) -> float:
        started = time.perf_counter()
        with ThreadPoolExecutor(workers) as pool:
            list(pool.map(only_read, made * 2))
        return time.perf_counter() - started

    return statistics.median(wall(1) / wall(2) for _ in range(rounds))
