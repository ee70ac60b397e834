"""Authors as a tag writes them."""

from __future__ import annotations

import re
from dataclasses import replace

from preview import markup, names
from preview.model import Author, Candidate
from preview.text import squash

# Who writes a page's tags states one name as it is written; a registry has taken it apart.
_WRITTEN = frozenset(
    ("highwire", "bepress", "eprints", "dc", "ieee", "coins", "jsonld", "microdata")
)
_SEVERAL = re.compile(r";|\w\s+(?:and|&)\s+\w")


def authors(candidate: Candidate) -> tuple[Author, ...] | None:
    if isinstance(candidate.value, Author):
        return _one_author(candidate, candidate.value)
    text = _name_text(candidate)
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
    if candidate.markup == "plain":
        return candidate.value
    return markup.line(candidate.value, candidate.markup)


def _one_author(candidate: Candidate, stated: Author) -> tuple[Author, ...] | None:
    name = squash(stated.name)
    if candidate.markup != "plain":
        name = markup.line(name, candidate.markup)
    if not name:
        return None
    known = replace(stated, name=name)
    if candidate.family not in _WRITTEN or (stated.given and stated.family):
        return (known,)
    if stated.collective:
        return None if names.is_nobody(name) else (known,)
    read = names.parse_authors(name)
    return tuple(replace(a, orcid=a.orcid or stated.orcid) for a in read[:1]) + read[1:] or None
