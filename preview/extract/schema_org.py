"""A schema.org node → candidates, whether JSON-LD or microdata states it."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping

from preview.extract import schema_values as read
from preview.extract.schema_kinds import KINDS, Kind, Node, kind_of, types, values
from preview.extract.schema_values import Reading, first, texts
from preview.model import Author, Candidate, Markup, Value

_MAX_CHAIN = 4  # article → issue → volume → periodical
_ORCID = re.compile(r"\d{4}-\d{4}-\d{4}-\d{3}[\dX]")


_Reader = Callable[[object, Reading], Iterator[Value]]
_PROPERTIES: tuple[tuple[str, str, _Reader, Markup], ...] = (
    ("headline", "title", read.titles, "auto"),
    ("name", "title", read.titles, "auto"),
    ("abstract", "abstract", read.texts, "auto"),
    ("description", "description", read.texts, "auto"),
    ("datePublished", "published", read.texts, "plain"),
    ("uploadDate", "published", read.texts, "plain"),
    ("dateCreated", "published", read.texts, "plain"),
    ("dateModified", "updated", read.texts, "plain"),
    ("inLanguage", "language", read.language, "plain"),
    ("publisher", "publisher", read.publishers, "plain"),
    ("publisher", "site_name", read.publishers, "plain"),
    ("keywords", "keyword", read.texts, "plain"),
    ("image", "image", read.images, "plain"),
    ("primaryImageOfPage", "image", read.images, "plain"),
    ("thumbnailUrl", "image", read.images, "plain"),
    ("url", "canonical", read.urls, "plain"),
    ("license", "license", read.licenses, "plain"),
    ("isAccessibleForFree", "open_access", read.booleans, "plain"),
    ("isFamilyFriendly", "sensitive", read.when_false, "plain"),
    ("encoding", "pdf_url", read.encodings, "plain"),
    ("associatedMedia", "pdf_url", read.encodings, "plain"),
    ("embedUrl", "player", read.players, "plain"),
    ("pageStart", "page_first", read.texts, "plain"),
    ("pageEnd", "page_last", read.texts, "plain"),
    ("pagination", "page", read.texts, "plain"),
    ("volumeNumber", "volume", read.texts, "plain"),
    ("issueNumber", "issue", read.texts, "plain"),
    ("issn", "issn", read.texts, "plain"),
    ("isbn", "isbn", read.texts, "plain"),
)


def describe(node: Node, reading: Reading) -> Iterator[Candidate]:
    """Yield what *node*, the page's subject, says of itself."""
    kind = kind_of(node) or Kind(9)
    named = types(node)
    if named:
        best = min(named, key=lambda name: KINDS.get(name, Kind(9)).rank)
        yield Candidate("page_type", best.lower(), f"{reading.family}:type")
    for key, field, reader, markup in _PROPERTIES:
        if key in node:
            for value in reader(node[key], reading):
                yield Candidate(field, value, f"{reading.family}:{key.lower()}", markup)
    if kind.scholarly and "description" in node:
        for text in texts(node["description"], reading):
            yield Candidate("abstract", text, f"{reading.family}:description", "auto")
    yield from _authors(node, reading)
    genre = kind.genre
    for found in _part_of(node, reading):
        if found.field == "container_title" and kind.scholarly and genre is None:
            genre = "article-journal"
        yield found
    if genre:
        yield Candidate("genre", genre, f"{reading.family}:type")
    yield from _identifiers(node, reading)


def _authors(node: Node, reading: Reading) -> Iterator[Candidate]:
    for key in ("author", "creator"):
        found = False
        for value in values(node.get(key)):
            author = _person(value, reading)
            if author is not None:
                found = True
                yield Candidate("author", author, f"{reading.family}:{key.lower()}")
        if found:
            return


def _person(value: object, reading: Reading) -> Author | str | None:
    if isinstance(value, str):
        return value.strip() or None
    if not isinstance(value, Mapping):
        return None
    node = reading.resolve(value)
    given, family = (first(node.get(key), reading) for key in ("givenName", "familyName"))
    name = first(node.get("name"), reading) or " ".join(part for part in (given, family) if part)
    if not name:
        return None
    if not (given and family):
        given = family = None
    collective = not {"Person", "Patient"} & set(types(node)) and bool(types(node))
    return Author(name, given, family, _orcid(node), collective)


def _orcid(node: Node) -> str | None:
    for key in ("@id", "sameAs", "identifier", "url"):
        for value in values(node.get(key))[:8]:
            text = value.get("value") or value.get("@id") if isinstance(value, Mapping) else value
            if isinstance(text, str) and ("orcid" in text.lower() or key == "identifier"):
                found = _ORCID.search(text[:256])
                if found:
                    return found[0]
    return None


def _part_of(node: Node, reading: Reading) -> Iterator[Candidate]:
    """Yield what the chain of `isPartOf` says: issue, volume, journal, or the site."""
    family = reading.family
    waiting = values(node.get("isPartOf"))[:4]
    if "publication" in node and not waiting:
        waiting = values(node["publication"])[:4]
    for _ in range(_MAX_CHAIN * 2):
        if not waiting:
            return
        value = waiting.pop(0)
        if not isinstance(value, Mapping):
            continue
        part = reading.resolve(value)
        named = set(types(part))
        name = first(part.get("name"), reading)
        if name and named & {"Periodical", "Book", "CreativeWorkSeries", "Journal", "Proceedings"}:
            yield Candidate("container_title", name, f"{family}:ispartof", "auto")
        elif name and "WebSite" in named:
            yield Candidate("site_name", name, f"{family}:ispartof")
        for key, field in (("volumeNumber", "volume"), ("issueNumber", "issue"), ("issn", "issn")):
            for text in texts(part.get(key), reading):
                yield Candidate(field, text, f"{family}:{key.lower()}")
        waiting += values(part.get("isPartOf"))[:4]


def _identifiers(node: Node, reading: Reading) -> Iterator[Candidate]:
    """Yield the identifiers that are stated, each with the property that states it."""
    for key in ("doi", "identifier", "sameAs", "@id"):
        for value in values(node.get(key))[:16]:
            scheme, text = "", value
            if isinstance(value, Mapping):
                found = reading.resolve(value)
                scheme = str(first(found.get("propertyID") or found.get("name"), reading) or "")
                text = found.get("value") or found.get("@id") or ""
            if not isinstance(text, str):
                continue
            field = _identifier_field(scheme.lower().rsplit("/", 1)[-1], text.strip())
            if field is not None:
                yield Candidate(field, text.strip(), f"{reading.family}:{key.lower()}")


_SCHEMES = {"doi": "doi", "pmid": "pmid", "pmc": "pmcid", "pmcid": "pmcid", "arxiv": "arxiv_id"}
_DOI = re.compile(r"(?:doi:|https?://(?:dx\.)?doi\.org/)?10\.\d{4,9}/", re.IGNORECASE)


def _identifier_field(scheme: str, text: str) -> str | None:
    if _DOI.match(text):
        return "doi"
    return _SCHEMES.get(scheme)
