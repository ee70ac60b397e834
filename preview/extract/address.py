"""Addresses that a page states."""

from __future__ import annotations

from urllib.parse import urljoin, urlsplit

_MAX_URL = 4_096


def absolute(stated: str, base: str) -> str | None:
    """Return *stated* joined to *base*, or None where that is no http(s) address.

    Whether we would contact it is not asked here: the guard stands where requests are made.
    """
    try:
        joined = urljoin(base, "".join(stated[: 2 * _MAX_URL].split("\n")).strip())
        parts = urlsplit(joined)
    except ValueError:
        return None
    if parts.scheme not in ("http", "https") or not parts.netloc or len(joined) > _MAX_URL:
        return None
    return joined
