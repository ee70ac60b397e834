"""Sources: what can be asked about a work, each by the names that it knows."""

from __future__ import annotations

from collections.abc import Iterator

from preview import identity, urls
from preview.identity.addresses import preprint_host
from preview.model import Candidate, WorkId
from preview.providers.claims import prove
from preview.providers.ladder import KNOWN, WHOLE, Ask
from preview.providers.pages import fetch_page, page_of, read_work
from preview.registries import (
    biorxiv,
    crossref,
    crossref_pii,
    datacite,
    dblp,
    europepmc,
    figshare,
    hal,
    idconv,
    inspire,
    openalex,
    openreview,
    osf,
    pubmed,
    semantic_scholar,
    unpaywall,
    zenodo,
)
from preview.registries import doi as negotiation

# DOIs that an archive makes of its ids, but not of each: they are asked for, and prove nothing.
_MADE = {
    "acl": "10.18653/v1/{}",  # since 2016; older ones have none, or ACM's
    "osf": "10.17605/osf.io/{}",  # projects and registrations
    "jstor": "10.2307/{}",  # journals that JSTOR registered itself
}
_VERSIONED = {"figshare": ".v{}", "osf": "_v{}"}  # archives whose versions have DOIs of their own

# Hosts that answer programs with a bot wall: their page is asked only for what is still missing.
# Seen in 2026; facts of this kind age, so a host that opens up again costs one row.
BLOCKING = frozenset({
    "sciencedirect.com", "linkinghub.elsevier.com", "cell.com", "onlinelibrary.wiley.com",
    "dl.acm.org", "tandfonline.com", "journals.sagepub.com", "academic.oup.com", "pubs.acs.org",
    "science.org", "pnas.org", "papers.ssrn.com", "jstor.org", "researchgate.net",
    "ieeexplore.ieee.org", "biorxiv.org", "medrxiv.org",
})  # fmt: skip

# Genres that have an abstract: for others nobody needs to be asked for one.
_ABSTRACTED = frozenset({"article-journal", "preprint", "paper-conference", "chapter", "review"})


def _doi(ask: Ask) -> WorkId | None:
    """Return the DOI to ask for: the link's own, a proven one, or the one that is made of its id.

    With the name under which the answer is believed: the best that follows from the DOI.
    """
    proven = [name for text in ask.texts("alias") if (name := identity.parse_name(text))]
    known = [*ask.link.aliases, *(n for alias in proven for n in identity.names_of(alias))]
    doi = next((name.value for name in known if name.scheme == "doi"), None)
    if doi is None and ask.work.scheme in _MADE:
        doi = _MADE[ask.work.scheme].format(ask.work.value.lower())
    if doi is None:
        return None
    suffix = _VERSIONED.get(ask.work.scheme) if ask.work.version else None
    return WorkId("doi", doi + suffix.format(ask.work.version) if suffix else doi)


def _believed(doi: WorkId) -> WorkId:
    return identity.canonical(identity.parse_doi(doi.value) or doi)


# -- registries of DOIs -----------------------------------------------------------------------


def by_crossref(ask: Ask) -> Iterator[Candidate]:
    if doi := _doi(ask):
        contact = ask.access.contact
        yield from crossref.load(_believed(doi), ask.get, doi=doi.value, contact=contact)


def by_datacite(ask: Ask) -> Iterator[Candidate]:
    if doi := _doi(ask):
        contact = ask.access.contact
        yield from datacite.load(_believed(doi), ask.get, doi=doi.value, contact=contact)


def by_negotiation(ask: Ask) -> Iterator[Candidate]:
    if doi := _doi(ask):
        yield from negotiation.load(_believed(doi), ask.get, doi=doi.value)


def by_pii(ask: Ask) -> Iterator[Candidate]:
    yield from crossref_pii.load(ask.work, ask.get, contact=ask.access.contact)


def by_biorxiv(ask: Ask) -> Iterator[Candidate]:
    """Yield what bioRxiv's API says of a preprint of bioRxiv or medRxiv."""
    if host := preprint_host(ask.work.value):
        server = host.partition(".")[0]
        yield from biorxiv.load(ask.work, ask.get, doi=ask.work.value, server=server)


