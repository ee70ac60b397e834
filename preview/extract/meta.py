"""`<meta>` → candidates: one loop over the rules of `vocabulary`, and what is several tags."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from types import MappingProxyType

from preview.extract.media import Media
from preview.extract.record import Attributes, Page
from preview.extract.vocabulary import GENRES, HIGHWIRE_GENRES, RULES, SENSITIVE, Rule
from preview.model import Author, Candidate


def _source(rule: Rule) -> str:
    """Return the source of what *rule* states: `dc:title`, `highwire:citation_title`."""
    family, key = rule.family, rule.key
    if family == "highwire":
        return f"{family}:{key[key.find('citation_') :]}"
    return f"{family}:{key.removeprefix(f'{family}:').removeprefix(f'{family}-')}"


_BY_KEY: Mapping[str, tuple[tuple[Rule, str], ...]] = MappingProxyType(
    {
        key: tuple((rule, _source(rule)) for rule in RULES if rule.key == key)
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
        for rule, source in _BY_KEY.get(name, ()):
            source = f"bepress:{name}" if key[:7] == "bepress" else source
            found = Candidate(rule.field, value, source, rule.markup)
            if rule.field == "author":
                authors.append(found)
            else:
                late.append(found) if rule.late else (yield found)
        if at >= 0 or key in _SPECIAL:
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
    prefixes = _prefixes(page)
    for attributes in page.metas:
        value = _value(attributes)
        if value is None:
            continue
        for key in _keys(attributes, prefixes):
            yield key, value
        if "http-equiv" in attributes and attributes["http-equiv"].lower() == "content-language":
            yield "http-equiv:content-language", value


def _keys(attributes: Attributes, prefixes: Mapping[str, str]) -> list[str]:
    keys: list[str] = []
    for name in ("name", "property"):
        if name in attributes:
            keys += attributes[name][:512].split()[:_MAX_KEYS]
    if len(keys) == 1:  # nearly all
        return [_key(keys[0], prefixes)]
    return list(dict.fromkeys([_key(key, prefixes) for key in keys]))


def _value(attributes: Attributes) -> str | None:
    # `contents` is a misspelling that browsers ignore and publishers do not notice; `value` is
    # what some templates write for Twitter.
    for name in ("content", "contents", "value"):
        if name in attributes and (value := attributes[name].strip()):
            return value
    return None


def _prefixes(page: Page) -> Mapping[str, str]:
    own = {}
    for link in page.links:
        rel = link.get("rel", "").lower()
        if rel.startswith("schema."):
            href = link["href"]
            own.update({rel[7:]: prefix for part, prefix in _SCHEMAS if part in href})
    return {**_PREFIXES, **own} if own else _PREFIXES


def _key(raw: str, prefixes: Mapping[str, str]) -> str:
    """Return *raw* as the rules spell it: `DC.Title`, `dcterms:title` → `dc:title`."""
    key = raw.lower()
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


_SPECIAL = frozenset(("dc:identifier", "dc:type", "eprints:type", *SENSITIVE))


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
    elif key.endswith("citation_fulltext_world_readable"):
        yield Candidate("open_access", "true", "highwire:citation_fulltext_world_readable")
    elif key in SENSITIVE and value.lower() in SENSITIVE[key]:
        yield Candidate("sensitive", "true", f"meta:{key}")
