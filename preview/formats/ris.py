"""RIS, as of the specification of 2011: one line for each value, CRLF, `ER` last.

A value is one line: `squash` turns whatever ends a line for anybody into a blank.
Source: https://web.archive.org/web/20120526103719/http://refman.com/support/risformat_intro.asp
"""

from __future__ import annotations

from collections.abc import Iterator

from preview.dates import date_parts
from preview.formats import cite
from preview.formats.record import Format, Options, description_of, is_paper, web_url
from preview.model import Author, Preview
from preview.text import squash


def render(preview: Preview, options: Options) -> bytes:
    lines = [f"TY  - {cite.genre_of(preview).ris}"]
    lines += [
        f"{tag}  - {line}" for tag, text in _fields(preview, options) if (line := squash(text))
    ]
    return "\r\n".join([*lines, "ER  - ", ""]).encode("utf-8", "replace")


def filename(preview: Preview) -> str:
    return f"{cite.key_of(preview)}.ris"


def _fields(preview: Preview, options: Options) -> Iterator[tuple[str, str]]:
    paper = cite.paper_of(preview)
    date = date_parts(preview.published)
    first, last = cite.pages_of(paper.page)
    arxiv_id = cite.arxiv_id_of(preview)
    for person in preview.authors:
        yield "AU", _author(person)
    yield "TI", cite.title_of(preview)
    yield "T2", paper.container_title or ""
    yield "PY", f"{date[0]}" if date else ""
    # always three slashes; what is unknown is empty between them
    yield "DA", "/".join([*(f"{part:02}" for part in date), "", "", ""][:3]) + "/" if date else ""
    yield "VL", paper.volume or ""
    yield "IS", paper.issue or ""
    yield "SP", first
    yield "EP", last
    yield "DO", cite.doi_of(preview) or ""
    yield "UR", web_url(preview.canonical_url) or ""
    yield "L1", web_url(paper.pdf_url) or ""
    yield "AB", description_of(preview, options) or ""
    for keyword in paper.keywords:
        yield "KW", keyword
    yield "PB", paper.publisher or ""
    yield "AN", f"arXiv:{arxiv_id}" if arxiv_id else ""
    yield "LA", preview.language or ""
    yield "N1", {"retracted": "Retracted", "withdrawn": "Withdrawn"}.get(paper.status, "")


def _author(person: Author) -> str:
    parts = cite.parts_of(person)
    return ", ".join(part for part in parts if part) if parts else person.name


RIS = Format("ris", "application/x-research-info-systems", render, is_paper, filename)
