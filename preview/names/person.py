"""One name in one text → `Author`; the fields of a registry → `Author`."""

from __future__ import annotations

import re
from collections.abc import Sequence

from preview.model import Author
from preview.names.casing import fix_case, fix_given, is_cjk
from preview.names.words import (
    COLLECTIVE,
    COMPOUNDS,
    DEGREES,
    DEGREES_DISTINCT,
    INSTITUTION,
    NOBODY,
    PARTICLES,
    SUFFIXES,
    TITLES,
)
from preview.text import clip, squash

_MAX_CHARS = 300  # of one name, as the contract says
_MAX_WORDS = 10  # of a person; the longest real names in registries have nine

_ORCID = re.compile(
    r"(?:https?://)?(?:www\.)?(?:orcid\.org/|orcid:? ?)?"
    r"([0-9]{4}-[0-9]{4}-[0-9]{4}-[0-9]{3}[0-9X])\b/?",
    re.I,
)
_EMAIL = re.compile(r"<?(?:mailto:)?[^\s<>()@]{1,64}@[^\s<>()@]{1,200}\.[^\s<>()@]{2,24}>?")
_URL = re.compile(r"https?:|www\.|://|\b[\w-]{2,63}\.(?:com|org|net|edu|gov|info)\b", re.I)
_HANDLE = re.compile(r"(?:^|\s)@\w")
_LABEL = re.compile(
    r"(?:(?:written |posted |edited )?by\s*:?\s+(?=\S)"
    r"|(?:authors?(?: ?\(s\))?|autor(?:en|es)?|auteurs?|name)\s*:)\s*",
    re.I,
)
_NUMBERED = re.compile(r"\d{1,4}[.)]\s+")
_MARKS = re.compile("[*†‡§¶‖∥#✉¹²³⁰⁴-⁹ᵃ-ᶻ]+|\\^\\{?[\\w,*]{0,9}\\}?")
_FOOTNOTES = re.compile(
    r"(?<=[^\W\d_]|\.)\s?[0-9]{1,4}(?:\s?,\s?[0-9]{1,4}){0,20}(?=\s*(?:[,;&]|$|\band\b))"
)
_BRACKETED = re.compile(r"\([^()]*\)|\[[^\[\]]*\]|（[^（）]*）")
_ON_BEHALF = re.compile(r",?\s(?:on behalf of|for the)\s.*", re.I)
_ET_AL = re.compile(r"\s(?:et\.? al\b\.?|and others)$", re.I)
_EDGE = " ,;&·•|\u200c\u200d"  # a joiner joins nothing at an edge
_ANDS = frozenset({"and", "&", "und"})
_EMPTY_PARTS = frozenset({"-", "–", "—", ".", ":", "_", "?", "&na;", "na;", "n/a", "null", "none"})
_NOT_IN_NAMES = re.compile(r"[|=<>{}\[\]\\/_:;?!@%$+~]")
_DESK = re.compile(r"\b(?:news ?room|news|staff|desk|editors|editorial|redaktion|webmaster)$", re.I)


def parse_author(text: str) -> Author | None:
    """Return the one person or group that *text* names, or None where it names none.

    `Last, First[, Suffix]` is turned round; groups never are.  Dropped are labels ("By"), titles,
    degrees, footnote marks, affiliations in brackets, e-mail addresses; an ORCID, with or without
    its address, becomes `orcid`.

    >>> parse_author("van Beethoven, Ludwig")
    Author(name='Ludwig van Beethoven', given='Ludwig', family='van Beethoven', orcid=None, \
collective=False)
    """
    bare, orcid = _take_orcid(squash(text[: 4 * _MAX_CHARS]))
    parts = [part.strip(_EDGE) for part in _clean(bare).split(",")]
    parts = [part for part in _without_affiliation(parts) if part]
    whole = ", ".join(parts)
    if _is_nobody(whole):
        return None
    if is_collective(whole):
        return Author(clip(whole.removeprefix("the "), _MAX_CHARS), collective=True)
    return _person(_without_degrees(parts), orcid) if is_person(whole) else None


def author(
    given: str | None, family: str | None, *, suffix: str | None = None, orcid: str | None = None
) -> Author | None:
    """Return the author that a registry's fields state, or None where they hold no name.

    A part that only fills the field (`-`, `&NA;`) is dropped.  A single part is the family name,
    as CSL has it for people with one name.
    """
    first, last, generation = (_part(part) for part in (given, family, suffix))
    first = _ON_BEHALF.sub("", first) if " " in first else first
    generation = "" if _degree(generation) in DEGREES else generation
    whole = f"{first} {last}".strip()
    if not whole or whole.casefold() in NOBODY or _URL.search(whole):
        return None
    number = _take_orcid(orcid)[1] if orcid else None
    if is_collective(whole):
        return Author(clip(whole, _MAX_CHARS), collective=True)
    if not (first and last):
        return _named(None, first or last, generation, number)
    return _named(first, last, generation, number)


