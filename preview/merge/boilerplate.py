"""Values that say nothing of the page they stand on."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from typing import NamedTuple

from preview.merge.titles import fold


class Row(NamedTuple):
    """*pattern* is matched at the beginning of the text, without case.

    *shown*: it is none even where the page's body shows it; else only in tags: a page that shows
    "Lorem ipsum" is about nothing else, a tag that holds it was never filled in.
    """

    pattern: re.Pattern[str]
    why: str
    shown: bool = True


def _row(pattern: str, why: str, *, shown: bool = True) -> Row:
    return Row(re.compile(pattern, re.IGNORECASE), why, shown)


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
    _row(r"lorem ipsum", "a default", shown=False),
    _row(r"(?:by|par|por|von) (?-i:[A-ZÀ-Þ][\w.'’-]+(?: (?:[dv][aeo]n? |der )?[A-ZÀ-Þ][\w.'’-]+)"
         r"{1,3})\s*(?:\([^()]*\))?\s*$", "a byline"),
)  # fmt: skip
_ANY = re.compile("|".join(f"(?:{row.pattern.pattern})" for row in DESCRIPTIONS), re.IGNORECASE)


def why_not_description(
    text: str, *, title: str | None, own: Callable[[], Iterable[str]], in_tags: bool = True
) -> str | None:
    """Return why *text* describes nothing, or None where it may be a description.

    *own* gives the names of the site and its owner.
    """
    if _ANY.match(text):  # a third of the cost of asking each row, and nearly always the end
        for pattern, why, shown in DESCRIPTIONS:
            if (in_tags or shown) and pattern.match(text):
                return why
    if len(text) > _REPEATED and len(text) > 2 * len(title or ""):
        return None
    folded = fold(text[:2_100])
    if title and folded == fold(title):
        return "it repeats the title"
    return "it repeats the site's name" if folded in map(fold, own()) else None
