"""Titles without the site's name: a name goes only when we know it to be one."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import NamedTuple

from preview.merge import paper_titles
from preview.merge.spelling import fold, spells

# A hyphen, colon or slash parts a title from a site only with blanks around it; a bar always does.
_SEPARATOR = re.compile(
    r"\s+[-－–—=_:~#@·•»«›‹/]+\s+|\s*[|｜•»：]\s*|\s*[—–]\s*"
    r"|(?<=[\u2e80-\u9fff\uff01-\uff60])\s*[-_－]\s*(?=[\u2e80-\u9fff])|\s+::\s+"
)
_SEPARATES = re.compile("[-–—=_:~#@·•»«›‹/|｜：－]")  # one of these is in all of them
_IN_BRACKETS = re.compile(r"\s+(?:\(([^()]{2,60})\)|\[([^\[\]]{2,60})\])$")
_ROUNDS = 3  # "Title | Journal | Publisher | Site"
_LEAST = 10  # letters that must be left, unless another source names just what is left
_MOST = 2_000  # code points in which we look for separators
_PARTS = 24  # a title with more of them is a list of its own

# WordPress before 3.0, in its default theme: "Site » Blog Archive » Title"
_ARCHIVE = re.compile(
    r".{2,200}? » (?:blog archive|blog-archiv|archives? du blog|ar(?:chiv|quiv)o d[eo]l? blog) » ",
    re.IGNORECASE,
)


class Known(NamedTuple):
    """What is known to be no part of a title, all folded.

    *names*: what the site, journal or publisher is called.  *label*: the host's own word
    (`nytimes` of www.nytimes.com), which "NYTimes.com" and "nytimes" both spell.  *alone*: titles
    from other sources: where one is just what would be left, the rest was no part of the title.
    *whole*: those among them that nobody writes with the site's name.
    """

    names: frozenset[str]
    label: str
    alone: frozenset[str] = frozenset()
    whole: frozenset[str] = frozenset()


Other = tuple[str, str]
"""The family of another source of the title, and what it states: `("body", "On dogs")`."""

_FOR_TABS = frozenset(("html", "og", "twitter", "meta"))
"""Families whose titles stand alone, in tabs and cards, and so may end in the site's name."""


def may_hold_site(title: str, *, paper: bool) -> bool:
    """Say whether `strip_site` could find anything: most titles hold no separator."""
    return (
        (_SEPARATES.search(title) is not None and _SEPARATOR.search(title) is not None)
        or title.endswith((")", "]"))
        or (paper_titles.may_end(title) if paper else ":" in title)
    )


def site_in(title: str, label: str) -> str | None:
    """Return the end of *title* that spells the host's *label*: what the site calls itself; else
    the beginning that does, and holds nothing else.

    One part may stand behind it: a slogan or a section.

    >>> site_in("Sonar and whales - The New York Times", "nytimes")
    'The New York Times'
    >>> site_in("NY Times | Sonar and whales", "nytimes")
    'NY Times'
    >>> site_in("Sonar and whales - a history", "nytimes")
    """
    parts = [part.strip() for part in _SEPARATOR.split(title[:_MOST])]
    found = _IN_BRACKETS.search(title[-100:])
    ends = [found[1] or found[2]] if found else parts[1:][:-3:-1]
    given = Known(frozenset(), fold(label))
    if named := next((end for end in ends if end and _is_name(end, given)), None):
        return named
    is_first = len(parts) > 1 and parts[0] and _spells_host(parts[0], given.label)
    return parts[0] if is_first else None


def strip_site(
    title: str,
    names: Iterable[str],
    *,
    label: str,
    others: Iterable[Other] = (),
    paper: bool = False,
) -> str:
    """Return *title* without a site or section name at either end.

    What the page's heading says in full holds no site's name.

    >>> strip_site("On dogs - and cats | Example News", ["Example News"], label="x")
    'On dogs - and cats'
    >>> strip_site("Dogs: a history", ["Example"], label="example")
    'Dogs: a history'
    """
    known = Known(
        frozenset(fold(name) for name in names) - {""}
        | (paper_titles.PLATFORMS if paper else frozenset()),
        fold(label),
    )
    stated = [(family, fold(text)) for family, text in others if not _is_name(text, known)]
    headings = {text for family, text in stated if family == "body"}
    given = known._replace(
        alone=frozenset(text for _, text in stated),
        whole=frozenset(text for family, text in stated if family not in _FOR_TABS),
    )
    ends = _PAPER_ENDS if paper else _PAGE_ENDS
    for _ in range(_ROUNDS):
        if fold(title) in headings:
            break
        shorter = next(filter(None, (end(title, given) for end in ends)), None)
        if shorter is None:
            break
        title = shorter
    return title


