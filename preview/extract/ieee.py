"""IEEE Xplore → candidates: its pages have no meta tags, but one inline object."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from typing import Any

from preview.extract.address import absolute
from preview.extract.record import Page
from preview.model import Author, Candidate, Markup

NAME = "lobal.document.metadata"  # xplGlobal, before 2018 global
_MAX_AUTHORS = 5_000

# Seen on document pages, 2020 to 2026; of several keys for one field the first that is stated.
_FIELDS: tuple[tuple[tuple[str, ...], str, Markup], ...] = (
    (("title", "displayDocTitle", "formulaStrippedArticleTitle"), "title", "auto"),
    (("abstract",), "abstract", "auto"),
    (("doi",), "doi", "plain"),
    (("publicationTitle", "displayPublicationTitle"), "container_title", "auto"),
    (("publicationDate", "displayPublicationDate", "conferenceDate"), "published", "plain"),
    (("onlineDate", "dateOfInsertion"), "published", "plain"),
    (("publicationYear", "copyrightYear"), "published", "plain"),
    (("volume",), "volume", "plain"),
    (("issue",), "issue", "plain"),
    (("startPage",), "page_first", "plain"),
    (("endPage",), "page_last", "plain"),
    (("publisher",), "publisher", "plain"),
)
_GENRES = {
    "conferences": "paper-conference",
    "periodicals": "article-journal",
    "journals & magazines": "article-journal",
    "early access articles": "article-journal",
    "standards": "standard",
    "books": "chapter",
}


def ieee(page: Page) -> Iterator[Candidate]:
    """Yield what the inline object of an IEEE Xplore page states."""
    for script in page.scripts:
        data = _object(script)
        if data is not None:
            yield from _read(data, page)
            return


def _object(script: str) -> Mapping[str, Any] | None:
    at = script.find(NAME)
    start = script.find("{", at) if at >= 0 else -1
    if start < 0 or script[at + len(NAME) : start].strip(" \t\r\n=") != "":
        return None
    try:
        data, _ = json.JSONDecoder(strict=False).raw_decode(script, start)
    except (ValueError, RecursionError):
        return None
    return data if isinstance(data, Mapping) else None


def _read(data: Mapping[str, Any], page: Page) -> Iterator[Candidate]:
    for keys, field, markup in _FIELDS:
        for key in keys:
            value = data.get(key)
            if isinstance(value, str | int) and str(value).strip():
                yield Candidate(field, str(value).strip(), f"ieee:{key.lower()}", markup)
                break
    for person in _list(data.get("authors"))[:_MAX_AUTHORS]:
        author = _author(person)
        if author is not None:
            yield Candidate("author", author, "ieee:authors")
    for group in _list(data.get("keywords"))[:16]:
        if isinstance(group, Mapping) and "author" in str(group.get("type", "")).lower():
            for word in _list(group.get("kwd"))[:64]:
                if isinstance(word, str):
                    yield Candidate("keyword", word, "ieee:keywords")
    genre = _GENRES.get(str(data.get("contentType", "")).lower())
    if genre:
        yield Candidate("genre", genre, "ieee:contenttype")
    if data.get("isOpenAccess") is True:
        yield Candidate("open_access", "true", "ieee:isopenaccess")
    for path in (data.get("pdfUrl"), data.get("pdfPath")):
        url = absolute(path, page.url) if isinstance(path, str) and path else None
        if url is not None:
            yield Candidate("pdf_url", url, "ieee:pdfurl")
            break


def _list(value: object) -> list[Any]:
    return value if isinstance(value, list) else []


def _author(person: object) -> Author | None:
    if not isinstance(person, Mapping):
        return None
    given, family = person.get("firstName"), person.get("lastName")
    name, orcid = person.get("name"), person.get("orcid")
    if not (isinstance(given, str) and isinstance(family, str) and given and family):
        given = family = None
    if not (isinstance(name, str) and name):
        name = f"{given} {family}" if given else None
    if name is None:
        return None
    return Author(name, given, family, orcid if isinstance(orcid, str) and orcid else None)
