from __future__ import annotations

import pytest

from preview.merge.titles import site_in, strip_site


@pytest.mark.parametrize(
    ("title", "expected"),
    [
        ("A long headline | Example News", "A long headline"),
        ("A long headline - Example News", "A long headline"),
        ("A long headline － Example News", "A long headline"),
        ("A long headline | Science | Example News", "A long headline | Science"),
        ("Example News | A long headline", "A long headline"),
        ("Example.com — A long headline", "A long headline"),  # the host's own word
        ("Short | Example News", "Short | Example News"),  # too little would be left
        ("A long headline @ Example News", "A long headline"),
        ("A long headline [Example News]", "A long headline"),
        ("A long headline [Updated]", "A long headline [Updated]"),
        ("Example-driven development", "Example-driven development"),  # no blanks round the hyphen
        ("The state of things: an overview", "The state of things: an overview"),
        ("A long headline › Example", "A long headline"),
        ("My notes » Blog Archive » A long headline", "A long headline"),  # WordPress of 2008
        ("|", "|"),
    ],
)
def test_a_name_goes_only_when_it_is_known(title, expected):
    assert strip_site(title, ["Example News"], label="example") == expected


def test_a_section_goes_where_another_source_has_just_the_rest():
    title = "Oaks | Trees of the North"
    assert strip_site(title, [], label="x", others=[("body", "Oaks")]) == "Oaks"


def test_chinese_titles_part_with_underscores_whatever_the_blanks():
    title = "北方的橡树长得怎么样？ _观察_示例网"
    others = [("body", "北方的橡树长得怎么样？")]
    assert strip_site(title, [], label="x", others=others) == "北方的橡树长得怎么样？"


def test_a_name_before_a_colon_goes_where_another_source_has_just_the_rest():
    title, rest = "Example News: Oaks of the north", "Oaks of the north"
    assert strip_site(title, ["Example News"], label="x", others=[("microdata", rest)]) == rest
    assert strip_site(title, ["Example News"], label="x") == title
    assert strip_site(title, [], label="x", others=[("microdata", rest)]) == title


def test_a_title_that_another_source_repeats_whole_stays_whole():
    title = "Oaks | Trees"
    assert (
        strip_site(title, [], label="x", others=[("body", "Oaks"), ("jsonld", "Oaks | Trees")])
        == title
    )


def test_a_tab_s_title_that_repeats_the_whole_proves_nothing():
    others = [("meta", "Oaks | Trees"), ("body", "Oaks")]
    assert strip_site("Oaks | Trees", [], label="x", others=others) == "Oaks"


def test_what_the_heading_says_in_full_holds_no_site_s_name():
    title = "The Example Trust: oaks of the north | Example"
    others = [("body", "The Example Trust: oaks of the north")]
    expected = "The Example Trust: oaks of the north"
    assert strip_site(title, ["Example"], label="example", others=others) == expected


def test_a_logo_in_a_heading_is_not_the_title():
    title = "Example News » Oaks of the north"
    others = [("body", "Example News")]
    assert strip_site(title, [], label="examplenews", others=others) == "Oaks of the north"


def test_a_part_in_the_middle_goes_alone_where_another_source_has_just_it():
    title = "New - Oaks of the North - Trees"
    assert (
        strip_site(title, [], label="x", others=[("body", "Oaks of the North")])
        == "Oaks of the North"
    )


@pytest.mark.parametrize(
    ("title", "expected"),
    [
        ("On the old oaks: Tree Physics: Vol 111, No 9-11", "On the old oaks"),  # Atypon
        ("On the old oaks | Proceedings of the Tree Society", "On the old oaks"),
        ("On the old oaks [PeerJ]", "On the old oaks"),
        ("On the old oaks on JSTOR", "On the old oaks"),
        ("On the old oaks - SpringerLink", "On the old oaks"),
        ("On the old oaks: a review", "On the old oaks: a review"),
        ("What we know on oaks", "What we know on oaks"),
        ("The oaks [of the north]", "The oaks [of the north]"),
    ],
)
def test_a_paper_s_page_has_ends_of_its_own(title, expected):
    assert strip_site(title, [], label="x", paper=True) == expected


def test_a_host_may_be_spelt_by_the_beginnings_of_its_name():
    title = "A long headline - The New York Times"
    assert strip_site(title, [], label="nytimes") == "A long headline"
    other = "A long headline - Notes in Time"
    assert strip_site(other, [], label="nytimes") == other


@pytest.mark.parametrize(
    ("title", "name"),
    [
        ("A long headline - Example News", "Example News"),
        ("Example » A long headline", "Example"),
        ("Ex Ample :: A long headline", "Ex Ample"),
        ("Example of a headline | Oaks", None),  # as a beginning it may be the headline's own
        ("A long headline", None),
    ],
)
def test_a_site_names_itself_at_either_end_of_its_titles(title, name):
    assert site_in(title, "example") == name


@pytest.mark.parametrize(
    ("title", "expected"),
    [
        ("「北の木々」を描画できる本の紹介:Example News", "「北の木々」を描画できる本の紹介"),
        ("Oaks of the north: Example News", "Oaks of the north"),
        ("Oaks: Example News", "Oaks: Example News"),  # too little would be left
        ("Oaks of the north: an overview", "Oaks of the north: an overview"),
    ],
)
def test_a_colon_before_a_known_name_parts_it_from_the_title(title, expected):
    assert strip_site(title, ["Example News"], label="x") == expected
