"""What a request says about itself, beside its parameters; read from the WSGI environment alone,
so that a short cut before Flask can use the same."""

from __future__ import annotations

import random
import re
from collections.abc import Mapping
from typing import Any, NamedTuple

from preview.web import auth

_REQUEST_ID = re.compile(r"[A-Za-z0-9._-]{8,64}")
_NO_CACHE = re.compile(r"(?:^|,)\s*no-cache\s*(?:,|$)", re.IGNORECASE)


class Asked(NamedTuple):
    """Attributes:
    client: whom the rate limit counts: an address, or the /64 of an IPv6 one.
    request_id: the caller's own where it is short and plain, else a new one.
    refresh: `Cache-Control: no-cache`.
    """

    method: str
    client: str
    request_id: str
    accept: str = ""
    origin: str | None = None
    if_none_match: str | None = None
    refresh: bool = False


def read(environ: Mapping[str, Any], *, trusted_proxies: int) -> Asked:
    given_id = environ.get("HTTP_X_REQUEST_ID", "")
    return Asked(
        method=environ.get("REQUEST_METHOD", "GET"),
        client=auth.client_of(
            environ.get("REMOTE_ADDR", ""),
            environ.get("HTTP_X_FORWARDED_FOR", ""),
            trusted_proxies=trusted_proxies,
        ),
        request_id=given_id if _REQUEST_ID.fullmatch(given_id) else _new_id(),
        accept=environ.get("HTTP_ACCEPT", ""),
        origin=environ.get("HTTP_ORIGIN"),
        if_none_match=environ.get("HTTP_IF_NONE_MATCH"),
        refresh=bool(_NO_CACHE.search(environ.get("HTTP_CACHE_CONTROL", ""))),
    )


def _new_id() -> str:
    """Unlike any other, and no secret: `secrets` would ask the kernel, and let go of the GIL."""
    return f"{random.getrandbits(64):016x}"
