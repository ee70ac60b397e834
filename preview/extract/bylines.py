"""A part that is marked as a byline → the names in it: without its label, day, place and role."""

from __future__ import annotations

import re

from preview import dates, names

# How a byline begins, in words that are also the beginning of a name (`von Neumann`): label of the
# language.  Before two names that are written as such, the ones in _ANYWHERE are no part of a name.
_LABEL_OF = {
    "de": "von",
    "fr": "par",
    "es": "por",
    "pt": "por",
    "nl": "door",
    "it": "di",
    "sv": "av",
    "nb": "av",
    "no": "av",
    "da": "af",
}
_ANYWHERE = frozenset(("by", "von", "par", "por", "door"))
_LABEL = re.compile(
    r"(?:(?:eine?|une?)\s[\w-]{3,30}\s|in\s[^,]{2,40}?\s|(?:story|words|text)\s)?"  # a review by
    r"(by|von|par|por|door|(?-i:di|a[vf]))\s+(?=(?-i:[A-ZÀ-Þ]))",
    re.IGNORECASE,
)
_TWO_NAMES = re.compile(r"[A-ZÀ-Þ][\w.’'-]*\s[A-ZÀ-Þ]")
_LABEL_ALONE = re.compile(
    r"(?:(?:written|posted|story|words|text)\s)?(?:by|von|par|por|door)|authors?|autor(?:in|en)?"
    r"|auteur",
    re.IGNORECASE,
)
_OF_A_PICTURE = re.compile(
    r"(?:photos?|photograph(?:s|y)?|fotos?|images?|illustrations?|video)\s?(?:by|von|par|de|:)\s",
    re.IGNORECASE,
)
# Berlin, where somebody wrote: one word behind a whole name
_PLACE = re.compile(
    r"(\w\s[\w’'-]*[a-zß-ÿ]),\s[A-ZÀ-Þ][a-zß-ÿ-]+(?=$|,?\s(?:and|und|et|y|e|en)\s|,\s(?:and|und)\s)"
)
_JOINING = ("and", "&", "und", "et", "y", "e", "en", ",")
# Before a day: `on`, `am`; the weekdays, but for those that are surnames when short (Mon, Sun)
_BEFORE_DAY = frozenset(
    """on am le el il den em at um op på the posted published updated
    monday tuesday wednesday thursday friday saturday sunday tue tues wed thu thurs fri
    montag dienstag mittwoch donnerstag freitag samstag sonnabend sonntag
    lundi mardi mercredi jeudi vendredi samedi dimanche
    lunes martes miércoles jueves viernes sábado domingo
    lunedì martedì mercoledì giovedì venerdì sabato domenica
    maandag dinsdag woensdag donderdag vrijdag zaterdag zondag""".split()  # noqa: SIM905
)
_BYLINE_CHARS = 240
_MARKS = " .,:;|·•–—-/"
_NUMBER = re.compile(r"(?<![^\W_])\d|(?<!\d)(?:19|20)\d\d-\d\d-\d\d")
_FOOTNOTE = re.compile(r"\d\d?(?:\s?,\s?\d\d?)*\s*(?:[,;*]\s*[^\W\d_]|(?:and|&)\s|$)")
_DAY_FIRST = re.compile(r"\d\d?(?:st|nd|rd|th|er|\.)?\s(?:de\s|of\s)?([^\W\d_]{3,10})")


def signature(kind: str, text: str, lang: str | None) -> str:
    """Return what a part of *kind* says of who wrote the page, in one line; "" for nothing.

    In lists of authors each line may be another one; a byline that goes on in the next line has its
    day there, its role or more about the author.
    """
    lines = [line for part in text.split("\n") if (line := " ".join(part.split()))]
    if len(text) > _BYLINE_CHARS and kind != "authors":
        return " ".join(lines)  # an article, or a box with a life
    if kind == "authors" and not (len(lines) > 1 and _LABEL.match(lines[0])):
        return " ".join(lines)
    if kind in ("author", "rel-author"):
        return " ".join(lines)
    line = " ".join(_signing(lines) if len(lines) > 1 else lines)
    return "" if _OF_A_PICTURE.match(line) else without_label(without_day(line), lang)


def _signing(lines: list[str]) -> list[str]:
    """Return the first of *lines* where it is a whole name, else all; no label of its own."""
    while lines and (
        _LABEL_ALONE.fullmatch(lines[0].rstrip(" :")) or not names.parse_authors(lines[0])
    ):
        lines = lines[1:]
    if len(lines) < 2:
        return lines
    first, *rest = lines
    goes_on = rest[0].split(" ")[0] in _JOINING or first.split(" ")[-1] in _JOINING
    goes_on = goes_on or first.endswith(",")
    alone = not goes_on and are_names(without_label(without_day(first)))
    return [first] if alone else lines


def without_day(text: str) -> str:
    """Return *text* up to the day, the hour or the number of comments that stands behind the names.

    >>> without_day("Jane Doe Tuesday, Aug. 17, 2010"), without_day("Theresa May | 3 June 2014")
    ('Jane Doe', 'Theresa May')
    """
    for number in _NUMBER.finditer(text):
        head = _before(text, number.start())
        is_footnote = _FOOTNOTE.match(text, number.start()) is not None
        if not is_footnote or head != text[: number.start()].rstrip(_MARKS):
            return "" if dates.parse_date(text) else head  # Sa 13 Jul 2019
    return text


def _before(text: str, at: int) -> str:
    """Return what of *text* stands before a day, of which the first number is *at*."""
    words = text[:at].split()
    behind = _DAY_FIRST.match(text, at)
    has_month = behind is not None and dates.is_month(behind[1])
    while words:
        last = words[-1].strip(_MARKS).casefold()
        is_month = not has_month and dates.is_month(last)
        if last and not is_month and last not in _BEFORE_DAY:
            break
        has_month = has_month or is_month
        words.pop()
    return " ".join(words).rstrip(_MARKS)


def without_label(text: str, lang: str | None = None) -> str:
    """Return *text* without the label before names, and without where they wrote it.

    >>> without_label("Von Jane Doe, Berlin"), without_label("By Jane Doe in Rome")
    ('Jane Doe', 'Jane Doe')
    >>> without_label("von Neumann", "en"), without_label("von Heiner", "de")
    ('von Neumann', 'Heiner')
    """
    if label := _LABEL.match(text):
        rest, word = text[label.end() :], label[1].casefold()
        two = word in _ANYWHERE and _TWO_NAMES.match(rest) is not None
        if two or word == "by" or word == _LABEL_OF.get((lang or "")[:2].lower()):
            text = _PLACE.sub(r"\1", rest)
    head, _, place = text.partition(" in ")
    return head if place[:1].isupper() and are_names(head) else text


def are_names(text: str) -> bool:
    """Tell whether *text* is one name or several, each written as a whole one; an agency or a role
    may stand beside them."""
    people = [name for name in names.split_authors(text) if not names.is_nobody(name)]
    return bool(people) and all(map(names.is_written_name, people))
