"""Zenodo's records API.

https://developers.zenodo.org/#records; 60 requests a minute and 2000 an hour, kept by
`preview.fetch`.
Depositors write the record themselves, so of its names only Zenodo's own are proven.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from preview.identity import parse_name
from preview.model import Candidate, Get, Request, WorkId
from preview.registries import genres, status
from preview.registries.answer import nonsense, parse_json, refuse_other
from preview.registries.dateparts import from_text
from preview.registries.licenses import license_of
from preview.registries.people import named
from preview.registries.relations import Said, related
from preview.registries.shape import Rule, at, maps, stated, text

API = "https://zenodo.org/api/records/{id}"

RULES = (
    Rule("title", "metadata.title"),
    Rule("abstract", "metadata.description", "html"),
    Rule("keyword", "metadata.keywords[]"),
    Rule("language", "metadata.language"),
    Rule("container_title", "metadata.journal.title"),
    Rule("volume", "metadata.journal.volume"),
    Rule("issue", "metadata.journal.issue"),
    Rule("page", "metadata.journal.pages"),
    Rule("container_title", "metadata.meeting.title"),
)


def request(work: WorkId) -> Request:
    return Request(API.format(id=work.value), accept="application/json")


def load(work: WorkId, get: Get) -> Iterator[Candidate]:
    yield from read(get(request(work)).body, work=work)


def read(body: bytes, *, work: WorkId) -> Iterator[Candidate]:
    """Yield what the record states.

    Raises:
        UpstreamError: no record, or another one's.  The number that stands for all versions leads
            to the latest, which then answers for it.
    """
    record = parse_json(body, "Zenodo")
    if not isinstance(record, Mapping) or not isinstance(record.get("metadata"), Mapping):
        raise nonsense("Zenodo", "no metadata")
    number, concept = text(record.get("id")), text(record.get("conceptrecid"))
    refuse_other("Zenodo", work, [number, concept])
    yield from stated(record, RULES, "zenodo")
    if found := license_of(text(at(record, "metadata.license.id"))):
        yield Candidate("license", found, "zenodo:license")
    for entry in maps(at(record, "metadata.creators")):
        if author := named(entry.get("name"), orcid=entry.get("orcid")):
            yield Candidate("author", author, "zenodo:creators")
    if published := from_text(at(record, "metadata.publication_date")):
        yield Candidate("published", published, "zenodo:publication_date")
    if doi := text(record.get("doi")) or text(at(record, "metadata.doi")):
        yield Candidate("doi", doi, "zenodo:doi")
    subtype = text(at(record, "metadata.resource_type.subtype"))
    kind = text(at(record, "metadata.resource_type.type"))
    found = genres.genre(genres.DATACITE, subtype) or genres.genre(genres.DATACITE, kind)
    if found:
        yield Candidate("genre", found, "zenodo:resource_type")
    if at(record, "metadata.access_right") == "open":
        yield Candidate("open_access", "true", "zenodo:access_right")
    if found := status.of_title(text(at(record, "metadata.title"))):
        yield Candidate("status", found, "zenodo:title")
    yield from related(work, _other_names(record))


def _other_names(record: Mapping[str, object]) -> Iterator[Said]:
    """Yield versions, and the record's DOI where it is not Zenodo's: an article's, they say."""
    yield Said("version_of", text(record.get("conceptdoi")), "zenodo:conceptdoi")
    doi = text(record.get("doi"))
    named_doi = parse_name(doi) if doi else None
    if named_doi and named_doi.scheme != "zenodo":
        yield Said("mentions", doi, "zenodo:doi")
    for entry in maps(at(record, "metadata.related_identifiers")):
        relation = {"isVersionOf": "version_of", "isIdenticalTo": "version_of"}.get(
            text(entry.get("relation")) or ""
        )
        if relation and entry.get("scheme") in ("doi", "arxiv"):
            yield Said(relation, text(entry.get("identifier")), "zenodo:related_identifiers")
