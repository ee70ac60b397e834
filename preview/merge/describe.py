"""Which text describes the page, and which is a paper's abstract."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator

from preview.fields import Text
from preview.merge.boilerplate import IN_BODY, IN_TAGS, IN_TAGS_ALONE, why_not_description
from preview.merge.judge import Reject, Stated
from preview.merge.longer import is_cut
from preview.merge.spelling import fold
from preview.model import Candidate

_ABSTRACT_LEAST = 250  # letters of a social tag's text from which it may be the whole abstract
# Tags that are written for cards and result lists; at some publishers they hold the whole abstract.
SOCIAL = frozenset({"og", "meta", "twitter", "microdata"})
_WORD = re.compile(r"[^\W\d_]{4,}")
_STEM = 5  # letters: "magnetic fields" and "magnetism" are about the same


def as_abstracts(candidates: Iterable[Candidate]) -> Iterator[Candidate]:
    """Yield the descriptions that may be the abstract of a paper, as statements of it."""
    for candidate in candidates:
        if candidate.field == "description" and candidate.family in SOCIAL:
            yield candidate._replace(field="abstract")


OwnNames = Callable[[], Iterable[str]]
"""What the site, publisher and journal are called; asked for only where it matters."""


def stems(title: str) -> frozenset[str]:
    """Return the beginnings of the words of a paper's *title*, of which its abstract has one."""
    return frozenset([word[:_STEM].casefold() for word in _WORD.findall(title)])


def is_shown(stated: Iterable[Stated]) -> bool:
    """Does the page show a text that may describe it?"""
    return any(one.candidate.family == "body" for one in stated)


def not_describing(
    field: str, *, title: str | None, about: frozenset[str], own: OwnNames, alone: bool = False
) -> Reject:
    """Return the rule against texts that say nothing of the page; *about*: `stems` of a paper;
    *alone*: the page shows no text."""
    in_tags = IN_TAGS_ALONE if alone else IN_TAGS

    def reject(value: Text, source: str) -> str | None:
        social = source.partition(":")[0] in SOCIAL
        plain = value.plain
        if field == "abstract" and social and (is_cut(plain) or len(plain) < _ABSTRACT_LEAST):
            return "too short or cut: a summary for cards, not the abstract"
        place = IN_BODY if source.startswith("body:") else in_tags
        why = why_not_description(plain, title=title, own=own, place=place)
        if why is None and social and about and not _shares(plain, about):
            if field == "abstract":
                return "it has no word of the title: not the abstract"
            beginning = fold(plain[:300])
            if any(len(name) > 3 and fold(name) in beginning for name in own()):
                return "it speaks of the site and has no word of the title"
        return why

    return reject


def _shares(text: str, stems: frozenset[str]) -> bool:
    folded = text[:5_000].casefold()
    return any(stem in folded for stem in stems)
