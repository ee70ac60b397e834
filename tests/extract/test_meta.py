"""Vocabularies of `<meta>`: every spelling that is met, and what each means."""

from __future__ import annotations

import pytest

from preview.model import Author, Image, Player


@pytest.mark.parametrize(
    ("tag", "field", "source", "value"),
    [
        ('<meta name="citation_title" content="A &lt;i&gt;b&lt;/i&gt;">', "title",
         "highwire:citation_title", "A <i>b</i>"),
        ('<meta property="citation_title" content="A">', "title", "highwire:citation_title", "A"),
        ('<meta name="CITATION_DOI" content="10.1/x">', "doi", "highwire:citation_doi", "10.1/x"),
        ('<meta name="citation_title" contents="A">', "title", "highwire:citation_title", "A"),
        ('<meta name="bepress_citation_title" content="A">', "title", "bepress:citation_title",
         "A"),
        ('<meta name="wkhealth_title" content="A">', "title", "highwire:citation_title", "A"),
        ('<meta name="wkhealth_article_publication_date" content="May 1, 2020">', "published",
         "highwire:citation_article_publication_date", "May 1, 2020"),
        ('<meta name="publication_doi" content="10.1/x">', "doi", "meta:publication_doi", "10.1/x"),
        ('<meta name="citation_firstpage" content="12">', "page_first",
         "highwire:citation_firstpage", "12"),
        ('<meta name="eprints.creators_name" content="Doe, J">', "author",
         "eprints:creators_name", "Doe, J"),
        ('<meta name="eprints.type" content="conference_item">', "genre", "eprints:type",
         "paper-conference"),
        ('<meta name="DC.Title" content="A">', "title", "dc:title", "A"),
        ('<meta name="dc:title" content="A">', "title", "dc:title", "A"),
        ('<meta name="DCTERMS.issued" content="2020">', "published", "dc:issued", "2020"),
        ('<meta property="dcterms:abstract" content="A">', "abstract", "dc:abstract", "A"),
        ('<meta name="DC.Date.issued" content="2020">', "published", "dc:date.issued", "2020"),
        ('<meta name="DC.Creator.PersonalName" content="J D">', "author",
         "dc:creator.personalname", "J D"),
        ('<meta name="dc.identifier" content="doi:10.1234/x">', "doi", "dc:identifier",
         "doi:10.1234/x"),
        ('<meta name="dc.identifier" content="1234-567X">', "issn", "dc:identifier", "1234-567X"),
        ('<meta name="prism.publicationName" content="J">', "container_title",
         "prism:publicationname", "J"),
        ('<meta name="prism:doi" content="10.1234/x">', "doi", "prism:doi", "10.1234/x"),
        ('<meta property="og:title" content="A">', "title", "og:title", "A"),
        ('<meta name="og:title" content="A">', "title", "og:title", "A"),
        ('<meta property="og:language" content="cy">', "language", "og:language", "cy"),
        ('<meta name="modified" content="2020-01-02">', "updated", "meta:modified", "2020-01-02"),
        ('<meta property="og:type" content="article">', "page_type", "og:type", "article"),
        ('<meta property="article:published_time" content="2020-01-02T03:04Z">', "published",
         "article:published_time", "2020-01-02T03:04Z"),
        ('<meta name="twitter:title" content="A">', "title", "twitter:title", "A"),
        ('<meta property="twitter:title" value="A">', "title", "twitter:title", "A"),
        ('<meta name="parsely-pub-date" content="2020">', "published", "parsely:pub-date", "2020"),
        ('<meta name="sailthru.author" content="A">', "author", "sailthru:author", "A"),
        ('<meta name="Description" content="A">', "description", "meta:description", "A"),
        ('<meta http-equiv="Content-Language" content="de">', "language",
         "meta:http-equiv:content-language", "de"),
        ('<meta name="rating" content="RTA-5042-1996-1400-1577-RTA">', "sensitive", "meta:rating",
         "true"),
        ('<meta name="citation_fulltext_world_readable" content="1">', "open_access",
         "highwire:citation_fulltext_world_readable", "true"),
    ],
)  # fmt: skip
def test_a_tag_says_one_thing(stated, tag, field, source, value):
    assert stated(tag, field) == [(source, value)]


def test_one_tag_may_name_several_properties(stated):
    html = '<meta name="description" property="og:title dc:title" content="A">'
    assert stated(html, "title") == [("og:title", "A"), ("dc:title", "A")]
    assert stated(html, "description") == [("meta:description", "A")]


