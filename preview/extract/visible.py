"""Text as the reader sees it, from the pieces between the tags."""

from __future__ import annotations

import re

# Marks that the pass puts where a tag breaks the text; the parser lets no NUL of a page through.
PARAGRAPH, LINE = "\x00", "\x01"
_BREAK = re.compile("\x00|\x01\\s*\x01")


def squashed(text: str) -> str:
    r"""Return *text* with each run of blanks as one, and the marks as newlines.

    >>> squashed("\x00 One\n  line,\x01 another. \x00\x00Two.")
    'One line,\nanother.\n\nTwo.'
    """
    if PARAGRAPH not in text and LINE not in text:
        return " ".join(text.split())
    paragraphs = []
    for part in _BREAK.split(text):
        lines = (" ".join(line.split()) for line in part.split(LINE))
        if joined := "\n".join(line for line in lines if line):
            paragraphs.append(joined)
    return "\n\n".join(paragraphs)


def letters(text: str) -> int:
    """Return how many code points of *text* are neither blank nor a mark."""
    return len(text) - sum(text.count(blank) for blank in " \n\t\r\xa0" + PARAGRAPH + LINE)
