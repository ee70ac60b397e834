"""`<meta>` → candidates: one loop over the rules of `vocabulary`, and what is several tags."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import lru_cache, partial
from types import MappingProxyType
from typing import NamedTuple

from preview.extract.media import Media
from preview.extract.page_tags import SENSITIVE
from preview.extract.record import Attributes, Page
from preview.extract.rule import Rule
from preview.extract.scholarly_tags import GENRES, HIGHWIRE_GENRES
from preview.extract.vocabulary import RULES
from preview.model import Author, Candidate, Markup


class _Statement(NamedTuple):
    """What a key says by one rule; *source* is `dc:title`, `highwire:citation_title`."""

    field: str
    source: str
    markup: Markup
    late: bool


def _statement(rule: Rule) -> _Statement:
    detail = rule.key.removeprefix(f"{rule.family}:").removeprefix(f"{rule.family}-")
    return _Statement(rule.field, f"{rule.family}:{detail}", rule.markup, rule.late)


_BY_KEY: Mapping[str, tuple[_Statement, ...]] = MappingProxyType(
    {
        key: tuple(_statement(rule) for rule in RULES if rule.key == key)
        for key in {r.key for r in RULES}
    }
)
_PREFIXES: Mapping[str, str] = MappingProxyType(
    {
        "dc": "dc",
        "dct": "dc",
        "dcterm": "dc",
        "dcterms": "dc",
        "prism": "prism",
        "eprints": "eprints",
        "sailthru": "sailthru",
        "twitter": "twitter",
        "og": "og",
        "article": "article",
    }
)
# Whose namespace a page may give a prefix of its own, by <link rel="schema.X" href=…>.
_SCHEMAS = (
    ("purl.org/dc/elements/", "dc"),
    ("purl.org/dc/terms", "dc"),
    ("prismstandard.org/", "prism"),
)
_LIPPINCOTT = "wkhealth_"
_MAX_KEYS = 8  # of a space-separated property list
_DOI = re.compile(r"(?:doi:|https?://(?:dx\.)?doi\.org/)?\s*10\.\d{4,9}/", re.IGNORECASE)
_ISSN = re.compile(r"(?:urn:)?(?:issn:?\s*)?\d{4}-\d{3}[\dxX]$", re.IGNORECASE)
_WRITTEN_BY = frozenset(("written by", "author", "by", "posted by", "verfasst von", "escrito por"))


def metas(page: Page) -> Iterator[Candidate]:
    """Yield what the page's `<meta>` tags state, the second choices of a vocabulary last."""
    late: list[Candidate] = []
    authors: list[Candidate] = []
    highwire: set[str] = set()
    media = Media(page)
    label: str | None = None
    for key, value in _statements(page):
        name = key
        if (at := key.find("citation_")) >= 0:
            name = key[at:]
            highwire.add(name)
            if name.startswith("citation_author_orcid") and authors:
                authors.append(_with_orcid(authors.pop(), value))
        elif media.take(key, value):
            continue
        for field, source, markup, is_late in _BY_KEY.get(name, ()):
            source = f"bepress:{name}" if key[:7] == "bepress" else source
            found = Candidate(field, value, source, markup)
            if field == "author":
                authors.append(found)
            else:
                late.append(found) if is_late else (yield found)
        if name in _SPECIAL:
            yield from _special(key, value)
        if key.startswith("twitter:label"):
            label = value.strip().rstrip(":").lower()
        elif key.startswith("twitter:data") and label in _WRITTEN_BY:
            authors.append(Candidate("author", value, f"twitter:{key[8:]}"))
    yield from authors
    genre = next((genre for name, genre in HIGHWIRE_GENRES if name in highwire), None)
    if genre:
        yield Candidate("genre", genre, "highwire:shape")
    yield from media.candidates()
    yield from late


def _statements(page: Page) -> Iterator[tuple[str, str]]:
    """Yield each (key, value): a tag with several keys, or both name and property, is several."""
    own = _own_prefixes(page)
    keys_of = partial(_keys, prefixes={**_PREFIXES, **own}) if own else _usual_keys
    for attributes in page.metas:
        value = _value(attributes)
        if value is None:
            continue
        name, also = attributes.get("name"), attributes.get("property")
        keys = keys_of((name or also or "")[:512])
        if name and also:
            keys = tuple(dict.fromkeys((*keys, *keys_of(also[:512]))))
        for key in keys:
            yield key, value
        if "http-equiv" in attributes and attributes["http-equiv"].lower() == "content-language":
            yield "http-equiv:content-language", value


def _value(attributes: Attributes) -> str | None:
    # `contents` is a misspelling that browsers ignore and publishers do not notice; `value` is
    # what some templates write for Twitter.
    for name in ("content", "contents", "value"):
        if name in attributes and (value := attributes[name].strip()):
            return value
    return None


def _own_prefixes(page: Page) -> Mapping[str, str]:
    own: dict[str, str] = {}
    for link in page.links:
        rel = link.get("rel", "").lower()
        if rel.startswith("schema."):
            href = link["href"]
            own.update({rel[7:]: prefix for part, prefix in _SCHEMAS if part in href})
    return own


def _keys(stated: str, prefixes: Mapping[str, str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(_key(raw, prefixes) for raw in stated.split()[:_MAX_KEYS]))


@lru_cache(maxsize=1024)  # the same few hundred names on all pages; a third of the cost of a tag
def _usual_keys(stated: str) -> tuple[str, ...]:
    return _keys(stated, _PREFIXES)


def _key(raw: str, prefixes: Mapping[str, str]) -> str:
    """Return *raw* as the rules spell it: `DC.Title`, `dcterms:title` → `dc:title`."""
    key = raw.lower()
    if key.startswith(_LIPPINCOTT):
        return f"citation_{key[len(_LIPPINCOTT) :]}"
    head, separator, rest = key.partition(":")
    if "." in head:
        head, separator, rest = key.partition(".")
    prefix = prefixes.get(head) if separator else None
    if prefix is None:
        return key
    rest = rest.replace(":", ".") if prefix in ("dc", "prism") else rest
    return f"{prefix}:{rest}"


def _with_orcid(candidate: Candidate, orcid: str) -> Candidate:
    name = candidate.value
    if isinstance(name, str) and candidate.family in ("highwire", "bepress"):
        return candidate._replace(value=Author(name=name, orcid=orcid))
    return candidate


_READABLE = "citation_fulltext_world_readable"
_SPECIAL = frozenset(("dc:identifier", "dc:type", "eprints:type", _READABLE, *SENSITIVE))


def _special(key: str, value: str) -> Iterator[Candidate]:
    """Yield what a value says by its own form, whatever the key promises."""
    if key == "dc:identifier":
        if _DOI.match(value):
            yield Candidate("doi", value, "dc:identifier")
        elif _ISSN.match(value):
            yield Candidate("issn", value, "dc:identifier")
    elif key in ("dc:type", "eprints:type"):
        genre = GENRES.get(value.lower())
        if genre:
            yield Candidate("genre", genre, key)
    elif key.endswith(_READABLE):
        yield Candidate("open_access", "true", f"highwire:{_READABLE}")
    elif key in SENSITIVE and value.lower() in SENSITIVE[key]:
        yield Candidate("sensitive", "true", f"meta:{key}")
