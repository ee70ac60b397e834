"""/normalize: links a second on one core without HTTP, and a batch of 10 000 over it."""

from __future__ import annotations

import json
import statistics
import tempfile
import time
import urllib.request
from pathlib import Path

from bench.measure import table
from bench.serving import ours
from preview.errors import InvalidUrl
from preview.identity import identify

# Numbered, so that none is asked twice.
LINKS = (
    "https://arxiv.org/abs/2504.{n:05d}",
    "http://www.arxiv.org/pdf/hep-th/97{n:05d}v3.pdf",
    "https://doi.org/10.1016/S0140-6736(20){n:05d}-5",
    "https://www.nature.com/articles/s41586-021-{n:05d}-2",
    "https://www.biorxiv.org/content/10.1101/2020.03.22.{n:06d}v3.full",
    "https://pubmed.ncbi.nlm.nih.gov/320{n:05d}/",
    "https://openreview.net/forum?id=rJ4km{n:05d}&noteId=abc",
    "https://web.archive.org/web/2020/https://arxiv.org/abs/1706.{n:05d}",
    "https://www.example.org/2024/05/a-story-of-trees-{n}/?utm_source=feed&id=7#comments",
    "https://news{n}.example.co.uk/story/index.html?ref=home",
    "arXiv:1706.{n:05d}",
    "10.1145/3442188.{n:07d}",
    "no link at all {n}",
)


def rate(rounds: int, first: int) -> float:
    """Return links a second of CPU."""
    links = [link.format(n=n) for n in range(first, first + rounds) for link in LINKS]
    started = time.process_time()
    for link in links:
        try:
            identify(link)
        except InvalidUrl:
            continue
    return len(links) / (time.process_time() - started)


def run() -> str:
    rates = [rate(400, 400 * number) for number in range(9)]
    row = (f"{statistics.median(rates):,.0f}", f"{min(rates):,.0f}", f"{max(rates):,.0f}")
    alone = table(("links/s on one core, median of 9", "min", "max"), [row])
    return f"{alone}\n\n{batches()}"


def batches(times: int = 9) -> str:
    """Each item is another link, and each is looked up in the cache, which has none of them."""
    spent = []
    with tempfile.TemporaryDirectory() as folder, ours(Path(folder)) as server:
        for number in range(times):
            urls = [f"https://www.example.org/{number}/{n}?id={n}&utm_x=1" for n in range(5000)]
            urls += [f"https://arxiv.org/pdf/{1000 + number}.{n:05d}v2" for n in range(5000)]
            request = urllib.request.Request(  # noqa: S310 - loopback
                server.url("/normalize"),
                json.dumps({"urls": urls}).encode(),
                {"Content-Type": "application/json"},
            )
            started = time.perf_counter()
            with urllib.request.urlopen(request, timeout=60) as answer:  # noqa: S310
                body = answer.read()
            spent.append(time.perf_counter() - started)
            if len(json.loads(body)["results"]) != len(urls):
                raise RuntimeError(body[:200])
    row = (f"{statistics.median(spent):.2f}", f"{min(spent):.2f}", f"{max(spent):.2f}")
    return table(("seconds of a batch of 10 000 over HTTP, median of 9", "min", "max"), [row])
