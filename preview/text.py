"""Text in, text out: what every text of a stranger goes through before anyone sees it."""

from __future__ import annotations

import re
import unicodedata
from itertools import groupby, islice

# What a reader cannot see and a renderer may obey.  Sources: Unicode TR36 (bidi overrides),
# https://www.unicode.org/reports/tr36/#Bidirectional_Text_Spoofing, and chapter 23 of the standard.
_INVISIBLE = re.compile(
    "["
    "\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f"  # C0 but tab, LF and CR, DEL, C1
    "\u00ad"  # soft hyphen
    "\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069"  # bidi marks, embeddings, overrides, isolates
    "\u200b\u2060\u2061-\u2064\u206a-\u206f\ufeff"  # zero-width space, word joiner, BOM …
    "\ufff9-\ufffb"  # interlinear annotation
    "\ufdd0-\ufdef\ufffe\uffff"  # noncharacters; those of the other planes: _is_noncharacter
    "\ud800-\udfff"  # lone surrogates, as json.loads lets through
    "\U000e0000-\U000e007f"  # tags: a known way to hide text from people
    "]+"
)
_HIGH_NONCHARACTER = re.compile(
    "[" + "".join(chr((p << 16) | 0xFFFE) + chr((p << 16) | 0xFFFF) for p in range(1, 17)) + "]"
)
_EMPTY_LINE = re.compile(r"\n[^\S\n]*\n\s*")
# No language stacks more on a letter, and to bring n of them into order costs n²: 65 000 took 2 s.
# Source: https://www.unicode.org/reports/tr15/#Stream_Safe_Text_Format
_MOST_MARKS = 30
_MAY_BE_MARKS = re.compile(rf"\W{{{_MOST_MARKS + 1}}}")


def visible(text: str) -> str:
    """Return *text* in NFC without control, bidi, zero-width and noncharacters; blanks stay.

    Of the marks on one letter 30 are kept.
    The zero-width joiner and non-joiner stay: Persian, Hindi and emoji need them.
    """
    # Most texts that are not printable hold line ends and no-break blanks; to see that there is
    # nothing else costs a third of the substitution.
    if not (text.isprintable() or text.replace("\n", "").replace("\xa0", "").isprintable()):
        text = _HIGH_NONCHARACTER.sub("", _INVISIBLE.sub("", text))
    if text.isascii():
        return text  # nearly every value: nothing to do
    if _MAY_BE_MARKS.search(text):
        text = _with_few_marks(text)
    return text if unicodedata.is_normalized("NFC", text) else unicodedata.normalize("NFC", text)


def _with_few_marks(text: str) -> str:
    runs = groupby(text, lambda letter: unicodedata.combining(letter) > 0)
    return "".join("".join(islice(run, _MOST_MARKS if marks else None)) for marks, run in runs)


def squash(text: str) -> str:
    """Return *text* as one safe line: `visible`, each run of blanks one blank, none outside.

    >>> squash("  Attention \\n is\\u200b all ")
    'Attention is all'
    """
    if text.isascii() and text.isprintable() and "  " not in text:
        return text.strip()  # most texts: no other blank is printable ASCII
    return " ".join(visible(text).split())  # a fifth of the cost of a pattern


def paragraphs(text: str) -> str:
    """Return *text* as safe paragraphs, with one blank line between two.

    >>> paragraphs("One\\nline. \\n \\n\\n Two.")
    'One line.\\n\\nTwo.'
    """
    if "\n" not in text:
        return squash(text)
    parts = (" ".join(part.split()) for part in _EMPTY_LINE.split(visible(text)))
    return "\n\n".join(part for part in parts if part)


def clip(text: str, limit: int) -> str:
    """Return *text* cut at a word to at most *limit* code points, the `…` of the cut included.

    Never inside a `$…$`: half a formula is no formula.  A word longer than the limit is cut.

    >>> clip("All you need is attention", 15)
    'All you need…'
    >>> clip("For $a + b = c$ only", 9)
    'For…'
    """
    if len(text) <= limit:
        return text
    if limit < 1:
        return ""
    cut = text[: limit - 1]
    if not cut[-1:].isspace() and not text[limit - 1].isspace():
        at_word = cut[: len(cut) - len(cut.rsplit(None, 1)[-1])] if cut.split() else ""
        cut = at_word if at_word.strip() else cut
    if cut.count("$") % 2 and text.count("$") % 2 == 0:
        cut = cut[: cut.rindex("$")]
    while cut and unicodedata.combining(text[len(cut)]):
        cut = cut[:-1]  # a letter and its accent stay together
    return cut.rstrip(" \t\n,;:.–—-") + "…"
