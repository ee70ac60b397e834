"""What a text is: a group, nobody, perhaps a person; what a part of it is: a degree, a suffix."""

from __future__ import annotations

import re

from preview.names.roles import is_role
from preview.names.words import (
    COLLECTIVE,
    COMPOUNDS,
    DEGREES,
    DEGREES_DISTINCT,
    INSTITUTION,
    NOBODY,
    PARTICLES,
    SUFFIXES,
)

_MAX_WORDS = 10  # of a person; the longest real names in registries have nine

_FULL_WORDS = 5  # of a name in a byline: more are a sentence

URL = re.compile(r"https?:|www\.|://|\b[\w-]{2,63}\.(?:com|org|net|edu|gov|info)\b", re.I)
_HOST = re.compile(r"[\w-]{2,63}(?:\.[\w-]{2,63})?\.[a-z]{2,6}")  # `mdr.de`, as its own author
_HANDLE = re.compile(r"(?:^|\s)@\w")
_ET_AL = re.compile(r"\s(?:et\.? al\b\.?|and others)$", re.I)
_NOT_IN_NAMES = re.compile(r"[|=<>{}\[\]\\/_:;?!@%$+~\d]")
_BY = re.compile(r"^by\s+")
_GROUPS = COLLECTIVE | INSTITUTION
_DESK = re.compile(r"\b(?:news ?room|news|staff|desk|editors|editorial|redaktion|webmaster)$", re.I)


def is_person(text: str) -> bool:
    """Tell whether *text* may be one person's name: no address, handle, agency, desk or label."""
    return not (is_collective(text) or is_nobody(text)) and is_like_person(text)


def is_like_person(text: str) -> bool:
    """Tell whether *text*, which is no group and not nobody, is written as a name."""
    return len(text.split()) <= _MAX_WORDS and _NOT_IN_NAMES.search(text) is None


def is_written_name(text: str) -> bool:
    """Tell whether *text* has the look of a full name: capitals in all words that are no particle.

    >>> is_written_name("Jane van der Doe"), is_written_name("the numbers"), is_written_name("Jane")
    (True, False, False)
    """
    words = text.split()
    return (
        2 <= len(words) <= _FULL_WORDS
        and all(not word[0].islower() or word in PARTICLES for word in words)
        and is_person(text)
    )


def is_collective(text: str) -> bool:
    words = [word.strip(".,()") for word in text.casefold().split()]
    return len(words) > 1 and (
        not _GROUPS.isdisjoint(words)
        or any(word.endswith(COMPOUNDS) for word in words)
        or _ET_AL.search(text) is not None
    )


def is_nobody(text: str) -> bool:
    bare = _BY.sub("", text.casefold()).strip(" .:,-–—")
    return (
        bare in NOBODY
        or not (bare[:1].isalpha() or any(char.isalpha() for char in bare))
        or URL.search(text) is not None
        or _HOST.fullmatch(bare) is not None
        or _HANDLE.search(text) is not None
        or _DESK.search(bare) is not None
        or is_role(bare)
    )


def degree_of(part: str) -> str:
    return part.replace(".", "").replace(" ", "").replace("-", "").casefold()


def is_degree(part: str) -> bool:
    """Tell whether *part* is a degree as one writes it: `PhD`, `M.D.`, `BS`; never `Md` or `Ma`."""
    short = degree_of(part)
    spelt = part.replace(".", "").replace(" ", "")
    return (short in DEGREES_DISTINCT and len(short) > 2 and not part.islower()) or (
        short in DEGREES and spelt.isupper()
    )


def is_suffix(part: str) -> bool:
    return part.casefold().rstrip(".") in SUFFIXES


def surnames(part: str) -> int:
    """Count the words of *part* that are no particle: 1 for `van der Berg`, 2 for `Jane Doe`."""
    words = part.split()
    return len([word for word in words if word.casefold() not in PARTICLES]) or len(words)
