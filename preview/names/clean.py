"""Taking off what stands around a name."""

from __future__ import annotations

import re

from preview.names.kind import is_collective
from preview.names.labels import without_label, without_listing
from preview.names.roles import without_role
from preview.names.words import TITLES
from preview.text import squash

EDGE = " ,;&·•|\u200c\u200d"  # a joiner joins nothing at an edge
_ANDS = frozenset({"and", "&", "und"})

_ORCID = re.compile(
    r"(?:https?://)?(?:www\.)?(?:orcid\.org/|orcid:? ?)?"
    r"([0-9]{4}-[0-9]{4}-[0-9]{4}-[0-9]{3}[0-9X])\b/?",
    re.I,
)
_MAYBE_ORCID = re.compile("[0-9]{4}-[0-9]{4}-")
_EMAIL = re.compile(r"<?(?:mailto:)?[^\s<>()@]{1,64}@[^\s<>()@]{1,200}\.[^\s<>()@]{2,24}>?")
_NUMBERED = re.compile(r"\d{1,4}[.)]\s+")
_HANDLE = re.compile(r"(?<=[^\W\d_]\s)@\w{2,30}\b")  # behind a name: Jane Doe @jane
_MARKS = re.compile("[*†‡§¶‖∥#✉¹²³⁰⁴-⁹ᵃ-ᶻ]+|\\^\\{?[\\w,*]{0,9}\\}?")
_FOOTNOTES = re.compile(
    r"(?<=[^\W\d_]|\.)\s?[0-9]{1,4}(?:\s?,\s?[0-9]{1,4}){0,20}(?=\s*(?:[,;&]|$|\band\b))"
)
_BRACKETED = re.compile(r"\([^()]*\)|\[[^\[\]]*\]|（[^（）]*）")
ON_BEHALF = re.compile(r",?\s(?:on behalf of|for the)\s.*", re.I)


def clean(text: str) -> str:
    """Take off what stands around a name: address, label, number, brackets, marks, titles, role."""
    text = without_role(_bare(without_label(without_listing(text))))
    person = ON_BEHALF.sub("", text) if " " in text else text
    if len(person.split()) > 1 and not is_collective(person):
        text = person
    words = text.strip(EDGE).split()
    while len(words) > 1 and words[-1].casefold() in _ANDS:
        words = words[:-1]
    while len(words) > 1 and (
        words[0].casefold() in _ANDS or words[0].casefold().rstrip(".") in TITLES
    ):
        words = words[1:]
    return " ".join(words).replace(" ,", ",").strip(EDGE)


# Letters with blanks and a name's own marks between them: there is nothing to take off
_BARE = re.compile(r"[^\W\d_]+(?:[ .,'’-]+[^\W\d_]+)*\.?")


def _bare(text: str) -> str:
    """Take off e-mail addresses, numbers, brackets, footnote marks and braces."""
    if _BARE.fullmatch(text) and not _MARKS.search(text):  # `¹` is a letter to `re`
        return text
    if _EMAIL.search(text):
        text = _EMAIL.sub(" ", text).strip()
        if text.startswith("(") and text.endswith(")"):
            text = text[1:-1]  # RSS: jane@example.org (Jane Doe)
    text = without_label(text)  # the address may have stood before the label
    text = text[match.end() :] if (match := _NUMBERED.match(text)) else text
    for _ in range(3):  # brackets in brackets
        text = _BRACKETED.sub(" ", text)
    text = _MARKS.sub(" ", re.split(r"[(\[（]", text, maxsplit=1)[0])
    text = squash(_HANDLE.sub("", text).replace("{", "").replace("}", ""))  # BibTeX's: Ka{â}niche
    if " " in text:  # one word with digits is a login, and stays one
        text = _FOOTNOTES.sub("", text)
    return text


def take_orcid(text: str) -> tuple[str, str | None]:
    """Cut every ORCID out of *text*; return the first whose check digit is right.

    Source: ISO 7064 MOD 11-2, https://support.orcid.org/hc/en-us/articles/360006897674
    """
    if not _MAYBE_ORCID.search(text):
        return text, None
    found = [match[1].upper() for match in _ORCID.finditer(text)]
    right = [orcid for orcid in found if _check_digit(orcid.replace("-", "")[:-1]) == orcid[-1]]
    return (_ORCID.sub(" ", text) if found else text), (right[0] if right else None)


def _check_digit(digits: str) -> str:
    total = 0
    for digit in digits:
        total = (total + int(digit)) * 2
    rest = (12 - total % 11) % 11
    return "X" if rest == 10 else str(rest)
