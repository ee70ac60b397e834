"""What wins where several sources disagree, and what is none at all."""

from __future__ import annotations

import pytest

from preview.merge import merge
from preview.merge.scripts import only_language
from preview.model import Author, Candidate, Image, Player, Related, WorkId

PAGE = WorkId("url", "news.example/story")
PAPER = WorkId("doi", "10.5555/1")
URL = "https://news.example/story"
LONG = "A very long title of a paper about the trees of the north and of the south"
ABSTRACT = "We walk the trees of the north in linear time. " * 8


def merged(*candidates, work=PAGE, url=URL):
    return merge([Candidate(*c) for c in candidates], work=work, url=url)


# -- titles


def test_a_whole_title_does_not_lose_to_the_same_with_a_journal_behind_it():
    result = merged(
        ("title", LONG, "highwire:citation_title"),
        ("title", f"{LONG} | Annals", "html:title"),
        work=PAPER,
    )
    assert result.metadata.title == LONG


@pytest.mark.parametrize("cut", ["A very long title of a paper abo", "A very long title of a …"])
def test_a_cut_title_loses_to_the_whole_one(cut):
    result = merged(("title", cut, "og:title"), ("title", LONG, "twitter:title"))
    assert result.metadata.title == LONG


def test_a_logo_in_the_first_heading_is_no_title():
    result = merged(
        ("site_name", "PubMed", "og:site_name"),
        ("title", "PubMed", "body:h1"),
        ("title", LONG, "html:title"),
        work=PAPER,
    )
    assert result.metadata.title == LONG


@pytest.mark.parametrize("name", ["Example Times", "news.example", "News"])
def test_a_tab_that_names_the_site_alone_is_no_title_of_a_page_inside(name):
    stated = (
        ("site_name", "Example Times", "og:site_name"),
        ("title", name, "html:title"),
        ("title", "Oaks of the north", "body:h1"),
    )
    assert merged(*stated).metadata.title == "Oaks of the north"
    for front in ("https://news.example/", "https://news.example/en/", "https://news.example/?a=1"):
        assert merged(*stated, url=front).metadata.title == name


def test_the_site_s_name_is_a_title_where_there_is_no_other():
    assert merged(("title", "News", "html:title")).metadata.title == "News"


@pytest.mark.parametrize("name", ["oaks-of-the-north", "story_2016_final.html"])
def test_the_name_of_a_file_is_no_title(name):
    result = merged(("title", name, "og:title"), ("title", "Oaks of the north", "html:title"))
    assert result.metadata.title == "Oaks of the north"


# -- dates


def test_a_day_that_only_fills_up_a_year_is_not_believed():
    result = merged(
        ("published", "1955", "highwire:citation_publication_date"),
        ("published", "1955/01/01", "highwire:citation_online_date"),
        work=PAPER,
    )
    assert result.metadata.published == "1955"


@pytest.mark.parametrize(
    ("url", "day"),
    [
        ("https://news.example/2016/05/03/a-story", "2016-05-03"),
        ("https://news.example/news/2020-09-06/a-story/1", "2020-09-06"),
        ("https://news.example/2016/05/a-story", "2016-05"),
        ("https://news.example/2016/05/", None),  # an archive of a month
        ("https://news.example/item/2016/99/a-story", None),
    ],
)
def test_the_address_of_a_post_tells_its_day_where_nobody_else_does(url, day):
    assert merged(("title", "A story", "og:title"), url=url).metadata.published == day


def test_the_address_tells_no_day_of_a_paper_and_loses_to_every_tag():
    url = "https://news.example/2016/05/03/a-story"
    assert merged(("title", "x1", "og:title"), work=PAPER, url=url).metadata.published is None
    stated = ("published", "2016-05-02", "meta:date")
    assert merged(stated, url=url).metadata.published == "2016-05-02"


# -- descriptions and abstracts


def test_a_description_that_ends_with_its_sentence_is_whole():
    short = "The trees of the north were walked by many people in the last years."
    result = merged(
        ("description", short, "og:description"),
        ("description", f"{short} They tell of it.", "body:p"),
    )
    assert result.metadata.description == short


def test_what_a_page_shows_is_its_text_even_where_it_is_filler():
    filler = "Lorem ipsum dolor sit amet, consectetur adipiscing elit."
    assert merged(("description", filler, "body:p")).metadata.description == filler
    assert merged(("description", filler, "meta:description")).metadata.description is None


