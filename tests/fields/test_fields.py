from __future__ import annotations

import pytest

from preview.fields import FIELDS, one_author
from preview.model import Author, Candidate


def parsed(field, value, source="highwire:x", markup="plain"):
    return FIELDS[field].parse(Candidate(field, value, source, markup))


# -- texts


@pytest.mark.parametrize(
    ("stated", "kept"),
    [
        ("Abstract: We walk trees.", "We walk trees."),
        ("ABSTRACT We walk trees.", "We walk trees."),
        ("Abstract\n\nWe walk trees.", "We walk trees."),
        ("Zusammenfassung. Bäume wachsen.", "Bäume wachsen."),
        ("摘要树木", "树木"),
        ("Abstract interpretation is sound.", "Abstract interpretation is sound."),
        ("Background: trees.", "Background: trees."),  # a structured abstract keeps its labels
        ("Abstract", "Abstract"),  # nothing would be left
    ],
)
def test_an_abstract_loses_its_label_and_nothing_else(stated, kept):
    assert parsed("abstract", stated).plain == kept


def test_a_description_loses_a_label_only_where_a_mark_follows():
    assert parsed("description", "Summary: it rains.").plain == "it rains."
    assert parsed("description", "Abstract Expressionism in Rome").plain.startswith("Abstract")


def test_the_label_goes_from_all_three_flavours():
    text = parsed("abstract", "<b>Abstract:</b> Of <i>E. coli</i>", markup="html")
    assert text[:3] == ("Of E. coli", "Of <i>E. coli</i>", "Of <i>E. coli</i>")


def test_a_text_that_came_as_in_a_url_is_decoded_and_one_that_speaks_of_urls_is_not():
    assert parsed("description", "There%20have%20been%20many").plain == "There have been many"
    assert parsed("description", "Why %20 stands for a blank").plain == "Why %20 stands for a blank"


def test_a_text_cut_at_our_own_bound_says_so():
    assert parsed("abstract", "word " * 30_000).cut
    assert not parsed("abstract", "word " * 300).cut


# -- keywords


@pytest.mark.parametrize(
    ("value", "source", "words"),
    [
        ("trees; leaves, red;", "highwire:citation_keywords", ("trees", "leaves, red")),
        ("trees,leaves", "meta:keywords", ("trees", "leaves")),
        ("Proteins, Bacterial", "dc:subject", ("Proteins, Bacterial",)),  # one term of MeSH
        ("a1,b2,c3", "dc:subject", ("a1", "b2", "c3")),  # two commas: a list
    ],
)
def test_keywords_are_split_as_their_source_writes_them(value, source, words):
    assert parsed("keyword", value, source) == words


# -- people


def test_a_name_with_an_orcid_is_turned_round_like_any_other():
    stated = Author("Lovelace, Ada", orcid="0000-0002-1825-0097")
    assert parsed("author", stated, "highwire:citation_author") == (
        Author("Ada Lovelace", "Ada", "Lovelace", "0000-0002-1825-0097"),
    )


def test_a_registry_has_taken_the_name_apart_itself():
    stated = Author("The X, Y Group", collective=True)
    assert parsed("author", stated, "crossref:author") == (stated,)


def test_an_agency_is_no_author_as_a_thing_either():
    assert parsed("author", Author("Reuters", collective=True), "jsonld:author") is None


def test_a_tag_that_holds_one_name_is_not_split_at_its_comma():
    def one(text):
        found = one_author(Candidate("author", text, "highwire:citation_author"))
        return [author.name for author in found or ()]

    assert one("Nguyen Thi, Minh Khai") == ["Minh Khai Nguyen Thi"]
    assert one("Doe, Jane; Roe, Max") == ["Jane Doe", "Max Roe"]
    assert one("Doe, Jane and Roe, Max") == ["Jane Doe", "Max Roe"]


# -- identifiers, pictures, languages


def test_a_field_of_pubmed_needs_no_label():
    assert parsed("pmid", "27221664") == "27221664"
    assert parsed("pmid", "PMID: 27221664") == "27221664"
    assert parsed("pmcid", "5220672") == parsed("pmcid", "PMC5220672") == "PMC5220672"


def test_an_address_is_no_journal():
    journal = FIELDS["container_title"].parse
    assert journal(Candidate("container_title", "https://doi.org/10.1234/x", "dc:source")) is None
    assert journal(Candidate("container_title", "PLoS: Trees", "dc:source")) == "PLoS: Trees"
    registered = Candidate("container_title", "http://a.example/", "crossref:container-title")
    assert journal(registered) == "http://a.example/"  # ISRCTN calls its register so


def test_a_publisher_ends_without_the_mark_before_the_next_one():
    publisher = Candidate("publisher", "Presses de l'Example;", "highwire:citation_publisher")
    assert FIELDS["publisher"].parse(publisher) == "Presses de l'Example"


def test_the_united_kingdom_is_gb():
    assert FIELDS["language"].parse(Candidate("language", "en-UK", "dc:language")) == "en-GB"


def test_the_front_page_of_a_site_is_no_picture():
    assert parsed("image", "https://news.example/") is None
    assert parsed("image", "https://news.example/a.png") is not None


def test_a_language_may_call_itself_by_its_own_name():
    assert parsed("language", "فارسی") == "fa"


def test_capitals_behind_a_name_are_an_employer_where_one_writes_for_readers():
    def read(text, source):
        return [author.name for author in parsed("author", text, source) or ()]

    assert read("Jane Doe, CNN", "meta:author") == ["Jane Doe"]
    assert read("By Jane Doe, WSJ; John Roe, CNBC", "body:byline") == ["Jane Doe", "John Roe"]
    for source in ("highwire:citation_author", "dc:creator", "body:authors"):  # initials
        assert read("Garcia Lopez, MJA", source) == ["MJA Garcia Lopez"]
    assert read("Jane Doe, III", "meta:author") == ["Jane Doe III"]


def test_entities_that_were_written_twice_part_no_name():
    for source in ("jsonld:author", "meta:author"):
        [author] = parsed("author", "Jane O&#039;Doe", source)
        assert author.name == "Jane O'Doe"
    [author] = parsed("author", Author("Jane O&#x27;Doe"), "jsonld:author")
    assert author.name == "Jane O'Doe"
