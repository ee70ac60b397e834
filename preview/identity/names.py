"""Names of works: read, rank, and find what follows from one of them without the network."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from preview.identity.arxiv import DOI_PREFIX, parse_arxiv
from preview.identity.doi import archive_ids, parse_doi
from preview.identity.schemes import SCHEMES
from preview.model import WorkId

RANK: tuple[str, ...] = tuple(SCHEMES)
_PLACE = {scheme: place for place, scheme in enumerate(RANK)}

# Archives whose every record has the DOI that is made from its id.
DOI_OF = {
    "arxiv": DOI_PREFIX,
    "zenodo": "10.5281/zenodo.",
    "figshare": "10.6084/m9.figshare.",
    "ssrn": "10.2139/ssrn.",
}

# DOIs whose suffix is the id of another scheme; the DOI stays the better name.
_IN_DOI = (
    ("pii", re.compile(r"10\.1016/(s[0-9x()-]{16,21})")),  # Elsevier, until about 2003 and Lancet
    ("jstor", re.compile(r"10\.2307/([1-9][0-9]{2,11})")),
)


def rank(scheme: str) -> int:
    """Return the place of *scheme* among names, 0 for the best; an unknown one comes last."""
    return _PLACE.get(scheme, len(RANK))


def best(names: Iterable[WorkId]) -> WorkId:
    """Return the name that is shown.  Raises ValueError when there is none."""
    return min(names, key=lambda name: rank(name.scheme))


def names_of(work: WorkId) -> tuple[WorkId, ...]:
    """Return all names that follow from *work*, itself included, best first, without versions.

    >>> [str(name) for name in names_of(WorkId("doi", "10.48550/arxiv.1706.03762", 7))]
    ['arxiv:1706.03762', 'doi:10.48550/arxiv.1706.03762']
    """
    found = {WorkId(work.scheme, work.value), *_following(work)}
    return tuple(sorted(found, key=lambda name: (rank(name.scheme), name.value)))


def _following(work: WorkId) -> Iterator[WorkId]:
    if prefix := DOI_OF.get(work.scheme):
        yield WorkId("doi", prefix + work.value)
    if work.scheme != "doi":
        return
    for scheme, text in archive_ids(work.value):
        if found := SCHEMES[scheme].read(text):
            yield found
    for scheme, pattern in _IN_DOI:
        match = pattern.fullmatch(work.value)
        if match and (found := SCHEMES[scheme].read(match[1])):
            yield found


def canonical(work: WorkId) -> WorkId:
    """Return the best name that follows from *work*, with the version that it carries."""
    first = names_of(work)[0]
    return WorkId(first.scheme, first.value, work.version)


# -- reading ----------------------------------------------------------------------------------

_PMID = re.compile(r"(?:pmid|pubmed|info:pmid/)\s*:?\s*([0-9]{1,10})", re.IGNORECASE | re.ASCII)
_PMCID = re.compile(
    r"(?:pmcid\s*:?\s*)?pmc\s*:?\s?([1-9][0-9]{0,8})(?:\.[0-9]+)?", re.IGNORECASE | re.ASCII
)
_SCHEME = re.compile(r"([a-z0-9]{2,10}):(?=\S)", re.IGNORECASE | re.ASCII)


def parse_pmid(text: str) -> WorkId | None:
    """Return the PubMed id that *text* spells (`PMID: 32015507`); bare digits are no name."""
    match = _PMID.fullmatch(text.strip())
    return SCHEMES["pmid"].read(match[1]) if match else None


def parse_pmcid(text: str) -> WorkId | None:
    """Return the PubMed Central id that *text* spells; its version (`PMC123.2`) is dropped."""
    match = _PMCID.fullmatch(text.strip())
    return SCHEMES["pmcid"].read("PMC" + match[1]) if match else None


def parse_name(text: str) -> WorkId | None:
    """Return the work that *text* names, by its best name; None where it names none.

    Reads `scheme:id` of all schemes, and DOI, arXiv, PMID and PMCID as pages, registries and
    people write them.  `parse_doi` returns a DOI as such, also one that holds an archive's id.

    >>> str(parse_name("https://doi.org/10.5281/ZENODO.569323"))
    'zenodo:569323'
    """
    found = read_exact(text)
    return canonical(found) if found else None


def read_exact(text: str) -> WorkId | None:
    """Return the very name that *text* spells, where `parse_name` returns the best that follows."""
    text = text.strip()
    for parse in (parse_doi, parse_arxiv, parse_pmcid, parse_pmid):
        if found := parse(text):
            return found
    prefix = _SCHEME.match(text)
    scheme = SCHEMES.get(prefix[1].lower()) if prefix else None
    return scheme.read(text[prefix.end() :]) if scheme and prefix else None
