"""Which addresses are public: tables, with the reason in each row.

Not `ipaddress.is_global`: on Python 3.11.7 it calls multicast, 6to4, NAT64 and most of the
unassigned IPv6 space global (CVE-2024-4032 and more), and nobody can read a property's reasons.

Sources: https://www.iana.org/assignments/iana-ipv4-special-registry,
https://www.iana.org/assignments/iana-ipv6-special-registry; else as the row says.
"""

from __future__ import annotations

from collections.abc import Collection
from ipaddress import IPv4Address, IPv4Network, IPv6Address, IPv6Network
from typing import NamedTuple

Address = IPv4Address | IPv6Address
Network = IPv4Network | IPv6Network


class Row4(NamedTuple):
    network: IPv4Network
    reason: str


class Row6(NamedTuple):
    network: IPv6Network
    reason: str


# IPv4: all is public but these.  The order means nothing.
REFUSED_4 = (
    Row4(IPv4Network("0.0.0.0/8"), "this network; Linux connects 0.0.0.0 to itself (RFC 791)"),
    Row4(IPv4Network("10.0.0.0/8"), "private (RFC 1918)"),
    Row4(
        IPv4Network("100.64.0.0/10"), "carrier NAT (RFC 6598); Alibaba's metadata, 100.100.100.200"
    ),
    Row4(IPv4Network("127.0.0.0/8"), "loopback (RFC 1122)"),
    Row4(IPv4Network("168.63.129.16/32"), "Azure's platform service, reachable from each machine"),
    Row4(IPv4Network("169.254.0.0/16"), "link-local (RFC 3927); the clouds' metadata services"),
    Row4(IPv4Network("172.16.0.0/12"), "private (RFC 1918)"),
    Row4(IPv4Network("192.0.0.0/24"), "protocol assignments (RFC 6890); Oracle's metadata, .192"),
    Row4(IPv4Network("192.0.2.0/24"), "documentation (RFC 5737)"),
    Row4(IPv4Network("192.31.196.0/24"), "AS112 anycast (RFC 7535): answered by whoever is near"),
    Row4(IPv4Network("192.52.193.0/24"), "AMT relay anycast (RFC 7450)"),
    Row4(IPv4Network("192.88.99.0/24"), "6to4 relay anycast, deprecated (RFC 7526)"),
    Row4(IPv4Network("192.168.0.0/16"), "private (RFC 1918)"),
    Row4(IPv4Network("192.175.48.0/24"), "AS112 anycast (RFC 7534)"),
    Row4(IPv4Network("198.18.0.0/15"), "benchmarking inside a network (RFC 2544)"),
    Row4(IPv4Network("198.51.100.0/24"), "documentation (RFC 5737)"),
    Row4(IPv4Network("203.0.113.0/24"), "documentation (RFC 5737)"),
    Row4(IPv4Network("224.0.0.0/4"), "multicast (RFC 5771)"),
    Row4(IPv4Network("240.0.0.0/4"), "reserved (RFC 1112), broadcast included"),
)

# IPv6: nothing is public but what IANA has opened for global unicast.  So ::1, the IPv4-mapped and
# -compatible forms, NAT64 (64:ff9b::/96, 64:ff9b:1::/48), unique local, link-local, site-local and
# multicast need no row: https://www.iana.org/assignments/ipv6-address-space
OPEN_6 = Row6(IPv6Network("2000::/3"), "global unicast (RFC 4291)")

# ... and of that, not these.
REFUSED_6 = (
    Row6(IPv6Network("2001::/23"), "protocol assignments: Teredo, benchmarking, ORCHID, drone ids"),
    Row6(IPv6Network("2001:db8::/32"), "documentation (RFC 3849)"),
    Row6(IPv6Network("2002::/16"), "6to4 (RFC 3056): holds an IPv4 address, perhaps a private one"),
    Row6(IPv6Network("2620:4f:8000::/48"), "AS112 anycast (RFC 7534)"),
    Row6(IPv6Network("3ffe::/16"), "the former 6bone (RFC 3701), returned"),
    Row6(IPv6Network("3fff::/20"), "documentation (RFC 9637)"),
)

_ISATAP_MASK = 0xFDFF_FFFF  # the universal/local bit may be set or not: 0000:5efe and 0200:5efe
_ISATAP = 0x0000_5EFE


def why_refused(
    address: Address, *, opened: Collection[Network] = (), own: Collection[Address] = ()
) -> str | None:
    """Return why *address* is not public, or None where it is.

    *opened* networks count as public, whatever the tables say: the operator knows them.  *own*
    are addresses of this machine, which a packet reaches without passing any firewall.
    """
    if isinstance(address, IPv6Address) and address.scope_id is not None:
        return "has a scope: it means another host on each machine (RFC 4007)"
    if any(address in network for network in opened):
        return None
    if address in own:
        return "is this machine's own"
    if isinstance(address, IPv4Address):
        return _first_reason(address, REFUSED_4)
    if address not in OPEN_6.network:
        return f"outside of {OPEN_6.network}, {OPEN_6.reason}"
    if (int(address) >> 32) & _ISATAP_MASK == _ISATAP:
        return "ISATAP (RFC 5214): holds an IPv4 address, perhaps a private one"
    return _first_reason(address, REFUSED_6)


def _first_reason(address: Address, rows: Collection[Row4] | Collection[Row6]) -> str | None:
    return next((row.reason for row in rows if address in row.network), None)
