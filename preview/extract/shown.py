"""What a page shows to its readers and states in no tag: its day, and who signed it.

Both stand beside the heading, or in a line of their own.  Where several days or names could be
meant none is taken: a list of posts shows many.
"""

from __future__ import annotations

import datetime
import re
from collections.abc import Collection, Iterable, Iterator, Sequence
from itertools import islice

from preview import dates, names
from preview.extract.bylines import are_names, without_day
from preview.extract.record import Page
from preview.extract.visible import LINE, PARAGRAPH
from preview.model import Candidate

_MOST_TEXT = 200_000  # code points in which we look
_MOST_LINES = 100  # that may hold a day or a name, looked at closely
_LINE_CHARS = 60  # of a line that is a date and nothing else
_BESIDE_CHARS = 80  # of a line by the heading: longer ones tell a story
_BEFORE, _BEHIND = 3, 5  # lines by the heading in which templates put day and name
_HEADING_LEAST = 16  # code points of a line without a heading's tag, to be one
_MOST_HEADINGS = 4  # places in which it stands: the trail of sections above repeats it

_DATE_LABEL = re.compile(
    r"(?:published|posted|date|datum|created|erstellt|veröffentlicht|publié|publicado|pubblicato"
    r"|(?:last )?updated)(?: on| am| le| el| il)?\s*:?\s*",
    re.IGNORECASE,
)
# How a post tells of itself above or below its text, and its day behind: "Posted by Ada on", "Von
# Ada am", WordPress's "This entry was posted on", Drupal's "Submitted by Ada on".
_POSTED = re.compile(
    r"(?:(?:(?:submitted|posted|written|published|added|gespeichert|geschrieben|eingestellt|verfasst"
    r"|erstellt|veröffentlicht|publié|posté|soumis|rédigé|publicado|enviado|escrito|pubblicato"
    r"|inserito|scritto) )?(?:by|von|par|por|da|door) .{2,50}?"
    r"|this (?:entry|post|article) was (?:posted|published|written).{0,40}?"
    r"|dieser (?:eintrag|beitrag|artikel) (?:wurde|ist).{0,40}?"
    r"|(?:cet article|cette entrée|ce billet) a été (?:publiée?|postée?).{0,40}?"
    r"|est[ae] (?:entrada|artículo) (?:fue|se) .{0,20}?)"
    r" (?:on|am|le|el|il|op|em) (?:[^\W\d_]+,? )?",
    re.IGNORECASE,
)
_CHANGED = re.compile(
    r"updated|modified|changed|aktualisi|geändert|mis(?:e)? à jour|modifi|actualiza|atualiza"
    r"|aggiornat|bijgewerkt|обновлен|更新|修改|수정",
    re.IGNORECASE,
)
# The web began in August 1991: an older day is told, not the page's.
_YEAR = re.compile(r"(?:199[1-9]|20\d\d)")
_MONTH = r"[^\W\d_]{3,10}\.?"
_DAY = re.compile(
    r"(?<![\w./-])(?:"
    rf"\d\d?\.\s?\d\d?\.\s?{_YEAR.pattern}|{_YEAR.pattern}([-/.])\d\d?\1\d\d?"
    rf"|\d\d?(?:st|nd|rd|th|\.)?\s(?:de\s)?{_MONTH},?\s(?:de\s)?{_YEAR.pattern}"
    rf"|{_MONTH}\s\d\d?(?:st|nd|rd|th)?,?\s{_YEAR.pattern}"
    r")(?![\w/-])"
    rf"|{_YEAR.pattern}\s?(?:年\s?\d\d?\s?月\s?\d\d?\s?日|년\s?\d\d?월\s?\d\d?일)"
)
# A sentence begins so too, hence only beside the heading and before what is written as a name.
_BY = re.compile(r"(?:(?:written|words|story|posted) )?(?:by|von|par|por|door)\s+(.{3,})", re.I)
_AUTHOR_LABEL = re.compile(
    r"(?:(?:written |posted )?by|authors?|autor(?:in)?|auteure?s?|autore|автор|نویسنده|نويسنده"
    r"|作者|著者)\s?[:：]\s?(.{2,})",
    re.IGNORECASE,
)
# How a byline goes on: with its date, its section, an agency, a handle, the translator.
_REST = re.compile(
    r"\s*(?:[|·•/–—@(;]|\s-|(?<!\w)\d|,?\s(?:on|am|le|at|for|für|pour|[Uu]pdated|[Pp]ublished)\b).*"
)


def shown(page: Page, missing: Collection[str], days: Collection[str] = ()) -> Iterator[Candidate]:
    """Yield what the page shows of the *missing* fields, of `published` and `author`.

    Of several *days* that the page marks the line beside the heading tells its own.  Who signs a
    page dates it as well: without a day "By Brand Name" is a shop's way to sort.
    """
    undated = "published" in missing and not days
    doubted = "published" in missing and len(days) > 1
    if undated or doubted or "author" in missing:
        lines = _lines(page.raw_text[:_MOST_TEXT])
        near = map(_line, _beside_heading(page, lines))
        beside = [line for line in near if len(line) <= _BESIDE_CHARS]
        found = list(_date(beside, lines)) if undated else []
        yield from found
        if doubted:
            yield from _dateline(beside)
        if "author" in missing:
            yield from _author(beside if found or not undated else (), lines)


