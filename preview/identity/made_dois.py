"""The host table: publishers that make the DOI of what their addresses hold.

Each row is a rule that the publisher keeps without exception in the years it names; where there
are exceptions (Cambridge, MDPI, Oxford), the page is asked instead.
"""

from __future__ import annotations

import re

from preview.identity.doi import parse_doi
from preview.identity.shapes import PDF, Address, Found, Site, shape

_N = "[1-9][0-9]*"


def _found(doi: str, form: str | None = None) -> Found | None:
    name = parse_doi(doi)
    return Found(name, form) if name else None


# -- American Physical Society: journal, volume, page ------------------------------------------

_APS = {
    "pr": "PhysRev", "pri": "PhysRevSeriesI", "pra": "PhysRevA", "prb": "PhysRevB",
    "prc": "PhysRevC", "prd": "PhysRevD", "pre": "PhysRevE", "prl": "PhysRevLett",
    "prx": "PhysRevX", "rmp": "RevModPhys", "prstab": "PhysRevSTAB", "prstper": "PhysRevSTPER",
}  # fmt: skip
_APS_OLD = re.compile(  # until 2013; `_1` is the first article that begins on the page
    r"/(?:abstract|pdf)/(?P<journal>[a-z]+)/v(?P<volume>[0-9]+)/(?:i[0-9]+/)?"
    r"[ep](?P<page>R?[0-9]+)(?:_1)?",
    re.IGNORECASE | re.ASCII,
)


def _aps(address: Address) -> Found | None:
    match = _APS_OLD.fullmatch(address.path)
    if match is None or (journal := _APS.get(match["journal"].lower())) is None:
        return None
    return _found(f"10.1103/{journal}.{match['volume']}.{match['page']}")


# -- Copernicus: journal, volume, page, year ---------------------------------------------------

_OLD_HOSTS = {  # until 2020
    "ann-geophys.net": "angeo", "atmos-chem-phys.net": "acp", "atmos-meas-tech.net": "amt",
    "biogeosciences.net": "bg", "clim-past.net": "cp", "earth-surf-dynam.net": "esurf",
    "earth-syst-dynam.net": "esd", "earth-syst-sci-data.net": "essd",
    "geosci-model-dev.net": "gmd", "hydrol-earth-syst-sci.net": "hess",
    "nat-hazards-earth-syst-sci.net": "nhess", "nonlin-processes-geophys.net": "npg",
    "ocean-sci.net": "os", "solid-earth.net": "se", "the-cryosphere.net": "tc",
}  # fmt: skip
# Those that had no other publisher, and so no other prefix, since 2001.
_COPERNICUS = frozenset({
    *_OLD_HOSTS.values(), "adgeo", "ars", "asr", "egusphere", "gc", "gi", "isprs-annals",
    "isprs-archives", "ms", "soil", "wcd", "wes",
})  # fmt: skip
_ARTICLE = re.compile(
    r"(?:/articles)?/(?P<key>[0-9A-Z-]+/[0-9]+/20(?:0[1-9]|[1-9][0-9]))"
    r"(?:/(?P<file>[a-z0-9-]+?)(?:-discussion|-print)?\.(?:html|pdf|xml|ris|bib))?",
    re.IGNORECASE | re.ASCII,
)
_PREPRINT = re.compile(  # egusphere-2023-1234, acp-2020-123
    r"/preprints/(?:20[0-9]{2}/)?(?P<id>[a-z]+-20[0-9]{2}-[0-9]+)(?:/(?P=id)(?:-print)?\.pdf)?"
)


def _copernicus(address: Address) -> Found | None:
    """Other files in the folder of an article are supplements and corrections."""
    host = address.host.removeprefix("www.")
    journal = _OLD_HOSTS.get(host) or host.partition(".")[0]
    if journal not in _COPERNICUS:
        return None
    form = PDF if address.path.endswith(".pdf") else None
    if match := _ARTICLE.fullmatch(address.path):
        suffix = f"{journal}-{match['key'].replace('/', '-')}"
        return _found(f"10.5194/{suffix}", form) if match["file"] in (None, suffix) else None
    match = _PREPRINT.fullmatch(address.path)
    return _found(f"10.5194/{match['id']}", form) if match else None


def _thieme(address: Address) -> Found | None:
    """`/DOI/DOI?10.1055/…`, as they are registered with Crossref."""
    return _found(address.query) if address.path.lower() == "/doi/doi" else None


# IOP's own journals; others there (Astrophysical Journal, EPL, …) have other prefixes.
_ISSNS = """
    0022-3727 0031-9155 0034-4885 0264-9381 0266-5611 0305-4470 0953-4075 0953-8984 0954-3899
    0957-4484 1126-6708 1367-2630 1475-7516 1742-6596 1748-0221 1748-9326 1751-8113
"""
_IOP = "|".join(_ISSNS.split())

