"""What is no page: an image, a PDF, a film or another file, by its type, name and first bytes."""

from __future__ import annotations

import re
from collections.abc import Iterator

from preview.extract import image_size
from preview.extract.file_names import file_name
from preview.extract.kinds import GENERIC, by_ending, kind, sniffed
from preview.model import Candidate, Fetched, Image

PAGE_TYPES = frozenset({"text/html", "application/xhtml+xml"})
_SNIFFED = 512  # bytes in which a page without a type has to show a tag
_BINARY = (b"%PDF-", b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"RIFF", b"PK\x03\x04", b"\x1f\x8b")


def media_type(content_type: str | None) -> str | None:
    """Return the type without parameters in lower case, or None where it is none.

    >>> media_type("Text/HTML; charset=utf-8")
    'text/html'
    >>> media_type("image/png, text/html")
    """
    text = (content_type or "").partition(";")[0].strip().lower()
    return text if re.fullmatch(r"[a-z0-9.+-]+/[a-z0-9.+-]+", text) else None


def is_page(content_type: str | None, body: bytes) -> bool:
    """Is it HTML?  A stated type is believed unless the bytes are plainly something else's.

    Without a usable type the first bytes have to show a tag; an empty body is an empty page.
    """
    head = body[:_SNIFFED].lstrip()
    if head.startswith(_BINARY) or (
        b"\0" in head[:64] and not head.startswith((b"\xff\xfe", b"\xfe\xff"))
    ):
        return False
    stated = media_type(content_type)
    if stated is not None and stated != "application/octet-stream":
        return stated in PAGE_TYPES
    return not head or b"<" in head


def resource_type(fetched: Fetched) -> str:
    """Return the media type of what came, never a page's.

    A stated type is believed, but for a PDF, which shows itself; one that says nothing, or that
    says "a page" of what is none, gives way to the first bytes, then to the name's ending.
    """
    stated = media_type(fetched.headers.get("content-type"))
    shown = sniffed(fetched.body[:_SNIFFED].lstrip())
    if shown == "application/pdf" or stated == "application/x-pdf":
        return "application/pdf"
    if stated is not None and stated not in GENERIC | PAGE_TYPES:
        return stated
    return shown or by_ending(file_name(fetched)) or "application/octet-stream"


def resource_candidates(fetched: Fetched) -> Iterator[Candidate]:
    """Yield title (the file's name) and kind; an image is its own image, with its size."""
    this = kind(resource_type(fetched))
    yield Candidate("page_type", this, "file:content-type")
    name = file_name(fetched)
    if name:
        yield Candidate("title", name, "file:name")
    if this == "image":
        sides = image_size.size(fetched.body) or (None, None)
        yield Candidate("image", Image(fetched.url, *sides), "file:content-type")