def is_person(text: str) -> bool:
    """Tell whether *text* may be one person's name: no address, handle, agency, desk or label."""
    if is_collective(text) or _is_nobody(text) or len(text.split()) > _MAX_WORDS:
        return False
    return not (_NOT_IN_NAMES.search(text) or re.search(r"\d", text))


def is_collective(text: str) -> bool:
    words = [word.strip(".,()").casefold() for word in text.split()]
    group = any(
        word in COLLECTIVE or word in INSTITUTION or word.endswith(COMPOUNDS) for word in words
    )
    return len(words) > 1 and (group or _ET_AL.search(text) is not None)


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


def _take_orcid(text: str) -> tuple[str, str | None]:
    """Cut every ORCID out of *text*; return the first whose check digit is right.

    Source: ISO 7064 MOD 11-2, https://support.orcid.org/hc/en-us/articles/360006897674
    """
    found = [match[1].upper() for match in _ORCID.finditer(text)]
    right = [orcid for orcid in found if _check_digit(orcid.replace("-", "")[:-1]) == orcid[-1]]
    return (_ORCID.sub(" ", text) if found else text), (right[0] if right else None)


def _check_digit(digits: str) -> str:
    total = 0
    for digit in digits:
        total = (total + int(digit)) * 2
    rest = (12 - total % 11) % 11
    return "X" if rest == 10 else str(rest)


def _clean(text: str) -> str:
    """Take off what stands around a name: address, label, number, brackets, marks, titles."""
    if _EMAIL.search(text):
        text = _EMAIL.sub(" ", text).strip()
        if text.startswith("(") and text.endswith(")"):
            text = text[1:-1]  # RSS: jane@example.org (Jane Doe)
    for opening in (_LABEL, _NUMBERED):
        text = text[match.end() :] if (match := opening.match(text)) else text
    for _ in range(3):  # brackets in brackets
        text = _BRACKETED.sub(" ", text)
    text = _MARKS.sub(" ", re.split(r"[(\[（]", text, maxsplit=1)[0])
    text = squash(text.replace("{", "").replace("}", ""))  # BibTeX's: Ka{â}niche
    if " " in text:  # one word with digits is a login, and stays one
        text = _FOOTNOTES.sub("", text)
    person = _ON_BEHALF.sub("", text)
    if len(person.split()) > 1 and not is_collective(person):
        text = person
    words = text.strip(_EDGE).split()
    while len(words) > 1 and words[-1].casefold() in _ANDS:
        words = words[:-1]
    while len(words) > 1 and (
        words[0].casefold() in _ANDS or words[0].casefold().rstrip(".") in TITLES
    ):
        words = words[1:]
    return " ".join(words).replace(" ,", ",").strip(_EDGE)


def _part(part: str | None) -> str:
    clean = squash(part or "")[:_MAX_CHARS]
    if clean.casefold() in _EMPTY_PARTS or not any(char.isalpha() for char in clean):
        return ""
    return clean.strip(_EDGE)


def _is_nobody(text: str) -> bool:
    bare = re.sub(r"^by\s+", "", text.casefold()).strip(" .:,-–—")
    return (
        bare in NOBODY
        or not any(char.isalpha() for char in bare)
        or _URL.search(text) is not None
        or _HANDLE.search(text) is not None
        or _DESK.search(bare) is not None
    )


def _degree(part: str) -> str:
    return part.replace(".", "").replace(" ", "").replace("-", "").casefold()


def is_degree(part: str) -> bool:
    """Tell whether *part* is a degree as one writes it: `PhD`, `M.D.`, `BS`; never `Md` or `Ma`."""
    short = _degree(part)
    spelt = part.replace(".", "").replace(" ", "")
    return (short in DEGREES_DISTINCT and len(short) > 2 and not part.islower()) or (
        short in DEGREES and spelt.isupper()
    )


def surnames(part: str) -> int:
    """Count the words of *part* that are no particle: 1 for `van der Berg`, 2 for `Jane Doe`."""
    words = part.split()
    return len([word for word in words if word.casefold() not in PARTICLES]) or len(words)


def _without_degrees(parts: list[str]) -> list[str]:
    """Drop `, PhD` and the like; `Doe, MA` are somebody's initials."""
    kept = list(parts)
    while len(kept) > 1 and is_degree(kept[-1]):
        if len(parts) == 2 and surnames(kept[0]) == 1 and _degree(kept[1]) != "phd":
            break
        kept.pop()
    head = kept[0].split()
    while len(kept) == 1 and len(head) > 2 and is_degree(head[-1]):
        if _degree(head[-1]) not in DEGREES_DISTINCT:
            break
        head.pop()
    return [" ".join(head), *kept[1:]]


def _without_affiliation(parts: list[str]) -> list[str]:
    """Drop `, University of X` and `, Reuters` behind a name that is whole without them."""
    kept = list(parts)
    while len(kept) > 1 and not is_collective(kept[0]):
        whole = len(kept) > 2 or surnames(kept[0]) > 1
        if not whole or not (is_collective(kept[-1]) or _is_nobody(kept[-1])):
            break
        kept.pop()
    return kept


def is_suffix(part: str) -> bool:
    return part.casefold().rstrip(".") in SUFFIXES


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
