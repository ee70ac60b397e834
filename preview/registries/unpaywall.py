"""Unpaywall: where a free copy of an article lies.

https://unpaywall.org/products/api, https://unpaywall.org/data-format.  A real e-mail address is
required (422 without) and 100 000 requests a day are allowed; without an address the source is off.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from urllib.parse import quote, urlencode

from preview.model import Candidate, Get, Request, WorkId
from preview.registries import genres
from preview.registries.answer import nonsense, parse_json, refuse_other
from preview.registries.dateparts import from_text
from preview.registries.licenses import license_of
from preview.registries.people import group, named, person
from preview.registries.shape import Rule, at, maps, stated, text

API = "https://api.unpaywall.org/v2/"

RULES = (
    Rule("title", "title", "html"),
    Rule("container_title", "journal_name"),
    Rule("publisher", "publisher"),
    Rule("doi", "doi"),
    Rule("pdf_url", "best_oa_location.url_for_pdf"),
)


def request(doi: str, *, email: str) -> Request:
    url = f"{API}{quote(doi, safe='-._~/():;')}?{urlencode({'email': email})}"
    return Request(url, accept="application/json")


def load(work: WorkId, get: Get, *, doi: str, email: str) -> Iterator[Candidate]:
    yield from read(get(request(doi, email=email)).body, work=work)


def read(body: bytes, *, work: WorkId) -> Iterator[Candidate]:
    """Yield what the record states.

    Raises:
        UpstreamError: no record (an error object has `error: true`), or another DOI's.
    """
    record = parse_json(body, "Unpaywall")
    if not isinstance(record, Mapping) or record.get("error"):
        raise nonsense("Unpaywall", f"no record: {text(at(record, 'message'))}")
    refuse_other("Unpaywall", work, [text(record.get("doi"))])
    yield from stated(record, RULES, "unpaywall")
    if found := license_of(text(at(record, "best_oa_location.license"))):
        yield Candidate("license", found, "unpaywall:best_oa_location")
    for entry in maps(record.get("z_authors")):
        if entry.get("family") or entry.get("given"):
            author = person(
                entry.get("given"),
                entry.get("family"),
                suffix=entry.get("suffix"),
                orcid=entry.get("ORCID"),
            )
        elif entry.get("raw_author_name"):
            author = named(entry.get("raw_author_name"))
        else:
            author = group(entry.get("name"))
        if author:
            yield Candidate("author", author, "unpaywall:z_authors")
    published = from_text(record.get("published_date")) or from_text(record.get("year"))
    if published:
        yield Candidate("published", published, "unpaywall:published_date")
    kind = text(record.get("genre"))
    found = "preprint" if kind == "posted-content" else genres.genre(genres.CROSSREF, kind)
    if found:
        yield Candidate("genre", found, "unpaywall:genre")
    if isinstance(record.get("is_oa"), bool):
        yield Candidate("open_access", "true" if record["is_oa"] else "false", "unpaywall:is_oa")
