"""The host table as a whole: which host is whose, and what its addresses name.

Its rows: arxiv_site, life_sciences, venues, repositories, catalogues, publisher_ids, elsevier,
made_dois, publishers.
"""

from __future__ import annotations

import re

from preview.identity.addresses import preprint_host
from preview.identity.arxiv_site import ARXIV_SITES
from preview.identity.catalogues import CATALOGUES
from preview.identity.doi import find_doi, parse_doi
from preview.identity.elsevier import ELSEVIER
from preview.identity.life_sciences import LIFE_SCIENCES
from preview.identity.made_dois import MADE_DOIS
from preview.identity.names import canonical
from preview.identity.publisher_ids import PUBLISHERS_WITH_IDS
from preview.identity.publishers import NO_DOIS, PUBLISHERS
from preview.identity.repositories import REPOSITORIES
from preview.identity.schemes import SCHEMES
from preview.identity.shapes import PDF, Address, Found, Site
from preview.identity.venues import VENUES
from preview.model import WorkId
from preview.urls import Url, is_plain, without_www

SITES: tuple[Site, ...] = (
    *ARXIV_SITES,
    *LIFE_SCIENCES,
    *VENUES,
    *REPOSITORIES,
    *CATALOGUES,
    *PUBLISHERS_WITH_IDS,
    *ELSEVIER,
    *MADE_DOIS,
    *(Site(name, hosts) for name, hosts in PUBLISHERS.items()),
    *(Site(name, hosts, dois=False) for name, hosts in NO_DOIS.items()),
)
_BY_HOST = {host: site for site in SITES for host in site.hosts}

_PREFIX = re.compile(r"(?:www[0-9]?|m)\.(?=[^.]+\.)")
_ARXIV_MIRROR = re.compile(r"[a-z]{2}\.arxiv\.org")  # by country
_GOOGLE = re.compile(r"(scholar\.)?google\.(?:[a-z]{2}|com?\.[a-z]{2})")
_DOI_HOSTS = frozenset({"doi.org", "dx.doi.org", "doi.acm.org", "hdl.handle.net"})
_DOI_KEYS = frozenset({"doi", "id", "persistentid", "rft_id"})  # the last is OpenURL's
_PDF_SEGMENT = re.compile(r"/(?:e?pdf|pdfdirect|pdfplus|ampdf)(?:/|$)|\.pdf$", re.IGNORECASE)


def table_host(host: str) -> str:
    """Return the host as the table writes it: without `www.`, `www3.` or `m.`, one Google."""
    host = _PREFIX.sub("", host, count=1) if host.startswith(("w", "m")) else host
    if _ARXIV_MIRROR.fullmatch(host):
        return "arxiv.org"
    if google := _GOOGLE.fullmatch(host):
        return (google[1] or "") + "google.com"
    return host


def site_of(host: str) -> Site | None:
    """Return the site that *host* belongs to by the exact table, or None."""
    host = table_host(host)
    site = _BY_HOST.get(host)
    while site is None and "." in host:
        host = host.partition(".")[2]
        site = _BY_HOST.get("." + host)
    return site


def read(url: Url) -> Found | None:
    """Return the best name of a work that *url* proves, or None where it names no work.

    An address with credentials, with a port, or with a host that cannot be public names none:
    nobody publishes papers there, and it is how a link pretends to be another.
    """
    if url.port is not None or not is_plain(url):
        return None
    address = Address.of(url)
    site = site_of(url.host)
    if site is not None:
        if found := _by_site(site, address):
            return found
        if not site.dois:
            return None
    elif address.host.rpartition(".")[2].isdigit() or address.host.startswith("["):
        return None  # a bare address is nobody's
    return _by_doi(address)


def _by_site(site: Site, address: Address) -> Found | None:
    if site.read is not None and (found := site.read(address)):
        return found
    for shape in site.shapes:
        if found := shape.read(address):
            return found
    return None


def _by_doi(address: Address) -> Found | None:
    """Read a DOI from the path, else from a parameter that holds nothing but it."""
    exact = None
    if table_host(address.host) in _DOI_HOSTS:
        exact = parse_doi(address.exact_path.lstrip("/"))
    elif "10." in address.path:
        exact = find_doi(address.path)
    if exact is None and "10." in address.query:
        values = (value for key, value in address.parameters() if key in _DOI_KEYS)
        exact = next(filter(None, map(parse_doi, values)), None)
    if exact is None:
        return None
    return Found(canonical(exact), _form(address), exact)


def _form(address: Address) -> str | None:
    return PDF if _PDF_SEGMENT.search(address.path) else None


def form_of(url: Url) -> str | None:
    """Return the content type that the path of a page tells: only PDF is told reliably.

    On sites about files (`/blob/x.pdf`, `File:X.pdf`) the ending tells nothing of the page.
    """
    if url.path[-4:].lower() != ".pdf":
        return None
    site = site_of(url.host)
    return PDF if site is None or _publishes(site) else None


def _publishes(site: Site) -> bool:
    return bool(site.dois or site.read or site.shapes)


# -- names of sites ---------------------------------------------------------------------------


def site_name(host_or_work: str | WorkId) -> str | None:
    """Return the name of the site that a host or a work belongs to, or None where it is unknown.

    A DOI belongs to no site, but for the preprints of bioRxiv and medRxiv.
    """
    if isinstance(host_or_work, WorkId):
        work = host_or_work
        if work.scheme == "doi":
            host = preprint_host(work.value)
        elif work.scheme == "url":
            host = re.split("[/:?#]", work.value, maxsplit=1)[0]
        else:
            return SCHEMES[work.scheme].site if work.scheme in SCHEMES else None
        return site_name(host) if host else None
    site = site_of(without_www(host_or_work.lower()))
    return (site.name or None) if site else None


def is_home(host: str) -> bool:
    """Say whether *host* is a publisher's or archive's own: its pages speak for their works.

    Anyone can put a DOI into a path of his own site; such a link names the work, but what the
    page says of it is a stranger's claim.
    """
    site = site_of(host)
    return site is not None and site.own and _publishes(site)
