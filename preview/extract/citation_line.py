"""A description that is a reference: "Author, Title, Journal, Vol. 17, No. 2 (1931), pp. 1-7".

JSTOR's pages state nothing else; Taylor & Francis's state volume, issue and pages nowhere else,
until about 2016.  The title has to be known from the page's own, so that what stands before it are
authors and a year, and what stands behind it is a journal.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import chain, islice

from preview.extract.record import Page
from preview.model import Candidate

_TAGS = frozenset(("og:description", "description", "twitter:description"))
_ISSUE = re.compile(
    r"(?P<journal>[^,:].{2,200}?)[,:] (?:Vol|T|Bd)\. (?P<volume>[\w/.-]{1,12})"
    r"(?:, No\. (?P<issue>[\w/.-]{1,12}))?(?:[^()]{0,60} \((?P<date>[^()]{4,40})\))?"
    r"(?:, pp?\. (?P<pages>[\w-]{1,16}(?:[-–][\w-]{1,16})?))?"
)
_SIGN = re.compile(r"[,:] (?:Vol|T|Bd)\. \w")
_FIELDS = (
    ("journal", "container_title"),
    ("volume", "volume"),
    ("issue", "issue"),
    ("date", "published"),
    ("pages", "page"),
)
_MOST = 2_000
_QUOTES = " \"“”'‘’,."
_YEAR = re.compile(r"\b(?:1[5-9]|20)\d\d\b")
_TRIED = 8  # descriptions and titles; a page has a few of each
_LEAST = 8  # code points of a title that is not found in a text by chance


def citation_line(page: Page) -> Iterator[Candidate]:
    """Yield what the page's description states where it is a reference to the page's title."""
    for text in islice(_references(page), _TRIED):
        found = list(_read(" ".join(text.split()), page))
        if found:
            yield from found
            return


def _references(page: Page) -> Iterator[str]:
    for tag in page.metas:
        key = tag.get("property") or tag.get("name") or ""
        if key.lower() in _TAGS and _SIGN.search(text := tag.get("content", "")[:_MOST]):
            yield text


def _read(text: str, page: Page) -> Iterator[Candidate]:
    title = next((title for title in islice(_titles(page), _TRIED) if title in text), None)
    if title is None:
        return
    before, _, behind = text.partition(title)
    found = _ISSUE.match(behind.lstrip(_QUOTES))
    if found is None or not (found["date"] or found["pages"]):
        return
    people = before.strip(_QUOTES)
    if any(map(str.isalpha, people)):
        yield Candidate("author", people, "meta:reference")
    for group, field in _FIELDS:
        if found[group]:
            yield Candidate(field, found[group], "meta:reference")
    if year := _YEAR.search(found["date"] or people):  # of a date that is no day
        yield Candidate("published", year[0], "meta:reference")


def _titles(page: Page) -> Iterator[str]:
    """Yield what the page calls itself: in its `<title>`, JSTOR's without the site, and in tags."""
    named = (
        tag.get("content", "")[:_MOST]
        for tag in page.metas
        if (tag.get("property") or tag.get("name") or "").lower().endswith("title")
    )
    for text in chain((page.title or "",), named):
        title = " ".join(text.split()).removesuffix(" on JSTOR").strip(_QUOTES)
        if len(title) >= _LEAST:
            yield title
