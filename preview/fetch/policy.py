"""May we? What a link's text alone decides: scheme, port, host, literal address.  No network.

A link is parsed here, once; the request is built from the `Target` and from nothing else, because
parsers disagree: `http://127.0.0.1\\@example.com/` is example.com to urllib, 127.0.0.1 to requests.
What only a look-up can tell (where a name leads) is decided in `preview.fetch.dial`.
"""

from __future__ import annotations

import ipaddress
import re
from dataclasses import dataclass
from functools import lru_cache
from typing import NamedTuple
from urllib.parse import unquote

from preview import errors
from preview.fetch.hosts import RESERVED, Unreadable, ascii_host, is_numeric, matches
from preview.urls.addresses import Address, Network, why_refused

MAX_URL = 2048
"""Bytes of a client's link, as percent-encoded (contract)."""
MAX_HOP_URL = 4096
"""Bytes of a redirect's target: publishers' session links are longer than what people paste."""

_DEFAULT_PORTS = {"http": 80, "https": 443}
_OUTER_BLANKS = " \t\r\n\f"  # what a paste brings along; WHATWG strips it, too
_CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f\ud800-\udfff]")
_SCHEME = re.compile(r"([A-Za-z][A-Za-z0-9+.-]*):(.*)", re.DOTALL)
_AUTHORITY = re.compile(r"//([^/?#]*)([^#]*)", re.DOTALL)
_NOT_IN_AUTHORITY = re.compile(r'[\s%<>"{}|^`\\]')
_HOST_PORT = re.compile(r"(\[[^\[\]]*\]|[^\[\]:]*)(?::([0-9]{0,5}))?", re.ASCII)
_STRAY_PERCENT = re.compile(r"%(?![0-9A-Fa-f]{2})")
_TO_ENCODE = re.compile(r'[^\x21-\x7e]|["<>\\^`{|}]')


@dataclass(frozen=True, slots=True)
class Policy:
    """What the operator allows.

    Attributes:
        ports: allowed on every hop, with either scheme.
        networks: count as public, also as literal addresses.
        deny_hosts, allow_hosts: never, or (where any is given) only fetched.  `example.org` is that
            host, `.example.org` the host and all below it.
        own_addresses: of this machine; refused although they may be public.
    """

    ports: frozenset[int] = frozenset({80, 443})
    networks: tuple[Network, ...] = ()
    deny_hosts: tuple[str, ...] = ()
    allow_hosts: tuple[str, ...] = ()
    own_addresses: tuple[Address, ...] = ()


class Target(NamedTuple):
    """A checked link.  *host* is ASCII, lower case, an IPv6 address without brackets."""

    scheme: str
    host: str
    port: int
    path_and_query: str

    @property
    def netloc(self) -> str:
        """Host and, where it is not the scheme's own, port: the Host header's value."""
        host = f"[{self.host}]" if ":" in self.host else self.host
        return host if self.port == _DEFAULT_PORTS[self.scheme] else f"{host}:{self.port}"

    @property
    def url(self) -> str:
        return f"{self.scheme}://{self.netloc}{self.path_and_query}"

    @property
    def address(self) -> Address | None:
        """The address that the host is, or None where it is a name."""
        return _literal(self.host)


def check_url(url: str, policy: Policy, *, limit: int = MAX_URL) -> Target:
    """Return what *url* asks for, where its text breaks no rule.

    The fragment is dropped; blanks and what is not ASCII are percent-encoded; no default port and
    no trailing dot of the host is left.  The check of `Target.url` gives the same target again.

    Raises:
        InvalidUrl: it is no absolute http(s) URL that can be understood in one way only.
        TargetRefused: it is one, and leads where we do not go.

    >>> check_url("HTTPS://Example.ORG:443/a b#c", Policy()).url
    'https://example.org/a%20b'
    """
    scheme, authority, rest = _split(url)
    if "@" in authority:
        raise errors.TargetRefused("A link with a user name or password is not fetched.", url=url)
    found = _HOST_PORT.fullmatch(authority)
    if found is None or not found[1]:
        raise errors.InvalidUrl("The link's host cannot be understood.", url=url)
    host = _host(found[1], policy, url)
    port = _port(found[2], scheme, policy, url)
    target = Target(scheme, host, port, _path_and_query(rest))
    if len(target.url) > limit:
        raise errors.InvalidUrl(f"The link is longer than {limit} bytes.", url=url)
    return target


def is_public(ip: Address | str, policy: Policy) -> bool:
    """May we connect to *ip*?  What is no address is not public."""
    return why_not_public(ip, policy) is None


def why_not_public(ip: Address | str, policy: Policy) -> str | None:
    """Return the reason for our log, or None where *ip* is public."""
    try:
        address = ipaddress.ip_address(ip)
    except ValueError:
        return "is no address"
    return why_refused(address, opened=policy.networks, own=policy.own_addresses)


