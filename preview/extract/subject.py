"""Which of a page's schema.org nodes the page is about."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any
from urllib.parse import urlsplit

from preview.extract.address import absolute
from preview.extract.record import Page
from preview.extract.schema_kinds import PAGE_RANK, Node, kind_of, values
from preview.extract.schema_org import describe
from preview.extract.schema_values import Reading
from preview.model import Candidate

MAX_DEPTH = 32
MAX_NODES = 2_000
_SUBJECT_KEYS = frozenset(("@graph", "mainEntity", "mainEntityOfPage", "blogPost"))


def walk(documents: Iterable[Any], keys: frozenset[str] | None = _SUBJECT_KEYS) -> Iterator[Node]:
    """Yield the nodes of *documents* and below, breadth first, by *keys* alone or by all (None).

    By the default keys they are those that may be the page's subject, not what others mention.
    """
    level: list[Any] = list(documents)
    left = MAX_NODES
    for _ in range(MAX_DEPTH):
        below: list[Any] = []
        for value in level:
            if isinstance(value, list):
                below += value[:MAX_NODES]
            elif isinstance(value, dict):
                left -= 1
                if left < 0:
                    return
                yield value
                below += [v for k, v in value.items() if keys is None or k in keys]
        level = [value for value in below[: 4 * MAX_NODES] if isinstance(value, list | dict)]
        if not level:
            return


def subject_candidates(nodes: Iterable[Node], page: Page, reading: Reading) -> Iterator[Candidate]:
    """Yield what the page's subject says of itself, then what only its WebPage node says.

    A list of related articles must not lend its authors and dates: a node that names another
    address than the page's counts only where no other node of its rank is there.
    """
    ranked = [(kind.rank, node) for node in nodes if (kind := kind_of(node)) is not None]
    here = _addresses(page)
    stated: set[str] = set()
    for of_page in (False, True):
        candidates = [(r, n) for r, n in ranked if (r >= PAGE_RANK) is of_page]
        chosen = _choose(candidates, here, page.url)
        if chosen is not None:
            found = list(describe(chosen, reading))
            yield from (c for c in found if c.field not in stated)
            stated.update(c.field for c in found)


def _choose(ranked: list[tuple[int, Node]], here: frozenset[str], url: str) -> Node | None:
    places = [(_place(node, here, url), rank, node) for rank, node in ranked]
    for wanted in (True, None):  # names this page; names none
        fitting = [(rank, node) for place, rank, node in places if place is wanted]
        if fitting:
            return min(fitting, key=lambda pair: pair[0])[1]
    best = min((rank for rank, _ in ranked), default=None)
    elsewhere = [node for rank, node in ranked if rank == best]
    return elsewhere[0] if len(elsewhere) == 1 else None


def _place(node: Node, here: frozenset[str], url: str) -> bool | None:
    """Return whether *node* names this page, None where it names no page at all."""
    named = set()
    for key in ("url", "mainEntityOfPage", "@id"):
        for value in values(node.get(key))[:4]:
            text = value.get("@id") or value.get("url") if isinstance(value, dict) else value
            if isinstance(text, str) and text.startswith(("http:", "https:", "/")):
                joined = absolute(text, url)
                if joined:
                    named.add(_bare(joined))
    if not named:
        return None
    return bool(named & here)


def _addresses(page: Page) -> frozenset[str]:
    stated = [page.url]
    stated += [x["href"] for x in page.links if "canonical" in x.get("rel", "").lower().split()]
    stated += [m.get("content", "") for m in page.metas if m.get("property") == "og:url"]
    joined = (absolute(url, page.url) for url in stated[:8])
    return frozenset(_bare(url) for url in joined if url)


def _bare(url: str) -> str:
    """Return *url* as it is compared: no scheme, `www.`, fragment, query or end slash."""
    parts = urlsplit(url)
    return parts.netloc.lower().removeprefix("www.") + parts.path.rstrip("/")
