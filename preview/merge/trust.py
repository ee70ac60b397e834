"""TRUST: whom to believe for which field, best first; one table for papers, one for other pages.

A row names a whole family (`og`) or one tag of it (`og:description`), which may stand before or
behind its family.  A source that no row names is not believed for the field at all.  The reason
for an order stands beside it.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from types import MappingProxyType

Order = tuple[str, ...]


def _order(*names: str) -> Order:
    return tuple(name for group in names for name in group.split())


# The tags that search engines for papers ask publishers to write; checked by them, so mostly right:
# https://scholar.google.com/intl/en/scholar/inclusion.html#indexing
CITATION = "arxiv highwire bepress eprints ieee"
# Registries state what the publisher deposited; among them the one that owns the name first.
REGISTRIES = (
    "crossref datacite arxiv_oai arxiv_atom pubmed europepmc biorxiv openreview inspire zenodo "
    "hal osf figshare dblp csl openalex s2 unpaywall"
)

PAPER: dict[str, Order] = {
    # og:title carries site names and twitter:title is cut at 70 (arXiv)
    "title": _order(
        CITATION,
        REGISTRIES,
        "jsonld prism dc coins microdata og parsely sailthru body html twitter",
    ),
    # a social tag's text is the abstract at few publishers: merge asks it to be long
    "abstract": _order(
        CITATION,
        REGISTRIES,
        "jsonld:abstract body:abstract jsonld:description dc microdata",
        "og meta twitter body:labelled",
    ),
    "description": _order("og dc jsonld meta twitter parsely microdata body"),
    # a contributor is an adviser or a university (DSpace), unless nobody else is named (Emerald)
    "author": _order(
        CITATION,
        REGISTRIES,
        "jsonld dc:creator dc:creator.personalname dc:contributor.author prism coins microdata",
        "article parsely sailthru meta body dc:contributor",
    ),
    # the publication before the record: dc:date is often the day on which the record was made
    "published": _order(
        "arxiv highwire:citation_publication_date highwire:citation_date",
        "highwire:citation_cover_date bepress eprints ieee",
        REGISTRIES,
        "jsonld:datepublished dc:issued prism highwire:citation_online_date highwire article",
        "dc coins jsonld microdata parsely sailthru meta body:time body:date",
    ),
    "updated": _order("arxiv article", REGISTRIES, "jsonld dc og microdata meta"),
    "image": _order("og twitter jsonld link microdata body"),
    # the server's name as we or a registry know it: a page may call itself what it likes
    "site_name": _order(
        "host", REGISTRIES, "og jsonld meta microdata title body:logo feed archive"
    ),
    "language": _order(CITATION, "jsonld dc html og", REGISTRIES, "meta prism script"),
    "container_title": _order(
        CITATION, REGISTRIES, "jsonld prism dc coins microdata body meta:reference"
    ),
    "publisher": _order(CITATION, REGISTRIES, "dc jsonld prism coins microdata"),
    # a registry knows a preprint from an article; a tag only whether there is a journal
    "genre": _order("arxiv", REGISTRIES, CITATION, "jsonld coins dc"),
    "keyword": _order(CITATION, REGISTRIES, "jsonld dc prism article meta microdata"),
    "pdf_url": _order(CITATION, "jsonld link", REGISTRIES, "body"),
    "license": _order("arxiv jsonld link dc", REGISTRIES, "microdata meta body"),
}

PAGE: dict[str, Order] = {
    # what somebody wrote for a card; the <title> is for tabs, but an item's name may be that of a
    # part of the page, while a headline is the page's
    "title": _order(
        "og twitter jsonld:headline microdata:headline parsely sailthru highwire dc coins html",
        "jsonld microdata body oembed meta pdf file",
    ),
    "description": _order(
        "og twitter jsonld meta dc microdata sailthru parsely highwire body:labelled body"
    ),
    "abstract": (),
    "author": _order(
        "jsonld meta article parsely sailthru dc:creator highwire microdata twitter oembed coins",
        "body og pdf",
    ),
    "published": _order(
        # where a page marks several days that of the line by its heading
        "article jsonld og parsely sailthru microdata meta dc highwire twitter body:dateline",
        # the address; the day on which the record was made: often that of a move to another
        # system; then the only day that the page shows to its readers
        "body:time body:date pdf url jsonld:datecreated microdata:datecreated body",
    ),
    "updated": _order("article jsonld og microdata meta dc"),
    "image": _order("og twitter jsonld link parsely sailthru microdata oembed body file"),
    # then the end of the <title>, where it spells the host, is what the logo is called, or stands
    # behind the heading; a copy is the original site's page
    "site_name": _order(
        "og jsonld meta host twitter microdata oembed title body:logo feed tab archive"
    ),
    # the title's own script last: it tells only where nothing fits that was stated
    "language": _order("html jsonld og meta dc highwire microdata script"),
    "keyword": _order("article meta jsonld parsely sailthru dc microdata"),
    "license": _order("link jsonld dc microdata meta body"),
}

# Fields in neither table: every family may state them, in this order.
DEFAULT = _order(
    CITATION, REGISTRIES, "jsonld prism dc coins og article link html microdata twitter parsely",
    "sailthru meta oembed host body pdf file",
)  # fmt: skip


def _places(order: Order) -> Mapping[str, int]:
    return MappingProxyType({name: place for place, name in reversed([*enumerate(order)])})


_PLACES = MappingProxyType(
    {
        True: MappingProxyType({field: _places(order) for field, order in PAPER.items()}),
        False: MappingProxyType({field: _places(order) for field, order in PAGE.items()}),
    }
)
_DEFAULT_PLACES = _places(DEFAULT)


@lru_cache(maxsize=2048)  # the same few hundred pairs on all pages; a third of the cost of placing
def rank(field: str, source: str, *, paper: bool) -> int | None:
    """Return the place of *source* among those believed for *field*, 0 the best, or None: not.

    >>> rank("published", "dc:issued", paper=True) < rank("published", "dc:date", paper=True)
    True
    >>> rank("abstract", "og:description", paper=False)
    """
    places = _PLACES[paper].get(field, _DEFAULT_PLACES)
    place = places.get(source)
    return places.get(source.partition(":")[0]) if place is None else place
