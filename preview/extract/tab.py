"""The `<title>` beside the page's heading: what stands behind it is what the site calls itself."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import islice

from preview.extract.record import Page
from preview.model import Candidate

_SEPARATOR = re.compile(r"\s+[-–—|·•»›«‹:~@/]+\s+|\s*[|｜]\s*")
_MOST_CHARS, _MOST_CUTS, _MOST_HEADINGS = 1_000, 12, 60
_LEAST = 10  # letters of a heading: a shorter one may be the name of a section, or of the site
_SECTIONS = frozenset(("blog", "news", "wiki", "home", "fulltext"))


def tab(page: Page) -> Iterator[Candidate]:
    """Yield the last part of the title, where a heading says just how the title begins.

    A site's name is shorter than what it heads; a longer end is the slogan behind a site's name.
    """
    title = " ".join((page.title or "")[:_MOST_CHARS].split())
    cuts = list(islice(_SEPARATOR.finditer(title), _MOST_CUTS))
    if not cuts:
        return
    name = title[cuts[-1].end() :].strip()
    letters = _letters(name)
    starts = {_letters(title[: cut.start()]) for cut in cuts}
    headings = {_letters(heading.text) for heading in page.headings[:_MOST_HEADINGS]}
    said = max((len(text) for text in headings & starts), default=0)
    is_name = any(map(str.isalpha, name)) and letters not in _SECTIONS and letters not in headings
    if said >= _LEAST and len(letters) <= said and is_name:
        yield Candidate("site_name", name, "tab:end")


def _letters(text: str) -> str:
    return "".join(filter(str.isalnum, text.casefold()))
