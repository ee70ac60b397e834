"""Crossref's REST API: the registration agency of most articles' DOIs.

https://api.crossref.org/swagger-ui/index.html.  Etiquette since December 2025: 5 requests a
second and one at once; with `mailto` 10 and three (kept by `preview.fetch`):
https://www.crossref.org/blog/announcing-changes-to-rest-api-rate-limits/
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterator, Mapping
from urllib.parse import quote, urlencode, urlsplit

from preview.model import Author, Candidate, Get, Request, WorkId
from preview.registries import genres, status
from preview.registries.answer import nonsense, parse_json, refuse_other
from preview.registries.dateparts import earliest, from_parts
from preview.registries.people import group, person
from preview.registries.relations import Said, related
from preview.registries.shape import Rule, at, first, maps, stated, text

API = "https://api.crossref.org/works/{doi}"

# The first of two titles is the original, the second a translation.  `subtitle` is left out: it
# is the running head or a shorter title as often as it is a subtitle.
RULES = (
    Rule("container_title", "container-title", "html"),
    Rule("publisher", "publisher"),
    Rule("volume", "volume"),
    Rule("issue", "issue"),
    Rule("page", "page"),
    Rule("page", "article-number"),
    Rule("language", "language"),
    Rule("keyword", "subject[]"),
    Rule("keyword", "categories[]"),
    Rule("doi", "DOI"),
    Rule("landing_url", "resource.primary.URL"),
)

# The first publication: online or in print, whatever came first.  A preprint is posted; `created`
# and `deposited` are dates of the record and not of the work.
DATES = ("published", "issued", "published-online", "published-print", "posted")

# https://www.crossref.org/documentation/schema-library/markup-guide-metadata-segments/relationships/
RELATIONS = {
    "is-preprint-of": "published_as",
    "has-preprint": "preprint_of",
    "is-version-of": "version_of",
    "has-version": "version_of",
    "is-identical-to": "version_of",
}

# `updated-by` sits on the work that is affected, `update-to` on the notice: a notice is neither
# retracted nor corrected itself.  Type → (status of the affected work, its relation to the notice).
# https://www.crossref.org/documentation/register-maintain-records/maintaining-your-metadata/registering-updates/
UPDATES = {
    "retraction": ("retracted", "retracted_by"),
    "removal": ("withdrawn", "retracted_by"),
    "withdrawal": ("withdrawn", "retracted_by"),
    "partial_retraction": ("corrected", "mentions"),
    "correction": ("corrected", "mentions"),
    "corrigendum": ("corrected", "mentions"),
    "erratum": ("corrected", "mentions"),
    "expression_of_concern": (None, "mentions"),
    "new_version": (None, "version_of"),
    "new_edition": (None, "version_of"),
}


def request(doi: str, contact: str | None = None) -> Request:
    """*contact* is an e-mail address or `mailto:`; with it we are in the polite pool."""
    query = urlencode(polite(contact))
    url = API.format(doi=quote(doi, safe="")) + (f"?{query}" if query else "")
    return Request(url, accept="application/json")


def polite(contact: str | None) -> dict[str, str]:
    """Return the parameter that makes us a known asker, where *contact* is an e-mail address."""
    address = (contact or "").removeprefix("mailto:")
    return {"mailto": address} if "@" in address else {}


def load(work: WorkId, get: Get, *, doi: str, contact: str | None = None) -> Iterator[Candidate]:
    yield from read(get(request(doi, contact)).body, work=work)


def read(body: bytes, *, work: WorkId) -> Iterator[Candidate]:
    """Yield what the record states.

    Raises:
        UpstreamError: no record (an error object has `status: failed`), or another DOI's.
    """
    answer = parse_json(body, "Crossref")
    record = at(answer, "message")
    if at(answer, "message-type") != "work" or not isinstance(record, Mapping):
        raise nonsense("Crossref", f"message-type {text(at(answer, 'message-type'))}")
    refuse_other("Crossref", work, [text(record.get("DOI"))])
    yield from describe(record, work=work, family="crossref")


def describe(record: Mapping[str, object], *, work: WorkId, family: str) -> Iterator[Candidate]:
    """Yield what a Crossref record states, be it from the REST API or flattened to CSL."""
    title = _markup(first(record.get("title")))
    if title:
        yield Candidate("title", title, f"{family}:title", "html")
    if abstract := _markup(first(record.get("abstract"))):
        yield Candidate("abstract", abstract, f"{family}:abstract", "html")
    for author in _authors(record):
        yield Candidate("author", author, f"{family}:author")
    if published := earliest(from_parts(record.get(name)) for name in DATES):
        yield Candidate("published", published, f"{family}:issued")
    yield from stated(record, RULES, family)
    yield from _kind(record, family)
    yield from _access(record, family)
    yield from _updates(record, title, work, family)


def _authors(record: Mapping[str, object]) -> Iterator[Author]:
    journal = _letters(first(record.get("container-title")))
    for entry in maps(record.get("author")):
        if name := text(entry.get("name")) or text(entry.get("literal")):
            author = group(name) if "name" in entry else person(None, name)
        else:
            author = person(
                entry.get("given"),
                entry.get("family"),
                suffix=entry.get("suffix"),
                orcid=entry.get("ORCID"),
            )
        if author and journal and _letters(author.name) == journal:
            author = Author(author.name, collective=True)  # Hindawi's notices: by the journal
        if author:
            yield author


def _kind(record: Mapping[str, object], family: str) -> Iterator[Candidate]:
    """Yield genre, and for what is posted on a server, its name and the subject group."""
    kind = text(record.get("type"))
    table = genres.CSL if family == "csl" else genres.CROSSREF
    found = genres.genre(genres.CROSSREF_SUBTYPES, text(record.get("subtype")))
    found = found if kind == "posted-content" else genres.genre(table, kind)
    if found:
        yield Candidate("genre", found, f"{family}:type")
    if kind != "posted-content":
        return
    server = next(
        (name for i in maps(record.get("institution")) if (name := text(i.get("name")))), None
    )
    if server:
        yield Candidate("site_name", server, f"{family}:institution")
    if subject := text(record.get("group-title")):
        yield Candidate("category", subject, f"{family}:group-title")


def _access(record: Mapping[str, object], family: str) -> Iterator[Candidate]:
    """Yield the licence for readers (never the one for text mining) and the PDF for them."""
    licenses = [
        (text(entry.get("content-version")), url)
        for entry in maps(record.get("license"))
        if (url := text(entry.get("URL")))
    ]
    for version in ("vor", "am", "unspecified"):
        if url := next((url for kind, url in licenses if kind == version), None):
            yield Candidate("license", url, f"{family}:license")
            if "creativecommons.org/" in url:
                yield Candidate("open_access", "true", f"{family}:license")
            break
    for link in maps(record.get("link")):
        url = text(link.get("URL")) or ""
        # api.elsevier.com, api.wiley.com and their like ask a reader for a key
        if link.get("content-type") == "application/pdf" and not _is_api(url):
            yield Candidate("pdf_url", url, f"{family}:link")
            return


def _updates(
    record: Mapping[str, object], title: str | None, work: WorkId, family: str
) -> Iterator[Candidate]:
    if found := status.of_title(title):
        yield Candidate("status", found, f"{family}:title")
    said = []
    for name, relation in RELATIONS.items():
        for entry in maps(at(record, f"relation.{name}")):
            if entry.get("id-type") in ("doi", "arxiv"):
                said.append(Said(relation, text(entry.get("id")), f"{family}:relation"))
    for entry in maps(record.get("updated-by")):
        state, relation = UPDATES.get(text(entry.get("type")) or "", (None, "mentions"))
        notice = text(entry.get("DOI"))
        said.append(Said(relation, notice, f"{family}:updated-by"))
        if state and notice and notice.casefold() != (text(record.get("DOI")) or "").casefold():
            yield Candidate("status", state, f"{family}:updated-by")
    for entry in maps(record.get("update-to")):
        new = text(entry.get("type")) in ("new_version", "new_edition")
        relation = "version_of" if new else "mentions"
        said.append(Said(relation, text(entry.get("DOI")), f"{family}:update-to"))
    yield from related(work, said)


_ESCAPED_AGAIN = re.compile(
    r"&amp;(?:lt|gt|amp|quot|nbsp|#[0-9x]|[a-z]{2,8};)"
    r"|&lt;/?(?:(?:jats|mml|ns[0-9]):[a-z-]+|i|b|em|strong|su[bp]|sc|scp|p|italic|bold)\s*/?&gt;",
    re.IGNORECASE,
)


def _markup(found: str | None) -> str | None:
    """Return markup that was escaped once; Copernicus' is escaped up to three times."""
    for _ in range(3):
        if not found or not _ESCAPED_AGAIN.search(found):
            break
        found = html.unescape(found)
    return found


def _letters(found: str | None) -> str:
    return "".join(c for c in (found or "").casefold() if c.isalnum())


def _is_api(url: str) -> bool:
    try:
        host = urlsplit(url).hostname or ""
    except ValueError:
        return True
    return host.startswith(("api.", "xml.", "tdm."))
