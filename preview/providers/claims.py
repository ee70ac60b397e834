"""A DOI that a page claims: proven where the DOI's registered address is on the page's own site.

The contract's section 2, proof (c).  What a page says of itself is anybody's word; what Crossref
holds as a DOI's landing address is the publisher's.  Where that is on another site, nothing of
the record counts, and the claim stays a mention.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from preview import identity, urls
from preview.errors import InvalidUrl, NotFound, Upstream
from preview.model import Candidate, Get, Link, WorkId
from preview.providers import Access
from preview.registries import crossref
from preview.registries.relations import aliases

# Tags that describe the one work that a page is about, and no reference of it.
_BIBLIOGRAPHIC = frozenset({"highwire", "bepress", "eprints", "ieee", "prism", "dc"})
_TYPES = frozenset({"scholarlyarticle", "medicalscholarlyarticle", "thesis"})


def prove(
    told: Sequence[Candidate], *, url: str, link: Link, get: Get, access: Access
) -> Iterator[Candidate]:
    """Yield the record of the one DOI that the scholarly page at *url* claims, if it is proven.

    One request, and none for other pages.  A registry that fails costs only what it would tell.
    """
    name = claimed_doi(told) if is_scholarly(told) else None
    if name is None or WorkId(name.scheme, name.value) in link.aliases:
        return
    try:
        record = tuple(crossref.load(name, get, doi=name.value, contact=access.contact))
    except (Upstream, NotFound):
        return
    landing = next((str(c.value) for c in record if c.field == "landing_url"), None)
    if landing and is_proven(name, landing=landing, url=url, names=link.aliases):
        yield from record
        yield from aliases([f"doi:{name.value}"], "crossref:resource.primary.URL")


def is_scholarly(told: Iterable[Candidate]) -> bool:
    """Is it a paper's page?  With its DOI in such a tag, a title in one of them is enough."""
    return any(
        (c.field == "title" and c.family in _BIBLIOGRAPHIC)
        or (c.field == "page_type" and str(c.value).casefold() in _TYPES)
        for c in told
    )


def claimed_doi(told: Iterable[Candidate]) -> WorkId | None:
    """Return the one DOI that the page's bibliographic tags state.

    None where they state several, and where it is an archive's, whose registry is another.
    """
    stated = (
        identity.parse_doi(c.value)
        for c in told
        if c.field == "doi" and c.family in _BIBLIOGRAPHIC and isinstance(c.value, str)
    )
    names = {WorkId(doi.scheme, doi.value) for doi in stated if doi}
    name = names.pop() if len(names) == 1 else None
    return name if name and identity.canonical(name).scheme == "doi" else None


def is_proven(name: WorkId, *, landing: str, url: str, names: Iterable[WorkId]) -> bool:
    """Is *landing*, the registered address of *name*, on the site of the page at *url*?

    Where the address names a work by itself it must be this one: of two works on one site, one
    page's claim does not make them one.
    """
    if not urls.same_site(landing, url):
        return False
    try:
        own = identity.identify(landing).aliases
    except InvalidUrl:
        return False
    return own[0].scheme == "url" or bool({name, *names} & set(own))
