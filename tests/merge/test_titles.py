from __future__ import annotations

import pytest

from preview.merge.titles import strip_site


@pytest.mark.parametrize(
    ("title", "expected"),
    [
        ("A long headline | Example News", "A long headline"),
        ("A long headline - Example News", "A long headline"),
        ("A long headline | Science | Example News", "A long headline | Science"),
        ("Example News | A long headline", "A long headline"),
        ("Example.com — A long headline", "A long headline"),  # the host's own word
        ("Short | Example News", "Short | Example News"),  # too little would be left
        ("Example-driven development", "Example-driven development"),  # no blanks round the hyphen
        ("The state of things: an overview", "The state of things: an overview"),
        ("|", "|"),
    ],
)
def test_a_name_goes_only_when_it_is_known(title, expected):
    assert strip_site(title, ["Example News"], label="example", others=()) == expected


def test_a_section_goes_where_another_source_has_just_the_rest():
    title = "Oaks | Trees of the North"
    assert strip_site(title, [], label="x", others=["Oaks"]) == "Oaks"


def test_a_title_that_another_source_repeats_whole_stays_whole():
    title = "Oaks | Trees"
    assert strip_site(title, [], label="x", others=["Oaks", "Oaks | Trees"]) == title
