"""The host table: biology and medicine.  Hosts are exact; see `shapes` for what a row means.

Shapes from the sites' own links and https://github.com/zotero/translators.
"""

from __future__ import annotations

import re

from preview.identity.schemes import SCHEMES
from preview.identity.shapes import PDF, Address, Found, Site, shape

_DIGITS = "[0-9]{1,10}"

# Shapes of theirs without the DOI prefix, which was another from December 2025 on.
_BEFORE = "20(?:1[0-9]|2[0-4]|25.(?:0[0-9]|1[01]))"
_EARLY = shape(
    "doi",
    rf"/content/(?:(?:bio|med)rxiv/)?early/(?={_BEFORE})[0-9/]{{10}}"
    r"/(?P<id>(?:[0-9]{4}\.[0-9.]{6})?[0-9]{5,9})(?:v(?P<v>[1-9][0-9]*))?(?:[./].*)?",
    value="10.1101/{id}",
)
_SHORT = shape(  # of their feeds; the id begins with the day of deposit, older ones with none
    "doi",
    r"/cgi/content/(?:short|abstract|full|long)/(?P<id>"
    rf"(?:{_BEFORE}[0-9.]*\.)?[0-9]{{5,8}})(?:v(?P<v>[1-9][0-9]*))?(?:\..*)?",
    value="10.1101/{id}",
)

# PubMed Central until 2010; `artid` has no letters
_RENDERED = (
    shape("pmcid", r"(?:/pmc)?/(?:article|page)render\.fcgi", "artid", value="PMC{id}"),
    shape("pmcid", r"(?:/pmc)?/picrender\.fcgi", "artid", value="PMC{id}"),
    shape("pmid", r"(?:/pmc)?/articlerender\.fcgi", "pubmedid"),
)

_ONE_RECORD = re.compile(r"(?:PMID:?\s*)?([0-9]{1,9})\s*(?:\[(?:pmid|uid)\])?", re.I | re.A)
_ENTREZ = frozenset({"/entrez/query.fcgi", "/entrez", "/sites/entrez", "/entrez/viewer.fcgi"})


def _search(address: Address, *keys: str) -> Found | None:
    """Read a search for nothing but one PMID: PubMed answers it with the record."""
    match = _ONE_RECORD.fullmatch((address.parameter(*(keys or ("term",))) or "").strip())
    work = SCHEMES["pmid"].read(match[1]) if match else None
    return Found(work) if work else None


def _ncbi(address: Address) -> Found | None:
    """Read `/pubmed?term=N`, and Entrez as it was until 2010: `?db=pubmed&list_uids=N`."""
    if address.path in ("/pubmed", "/m/pubmed"):
        return _search(address)
    if address.path in _ENTREZ and (address.parameter("db") or "").lower() == "pubmed":
        return _search(address, "list_uids", "uid", "id", "termtosearch", "term")
    return None


LIFE_SCIENCES = (
    Site(
        "PubMed",
        ("pubmed.ncbi.nlm.nih.gov", "pubmed.gov"),
        (shape("pmid", f"/(?P<id>{_DIGITS})"),),
        lambda address: _search(address) if address.path == "/" else None,
    ),
    Site(
        "PubMed Central",
        ("pmc.ncbi.nlm.nih.gov",),
        (
            shape("pmid", f"/articles/pmid/(?P<id>{_DIGITS})"),
            shape("pmcid", r"/articles/(?P<id>PMC[0-9.]+)/pdf(?:/.*)?", form=PDF),
            shape("pmcid", r"/articles/(?P<id>PMC[0-9.]+)(?:/.*)?"),
        ),
    ),
    Site(
        "NCBI",
        ("ncbi.nlm.nih.gov",),
        (
            shape("pmid", f"(?:/m|/labs)?/pubmed/(?P<id>{_DIGITS})(?:-[^/]*)?"),
            shape("pmid", f"/pmc/articles/pmid/(?P<id>{_DIGITS})"),
            shape("pmcid", r"(?:/labs)?/pmc/articles/(?P<id>PMC[0-9.]+)/pdf(?:/.*)?", form=PDF),
            shape("pmcid", r"(?:/labs)?/pmc/articles/(?P<id>PMC[0-9.]+)(?:/.*)?"),
            *_RENDERED,
        ),
        _ncbi,
    ),
    Site("PubMed Central", ("pubmedcentral.nih.gov", "pubmedcentral.gov"), _RENDERED, own=False),
    Site(
        "Europe PMC",
        ("europepmc.org", "ukpmc.ac.uk"),
        (
            shape("pmcid", r"/backend/ptpmcrender\.fcgi", "accid", form=PDF),
            shape("pmcid", "/api/fulltextRepo", "pmcid"),
            shape("pmid", f"/(?:article|abstract)/MED/(?P<id>{_DIGITS})(?:/.*)?"),
            shape(
                "pmcid",
                r"/(?:(?:article|abstract)/PMC|articles)/(?:PMC)?(?P<id>[0-9]+)(?:[./].*)?",
                value="PMC{id}",
            ),
            shape(
                "europepmc",
                r"/(?:article|abstract)/(?P<source>PPR|AGR|CBA|CTX|ETH|HIR|PAT)/(?P<id>[a-z0-9_-]+)"
                r"(?:/.*)?",
                value="{source}/{id}",
            ),
        ),
    ),
    Site("bioRxiv", ("biorxiv.org",), (_EARLY, _SHORT)),
    Site("medRxiv", ("medrxiv.org",), (_EARLY, _SHORT)),
)  # fmt: skip
