"""Crossref, asked by Elsevier's PII: no DOI follows from one, but publishers deposit it.

https://api.crossref.org/swagger-ui/index.html#/Works/get_works, the filter `alternative-id`.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from urllib.parse import urlencode

from preview.identity import parse_doi
from preview.model import Candidate, Get, Request, WorkId
from preview.registries import crossref
from preview.registries.answer import nonsense, parse_json, unknown
from preview.registries.relations import aliases
from preview.registries.shape import at, maps, text, texts

API = "https://api.crossref.org/works?"


def request(work: WorkId, contact: str | None = None) -> Request:
    query = {"filter": f"alternative-id:{work.value}", "rows": "2"}
    return Request(API + urlencode(query | crossref.polite(contact)), accept="application/json")


def load(work: WorkId, get: Get, *, contact: str | None = None) -> Iterator[Candidate]:
    yield from read(get(request(work, contact)).body, work=work)


def read(body: bytes, *, work: WorkId) -> Iterator[Candidate]:
    """Yield what the one record with this PII states, and its DOI as another name of the work.

    Raises:
        NotFound: an empty list.
        UpstreamError: no list, records with other PIIs, or several with this one.
    """
    answer = parse_json(body, "Crossref")
    listed = at(answer, "message.items")
    if at(answer, "message-type") != "work-list" or not isinstance(listed, list):
        raise nonsense("Crossref", f"message-type {text(at(answer, 'message-type'))}")
    if not listed:
        raise unknown("Crossref")
    found = {
        doi.value: record
        for record in maps(listed)
        if work.value in map(str.upper, texts(record.get("alternative-id")))
        and (doi := parse_doi(text(record.get("DOI")) or ""))
    }
    if len(found) != 1:
        raise nonsense("Crossref", f"{len(found)} records for {work}")
    yield from _record(*next(iter(found.items())))


def _record(doi: str, record: Mapping[str, object]) -> Iterator[Candidate]:
    yield from crossref.describe(record, work=WorkId("doi", doi), family="crossref")
    yield from aliases([f"doi:{doi}"], "crossref:alternative-id")
