"""The parts of a PubMed citation that need more than a path: mixed text, people, dates."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from typing import Any

from preview.model import Author
from preview.registries.dateparts import iso
from preview.registries.people import group, person
from preview.registries.shape import text


def content(element: Any) -> str | None:
    """Return all text below *element*."""
    return None if element is None else text("".join(element.itertext()))


def markup(element: Any) -> str | None:
    """Return what is below *element* as HTML: text escaped, tags by local name, no attributes.

    MathML goes on as MathML; an unresolved entity is left out.
    """
    return None if element is None else text(_inside(element))


def _inside(element: Any) -> str:
    parts = [html.escape(element.text or "", quote=False)]
    for child in element:
        if isinstance(child.tag, str):
            tag = child.tag.rpartition("}")[2]
            parts.append(f"<{tag}>{_inside(child)}</{tag}>")
        parts.append(html.escape(child.tail or "", quote=False))
    return "".join(parts)


def abstract(citation: Any) -> str | None:
    """Return the abstract as HTML, a paragraph for each part with its label in front."""
    paragraphs = []
    for path in ("Article/Abstract/AbstractText", "Abstract/AbstractText"):
        for element in citation.findall(path):
            if found := markup(element):
                label = text(element.get("Label"))
                label = None if label == "UNLABELLED" else label
                start = f"<b>{html.escape(label, quote=False)}:</b> " if label else ""
                paragraphs.append(f"<p>{start}{found}</p>")
    return "".join(paragraphs) or None


def authors(citation: Any) -> Iterator[Author]:
    """Yield the authors in byline order; ValidYN="N" is a misprint that another entry corrects."""
    for path in ("Article/AuthorList", "AuthorList"):
        for listed in citation.findall(path):
            if listed.get("Type") == "editors":
                continue
            for element in listed.iterchildren("Author"):
                if element.get("ValidYN") != "N" and (author := _author(element)):
                    yield author


def _author(element: Any) -> Author | None:
    if name := content(element.find("CollectiveName")):
        return group(name)
    given = content(element.find("ForeName")) or content(element.find("Initials"))
    orcid = next(
        (content(e) for e in element.findall("Identifier") if e.get("Source") == "ORCID"), None
    )
    return person(
        given,
        content(element.find("LastName")),
        suffix=content(element.find("Suffix")),
        orcid=orcid,
    )


def published(citation: Any) -> str | None:
    """Return the first publication: electronic, else that of the issue, else of the book."""
    for path in (
        "Article/ArticleDate",
        "Article/Journal/JournalIssue/PubDate",
        "ContributionDate",
        "Book/PubDate",
    ):
        for element in citation.findall(path):
            if found := _date(element):
                return found
    return None


_MEDLINE_DATE = re.compile(r"([0-9]{4})(?:\s+([A-Z][a-z]{2})(?:\s+([0-9]{1,2})(?![0-9]))?)?")


def _date(element: Any) -> str | None:
    """Return a date; of a MedlineDate (`1998 Dec-1999 Jan`, `1999 Jan-Mar`) its beginning."""
    parts = [content(element.find(name)) for name in ("Year", "Month", "Day")]
    if found := iso(*parts):
        return found
    match = _MEDLINE_DATE.match(content(element.find("MedlineDate")) or "")
    return iso(*match.groups()) if match else None