def _lines(text: str) -> list[str]:
    """Return the lines that are not empty, as they stand: nearly all are looked at no further."""
    parts = text.replace(LINE, PARAGRAPH).split(PARAGRAPH)
    return [part for part in parts if part and not part.isspace()]


def _line(stated: str) -> str:
    return " ".join(stated.split())


def _beside_heading(page: Page, lines: Sequence[str]) -> Iterator[str]:
    """Yield the lines around the first heading that the title begins like; else around a line that
    the title begins with, as templates that know no heading write it; else the first `h1`."""
    title = _line(page.title or "")
    folded = title.casefold()
    first = [_line(heading.text.partition("\n")[0]) for heading in page.headings]
    heading = next((t for t in first if len(t) > 3 and t.casefold()[:20] in folded), "")
    heading = heading or _opening(title, lines) or next(iter(first), "")
    word = heading.partition(" ")[0]
    at = (i for i, line in enumerate(lines) if word in line and _line(line) == heading)
    for index in islice(at, _MOST_HEADINGS):
        yield from lines[max(0, index - _BEFORE) : index]
        yield from lines[index + 1 : index + 1 + _BEHIND]


def _opening(title: str, lines: Sequence[str]) -> str:
    """Return the line that *title* begins with, or nothing."""
    word = title.partition(" ")[0]
    alike = (line for line in lines if len(line) >= _HEADING_LEAST and word in line)
    long = (line for line in map(_line, alike) if len(line) >= _HEADING_LEAST)
    return next((line for line in long if title.startswith(line)), "")


def _date(beside: Sequence[str], lines: Sequence[str]) -> Iterator[Candidate]:
    """Yield the only day beside the heading, else the only one that a line tells of the post, else
    the only one in a line of its own.

    Newspapers write the day of reading over each page, so yesterday and today say nothing.
    """
    days = _days_in(beside)
    if len(days) > 1:
        days = _days_in(line for line in beside if not _CHANGED.search(line))
    if not days:
        # one sign is found in a hundredth of a pattern's time, and in few lines
        numbered = (_line(line) for line in lines if "1" in line or "2" in line)
        short = (t for t in numbered if 8 <= len(t) <= _LINE_CHARS or _POSTED.match(t))
        dated = [*islice((line for line in short if _YEAR.search(line)), _MOST_LINES)]
        days = {day for line in dated for day in _posted(line)}
        if len(days) != 1:
            alone = (_DATE_LABEL.sub("", t, count=1) for t in dated if len(t) <= _LINE_CHARS)
            days = {day for line in alone for day in _day(line)}
    if len(days) == 1 and not _is_today(only := days.pop()):
        yield Candidate("published", only, "body:day")


def _posted(line: str) -> tuple[str, ...]:
    found = _POSTED.match(line)
    day = _DAY.match(line, found.end()) if found else None
    return _day(day[0]) if day else ()


def _dateline(beside: Iterable[str]) -> Iterator[Candidate]:
    """Yield the only day beside the heading that is not said to be of a change."""
    days = _days_in(line for line in beside if not _CHANGED.search(line))
    if len(days) == 1 and not _is_today(only := days.pop()):
        yield Candidate("published", only, "body:dateline")


def _days_in(lines: Iterable[str]) -> set[str]:
    return {day for line in lines for found in _DAY.finditer(line) for day in _day(found[0])}


def _day(text: str) -> tuple[str, ...]:
    day = dates.parse_date(text)
    return (day,) if day is not None and len(day) == 10 else ()


def _is_today(day: str) -> bool:
    ago = datetime.date.today() - datetime.date.fromisoformat(day)
    return abs(ago.days) <= 1


def _author(beside: Sequence[str], lines: Sequence[str]) -> Iterator[Candidate]:
    """Yield who signed beside the heading, else the only one whom a line calls the author."""
    signed = {text for text in _behind(_BY, beside) if are_names(text)}
    with_colon = (_line(line) for line in lines if ":" in line or "：" in line)
    labelled = _behind(_AUTHOR_LABEL, (one for one in with_colon if len(one) <= 2 * _BESIDE_CHARS))
    signed = signed or {text for text in islice(labelled, _MOST_LINES) if names.is_person(text)}
    if len(signed) == 1:
        yield Candidate("author", signed.pop(), "body:signed")


def _behind(label: re.Pattern[str], lines: Iterable[str]) -> Iterator[str]:
    for line in lines:
        if found := label.match(line):
            yield _REST.sub("", without_day(found[1]), count=1).strip(" ,.:")
