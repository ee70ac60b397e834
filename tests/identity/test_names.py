"""Names of works: spellings, ranks, and where they live."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from preview.identity import (
    RANK,
    best,
    canonical_url,
    html_url,
    identify,
    is_home,
    landing_url,
    names_of,
    parse_arxiv,
    parse_doi,
    parse_name,
    parse_pmcid,
    parse_pmid,
    pdf_url,
    rank,
    site_name,
)
from preview.model import WorkId


def test_the_rank_is_the_contracts():
    assert " ".join(RANK) == (
        "arxiv zenodo figshare ssrn osf acl doi pmid pmcid openreview neurips pmlr cvf jmlr hal"
        " ieee pii inspire ads dblp s2 europepmc jstor url"
    )
    assert rank("nonsense") == len(RANK)
    assert best([WorkId("url", "a.b"), WorkId("pmid", "1"), WorkId("doi", "10.1000/1")]) == WorkId(
        "doi", "10.1000/1"
    )


@pytest.mark.parametrize(
    ("name", "names"),
    [
        ("arxiv:hep-th/9711200", ["arxiv:hep-th/9711200", "doi:10.48550/arxiv.hep-th/9711200"]),
        ("10.5281/ZENODO.1196821", ["zenodo:1196821", "doi:10.5281/zenodo.1196821"]),
        ("figshare:4234751", ["figshare:4234751", "doi:10.6084/m9.figshare.4234751"]),
        ("ssrn:1234567", ["ssrn:1234567", "doi:10.2139/ssrn.1234567"]),
        ("osf:xyz12", ["osf:xyz12"]),  # which service's DOI it has, the guid does not tell
        ("acl:N19-1423", ["acl:N19-1423"]),  # TACL and CL have other DOIs
        ("10.2307/30078788", ["doi:10.2307/30078788", "jstor:30078788"]),
        (
            "10.1016/S0140-6736(20)30183-5",
            ["doi:10.1016/s0140-6736(20)30183-5", "pii:S0140673620301835"],
        ),
        ("pmid:1", ["pmid:1"]),
    ],
)
def test_the_names_that_follow_from_one(name: str, names: list[str]):
    work = parse_name(name)
    assert work is not None
    assert [str(each) for each in names_of(work)] == names


@pytest.mark.parametrize(
    ("doi", "names"),
    [
        ("10.18653/v1/N19-1423", ["acl:N19-1423", "doi:10.18653/v1/n19-1423"]),
        ("10.31234/osf.io/xyz12_v2", ["osf:xyz12", "doi:10.31234/osf.io/xyz12"]),
        ("10.6084/m9.figshare.4234751.v3", ["figshare:4234751", "doi:10.6084/m9.figshare.4234751"]),
        ("10.48550/arXiv.1706.03762v5", ["arxiv:1706.03762", "doi:10.48550/arxiv.1706.03762"]),
    ],
)
def test_the_doi_of_an_archive_stays_an_alias_without_version(doi: str, names: list[str]):
    assert [str(name) for name in identify(doi).aliases] == names
    assert [str(name) for name in identify("https://doi.org/" + doi).aliases] == names


def test_two_links_to_one_work_meet_in_an_alias():
    preprint = identify("https://osf.io/preprints/psyarxiv/xyz12_v1").aliases
    assert set(preprint) & set(identify("10.31234/OSF.IO/XYZ12").aliases)


@pytest.mark.parametrize(
    ("text", "doi"),
    [
        ("DOI 10.1000/ABC.", "10.1000/abc"),
        ("doi:10.1000/182,", "10.1000/182"),
        ("https://dx.doi.org/10.1000/182", "10.1000/182"),
        ("doi.org/10.1000/182", "10.1000/182"),  # as registries write it
        ("doi:https://doi.org/10.1000/182", "10.1000/182"),
        ("10.1016/S0140-6736(20)30183-5)", "10.1016/s0140-6736(20)30183-5"),  # one bracket too many
        ("10.1000.10/123", "10.1000.10/123"),  # a registrant's sub-prefix
        (
            "10.1002/(SICI)1097-4571(199806)49:8&lt;693::AID-ASI4&gt;3.0.CO;2-O",
            "10.1002/(sici)1097-4571(199806)49:8<693::aid-asi4>3.0.co;2-o",
        ),
        ("10.1000/ÄB", "10.1000/Äb"),  # only ASCII letters have no case in DOIs
        ("(10.1000/182)", None),
        ("10.1000/a<b>", None),
        ("10.1000/a&AMP;amp;B", "10.1000/a&b"),  # escaped twice
        ("10.1000/a\ufffdb", None),  # bytes that are no text
        ("10.1000/" + "é" * 337, "10.1000/" + "é" * 337),
        ("10.1000/" + "é" * 338, None),  # no address of at most 2048 bytes holds it
        ('10.1000/a"b', None),
        ("10.1000/", None),
        ("10.1000/\u00a0:", None),
        ("10.1000/182" + "'" * 5_000, None),  # longer than anything that is one
        ("10.100/182", None),
        ("10.1000/a/../b", None),
        ("see 10.1000/182", None),
        ("10.1000/182 10.1000/183", None),
        ("10.１０００/182", None),
    ],
)
def test_a_doi_is_told_from_what_surrounds_it(text: str, doi: str | None):
    found = parse_doi(text)
    assert (found.value if found else None) == doi


@given(st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=40))
@settings(max_examples=200)
def test_each_doi_survives_its_own_address(suffix: str):
    work = parse_doi("10.1000/" + suffix)
    if work is not None:
        assert identify(canonical_url(work)).work == work
        assert parse_doi(work.value) == work


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("https://arxiv.org/abs/1706.03762v2", WorkId("arxiv", "1706.03762", 2)),
        ("ARXIV: 1706.03762", WorkId("arxiv", "1706.03762")),
        ("arXiv:1706.3762", None),
        ("1706.03762x", None),
        ("1706.03762v99999", None),
    ],
)
def test_arxiv_spellings(text: str, name: WorkId | None):
    assert parse_arxiv(text) == name


def test_pubmed_spellings():
    assert parse_pmid("PMID:0007288891") == WorkId("pmid", "7288891")
    assert parse_pmid("7288891") is None  # a number is no name
    assert parse_pmcid("pmc2835157.1") == WorkId("pmcid", "PMC2835157")
    assert parse_pmcid("2835157") is None


@pytest.mark.parametrize(
    "text",
    ["", "x", "nonsense:1", "pmid:abc", "ieee:x", "dblp:x", "dblp:a/../b", "url:A.b/", "doi:"],
)
def test_what_names_nothing(text: str):
    assert parse_name(text) is None


def test_a_page_is_named_by_its_value():
    assert parse_name("url:example.com/a?b=c") == WorkId("url", "example.com/a?b=c")


@pytest.mark.parametrize(
    ("work", "url"),
    [
        (WorkId("arxiv", "1706.03762", 7), "https://arxiv.org/abs/1706.03762v7"),
        (WorkId("arxiv", "1706.03762"), "https://arxiv.org/abs/1706.03762"),
        (WorkId("doi", "10.1000/a b", None), "https://doi.org/10.1000/a%20b"),
        (WorkId("doi", "10.1101/696633", 2), "https://www.biorxiv.org/content/10.1101/696633v2"),
        (
            WorkId("doi", "10.64898/2026.01.02.26343210", 1),
            "https://www.medrxiv.org/content/10.64898/2026.01.02.26343210v1",
        ),
        (
            WorkId("doi", "10.7554/elife.90000", 2),
            "https://elifesciences.org/reviewed-preprints/90000v2",
        ),
        (WorkId("doi", "10.1000/1", 2), "https://doi.org/10.1000/1"),
        (WorkId("hal", "hal-01234567", 2), "https://hal.science/hal-01234567v2"),
        (WorkId("figshare", "4234751", 3), "https://doi.org/10.6084/m9.figshare.4234751.v3"),
        (WorkId("acl", "N19-1423", 2), "https://aclanthology.org/N19-1423/"),
    ],
)
def test_the_page_to_fetch_is_of_the_version_asked_for(work: WorkId, url: str):
    assert landing_url(work) == url
    assert html_url(work) is None


@pytest.mark.parametrize(
    ("work", "url"),
    [
        (WorkId("arxiv", "hep-th/9711200", 3), "https://arxiv.org/pdf/hep-th/9711200v3"),
        (WorkId("acl", "N19-1423", 2), "https://aclanthology.org/N19-1423v2.pdf"),
        (WorkId("openreview", "abc_DEF12"), "https://openreview.net/pdf?id=abc_DEF12"),
        (WorkId("pmlr", "v37/ioffe15"), "https://proceedings.mlr.press/v37/ioffe15.pdf"),
        (WorkId("pmlr", "v70/finn17a"), "https://proceedings.mlr.press/v70/finn17a/finn17a.pdf"),
        (WorkId("pmlr", "v53/x17"), None),  # both forms occur
        (WorkId("jmlr", "v21/20-074"), "https://jmlr.org/papers/volume21/20-074/20-074.pdf"),
        (
            WorkId("cvf", "content_CVPRW_2019/X/Doe_A_CVPRW_2019"),
            "https://openaccess.thecvf.com/content_CVPRW_2019/papers/X/Doe_A_CVPRW_2019_paper.pdf",
        ),
        (
            WorkId("neurips", "2023/0123"),
            "https://proceedings.neurips.cc/paper_files/paper/2023/file/0123-Paper-Conference.pdf",
        ),
        (WorkId("neurips", "5782-slug"), "https://papers.nips.cc/paper/5782-slug.pdf"),
        (
            WorkId("doi", "10.1101/696633", 2),
            "https://www.biorxiv.org/content/10.1101/696633v2.full.pdf",
        ),
        (WorkId("doi", "10.1101/696633"), None),  # the file's name has the version
        (WorkId("doi", "10.1000/1", 1), None),
        (WorkId("zenodo", "1"), None),
    ],
)
def test_the_pdf_where_its_address_follows_from_the_name(work: WorkId, url: str | None):
    assert pdf_url(work) == url


@pytest.mark.parametrize(
    ("subject", "name"),
    [
        ("arxiv.org", "arXiv"),
        ("www.biorxiv.org", "bioRxiv"),
        ("de.arxiv.org", "arXiv"),
        ("bath.figshare.com", "figshare"),
        ("en.wikipedia.org", "Wikipedia"),
        ("www.google.de", "Google"),
        ("arxiv.org.evil.example", None),
        ("doi.org", None),
        (WorkId("arxiv", "1706.03762"), "arXiv"),
        (WorkId("doi", "10.1101/2020.03.22.20040758"), "medRxiv"),
        (WorkId("doi", "10.1000/1"), None),
        (WorkId("url", "github.com/a/b"), "GitHub"),
        (WorkId("url", "example.com?x"), None),
        (WorkId("nonsense", "1"), None),
    ],
)
def test_the_site_is_known_by_its_host_or_its_scheme(subject: str | WorkId, name: str | None):
    assert site_name(subject) == name


def test_only_publishers_speak_for_the_dois_in_their_addresses():
    assert is_home("onlinelibrary.wiley.com")
    assert is_home("trialsjournal.biomedcentral.com")
    assert not is_home("github.com")
    assert not is_home("evil.example")
