"""Names are proven, never claimed: the contract's section 2, one attack for each kind of claim.

In each attack a page of a stranger claims a real work; then the real work is asked for, and is
what it was: no card, no name and no key of it has changed.
"""

from __future__ import annotations

import json

import pytest

DOI = "10.5555/trees.1"
DOI_URL = f"https://doi.org/{DOI}"
LANDING = "https://trees.example/article/1"
CROSSREF = "https://api.crossref.org/works/10.5555%2Ftrees.1"
ARXIV = "https://arxiv.org/abs/2301.01234"
PUBMED = "https://pubmed.ncbi.nlm.nih.gov/32015507/"
EUROPE_PMC = (
    "https://www.ebi.ac.uk/europepmc/webservices/rest/search"
    "?query=EXT_ID%3A32015507+AND+SRC%3AMED&resultType=core&format=json"
)
EVIL = "https://evil.example/story"
EVIL_PAPER = """<meta name="citation_title" content="Buy my pills">
<meta name="citation_author" content="Mallory">
<meta name="citation_journal_title" content="J. Lies">
<meta name="citation_abstract" content="Pills for everybody.">"""

ABSTRACT = "We count the rings of old trees."
RECORD = {
    "DOI": DOI,
    "type": "journal-article",
    "title": ["On old trees"],
    "abstract": ABSTRACT,
    "author": [{"given": "Ann", "family": "Oak"}],
    "resource": {"primary": {"URL": LANDING}},
}
REAL_ABS = f"""<html lang="en"><head><title>[2301.01234] On old trees</title>
<meta name="citation_title" content="On old trees"><meta name="citation_author" content="Oak, Ann">
<meta name="citation_arxiv_id" content="2301.01234">
<meta name="citation_abstract" content="{ABSTRACT}"></head><body></body></html>"""
REAL_PAGE = """<html lang="en"><head><title>On old trees</title>
<meta name="citation_title" content="On old trees"></head><body></body></html>"""
PMID_RECORD = {
    "id": "32015507",
    "source": "MED",
    "pmid": "32015507",
    "title": "On old trees.",
    "abstractText": ABSTRACT,
    "authorList": {"author": [{"firstName": "Ann", "lastName": "Oak"}]},
}
# What the real works are called, and by which links they are asked for.
REAL = {DOI_URL: f"doi:{DOI}", ARXIV: "arxiv:2301.01234", PUBMED: "pmid:32015507"}
NAMES = {*REAL.values(), "doi:10.48550/arxiv.2301.01234"}

CLAIMS = {
    "citation_doi": f'<meta name="citation_doi" content="{DOI}">',
    "prism_doi": f'<meta name="prism.doi" content="doi:{DOI}">',
    "dublin_core_identifier": f'<meta name="DC.identifier" content="{DOI_URL}">',
    "citation_arxiv_id": '<meta name="citation_arxiv_id" content="2301.01234">',
    "arxiv_doi": '<meta name="citation_doi" content="10.48550/arXiv.2301.01234">',
    "citation_pmid": '<meta name="citation_pmid" content="32015507">',
    "canonical_of_arxiv": f'<link rel="canonical" href="{ARXIV}">',
    "canonical_of_doi": f'<link rel="canonical" href="{DOI_URL}">',
    "og_url": f'<meta property="og:url" content="{ARXIV}">',
    "public_url": f'<meta name="citation_public_url" content="{PUBMED}">',
    "cite_as": f'<link rel="cite-as" href="{DOI_URL}">',
    "same_as": '<script type="application/ld+json">'
    + json.dumps({"@type": "ScholarlyArticle", "name": "Buy my pills", "sameAs": DOI_URL})
    + "</script>",
    "same_as_arxiv": '<script type="application/ld+json">'
    + json.dumps({"@type": "ScholarlyArticle", "name": "Buy my pills", "sameAs": [ARXIV]})
    + "</script>",
    "identifier": '<script type="application/ld+json">'
    + json.dumps(
        {
            "@type": "ScholarlyArticle",
            "name": "Buy my pills",
            "identifier": {"@type": "PropertyValue", "propertyID": "doi", "value": DOI},
        }
    )
    + "</script>",
}


def as_json(value):
    return 200, {"content-type": "application/json"}, json.dumps(value)


def crossref(**other):
    return as_json({"status": "ok", "message-type": "work", "message": {**RECORD, **other}})


def html(*tags):
    head = "\n".join(tags)
    return 200, {}, f'<html lang="en"><head><title>Pills</title>{head}</head><body></body></html>'


@pytest.fixture(autouse=True)
def real_works(web):
    web[CROSSREF] = crossref()
    web[DOI_URL] = (302, {"location": LANDING}, "")
    web[LANDING] = (200, {}, REAL_PAGE)
    web[ARXIV] = (200, {}, REAL_ABS)
    web[EUROPE_PMC] = as_json({"hitCount": 1, "resultList": {"result": [PMID_RECORD]}})


def told(preview):
    """What a preview says of the work: all but who asked and when."""
    return preview.work_id, preview.aliases, preview.related, preview.title, preview.authors


@pytest.mark.parametrize("claim", CLAIMS.values(), ids=CLAIMS)
@pytest.mark.parametrize("scholarly", [True, False], ids=["as a paper", "as a page"])
def test_a_claim_takes_over_no_card_and_joins_no_names(previewer, web, claim, scholarly):
    web[EVIL] = html(EVIL_PAPER if scholarly else "", claim)
    before = {link: told(previewer.preview(link).preview) for link in REAL}
    evil = previewer.preview(EVIL).preview
    assert evil.work_id == "url:evil.example/story"
    assert not NAMES & set(evil.aliases)
    assert evil.domain == "evil.example"
    assert evil.title != "On old trees"
    for link, name in REAL.items():
        previewer.forget(link)
        after = previewer.preview(link).preview
        assert told(after) == before[link]
        assert after.work_id == name
        assert not set(after.aliases) & set(evil.aliases)
        assert not previewer.name(link).resolved


