"""People and groups in records → authors; how a name is written is `preview.names`' affair."""

from __future__ import annotations

import html
import re

from preview.model import Author
from preview.names import author, parse_author
from preview.registries.shape import text
from preview.text import squash

_TAG = re.compile(r"</?[A-Za-z][^<>]{0,100}>")


def part(value: object) -> str | None:
    """Return one part of a name: entities and tags resolved; None where it has no letter.

    Old Crossref records have `&NA;` or `-` as a family name, arXiv has a person called `:`.
    """
    found = text(value)
    if found is None:
        return None
    found = squash(_TAG.sub("", html.unescape(found)))
    return found if any(c.isalpha() for c in found) else None


def person(
    given: object, family: object, *, suffix: object = None, orcid: object = None
) -> Author | None:
    """Return the author with these parts, or None where neither is a name.

    One part alone may be a person's only name or a group's: its words decide.
    """
    given_part, family_part = part(given), part(family)
    if not given_part and not family_part:
        return None
    if not given_part or not family_part:
        return parse_author(given_part or family_part or "")
    return author(given_part, family_part, suffix=part(suffix), orcid=text(orcid))


def group(name: object) -> Author | None:
    """Return the collective author that a record marks as one."""
    found = part(name)
    return Author(found, collective=True) if found else None


def named(name: object, *, orcid: object = None) -> Author | None:
    """Return the author of a name in one piece, `Family, Given` or `Given Family`."""
    found = part(name)
    parsed = parse_author(found) if found else None
    if parsed is None or parsed.collective or not text(orcid):
        return parsed
    return author(parsed.given, parsed.family, orcid=text(orcid)) if parsed.family else parsed


def initialled(name: object) -> Author | None:
    """Return the author of a MEDLINE name: `Tay RYK` is R. Y. K. Tay, `Study Group` is none.

    >>> initialled("van der Berg JJ").given
    'JJ'
    """
    found = part(name)
    match = re.fullmatch(r"(.+) ([A-Z]{1,4})", found or "")
    return author(match[2], match[1]) if match else named(found)
