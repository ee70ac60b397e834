"""bioRxiv and medRxiv, through their common API.

https://api.biorxiv.org/; no key, slow.  On 2026-09-15 every `/details` was 200 with an empty body:
that is a failure of the API and says nothing of the work.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from urllib.parse import quote

from preview.model import Candidate, Get, Request, WorkId
from preview.registries import status
from preview.registries.answer import is_name_of, nonsense, parse_json, unknown
from preview.registries.dateparts import from_text
from preview.registries.licenses import license_of
from preview.registries.people import named
from preview.registries.relations import Said, related
from preview.registries.shape import Rule, at, first, maps, stated, text

API = "https://api.biorxiv.org/details/{server}/{doi}/na/json"
SERVERS = ("biorxiv", "medrxiv")

RULES = (
    Rule("title", "title", "auto"),
    Rule("category", "category"),
    Rule("doi", "doi"),
)
_NAMES = {"biorxiv": "bioRxiv", "medrxiv": "medRxiv"}  # of the servers, as they write themselves

# Tokens of the text extraction that the abstracts have kept: O_SCPCAP…C_SCPCAP, C_LIO_LI
_TOKENS = re.compile(
    r"(?:[OC]_(?:SCPCAP|SCPLOW|LI|ST_ABS|ST_AB|FIG|TBL|CAPS|FLOATNO|TABLECAPTION|TEXTBOX))+"
)


def request(doi: str, server: str = "biorxiv") -> Request:
    url = API.format(server=server, doi=quote(doi, safe="/."))
    return Request(url, accept="application/json")


def load(work: WorkId, get: Get, *, doi: str, server: str = "biorxiv") -> Iterator[Candidate]:
    yield from read(get(request(doi, server)).body, work=work)


def read(body: bytes, *, work: WorkId) -> Iterator[Candidate]:
    """Yield what the version asked for states, else the newest one.

    Raises:
        NotFound: the server has no such preprint; it says so with 200 and a message.
        UpstreamError: an empty body, no record, another work's, or a version that is not there.
    """
    answer = parse_json(body, "bioRxiv")
    collection = at(answer, "collection")
    if not isinstance(collection, list):
        raise nonsense("bioRxiv", "no collection")
    if not collection:
        message = next(maps(at(answer, "messages")), {})
        said = (text(message.get("status")) or "").casefold()
        raise (
            unknown("bioRxiv")
            if re.search(r"\bno\b.*\bfound\b", said)
            else nonsense("bioRxiv", said)
        )
    versions = [e for e in maps(collection) if is_name_of(work, text(e.get("doi")))]
    asked = [e for e in versions if work.version in (None, _version(e))]
    if not asked:
        raise nonsense("bioRxiv", f"asked for {work}, sent others")
    yield from _version_of(max(asked, key=_version), versions, work)


def _version(entry: Mapping[str, object]) -> int:
    found = text(entry.get("version")) or ""
    return int(found) if re.fullmatch("[0-9]{1,4}", found) else 0


def _version_of(
    record: Mapping[str, object], versions: list[Mapping[str, object]], work: WorkId
) -> Iterator[Candidate]:
    yield from stated(record, RULES, "biorxiv")
    if server := _NAMES.get((text(record.get("server")) or "").casefold()):
        yield Candidate("site_name", server, "biorxiv:server")
        yield Candidate("container_title", server, "biorxiv:server")
    if found := license_of(text(record.get("license"))):
        yield Candidate("license", found, "biorxiv:license")
    if abstract := text(_TOKENS.sub(" ", first(record.get("abstract")) or "")):
        yield Candidate("abstract", abstract, "biorxiv:abstract", "auto")
    for name in (text(record.get("authors")) or "").split(";"):
        if author := named(name):
            yield Candidate("author", author, "biorxiv:authors")
    days = [day for entry in versions if (day := from_text(entry.get("date")))]
    if days:
        yield Candidate("published", min(days), "biorxiv:date")
    if day := from_text(record.get("date")):
        yield Candidate("updated", day, "biorxiv:date")
    newest = max(_version(entry) for entry in versions)
    if newest:
        yield Candidate("version", str(_version(record)), "biorxiv:version")
        yield Candidate("newest_version", str(newest), "biorxiv:version")
    yield Candidate("genre", "preprint", "biorxiv:server")
    yield Candidate("open_access", "true", "biorxiv:server")
    kind = (text(record.get("type")) or "").casefold()
    title_says = status.of_title(text(record.get("title")))
    if "withdrawn" in kind or title_says:
        yield Candidate("status", title_says or "withdrawn", "biorxiv:type")
    yield from related(
        work, [Said("published_as", text(record.get("published")), "biorxiv:published")]
    )
