"""HAL's search API: https://api.archives-ouvertes.fr/docs/search; open.

Depositors state the DOI, so it is `related` and no alias.
"""

from __future__ import annotations

from collections.abc import Iterator
from urllib.parse import urlencode

from preview.model import Candidate, Get, Request, WorkId
from preview.registries import genres
from preview.registries.answer import is_name_of, nonsense, parse_json, unknown
from preview.registries.dateparts import from_text
from preview.registries.people import named
from preview.registries.relations import Said, related
from preview.registries.shape import Rule, at, maps, stated, text, texts

API = "https://api.archives-ouvertes.fr/search/?"
FIELDS = (
    "halId_s,version_i,title_s,abstract_s,authFullName_s,producedDate_tdate,docType_s,doiId_s,"
    "arxivId_s,journalTitle_s,conferenceTitle_s,bookTitle_s,volume_s,issue_s,page_s,language_s,"
    "keyword_s,fileMain_s,licence_s,openAccess_bool"
)

RULES = (
    Rule("title", "title_s", "auto"),  # the first is in the work's language
    Rule("abstract", "abstract_s", "auto"),
    Rule("container_title", "journalTitle_s"),
    Rule("container_title", "conferenceTitle_s"),
    Rule("container_title", "bookTitle_s"),
    Rule("volume", "volume_s"),
    Rule("issue", "issue_s"),
    Rule("page", "page_s"),
    Rule("language", "language_s"),
    Rule("keyword", "keyword_s[]"),
    Rule("doi", "doiId_s"),
    Rule("pdf_url", "fileMain_s"),
    Rule("license", "licence_s"),
)


def request(work: WorkId) -> Request:
    query = urlencode({"q": f'halId_s:"{work.value}"', "fl": FIELDS, "wt": "json"})
    return Request(API + query, accept="application/json")


def load(work: WorkId, get: Get) -> Iterator[Candidate]:
    yield from read(get(request(work)).body, work=work)


def read(body: bytes, *, work: WorkId) -> Iterator[Candidate]:
    """Yield what the work's document states.

    Raises:
        NotFound: an empty result; HAL says so with 200.
        UpstreamError: no result list (an error object), or only other works.
    """
    docs = at(parse_json(body, "HAL"), "response.docs")
    if not isinstance(docs, list):
        raise nonsense("HAL", "no response.docs")
    if not docs:
        raise unknown("HAL")
    for record in maps(docs):
        if is_name_of(work, text(record.get("halId_s"))):
            break
    else:
        raise nonsense("HAL", f"asked for {work}, sent other works")
    yield from stated(record, RULES, "hal")
    for name in texts(record.get("authFullName_s")):
        if author := named(name):
            yield Candidate("author", author, "hal:authFullName_s")
    if published := from_text(record.get("producedDate_tdate")):
        yield Candidate("published", published, "hal:producedDate_tdate")
    if found := genres.genre(genres.HAL, text(record.get("docType_s"))):
        yield Candidate("genre", found, "hal:docType_s")
    if isinstance(record.get("openAccess_bool"), bool):
        free = "true" if record["openAccess_bool"] else "false"
        yield Candidate("open_access", free, "hal:openAccess_bool")
    said = (
        Said("published_as", text(record.get("doiId_s")), "hal:doiId_s"),
        Said("version_of", text(record.get("arxivId_s")), "hal:arxivId_s"),
    )
    yield from related(work, said)
