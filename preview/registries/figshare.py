"""figshare's API: https://docs.figshare.com/#public_article; open.

Depositors state `resource_doi`, so it is `related` and no alias.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from preview.model import Candidate, Get, Request, WorkId
from preview.registries import genres, status
from preview.registries.answer import nonsense, parse_json, refuse_other
from preview.registries.dateparts import from_text
from preview.registries.people import named
from preview.registries.relations import Said, related
from preview.registries.shape import Rule, at, maps, stated, text

API = "https://api.figshare.com/v2/articles/{id}"
_KINDS = {"journal contribution": "article-journal", "conference contribution": "paper-conference",
          "figure": "figure", "media": "motion_picture", "fileset": "dataset"}  # fmt: skip

RULES = (
    Rule("title", "title", "auto"),
    Rule("abstract", "description", "html"),
    Rule("keyword", "tags[]"),
    Rule("license", "license.url"),
    Rule("license", "license.name"),
    Rule("doi", "doi"),
)


def request(work: WorkId) -> Request:
    version = f"/versions/{work.version}" if work.version else ""
    return Request(API.format(id=work.value) + version, accept="application/json")


def load(work: WorkId, get: Get) -> Iterator[Candidate]:
    yield from read(get(request(work)).body, work=work)


def read(body: bytes, *, work: WorkId) -> Iterator[Candidate]:
    """Yield what the article's record states.

    Raises:
        UpstreamError: no record (an error has `message` and `code`), or another article's.
    """
    record = parse_json(body, "figshare")
    if not isinstance(record, Mapping) or "id" not in record:
        raise nonsense("figshare", f"no article: {text(at(record, 'message'))}")
    refuse_other("figshare", work, [text(record.get("id"))])
    yield from stated(record, RULES, "figshare")
    for entry in maps(record.get("authors")):
        if author := named(entry.get("full_name"), orcid=entry.get("orcid_id")):
            yield Candidate("author", author, "figshare:authors")
    for entry in maps(record.get("categories")):
        if found := text(entry.get("title")):
            yield Candidate("category", found, "figshare:categories")
    if published := from_text(record.get("published_date")):
        yield Candidate("published", published, "figshare:published_date")
    if updated := from_text(record.get("modified_date")):
        yield Candidate("updated", updated, "figshare:modified_date")
    if version := text(record.get("version")):
        yield Candidate("version", version, "figshare:version")
        if work.version is None:
            yield Candidate("newest_version", version, "figshare:version")
    kind = (text(record.get("defined_type_name")) or "").casefold()
    if found := _KINDS.get(kind) or genres.genre(genres.DATACITE, kind):
        yield Candidate("genre", found, "figshare:defined_type_name")
    if found := status.of_title(text(record.get("title"))):
        yield Candidate("status", found, "figshare:title")
    said = Said("mentions", text(record.get("resource_doi")), "figshare:resource_doi")
    yield from related(work, [said])
