"""What templates write before a name, and behind it: `By`, `Author:`, `View all posts by`."""

from __future__ import annotations

import re

# The link to all that somebody wrote, as blog software words it, one row a language.
_ALL_POSTS = (
    r"(?:(?:view|show|see|read|browse) (?:all |more |other )?|all |more |other )(?:the )?"
    r"(?:posts|articles|entries|stories) (?:written |posted |published )?(?:by|from|of)",
    r"(?:posts|articles|entries|stories) (?:written |posted |published )?by",
    r"(?:(?:view|show|see|read) )?more (?:by|from)",
    r"(?:(?:zeige|siehe) )?(?:alle|weitere|mehr) (?:beiträge|artikel|einträge) (?:von|des autors)",
    r"(?:beiträge|artikel|mehr) von",
    r"(?:(?:afficher|voir|lire) )?(?:tous|toutes) (?:les|ses) "
    r"(?:articles|publications|billets|contributions) (?:écrits )?(?:de|par)",
    r"(?:articles|billets) (?:de|par)",
    # Spanish, Portuguese
    r"(?:(?:ver|mostrar) )?(?:todas|todos) (?:las|los|as|os) "
    r"(?:entradas|publicaciones|artículos|posts|artigos|publicações|mensagens) (?:de|por)",
    r"(?:(?:vedi|mostra|visualizza|leggi) )?tutti (?:gli|i) (?:articoli|post) (?:di|da)",
    r"(?:(?:toon|bekijk) )?(?:alle|meer) (?:berichten|artikelen) (?:van|door)",
    r"(?:zobacz|pokaż) wszystkie (?:wpisy|posty|artykuły)"
    r"(?:, których autorem jest| autora| użytkownika| od)?",
    # Swedish, Danish, Norwegian
    r"(?:(?:visa|vis|se) )?all[ae] (?:inlägg|indlæg|innlegg|artiklar|artikler) a[vf]",
    r"näytä kaikki artikkelit (?:kirjoittajalta|henkilöltä|käyttäjältä)",
    r"zobrazit všechny (?:příspěvky|články)(?:, jejichž autorem je| od)?",
    r"(?:просмотр всех|посмотреть все|показать все) запис(?:ей|и)(?: автора)?",
)
_LISTING = re.compile(rf"(?:{'|'.join(_ALL_POSTS)}):?\s(?=\S)", re.IGNORECASE)
# Their first words: other names are asked no pattern
_FIRST_WORDS = frozenset(
    """view show see read browse all more other posts articles entries stories zeige siehe alle
    weitere mehr beiträge artikel afficher voir lire tous toutes billets ver mostrar todas todos
    vedi mostra visualizza leggi tutti toon bekijk meer zobacz pokaż visa vis se alla näytä zobrazit
    просмотр посмотреть показать""".split()  # noqa: SIM905
)
# What some languages put behind the name
_ENDS = ("anzeigen", "ansehen", "lesen", "bekijken", "の投稿をすべて表示", "의 모든 글 보기")
_ARROWS = " →»›>"

_LABEL = re.compile(
    r"(?:(?:written |posted |edited )?by\s*:?\s+(?=\S)"
    r"|(?-i:By(?=[A-ZÀ-Þ][a-zß-ÿ]+\s[A-ZÀ-Þ]))"  # the blank was a style's
    r"|(?:authors?(?: ?\(s\))?|autor(?:en|es)?|auteurs?|name|interview|texte?|story)\s*:"
    r"|(?:par|por)\s+(?=(?-i:[A-ZÀ-Þ])[\w’'-]+\s+(?-i:[A-ZÀ-Þ])\w))\s*",
    re.I,
)


def without_listing(text: str) -> str:
    """Return the name in the words of a link to all that its bearer wrote, else *text*.

    >>> without_listing("Alle Beiträge von Jane Doe anzeigen →"), without_listing("More Thomas")
    ('Jane Doe', 'More Thomas')
    """
    first = text.partition(" ")[0].casefold()
    found = _LISTING.match(text) if first in _FIRST_WORDS else None
    name = text[found.end() :].rstrip(_ARROWS) if found else text
    if name.endswith(_ENDS):
        end = next(end for end in _ENDS if name.endswith(end))
        name = name.removesuffix(end).rstrip()
    return name or text


def without_label(text: str) -> str:
    """Return *text* without the `By` or `Author:` that stands before a name."""
    return text[found.end() :] if (found := _LABEL.match(text)) else text
