"""What only a scholarly work has."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from typing import Any

from preview import identity
from preview.fields import FIELDS, STATUSES, Text
from preview.merge.judge import Stated, Verdict
from preview.model import Candidate, Paper, Status, WorkId


def paper_of(
    won: Mapping[str, Verdict],
    one: Callable[[str], Any],
    *,
    title: Text | None,
    abstract: Text | None,
    work: WorkId,
) -> Paper:
    """Return the paper of the fields that are *won*, of which *one* gives the first value."""

    def many(field: str) -> tuple[Any, ...]:
        return won[field].values if field in won else ()

    version = one("version") or work.version
    newest = one("newest_version")
    doi = won.get("doi")
    keywords = dict.fromkeys(word for group in many("keyword") for word in group)
    return Paper(
        abstract=abstract.plain if abstract else None,
        abstract_html=abstract.html if abstract else None,
        abstract_tex=abstract.raw if abstract else None,
        title_html=title.html if title else None,
        title_tex=title.raw if title else None,
        version=version,
        newest_version=newest,
        genre=one("genre"),
        container_title=one("container_title"),
        volume=one("volume"),
        issue=one("issue"),
        page=_pages(one("page"), one("page_first"), one("page_last")),
        publisher=one("publisher"),
        journal_ref=one("journal_ref"),
        comment=one("comment"),
        keywords=tuple(keywords)[:100],
        categories=tuple(dict.fromkeys(many("category")))[:50],
        doi=_doi(work, doi.candidate if doi else None, one("doi")),
        arxiv_id=work.value if work.scheme == "arxiv" else one("arxiv_id"),
        pmid=work.value if work.scheme == "pmid" else one("pmid"),
        pmcid=work.value if work.scheme == "pmcid" else one("pmcid"),
        pdf_url=one("pdf_url") or identity.pdf_url(work),
        html_url=one("html_url"),
        license=one("license"),
        open_access=one("open_access"),
        status=_status(many("status"), version, newest),
    )


_VERSION = re.compile(r"[._]?v[1-9]\d{0,3}(?![\w.])")


def _doi(work: WorkId, stated: Candidate | None, name: str | None) -> str | None:
    """The DOI as the record states it: with the version (`.v2`) that identity leaves out."""
    if work.scheme == "doi" and name != work.value:
        return work.value
    if stated is None or name is None or not isinstance(stated.value, str):
        return name
    text = stated.value.lower()
    at = text.find(name)
    found = _VERSION.match(text, at + len(name)) if at >= 0 else None
    return name + found[0] if found else name


def _pages(page: str | None, first: str | None, last: str | None) -> str | None:
    """`1–10` from either form; a first page alone stands alone."""
    if page:
        return page
    return f"{first}–{last}" if first and last and first != last else first


def worst_first(stated: Iterable[Stated]) -> list[Stated]:
    """Return what was stated of the status with the worst in the first place.

    Who knows of a retraction is right: another source that is believed before it and says
    `corrected` has not heard of it yet.
    """
    parse = FIELDS["status"].parse
    return [
        one
        if one.place is None or one.value is None
        else Stated(one.candidate, STATUSES.index(one.value), parse)
        for one in stated
    ]


def _status(stated: Iterable[Status], version: int | None, newest: int | None) -> Status:
    superseded = version is not None and newest is not None and version < newest
    known: set[Status] = {*stated, "superseded" if superseded else "current"}
    return min(known, key=STATUSES.index)
