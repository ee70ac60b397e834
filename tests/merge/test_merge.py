from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from preview.fields import FIELDS
from preview.merge import merge
from preview.merge.trust import DEFAULT, PAGE, PAPER
from preview.model import Author, Candidate, Image, Metadata, WorkId

PAGE_WORK = WorkId("url", "news.example/story")
PAPER_WORK = WorkId("doi", "10.5555/1")
URL = "https://news.example/story"


def merged(*candidates, work=PAGE_WORK, url=URL):
    return merge([Candidate(*c) for c in candidates], work=work, url=url)


def test_citation_tags_come_before_open_graph_on_a_paper():
    result = merged(
        ("title", "Deep things | Example Press", "og:title"),
        ("title", "Deep things", "highwire:citation_title"),
        work=PAPER_WORK,
    )
    assert result.metadata.title == "Deep things"
    assert result.provenance["title"] == "highwire:citation_title"


def test_open_graph_comes_before_citation_tags_on_a_news_page():
    result = merged(
        ("title", "A newspaper's headline for machines", "highwire:citation_title"),
        ("title", "The headline for people", "og:title"),
    )
    assert result.metadata.title == "The headline for people"


def test_a_page_with_one_citation_tag_is_no_paper():
    result = merged(("title", "Headline", "highwire:citation_title"))
    assert result.metadata.kind == "website"
    assert result.metadata.paper is None


def test_a_page_with_a_journal_and_a_citation_title_is_a_paper():
    result = merged(
        ("title", "On trees", "highwire:citation_title"),
        ("container_title", "Annals of Trees", "highwire:citation_journal_title"),
    )
    assert result.metadata.kind == "paper"
    assert result.metadata.paper.container_title == "Annals of Trees"


def test_a_value_that_was_cut_loses_to_the_longer_one_that_begins_alike():
    whole = "We show that a forest of red-black trees can be walked in linear time and space."
    result = merged(
        ("description", whole[:60] + "…", "og:description"),
        ("description", whole, "meta:description"),
    )
    assert result.metadata.description == whole
    assert result.provenance["description"] == "meta:description"


def test_a_short_title_is_not_taken_for_a_cut_one():
    result = merged(("title", "Trees", "og:title"), ("title", "Trees and forests", "html:title"))
    assert result.metadata.title == "Trees"


def test_a_year_loses_to_the_day_of_that_year():
    result = merged(
        ("published", "2024", "highwire:citation_publication_date"),
        ("published", "2024-05-06", "dc:date"),
        work=PAPER_WORK,
    )
    assert result.metadata.published == "2024-05-06"


def test_a_year_is_not_replaced_by_a_day_of_another_year():
    result = merged(
        ("published", "2024", "highwire:citation_publication_date"),
        ("published", "2023-12-30", "highwire:citation_online_date"),
        work=PAPER_WORK,
    )
    assert result.metadata.published == "2024"


@pytest.mark.parametrize(
    "text",
    [
        "Abstract page for arXiv paper 2301.01234: On trees",
        "bioRxiv - the preprint server for biology, operated by somebody",
        "Please enable JavaScript to view this page.",
        "The headline",  # the title once more
    ],
)
def test_boilerplate_is_no_description(text):
    result = merged(
        ("title", "The headline", "og:title"),
        ("description", text, "og:description"),
        ("description", "What it is about.", "meta:description"),
    )
    assert result.metadata.description == "What it is about."


@pytest.mark.parametrize(
    "text",
    [
        "Trees of the north and of the south. All rights reserved.",
        "© 2019 Example Press",
        "Copyright 2019 Example Press and others",
        "{{page.description}}",
        "{% block description %}",
        "> Blog > Trees > The headline of the story",
        "Home » News » Trees",
        "Sie sind hier: Startseite",
        "This email address is being protected from spambots.",
        "Diese E-Mail-Adresse ist vor Spambots geschützt!",
        "The",  # how the title begins
    ],
)
def test_what_a_template_leaves_is_no_description(text):
    what = "It rained upon the trees of the north, and those who walked below them were wet."
    for source in ("og:description", "body:p"):
        result = merged(
            ("title", "The headline", "og:title"),
            ("description", text, source),
            ("description", what, "body:p"),
        )
        assert result.metadata.description == what


MENUS = [
    "News | Sports | Business | Scene | Opinion | Obits | Blogs | Search |",
    "English [en] العربية [ar] català [ca] Deutsch [de] português do Brasil [pt-br]",
    "Trees, Forests, Rain, The north, The south, Walks, Maps, Books, Rome",
]


@pytest.mark.parametrize("menu", MENUS)
def test_a_menu_is_no_description_unless_a_tag_chose_it(menu):
    what = "It rained upon the trees of the north, and those who walked below them were wet."
    body = merged(("description", menu, "body:p"), ("description", what, "body:p"))
    assert body.metadata.description == what
    tag = merged(("description", menu, "og:description"), ("description", what, "body:p"))
    assert tag.metadata.description == menu


@pytest.mark.parametrize(
    "text",
    [
        "Description of a struggle: what Kafka wrote before he was known.",
        "Copyright law is what lawyers of the north live from.",
        "This email address book is free.",
        "Home is where the trees are, said the people of the north | Example",
        "In Rome, where it rained, and in the north, where it did not, trees are wet, or dry.",
        "What does all rights reserved mean? " + "A lawyer tells what it may mean to you. " * 4,
    ],
)
def test_what_only_begins_like_a_template_describes(text):
    for source in ("og:description", "body:p"):
        assert merged(("description", text, source)).metadata.description == text.strip()


