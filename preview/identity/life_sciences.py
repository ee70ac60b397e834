"""The host table: biology and medicine.  Hosts are exact; see `shapes` for what a row means.

Shapes from the sites' own links and https://github.com/zotero/translators.
"""

from __future__ import annotations

from preview.identity.shapes import PDF, Site, shape

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

LIFE_SCIENCES = (
    Site(
        "PubMed",
        ("pubmed.ncbi.nlm.nih.gov", "pubmed.gov"),
        (shape("pmid", f"/(?P<id>{_DIGITS})"), shape("pmid", "/", "term")),
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
            shape("pmid", f"(?:/m)?/pubmed/(?P<id>{_DIGITS})"),
            shape("pmid", "(?:/m)?/pubmed", "term"),
            shape("pmid", f"/pmc/articles/pmid/(?P<id>{_DIGITS})"),
            shape("pmcid", r"(?:/labs)?/pmc/articles/(?P<id>PMC[0-9.]+)/pdf(?:/.*)?", form=PDF),
            shape("pmcid", r"(?:/labs)?/pmc/articles/(?P<id>PMC[0-9.]+)(?:/.*)?"),
        ),
    ),
    Site(
        "Europe PMC",
        ("europepmc.org",),
        (
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
