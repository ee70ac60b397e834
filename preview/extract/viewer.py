"""The title of a page that shows a journal's PDF or HTML in a frame: Open Journal Systems.

Its `<title>` is "View of …" in the reader's language; the bar above the frame has the title alone.
"""

from __future__ import annotations

from collections.abc import Iterator

from preview.extract.record import Page

_SOFTWARE = ("open journal systems", "open preprint systems", "open monograph press")
_WORDS = 3  # of "View of", "Vista de"
_QUOTES = " «»“”„\"'‘’"
_SHOWN = 2_000  # code points of the bar
_LEAST = 8  # code points of a title that is not in a text by chance


def viewed(page: Page) -> str | None:
    """Return what the page's title says is viewed, where the page shows that alone; else None."""
    if not _is_by(page):
        return None
    title = " ".join((page.title or "").split())
    shown = " ".join(page.text_start(_SHOWN).split())
    if title.partition(" | ")[0] in shown:
        return None
    return next((rest for rest in _behind(title) if rest in shown), None)


def _is_by(page: Page) -> bool:
    named = (tag for tag in page.metas if tag.get("name", "").lower() == "generator")
    return any(tag.get("content", "").lower().startswith(_SOFTWARE) for tag in named)


def _behind(title: str) -> Iterator[str]:
    """Yield *title* without its first word, its first two …, and the quotes around the rest."""
    words = title.split()
    for count in range(1, _WORDS + 1):
        rest = " ".join(words[count:])
        rest = rest.strip(_QUOTES) if rest[:1] in _QUOTES else rest
        if len(rest) >= _LEAST and all(word.isalpha() for word in words[:count]):
            yield rest
