"""Every header that we send, from one function, for the views and for a short cut before them."""

from __future__ import annotations

import base64
import hashlib
import math
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import NamedTuple

from preview.web.asked import Asked
from preview.web.reply import Keep, Reply

EXPOSED = "Age, Cache-Status, ETag, Retry-After, Server-Timing, X-Request-ID"

# RFC 9211.  `ttl` may be negative: RFC 9211, section 2.4.
CACHE_STATUS = {
    "hit": "paper-preview; hit; ttl={ttl}",
    "miss": "paper-preview; fwd=miss",
    "stale": "paper-preview; hit; fwd=stale; ttl={ttl}",  # answered at once, refreshed behind
    "stale-error": "paper-preview; hit; fwd=stale; ttl={ttl}; detail=stale-if-error",
}


@dataclass(frozen=True, slots=True)
class Policy:
    """What the operator says: *private* where keys are set, *origins* for CORS (`*` = all),
    *frame_ancestors*: who may frame a page of ours."""

    private: bool = False
    origins: tuple[str, ...] = ()
    frame_ancestors: str = "*"


class Sent(NamedTuple):
    status: int
    headers: list[tuple[str, str]]
    body: bytes | Iterator[bytes]


class Steady(NamedTuple):
    """What of an answer is the same whoever asks, and whenever; *of_body* is not on a 304."""

    status: int
    headers: tuple[tuple[str, str], ...]
    of_body: tuple[tuple[str, str], ...]
    etag: str | None
    body: bytes | Iterator[bytes]


def steady(reply: Reply, policy: Policy) -> Steady:
    headers = [("X-Content-Type-Options", "nosniff")]
    headers += [("Cache-Control", cache_control(reply, private=policy.private))]
    headers += reply.headers
    if reply.media_type.startswith("text/html"):
        headers += _page(reply, policy)
    status, body = reply.status, reply.body
    etag = None
    if isinstance(body, bytes) and (reply.keep or (reply.max_age_s and status == 200)):
        etag = etag_of(body)
        headers.append(("ETag", etag))
    of_body = []
    if status not in (204, 304):
        of_body.append(("Content-Type", reply.media_type))
        if isinstance(body, bytes):
            of_body.append(("Content-Length", str(len(body))))
    return Steady(status, tuple(headers), tuple(of_body), etag, body)


def decide(
    answer: Steady, asked: Asked, policy: Policy, keep: Keep | None, timings: Mapping[str, float]
) -> Sent:
    """Return what goes over the wire; a 304 where the client has it already."""
    headers = [("X-Request-ID", asked.request_id), *_cross_origin(asked, policy)]
    headers += answer.headers
    if keep:
        headers += _kept(keep)
    if asked.method in ("GET", "HEAD") and matches(answer.etag, asked.if_none_match):
        return Sent(304, headers, b"")
    if answer.status == 200 and timings:
        headers.append(("Server-Timing", _timing(timings)))
    headers += answer.of_body
    return Sent(answer.status, headers, answer.body)


def cache_control(reply: Reply, *, private: bool) -> str:
    """`max-age` is the whole lifetime, as Age says how much of it has passed (RFC 9111, 4.2.3)."""
    scope = "private" if private else "public"
    if reply.keep:
        fresh, stale = reply.keep.fresh_s, reply.keep.stale_s
        return f"{scope}, max-age={fresh}, stale-while-revalidate={stale}, stale-if-error={stale}"
    if reply.max_age_s:
        return f"{scope}, max-age={reply.max_age_s}"
    return "no-store"


def etag_of(body: bytes) -> str:
    """A strong validator: of the very bytes, so that any worker gives the same."""
    return f'"{hashlib.blake2b(body, digest_size=12).hexdigest()}"'


def matches(etag: str | None, if_none_match: str | None) -> bool:
    """Weak comparison, as RFC 9110, section 13.1.2 asks of If-None-Match."""
    if etag is None or if_none_match is None:
        return False
    offered = (one.strip().removeprefix("W/") for one in if_none_match.split(","))
    return any(one in (etag, "*") for one in offered)


def _kept(keep: Keep) -> list[tuple[str, str]]:
    age = max(0, keep.age_s)
    status = CACHE_STATUS[keep.state].format(ttl=keep.fresh_s - age)
    return [("Age", str(age)), ("Cache-Status", status)]


def _cross_origin(asked: Asked, policy: Policy) -> list[tuple[str, str]]:
    if not policy.origins:
        return []
    exposed = ("Access-Control-Expose-Headers", EXPOSED)
    if policy.origins == ("*",):
        return [("Access-Control-Allow-Origin", "*"), exposed]
    vary = ("Vary", "Origin")
    if asked.origin in policy.origins:
        return [("Access-Control-Allow-Origin", asked.origin), exposed, vary]
    return [vary]


def preflight(policy: Policy) -> tuple[tuple[str, str], ...]:
    """The rest of the answer to a preflight (https://fetch.spec.whatwg.org/#http-responses)."""
    if not policy.origins:
        return ()
    allowed = (
        "Authorization, Cache-Control, Content-Type, If-None-Match, X-Request-ID, "
        "traceparent, tracestate"  # a page that traces its requests sends both
    )
    return (
        ("Access-Control-Allow-Methods", "GET, HEAD, POST, DELETE"),
        ("Access-Control-Allow-Headers", allowed),
        ("Access-Control-Max-Age", "86400"),
    )


def _page(reply: Reply, policy: Policy) -> list[tuple[str, str]]:
    """A page of ours may show its own style and nothing else, not even a picture; a view that
    needs more sends a policy of its own.

    The style is allowed by its hash: a style that a stranger's text could bring along has another.
    """
    if any(name == "Content-Security-Policy" for name, _ in reply.headers):
        return [("Referrer-Policy", "no-referrer")]
    page = reply.body if isinstance(reply.body, bytes) else b""
    style = page.partition(b"<style>")[2].partition(b"</style>")[0]
    digest = base64.b64encode(hashlib.sha256(style).digest()).decode()
    rules = (
        "default-src 'none'",
        f"style-src 'sha256-{digest}'",
        "base-uri 'none'",
        "form-action 'none'",
        f"frame-ancestors {policy.frame_ancestors}",
        "sandbox allow-popups allow-popups-to-escape-sandbox",  # links open, nothing runs
    )
    return [("Content-Security-Policy", "; ".join(rules)), ("Referrer-Policy", "no-referrer")]


def _timing(timings: Mapping[str, float]) -> str:
    """Milliseconds, rounded up to a tenth: https://www.w3.org/TR/server-timing/"""
    return ", ".join(
        [f"{name};dur={math.ceil(spent * 10_000) / 10:g}" for name, spent in timings.items()]
    )
