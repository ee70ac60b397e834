"""Hosts: whose they are, and which two are of one site."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from preview.urls.parts import parse

if TYPE_CHECKING:
    from publicsuffixlist import PublicSuffixList


def host_of(url: str) -> str:
    """Return the host of *url* as it is compared: lower case, IDNA; "" for what is no URL."""
    parts = parse(url)
    return parts.host if parts else ""


def domain_of(url: str) -> str:
    """Return the host of *url* without `www.`, as it is shown; "" for what is no URL."""
    return without_www(host_of(url))


def without_www(host: str) -> str:
    while host.startswith("www.") and "." in host[4:]:  # www.com is a site of that name
        host = host[4:]
    return host


def registrable_domain(host: str) -> str:
    """Return the part of *host* that somebody registered: `a.b.co.uk` → `b.co.uk`.

    An address, a public suffix itself and a single label are their own: no one shares them.

    Source: https://publicsuffix.org/list/, as bundled with publicsuffixlist.
    """
    if host.startswith("[") or host.rpartition(".")[2].isdigit():
        return host
    return _suffixes().privatesuffix(host) or host


@cache
def _suffixes() -> PublicSuffixList:
    from publicsuffixlist import PublicSuffixList  # 50 ms to read: not for who never compares

    return PublicSuffixList()


def same_site(one: str, other: str) -> bool:
    """Say whether two URLs are on one registrable domain; False where either is no URL."""
    host, other_host = host_of(one), host_of(other)
    if not host or not other_host:
        return False
    return host == other_host or registrable_domain(host) == registrable_domain(other_host)
