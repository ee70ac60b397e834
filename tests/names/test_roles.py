"""The role behind a name, as newspapers print it."""

from __future__ import annotations

import pytest

from preview.names import is_person, parse_author, parse_authors


@pytest.mark.parametrize(
    "text",
    [
        "Jane Doe Senior Rome Correspondent",
        "Jane Doe Education editor",
        "JANE DOE - AP Technology Writers",
        "Jane Doe, Chief Economics Editor",
        "Jane Doe Reporter",
        "JANE DOE Envoyée spéciale à Toulouse",
        "Jane Doe, Envoyés spéciaux à Toulouse",
        "Jane Doe correspondante à Rome",
        "Jane Doe Korrespondentin",
        "Jane Doe @jane",
    ],
)
def test_the_role_and_the_handle_behind_a_name_are_dropped(text):
    assert [author.name for author in parse_authors(text)] == ["Jane Doe"]


@pytest.mark.parametrize(
    "text", ["Political Editor", "The Trumpet's Editorial Writers", "Senior Correspondent"]
)
def test_a_role_without_a_name_is_nobody(text):
    assert parse_author(text) is None
    assert not is_person(text)


@pytest.mark.parametrize("text", ["Jane Writer", "Senior Jane Doe", "Chief John Doe"])
def test_a_name_with_a_word_of_roles_stays_whole(text):
    assert parse_author(text).name == text


def test_a_society_of_journalists_is_a_group():
    assert parse_author("Society of Professional Journalists").collective
