"""The name of a file, as its server or its address gives it."""

from __future__ import annotations

import re
from urllib.parse import unquote, urlsplit

from preview.model import Fetched

_MAX_HEADER = 1000
# https://www.rfc-editor.org/rfc/rfc6266#section-4.1: the one with the star is meant first
_EXTENDED = re.compile(r"filename\*\s{0,8}=\s{0,8}(utf-8|iso-8859-1)'[^']{0,32}'([^;\s]+)", re.I)
_PLAIN = re.compile(r'filename\s{0,8}=\s{0,8}(?:"((?:[^"\\]|\\.)+)"|([^;\s"]+))', re.I)


def file_name(fetched: Fetched) -> str | None:
    """Return the name that the server or else the URL gives the file; never a path."""
    stated = _stated(fetched.headers.get("content-disposition", "")[:_MAX_HEADER])
    name = stated or unquote(urlsplit(fetched.url).path)
    return re.split(r"[/\\]", name.rstrip("/\\ "))[-1].strip() or None


def _stated(header: str) -> str | None:
    if match := _EXTENDED.search(header):
        return unquote(match[2], encoding=match[1].lower(), errors="replace")
    if match := _PLAIN.search(header):
        quoted = re.sub(r'\\(["\\])', r"\1", match[1]) if match[1] else match[2]
        return unquote(_as_utf8(quoted))  # many a server escapes here as if it were a URL
    return None


def _as_utf8(text: str) -> str:
    """Headers are read as Latin-1, and many a server writes UTF-8 into them."""
    try:
        return text.encode("latin-1").decode("utf-8")
    except UnicodeError:
        return text
