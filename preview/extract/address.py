"""Addresses that a page states."""

from __future__ import annotations

import re
from urllib.parse import urljoin, urlsplit

_MAX_URL = 4_096
# An absolute address that joining would not change: nine of ten, and the standard library's join
# takes it apart and puts it together again.
_WHOLE = re.compile(r"https?://[A-Za-z0-9.-]+(?::\d{1,5})?(?:/(?:(?!/\.)[!-~])*)?")
# An address from the site's root that joining would only put behind the host.
_ROOTED = re.compile(
    r"(?=/)(?!//)(?:(?!/\.)[\w/.~%&=+,@!$()*:-])*(?:\?[\w/.~%&=+,@!$()*:-]+)?", re.ASCII
)
_ORIGIN = re.compile(r"https?://[A-Za-z0-9.-]+(?::\d{1,5})?(?=[/?#]|\Z)")


def absolute(stated: str, base: str) -> str | None:
    """Return *stated* joined to *base*, or None where that is no http(s) address.

    Whether we would contact it is not asked here: the guard stands where requests are made.
    """
    if len(stated) <= _MAX_URL and _WHOLE.fullmatch(stated):
        return stated
    if _ROOTED.fullmatch(stated) and (origin := _ORIGIN.match(base)):
        joined = origin[0] + stated
        return joined if len(joined) <= _MAX_URL else None
    try:
        joined = urljoin(base, "".join(stated[: 2 * _MAX_URL].split("\n")).strip())
        parts = urlsplit(joined)
    except ValueError:
        return None
    if parts.scheme not in ("http", "https") or not parts.netloc or len(joined) > _MAX_URL:
        return None
    return joined
