"""A DOI, whoever publishes it: the registration agency's record, then the landing page.

The registry comes first: it answers where publishers' sites show a bot wall, and only it states
retractions, corrections and the preprint of an article.
"""

from __future__ import annotations

from collections.abc import Iterator

from preview import identity, urls
from preview.model import Candidate, Get, Link, Request
from preview.providers import Access, provider
from preview.providers.ladder import WHOLE, Rung, climb
from preview.providers.website import read
from preview.registries import crossref, datacite
from preview.registries import doi as negotiation

# Hosts that answer programs with a bot wall: their page is asked only for what is still missing.
# Seen in 2026; facts of this kind age, so a host that opens up again costs one row.
BLOCKING = frozenset({
    "sciencedirect.com", "linkinghub.elsevier.com", "cell.com", "onlinelibrary.wiley.com",
    "dl.acm.org", "tandfonline.com", "journals.sagepub.com", "academic.oup.com", "pubs.acs.org",
    "science.org", "pnas.org", "papers.ssrn.com", "jstor.org", "researchgate.net",
    "ieeexplore.ieee.org",
})  # fmt: skip


@provider("doi", schemes=("doi",))
def doi(link: Link, get: Get, access: Access) -> Iterator[Candidate]:
    yield from by_doi(link, link.work.value, get, access)


def by_doi(link: Link, doi: str, get: Get, access: Access) -> Iterator[Candidate]:
    """Yield what the agencies and the landing page say of *doi*, a name of the link's work."""
    work = link.work
    page = page_of(link)
    unless = WHOLE if urls.domain_of(page) in BLOCKING else frozenset[str]()
    known = WHOLE - {"abstract"}  # one agency's record is enough: none has two
    yield from climb(
        (
            Rung(
                "crossref",
                lambda get: crossref.load(work, get, doi=doi, contact=access.contact),
                0.4,
            ),
            Rung(
                "datacite",
                lambda get: datacite.load(work, get, doi=doi, contact=access.contact),
                0.4,
                known,
            ),
            Rung("page", lambda get: read(get(Request(page))), 0.7, unless),
            Rung(
                "csl", lambda get: negotiation.load(work, get, doi=doi), 1.0, frozenset({"title"})
            ),
        ),
        get,
    )


def page_of(link: Link) -> str:
    """The page to read for a work: the link itself, or the landing page where the link is a pdf."""
    return identity.landing_url(link.work) if link.content_type == "application/pdf" else link.url
