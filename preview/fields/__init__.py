"""FIELDS: how what somebody stated becomes a value, or nothing.

A parser gets one candidate and returns the value in its final form, or None where the statement
cannot be that field (a date that is no date, a link to `javascript:`).  It never compares
candidates: whom to believe is `preview.merge`'s.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import get_args

from preview import dates
from preview.fields.languages import language
from preview.fields.links import image, is_like_address, license_, player, url
from preview.fields.people import authors, one_author
from preview.fields.record import Field, Parser, Text
from preview.fields.texts import (
    ABSTRACT_LABEL,
    ABSTRACT_LIMIT,
    DESCRIPTION_LABEL,
    TEXT_LIMIT,
    TITLE_LIMIT,
    keywords,
    line,
    rich,
)
from preview.identity import parse_arxiv, parse_doi, parse_name, parse_pmcid, parse_pmid
from preview.model import Candidate, Related, Status

__all__ = ["FIELDS", "GENRES", "STATUSES", "Field", "Parser", "Text", "one_author"]

# The order of day and month in 03/04/2025 is the American one only in Highwire's tags, which
# American presses began: https://scholar.google.com/intl/en/scholar/inclusion.html#indexing
_US_FAMILIES = frozenset({"highwire", "bepress"})


def _date(candidate: Candidate) -> str | None:
    if not isinstance(candidate.value, str):
        return None
    return dates.parse_date(candidate.value, us_order=candidate.family in _US_FAMILIES)


def _number_of(
    parser: Callable[[str], object | None], label: str
) -> Callable[[Candidate], str | None]:
    """An identifier whose field says its kind, so that its digits alone will do."""

    def parse(candidate: Candidate) -> str | None:
        text = str(candidate.value).strip()
        return _name(parser)(candidate._replace(value=label + text if text.isdecimal() else text))

    return parse


def _name(parser: Callable[[str], object | None]) -> Callable[[Candidate], str | None]:
    def parse(candidate: Candidate) -> str | None:
        work = parser(candidate.value) if isinstance(candidate.value, str) else None
        return getattr(work, "value", None)

    return parse


def _arxiv(candidate: Candidate) -> str | None:
    return _name(parse_arxiv)(candidate)


def _doi(candidate: Candidate) -> str | None:
    return _name(parse_doi)(candidate)


def _alias(candidate: Candidate) -> str | None:
    work = parse_name(candidate.value) if isinstance(candidate.value, str) else None
    return str(work) if work else None


def _number(candidate: Candidate) -> int | None:
    text = str(candidate.value).strip()
    return int(text) if re.fullmatch("[1-9][0-9]{0,3}", text) else None


def _flag(candidate: Candidate) -> bool | None:
    return {"true": True, "1": True, "yes": True, "false": False, "0": False, "no": False}.get(
        str(candidate.value).strip().casefold()
    )


_line_of_500, _line_of_1000 = line(500), line(1000)


def _container(candidate: Candidate) -> str | None:
    """The name of the journal or book; Dublin Core's `source` and `relation` may be addresses."""
    text = _line_of_1000(candidate)
    return None if text and candidate.family == "dc" and is_like_address(text) else text


def _publisher(candidate: Candidate) -> str | None:
    """The name without the mark that parts it from the next one, of which there is none."""
    return (_line_of_500(candidate) or "").rstrip(" ;,") or None


def _one_of(*allowed: str) -> Callable[[Candidate], str | None]:
    return lambda candidate: str(candidate.value) if candidate.value in allowed else None


def _related(candidate: Candidate) -> Related | None:
    return candidate.value if isinstance(candidate.value, Related) else None


_GENRES = """preprint article article-journal article-magazine article-newspaper bill book
broadcast chapter classic collection dataset document entry entry-dictionary entry-encyclopedia
event figure graphic hearing interview legal_case legislation manuscript map motion_picture
musical_score pamphlet paper-conference patent performance periodical personal_communication post
post-weblog regulation report review review-book software song speech standard thesis treaty
webpage"""
GENRES = tuple(_GENRES.split())
"""CSL 1.0.2's types and `preprint`: https://docs.citationstyles.org/en/stable/specification.html"""
STATUSES: tuple[Status, ...] = get_args(Status)
"""The worst first: the order of `model.Status`."""

FIELDS: dict[str, Field] = {
    "title": Field(rich(TITLE_LIMIT, multiline=False)),
    "abstract": Field(rich(ABSTRACT_LIMIT, multiline=True, label=ABSTRACT_LABEL)),
    "description": Field(rich(TEXT_LIMIT, multiline=True, label=DESCRIPTION_LABEL)),
    "author": Field(authors, many=True),
    "published": Field(_date),
    "updated": Field(_date),
    "site_name": Field(line(200)),
    "language": Field(language),
    "image": Field(image),
    "icon": Field(url),
    "player": Field(player),
    "canonical": Field(url),
    "page_type": Field(line(100)),
    "genre": Field(_one_of(*GENRES)),
    "container_title": Field(_container),
    "volume": Field(line(100)),
    "issue": Field(line(100)),
    "page": Field(line(100)),
    "page_first": Field(line(100)),
    "page_last": Field(line(100)),
    "publisher": Field(_publisher),
    "journal_ref": Field(line(1000)),
    "comment": Field(line()),
    "keyword": Field(keywords, many=True),
    "category": Field(line(100), many=True),
    "doi": Field(_doi),
    "arxiv_id": Field(_arxiv),
    "pmid": Field(_number_of(parse_pmid, "PMID:")),
    "pmcid": Field(_number_of(parse_pmcid, "PMC")),
    "pdf_url": Field(url),
    "html_url": Field(url),
    "license": Field(license_),
    "open_access": Field(_flag),
    "version": Field(_number),
    "newest_version": Field(_number),
    "status": Field(_one_of(*STATUSES), many=True),
    "related": Field(_related, many=True),
    "alias": Field(_alias, many=True),
    "landing_url": Field(url),
    "sensitive": Field(_flag),
    "issn": Field(line(100)),
    "isbn": Field(line(100)),
    "oembed": Field(url),
    "cite_as": Field(url),
}
"""Every field that a finder may state.  Another field is a mistake, and `merge` raises KeyError."""
