"""arXiv's Atom API.

https://info.arxiv.org/help/api/user-manual.html.  At most one request each three seconds and one
connection, over all machines: https://info.arxiv.org/help/api/tou.html (kept by `preview.fetch`).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any
from urllib.parse import urlencode

from preview.identity import parse_arxiv
from preview.model import Candidate, Get, Request, WorkId
from preview.registries import arxiv
from preview.registries.answer import nonsense, parse_xml, unknown
from preview.registries.dateparts import from_text

API = "https://export.arxiv.org/api/query?"
_A, _X = "{http://www.w3.org/2005/Atom}", "{http://arxiv.org/schemas/atom}"


def request(work: WorkId) -> Request:
    number = work.value + (f"v{work.version}" if work.version else "")
    query = urlencode({"id_list": number, "max_results": 1}, safe="/")
    return Request(API + query, accept="application/atom+xml")


def load(work: WorkId, get: Get) -> Iterator[Candidate]:
    yield from read(get(request(work)).body, work=work)


def read(body: bytes, *, work: WorkId) -> Iterator[Candidate]:
    """Yield what the work's entry of a feed states; entries come in no order.

    Raises:
        NotFound: no entry, or one that is titled "Error": arXiv says with 200 that it does not
            know an identifier, and with 400 (formerly 200) that it cannot be one.
        UpstreamError: no feed, or only other works' entries.
    """
    feed = parse_xml(body, "arXiv")
    if feed.tag != f"{_A}feed":
        raise nonsense("arXiv", f"root element {feed.tag}")
    entries = [e for e in feed.findall(f"{_A}entry") if not _is_error(e)]
    if not entries:
        raise unknown("arXiv")
    for entry in entries:
        named = parse_arxiv(_id(entry))
        if named and str(named) == str(work) and work.version in (None, named.version):
            yield from _entry(entry, work, named.version)
            return
    raise nonsense("arXiv", f"asked for {work}, sent {_id(entries[0])}")


def _id(entry: Any) -> str:
    """Return `2504.18412v2` of `http://arxiv.org/abs/2504.18412v2`."""
    return re.sub(r"^https?://arxiv\.org/abs/", "", (entry.findtext(f"{_A}id") or "").strip())


def _is_error(entry: Any) -> bool:
    identifier = entry.findtext(f"{_A}id") or ""
    return "arxiv.org/api/errors" in identifier or entry.find(f"{_A}title") is None


def _entry(entry: Any, work: WorkId, version: int | None) -> Iterator[Candidate]:
    def stated(tag: str) -> str | None:
        return arxiv.content(entry.find(tag))

    yield from arxiv.texts(
        "arxiv_atom", title=stated(f"{_A}title"), abstract=stated(f"{_A}summary")
    )
    for author in entry.findall(f"{_A}author"):
        yield from arxiv.author("arxiv_atom", arxiv.content(author.find(f"{_A}name")))
    if published := from_text(stated(f"{_A}published")):
        yield Candidate("published", published, "arxiv_atom:published")  # of v1
    if updated := from_text(stated(f"{_A}updated")):
        yield Candidate("updated", updated, "arxiv_atom:updated")  # of the version shown
    if version:
        yield Candidate("version", str(version), "arxiv_atom:id")
        if work.version is None:
            yield Candidate("newest_version", str(version), "arxiv_atom:id")
    primary = entry.find(f"{_X}primary_category")
    terms = [] if primary is None else [primary.get("term")]
    terms += [category.get("term") for category in entry.findall(f"{_A}category")]
    yield from arxiv.details(
        "arxiv_atom",
        work,
        categories=terms,
        comment=stated(f"{_X}comment"),
        journal_ref=stated(f"{_X}journal_ref"),
        doi=" ".join(e.text or "" for e in entry.findall(f"{_X}doi")),
    )
    for link in entry.findall(f"{_A}link"):
        if link.get("title") == "pdf" and link.get("href"):
            yield Candidate("pdf_url", link.get("href"), "arxiv_atom:link")