@pytest.mark.parametrize(
    "text",
    [
        "//static.example.org/first-page.jpg",
        "An abstract is not available for this content so a preview has been provided.",
        "No abstract available.",
    ],
)
def test_a_text_that_stands_for_no_abstract_is_none(text):
    result = merged(("abstract", text, "highwire:citation_abstract"), work=PAPER)
    assert result.metadata.paper.abstract is None


def test_an_abstract_may_speak_of_abstracts():
    told = "No abstract data type is safe: we show three ways to break one."
    result = merged(("abstract", told, "highwire:citation_abstract"), work=PAPER)
    assert result.metadata.paper.abstract == told


def test_what_is_labelled_as_the_abstract_tells_more_of_a_page_than_its_first_paragraph():
    result = merged(
        ("description", "Jane Doe, University of the North", "body:p"),
        ("description", "We walk around the trees.", "body:labelled"),
    )
    assert result.metadata.description == "We walk around the trees."


def test_a_byline_is_no_description():
    result = merged(
        ("description", "Par Jeanne Martin (Blogs, 21 juin 2018)", "og:description"),
        ("description", "Un homme heureux, inscrit sur une liste.", "meta:description"),
    )
    assert result.metadata.description.startswith("Un homme")
    walk = "By train across the north"
    assert merged(("description", walk, "og:description")).metadata.description == walk


def test_a_long_social_text_about_the_title_is_the_abstract():
    result = merged(
        ("title", "Trees of the north", "highwire:citation_title"),
        ("description", ABSTRACT, "og:description"),
        work=PAPER,
    )
    assert result.metadata.paper.abstract.startswith("We walk the trees")
    assert result.provenance["abstract"] == "og:description"


def test_the_self_portrait_of_a_publisher_is_neither_abstract_nor_description():
    portrait = "Founded in 1920, Example Press is a private, non-profit organization. " * 6
    result = merged(
        ("title", "Meaning at work", "highwire:citation_title"),
        ("site_name", "Example Press", "og:site_name"),
        ("description", portrait, "meta:description"),
        ("description", "We evaluate a firm that gives meaning.", "body:p"),
        work=PAPER,
    )
    assert result.metadata.paper.abstract is None
    assert result.metadata.description == "We evaluate a firm that gives meaning."


# -- is it a paper, in which language, with which DOI


def test_a_page_whose_own_identifier_is_a_doi_is_a_paper():
    assert merged(("doi", "10.5555/12", "dc:identifier")).metadata.kind == "paper"
    assert merged(("doi", "no doi", "dc:identifier")).metadata.kind == "website"
    reference = [("doi", "10.5555/12", "coins:rft_id"), ("title", "x", "coins:rft.atitle")]
    assert merged(*reference).metadata.kind == "website"  # somebody else's


def test_a_script_that_only_one_language_has_tells_it():
    title = ("title", "تاریخ ایران و گذشته آن", "og:title")
    assert merged(title, ("language", "en", "html:lang")).metadata.language == "fa"
    assert merged(title, ("language", "ar", "html:lang")).metadata.language == "ar"


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Война и мир", None),  # Russian, Ukrainian, Bulgarian …
        ("اردو زبان کے لیے", None),  # Urdu has letters of its own
        ("ข่าววันนี้", "th"),
        ("서울의 봄 날씨", "ko"),
        ("War and peace", None),
        ("他们的战争与和平", "zh"),  # letters that only the mainland writes
        ("戦争平和研究", None),  # Japanese, but no kana tell so
        ("國家圖書館", None),  # Taiwan's letters are also old Japanese ones
        ("How to write 们 and 战", None),
    ],
)
def test_only_scripts_with_one_language_tell_it(text, language):
    assert only_language(text) == language


def test_a_first_of_january_loses_to_another_day_of_its_year():
    filled = ("published", "2012/01/01", "highwire:citation_publication_date")
    online = ("published", "2012/07/19", "highwire:citation_online_date")
    assert merged(filled, online, work=PAPER).metadata.published == "2012-07-19"
    other = ("published", "2013/07/19", "highwire:citation_online_date")
    assert merged(filled, other, work=PAPER).metadata.published == "2012-01-01"


def test_guillemets_in_pairs_are_quotation_marks():
    quoted = ("title", "»No more money to pay the rent« (Example News)", "og:title")
    site = ("site_name", "Example News", "og:site_name")
    assert merged(quoted, site).metadata.title == "»No more money to pay the rent«"
    french = ("title", "«Wages alone are not enough»", "og:title")
    assert merged(french, site).metadata.title == "«Wages alone are not enough»"
    pointed = ("title", "Wages alone are not enough » Example News", "og:title")
    assert merged(pointed, site).metadata.title == "Wages alone are not enough"


