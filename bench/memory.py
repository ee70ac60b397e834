"""Memory of a worker at rest, and memory and CPU of reading a page, whatever its bytes are.

60 MB above rest and 0.5 s at most are promised.
"""

from __future__ import annotations

import json
import random
import subprocess
import sys
import tempfile
from collections.abc import Callable, Mapping
from pathlib import Path

from bench.measure import table
from bench.pages import abs_page, news, page, publisher
from bench.serving import ROOT, ask, ours

MIB = 2**20
SCRIPT = '<script type="application/ld+json">'


def _repeated(unit: str, before: str = "", after: str = "") -> bytes:
    return (before + unit * (MIB // len(unit.encode())) + after).encode()[:MIB]


def _counted(unit: str, before: str = "") -> bytes:
    """*unit* with another number each time."""
    return (before + "".join(unit % n for n in range(MIB // len(unit)))).encode()[:MIB]


def _made(kind: Callable[[random.Random, str], tuple[str, str]], size: int) -> bytes:
    rng = random.Random(7)  # noqa: S311 - not for secrets
    head, extra = kind(rng, "https://site.example/a")
    return page(rng, head, extra, size)[:MIB]


# What costs a parser most is not what pages look like.
PAGES: Mapping[str, Callable[[], bytes]] = {
    "nothing": lambda: b"<title>x</title>",
    "abs page, 43 kB": lambda: _made(abs_page, 43_000),
    "news page, 150 kB": lambda: _made(news, 150_000),
    "news page, 1 MiB": lambda: _made(news, MIB),
    "publisher's page, 1 MiB": lambda: _made(publisher, MIB),
    "one text": lambda: _repeated("word "),
    "paragraphs": lambda: _repeated("<p>word word word"),
    "links": lambda: _repeated("<a href=/x>y</a>"),
    "tags in tags": lambda: _repeated("<b>"),
    "tags that do not end": lambda: _repeated("<a "),
    "90 000 attributes of one tag": lambda: _counted("a%d=b ", "<p "),
    "100 000 meta tags": lambda: _repeated("<meta a=b>"),
    "meta tags of authors": lambda: _repeated('<meta name="citation_author" content="Oak, Ann">'),
    "3 000 authors": lambda: _counted('<meta name=citation_author content="Oak%d, A.">')[:160_000],
    "authors in one tag": lambda: _repeated("Ann Oak, ", '<meta name=author content="'),
    "a trail of itemscope": lambda: _repeated("<i itemscope itemprop=a>"),
    "microdata": lambda: _repeated("<i itemscope itemprop=a><b itemprop=b>x</b></i>"),
    "JSON-LD": lambda: _repeated('{"a":1},', f"{SCRIPT}[", "{}]"),
    "JSON-LD, deep": lambda: _repeated('{"@graph":[', SCRIPT),
    "JSON-LD, broken": lambda: _repeated('\\"', f'{SCRIPT}["', "\\"),
    "JSON-LD without commas": lambda: _repeated('"a" ', f"{SCRIPT}["),
    "formulas": lambda: _repeated("$a_1$ \\(", "<title>"),
    "accents": lambda: _repeated("\u0301\u0323", "<title>a"),
    "entities": lambda: _repeated("&amp;&#8734;"),
    "4-byte letters": lambda: _repeated("\U0001f333 "),
    "NULs": lambda: b"\x00" * MIB,
}

# Run in a process of its own: what one page leaves behind must not hide what the next one takes.
SNIPPET = """
import gc, json, re, sys, time
from bench.extraction import read
from bench.pages import Made

def status(name):
    return int(re.search(name + r":\\s+(\\d+)", open("/proc/self/status").read())[1]) / 1024

with open(sys.argv[1], "rb") as file:
    body = file.read()
read(Made("", "https://site.example/a", b"<title>x</title><p itemprop=a>y"))  # all is imported
gc.collect()
with open("/proc/self/clear_refs", "w") as refs:
    refs.write("5")  # the peak from now on
before, spent = status("VmRSS"), time.process_time()
read(Made("", "https://site.example/a", body))
print(json.dumps([status("VmHWM") - before, time.process_time() - spent]))
"""


def cost(body: bytes) -> tuple[float, float]:
    """Return what reading *body* takes: MB above rest, and seconds of CPU."""
    with tempfile.NamedTemporaryFile() as file:
        file.write(body)
        file.flush()
        command = [sys.executable, "-c", SNIPPET, file.name]
        done = subprocess.run(command, capture_output=True, text=True, check=True, cwd=ROOT)
    above, spent = json.loads(done.stdout)
    return float(above), float(spent)


def run() -> str:
    with tempfile.TemporaryDirectory() as folder, ours(Path(folder)) as server:
        for _ in range(60):
            ask(server.url("/normalize?url=10.1000/1"))  # both have opened what they open
        workers = server.memory_mb()
    rest = table(
        ("worker at rest", "RSS MB", "its own share (PSS) MB"),
        [(n, f"{rss:.0f}", f"{pss:.0f}") for n, (rss, pss) in enumerate(workers, 1)],
    )
    costs = {name: cost(make()) for name, make in PAGES.items()}
    rows = [(name, f"{above:.0f}", f"{spent:.2f}") for name, (above, spent) in costs.items()]
    head = ("reading (bytes not named: 1 MiB)", "peak above rest, MB", "CPU s")
    return rest + "\n\n" + table(head, rows)
