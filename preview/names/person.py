"""One name in one text → `Author`; the fields of a registry → `Author`."""

from __future__ import annotations

from collections.abc import Sequence

from preview.model import Author
from preview.names.casing import fix_case, fix_given, is_cjk
from preview.names.clean import EDGE, ON_BEHALF, clean, take_orcid
from preview.names.kind import (
    URL,
    degree_of,
    is_collective,
    is_degree,
    is_like_person,
    is_nobody,
    is_suffix,
    surnames,
)
from preview.names.plain import plain_name
from preview.names.words import DEGREES, DEGREES_DISTINCT, NOBODY, PARTICLES, SUFFIXES, TITLES
from preview.text import clip, squash

_MAX_CHARS = 300  # of one name, as the contract says
_EMPTY_PARTS = frozenset({"-", "–", "—", ".", ":", "_", "?", "&na;", "na;", "n/a", "null", "none"})


def parse_author(text: str) -> Author | None:
    """Return the one person or group that *text* names, or None where it names none.

    `Last, First[, Suffix]` is turned round; groups never are.  Dropped are labels ("By"), titles,
    degrees, footnote marks, affiliations in brackets, e-mail addresses; an ORCID, with or without
    its address, becomes `orcid`.

    >>> parse_author("van Beethoven, Ludwig")
    Author(name='Ludwig van Beethoven', given='Ludwig', family='van Beethoven', orcid=None, \
collective=False)
    """
    return plain_name(text) or read_name(text)


def read_name(text: str) -> Author | None:
    """Do so by all the rules, also where none of them has anything to say."""
    bare, orcid = take_orcid(squash(text[: 4 * _MAX_CHARS]))
    parts = [part.strip(EDGE) for part in clean(bare).split(",")]
    parts = [part for part in _without_affiliation(parts) if part]
    whole = ", ".join(parts)
    if is_nobody(whole):
        return None
    if is_collective(whole):
        return Author(clip(whole.removeprefix("the "), _MAX_CHARS), collective=True)
    return _person(_without_degrees(parts), orcid) if is_like_person(whole) else None


def author(
    given: str | None, family: str | None, *, suffix: str | None = None, orcid: str | None = None
) -> Author | None:
    """Return the author that a registry's fields state, or None where they hold no name.

    A part that only fills the field (`-`, `&NA;`) is dropped.  A single part is the family name,
    as CSL has it for people with one name.
    """
    first, last, generation = (_part(part) for part in (given, family, suffix))
    first = ON_BEHALF.sub("", first) if " " in first else first
    generation = "" if degree_of(generation) in DEGREES else generation
    whole = f"{first} {last}".strip()
    if not whole or whole.casefold() in NOBODY or URL.search(whole):
        return None
    number = take_orcid(orcid)[1] if orcid else None
    if is_collective(whole):
        return Author(clip(whole, _MAX_CHARS), collective=True)
    if not (first and last):
        return _named(None, first or last, generation, number)
    return _named(first, last, generation, number)


def suffix_of(person: Author) -> str | None:
    """Return `Jr.` of the person whose `name` says more than `given` and `family`, else None."""
    stated = f"{person.given} {person.family} "
    if person.given and person.family and person.name.startswith(stated):
        return person.name[len(stated) :] or None
    return None


def short_list(authors: Sequence[Author], count: int, *, shown: int = 3) -> str:
    """Return `A. One, B. Two, C. Three + 4 more`, where *count* is the number of all authors.

    >>> short_list((Author("A. One"), Author("B. Two")), 2)
    'A. One, B. Two'
    """
    names = ", ".join(person.name for person in authors[:shown])
    more = max(count, len(authors)) - min(shown, len(authors))
    return f"{names} + {more} more" if names and more > 0 else names


def _part(part: str | None) -> str:
    bare = squash(part or "")[:_MAX_CHARS]
    if bare.casefold() in _EMPTY_PARTS or not any(char.isalpha() for char in bare):
        return ""
    return bare.strip(EDGE)