def test_another_title_may_tell_the_language():
    short, whole = ("title", "تاریخ و تمدن", "og:title"), ("title", "گذشته ایران", "html:title")
    english = ("language", "en", "html:lang")  # a template's
    assert merged(short, english).metadata.language is None
    assert merged(short, whole, english).metadata.language == "fa"


def test_a_title_s_end_that_spells_the_host_is_the_site_s_name():
    title = ("title", "Sonar and whales - The Example News", "html:title")
    site = merged(title, url="https://www.exnews.example/1").metadata
    assert (site.site_name, site.title) == ("The Example News", "Sonar and whales")
    assert merged(title, url="https://www.other.example/1").metadata.site_name is None
    slogan = ("title", "Sonar and whales - ExNews - All that matters", "html:title")
    assert merged(slogan, url="https://exnews.example/1").metadata.site_name == "ExNews"
    stated = merged(title, ("site_name", "ExNews", "og:site_name"), url="https://exnews.example/1")
    assert stated.metadata.site_name == "ExNews"
    feed, tab = ("site_name", "Example News Blog", "feed:title"), ("site_name", "News", "tab:end")
    assert merged(title, feed, url="https://exnews.example/1").metadata.site_name == site.site_name
    assert merged(title, tab, feed, url="https://o.example/1").metadata.site_name == feed[1]
    assert merged(title, tab, url="https://o.example/1").metadata.site_name == "News"


def test_an_archive_s_copy_is_a_page_of_the_site_it_was_taken_from():
    url = "https://web.archive.org/web/2007id_/http://www.trees.example/page"
    assert merged(("title", "Trees", "html:title"), url=url).metadata.site_name == "trees.example"


def test_the_doi_keeps_the_version_that_the_record_states():
    work = WorkId("figshare", "123")
    result = merged(("doi", "10.6084/M9.figshare.123.v2", "highwire:citation_doi"), work=work)
    assert result.metadata.paper.doi == "10.6084/m9.figshare.123.v2"
    assert result.values["doi"] == ("10.6084/m9.figshare.123",)


# -- cost and explanation


def test_explain_tells_of_those_that_were_never_looked_at():
    result = merged(
        ("title", "One", "og:title"), ("title", "<script>", "html:title"), ("doi", "x", "meta:doi")
    )
    assert [row.reason for row in result.judged["title"]] == ["first", "og:title comes before it"]
    assert [row.reason for row in result.judged["doi"]] == ["not a valid value"]


@pytest.mark.parametrize(
    ("field", "value", "shown"),
    [
        ("image", Image("https://news.example/a.png", 640, 480), "https://news.example/a.png"),
        ("player", Player("https://news.example/embed"), "https://news.example/embed"),
        ("author", Author("Jane Doe", "Jane", "Doe"), "Jane Doe"),
        ("related", Related("doi:10.5555/2", "published_as"), "doi:10.5555/2"),
    ],
)
def test_explain_shows_the_address_or_name_of_what_is_no_text(field, value, shown):
    result = merged((field, value, "jsonld:x"))
    assert [row.value for row in result.judged[field]] == [shown]


def test_explain_shows_that_a_long_value_was_cut():
    result = merged(("description", "word " * 100, "og:description"))
    assert [row.value for row in result.judged["description"]] == ["word " * 59 + "word…"]


# -- status


def test_a_retraction_that_one_registry_knows_is_not_hidden_by_a_better_trusted_one():
    result = merged(
        ("status", "corrected", "crossref:updated-by"),
        ("status", "retracted", "europepmc:pubType"),
        ("status", "superseded", "europepmc:title"),
        work=PAPER,
    )
    assert result.metadata.paper.status == "retracted"
    assert result.provenance["status"] == "europepmc:pubType"
    assert [row.won for row in result.judged["status"]] == [False, True, False]


def test_a_status_from_a_source_that_is_not_believed_says_nothing():
    result = merged(
        ("status", "corrected", "crossref:updated-by"),
        ("status", "retracted", "rumour:x"),
        ("status", "burnt", "crossref:title"),
        work=PAPER,
    )
    assert result.metadata.paper.status == "corrected"


@pytest.mark.parametrize(
    ("url", "name"),
    [
        ("https://example24.com/1", "Example"),
        ("https://7example.com/1", None),
        ("https://abc24.com/1", None),  # what is left is too short to be a name
    ],
)
def test_a_number_at_a_host_s_end_is_no_part_of_the_name(url, name):
    title = Candidate("title", "A long headline - Example", "html:title")
    assert merge([title], work=PAGE, url=url).metadata.site_name == name
