from __future__ import annotations

from preview.merge import merge
from preview.model import Author, Candidate, WorkId

PAPER = WorkId("doi", "10.5555/1")
PAGE = WorkId("url", "news.example/story")


def authors(*stated, work=PAPER, site=None):
    candidates = [Candidate("author", value, source) for value, source in stated]
    if site:
        candidates.append(Candidate("site_name", site, "og:site_name"))
    metadata = merge(candidates, work=work, url="https://news.example/story").metadata
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


def test_an_adviser_is_no_author_beside_the_author():
    both = [("Doe, Jane", "dc:creator"), ("Adviser, Ann", "dc:contributor")]
    assert authors(*both) == ["Jane Doe"]
    assert authors(both[1]) == ["Ann Adviser"]
