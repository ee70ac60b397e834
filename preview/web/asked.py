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
# Version 00, and what a later one must begin with; `ff` is none, and ids of zeros are invalid.
# https://www.w3.org/TR/trace-context/#traceparent-header-field-values
_TRACEPARENT = re.compile(
    r"(?:00(?=.{53}\Z)|(?!00|ff)[0-9a-f]{2})"
    r"-(?P<trace_id>(?!0{32})[0-9a-f]{32})-(?P<span_id>(?!0{16})[0-9a-f]{16})-[0-9a-f]{2}(?:-.*)?"
)


class Trace(NamedTuple):
    """Where a request stands in its caller's trace; *span_id* is the caller's span."""

    trace_id: str
    span_id: str


class Asked(NamedTuple):
    """Attributes:
    client: whom the rate limit counts: an address, or the /64 of an IPv6 one.
    request_id: the caller's own where it is short and plain, else a new one.
    refresh: `Cache-Control: no-cache`.
    trace: for the log alone: what a caller traces is not told to the sites that are fetched.
    """

    method: str
    client: str
    request_id: str
    accept: str = ""
    origin: str | None = None
    if_none_match: str | None = None
    refresh: bool = False
    trace: Trace | None = None


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
        trace=trace_of(environ.get("HTTP_TRACEPARENT", "")),
    )


def trace_of(traceparent: str) -> Trace | None:
    """Return what a `traceparent` header says, or None where it is not well-formed, as the
    standard wants it: such a header is ignored.

    >>> trace_of("00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01").span_id
    'b7ad6b7169203331'
    """
    found = _TRACEPARENT.fullmatch(traceparent) if traceparent else None
    return Trace(found["trace_id"], found["span_id"]) if found else None


def _new_id() -> str:
    """Unlike any other, and no secret: `secrets` would ask the kernel, and let go of the GIL."""
    return f"{random.getrandbits(64):016x}"