def _paper_end(title: str, given: Known) -> str | None:
    left = paper_titles.without_end(title, given.names)
    return left if left is not None and len(fold(left)) >= _LEAST else None


def _behind_archive(title: str, given: Known) -> str | None:
    found = _ARCHIVE.match(title) if "»" in title else None
    return title[found.end() :] or None if found else None


def _by_colon(title: str, given: Known) -> str | None:
    """Cut a site's name that only a colon parts: Blogger's `Site: Post`, where another source has
    just the post, and the `Post:Site` of Japanese pages."""
    name, _, rest = title.partition(": ")
    if fold(rest) in given.alone and fold(name) in given.names:
        return rest
    left, _, name = title.rpartition(":")
    return left.rstrip() if fold(name) in given.names and len(fold(left)) >= _LEAST else None


def _bracketed(title: str, given: Known) -> str | None:
    """Cut a site's name in brackets: `Trees are high (Example News)`."""
    found = _IN_BRACKETS.search(title[-100:])
    if not found or not _is_name(found[1] or found[2], given):
        return None
    left = title[: -len(found[0])]
    return left if len(fold(left)) >= _LEAST else None


def _cut(title: str, given: Known) -> str | None:
    cuts = _cuts(title)
    if not cuts or len(cuts) > _PARTS:
        return None
    if (part := _named_alone(title, cuts, given)) is not None:
        return part
    for cut in reversed(cuts):
        left, right = title[: cut.start()].strip(), title[cut.end() :].strip()
        if _is_name(right, given) and len(fold(left)) >= _LEAST:
            return left
    left, right = title[: cuts[0].start()].strip(), title[cuts[0].end() :].strip()
    if _is_name(left, given) and len(fold(right)) >= _LEAST:
        return right
    return None


_PAGE_ENDS = (_behind_archive, _by_colon, _bracketed, _cut)
_PAPER_ENDS = (_paper_end, _bracketed, _cut)


def _cuts(title: str) -> list[re.Match[str]]:
    """Return the separators of *title*; guillemets that come in pairs are quotation marks."""
    cuts = list(_SEPARATOR.finditer(title[:_MOST]))
    if "«" in title and "»" in title:
        return [cut for cut in cuts if not {"«", "»"} & set(cut[0])]
    return cuts


def _named_alone(title: str, cuts: list[re.Match[str]], given: Known) -> str | None:
    """Return the run of parts that another source names as the title, the longest there is."""
    if fold(title) in given.whole:
        return None
    starts = [0, *(cut.end() for cut in cuts)]
    ends = [*(cut.start() for cut in cuts), len(title)]
    folded = [fold(title[a:b]) for a, b in zip(starts, ends, strict=True)]
    runs = [
        (first, last)
        for first in range(len(folded))
        for last in range(first, len(folded))
        if last - first + 1 < len(folded) and "".join(folded[first : last + 1]) in given.alone
    ]
    if not runs:
        return None
    first, last = max(runs, key=lambda run: sum(map(len, folded[run[0] : run[1] + 1])))
    return title[starts[first] : ends[last]].strip()


def _is_name(text: str, given: Known) -> bool:
    folded = fold(text)
    if not folded:
        return True  # a separator with nothing behind it
    if folded in given.names:
        return True
    words = _words(text)
    if not given.label or len(words) > 4:
        return False
    return given.label in words or _spells_host(text, given.label)


def _words(text: str) -> list[str]:
    return [fold(word) for word in re.split(r"[\s.]+", text)]


def _spells_host(text: str, label: str) -> bool:
    """Is *text* the host's word and nothing else, whatever parts its words?"""
    return bool(label) and (fold(text) == label or spells(label, _words(text)))
