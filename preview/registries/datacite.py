"""DataCite's REST API: the DOIs of data, software, arXiv, theses and many proceedings.

https://support.datacite.org/docs/api; the fields: https://datacite-metadata-schema.readthedocs.io/
Limits for five minutes and an address: 500 requests, 1000 with a contact (kept by `preview.fetch`).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from urllib.parse import quote, urlencode

from preview.identity import parse_name
from preview.model import Author, Candidate, Get, Markup, Request, WorkId
from preview.registries import genres, status
from preview.registries.answer import nonsense, parse_json, refuse_other
from preview.registries.dateparts import earliest, from_text
from preview.registries.people import group, named, person
from preview.registries.relations import Said, related
from preview.registries.shape import Rule, at, first, maps, stated, text

API = "https://api.datacite.org/dois/{doi}"

RULES = (
    Rule("container_title", "container.title"),
    Rule("volume", "container.volume"),
    Rule("issue", "container.issue"),
    Rule("language", "language"),
    Rule("landing_url", "url"),
)

# https://datacite-metadata-schema.readthedocs.io/en/4.6/appendices/appendix-1/relationType/
RELATIONS = {
    "IsPreprintOf": "published_as",
    "HasPreprint": "preprint_of",
    "IsVersionOf": "version_of",
    "HasVersion": "version_of",
    "IsNewVersionOf": "version_of",
    "IsPreviousVersionOf": "version_of",
    "IsIdenticalTo": "version_of",
    "IsObsoletedBy": "version_of",
}


def request(doi: str, contact: str | None = None) -> Request:
    url = API.format(doi=quote(doi, safe=""))
    address = (contact or "").removeprefix("mailto:")
    if "@" in address:
        url += "?" + urlencode({"mailto": address})
    return Request(url, accept="application/vnd.api+json, application/json")


def load(work: WorkId, get: Get, *, doi: str, contact: str | None = None) -> Iterator[Candidate]:
    yield from read(get(request(doi, contact)).body, work=work)


def read(body: bytes, *, work: WorkId) -> Iterator[Candidate]:
    """Yield what the record states.  arXiv's records hold TeX, all others text or HTML.

    Raises:
        UpstreamError: no record, or another DOI's.
    """
    answer = parse_json(body, "DataCite")
    record = at(answer, "data.attributes")
    if not isinstance(record, Mapping):
        raise nonsense("DataCite", "no data.attributes")
    refuse_other("DataCite", work, [text(record.get("doi")), text(at(answer, "data.id"))])
    markup: Markup = "tex" if work.scheme == "arxiv" else "auto"
    yield from _texts(record, markup)
    for author in _creators(record):
        yield Candidate("author", author, "datacite:creators")
    yield from _dates(record, work)
    yield from stated(record, RULES, "datacite")
    yield from _place(record)
    yield from _subjects(record)
    yield from _names(record, work)


def _texts(record: Mapping[str, object], markup: Markup) -> Iterator[Candidate]:
    titles = list(maps(record.get("titles")))
    main = [entry for entry in titles if not entry.get("titleType")] or titles
    title = next((found for entry in main if (found := text(entry.get("title")))), None)
    if title:
        yield Candidate("title", title, "datacite:titles", markup)
    if found := status.of_title(title):
        yield Candidate("status", found, "datacite:titles")
    language = (text(main[0].get("lang")) or "")[:2].casefold() if main else ""
    abstracts = [
        ((text(entry.get("lang")) or "")[:2].casefold(), found)
        for entry in maps(record.get("descriptions"))
        if entry.get("descriptionType") == "Abstract"
        and (found := _prose(entry.get("description")))
    ]
    abstracts.sort(
        key=lambda pair: not (language and pair[0] == language)
    )  # the title's language first
    if abstracts:
        yield Candidate("abstract", abstracts[0][1], "datacite:descriptions", markup)
    if markup == "tex":  # arXiv's comment
        for entry in maps(record.get("descriptions")):
            if entry.get("descriptionType") == "Other" and (
                found := text(entry.get("description"))
            ):
                yield Candidate("comment", found, "datacite:descriptions", "tex")
                if state := status.of_comment(found):
                    yield Candidate("status", state, "datacite:descriptions")


_STYLE_SHEET = re.compile(r"(?:\s*+[a-z][a-z0-9]*+[.#][\w-]++\s*+\{[^{}]*+\})++", re.IGNORECASE)


def _prose(value: object) -> str | None:
    """Return a description without the style sheet that word processors put before it."""
    found = first(value)
    return _STYLE_SHEET.sub("", found).strip() or None if found else None


def _creators(record: Mapping[str, object]) -> Iterator[Author]:
    for entry in maps(record.get("creators")):
        name, orcid = text(entry.get("name")), _orcid(entry)
        given, family = text(entry.get("givenName")), text(entry.get("familyName"))
        if entry.get("nameType") == "Organizational":
            author = group(name)
        elif given and family:
            author = person(given, family, orcid=orcid)
        elif name and ";" in name:  # several people in one name, with their affiliations
            for each in name.split(";"):
                if author := named(re.sub(r"\([^()]*\)", "", each)):
                    yield author
            continue
        else:
            author = named(name, orcid=orcid)
        if author:
            yield author


def _orcid(entry: Mapping[str, object]) -> str | None:
    for identifier in maps(entry.get("nameIdentifiers")):
        if (text(identifier.get("nameIdentifierScheme")) or "").upper() == "ORCID":
            return text(identifier.get("nameIdentifier"))
    return None


def _dates(record: Mapping[str, object], work: WorkId) -> Iterator[Candidate]:
    """Yield first publication, and for arXiv the last version's date and number.

    arXiv has one `Submitted` for each version.  Elsewhere `Issued` is often a year alone;
    `Available` then tells the day, if it is in that year.
    """
    stated_dates = [
        (text(entry.get("dateType")), day)
        for entry in maps(record.get("dates"))
        if (day := from_text(entry.get("date")))
    ]
    if work.scheme == "arxiv":
        submitted = [day for kind, day in stated_dates if kind == "Submitted"]
        if submitted:
            yield Candidate("published", min(submitted), "datacite:dates")
            if work.version is None:
                yield Candidate("updated", max(submitted), "datacite:dates")
        newest = text(record.get("version")) or ""
        if newest.isdecimal():
            yield Candidate("newest_version", newest, "datacite:version")
        if submitted:
            return
    issued = earliest(day for kind, day in stated_dates if kind == "Issued")
    issued = issued or from_text(record.get("publicationYear"))
    available = [day for kind, day in stated_dates if kind == "Available"]
    if not issued:
        issued = earliest(available)
    elif len(issued) == 4:
        issued = earliest([issued, *(day for day in available if day.startswith(issued))])
    if issued:
        yield Candidate("published", issued, "datacite:dates")


def _place(record: Mapping[str, object]) -> Iterator[Candidate]:
    publisher = text(record.get("publisher")) or text(at(record, "publisher.name"))
    if publisher:
        yield Candidate("publisher", publisher, "datacite:publisher")
    first_page = text(at(record, "container.firstPage"))
    last_page = text(at(record, "container.lastPage"))
    if first_page and any(c.isdigit() for c in first_page):
        page = f"{first_page}-{last_page}" if last_page else first_page
        yield Candidate("page", page, "datacite:container")
    general = text(at(record, "types.resourceTypeGeneral"))
    kinds = (at(record, "types.resourceType"), at(record, "types.citeproc"))
    found = genres.genre(genres.DATACITE, general)
    if found in (None, "document"):  # "Text" says nothing
        found = next((g for k in kinds if (g := genres.genre(genres.DATACITE, text(k)))), found)
    if found:
        yield Candidate("genre", found, "datacite:types")
    for entry in maps(record.get("rightsList")):
        if uri := text(entry.get("rightsUri")):
            yield Candidate("license", uri, "datacite:rightsList")
            if "creativecommons.org/" in uri or uri == "info:eu-repo/semantics/openAccess":
                yield Candidate("open_access", "true", "datacite:rightsList")


def _subjects(record: Mapping[str, object]) -> Iterator[Candidate]:
    for entry in maps(record.get("subjects")):
        subject, scheme = text(entry.get("subject")), text(entry.get("subjectScheme"))
        if subject is None or (scheme or "").startswith("Fields of Science"):
            continue  # FOS: a classification that DataCite adds itself
        code = re.search(r"\(([a-z-]+(?:\.[A-Za-z-]+)?)\)$", subject)
        if scheme == "arXiv" and code:
            yield Candidate("category", code[1], "datacite:subjects")
        else:
            yield Candidate("keyword", subject, "datacite:subjects")


def _names(record: Mapping[str, object], work: WorkId) -> Iterator[Candidate]:
    """Yield the DOI and other works.  To arXiv, IsVersionOf is the article of the preprint.

    https://info.arxiv.org/help/doi.html
    """
    said = []
    for entry in maps(record.get("relatedIdentifiers")):
        kind, name = text(entry.get("relationType")) or "", text(entry.get("relatedIdentifier"))
        if kind not in RELATIONS or entry.get("relatedIdentifierType") not in ("DOI", "arXiv"):
            continue
        relation = RELATIONS[kind]
        other = parse_name(name) if name else None
        if work.scheme == "arxiv" and other and other.scheme != "arxiv":
            relation = "published_as"
            yield Candidate("doi", other.value, "datacite:relatedIdentifiers")
        said.append(Said(relation, name, "datacite:relatedIdentifiers"))
    if work.scheme == "arxiv":
        yield Candidate("arxiv_id", work.value, "datacite:doi")
    if doi := text(record.get("doi")):
        yield Candidate("doi", doi, "datacite:doi")
    yield from related(work, said)
