"""Values that say nothing of the page they stand on."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from typing import Literal, NamedTuple

from preview.merge.spelling import fold

Where = Literal["anywhere", "tags", "filled", "body"]


class Row(NamedTuple):
    """*pattern* is matched at the beginning of the text, without case.

    *where* it says nothing: a page that shows "Lorem ipsum" is about nothing else, a tag that holds
    it was never "filled" in; of a page that shows nothing, such a tag is all there is.  A list of
    words is a menu in the body, and chosen in a tag.
    """

    pattern: re.Pattern[str]
    why: str
    where: Where = "anywhere"


def _row(pattern: str, why: str, where: Where = "anywhere") -> Row:
    return Row(re.compile(pattern, re.IGNORECASE), why, where)


_REPEATED = 120  # code points up to which a text may be a name, whatever is written between

DESCRIPTIONS = (
    _row(r"abstract page for arxiv paper", "arXiv's description names the page, not the paper"),
    _row(r"(bio|med)rxiv\b.{0,5}the preprint server", "the server describes itself"),
    _row(r"promoting openness", "the server describes itself"),
    _row(r"pubmed comprises more than", "the server describes itself"),
    _row(r"join researchgate|find, read and cite all the research", "ResearchGate invites"),
    _row(r"read the latest article version", "an invitation"),
    _row(r"(please )?(enable|turn on|allow) (javascript|cookies)", "asks for a browser's setting"),
    _row(r"(this|our) (web)?site uses cookies|we use cookies|by using this (web)?site"
         r"|wir verwenden cookies|diese (web)?seite verwendet cookies"
         r"|(nous utilisons|ce site utilise) des cookies", "a cookie notice"),
    _row(r"javascript (is|must be) (disabled|enabled|required)", "asks for a browser's setting"),
    _row(r"(click to )?(read|view) (this )?article( on| in|\.)", "an invitation"),
    _row(r"(https?:)?//\S+\s*$", "an address, not a text"),
    _row(r"(an |the )?abstract (is )?(not|un)[ -]?available|no abstract( is)?( available)?\W*$"
         r"|not applicable\W*$", "there is no abstract"),
    _row(r"official website of\b", "the site describes itself"),
    _row(r"(just another wordpress|default description|description goes here)", "a default"),
    _row(r"lorem ipsum", "a default", "tags"),
    _row(r"(?:(?:meta|site|page|default|short) )?(?:description|beschreibung|descripción|descrição"
         r"|descrizione|omschrijving|undefined|null|none|n/a|untitled|test|tbd|todo)\W*$",
         "a default", "filled"),
    _row(r"\{\{-?\s*[a-z_][\w-]*\s*[.|}(\[]|\{%-?\s[a-z]|<%[=-]?\s?[a-z]|\[%\s[a-z]",
         "a template that nobody filled in"),
    _row(r"(?:copyright\s*)?(?:©|\(c\)\s*\d)|copyright\s(?:\d{4}|by)\b", "a notice of rights"),
    # Joomla's words, in a script's place
    _row(r"(?:diese|this|cette|esta|questo|este|dit) (?:e-?mail-?|adres|direcci|indirizz|endere)"
         r"[^.!]{0,60}\bspam", "Joomla hides an address"),
    _row(r"[>»›]\s\S|(?:home(?: ?page)?|startseite|accueil|inicio|início|главная)\s?[>»›/|]\s"
         r"|(?:you are here|sie sind hier|du bist hier|vous êtes ici|estás en|usted está en"
         r"|você está aqui|tu sei qui|sei in|u bent hier|вы здесь)\b", "the trail of sections"),
    _row(r"(?:[^>»›|·•/\n.!?]{1,40}\s[>»›|·•/]\s){3}", "a menu", "body"),
    _row(r"(?:[^,.!?:\n]{2,40}, ){7}", "a list of keywords", "body"),
    _row(r"(?:[^\[\]\n]{2,40}\s\[[a-z]{2,3}(?:-[a-z]{2,4})?\]\s?){3}",
         "a list of languages", "body"),
    _row(r"(?:by|par|por|von) (?-i:[A-ZÀ-Þ][\w.'’-]+(?: (?:[dv][aeo]n? |der )?[A-ZÀ-Þ][\w.'’-]+)"
         r"{1,3})\s*(?:\([^()]*\))?\s*$", "a byline"),
)  # fmt: skip
# Anywhere in a text that is no longer than _NOTICE.
_RIGHTS = (
    "all rights reserved", "alle rechte vorbehalten", "tous droits réservés",
    "todos los derechos reservados", "todos os direitos reservados", "tutti i diritti riservati",
    "alle rechten voorbehouden", "все права защищены",
)  # fmt: skip
_NOTICE = 160


class Place(NamedTuple):
    """A kind of source and its *rows*; *any* is a third of the cost of asking each of them, and
    nearly always the end."""

    rows: Sequence[Row]
    any: re.Pattern[str]


def _place(*where: Where) -> Place:
    rows = tuple(row for row in DESCRIPTIONS if row.where in where)
    return Place(rows, re.compile("|".join(f"(?:{row.pattern.pattern})" for row in rows), re.I))


IN_BODY = _place("anywhere", "body")
IN_TAGS = _place("anywhere", "tags", "filled")
IN_TAGS_ALONE = _place("anywhere", "tags")
"""Of a page that shows no text."""


def why_not_description(
    text: str, *, title: str | None, own: Callable[[], Iterable[str]], place: Place
) -> str | None:
    """Return why *text* describes nothing, or None where it may be a description.

    *own* gives the names of the site and its owner.
    """
    if place.any.match(text):
        return next(row.why for row in place.rows if row.pattern.match(text))
    if len(text) <= _NOTICE and any(map(text.casefold().__contains__, _RIGHTS)):
        return "a notice of rights"
    if len(text) > _REPEATED and len(text) > 2 * len(title or ""):
        return None
    folded = fold(text[:2_100])
    if title and fold(title).startswith(folded):
        return "it repeats the title"
    return "it repeats the site's name" if folded in map(fold, own()) else None
