"""Reading a page: read_page + candidates + merge against one lxml parse, and against others.

Others' tools get a text that is decoded already and has not been read before (a comment with a
number at its end), ours the same as bytes; parsing is in all of them.  CPU of all their threads.
"""

from __future__ import annotations

import os
import statistics
import tempfile
import time
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import AbstractContextManager
from itertools import count
from pathlib import Path

import lxml.html

from bench.measure import cpu_ms, paired, quantile, table
from bench.pages import Made, pages
from bench.references import NODE, PYTHON, Missing, Reader, node_reader, python_reader, write_pages
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
    return (
        f"{table(head, rows)}\n\nTwo threads against one: {threads(made):.2f} times the pages.\n\n"
        + "\n\n".join(against(*group, made) for group in OTHERS)
    )


OTHERS: Sequence[tuple[Sequence[str], Callable[[Path], AbstractContextManager[Reader]]]] = (
    (NODE, node_reader),
    (PYTHON, python_reader),
)


def against(
    tools: Sequence[str],
    reader: Callable[[Path], AbstractContextManager[Reader]],
    made: Sequence[Made],
    times: int = int(os.environ.get("BENCH_PAIRS", "5")),
) -> str:
    """Return a table of *tools* against all of ours, in turn for each page.

    Two rounds of all pages go before and are not counted, so that what compiles as it runs has.
    """
    number = count()
    ours: list[list[float]] = [[] for _ in made]
    theirs: dict[str, list[list[float]]] = {tool: [[] for _ in made] for tool in tools}
    try:
        with (
            tempfile.TemporaryDirectory() as folder,
            reader(write_pages(made, Path(folder, "pages"))) as other,
        ):
            for counted in [False] * 2 + [True] * times:
                for index, page in enumerate(made):
                    body = page.body + b"<!-- %d -->" % next(number)
                    spent = cpu_ms(lambda: read(page._replace(body=body)))  # noqa: B023
                    rest = [other.cpu_ms(tool, index) for tool in tools]
                    if counted:
                        ours[index].append(spent)
                        for tool, value in zip(tools, rest, strict=True):
                            theirs[tool][index].append(value)
            versions = other.versions
    except Missing as missing:
        return f"{', '.join(tools)}: skipped, {missing}."
    head = ("what", "median ms", "ours", "ratio, median page", "5 to 95 %", "ratio of totals")
    return f"{table(head, (_row(t, theirs[t], ours) for t in tools))}\n\n{versions}"


def _row(tool: str, theirs: list[list[float]], ours: list[list[float]]) -> tuple[str, ...]:
    ratios = [
        statistics.median(b / a for a, b in zip(mine, other, strict=True))
        for mine, other in zip(ours, theirs, strict=True)
    ]
    a, b = (list(map(statistics.median, spent)) for spent in (ours, theirs))
    return (
        f"{tool} : ours",
        f"{statistics.median(b):.2f}",
        f"{statistics.median(a):.2f}",
        f"**{statistics.median(ratios):.1f}**",
        f"{quantile(ratios, 0.05):.1f} to {quantile(ratios, 0.95):.1f}",
        f"{sum(b) / sum(a):.1f}",
    )


def threads(made: list[Made], rounds: int = 5) -> float:
    """Return the speed-up of two threads over one on the same work; 2.0 would be no lock at all."""

    def wall(workers: int) -> float:
        started = time.perf_counter()
        with ThreadPoolExecutor(workers) as pool:
            list(pool.map(only_read, made * 2))
        return time.perf_counter() - started

    return statistics.median(wall(1) / wall(2) for _ in range(rounds))
