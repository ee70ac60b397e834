"""Where a text is prose and where it is mathematics, and prose as tokens.

One pass, by position; nothing is undone, so the time is linear.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterator
from typing import NamedTuple

from preview.tex.tables import DISPLAYS, FUNCTIONS, LETTERS, MARKS

# It begins with a set of signs, so that the search may skip all others: a fifth of the time.
_OPENER = re.compile(
    r"[\\$](?:(?<=\\)(?:begin\{(?P<env>[a-z]+\*?)\}|(?P<bracket>[(\[])|[\s\S])|(?<=\$)(?P<second>\$?))"
)
_DOLLAR = re.compile(r"(?:[^\\$]|\\[\s\S])*")
_NUMBER = re.compile(r"\s*[-+]?[.,]?\d")
_FORMULA_SIGN = re.compile(r"[\\^_{}]")
_WORD = re.compile(r"[^\W\d_]{3,}")
_BLANK_LINE = re.compile(r"\n[ \t\r]*\n")


class Span(NamedTuple):
    """*math*: *text* is a formula without its delimiters; else prose as it stands."""

    text: str
    math: bool


def spans(text: str) -> list[Span]:
    """Split *text* at its formulas.

    A dollar without a partner, or one that is money, is prose.

    >>> [span.text for span in spans("costs $5 and $10, for $n$ users") if span.math]
    ['n']
    """
    out: list[Span] = []
    start = at = 0
    ends: dict[str, int] = {}

    def last(mark: str) -> int:  # else each of many openers without an end would be searched to it
        if mark not in ends:
            ends[mark] = text.rfind(mark)
        return ends[mark]

    while opener := _OPENER.search(text, at):
        found = _formula(text, opener, last)
        at = opener.end()
        if found is None:
            if opener["second"]:
                at -= 1  # the second may still open a formula of its own
            continue
        body, end = found
        if opener.start() > start:
            out.append(Span(text[start : opener.start()], math=False))
        out.append(Span(body, math=True))
        start = at = end
    if start < len(text):
        out.append(Span(text[start:], math=False))
    return out


def _formula(
    text: str, opener: re.Match[str], last: Callable[[str], int]
) -> tuple[str, int] | None:
    """Return the body of the formula that *opener* begins and where it ends, or None.

    *last* tells where a closing mark stands for the last time in *text*; -1: nowhere.
    """
    at = opener.end()
    if env := opener["env"]:
        if env not in DISPLAYS:
            return None
        before, after = DISPLAYS[env]
        closing = f"\\end{{{env}}}"
        if last(closing) < at:
            return None
        end = text.index(closing, at)
        return before + text[at:end] + after, end + len(closing)
    if bracket := opener["bracket"]:
        closing = "\\)" if bracket == "(" else "\\]"
        if last(closing) < at:
            return None
        end = text.index(closing, at)
        return text[at:end], end + 2
    dollar = opener[0]
    if dollar[0] != "$":
        return None  # an escaped character or a command
    run = _DOLLAR.match(text, at)
    end = run.end() if run else at
    closed = end + len(dollar)
    if text[end:closed] != dollar:
        return None
    body = text[at:end]
    if _BLANK_LINE.search(body) or (
        dollar == "$" and _is_prose(text, opener.start(), body, closed)
    ):
        return None
    return body, closed


def _is_prose(text: str, start: int, body: str, closed: int) -> bool:
    """Is *body*, between two single dollars, money or words rather than a formula?

    Money: it starts with a number, and its second dollar stands before a digit or after a blank.
    Words: it has no sign of TeX, and either a word beside a blank, or letters on both outer sides
    (`A$AP and Ke$ha`).
    """
    followed = text[closed : closed + 1]
    if _NUMBER.match(body) and (followed.isdecimal() or body[-1:].isspace()):
        return True
    if not body.strip():
        return True
    if _FORMULA_SIGN.search(body) or not any(c.isspace() for c in body):
        return False
    if any(word not in FUNCTIONS for word in _WORD.findall(body)):
        return True
    return text[start - 1 : start].isalpha() and followed.isalpha()


# -- prose ------------------------------------------------------------------------------------

_ACCENT = re.compile(
    r"""\\(?P<mark>[`'^"~=.]|[uHvdckbrt](?![A-Za-z]))
    (?: \s{0,3}\{\s{0,3}(?:\\(?P<dotless>[ij])\s{0,3}|(?P<braced>[^\W\d_]{1,2}))\s{0,3}\}
      | \s{0,3}\\(?P<bare_dotless>[ij])(?![A-Za-z])(?:\{\}|[ ](?=[a-z]))?
      | (?:(?<=[A-Za-z])\s{1,3})?(?P<bare>[^\W\d_]) )""",
    re.VERBOSE,
)
_LETTERS = re.compile(
    r"\\(?P<name>"
    + "|".join(sorted(LETTERS, key=len, reverse=True))
    + r")(?![A-Za-z])(?P<end>\{\}|[ \n]+(?=[a-z]))?"
)


def letters(text: str) -> str:
    """Return *text* with its accents and foreign letters composed; commands as they were.

    >>> letters("Erd\\\\H{o}s, \\\\v Cech, na\\\\\\"{\\\\i}ve, {\\\\o}re, stra\\\\ss e")
    'Erdős, Čech, naïve, {ø}re, straße'
    """
    if "\\" not in text:
        return text
    for _ in range(3):  # `\'{\^e}` needs a second look, nothing a fourth
        text, found = _ACCENT.subn(_accent, text)
        if not found:
            break
    return _LETTERS.sub(_letter, text)


def _accent(found: re.Match[str]) -> str:
    dotless = found["dotless"] or found["bare_dotless"]
    base = dotless or found["braced"] or found["bare"]  # under an accent i and j lose their dots
    return unicodedata.normalize("NFC", base[0] + MARKS[found["mark"]] + base[1:])


def _letter(found: re.Match[str]) -> str:
    """The blank after a letter's name only ends it, but for Å as a unit (`4 \\AA wide`)."""
    before = found.string[: found.start()][-2:]
    unit = found["name"] in ("AA", "aa") and before.rstrip(" ~")[-1:].isdecimal()
    end = found["end"] or ""
    return LETTERS[found["name"]] + (end if unit and end != "{}" else "")


class Token(NamedTuple):
    """*kind*: chars, macro (*text* is its name), sign, open, close, mark (dashes, quotes), math."""

    kind: str
    text: str
    raw: str


_TOKEN = re.compile(
    r"\\(?P<macro>[A-Za-z]+)\*?|\\(?P<sign>[^A-Za-z])|(?P<open>\{)|(?P<close>\})"
    r"|(?P<mark>---?(?!-)|``|'')|(?P<chars>(?:[^\\{}\-`']++|-(?!-)|--(?=--)|`(?!`)|'(?!')|\\$)+|[\s\S])"
)


def tokens(text: str) -> Iterator[Token]:
    for span in spans(text):
        if span.math:
            body = " ".join(span.text.split())
            yield Token("math", body, f"${body}$")
            continue
        for found in _TOKEN.finditer(letters(span.text)):
            kind = found.lastgroup or "chars"
            yield Token(kind, found[kind], found[0])


def groups(found: list[Token]) -> dict[int, int]:
    """Return, for the index of each brace that opens a group, the index of the one that ends it."""
    ends: dict[int, int] = {}
    waiting: list[int] = []
    for index, token in enumerate(found):
        if token.kind == "open":
            waiting.append(index)
        elif token.kind == "close" and waiting:
            ends[waiting.pop()] = index
    return ends
