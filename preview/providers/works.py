"""LADDERS: for each scheme of names whom to ask, the best first, and why.

arXiv has a file of its own (`arxiv`), because its page needs reading of its own.
"""

from __future__ import annotations

from collections.abc import Iterator

from preview.model import Candidate, Get, Link
from preview.providers import Access, Load, Provider
from preview.providers import sources as ask
from preview.providers.ladder import ALWAYS, KNOWN, Rung, climb
from preview.providers.pages import page

_TITLE = frozenset({"title"})
_VERSIONS = frozenset({"newest_version"})
_PDF = frozenset({"pdf_url"})

_PAGE = Rung("page", page, 0.7)
_CSL = Rung("csl", ask.by_negotiation, 0.7, _TITLE)  # the DOI's agency, by way of doi.org
_ONLY_PAGE = Rung("page", page, 1.0)
_CATALOGUES = (
    Rung("openalex", ask.by_openalex),
    Rung("semantic scholar", ask.by_semantic_scholar, 0.7),
)

LADDERS: dict[str, tuple[Rung, ...]] = {
    # The registry answers where publishers' sites show a bot wall, and only it states retractions,
    # corrections and the preprint of an article.  The page adds what a reader sees.  Content
    # negotiation reaches the agencies that have no reader here.
    "doi": (
        Rung("crossref", ask.by_crossref, 0.4),
        Rung("datacite", ask.by_datacite, 0.4, KNOWN),  # no DOI is registered with both
        Rung("biorxiv", ask.by_biorxiv, 0.4, _VERSIONS),  # only it knows the versions
        Rung("page", ask.landing, 0.7, ALWAYS),
        _CSL,
        Rung("europepmc", ask.abstract_of_europepmc, 0.7),  # 2 of 3 Crossref records have none
        *_CATALOGUES,
        Rung("unpaywall", ask.by_unpaywall, 1.0, _PDF),  # it knows free copies, and no abstracts
    ),
    # A PII is no DOI and none follows from it; the sites of Elsevier block programs.
    "pii": (Rung("crossref", ask.by_pii, 0.5), _PAGE),
    # PubMed Central checks browsers, and Europe PMC has what PubMed has, in one answer.
    "pmid": (
        Rung("europepmc", ask.by_europepmc, 0.4, ALWAYS),
        Rung("pubmed", ask.by_pubmed, 0.5, KNOWN),  # the same record: for when the other is down
        Rung("page", page, 0.7, KNOWN),
        *_CATALOGUES,
    ),
    "pmcid": (
        Rung("europepmc", ask.by_europepmc, 0.4, ALWAYS),
        Rung("idconv", ask.by_idconv, 0.4, KNOWN),  # it knows the PMID, and PubMed the rest
        Rung("pubmed", ask.by_pubmed, 0.5, KNOWN),
        Rung("page", page, 0.7, KNOWN),
        *_CATALOGUES,
    ),
    "europepmc": (Rung("europepmc", ask.by_europepmc, 0.7), _ONLY_PAGE),  # the page is a script
    # The page carries all tags; the API asks those without an account for a challenge (2026).
    "openreview": (_PAGE, Rung("openreview", ask.by_openreview, 1.0)),
    # Open proceedings, whose pages carry all tags.
    "acl": (_PAGE, Rung("crossref", ask.by_crossref, 0.7), *_CATALOGUES),
    "neurips": (_ONLY_PAGE,),
    "pmlr": (_ONLY_PAGE,),
    "cvf": (_ONLY_PAGE,),
    "jmlr": (_ONLY_PAGE,),
    # Repositories with an open API; the agency has the same record without its versions.
    "zenodo": (
        Rung("zenodo", ask.by_zenodo, 0.4),
        Rung("datacite", ask.by_datacite, 0.5, KNOWN),
        _PAGE,
        _CSL,
    ),
    "figshare": (  # the site challenges programs
        Rung("figshare", ask.by_figshare, 0.4),
        Rung("datacite", ask.by_datacite, 0.5, KNOWN),
        _PAGE,
        _CSL,
    ),
    "osf": (  # the page is a script; preprints are Crossref's, projects DataCite's
        Rung("osf", ask.by_osf, 0.4),
        Rung("crossref", ask.by_crossref, 0.4, KNOWN),
        Rung("datacite", ask.by_datacite, 0.5, KNOWN),
        _PAGE,
        _CSL,
    ),
    "hal": (Rung("hal", ask.by_hal, 0.5), _PAGE),  # the site has begun to challenge programs
    "ssrn": (Rung("crossref", ask.by_crossref, 0.5), _PAGE, _CSL),  # the site blocks programs
    "jstor": (Rung("crossref", ask.by_crossref, 0.5), _PAGE, _CSL),  # the site blocks programs
    # Its numbers are in no registry: the page comes first, and its DOI is proven by Crossref.
    "ieee": (Rung("page", ask.page_and_doi, 0.8),),
    # Catalogues.  Their pages are scripts; what they lack the work's own registry may tell.
    "inspire": (Rung("inspire", ask.by_inspire, 0.6), _PAGE),
    "dblp": (
        Rung("dblp", ask.by_dblp, 0.5),
        Rung("crossref", ask.by_crossref, 0.5),  # DBLP has no abstracts; it states the DOI
        Rung("page", page, 0.7, KNOWN),
    ),
    "s2": (Rung("semantic scholar", ask.own_semantic_scholar, 0.6), _PAGE),
    "ads": (_ONLY_PAGE,),  # the API asks for a token
}


def _climber(rungs: tuple[Rung, ...]) -> Load:
    def load(link: Link, get: Get, access: Access) -> Iterator[Candidate]:
        return climb(rungs, link, get, access)

    return load


# What people call the site, where the scheme is called otherwise.
_NAMES = {"pmid": "pubmed", "pmcid": "pmc", "pii": "sciencedirect", "s2": "semantic_scholar"}

PROVIDERS = tuple(
    Provider(_NAMES.get(scheme, scheme), _climber(rungs), frozenset({scheme}), frozenset())
    for scheme, rungs in LADDERS.items()
)