@pytest.mark.parametrize("claim", CLAIMS.values(), ids=CLAIMS)
def test_a_claim_that_comes_first_waits_for_nobody(previewer, web, claim):
    web[EVIL] = html(EVIL_PAPER, claim)
    previewer.preview(EVIL)
    assert previewer.name(EVIL).work_id == "url:evil.example/story"
    for link, name in REAL.items():
        real = previewer.preview(link)
        assert (real.state, real.preview.work_id) == ("miss", name)
        assert (real.preview.title, real.preview.authors[0].name) == ("On old trees", "Ann Oak")


def test_a_claim_is_a_mention(previewer, web):
    web[EVIL] = html(EVIL_PAPER, CLAIMS["citation_doi"])
    evil = previewer.preview(EVIL).preview
    assert [(r.work_id, r.relation) for r in evil.related] == [(f"doi:{DOI}", "mentions")]
    assert evil.paper.doi == DOI
    assert evil.title == "Buy my pills"


def test_of_a_record_that_is_not_proven_nothing_counts(previewer, web):
    web[CROSSREF] = crossref(**{
        "container-title": ["Journal of Trees"],
        "updated-by": [{"type": "retraction", "DOI": "10.5555/notice"}],
        "relation": {"has-preprint": [{"id-type": "doi", "id": "10.48550/arXiv.2301.01234"}]},
    })  # fmt: skip
    web[EVIL] = html(EVIL_PAPER, CLAIMS["citation_doi"])
    evil = previewer.preview(EVIL).preview
    assert web.asked == [EVIL, CROSSREF]
    assert (evil.paper.container_title, evil.paper.status) == ("J. Lies", "current")
    assert [r.relation for r in evil.related] == ["mentions"]


@pytest.mark.parametrize(
    "landing",
    [
        "https://trees.example.evil.org/article/1",
        "https://evil-example.org/",
        "https://example/",
        "javascript:alert(1)",
        "//evil.example@trees.example/",
        "https://evil.example@trees.example/",
    ],
)
def test_only_the_registered_site_itself_proves_a_claim(previewer, web, landing):
    web[CROSSREF] = crossref(resource={"primary": {"URL": landing}})
    web[EVIL] = html(EVIL_PAPER, CLAIMS["citation_doi"])
    assert previewer.preview(EVIL).preview.work_id == "url:evil.example/story"


def test_two_customers_of_one_host_are_two_sites(previewer, web):
    web[CROSSREF] = crossref(resource={"primary": {"URL": "https://ann.github.io/paper"}})
    web["https://mallory.github.io/paper"] = html(EVIL_PAPER, CLAIMS["citation_doi"])
    found = previewer.preview("https://mallory.github.io/paper").preview
    assert found.work_id == "url:mallory.github.io/paper"


def test_a_page_on_the_registered_site_has_proven_its_doi(previewer, web):
    page = "https://www.trees.example/vol/7/1?utm_source=feed"
    web[page] = html(EVIL_PAPER, CLAIMS["citation_doi"])
    found = previewer.preview(page).preview
    assert found.work_id == f"doi:{DOI}"
    assert set(found.aliases) == {f"doi:{DOI}", "url:trees.example/vol/7/1"}
    assert found.canonical_url == DOI_URL
    assert previewer.name(page).resolved
    # the real work is still its own entry, and does not take what this page said
    assert previewer.preview(DOI_URL).preview.title == "On old trees"


def test_a_record_of_another_doi_proves_nothing(previewer, web):
    web[CROSSREF] = crossref(DOI="10.5555/flowers.9", resource={"primary": {"URL": EVIL}})
    web[EVIL] = html(EVIL_PAPER, CLAIMS["citation_doi"])
    assert previewer.preview(EVIL).preview.work_id == "url:evil.example/story"


def test_a_redirect_to_a_work_is_answered_by_the_works_own_entry(previewer, web):
    web[EVIL] = (302, {"location": ARXIV}, "")
    found = previewer.preview(EVIL).preview
    assert found.work_id == "arxiv:2301.01234"
    assert "url:evil.example/story" not in found.aliases
    assert previewer.preview(ARXIV).preview.aliases == found.aliases


def test_the_landing_address_of_a_doi_proves_the_name_that_it_holds(previewer, web):
    web[DOI_URL] = (302, {"location": "https://www.jstor.org/stable/2118477"}, "")
    web["https://www.jstor.org/stable/2118477"] = (200, {}, REAL_PAGE)
    web[CROSSREF] = crossref(abstract=None)
    assert previewer.preview(DOI_URL).preview.aliases == (f"doi:{DOI}", "jstor:2118477")


def test_a_doi_in_a_strangers_address_is_not_read_there(previewer, web):
    web[f"https://evil.example/{DOI}"] = html(EVIL_PAPER)
    found = previewer.preview(f"https://evil.example/{DOI}").preview
    assert f"https://evil.example/{DOI}" not in web.asked
    assert (found.work_id, found.title, found.domain) == (
        f"doi:{DOI}",
        "On old trees",
        "trees.example",
    )


def test_where_only_registries_answered_the_domain_is_the_registered_one(previewer, web):
    web[DOI_URL] = (403, {}, "")
    found = previewer.preview(DOI_URL).preview
    assert (found.domain, found.site_name, found.content_type) == (
        "trees.example",
        "trees.example",
        None,
    )
