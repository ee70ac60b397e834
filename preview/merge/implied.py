"""What follows from the link and the titles, though no tag states it; believed last."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from preview import identity, urls
from preview.merge.titles import site_in
from preview.model import Candidate, WorkId

# An address that begins with the day (or month) of its page: /2016/05/03/title, /2016-05-03/title
_DATED = re.compile(r"/((?:19|20)\d\d)[/-](0[1-9]|1[0-2])(?:[/-](0[1-9]|[12]\d|3[01]))?/[^/?#]{4,}")
_FRONT = re.compile(
    r"^[^:]+://[^/?#]*/?(?:\w{2}(?:[-_]\w{2})?/?)?(?:(?:index|home|default)\b[^/]*)?$"
)


_INDIRECT = frozenset(("feed", "tab"))
"""Families that name the site where nothing states it."""


class Site(NamedTuple):
    """Whose page it is: *host*; of an archive's *copy* the original's.

    *label* is the word that the owner chose for its name: `nytimes` of www.nytimes.com.
    *front*: it is the site's front page, or that of one language.
    """

    host: str
    copy: bool
    label: str
    front: bool


def site_of(url: str) -> Site:
    """
    >>> site_of("https://web.archive.org/web/2007/http://news.example.org/page").label
    'example'
    """
    original = identity.original_host(url)
    host = original or urls.host_of(url) or ""
    label = _label((urls.registrable_domain(host) or "").partition(".")[0])
    return Site(host, original is not None, label, _FRONT.match(url.partition("?")[0]) is not None)


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
    dated = _DATED.search(url.partition("?")[0])
    if dated:
        day = "-".join(part for part in dated.groups() if part)
        yield Candidate("published", day, "url:path")
