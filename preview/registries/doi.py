"""doi.org: content negotiation, for the agencies that have no reader here, and who the agency is.

https://citation.doi.org/docs.html.  The answer comes from the agency (Crossref, DataCite, mEDRA,
JaLC, OP …) after redirects.  Crossref's is its REST record flattened: `title` is a string, but
`type` may be Crossref's and `container-title` a list.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from urllib.parse import quote

from preview.model import Candidate, Get, Request, WorkId
from preview.registries.answer import nonsense, parse_json, refuse_other, unknown
from preview.registries.crossref import describe
from preview.registries.shape import at, items, maps, text

CSL = "application/vnd.citationstyles.csl+json"
_DOI_SAFE = "-._~/():;"


def request(doi: str) -> Request:
    return Request(f"https://doi.org/{quote(doi, safe=_DOI_SAFE)}", accept=CSL)


def load(work: WorkId, get: Get, *, doi: str) -> Iterator[Candidate]:
    yield from read(get(request(doi)).body, work=work)


def read(body: bytes, *, work: WorkId) -> Iterator[Candidate]:
    """Yield what a CSL-JSON record states.

    Raises:
        NotFound: an empty body; the agency says so with 204.
        UpstreamError: no record (a landing page, where the agency ignores Accept), or another's.
    """
    if not body.strip():
        raise unknown("doi.org")
    record = parse_json(body, "doi.org")
    if not isinstance(record, Mapping):
        raise nonsense("doi.org", "no CSL object")
    refuse_other("doi.org", work, [text(record.get("DOI")), text(record.get("id"))])
    yield from describe(record, work=work, family="csl")
    url = text(record.get("URL"))
    if url and "doi.org/" not in url and not at(record, "resource.primary.URL"):
        yield Candidate("landing_url", url, "csl:URL")  # DataCite's; Crossref's is the DOI again


def agency_request(doi: str) -> Request:
    return Request(f"https://doi.org/ra/{quote(doi, safe=_DOI_SAFE)}", accept="application/json")


def read_agency(body: bytes) -> str:
    """Return the registration agency's name (`Crossref`, `DataCite`, `mEDRA`, `JaLC` …).

    Raises:
        NotFound: doi.org has no such DOI or prefix; it says so with 200 and a `status`.
        UpstreamError: the answer is not of the documented shape.
    """
    answer = parse_json(body, "doi.org")
    entry = next(maps(items(answer)[0] if items(answer) else None), None)
    if entry is None:
        raise nonsense("doi.org", "no list of agencies")
    agency = text(entry.get("RA"))
    if agency is None:
        raise unknown("doi.org")
    return agency
