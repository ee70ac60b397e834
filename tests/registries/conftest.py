"""What the tests of the registries share: each reader with a work that it can be asked for."""

from __future__ import annotations

import importlib

import pytest

from preview.model import WorkId

ASKED = {
    "crossref": WorkId("doi", "10.5555/ice.1"),
    "crossref_pii": WorkId("pii", "S0092867420300011"),
    "datacite": WorkId("doi", "10.5555/ice.1"),
    "doi": WorkId("doi", "10.5555/ice.1"),
    "arxiv_oai": WorkId("arxiv", "2504.18412"),
    "arxiv_atom": WorkId("arxiv", "2504.18412"),
    "europepmc": WorkId("pmid", "32015507"),
    "pubmed": WorkId("pmid", "32015507"),
    "openalex": WorkId("doi", "10.5555/ice.1"),
    "semantic_scholar": WorkId("doi", "10.5555/ice.1"),
    "biorxiv": WorkId("doi", "10.1101/2020.12.01.406702"),
    "unpaywall": WorkId("doi", "10.5555/ice.1"),
    "idconv": WorkId("pmcid", "PMC7095418"),
    "inspire": WorkId("inspire", "1405797"),
    "zenodo": WorkId("zenodo", "569323"),
    "hal": WorkId("hal", "hal-01234567"),
    "osf": WorkId("osf", "ab3de"),
    "figshare": WorkId("figshare", "1449060"),
    "dblp": WorkId("dblp", "conf/icy/Example25"),
    "openreview": WorkId("openreview", "rJ4km2R5t7"),
}


@pytest.fixture(params=ASKED, ids=str)
def registry(request):
    """Yield (reader, work) for each registry."""
    module = importlib.import_module(f"preview.registries.{request.param}")
    return module.read, ASKED[request.param]
