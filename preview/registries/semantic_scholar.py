"""Semantic Scholar's Graph API.

https://api.semanticscholar.org/api-docs/graph.  Without a key all the world shares one pool and
429 is normal; with a key one request a second (kept by `preview.fetch`).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from urllib.parse import quote

from preview.model import Candidate, Get, Request, WorkId
from preview.registries import genres, status
from preview.registries.answer import nonsense, parse_json, refuse_other
from preview.registries.dateparts import from_text
from preview.registries.people import named
from preview.registries.relations import aliases, is_pair, pair
from preview.registries.shape import Rule, at, first, maps, stated, text

API = "https://api.semanticscholar.org/graph/v1/paper/{id}?fields={fields}"
FIELDS = (  # without `fields` there are title and paperId only
    "title,abstract,authors,year,publicationDate,venue,journal,externalIds,openAccessPdf,"
    "publicationTypes,isOpenAccess"
)
SCHEMES = {
    "arxiv": "ARXIV:{}",
    "doi": "DOI:{}",
    "pmid": "PMID:{}",
    "pmcid": "PMCID:{}",
    "acl": "ACL:{}",
    "s2": "{}",
}

RULES = (
    Rule("abstract", "abstract"),
    Rule("container_title", "journal.name"),
    Rule("container_title", "venue"),
    Rule("volume", "journal.volume"),
    Rule("page", "journal.pages"),
    Rule("doi", "externalIds.DOI"),
    Rule("arxiv_id", "externalIds.ArXiv"),
    Rule("pdf_url", "openAccessPdf.url"),
)
_TYPES = {
    "JournalArticle": "journal-article",
    "Conference": "conference-paper",
    "Book": "book",
    "BookSection": "book-section",
    "Dataset": "dataset",
}


def request(work: WorkId, key: str | None = None) -> Request:
    """Raises KeyError for a scheme that Semantic Scholar has no prefix for."""
    name = SCHEMES[work.scheme].format(work.value)
    url = API.format(id=quote(name, safe=":"), fields=FIELDS)
    return Request(
        url, accept="application/json", authorization=("x-api-key", key) if key else None
    )


def load(work: WorkId, get: Get, *, key: str | None = None) -> Iterator[Candidate]:
    yield from read(get(request(work, key)).body, work=work)


def read(body: bytes, *, work: WorkId) -> Iterator[Candidate]:
    """Yield what the record states.

    One record stands for a preprint and its article together, so `s2:…` is yielded as an alias
    only where the record has one of the two: otherwise both works would have a common name.

    Raises:
        UpstreamError: no record, or another work's.
    """
    record = parse_json(body, "Semantic Scholar")
    if not isinstance(record, Mapping) or not text(record.get("paperId")):
        raise nonsense("Semantic Scholar", f"no paper: {text(at(record, 'error'))}")
    paper, names = text(record.get("paperId")), _names(record)
    refuse_other("Semantic Scholar", work, [*_own(record, work), *names])
    title = text(record.get("title"))
    if title:
        yield Candidate("title", title, "s2:title")
    for entry in maps(record.get("authors")):
        if author := named(entry.get("name")):
            yield Candidate("author", author, "s2:authors")
    published = from_text(record.get("publicationDate")) or from_text(record.get("year"))
    if published:
        yield Candidate("published", published, "s2:publicationDate")
    yield from stated(record, RULES, "s2")
    for name in names:
        if name.startswith(("PMID:", "PMC")):
            yield Candidate("pmid" if name[2] == "I" else "pmcid", name, "s2:externalIds")
    kind = _TYPES.get(first(record.get("publicationTypes")) or "")
    if found := genres.genre(genres.CROSSREF, kind):
        yield Candidate("genre", found, "s2:publicationTypes")
    if isinstance(record.get("isOpenAccess"), bool):
        free = "true" if record["isOpenAccess"] else "false"
        yield Candidate("open_access", free, "s2:isOpenAccess")
    if is_pair(names):
        yield from pair(work, names[:2], "s2:externalIds")
    else:
        yield from aliases([f"s2:{paper}"], "s2:paperId")
    if found := status.of_title(title):
        yield Candidate("status", found, "s2:title")


def _own(record: Mapping[str, object], work: WorkId) -> list[str]:
    corpus = text(at(record, "externalIds.CorpusId"))
    return [text(record.get("paperId")) or "", f"CorpusID:{corpus}"] if work.scheme == "s2" else []


def _names(record: Mapping[str, object]) -> list[str]:
    """Return arXiv id and DOI (they may be a preprint's and its article's), then the others."""
    ids = (("ArXiv", "arXiv:{}"), ("DOI", "doi:{}"), ("PubMed", "PMID:{}"), ("ACL", "acl:{}"))
    names = [
        form.format(found) for key, form in ids if (found := text(at(record, f"externalIds.{key}")))
    ]
    if pmcid := text(at(record, "externalIds.PubMedCentral")):
        names.append(pmcid if pmcid.upper().startswith("PMC") else f"PMC{pmcid}")
    return names
