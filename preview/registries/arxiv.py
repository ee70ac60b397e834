"""What arXiv's two APIs state alike: raw TeX, the author's own comment and the article's DOI."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Any

from preview.identity import parse_doi
from preview.model import Author, Candidate, WorkId
from preview.registries import status
from preview.registries.people import named
from preview.registries.relations import Said, related
from preview.registries.shape import text


def content(element: Any) -> str | None:
    """Return all text below an element of an XML answer, or None where there is none."""
    return None if element is None else text("".join(element.itertext()))


def texts(family: str, *, title: str | None, abstract: str | None) -> Iterator[Candidate]:
    if title:  # "0" is a title: 2104.12255
        yield Candidate("title", title, f"{family}:title", "tex")
    if abstract:
        yield Candidate("abstract", abstract, f"{family}:abstract", "tex")


def author(family: str, name: str | Author | None) -> Iterator[Candidate]:
    """Yield a name; one that holds TeX (`Erd\\H{o}s`) goes on as text, to be read as TeX."""
    written = name.name if isinstance(name, Author) else name
    if written and re.search(r"[\\${}]", written):
        yield Candidate("author", written, f"{family}:author", "tex")
    elif found := name if isinstance(name, Author) else named(name):
        yield Candidate("author", found, f"{family}:author")


def details(
    family: str,
    work: WorkId,
    *,
    categories: Iterable[str | None],
    comment: str | None,
    journal_ref: str | None,
    doi: str | None,
) -> Iterator[Candidate]:
    """Yield the rest.  The DOI is the article's, as the author gave it; there may be several."""
    for category in dict.fromkeys(c for c in categories if c):
        yield Candidate("category", category, f"{family}:category")
    if comment:
        yield Candidate("comment", comment, f"{family}:comment", "tex")
        if found := status.of_comment(comment):
            yield Candidate("status", found, f"{family}:comment")
    if journal_ref:
        yield Candidate("journal_ref", journal_ref, f"{family}:journal_ref", "tex")
    dois = [name for part in re.split(r"[\s,;]+(?=10\.)", doi or "") if (name := parse_doi(part))]
    for name in dois[:1]:
        yield Candidate("doi", name.value, f"{family}:doi")
    said = [Said("published_as", name.value, f"{family}:doi") for name in dois]
    yield from related(work, said)
    yield Candidate("arxiv_id", work.value, f"{family}:id")
    yield Candidate("genre", "preprint", f"{family}:id")