def _without_degrees(parts: list[str]) -> list[str]:
    """Drop `, PhD` and the like; `Doe, MA` are somebody's initials."""
    kept = list(parts)
    while len(kept) > 1 and is_degree(kept[-1]):
        if len(parts) == 2 and surnames(kept[0]) == 1 and degree_of(kept[1]) != "phd":
            break
        kept.pop()
    head = kept[0].split()
    while len(kept) == 1 and len(head) > 2 and is_degree(head[-1]):
        if degree_of(head[-1]) not in DEGREES_DISTINCT:
            break
        head.pop()
    if len(kept) == 2:  # `Doe, Jane A. MD PhD`
        kept[1] = _without_trailing_degrees(kept[1])
    return [" ".join(head), *kept[1:]]


def _without_trailing_degrees(given: str) -> str:
    """`MA` behind a name that is written out may be its initials; behind initials it is none."""
    words = given.split()
    while len(words) > 1 and is_degree(words[-1]):
        if degree_of(words[-1]) not in DEGREES_DISTINCT and not words[-2].endswith("."):
            break
        words.pop()
    return " ".join(words)


def _without_affiliation(parts: list[str]) -> list[str]:
    """Drop `, University of X` and `, Reuters` behind a name that is whole without them."""
    kept = list(parts)
    while len(kept) > 1 and not is_collective(kept[0]):
        whole = len(kept) > 2 or surnames(kept[0]) > 1
        if not whole or not (is_collective(kept[-1]) or is_nobody(kept[-1])):
            break
        kept.pop()
    return kept


def _person(parts: list[str], orcid: str | None) -> Author | None:
    generation = " ".join(part for part in parts[1:] if is_suffix(part))
    names = [parts[0], *(part for part in parts[1:] if not is_suffix(part))]
    if len(names) > 2 or " " in generation:
        return Author(clip(", ".join(parts), _MAX_CHARS), orcid=orcid)  # which is what?
    head = names[0].split(" ")
    if not generation and is_suffix(head[-1]) and len(head) > (2 if len(names) == 1 else 1):
        generation = head.pop()
    if len(names) == 1:
        return _in_order(head, generation, orcid)
    given = names[1].split(" ")
    while len(given) > 1 and given[0].casefold().rstrip(".") in TITLES:
        given = given[1:]
    return _named(" ".join(given), " ".join(head), generation, orcid)


def _in_order(words: list[str], generation: str, orcid: str | None) -> Author:
    """A name without a comma: given name first, but in CJK the family name."""
    if len(words) == 2 and all(is_cjk(word) for word in words):
        return _named(words[1], words[0], generation, orcid)
    if len(words) > 1:
        if words[-1].isupper() and len(words[-1]) > 3:
            words = [*words[:-1], fix_case(words[-1], family=True)]  # Jean DUPONT, JANE DOE
            words = fix_given(" ".join(words), family_was_caps=True).split(" ")
        words = fix_case(" ".join(words)).split(" ")
    at = len(words) - 1
    while at > 1 and words[at - 1] in PARTICLES:
        at -= 1
    initials = all(
        word.endswith(".") or (len(word) == 1 and word.isupper()) for word in words[1:at]
    )
    backwards = words[-1].isupper() and len(words[-1].rstrip(".")) <= 3  # Tay RYK
    if len(words) > 1 and initials and not backwards:
        return _named(" ".join(words[:at]), " ".join(words[at:]), generation, orcid)
    name = " ".join([*words, *([generation] if generation else [])])
    return Author(clip(name, _MAX_CHARS), orcid=orcid)


def _named(given: str | None, family: str, generation: str, orcid: str | None) -> Author:
    if given and is_cjk(given) and is_cjk(family):
        return Author(family + given, given, family, orcid)
    caps = family.isupper() and len(family) > 1
    last = fix_case(family, family=True)
    first = fix_given(given, family_was_caps=caps) if given else None
    if not any("a" < char < "z" for char in generation) and is_suffix(generation):
        generation = SUFFIXES[generation.casefold().rstrip(".")]
    name = " ".join(part for part in (first, last, generation) if part)
    if len(name) > _MAX_CHARS:
        return Author(clip(name, _MAX_CHARS), orcid=orcid)
    return Author(name, first, last, orcid)
