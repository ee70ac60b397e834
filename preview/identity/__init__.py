"""Works and their names: what a link says by itself, and what follows from a name.

No network, no state.  `identify` reads links of clients; `parse_name` and the parsers beside it
read what pages and registries state.
"""

from preview.identity.addresses import canonical_url, html_url, landing_url, pdf_url
from preview.identity.arxiv import parse_arxiv
from preview.identity.doi import doi_url, find_doi, parse_doi
from preview.identity.hosts import is_home, site_name
from preview.identity.link import identify
from preview.identity.names import (
    RANK,
    best,
    canonical,
    names_of,
    parse_name,
    parse_pmcid,
    parse_pmid,
    rank,
)
from preview.identity.wrappers import original_host

__all__ = [
    "RANK",
    "best",
    "canonical",
    "canonical_url",
    "doi_url",
    "find_doi",
    "html_url",
    "identify",
    "is_home",
    "landing_url",
    "names_of",
    "original_host",
    "parse_arxiv",
    "parse_doi",
    "parse_name",
    "parse_pmcid",
    "parse_pmid",
    "pdf_url",
    "rank",
    "site_name",
]
