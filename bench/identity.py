"""/normalize without HTTP: links a second on one core."""

from __future__ import annotations

import statistics

from bench.measure import cpu_ms, table
from preview.errors import InvalidUrl
from preview.identity import identify

LINKS = (
    "https://arxiv.org/abs/2504.18412",
    "http://www.arxiv.org/pdf/hep-th/9711200v3.pdf",
    "https://doi.org/10.1016/S0140-6736(20)30183-5",
    "https://www.nature.com/articles/s41586-021-03819-2",
    "https://www.biorxiv.org/content/10.1101/2020.03.22.002386v3.full",
    "https://pubmed.ncbi.nlm.nih.gov/32015507/",
    "https://openreview.net/forum?id=rJ4km2R5t7&noteId=abc",
    "https://web.archive.org/web/2020/https://arxiv.org/abs/1706.03762",
    "https://www.example.org/2024/05/a-story-of-trees/?utm_source=feed&id=7#comments",
    "https://news.example.co.uk/story/index.html?ref=home",
    "arXiv:1706.03762",
    "10.1145/3442188.3445922",
    "no link at all",
)


def once() -> None:
    for link in LINKS:
        try:
            identify(link)
        except InvalidUrl:
            continue


def run() -> str:
    rates = [len(LINKS) * 1000 / cpu_ms(once, 400) for _ in range(9)]
    row = (f"{statistics.median(rates):,.0f}", f"{min(rates):,.0f}", f"{max(rates):,.0f}")
    return table(("links/s on one core, median of 9", "min", "max"), [row])
