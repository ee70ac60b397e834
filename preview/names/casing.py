"""Capitals of names that came as `SMITH` or `smith`, and the order of CJK names."""

from __future__ import annotations

import re

from preview.names.words import LINKS, MAC, PARTICLES, SUFFIXES

_WORD = re.compile(r"[^\W\d_]+")
_VOWEL = re.compile("[AEIOUÀ-ÆÈ-ÏÒ-ÖØ-ÜĀĒĪŌŪ]")
# Han, kana and Hangul; the blocks that names are written in
_CJK = re.compile(
    "[\u3005\u3007\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uac00-\ud7a3\U00020000-\U0003134f]+"
)
_KATAKANA = re.compile("[\u30a0-\u30ff]+")


def fix_case(name: str, *, family: bool = False) -> str:
    """Return *name* in title case where it is all capitals or all small, else unchanged.

    Particles become small, except where they are the whole name (`LE` is a Vietnamese surname)
    or, unless it is a *family* name, its first word.  Initials stay: `J.R.R.`, `JR`, `RYK`.

    >>> fix_case("JEAN-LUC O'BRIEN-MCDONALD"), fix_case("VAN DER BERG", family=True)
    ("Jean-Luc O'Brien-McDonald", 'van der Berg')

    Source: Zotero's fixCase does the same for `Last, First` of publishers.
    """
    if not (name.isupper() or name.islower()):
        return name
    words = name.split(" ")
    fixed = []
    for at, word in enumerate(words):
        small = word.lower() in PARTICLES or (family and word.lower() in LINKS)
        if small and at < len(words) - 1 and (at or family):
            fixed.append(word.lower())
        else:
            fixed.append(word if not family and _is_initials(word) else _title(word))
    return " ".join(fixed)


def fix_given(given: str, *, family_was_caps: bool) -> str:
    """Fix the case of given names; capitals of up to three letters are taken for initials.

    Longer ones (`JOHN`) are a name beside any family name; three with a vowel (`WEI`) only beside
    a family name in capitals: in `Tay RYA` they are initials.  A particle at the end stays small
    (`Beethoven, LUDWIG VAN`).
    """
    small = given.islower()
    fixed = []
    for at, word in enumerate(given.split(" ")):
        if not (word.isupper() or small):
            fixed.append(word)
        elif at and word.lower() in PARTICLES and len(word) > 2:
            fixed.append(word.lower())  # shorter ones are initials: Stephanie E, Mary DE
        elif _is_initials(word) or (len(_letters(word)) == 3 and not family_was_caps and not small):
            fixed.append(word)
        else:
            fixed.append(_title(word))
    return " ".join(fixed)


def is_cjk(text: str) -> bool:
    return _CJK.fullmatch(text) is not None and _KATAKANA.fullmatch(text) is None


def _letters(word: str) -> str:
    return "".join(_WORD.findall(word))


def _is_initials(word: str) -> bool:
    letters = _letters(word)
    if not word.isupper():
        return False
    return len(letters) <= 2 or "." in word or (len(letters) == 3 and not _VOWEL.search(letters))


def _title(word: str) -> str:
    lowered = word.lower()
    if lowered.rstrip(".") in SUFFIXES:
        return SUFFIXES[lowered.rstrip(".")]
    return "-".join(_title_part(part, whole=word) for part in lowered.split("-"))


def _title_part(part: str, *, whole: str) -> str:
    if part == "al" and "-" in whole:
        return part  # al-Khalili
    head, mark, rest = part.partition("'") if "'" in part else part.partition("’")
    if mark and len(head) == 1 and rest:
        return head.upper() + mark + _capital(rest)
    if part.startswith("mc") and len(part) > 3:
        return "Mc" + _capital(part[2:])
    if part.startswith("mac") and part[3:] in MAC:
        return "Mac" + _capital(part[3:])
    return _capital(part)


def _capital(part: str) -> str:
    """First letter large; not `str.title`, which also raises the letter behind an apostrophe."""
    match = _WORD.search(part)
    if match is None:
        return part
    at = match.start()
    return part[:at] + part[at].upper() + part[at + 1 :]
