"""INSPIRE: the literature of high-energy physics.

https://github.com/inspirehep/rest-api-doc; 15 requests in 5 seconds (kept by `preview.fetch`).
One record stands for a preprint and its article together.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from urllib.parse import quote

from preview.model import Candidate, Get, Markup, Request, WorkId
from preview.registries import genres
from preview.registries.answer import nonsense, parse_json, refuse_other
from preview.registries.dateparts import earliest, from_text
from preview.registries.people import group, named
from preview.registries.relations import aliases, is_pair, pair
from preview.registries.shape import Rule, at, maps, stated, text

API = "https://inspirehep.net/api/{kind}/{id}"
SCHEMES = {"inspire": "literature", "arxiv": "arxiv", "doi": "doi"}
_TYPES = {"conference paper": "paper-conference", "book chapter": "chapter"}


def request(work: WorkId) -> Request:
    """Raises KeyError for a scheme that INSPIRE cannot be asked by."""
    url = API.format(kind=SCHEMES[work.scheme], id=quote(work.value, safe="/.-_();:"))
    return Request(url, accept="application/json")


def load(work: WorkId, get: Get) -> Iterator[Candidate]:
    yield from read(get(request(work)).body, work=work)


def read(body: bytes, *, work: WorkId) -> Iterator[Candidate]:
    """Yield what the record states.

    Raises:
        UpstreamError: no record, or another work's.
    """
    answer = parse_json(body, "INSPIRE")
    record = at(answer, "metadata")
    if not isinstance(record, Mapping):
        raise nonsense("INSPIRE", "no metadata")
    number = text(record.get("control_number")) or text(at(answer, "id"))
    eprints = [v for e in maps(record.get("arxiv_eprints")) if (v := text(e.get("value")))]
    dois = list(dict.fromkeys(v for e in maps(record.get("dois")) if (v := text(e.get("value")))))
    own = number if work.scheme == "inspire" else None
    refuse_other("INSPIRE", work, [own, *eprints, *dois])
    yield from _texts(record)
    yield from _authors(record)
    yield from _dates(record)
    yield from _journal(record)
    for doi in dois[:1]:
        yield Candidate("doi", doi, "inspire:dois")
    for eprint in eprints[:1]:
        yield Candidate("arxiv_id", eprint, "inspire:arxiv_eprints")
    yield from _names(work, number, eprints, dois)


def _preferred(entries: list[Mapping[str, object]]) -> list[Mapping[str, object]]:
    """Return arXiv's statement first: publishers' titles may be in capitals, or without math."""
    return sorted(entries, key=lambda entry: text(entry.get("source")) != "arXiv")


def _texts(record: Mapping[str, object]) -> Iterator[Candidate]:
    for field, key, part in (("title", "titles", "title"), ("abstract", "abstracts", "value")):
        for entry in _preferred(list(maps(record.get(key)))):
            if found := text(entry.get(part)):
                markup: Markup = "tex" if text(entry.get("source")) == "arXiv" else "auto"
                yield Candidate(field, found, f"inspire:{key}", markup)
                break
    for entry in maps(record.get("keywords")):
        if found := text(entry.get("value")):
            yield Candidate("keyword", found, "inspire:keywords")


def _authors(record: Mapping[str, object]) -> Iterator[Candidate]:
    for entry in maps(record.get("authors")):
        orcid = next(
            (text(i.get("value")) for i in maps(entry.get("ids")) if i.get("schema") == "ORCID"),
            None,
        )
        if author := named(entry.get("full_name"), orcid=orcid):
            yield Candidate("author", author, "inspire:authors")
    for entry in maps(record.get("collaborations")):
        name = text(entry.get("value")) or ""  # "ATLAS"
        whole = name if "ollaboration" in name or not name else f"{name} Collaboration"
        if author := group(whole):
            yield Candidate("author", author, "inspire:collaborations")
    for entry in maps(record.get("corporate_author")):
        if author := group(entry.get("value")):
            yield Candidate("author", author, "inspire:corporate_author")


def _dates(record: Mapping[str, object]) -> Iterator[Candidate]:
    days = [record.get("preprint_date"), record.get("earliest_date")]
    days += [entry.get("date") for entry in maps(record.get("imprints"))]
    days += [entry.get("year") for entry in maps(record.get("publication_info"))]
    if published := earliest(from_text(day) for day in days):
        yield Candidate("published", published, "inspire:earliest_date")


def _journal(record: Mapping[str, object]) -> Iterator[Candidate]:
    rules = (
        Rule("container_title", "journal_title"),
        Rule("volume", "journal_volume"),
        Rule("issue", "journal_issue"),
        Rule("page", "artid"),
        Rule("page", "page_start"),
    )
    for entry in maps(record.get("publication_info")):
        if text(entry.get("journal_title")):
            yield from stated(entry, rules, "inspire")
            break
    kind = next(iter(text(k) for k in _list(record.get("document_type"))), None)
    found = _TYPES.get(kind or "") or genres.genre(genres.CROSSREF, kind)
    if found:
        yield Candidate("genre", found, "inspire:document_type")
    if license_url := next(
        (u for e in maps(record.get("license")) if (u := text(e.get("url")))), None
    ):
        yield Candidate("license", license_url, "inspire:license")


def _list(value: object) -> list[object]:
    return value if isinstance(value, list) else [value]


def _names(
    work: WorkId, number: str | None, eprints: list[str], dois: list[str]
) -> Iterator[Candidate]:
    """Yield `inspire:N` as an alias where the record is of one work only, else what is related."""
    names = [*eprints, *dois]
    if is_pair(names):
        yield from pair(work, names, "inspire:names")
        return
    yield from aliases([f"inspire:{number}"], "inspire:control_number")
    if work.scheme == "inspire":
        yield from aliases(names[:1], "inspire:names")
