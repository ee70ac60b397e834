"""OpenAlex: a catalogue over Crossref, PubMed and repositories; owner of no name but its own.

https://docs.openalex.org/api-entities/works/work-object.  A key is needed since February 2026, so
401, 403 and 429 are normal answers; without a key the source is off.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from urllib.parse import quote, urlencode

from preview.model import Candidate, Get, Request, WorkId
from preview.registries import genres, status
from preview.registries.answer import nonsense, parse_json, refuse_other
from preview.registries.dateparts import from_text
from preview.registries.licenses import license_of
from preview.registries.people import named
from preview.registries.shape import Rule, at, items, maps, stated, text

API = "https://api.openalex.org/works/"
SCHEMES = {"doi": "doi:", "pmid": "pmid:", "pmcid": "pmcid:"}
_MOST_WORDS = 5_000  # of an abstract; more is no abstract

RULES = (
    Rule("volume", "biblio.volume"),
    Rule("issue", "biblio.issue"),
    Rule("language", "language"),
    Rule("doi", "ids.doi"),
    Rule("pdf_url", "best_oa_location.pdf_url"),
    Rule("pdf_url", "primary_location.pdf_url"),
)


def request(work: WorkId, *, key: str, contact: str | None = None) -> Request:
    """Raises KeyError for a scheme that is not in SCHEMES."""
    query = {"api_key": key}
    if contact and "@" in contact:
        query["mailto"] = contact.removeprefix("mailto:")
    url = f"{API}{SCHEMES[work.scheme]}{quote(work.value, safe='-._~/():;')}?{urlencode(query)}"
    return Request(url, accept="application/json")


def load(work: WorkId, get: Get, *, key: str, contact: str | None = None) -> Iterator[Candidate]:
    yield from read(get(request(work, key=key, contact=contact)).body, work=work)


def read(body: bytes, *, work: WorkId) -> Iterator[Candidate]:
    """Yield what the record states.

    Raises:
        UpstreamError: no record, or another work's: the DOI of a PLOS figure leads to a figshare
            record with another DOI.
    """
    record = parse_json(body, "OpenAlex")
    if not isinstance(record, Mapping) or "authorships" not in record:
        raise nonsense("OpenAlex", "no work")
    pmid, pmcid = _number(at(record, "ids.pmid")), _number(at(record, "ids.pmcid"))
    own = {"pmid": pmid, "pmcid": f"PMC{pmcid}"}.get(work.scheme)
    refuse_other("OpenAlex", work, [text(record.get("doi")), text(at(record, "ids.doi")), own])
    title = text(record.get("title")) or text(record.get("display_name"))
    if title:
        yield Candidate("title", title, "openalex:title")
    if abstract := rebuilt(record.get("abstract_inverted_index")):
        yield Candidate("abstract", abstract, "openalex:abstract_inverted_index")
    for authorship in maps(record.get("authorships")):
        orcid = at(authorship, "author.orcid")
        name = text(at(authorship, "author.display_name")) or text(
            authorship.get("raw_author_name")
        )
        if author := named(_without_number(name), orcid=orcid):
            yield Candidate("author", author, "openalex:authorships")
    if published := _published(record):
        yield Candidate("published", published, "openalex:publication_date")
    yield from stated(record, RULES, "openalex")
    if found := license_of(text(at(record, "best_oa_location.license"))):
        yield Candidate("license", found, "openalex:best_oa_location")
    if pmid:
        yield Candidate("pmid", f"PMID:{pmid}", "openalex:ids")
    if pmcid:
        yield Candidate("pmcid", f"PMC{pmcid}", "openalex:ids")
    yield from _kind(record)
    if record.get("is_retracted") is True:
        yield Candidate("status", "retracted", "openalex:is_retracted")
    elif found := status.of_title(title):
        yield Candidate("status", found, "openalex:title")


def rebuilt(index: object) -> str | None:
    """Return the text of an inverted index `{"word": [positions]}`; `Abstract` before it goes.

    >>> rebuilt({"ice": [1, 3], "On": [0], "and": [2]})
    'On ice and ice'
    """
    if not isinstance(index, Mapping):
        return None
    words: dict[int, str] = {}
    for word, positions in index.items():
        for position in items(positions):
            if isinstance(position, int) and 0 <= position < _MOST_WORDS:
                words[position] = str(word)
            else:
                return None
    listed = [words[position] for position in sorted(words)]
    if len(listed) > 1 and listed[0] in ("Abstract", "ABSTRACT") and not listed[1][:1].islower():
        listed = listed[1:]
    return " ".join(listed) or None


def _number(address: object) -> str | None:
    """Return the number that ends a PubMed or PMC address."""
    last = (text(address) or "").rstrip("/").rpartition("/")[2].upper().removeprefix("PMC")
    return last if last.isdecimal() else None


def _without_number(name: str | None) -> str | None:
    """Return a name without figshare's number for its author: `Mihai G Netea (15649)`."""
    bare, bracket, number = (name or "").rpartition(" (")
    return bare if bracket and number.rstrip(")").isdecimal() else name


def _published(record: Mapping[str, object]) -> str | None:
    """Return the date; 1 January stands for a year whose day is not known."""
    found = from_text(record.get("publication_date"))
    if found is None:
        return from_text(record.get("publication_year"))
    return found[:4] if found.endswith("-01-01") else found


def _kind(record: Mapping[str, object]) -> Iterator[Candidate]:
    genre = genres.genre(genres.OPENALEX, text(record.get("type")))
    if genre:
        yield Candidate("genre", genre, "openalex:type")
    source = at(record, "primary_location.source")
    name = text(at(source, "display_name"))
    # A repository is where a copy lies, not where the work appeared; of a thesis it is the school
    if name and (text(at(source, "type")) != "repository" or genre == "thesis"):
        yield Candidate("container_title", name, "openalex:primary_location.source")
    if publisher := text(at(source, "host_organization_name")):
        yield Candidate("publisher", publisher, "openalex:primary_location.source")
    first_page = text(at(record, "biblio.first_page"))
    last_page = text(at(record, "biblio.last_page"))
    if first_page:
        both = last_page and last_page != first_page
        yield Candidate(
            "page", f"{first_page}-{last_page}" if both else first_page, "openalex:biblio"
        )
    free = at(record, "open_access.is_oa")
    if isinstance(free, bool):
        yield Candidate("open_access", "true" if free else "false", "openalex:open_access")
