"""Titles without the site's name: a name goes only when we know it to be one."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable

# A hyphen, colon or slash parts a title from a site only with blanks around it; a bar always does.
_SEPARATOR = re.compile(
    r"\s+[-–—=_:~#·•»«/]+\s+|\s*[|｜•»：]\s*|\s*[—–]\s*|(?<=[\u2e80-\u9fff])[-_－](?=[\u2e80-\u9fff])|\s+::\s+"
)
_ROUNDS = 3  # "Title | Journal | Publisher | Site"
_LEAST = 10  # letters that must be left, unless another source names just what is left


def fold(text: str) -> str:
    """Letters and digits only, without case and accents: what is left when typography is not.

    >>> fold("The BMJ: “Naïve”")
    'thebmjnaive'
    """
    decomposed = unicodedata.normalize("NFKD", text).casefold()
    return "".join(c for c in decomposed if c.isalnum())


def strip_site(title: str, names: Iterable[str], *, label: str, others: Iterable[str]) -> str:
    """Return *title* without a site or section name at either end.

    *names*: what the site, journal or publisher is called.  *label*: the host's own word
    (`nytimes` of www.nytimes.com), which "NYTimes.com" and "nytimes" both spell.  *others*: titles
    from other sources: where one is just what would be left, the rest was no part of the title.

    >>> strip_site("On dogs - and cats | Example News", ["Example News"], label="x", others=())
    'On dogs - and cats'
    >>> strip_site("Dogs: a history", ["Example"], label="example", others=())
    'Dogs: a history'
    """
    known = {fold(name) for name in names} - {""}
    alone = {fold(other) for other in others} - {""}
    for _ in range(_ROUNDS):
        shorter = _cut(title, known, label, alone)
        if shorter is None:
            break
        title = shorter
    return title


def _cut(title: str, known: set[str], label: str, alone: set[str]) -> str | None:
    cuts = list(_SEPARATOR.finditer(title[:2000]))
    for cut in reversed(cuts):
        left, right = title[: cut.start()].strip(), title[cut.end() :].strip()
        if fold(left) in alone and fold(title) not in alone:
            return left
        if _is_name(right, known, label) and len(fold(left)) >= _LEAST:
            return left
    for cut in cuts[:1]:
        left, right = title[: cut.start()].strip(), title[cut.end() :].strip()
        if fold(right) in alone and fold(title) not in alone:
            return right
        if _is_name(left, known, label) and len(fold(right)) >= _LEAST:
            return right
    return None


def _is_name(text: str, known: set[str], label: str) -> bool:
    folded = fold(text)
    if not folded:
        return True  # a separator with nothing behind it
    if folded in known:
        return True
    words = [fold(word) for word in re.split(r"[\s.]+", text)]
    return bool(label) and len(words) <= 4 and (folded == fold(label) or fold(label) in words)
