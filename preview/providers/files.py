"""A link to a file: its first bytes, and of a PDF its last ones too.

Which links are files is known from their answer.  Where the address says so before, only the first
bytes are asked for; a page behind such an address is then asked for again, whole.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from urllib.parse import urlsplit

from preview.errors import NotFound, Upstream
from preview.extract.kinds import by_ending
from preview.extract.pdf import pdf_candidates
from preview.extract.resource import is_page, resource_candidates, resource_type
from preview.model import Candidate, Fetched, Get, Request

HEAD = TAIL = 64 * 1024  # bytes; an image's size, a PDF's trailer and a file's kind lie in them
_WHOLE = re.compile(r"bytes 0-(\d{1,15})/(\d{1,15})", re.ASCII)


def first_look(url: str, get: Get) -> Fetched:
    """Get *url*: the head of what its address calls a file, a page whole (as far as we read one).

    Raises: what `model.Get` raises.
    """
    if by_ending(urlsplit(url).path) is None:
        return get(Request(url))
    fetched = get(Request(url, byte_range=f"bytes=0-{HEAD - 1}", max_bytes=HEAD))
    if is_page(fetched.headers.get("content-type"), fetched.body) and not _is_whole(fetched):
        return get(Request(url))
    return fetched


def file_candidates(fetched: Fetched, get: Get) -> Iterator[Candidate]:
    """Yield what a file says of itself: kind and name; a PDF also its title."""
    if resource_type(fetched) == "application/pdf":
        yield from pdf_candidates(fetched.body[:HEAD], _tail(fetched, get))
    yield from resource_candidates(fetched)


def _tail(fetched: Fetched, get: Get) -> bytes:
    """Return the last bytes of a file that were not in what came; a failure costs only them."""
    if _is_whole(fetched):
        return fetched.body[max(HEAD, len(fetched.body) - TAIL) :]
    no_ranges = fetched.headers.get("accept-ranges", "").strip().lower() == "none"
    if no_ranges or len(fetched.body) < HEAD:
        return b""
    try:
        answer = get(Request(fetched.url, share=0.5, byte_range=f"bytes=-{TAIL}", max_bytes=TAIL))
    except (Upstream, NotFound):
        return b""
    return answer.body if answer.status == 206 else b""


def _is_whole(fetched: Fetched) -> bool:
    if fetched.status != 206:
        return not fetched.truncated
    match = _WHOLE.fullmatch(fetched.headers.get("content-range", "").strip().lower())
    return match is not None and int(match[1]) + 1 == int(match[2])