# -- pages ------------------------------------------------------------------------------------


def landing(ask: Ask) -> Iterator[Candidate]:
    """Yield what a DOI's page adds; a host that blocks programs is spared where nothing lacks."""
    registered = next(iter(ask.texts("landing_url")), "")
    hosts = {urls.domain_of(page_of(ask.link)), urls.domain_of(registered)}
    if ask.has(WHOLE) and hosts & BLOCKING:
        return
    yield from read_work(fetch_page(ask))


def page_and_doi(ask: Ask) -> Iterator[Candidate]:
    """Yield what the page states, and the record of the DOI that it claims and that is proven."""
    fetched = fetch_page(ask)
    told: list[Candidate] = []
    for candidate in read_work(fetched):
        told.append(candidate)
        yield candidate
    yield from prove(told, url=fetched.url, link=ask.link, get=ask.get, access=ask.access)


# -- registries of other names ----------------------------------------------------------------


def by_europepmc(ask: Ask) -> Iterator[Candidate]:
    yield from europepmc.load(ask.work, ask.get)


def by_pubmed(ask: Ask) -> Iterator[Candidate]:
    """Yield PubMed's record: of the PMID asked for, or of the one that is proven of a PMCID."""
    proven = (name for text in ask.texts("alias") if (name := identity.parse_name(text)))
    name = next((name for name in (ask.work, *proven) if name.scheme == "pmid"), None)
    if name is not None:
        access = ask.access
        yield from pubmed.load(name, ask.get, email=access.contact, key=access.ncbi_key)


def by_idconv(ask: Ask) -> Iterator[Candidate]:
    yield from idconv.load(ask.work, ask.get, email=ask.access.contact)


def by_openreview(ask: Ask) -> Iterator[Candidate]:
    yield from openreview.load(ask.work, ask.get)


def by_zenodo(ask: Ask) -> Iterator[Candidate]:
    yield from zenodo.load(ask.work, ask.get)


def by_figshare(ask: Ask) -> Iterator[Candidate]:
    yield from figshare.load(ask.work, ask.get)


def by_osf(ask: Ask) -> Iterator[Candidate]:
    yield from osf.load(ask.work, ask.get)


def by_hal(ask: Ask) -> Iterator[Candidate]:
    yield from hal.load(ask.work, ask.get)


def by_inspire(ask: Ask) -> Iterator[Candidate]:
    yield from inspire.load(ask.work, ask.get)


def by_dblp(ask: Ask) -> Iterator[Candidate]:
    yield from dblp.load(ask.work, ask.get)


# -- catalogues: the last rungs, off without a key or an address ---------------------------------


def abstract_of_europepmc(ask: Ask) -> Iterator[Candidate]:
    """Yield Europe PMC's record of an article whose abstract no one has told."""
    if not ask.has(KNOWN) or set(ask.texts("genre")) & _ABSTRACTED:
        yield from europepmc.load(ask.work, ask.get)


def by_openalex(ask: Ask) -> Iterator[Candidate]:
    if (key := ask.access.openalex_key) and ask.work.scheme in openalex.SCHEMES:
        yield from openalex.load(ask.work, ask.get, key=key, contact=ask.access.contact)


def by_semantic_scholar(ask: Ask) -> Iterator[Candidate]:
    if (key := ask.access.s2_key) and ask.work.scheme in semantic_scholar.SCHEMES:
        yield from semantic_scholar.load(ask.work, ask.get, key=key)


def own_semantic_scholar(ask: Ask) -> Iterator[Candidate]:
    """Yield Semantic Scholar's record of its own name, which no other source knows: key or not."""
    yield from semantic_scholar.load(ask.work, ask.get, key=ask.access.s2_key)


def by_unpaywall(ask: Ask) -> Iterator[Candidate]:
    if email := ask.access.unpaywall_email:
        yield from unpaywall.load(ask.work, ask.get, doi=ask.work.value, email=email)
