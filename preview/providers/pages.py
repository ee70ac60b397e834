"""The page of a link or work: fetched, and opened only if it is the one that was asked for."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from preview import errors, extract, identity
from preview.extract.page import read_page
from preview.extract.record import Mark, Page
from preview.extract.resource import is_page, media_type, resource_candidates
from preview.extract.wall import wall
from preview.model import Candidate, Fetched, Link, Request
from preview.providers.ladder import Ask

# Forms of a work that are not its page: files, exports, and the APIs of archives.
_NO_PAGE = re.compile(
    r"\.(?:pdf|ps|gz|zip|bib|ris|enw|endf|xml|json|rdf|nt|ttl)$"
    r"|//api\.|/(?:api|download|files?|export|bibtex|attachment|delivery\.cfm)(?:/|$)",
    re.IGNORECASE,
)


def page(ask: Ask) -> Iterator[Candidate]:
    """Yield what the work's own page states."""
    yield from read_work(fetch_page(ask))


def fetch_page(ask: Ask) -> Fetched:
    """Return the page of the work; where the link leads to a file after all, the landing page."""
    url, landing = page_of(ask.link), identity.landing_url(ask.work)
    fetched = ask.get(Request(url))
    if url != landing and not _is_page(fetched):
        return ask.get(Request(landing))
    return fetched


def page_of(link: Link) -> str:
    """The page to read for a work: the link itself, or the landing page where it is a file."""
    path = link.url.partition("?")[0]
    is_file = link.content_type == "application/pdf" or _NO_PAGE.search(path)
    return identity.landing_url(link.work) if is_file else link.url


def read_work(fetched: Fetched) -> Iterator[Candidate]:
    """Yield what the page of a work states; of a file that stands in its place, only the PDF.

    Raises:
        errors.UpstreamError: the landing address is a file.
    """
    if _is_page(fetched):
        yield from extract.candidates(open_page(fetched))
        return
    if media_type(fetched.headers.get("content-type")) == "application/pdf":
        yield Candidate("pdf_url", fetched.url, "link:landing")
    raise errors.UpstreamError("The work's address leads to a file.", url=fetched.url)


def read(fetched: Fetched) -> Iterator[Candidate]:
    """Yield what any page or file says of itself; raises what `open_page` raises."""
    if _is_page(fetched):
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


def _is_page(fetched: Fetched) -> bool:
    return is_page(fetched.headers.get("content-type"), fetched.body)