MADE_DOIS = (
    Site("American Physical Society", (
        "journals.aps.org", "link.aps.org", "prola.aps.org", "publish.aps.org", "prl.aps.org",
        "pra.aps.org", "prb.aps.org", "prc.aps.org", "prd.aps.org", "pre.aps.org", "prx.aps.org",
        "rmp.aps.org", "prst-ab.aps.org", "prst-per.aps.org",
    ), read=_aps),
    Site("Physics", ("physics.aps.org",), (
        shape("doi", f"/articles/v(?P<volume>{_N})/(?P<id>{_N})",
              value="10.1103/physics.{volume}.{id}"),
    )),
    Site("Copernicus", (".copernicus.org", *_OLD_HOSTS), read=_copernicus),
    Site("BioMed Central", (".biomedcentral.com", "biomedcentral.com"), (  # until 2015
        shape("doi", r"/(?P<issn>[0-9]{4}-[0-9]{3}[0-9X])/(?P<volume>[0-9]+)/(?P<id>[0-9]+)"
              "(?:/abstract)?", value="10.1186/{issn}-{volume}-{id}"),
        shape("doi", r"/content/pdf/(?P<id>[0-9]{4}-[0-9]{3}[0-9X]-[0-9]+-[0-9]+)\.pdf",
              value="10.1186/{id}", form=PDF),
    )),
    Site("The BMJ", ("bmj.com",), (  # since 2008; a rapid response has an address below it
        shape("doi", r"/content/(?:bmj/)?[0-9]+/(?P<id>bmj(?:\.[a-z][0-9]+|-20[0-9]{2}-[0-9]+))"
              r"\.full\.pdf", value="10.1136/{id}", form=PDF),
        shape("doi", r"/content/[0-9]+/(?P<id>bmj(?:\.[a-z][0-9]+|-20[0-9]{2}-[0-9]+))"
              r"(?:\.full|\.long|\.abstract|/related|/article-info|/rapid-responses|/peer-review)?",
              value="10.1136/{id}"),
    )),
    Site("PNAS", ("pnas.org",), (
        shape("doi", "/content/early/[0-9/]{10}/(?P<id>[0-9]{10})(?:[./].*)?",
              value="10.1073/pnas.{id}"),
    )),
    Site("Hindawi", ("hindawi.com", "downloads.hindawi.com"), (  # before 2013 four prefixes
        shape("doi", r"/journals/[a-z]+/(?P<year>20(?:1[3-9]|2[0-4]))/(?P<id>[0-9]{5,8})\.pdf",
              value="10.1155/{year}/{id}", form=PDF),
        shape("doi", "/journals/[a-z]+/(?P<year>20(?:1[3-9]|2[0-4]))/(?P<id>[0-9]{5,8})(?:/abs)?",
              value="10.1155/{year}/{id}"),
    )),
    Site("JMIR Publications", ("jmir.org", ".jmir.org"), (  # before 2020 the numbers differ
        shape("doi", "/20[2-9][0-9]/[0-9]+/e(?P<id>[0-9]{4,6})(?:/pdf|/citations|/authors)?",
              value="10.2196/{id}"),
    )),
    Site("Karger", ("karger.com",), (
        shape("doi", "/article/(?:fulltext|abstract|pdf)/(?P<id>[0-9]{5,6})",
              value="10.1159/{id:0>9}"),
    )),
    Site("Thieme", ("thieme-connect.com", "thieme-connect.de"), read=_thieme),
    Site("IOPscience", ("iopscience.iop.org", "stacks.iop.org"), (
        shape("doi", rf"/(?P<issn>{_IOP})/(?P<volume>[0-9]+)/(?P<issue>[0-9]+)/(?P<id>[a-z]?[0-9]+)"
              "(?:/(?:article|fulltext|abstract|meta|pdf)(?:/.*)?)?",
              value="10.1088/{issn}/{volume}/{issue}/{id}"),
        shape("doi", rf"/(?P<issn>{_IOP})/(?P<volume>[0-9]+)/i=(?P<issue>[0-9]+)"
              "/a=(?P<id>[a-z]?[0-9]+)", value="10.1088/{issn}/{volume}/{issue}/{id}"),
    )),
    Site("AMS", ("ams.org",), (  # after 2012 the DOI is 10.1090/<journal>/<number>
        shape("doi", r"/(?:journals/)?[a-z]+/[0-9-]+/(?P<id>S[0-9]{4}-[0-9]{3}[0-9X]"
              r"-(?:1[89][0-9]{2}|20(?:0[0-9]|1[0-2])|9[0-9]|0[0-9]|1[0-2])-[0-9]{5}-[0-9X])"
              r"(?:/(?:(?P=id)\.pdf|home\.html)?)?", value="10.1090/{id}"),
    )),
    Site("IJCAI", ("ijcai.org",), (  # since 2017
        shape("doi", r"/proceedings/(?P<year>20(?:1[7-9]|[2-9][0-9]))/0*(?P<id>[1-9][0-9]{0,3})"
              r"\.pdf", value="10.24963/ijcai.{year}/{id}", form=PDF),
        shape("doi", "/proceedings/(?P<year>20(?:1[7-9]|[2-9][0-9]))/(?P<id>[1-9][0-9]{0,3})",
              value="10.24963/ijcai.{year}/{id}"),
    )),
    Site("Dagstuhl", ("drops.dagstuhl.de",), (
        shape("doi", r"/storage/[0-9]{2}[a-z]+/.+/(?P<id>[a-z]+(?:\.[a-z0-9-]+)+)/(?P=id)\.pdf",
              value="10.4230/{id}", form=PDF),
    )),
    # In parameters of their own
    Site("Project Euclid", ("projecteuclid.org",), (
        shape("doi", "/journalArticle/Download", "urlid", form=PDF),
    )),
    Site("Frontiers", ("frontiersin.org", "journal.frontiersin.org"), (
        shape("doi", r"/journal/abstract\.aspx", "art_doi"),
    )),
    Site("Wiley Online Library", ("onlinelibrary.wiley.com", ".onlinelibrary.wiley.com",
                                  "doi.wiley.com"), (
        shape("doi", "/share(?:/.*)?", "target"),
    )),
)  # fmt: skip
