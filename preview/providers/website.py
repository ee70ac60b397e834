"""Any page at all: whatever the link points at, read by its content type."""

from __future__ import annotations

from collections.abc import Iterator

from preview.extract.resource import is_page
from preview.model import Candidate, Get, Link
from preview.providers import Access, provider
from preview.providers.claims import prove
from preview.providers.embeds import embedded
from preview.providers.files import file_candidates, first_look
from preview.providers.pages import read


@provider("website")
def website(link: Link, get: Get, access: Access) -> Iterator[Candidate]:
    """Yield what the page states; of a paper's page also what its proven DOI stands for."""
    fetched = first_look(link.url, get)
    if not is_page(fetched.headers.get("content-type"), fetched.body):
        yield from file_candidates(fetched, get)
        return
    told: list[Candidate] = []
    for candidate in read(fetched):
        told.append(candidate)
        yield candidate
    yield from prove(told, url=fetched.url, link=link, get=get, access=access)
    yield from embedded(told, get)