def test_a_placeholder_is_all_that_a_page_without_text_has():
    placeholder = ("description", "Description", "twitter:description")
    assert merged(placeholder).metadata.description == "Description"
    text = ("description", "It rained upon the trees of the north.", "body:p")
    assert merged(placeholder, text).metadata.description == text[1]


def test_an_address_is_no_name_of_a_site():
    stated = ("site_name", "Example News", "meta:application-name")
    for address in ("https://news.example", "www.news.example", "//news.example/"):
        result = merged(("site_name", address, "og:site_name"), stated)
        assert result.metadata.site_name == "Example News"
    assert (
        merged(("site_name", "news.example", "og:site_name")).metadata.site_name == "news.example"
    )


def test_a_social_summary_is_not_taken_for_the_abstract():
    result = merged(
        ("title", "On trees", "highwire:citation_title"),
        ("abstract", "Trees, and how to walk them.", "og:description"),
        ("description", "Trees, and how to walk them.", "og:description"),
        work=PAPER_WORK,
    )
    assert result.metadata.paper.abstract is None
    assert result.metadata.description == "Trees, and how to walk them."


def test_a_language_that_does_not_fit_the_script_of_the_title_is_not_believed():
    result = merged(
        ("title", "Война и мир: новый взгляд", "og:title"),
        ("language", "en", "html:lang"),
        ("language", "ru_RU", "og:locale"),
    )
    assert result.metadata.language == "ru-RU"


def test_all_authors_of_the_best_source_count_and_no_other_source_adds_to_them():
    result = merged(
        ("author", "Example, Ada", "highwire:citation_author"),
        ("author", "Muster, Max", "highwire:citation_author"),
        ("author", "Ada Example", "dc:creator"),
        work=PAPER_WORK,
    )
    assert [a.name for a in result.metadata.authors] == ["Ada Example", "Max Muster"]
    assert result.metadata.author_count == 2


def test_of_three_thousand_authors_two_hundred_are_kept_and_all_are_counted():
    people = [("author", Author(f"Person {n}"), "crossref:author") for n in range(3000)]
    result = merged(*people, work=PAPER_WORK)
    assert len(result.metadata.authors) == 200
    assert result.metadata.author_count == 3000


def test_a_logo_is_marked_generic():
    result = merged(("image", Image("https://news.example/assets/site-logo.png"), "og:image"))
    assert result.metadata.image.generic


@pytest.mark.parametrize(
    "url",
    ["javascript:alert(1)", "data:image/png;base64,AAAA", "http://127.0.0.1/x.png", "/relative.png",
     "https://user:pw@news.example/x.png"],
)  # fmt: skip
def test_an_image_that_a_browser_must_not_load_is_none(url):
    assert merged(("image", Image(url), "og:image")).metadata.image is None


def test_a_site_name_is_cut_from_either_end_only_when_it_is_known():
    name = ("site_name", "Example News", "og:site_name")
    assert merged(("title", "A long headline | Example News", "og:title"), name).metadata.title == (
        "A long headline"
    )
    assert merged(("title", "Example News: A long headline", "og:title"), name).metadata.title == (
        "Example News: A long headline"  # a colon alone parts no site's name
    )
    assert merged(("title", "A long headline - part two", "og:title"), name).metadata.title == (
        "A long headline - part two"
    )


def test_a_text_over_the_bound_is_cut_at_a_word_and_provenance_says_so():
    result = merged(("title", "word " * 600, "og:title"))
    assert len(result.metadata.title) <= 2000
    assert result.metadata.title.endswith("word…")
    assert result.provenance["title"] == "og:title; truncated"


def test_explain_names_the_reason_of_each_candidate():
    result = merged(
        ("title", "The headline", "og:title"),
        ("title", "Headline", "twitter:title"),
        ("published", "yesterday", "meta:date"),
    )
    assert [(j.won, j.reason) for j in result.judged["title"]] == [
        (True, "first"),
        (False, "og:title comes before it"),
    ]
    assert result.judged["published"][0].reason == "not a valid value"


def test_every_row_of_trust_is_a_field():
    assert set(PAPER) | set(PAGE) <= set(FIELDS)


SOURCES = [f"{family}:x" for family in dict.fromkeys(DEFAULT)]
TEXTS = st.text(max_size=40) | st.sampled_from(["2024-05-06", "2024", "en", "10.5555/1", "true"])
CANDIDATES = st.lists(
    st.builds(Candidate, st.sampled_from(sorted(FIELDS)), TEXTS, st.sampled_from(SOURCES)),
    max_size=25,
)


@given(CANDIDATES, st.sampled_from([PAGE_WORK, PAPER_WORK]))
def test_merge_never_raises_on_any_text(candidates, work):
    assert isinstance(merge(candidates, work=work, url=URL).metadata, Metadata)


@given(CANDIDATES, st.randoms())
def test_the_order_of_different_sources_does_not_matter(candidates, random):
    unique = list({(c.field, c.source): c for c in candidates}.values())
    shuffled = unique[:]
    random.shuffle(shuffled)
    first = merge(unique, work=PAPER_WORK, url=URL).metadata
    assert first == merge(shuffled, work=PAPER_WORK, url=URL).metadata
