"""Several names in one text → one text for each."""

from __future__ import annotations

import re

from preview.model import Author
from preview.names.kind import is_collective, is_degree, is_suffix, surnames
from preview.names.labels import without_listing
from preview.names.person import parse_author
from preview.names.plain import plain_name
from preview.names.words import DOUBLE_SURNAMES
from preview.text import squash

_MAX_CHARS = 200_000  # 3 000 authors of an experiment are 60 000

_LABEL = re.compile(r"(?:(?:written |posted )?by\s*:?\s+(?=\S)|authors?\s*(?:\(s\))?\s*:\s*)", re.I)
# Others who had a hand in it, behind the author: "Jane Doe, edited by John Roe"
_ROLES = re.compile(
    r"[,;.]?\s(?:edited|translated|illustrated|reviewed|photographed|photographs|photos|narrated)"
    r"\s+by\s.*",
    re.IGNORECASE,
)
_SEMICOLON = re.compile(r"[;；]")
_BULLET = re.compile(r"\s[|•·]\s")
_COMMA = re.compile(",")
_CJK_COMMA = re.compile("[、，]")
_AND = re.compile(r",?\s(?:and|AND|&|(?<!von )und(?! zu)|et(?!\.? al))(?=\s)")
_INITIALS = re.compile(r"(?:[^\W\d_]\.?[ -]?){1,4}")
_FOOTNOTES = re.compile(
    r"(?<=[^\W\d_]|\.)\s?[0-9*†‡§¶]{1,4}(?:\s?,\s?[0-9*†‡§¶]{1,4}){0,20}(?=\s*(?:,|$|\sand\b))"
)


def split_authors(text: str) -> tuple[str, ...]:
    """Return the names that one value holds, each as it was written.

    Semicolons decide where there are any.  Commas divide names that are whole (`A B, C D and
    E F`) and never `Last, First`; a Spanish double surname (`García Márquez, Gabriel José`) is
    known by its first word.  Nothing is divided inside brackets, nor a group's own name.

    >>> split_authors("Ada Lovelace, Alan Turing and Grace Hopper")
    ('Ada Lovelace', 'Alan Turing', 'Grace Hopper')
    >>> split_authors("Lovelace, Ada and Turing, Alan")
    ('Lovelace, Ada', 'Turing, Alan')
    """
    line = squash(text[:_MAX_CHARS]).replace("،", ",")  # the comma of the Arabic script
    line = without_listing(line)
    line = line[match.end() :] if (match := _LABEL.match(line)) else line
    line = _ROLES.sub("", line, count=1) if " by " in line.casefold() else line
    for mark in (_SEMICOLON, _BULLET):
        pieces = _cut(line, mark)
        if len(pieces) > 1 or (mark == _SEMICOLON and line.rstrip().endswith(";")):
            return tuple(name for piece in pieces for name in _by_and(piece))
    if " " in line:  # one word with digits is a login, and stays one
        line = _FOOTNOTES.sub("", line)
    chunks = _by_and(line)
    names = [name for chunk in chunks for name in _by_comma(chunk)]
    return tuple(part for name in names for part in _cut(name, _CJK_COMMA))


def parse_authors(text: str) -> tuple[Author, ...]:
    """Return the people and groups that one value names; one that stands twice in a row, once."""
    if alone := plain_name(text, turned=False):
        return (alone,)
    found: list[Author] = []
    for name in split_authors(text):
        person = parse_author(name)
        if person is not None and (not found or found[-1].name != person.name):
            found.append(person)
    return tuple(found)


def _cut(text: str, mark: re.Pattern[str]) -> list[str]:
    """Split *text* at *mark* outside brackets; brackets that do not pair are letters."""
    if mark.search(text) is None:  # nine names of ten, at a tenth of the cost
        bare = text.strip(" ,;")
        return [bare] if bare else []
    paired = all(text.count(a) == text.count(b) for a, b in ("()", "[]"))
    parts, start, depth = [], 0, 0
    for match in re.finditer(rf"([(\[])|([)\]])|{mark.pattern}", text):
        if match[1] or match[2]:
            depth = max(0, depth + (1 if match[1] else -1)) if paired else 0
        elif depth == 0:
            parts.append(text[start : match.start()])
            start = match.end()
    parts.append(text[start:])
    return [part for part in (part.strip(" ,;") for part in parts) if part]


def _by_and(text: str) -> list[str]:
    parts = _cut(text, _AND)
    if len(parts) > 1 and is_collective(text):
        # Centers for Disease Control and Prevention: one name, unless people stand before it
        apart = "," in parts[0] or parts[-1].casefold().startswith("the ")
        if is_collective(parts[0]) or surnames(parts[0]) < 2 or not apart:
            return [text.strip(" ,;")]
    return parts


def _by_comma(chunk: str) -> list[str]:
    parts = _cut(chunk, _COMMA)
    heads, tails = parts[::2], parts[1::2]
    turned = len(parts) % 2 == 0 and all(_INITIALS.fullmatch(tail) for tail in tails)
    if turned and not any(_INITIALS.fullmatch(head) for head in heads):
        return [f"{a}, {b}" for a, b in zip(heads, tails, strict=True)]
    groups = _with_their_titles(parts)
    whole = [surnames(group.partition(",")[0]) > 1 for group in groups]
    if len(groups) == 1:
        return groups
    if len(groups) == 2:
        return groups if all(whole) and not _is_double_surname(groups[0]) else [chunk]
    if not whole[0] and all(whole[2:]):
        return [", ".join(groups[:2]), *groups[2:]]  # MLA: only the first name is turned round
    if len(groups) % 2 == 0 and not any(whole[::2]):
        return [", ".join(groups[at : at + 2]) for at in range(0, len(groups), 2)]
    return groups if whole[0] and sum(whole) * 2 > len(whole) else [chunk]


def _with_their_titles(parts: list[str]) -> list[str]:
    """Put suffixes, degrees and affiliations back behind the name that they belong to."""
    groups: list[str] = []
    for part in parts:
        if groups and (is_suffix(part) or is_degree(part) or is_collective(part)):
            groups[-1] += f", {part}"
        else:
            groups.append(part)
    return groups


def _is_double_surname(part: str) -> bool:
    first = part.split()[0].casefold()
    return first in DOUBLE_SURNAMES or first.endswith("ez")
