"""Who asks: a key, and an address for the rate limit."""

from __future__ import annotations

import hashlib
import hmac
import ipaddress
from collections.abc import Sequence
from functools import lru_cache
from typing import Literal

from preview import errors

Need = Literal["free", "given", "always"]
"""Is a key asked for: never, where keys are set, or always (then 401 where none are set)?"""


def admit(
    keys: Sequence[str],
    need: Need,
    authorization: str,
    given: str | None,
) -> None:
    """Let pass who may ask a route with this *need*.

    Raises:
        errors.Unauthorized: see `require_key`.
    """
    if need != "free" and (keys or need == "always"):
        require_key(keys, authorization, given)


def require_key(keys: Sequence[str], authorization: str, given: str | None) -> None:
    """Let pass who has one of *keys*: as a bearer token, else as *given* (the `key` parameter).

    A drop-in client may send an Authorization of its own (Matrix does); a right `key` beside it
    counts.  Digests are compared, all of them: the time says neither a key's length nor how much
    of it was right.

    Raises:
        errors.Unauthorized: there is no key, or a wrong one, or *keys* is empty.
    """
    scheme, _, token = authorization.partition(" ")
    offered = [given or ""] + ([token.strip()] if scheme.lower() == "bearer" else [])
    if not any(offered):
        raise errors.Unauthorized("A key is needed: `Authorization: Bearer …` or `key=`.")
    digests = [_digest(text) for text in offered if text]
    right = [hmac.compare_digest(_digest(key), digest) for key in keys for digest in digests]
    if not any(right):
        raise errors.Unauthorized("The key is wrong.")


def _digest(text: str) -> bytes:
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).digest()


def client_of(peer: str, forwarded_for: str, *, trusted_proxies: int) -> str:
    """Return whom to count: the address that the outermost proxy of ours saw, IPv6 as its /64.

    Each proxy appends the address it was asked from, so with *n* trusted ones the *n*-th entry
    from the right is the last that a client cannot forge.  A header that is shorter, or whose
    entry is no address, did not come through them: the peer itself is counted.
    """
    hops = [hop.strip() for hop in forwarded_for.split(",") if hop.strip()]
    seen = hops[-trusted_proxies] if 0 < trusted_proxies <= len(hops) else peer
    # a UNIX socket has no peer address: all its clients are one
    return _counted_as(seen[:_MOST_OF_AN_ADDRESS]) or _counted_as(peer) or "unknown"


_MOST_OF_AN_ADDRESS = 100  # code points; with brackets and a zone none is longer


@lru_cache(maxsize=4096)  # parsing costs more than all else that is read of a request
def _counted_as(text: str) -> str | None:
    try:
        address = ipaddress.ip_address(_without_port(text).partition("%")[0])
    except ValueError:
        return None
    if isinstance(address, ipaddress.IPv6Address):
        if address.ipv4_mapped:
            return str(address.ipv4_mapped)
        return str(ipaddress.ip_network((address, 64), strict=False))
    return str(address)


def _without_port(text: str) -> str:
    """Some proxies (Azure's, AWS's on demand) write the port as well: `[2001:db8::7]:4711`."""
    if text.startswith("["):
        return text[1:].partition("]")[0]
    return text.partition(":")[0] if text.count(":") == 1 else text
