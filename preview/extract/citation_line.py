"""A description that is a reference: "Author, Title, Journal, Vol. 17, No. 2 (1931), pp. 1-7".

JSTOR's pages state nothing else.  The title has to be known from the page's `<title>`, so that
what stands before it are authors and what stands behind it is a journal.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from preview.extract.record import Page
from preview.model import Candidate

_TAGS = frozenset(("og:description", "description", "twitter:description"))
_ISSUE = re.compile(
    r"(?P<journal>[^,].{2,200}?), (?:Vol|T|Bd)\. (?P<volume>[\w/.-]{1,12})"
    r"(?:, No\. (?P<issue>[\w/.-]{1,12}))?[^()]{0,60} \((?P<date>[^()]{4,40})\)"
    r"(?:, pp?\. (?P<pages>[\w.-]{1,16}(?:[-–][\w.-]{1,16})?))?"
)
_SIGN = re.compile(r", (?:Vol|T|Bd)\. \w")
_FIELDS = (
    ("journal", "container_title"),
    ("volume", "volume"),
    ("issue", "issue"),
    ("date", "published"),
    ("pages", "page"),
)
_MOST = 2_000
_QUOTES = " \"“”'‘’,"


def citation_line(page: Page) -> Iterator[Candidate]:
    """Yield what the page's description states where it is a reference to the page's title."""
    for tag in page.metas:
        key = tag.get("property") or tag.get("name") or ""
        if key.lower() in _TAGS and _SIGN.search(text := tag.get("content", "")[:_MOST]):
            found = list(_read(" ".join(text.split()), page.title or ""))
            if found:
                yield from found
                return


def _read(text: str, shown: str) -> Iterator[Candidate]:
    title = re.sub(r"\s+on JSTOR$", "", " ".join(shown.split())).strip(_QUOTES)
    at = text.find(title) if len(title) > 7 else -1
    if at < 0:
        return
    found = _ISSUE.match(text[at + len(title) :].lstrip(_QUOTES))
    if found is None:
        return
    people = text[:at].strip(_QUOTES)
    if people:
        yield Candidate("author", people, "meta:reference")
    for group, field in _FIELDS:
        if found[group]:
            yield Candidate(field, found[group], "meta:reference")
    if year := re.search(r"\b(?:1[5-9]|20)\d\d\b", found["date"]):  # of a date that is no day
        yield Candidate("published", year[0], "meta:reference")
