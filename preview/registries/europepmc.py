"""Europe PMC's REST API: PubMed, PMC, Agricola, preprints and more.

https://europepmc.org/RestfulWebService; no key; to be asked gently (kept by `preview.fetch`).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from urllib.parse import urlencode

from preview.errors import UpstreamError
from preview.model import Candidate, Get, Request, WorkId
from preview.registries import status
from preview.registries.answer import is_name_of, nonsense, parse_json, unknown
from preview.registries.dateparts import from_text
from preview.registries.licenses import license_of
from preview.registries.people import group, initialled, person
from preview.registries.relations import Said, aliases, related
from preview.registries.shape import Rule, at, first, maps, stated, text, texts
from preview.registries.titles import without_full_stop

API = "https://www.ebi.ac.uk/europepmc/webservices/rest/search?"

RULES = (
    Rule("abstract", "abstractText", "html"),
    Rule("container_title", "journalInfo.journal.title"),
    Rule("container_title", "bookOrReportDetails.publisher"),
    Rule("container_title", "journalTitle"),  # the short answer's abbreviation
    Rule("volume", "journalInfo.volume"),
    Rule("volume", "journalVolume"),
    Rule("issue", "journalInfo.issue"),
    Rule("issue", "issue"),
    Rule("page", "pageInfo"),
    Rule("language", "language"),
    Rule("keyword", "keywordList.keyword[]"),
    Rule("doi", "doi"),
    Rule("pmcid", "pmcid"),
)

# commentCorrectionList types, https://europepmc.org/Help#correctionsretractions
CORRECTIONS = {
    "retraction in": ("retracted", "retracted_by"),
    "partial retraction in": ("corrected", "mentions"),
    "erratum in": ("corrected", "mentions"),
    "corrected and republished in": ("corrected", "version_of"),
    "expression of concern in": (None, "mentions"),
    "retraction of": (None, "mentions"),
    "erratum for": (None, "mentions"),
    "preprint in": (None, "preprint_of"),
    "preprint of": (None, "published_as"),
}
# Where a correction's `id` is of: https://europepmc.org/Help#contentsources
_SCHEMES = {"MED": "PMID:", "PMC": "", "PPR": "europepmc:PPR/"}


def request(work: WorkId) -> Request:
    query = urlencode({"query": _query(work), "resultType": "core", "format": "json"})
    return Request(API + query, accept="application/json")


def _query(work: WorkId) -> str:
    value = work.value.replace("\\", "").replace('"', "")  # the value cannot leave its quotes
    if work.scheme == "pmid":
        return f"EXT_ID:{value} AND SRC:MED"
    if work.scheme == "pmcid":
        return f"PMCID:{value}"
    if work.scheme == "doi":
        return f'DOI:"{value}"'
    source, _, number = value.partition("/")  # europepmc:PPR/PPR123
    return f'EXT_ID:"{number}" AND SRC:{source}'


def load(work: WorkId, get: Get) -> Iterator[Candidate]:
    yield from read(get(request(work)).body, work=work)


def read(body: bytes, *, work: WorkId) -> Iterator[Candidate]:
    """Yield what the work's own result states, in the shape `core` or `lite`.

    Raises:
        NotFound: no result; Europe PMC says so with 200 and `hitCount` 0.
        UpstreamError: no result list, or only other works.
    """
    answer = parse_json(body, "Europe PMC")
    results = at(answer, "resultList.result")
    if not isinstance(results, list):
        raise nonsense("Europe PMC", "no result list")
    if not results:
        raise unknown("Europe PMC")
    for record in maps(results):
        if any(is_name_of(work, name) for name in _names(record)):
            yield from _record(record, work)
            return
    raise _others(work)


def _others(work: WorkId) -> UpstreamError:
    return nonsense("Europe PMC", f"asked for {work}, sent other works")


def _names(record: Mapping[str, object]) -> Iterator[str]:
    source, number = text(record.get("source")), text(record.get("id"))
    if pmid := text(record.get("pmid")):
        yield f"PMID:{pmid}"
    for key in ("pmcid", "doi"):
        if name := text(record.get(key)):
            yield name
    if source and number and source not in ("MED", "PMC"):
        yield f"europepmc:{source}/{number}"


def _record(record: Mapping[str, object], work: WorkId) -> Iterator[Candidate]:
    title = without_full_stop(text(record.get("title")))
    if title:
        yield Candidate("title", title, "europepmc:title", "html")
    yield from _authors(record)
    published = from_text(record.get("firstPublicationDate")) or from_text(record.get("pubYear"))
    if published:
        yield Candidate("published", published, "europepmc:firstPublicationDate")
    yield from stated(record, RULES, "europepmc")
    if found := license_of(text(record.get("license"))):
        yield Candidate("license", found, "europepmc:license")
    if pmid := text(record.get("pmid")):
        yield Candidate("pmid", f"PMID:{pmid}", "europepmc:pmid")
    yield from aliases(_names(record), "europepmc:id")
    yield from _kind(record)
    yield from _files(record)
    yield from _corrections(record, title, work)


def _authors(record: Mapping[str, object]) -> Iterator[Candidate]:
    listed = list(maps(at(record, "authorList.author")))
    for entry in listed:
        if name := text(entry.get("collectiveName")):
            author = group(name)
        elif entry.get("lastName"):
            orcid = at(entry, "authorId.value")
            given = text(entry.get("firstName")) or text(entry.get("initials"))
            author = person(given, entry.get("lastName"), orcid=orcid)
        else:
            author = initialled(entry.get("fullName"))
        if author:
            yield Candidate("author", author, "europepmc:authorList")
    if not listed:  # "Tay RYK, Sachdeva M."
        for name in (text(record.get("authorString")) or "").rstrip(".").split(", "):
            if author := initialled(name):
                yield Candidate("author", author, "europepmc:authorString")


def _kind(record: Mapping[str, object]) -> Iterator[Candidate]:
    kinds = {k.casefold() for k in texts(at(record, "pubTypeList.pubType"))}
    kinds |= set((first(record.get("pubType")) or "").casefold().split("; "))
    if "preprint" in kinds or record.get("source") == "PPR":
        yield Candidate("genre", "preprint", "europepmc:pubType")
    elif record.get("source") in ("MED", "PMC") and not at(record, "bookOrReportDetails"):
        yield Candidate("genre", "article-journal", "europepmc:pubType")
    if "retracted publication" in kinds:
        yield Candidate("status", "retracted", "europepmc:pubType")
    if record.get("isOpenAccess") in ("Y", "N"):
        flag = "true" if record["isOpenAccess"] == "Y" else "false"
        yield Candidate("open_access", flag, "europepmc:isOpenAccess")


def _files(record: Mapping[str, object]) -> Iterator[Candidate]:
    """Yield the first free PDF and page; `S` is "subscription required"."""
    styles = {"pdf": "pdf_url", "html": "html_url"}
    free = [
        entry
        for entry in maps(at(record, "fullTextUrlList.fullTextUrl"))
        if entry.get("availabilityCode") in ("OA", "F")
    ]
    for style, field in styles.items():
        for entry in free:
            if entry.get("documentStyle") == style and (url := text(entry.get("url"))):
                yield Candidate(field, url, "europepmc:fullTextUrlList")
                break


def _corrections(
    record: Mapping[str, object], title: str | None, work: WorkId
) -> Iterator[Candidate]:
    if found := status.of_title(title):
        yield Candidate("status", found, "europepmc:title")
    said = []
    for entry in maps(at(record, "commentCorrectionList.commentCorrection")):
        kind = (text(entry.get("type")) or "").casefold()
        state, relation = CORRECTIONS.get(kind, (None, None))
        if state:
            yield Candidate("status", state, "europepmc:commentCorrectionList")
        scheme = _SCHEMES.get(text(entry.get("source")) or "")
        if relation and scheme is not None:
            name = f"{scheme}{text(entry.get('id'))}"
            said.append(Said(relation, name, "europepmc:commentCorrectionList"))
    yield from related(work, said)
