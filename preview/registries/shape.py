"""Looking into a stranger's JSON without trusting its shape.

A list where the documentation has a string, a number where it has a list, null anywhere: all
occur.  These functions answer None or nothing for a wrong shape and never raise; a table of
`Rule`s then says which path is which field, and one loop reads it.
"""

from __future__ import annotations

import contextlib
import re
from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from preview.model import Candidate, Markup

# Values that say "no value".  DataCite's standard codes, and what else registries write:
# https://datacite-metadata-schema.readthedocs.io/en/4.6/appendices/appendix-3/
_NO_VALUE = re.compile(r"\(?:(?:unac|unal|unap|unas|unav|unkn|none|null|tba)\)?|&NA;", re.I)
_C1 = re.compile("[\x80-\x9f]")


class Rule(NamedTuple):
    """*path*: keys joined by dots; `[]` at its end takes every member, otherwise the first."""

    field: str
    path: str
    markup: Markup = "plain"


def at(value: object, path: str) -> object:
    """Return what lies at *path* (`journal.title`), or None where a step leads nowhere."""
    for key in path.split("."):
        if not isinstance(value, Mapping):
            return None
        value = value.get(key)
    return value


def text(value: object) -> str | None:
    """Return a string or number as stripped text; None for what is empty or says "none".

    Control characters of ISO 8859-1's upper half are UTF-8 that was read as Latin-1 on its way
    into the registry (Crossref has such records); they are read again.
    """
    if isinstance(value, bool) or not isinstance(value, str | int | float):
        return None
    found = str(value).strip()
    if _C1.search(found):
        with contextlib.suppress(UnicodeError):  # another fault: dropped where texts are cleaned
            found = found.encode("latin-1").decode("utf-8").strip()
    return None if not found or _NO_VALUE.fullmatch(found) else found


def items(value: object) -> Sequence[object]:
    """Return a list's members; a lone value counts as a list of one, null as none."""
    if value is None:
        return ()
    return value if isinstance(value, list) else (value,)


def texts(value: object) -> Iterator[str]:
    """Yield the texts of a string or a list of strings."""
    return (found for member in items(value) if (found := text(member)))


def first(value: object) -> str | None:
    """Return the first text of a string or a list of strings."""
    return next(texts(value), None)


def maps(value: object) -> Iterator[Mapping[str, object]]:
    """Yield the objects of a list, or a lone object."""
    return (member for member in items(value) if isinstance(member, Mapping))


def stated(record: object, rules: Sequence[Rule], family: str) -> Iterator[Candidate]:
    """Yield what *record* states according to *rules*, in their order."""
    for rule in rules:
        path = rule.path.removesuffix("[]")
        for found in texts(at(record, path)):
            yield Candidate(rule.field, found, f"{family}:{path}", rule.markup)
            if path == rule.path:
                break
