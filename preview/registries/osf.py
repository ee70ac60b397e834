"""OSF's preprints API (PsyArXiv, SocArXiv, EdArXiv …): https://developer.osf.io/; open."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from urllib.parse import quote

from preview.model import Candidate, Get, Request, WorkId
from preview.registries import status
from preview.registries.answer import nonsense, parse_json, refuse_other
from preview.registries.dateparts import from_text
from preview.registries.people import named, person
from preview.registries.relations import Said, related
from preview.registries.shape import Rule, at, maps, stated, text

API = "https://api.osf.io/v2/preprints/{id}/?embed=contributors"

RULES = (
    Rule("title", "title"),
    Rule("abstract", "description"),
    Rule("keyword", "tags[]"),
)


def request(work: WorkId) -> Request:
    number = work.value + (f"_v{work.version}" if work.version else "")
    return Request(API.format(id=quote(number, safe="")), accept="application/vnd.api+json")


def load(work: WorkId, get: Get) -> Iterator[Candidate]:
    yield from read(get(request(work)).body, work=work)


def read(body: bytes, *, work: WorkId) -> Iterator[Candidate]:
    """Yield what the preprint's record states.

    Raises:
        UpstreamError: no record (an answer with `errors`), or another preprint's.
    """
    data = at(parse_json(body, "OSF"), "data")
    record = at(data, "attributes")
    if not isinstance(record, Mapping):
        raise nonsense("OSF", "no attributes")
    name = (text(at(data, "id")) or "").partition("_v")[0]
    refuse_other("OSF", work, [name])
    yield from stated(record, RULES, "osf")
    for entry in maps(at(data, "embeds.contributors.data")):
        if at(entry, "attributes.bibliographic") is False:
            continue
        user = at(entry, "embeds.users.data.attributes")
        given, family = text(at(user, "given_name")), text(at(user, "family_name"))
        whole = text(at(user, "full_name")) or text(
            at(entry, "attributes.unregistered_contributor")
        )
        author = person(given, family) if given and family else named(whole)
        if author:
            yield Candidate("author", author, "osf:contributors")
    if published := from_text(record.get("date_published")) or from_text(
        record.get("date_created")
    ):
        yield Candidate("published", published, "osf:date_published")
    if updated := from_text(record.get("date_modified")):
        yield Candidate("updated", updated, "osf:date_modified")
    version = text(record.get("version"))
    if version and version.isdecimal():
        yield Candidate("version", version, "osf:version")
    yield Candidate("genre", "preprint", "osf:type")
    if text(record.get("date_withdrawn")):
        yield Candidate("status", "withdrawn", "osf:date_withdrawn")
    elif found := status.of_title(text(record.get("title"))):
        yield Candidate("status", found, "osf:title")
    if doi := text(record.get("doi")):  # the article's, as the authors state it
        yield Candidate("doi", doi, "osf:doi")
        yield from related(work, [Said("published_as", doi, "osf:doi")])
    if doi := text(at(data, "links.preprint_doi")):
        yield Candidate("doi", doi, "osf:preprint_doi")
