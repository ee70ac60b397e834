"""How much of what a page states is read: a MiB of text in fields may cost seconds."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from preview.fields import Parser
from preview.model import Author, Candidate

# Letters of one page: the longest real list of authors (arXiv:1503.07589) has 113 000.  Each costs
# up to 3 µs where a text is nothing but paragraphs of one letter.
LETTERS = 160_000
LETTERS_OF_ONE = 65_536  # of one statement, as of an attribute; an abstract has at most 50 000
# An address of more than 4 096 letters is refused unread, and `data:` ones are long.
UNREAD = frozenset(
    ("image", "icon", "player", "canonical", "pdf_url", "html_url", "landing_url", "oembed",
     "cite_as")
)  # fmt: skip


def is_needed(candidates: Iterable[Candidate]) -> bool:
    """Could *candidates* be more than is read, or one of them?  Nearly no page's are."""
    return sum(map(_letters, candidates)) > LETTERS_OF_ONE


class Allowance:
    """What is left of `LETTERS`.  State, as it is shared by all fields of a page."""

    def __init__(self, letters: int = LETTERS) -> None:
        self._left = letters

    def charged(self, parse: Parser) -> Callable[[Candidate], object | None]:
        """Return *parse*, for which what goes beyond the allowance is no valid value."""

        def parse_if_allowed(candidate: Candidate) -> object | None:
            value = candidate.value
            if isinstance(value, str) and len(value) > LETTERS_OF_ONE:
                candidate = candidate._replace(value=value[:LETTERS_OF_ONE])
            letters = _letters(candidate)
            if letters > self._left:
                return None
            self._left -= letters
            return parse(candidate)

        return parse_if_allowed


def _letters(candidate: Candidate) -> int:
    value = candidate.value
    if isinstance(value, str):
        return len(value)
    return len(value.name) if isinstance(value, Author) else 0
