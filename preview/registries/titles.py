"""Titles as bibliographies print them: with a full stop, a translation in brackets."""

from __future__ import annotations

import re


def without_full_stop(title: str | None) -> str | None:
    """Return the title without the full stop that MEDLINE and DBLP end each title with.

    An ellipsis stays, and so does the stop of a last initial or abbreviation with stops in it.

    >>> [without_full_stop(title) for title in ("On ice.", "And so on...", "In the U.S.")]
    ['On ice', 'And so on...', 'In the U.S.']
    """
    if not title or not title.endswith(".") or title.endswith(".."):
        return title
    return title if re.search(r"\b[A-Za-z]\.(?:[A-Za-z]\.)+$", title) else title[:-1]


def untranslated(title: str) -> str:
    """Return the title without the brackets that mark a translation.

    https://www.nlm.nih.gov/bsd/mms/medlineelements.html#ti

    >>> untranslated("[On ice]")
    'On ice'
    """
    if title.startswith("[") and title.endswith("]") and "[" not in title[1:]:
        return title[1:-1].strip()
    return title
