from __future__ import annotations

import pytest

from preview.merge import merge
from preview.model import Author, Candidate, WorkId

PAPER = WorkId("doi", "10.5555/1")
PAGE = WorkId("url", "news.example/story")


def authors(*stated, work=PAPER, site=None, url="https://news.example/story"):
    candidates = [Candidate("author", value, source) for value, source in stated]
    if site:
        candidates.append(Candidate("site_name", site, "og:site_name"))
    metadata = merge(candidates, work=work, url=url).metadata
    return [author.name for author in metadata.authors]


def test_a_lone_suffix_belongs_to_the_name_before_it():
    tag = "highwire:citation_author"
    assert authors(("Finger, M.", tag), ("Jr.", tag), ("Doe, J.", tag)) == [
        "M. Finger Jr.",
        "J. Doe",
    ]
    assert authors(("Jr.", tag), ("Doe, J.", tag)) == ["J. Doe"]


def test_two_people_of_one_name_are_two_in_a_registry_and_one_in_neighbouring_tags():
    twice = Author("Y. Wang"), Author("Y. Wang")
    assert len(authors(*((a, "crossref:author") for a in twice))) == 2
    assert len(authors(*((a.name, "highwire:citation_author") for a in twice))) == 1


def test_a_list_that_a_template_wrote_twice_counts_once():
    tag = "highwire:citation_author"
    assert authors(*[("Doe, J.", tag), ("Roe, R.", tag)] * 2) == ["J. Doe", "R. Roe"]


def test_a_login_signs_no_paper_but_may_sign_a_post():
    assert authors(("pubmeddev", "meta:author")) == []
    assert authors(("bob", "highwire:citation_author")) == ["bob"]
    assert authors(("pubmeddev", "meta:author"), work=PAGE) == ["pubmeddev"]


def test_the_site_is_an_author_only_where_it_is_all_that_anybody_names():
    own = ("Max Muster", "meta:author")
    assert authors(own, work=PAGE, site="Max Muster") == ["Max Muster"]
    byline = ("Jane Doe", "body:byline")
    assert authors(own, byline, work=PAGE, site="Max Muster") == ["Jane Doe"]
    agency = ("Reuters", "body:byline")  # somebody else wrote it, whom we do not name
    assert authors(own, agency, work=PAGE, site="Max Muster") == []


@pytest.mark.parametrize(
    "own", ["Muster GmbH", "Ediciones Muster", "Muster, Rome, Italy", "Muster GmbH, Rome, Italy"]
)
def test_the_site_s_company_and_its_address_are_the_site(own):
    stated = [(own, "meta:author"), ("Jane Doe", "body:byline")]
    assert authors(*stated, work=PAGE, site="Muster") == ["Jane Doe"]


def test_the_site_is_none_of_several_authors():
    both = ("Jane Doe, NEWS", "microdata:author")
    assert authors(both, work=PAGE, site="News") == ["Jane Doe"]
    assert authors(("Jane Doe, Big Muster", "meta:author"), work=PAGE, site="Big Muster") == [
        "Jane Doe"
    ]
    on_the_name = ("Jane Doe, Ada Example muster, Germany", "meta:author")
    assert authors(on_the_name, work=PAGE, site="Muster") == ["Jane Doe", "Ada Example"]
    article = ("Jane Doe, MUSTER", "jsonld:author")
    assert authors(article, work=PAGE, site="Muster") == ["Jane Doe"]


def test_the_host_is_an_author_only_where_it_is_written_as_a_name():
    news, own = "https://usnews.example/1", "https://janedoe.example/1"
    assert authors(("John Roe, US NEWS", "meta:author"), work=PAGE, url=news) == ["John Roe"]
    both = ["John Roe", "Jane Doe"]
    assert authors((", ".join(both), "meta:author"), work=PAGE, url=own) == both


def test_a_login_loses_to_the_author_whom_the_page_links():
    login, linked = ("jane", "meta:author"), ("Jane Doe", "body:rel-author")
    assert authors(login, linked, work=PAGE) == ["Jane Doe"]
    others = linked, ("John Roe", "body:rel-author")
    assert authors(login, *others, work=PAGE) == ["jane"]


def test_an_adviser_is_no_author_beside_the_author():
    both = [("Doe, Jane", "dc:creator"), ("Adviser, Ann", "dc:contributor")]
    assert authors(*both) == ["Jane Doe"]
    assert authors(both[1]) == ["Ann Adviser"]
