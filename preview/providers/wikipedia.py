"""Wikipedia: the article, without what each of its pages says of the foundation."""

from __future__ import annotations

from collections.abc import Iterator

from preview.model import Candidate, Get, Link, Request
from preview.providers import Access, provider
from preview.providers.pages import read

# JSON-LD of each article names the foundation as publisher, its contributors as author, and its
# short description (`headline`) beside the title.
_OF_ALL = frozenset({("site_name", "jsonld"), ("author", "jsonld"), ("publisher", "jsonld")})
_SHORT = "jsonld:headline"


@provider("wikipedia", hosts=(".wikipedia.org",))
def wikipedia(link: Link, get: Get, _access: Access) -> Iterator[Candidate]:
    for candidate in read(get(Request(link.url))):
        if candidate.source == _SHORT or (candidate.field, candidate.family) in _OF_ALL:
            continue
        yield candidate
