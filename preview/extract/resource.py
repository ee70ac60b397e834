"""What is no page: an image, a PDF, a film or another file, by its type, name and first bytes."""

from __future__ import annotations

import re
from collections.abc import Iterator
from urllib.parse import unquote, urlsplit

from preview.model import Candidate, Fetched, Image

PAGE_TYPES = frozenset({"text/html", "application/xhtml+xml"})
_SNIFFED = 512  # bytes in which a page without a type has to show a tag
_BINARY = (b"%PDF-", b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"RIFF", b"PK\x03\x04", b"\x1f\x8b")
# media type's first half → what `type` says of it (contract, section 1)
_KINDS = {"image": "image", "video": "video-file", "audio": "audio-file"}


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


def file_name(fetched: Fetched) -> str | None:
    """The name that the server or the URL gives the file; never a path."""
    stated = fetched.headers.get("content-disposition", "")[:1000]
    match = re.search(r"filename\*\s*=\s*UTF-8''([^;\s]+)", stated, re.IGNORECASE)
    name = unquote(match[1]) if match else ""
    if not name:
        match = re.search(r'filename\s*=\s*(?:"([^"]+)"|([^;\s]+))', stated, re.IGNORECASE)
        name = (match[1] or match[2]) if match else unquote(urlsplit(fetched.url).path)
    return re.split(r"[/\\]", name.rstrip("/\\"))[-1] or None


def resource_candidates(fetched: Fetched) -> Iterator[Candidate]:
    """Yield title (the file's name) and kind; an image is its own image."""
    stated = media_type(fetched.headers.get("content-type")) or "application/octet-stream"
    if fetched.body[:_SNIFFED].lstrip().startswith(b"%PDF-"):
        stated = "application/pdf"
    kind = "pdf" if stated == "application/pdf" else _KINDS.get(stated.partition("/")[0], "file")
    yield Candidate("page_type", kind, "file:content-type")
    name = file_name(fetched)
    if name:
        yield Candidate("title", name, "file:name")
    if kind == "image":
        yield Candidate("image", Image(fetched.url), "file:content-type")
