"""What a byline says besides the names."""

from __future__ import annotations

import pytest

from preview.extract.bylines import signature, without_day


@pytest.mark.parametrize(
    "text",
    [
        "By Jane Doe on June 30, 2014 02:53 am",
        "Jane Doe on Jul 04, 2014 at 11:30a @jane",
        "By Jane Doe @jane\non June 26, 2014 at 9:00a",
        "by\n\nJane Doe\n\n|\n\nApr 19, 2013",
        "Story By\n\nJane Doe\n\nMore about her, and more",
        "By Jane Doe Tuesday, Aug. 17, 2010",
        "Jane Doe | Sep. 21, 2011, 3:17 PM | 1,209 | 5",
        "By Jane Doe2014-01-26 21:32:46 UTC",
        "By Jane Doe | 10/9/10 7:15 AM EDT",
        "in Off-topic by Jane Doe on Jun 24, 2014",
        "von Jane Doe am 14. Mai 2014, 15:40 Uhr",
        "Eine Analyse von Jane Doe",
        "Von Jane Doe, Berlin",
        "Par Jane Doe, Toulouse",
        "Jane Doe in Rome",
        "Jane Doe\n\n+ FOLLOW\n\nPublished: 10:00am, 20 Jan, 2020",
        "Jane Doe\nPolitical Editor",
    ],
)
def test_label_day_place_and_what_follows_are_no_part_of_the_name(text):
    assert signature("byline", text, None).removesuffix(" @jane") == "Jane Doe"  # for `names`


@pytest.mark.parametrize(
    ("text", "lang", "names"),
    [
        ("von Heiner", "de-DE", "Heiner"),
        ("di Maria", "it", "Maria"),
        ("von Neumann", "en", "von Neumann"),  # a particle
        ("von der Leyen", "de", "von der Leyen"),
        ("Di Maria", "it", "Di Maria"),
    ],
)
def test_a_label_that_may_begin_a_name_is_one_in_its_own_language(text, lang, names):
    assert signature("byline", text, lang) == names


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("By Jane Doe\nand John Roe", "Jane Doe and John Roe"),
        ("By Jane Doe,\nJohn Roe", "Jane Doe, John Roe"),
        (
            "Von Jane Doe und John Roe, Berlin, und Ada Example",
            "Jane Doe und John Roe, und Ada Example",
        ),
    ],
)
def test_a_byline_may_go_on_in_the_next_line(text, names):
    assert signature("one-author", text, None) == names


def test_in_a_list_of_authors_each_line_may_be_another():
    assert signature("authors", "Jane Doe\nJohn Roe", None) == "Jane Doe John Roe"
    box = "Von Jane Doe, Berlin\n\nJane Doe\n\nJane Doe came to us in 2001."
    assert signature("authors", box, "de") == "Jane Doe"


@pytest.mark.parametrize("text", ["Sa 13 Jul 2019", "9:39AM BST 05 Oct 2011", "Photo by Jane Doe"])
def test_a_day_alone_and_a_picture_s_credit_name_no_author(text):
    assert signature("byline", text, "en") == ""


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Theresa May 3 June 2014", "Theresa May"),  # the month stands behind the day
        ("Theresa May on June 3, 2014", "Theresa May"),
        ("Yang Sun, June 3", "Yang Sun"),
        ("Jane Doe 1, John Roe 1,2 and Ada Example 2",) * 2,  # notes on affiliations
        ("jane2014", "jane2014"),  # a login
        ("Jane Doe", "Jane Doe"),
    ],
)
def test_a_name_like_a_month_or_a_weekday_stays(text, name):
    assert without_day(text) == name


def test_a_box_about_the_author_is_read_without_its_heading_and_only_where_it_is_short():
    assert signature("one-author", "Über den Autor\nJane Doe", "de") == "Jane Doe"
    life = "Jane Doe\n\n" + "She walked among trees. " * 20
    assert len(signature("one-author", life, "en")) > 240  # not a byline: nothing is taken off