def test_a_page_may_give_dublin_core_its_own_prefix(stated):
    html = '<link rel="schema.bib" href="http://purl.org/dc/elements/1.1/">'
    html += '<meta name="bib.title" content="A">'
    assert stated(html, "title") == [("dc:title", "A")]


def test_what_is_empty_says_nothing(find):
    assert find('<meta name="citation_title" content="  "><meta property="og:title">') == []


def test_other_papers_in_the_references_are_not_read(find):
    assert find('<meta name="citation_reference" content="citation_title=Other;">') == []


def test_an_orcid_belongs_to_the_author_before_it(stated):
    html = """
        <meta name="citation_author" content="Moore, Jared">
        <meta name="citation_author_institution" content="Somewhere">
        <meta name="citation_author_orcid" content="0000-0001-2345-6789">
        <meta name="citation_author" content="Doe, Jane">"""
    assert [value for _, value in stated(html, "author")] == [
        Author("Moore, Jared", orcid="0000-0001-2345-6789"),
        "Doe, Jane",
    ]


def test_the_shape_of_the_citation_tags_tells_the_genre(stated):
    journal = '<meta name="citation_journal_title" content="J">'
    meeting = '<meta name="citation_conference_title" content="C">'
    assert stated(journal, "genre") == [("highwire:shape", "article-journal")]
    assert stated(journal + meeting, "genre") == [("highwire:shape", "paper-conference")]


def test_a_second_choice_comes_after_the_first_whatever_the_page_s_order(stated):
    html = """<meta name="citation_year" content="2019">
        <meta name="citation_publication_date" content="2020/01/05">"""
    assert [value for _, value in stated(html, "published")] == ["2020/01/05", "2019"]


def test_sub_properties_belong_to_the_image_before_them(stated):
    html = """
        <meta property="og:image" content="/a.png"><meta property="og:image:width" content="1200">
        <meta property="og:image:height" content="630px">
        <meta property="og:image:alt" content="Alt">
        <meta property="og:image" content="https://cdn.test/b.png">"""
    assert [value for _, value in stated(html, "image")] == [
        Image("https://journal.test/a.png", 1200, 630, "Alt"),
        Image("https://cdn.test/b.png"),
    ]


def test_the_secure_address_of_an_image_wins_and_it_stays_one_image(stated):
    html = """
        <meta property="og:image:url" content="http://a.test/a.png">
        <meta property="og:image" content="http://a.test/a.png">
        <meta property="og:image:secure_url" content="https://a.test/a.png">"""
    assert stated(html, "image") == [("og:image:secure_url", Image("https://a.test/a.png"))]


@pytest.mark.parametrize(
    "url", ["data:image/png;base64,AA", "javascript:x", "ftp://a/b", "http://[", ""]
)
def test_only_web_addresses_are_images(stated, url):
    assert stated(f'<meta property="og:image" content="{url}">', "image") == []


def test_the_base_address_moves_images_but_no_links(stated):
    html = """<base href="https://other.test/x/"><meta property="og:image" content="a.png">
        <link rel="canonical" href="/c">"""
    assert stated(html, "image") == [("og:image", Image("https://other.test/x/a.png"))]
    assert stated(html, "canonical") == [("link:canonical", "https://journal.test/c")]


def test_a_player_is_a_page_to_frame_and_no_bare_file(stated):
    html = """
        <meta property="og:video" content="https://v.test/a.mp4">
        <meta property="og:video:type" content="video/mp4">
        <meta property="og:video" content="https://v.test/embed/1">
        <meta property="og:video:type" content="text/html">
        <meta property="og:video:width" content="640">
        <meta name="twitter:player" content="http://v.test/insecure">"""
    assert stated(html, "player") == [("og:video", Player("https://v.test/embed/1", 640))]


def test_the_label_of_a_card_may_name_the_author(stated):
    html = """<meta name="twitter:label1" content="Written by">
        <meta name="twitter:data1" content="Ann">
        <meta name="twitter:label2" content="Reading time">
        <meta name="twitter:data2" content="5 min">"""
    assert stated(html, "author") == [("twitter:data1", "Ann")]


def test_three_thousand_authors_all_arrive(stated):
    html = "".join(
        f'<meta name="citation_author" content="Doe, J{n}">'
        '<meta name="citation_author_institution" content="CERN">'
        for n in range(3000)
    )
    assert len(stated(html + '<meta name="citation_doi" content="10.1/x">', "author")) == 3000
    assert stated(html + '<meta name="citation_doi" content="10.1/x">', "doi")
