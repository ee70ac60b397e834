"""The words of templates before and behind a name."""

from __future__ import annotations

import pytest

from preview.names import parse_author, parse_authors


@pytest.mark.parametrize(
    "text",
    [
        "View all posts by Jane Doe",
        "SHOW ALL ARTICLES OF Jane Doe",
        "Posts by Jane Doe",
        "More from Jane Doe →",
        "More by Jane Doe",
        "Alle Beiträge von Jane Doe anzeigen",
        "Zeige alle Artikel von Jane Doe",
        "Artikel von Jane Doe",
        "Voir tous les articles de Jane Doe",
        "Afficher toutes les publications par Jane Doe",
        "Ver todas las entradas de Jane Doe",
        "Ver todos os posts de Jane Doe",
        "Vedi tutti gli articoli di Jane Doe",
        "Toon alle berichten van Jane Doe",
        "Alle berichten van Jane Doe bekijken",
        "Zobacz wszystkie wpisy Jane Doe",
        "Zobacz wszystkie wpisy, których autorem jest Jane Doe",
        "Visa alla inlägg av Jane Doe",
        "Vis alle indlæg af Jane Doe",
        "Näytä kaikki artikkelit kirjoittajalta Jane Doe",
        "Zobrazit všechny příspěvky, jejichž autorem je Jane Doe",
        "Посмотреть все записи автора Jane Doe",
        "Jane Doe の投稿をすべて表示",
    ],
)
def test_the_link_to_all_that_somebody_wrote_names_its_author(text):
    assert [author.name for author in parse_authors(text)] == ["Jane Doe"]
    assert parse_author(text).name == "Jane Doe" or "," in text  # a comma parts a list first


@pytest.mark.parametrize("text", ["More Thomas Doe", "Alle van der Doe", "Read Jane Doe"])
def test_a_name_that_begins_like_a_label_is_a_name(text):
    assert parse_author(text).name == text
