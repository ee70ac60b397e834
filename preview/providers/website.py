"""Any page at all: whatever the link points at, read by its content type."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from preview import errors, extract
from preview.extract.page import read_page
from preview.extract.record import Mark, Page
from preview.extract.resource import is_page, resource_candidates
from preview.extract.wall import wall
from preview.model import Candidate, Fetched, Get, Link, Request
from preview.providers import Access, provider


@provider("website")
def website(link: Link, get: Get, _access: Access) -> Iterator[Candidate]:
    yield from read(get(Request(link.url)))


def read(fetched: Fetched) -> Iterator[Candidate]:
    """Yield what a page or file says of itself; raises what `open_page` raises."""
    if is_page(fetched.headers.get("content-type"), fetched.body):
        yield from extract.candidates(open_page(fetched))
    else:
        yield from resource_candidates(fetched)


def open_page(fetched: Fetched, marks: Iterable[Mark] = ()) -> Page:
    """Return the page that was asked for, never one that stands in its way.

    Raises:
        errors.UpstreamBlocked: it is a bot wall, a consent page or a login form.
        errors.NotFound: it says "not found" with a status of 200.
    """
    page = read_page(fetched.body, fetched.headers.get("content-type"), fetched.url, marks=marks)
    verdict = wall(page, fetched.status)
    if verdict is None:
        return page
    if verdict.code == "not_found":
        raise errors.NotFound("The page says that it does not exist.", url=fetched.url)
    raise errors.UpstreamBlocked(
        "The site answered with a page for browsers only.", url=fetched.url, reason=verdict.rule
    )
