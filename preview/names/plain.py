"""Names that are written as nine of ten are: nothing to take off, nothing to decide."""

from __future__ import annotations

import re

from preview.model import Author
from preview.names.kind import is_degree
from preview.names.roles import ROLES
from preview.names.words import (
    COLLECTIVE,
    COMPOUNDS,
    DEGREES,
    INSTITUTION,
    NOBODY,
    PARTICLES,
    SUFFIXES,
    TITLES,
)

_MAX_CHARS = 60
_NAME = r"[A-Z][a-z]+(?:-[A-Z][a-z]+)?"
_INITIALS = r"[A-Z]\.(?:-?[A-Z]\.){0,2}"
_GIVEN = rf"(?:{_NAME}|{_INITIALS})"
_PLAIN = re.compile(
    rf"(?P<family>{_NAME}), (?!P\W*H\W*D\b)(?P<given>{_GIVEN}(?: {_GIVEN}){{0,2}})"
    rf"|(?P<first>{_GIVEN}(?: {_INITIALS}){{0,2}}) (?P<last>{_NAME})"
)
# What stands before a name, or between two.
_AROUND = frozenset(
    ("by", "written", "posted", "edited", "par", "por", "and", "und", "et", "on", "for")
)
TELLING = (
    frozenset(word for text in NOBODY for word in re.findall("[a-z]{2,}", text))
    | frozenset(word for title in TITLES for word in title.split("-"))
    | frozenset(SUFFIXES)
    | COLLECTIVE
    | INSTITUTION
    | DEGREES
    | PARTICLES
    | ROLES
    | _AROUND
)
"""Words at which any of the rules for names looks twice."""


def plain_name(text: str, *, turned: bool = True) -> Author | None:
    """Return the person whom *text* names, where no rule for names has anything to say of it:
    what `parse_author` returns too, for a fourth of the cost.

    *turned*: `Lovelace, Ada` may be one; in a list it may be two.

    >>> plain_name("Lovelace, Ada B.").family, plain_name("Ada Lovelace").given
    ('Lovelace', 'Ada')
    >>> plain_name("Example, University"), plain_name("Example, Jr.")
    (None, None)
    """
    found = _PLAIN.fullmatch(text) if len(text) <= _MAX_CHARS else None
    if found is None:
        return None
    words = text.lower().replace(",", " ").replace(".", " ").replace("-", " ").split()
    if not TELLING.isdisjoint(words) or [word for word in words if word.endswith(COMPOUNDS)]:
        return None
    family, given, first, last = found.groups()
    if last is not None:
        return Author(text, first, last)
    if not turned or (" " in given and is_degree(given.rpartition(" ")[2])):  # `Doe, Jane M.D.`
        return None
    return Author(f"{given} {family}", given, family)
