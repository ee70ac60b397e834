"""What follows from the link and the titles, though no tag states it; believed last."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from preview import identity, urls
from preview.merge.titles import site_in
from preview.model import Candidate, WorkId

_Y, _M, _D = r"((?:19|20)\d\d)", r"(0[1-9]|1[0-2])", r"(0[1-9]|[12]\d|3[01])"
_SHORT = r"((?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]{0,6}|\d\d?)/(\d\d?)"
# How publishing systems write the day, or the month, into an address; the first that fits counts.
_DATED = tuple(
    re.compile(pattern)
    for pattern in (
        rf"/{_Y}[/-]{_M}(?:[/-]{_D})?/[^/?#]{{4,}}",  # WordPress: /2016/05/03/title
        rf"/{_Y}-{_M}-{_D}-[^/?#]+",  # Jekyll: /2016-05-03-title; uCoz: /2016-05-03-18
        rf"/{_Y}/{_SHORT}/[^/?#]{{4,}}",  # Squarespace: /2016/5/3/title; /2016/may/03/title
        rf"/{_Y}/[A-Za-z][\w.-]{{1,40}}/{_M}/{_D}/",  # the section after the year
        rf"/{_Y}{_M}{_D}(?=/|$)",  # /20160503/number; eight digits of a number are seldom a day
    )
)
_ANY_YEAR = re.compile(r"/(?:19|20)\d\d")
_FRONT = re.compile(
    r"[^:]+://[^/?#]*/?(?:\w{2}(?:[-_]\w{2})?/?)?(?:(?:index|home|default)\b[^/]*)?$"
)


_INDIRECT = frozenset(("feed", "tab"))
"""Families that name the site where nothing states it."""


class Site(NamedTuple):
    """Whose page it is: *host*; of an archive's *copy* the original's.

    *label* is the word that the owner chose for its name: `nytimes` of www.nytimes.com.
    """

    url: str
    host: str
    copy: bool
    label: str

    @property
    def is_front(self) -> bool:
        """Is it the site's front page, or that of one language?"""
        return _FRONT.match(self.url.partition("?")[0]) is not None


def site_of(url: str) -> Site:
    """
    >>> site_of("https://web.archive.org/web/2007/http://news.example.org/page").label
    'example'
    """
    original = identity.original_host(url)
    host = original or urls.host_of(url) or ""
    label = _label((urls.registrable_domain(host) or "").partition(".")[0])
    return Site(url, host, original is not None, label)


def _label(word: str) -> str:
    """`example` of example24.com: the number was added because the word was taken."""
    letters = word.rstrip("0123456789")
    return letters if len(letters) > 3 else word


def implied(
    stated: Sequence[Candidate], *, work: WorkId, url: str, site: Site
) -> Iterator[Candidate]:
    """Yield the site's name and the day that publishing systems write into a post's address.

    The name is that of our table; where no tag states one, what stands at the end of the `<title>`
    and spells the host, or the original's host of an archive's copy.
    """
    named = identity.site_name(work) or identity.site_name(site.host)
    if named:
        yield Candidate("site_name", named, "host:table")
    elif not any(c.field == "site_name" and c.family not in _INDIRECT for c in stated):
        titles = (c.value for c in stated if c.source == "html:title" and isinstance(c.value, str))
        if end := site_in(next(titles, ""), site.label):
            yield Candidate("site_name", end, "title:end")
        elif site.copy:
            yield Candidate("site_name", urls.without_www(site.host), "archive:host")
    if day := _day_in(url.partition("?")[0].partition("#")[0]):
        yield Candidate("published", day, "url:path")


def _day_in(address: str) -> str | None:
    """
    >>> _day_in("https://news.example/2016/05/03/trees"), _day_in("https://news.example/2016/trees")
    ('2016-05-03', None)
    """
    if not _ANY_YEAR.search(address):  # nearly all
        return None
    found = next(filter(None, (form.search(address) for form in _DATED)), None)
    if found is None:
        return None
    parts = [part for part in found.groups() if part]
    return ("-" if parts[1].isdecimal() else " ").join(parts)
