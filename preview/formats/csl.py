"""CSL-JSON: an array of one item.

Source: https://github.com/citation-style-language/schema/blob/v1.0.2/schemas/input/csl-data.json
"""

from __future__ import annotations

from typing import Any

from preview.dates import date_parts
from preview.formats import cite
from preview.formats.record import Format, Options, description_of, dump, is_paper, web_url
from preview.model import Author, Preview


def render(preview: Preview, options: Options) -> bytes:
    paper = cite.paper_of(preview)
    arxiv_id = cite.arxiv_id_of(preview)
    item = {
        "id": cite.key_of(preview),
        "type": cite.genre_of(preview).csl,
        "genre": "preprint" if paper.genre == "preprint" or arxiv_id else None,
        "title": cite.title_of(preview),
        "author": [_author(person) for person in preview.authors],
        "issued": _date(preview.published),
        "container-title": paper.container_title,
        "volume": paper.volume,
        "issue": paper.issue,
        "page": paper.page,
        "publisher": paper.publisher,
        "DOI": cite.doi_of(preview),
        "PMID": paper.pmid,
        "PMCID": paper.pmcid,
        "URL": web_url(preview.canonical_url),
        "archive": "arXiv" if arxiv_id else None,
        "number": f"arXiv:{arxiv_id}" if arxiv_id else None,
        "version": str(paper.version) if paper.version else None,
        "keyword": ", ".join(paper.keywords),
        "abstract": description_of(preview, options),
        "language": preview.language,
        "status": paper.status if paper.status in ("retracted", "withdrawn") else None,
        "accessed": _date(preview.fetched_at[:10]),
    }
    return dump([{key: value for key, value in item.items() if value}], options)


def filename(preview: Preview) -> str:
    return f"{cite.key_of(preview)}.json"


def _author(person: Author) -> dict[str, str]:
    parts = cite.parts_of(person)
    if parts is None:
        return {"literal": person.name}
    names = zip(("family", "given", "suffix"), parts, strict=True)
    return {key: value for key, value in names if value}


def _date(date: str | None) -> dict[str, Any] | None:
    parts = date_parts(date)
    return {"date-parts": [list(parts)]} if parts else None


CSL = Format("csl", "application/vnd.citationstyles.csl+json", render, is_paper, filename)
