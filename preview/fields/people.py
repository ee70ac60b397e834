"""Authors as a tag writes them."""

from __future__ import annotations

import html
import re
from dataclasses import replace

from preview import markup, names
from preview.model import Author, Candidate
from preview.text import squash

# Who writes a page's tags states one name as it is written; a registry has taken it apart.
_WRITTEN = frozenset(
    ("highwire", "bepress", "eprints", "dc", "ieee", "coins", "jsonld", "microdata")
)
# Who writes for readers: `Jane Doe, CNN` says for whom she writes, and `Garcia Lopez, MJA` of a
# paper's tags is somebody's initials.
_FOR_READERS = frozenset(
    ("meta", "article", "og", "twitter", "parsely", "sailthru", "microdata", "body", "oembed")
)
_AFFILIATION = re.compile(r"(\w [\w.’'-]*[a-zß-ÿ]),\s?(?!III\b)[A-Z]{3,6}(?=$|[,;]|\s(?:and|&)\s)")
_ENTITY = re.compile(r"&(?:#\d{2,6}|#x[0-9a-fA-F]{2,6}|[a-zA-Z]{2,31});")
_SEVERAL = re.compile(r";|\w\s+(?:and|&)\s+\w")


def authors(candidate: Candidate) -> tuple[Author, ...] | None:
    if isinstance(candidate.value, Author):
        return _one_author(candidate, candidate.value)
    text = _name_text(candidate)
    for_readers = candidate.family in _FOR_READERS and candidate.source != "body:authors"
    if text and for_readers and "," in text:
        text = _AFFILIATION.sub(r"\1", text)
    return names.parse_authors(text) or None if text else None


def one_author(candidate: Candidate) -> tuple[Author, ...] | None:
    """Read a name whose tag is known to hold one: `Nguyen Thi, Minh Khai` is no list of two.

    Semicolons and a written "and" still divide: they stand in no name.
    """
    text = _name_text(candidate)
    if text is None:
        return authors(candidate)
    if plain := names.plain_name(text):
        return (plain,)
    if _SEVERAL.search(text):
        return names.parse_authors(text) or None
    found = names.parse_author(text)
    return (found,) if found else None


def _name_text(candidate: Candidate) -> str | None:
    if not isinstance(candidate.value, str):
        return None
    return _text(candidate.value, candidate)


def _text(stated: str, candidate: Candidate) -> str:
    """Return the text of a name; some sites write their entities twice."""
    text = stated if candidate.markup == "plain" else markup.line(stated, candidate.markup)
    return _ENTITY.sub(lambda found: html.unescape(found[0]), text) if "&" in text else text


def _one_author(candidate: Candidate, stated: Author) -> tuple[Author, ...] | None:
    name = squash(_text(stated.name, candidate))
    if not name:
        return None
    known = replace(stated, name=name)
    if candidate.family not in _WRITTEN or (stated.given and stated.family):
        return (known,)
    if stated.collective:
        return None if names.is_nobody(name) else (known,)
    read = names.parse_authors(name)
    return tuple(replace(a, orcid=a.orcid or stated.orcid) for a in read[:1]) + read[1:] or None
