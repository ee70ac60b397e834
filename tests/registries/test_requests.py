"""What is asked: the identifier stays inside its place in the URL, whatever it holds."""

from __future__ import annotations

from urllib.parse import parse_qs, urlsplit

import pytest

from preview import errors
from preview.model import Fetched, WorkId
from preview.registries import (
    arxiv_atom,
    arxiv_oai,
    biorxiv,
    crossref,
    crossref_pii,
    datacite,
    dblp,
    doi,
    europepmc,
    figshare,
    hal,
    inspire,
    openalex,
    openreview,
    osf,
    pubmed,
    semantic_scholar,
    unpaywall,
    zenodo,
)

SICI = "10.1002/(sici)1097-4571(199806)49:8<693::aid-asi4>3.0.co;2-o"
HOSTILE = "10.5555/a?b=c&d#e/../..%2f"


@pytest.mark.parametrize("value", [SICI, HOSTILE])
@pytest.mark.parametrize(
    "request_for",
    [
        crossref.request,
        datacite.request,
        doi.request,
        doi.agency_request,
        biorxiv.request,
        lambda value: unpaywall.request(value, email="ops@example.org"),
        lambda value: openalex.request(WorkId("doi", value), key="k"),
        lambda value: semantic_scholar.request(WorkId("doi", value)),
        lambda value: inspire.request(WorkId("doi", value)),
    ],
)
def test_a_doi_cannot_add_to_query_or_fragment(request_for, value):
    plain = urlsplit(request_for("10.5555/plain").url)
    parts = urlsplit(request_for(value).url)
    assert parts.netloc == plain.netloc
    assert parse_qs(parts.query) == parse_qs(plain.query)
    assert parts.fragment == ""


def test_a_doi_cannot_leave_the_quotes_of_a_europe_pmc_query():
    url = europepmc.request(WorkId("doi", '10.5555/a" OR "1')).url
    assert parse_qs(urlsplit(url).query)["query"] == ['DOI:"10.5555/a OR 1"']


@pytest.mark.parametrize(
    ("request_", "url"),
    [
        (
            arxiv_atom.request(WorkId("arxiv", "hep-th/9901001", 2)),
            "https://export.arxiv.org/api/query?id_list=hep-th/9901001v2&max_results=1",
        ),
        (
            arxiv_oai.request(WorkId("arxiv", "hep-th/9901001", 2)),  # has the latest version only
            "https://oaipmh.arxiv.org/oai?verb=GetRecord&identifier=oai:arXiv.org:hep-th/9901001"
            "&metadataPrefix=arXiv",
        ),
        (
            crossref.request("10.1000/ab", "mailto:ops@example.org"),
            "https://api.crossref.org/works/10.1000%2Fab?mailto=ops%40example.org",
        ),
        (
            crossref_pii.request(WorkId("pii", "S0092867420300011"), "mailto:ops@example.org"),
            "https://api.crossref.org/works?filter=alternative-id%3AS0092867420300011&rows=2"
            "&mailto=ops%40example.org",
        ),
        (
            crossref.request("10.1000/ab", "https://example.org"),  # a page is no polite address
            "https://api.crossref.org/works/10.1000%2Fab",
        ),
        (doi.request(SICI), "https://doi.org/10.1002/(sici)1097-4571(199806)49:8%3C693::aid-asi4"
                            "%3E3.0.co;2-o"),
        (dblp.request(WorkId("dblp", "conf/er/2008")), "https://dblp.org/rec/conf/er/2008.xml"),
        (
            figshare.request(WorkId("figshare", "1449060", 3)),
            "https://api.figshare.com/v2/articles/1449060/versions/3",
        ),
        (
            osf.request(WorkId("osf", "ab3de", 2)),
            "https://api.osf.io/v2/preprints/ab3de_v2/?embed=contributors",
        ),
        (zenodo.request(WorkId("zenodo", "569323")), "https://zenodo.org/api/records/569323"),
        (
            openreview.request(WorkId("openreview", "rJ4km2R5t7")),
            "https://api2.openreview.net/notes?id=rJ4km2R5t7",
        ),
        (
            pubmed.request("5", email="ops@example.org", key="k"),
            "https://eutils.ncbi.nlm.nih.gov/entrez/eutils/efetch.fcgi?db=pubmed&id=5&retmode=xml"
            "&tool=paper-preview&email=ops%40example.org&api_key=k",
        ),
    ],
)  # fmt: skip
def test_the_documented_address_is_asked(request_, url):
    assert request_.url == url


@pytest.mark.parametrize(
    ("work", "query"),
    [
        (WorkId("pmid", "5"), "EXT_ID:5 AND SRC:MED"),
        (WorkId("pmcid", "PMC5"), "PMCID:PMC5"),
        (WorkId("europepmc", "PPR/PPR5"), 'EXT_ID:"PPR5" AND SRC:PPR'),
    ],
)
def test_europe_pmc_is_asked_by_the_name_there_is(work, query):
    assert parse_qs(urlsplit(europepmc.request(work).url).query)["query"] == [query]


def test_hal_is_asked_for_one_document():
    query = parse_qs(urlsplit(hal.request(WorkId("hal", "hal-01234567")).url).query)
    assert query["q"] == ['halId_s:"hal-01234567"']


def test_load_asks_once_and_reads_the_answer():
    asked = []

    def get(request):
        asked.append(request.url)
        return Fetched(request.url, 200, {}, b'{"DOI": "10.5555/ice.1", "title": "Ice"}')

    found = list(doi.load(WorkId("doi", "10.5555/ice.1"), get, doi="10.5555/ice.1"))
    assert ("title", "Ice") in {(c.field, c.value) for c in found}
    assert asked == ["https://doi.org/10.5555/ice.1"]


@pytest.mark.parametrize(
    ("body", "agency"),
    [
        (b'[{"DOI": "10.5061", "RA": "DataCite"}]', "DataCite"),
        (b'[{"DOI": "10.99999", "status": "DOI does not exist"}]', errors.NotFound),
        (b"[]", errors.UpstreamError),
        (b"<html></html>", errors.UpstreamError),
    ],
)
def test_the_agency_of_a_doi(body, agency):
    if isinstance(agency, str):
        assert doi.read_agency(body) == agency
    else:
        with pytest.raises(agency):
            doi.read_agency(body)
