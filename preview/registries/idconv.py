"""NCBI's ID converter: the PMID and DOI of what is in PubMed Central, whose pages check browsers.

https://pmc.ncbi.nlm.nih.gov/tools/id-converter-api/.  NCBI gives PMCIDs and PMIDs itself.
"""

from __future__ import annotations

from collections.abc import Iterator
from urllib.parse import urlencode

from preview.model import Candidate, Get, Request, WorkId
from preview.registries.answer import is_name_of, nonsense, parse_json, unknown
from preview.registries.relations import aliases
from preview.registries.shape import at, maps, text

API = "https://pmc.ncbi.nlm.nih.gov/tools/idconv/api/v1/articles/?"


def request(work: WorkId, *, email: str | None = None) -> Request:
    query = {"ids": work.value, "format": "json", "tool": "paper-preview"}
    if email and "@" in email:
        query["email"] = email.removeprefix("mailto:")
    return Request(API + urlencode(query), accept="application/json")


def load(work: WorkId, get: Get, *, email: str | None = None) -> Iterator[Candidate]:
    yield from read(get(request(work, email=email)).body, work=work)


def read(body: bytes, *, work: WorkId) -> Iterator[Candidate]:
    """Yield the other names of the article with this PMCID.

    Raises:
        NotFound: its record is an error; the converter says so with 200.
        UpstreamError: no list of records, or only others'.
    """
    records = list(maps(at(parse_json(body, "PMC"), "records")))
    if any(record.get("status") == "error" for record in records):
        raise unknown("PMC")
    record = next((r for r in records if is_name_of(work, text(r.get("pmcid")))), None)
    if record is None:
        raise nonsense("PMC", f"no record of {work}")
    pmid, doi = text(record.get("pmid")), text(record.get("doi"))
    names = [form for form, value in ((f"PMID:{pmid}", pmid), (f"doi:{doi}", doi)) if value]
    for name in names:
        field = "pmid" if name.startswith("PMID") else "doi"
        yield Candidate(field, name, "pubmed:idconv")
    yield from aliases(names, "pubmed:idconv")
