"""The host table: biology and medicine.  Hosts are exact; see `shapes` for what a row means.

Shapes from the sites' own links and https://github.com/zotero/translators.
"""

from __future__ import annotations

from preview.identity.shapes import PDF, Site, shape

_DIGITS = "[0-9]{1,10}"

# The only shape of theirs without the DOI: until 2019, when there was one prefix.
_EARLY = shape(
    "doi",
    r"/content/(?:(?:bio|med)rxiv/)?early/[0-9/]{10}/(?P<id>(?:[0-9]{4}\.[0-9.]{6})?[0-9]{5,9})"
    r"(?:v(?P<v>[1-9][0-9]*))?(?:[./].*)?",
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
    Site("bioRxiv", ("biorxiv.org",), (_EARLY,)),
    Site("medRxiv", ("medrxiv.org",), (_EARLY,)),
)  # fmt: skip