def _split(url: str) -> tuple[str, str, str]:
    """Return scheme, authority, and path with query; the first is http or https."""
    if not isinstance(url, str) or not (text := url.strip(_OUTER_BLANKS)):
        raise errors.InvalidUrl("The link is empty.")
    if len(text) > MAX_HOP_URL:  # before any work on it
        raise errors.InvalidUrl(f"The link is longer than {MAX_URL} bytes.")
    if _CONTROL.search(text):
        raise errors.InvalidUrl("The link holds a control character.")
    found = _SCHEME.fullmatch(text)
    if found is None or _is_host_and_port(found[1], found[2]):
        raise errors.InvalidUrl("The link is not absolute; did you mean https://…?", url=url)
    scheme, after = found[1].lower(), found[2]
    if scheme not in _DEFAULT_PORTS:
        raise errors.TargetRefused("Only http and https links are fetched.", url=url)
    parts = _AUTHORITY.fullmatch(after.partition("#")[0])
    if parts is None:
        raise errors.InvalidUrl("The link's host cannot be understood.", url=url)
    if _NOT_IN_AUTHORITY.search(parts[1]):
        if _is_disguised_address(parts[1]):
            raise errors.TargetRefused("The link's address is not written as one.", url=url)
        raise errors.InvalidUrl("The link's host cannot be understood.", url=url)
    return scheme, parts[1], parts[2]


def _is_host_and_port(scheme: str, after: str) -> bool:
    """`example.org:80/x` and `localhost:80` look like a scheme, and lack one."""
    return ("." in scheme and not after.startswith("//")) or after[:1].isdigit()


def _is_disguised_address(authority: str) -> bool:
    """`%31%32%37.0.0.1` and `[fe80::1%25eth0]`: an address as no honest link writes it."""
    host = unquote(authority).rpartition("@")[2]
    return host.startswith("[") or is_numeric(host.partition(":")[0].lower())


def _host(text: str, policy: Policy, url: str) -> str:
    host = _bracketed(text, url) if text.startswith("[") else _named(text, url)
    address = _literal(host)
    if address is not None:
        if why_refused(address, opened=policy.networks, own=policy.own_addresses):
            raise errors.TargetRefused("The link's address is not public.", url=url)
    elif is_numeric(host):
        raise errors.TargetRefused("The link's address is not written as one.", url=url)
    elif "." not in host or any(matches(host, "." + row.name) for row in RESERVED):
        raise errors.TargetRefused("The link's host is not a public name.", url=url)
    if any(matches(host, pattern) for pattern in policy.deny_hosts) or (
        policy.allow_hosts and not any(matches(host, pattern) for pattern in policy.allow_hosts)
    ):
        raise errors.TargetRefused("This service does not fetch from the link's host.", url=url)
    return host


def _bracketed(text: str, url: str) -> str:
    try:
        return ipaddress.IPv6Address(text[1:-1]).compressed
    except ValueError as exc:
        raise errors.InvalidUrl("The link's host cannot be understood.", url=url) from exc


def _named(text: str, url: str) -> str:
    try:
        return ascii_host(text)
    except Unreadable as exc:
        if exc.as_number:
            raise errors.TargetRefused(
                "The link's address is not written as one.", url=url
            ) from exc
        raise errors.InvalidUrl("The link's host cannot be understood.", url=url) from exc


@lru_cache(maxsize=1024)  # asked again at each step of a hop, and parsing is slow
def _literal(host: str) -> Address | None:
    """Return the address that *host* writes in its one canonical form.

    127.1, 2130706433, 0x7f.1 and 0177.0.0.1 are 127.0.0.1 to the C library and no address here.
    """
    try:
        address = ipaddress.ip_address(host)
    except ValueError:
        return None
    return address if str(address) == host else None


def _port(text: str | None, scheme: str, policy: Policy, url: str) -> int:
    port = int(text) if text else _DEFAULT_PORTS[scheme]
    if not 1 <= port <= 65535:
        raise errors.InvalidUrl("The link's port is no port.", url=url)
    if port not in policy.ports:
        raise errors.TargetRefused("The link's port is not one that is fetched.", url=url)
    return port


def _path_and_query(rest: str) -> str:
    """Encode what no request line may hold, and nothing twice.

    A backslash is encoded, not turned into a slash: what is in the path can no longer change the
    host.  A stray `%` becomes `%25`, or urllib3 would encode every `%` of the link once more.
    """
    path = rest if rest.startswith("/") else "/" + rest
    path = _STRAY_PERCENT.sub("%25", path)
    return _TO_ENCODE.sub(
        lambda found: "".join(f"%{byte:02X}" for byte in found[0].encode("utf-8")), path
    )
