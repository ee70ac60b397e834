"""URLs that pages state: made absolute, and vetted by their text."""

from __future__ import annotations

import ipaddress
from urllib.parse import urljoin

from preview.urls.addresses import why_refused
from preview.urls.parts import DEFAULT_PORTS, Url, parse

# Special-use names: RFC 6761, RFC 8375, RFC 7686, and names that only a private network has.
_PRIVATE_NAMES = """
    localhost localdomain local internal intranet private corp home lan arpa onion i2p
    invalid alt svc consul
"""
PRIVATE_NAMES = frozenset(_PRIVATE_NAMES.split())
# With all below them: of Google's cloud machines; its own registered name.
METADATA_HOSTS = (".metadata.goog",)
MAX_STATED = 4096  # characters; what is longer is data, not an address
_LINE_ENDS = str.maketrans("", "", "\t\n\r")  # https://url.spec.whatwg.org/#url-parsing, step 3


def join(base: str, reference: str) -> str | None:
    """Return the absolute http(s) URL that *reference* means on the page *base*, or None."""
    parts = _joined(base, reference)
    return _whole(parts) if parts else None


def public(stated: str) -> str | None:
    """Return the absolute URL *stated*, put together again from the parts that were checked, or
    None where it `is_public_form` not."""
    parts = _joined("", stated)
    if parts is None or not is_plain(parts):
        return None
    whole = _whole(parts)
    return whole if len(whole) <= MAX_STATED else None


def _joined(base: str, reference: str) -> Url | None:
    if not reference.isprintable():
        reference = reference.translate(_LINE_ENDS)
    try:
        return parse(urljoin(base, reference.strip()))
    except ValueError:  # `http://[` and the like
        return None


def _whole(parts: Url) -> str:
    return f"{parts.wire}#{parts.fragment}" if parts.fragment else parts.wire


def is_public_form(url: str) -> bool:
    """Say whether the text of *url* alone allows to show it: a card must not point inside.

    No credentials, no port but 80 and 443, a host name that can be public or a public address.
    """
    parts = parse(url)
    return parts is not None and len(url) <= MAX_STATED and is_plain(parts)


def is_plain(url: Url) -> bool:
    """The same for a parsed URL: http or https on its own port, no credentials, a public host."""
    return not url.userinfo and url.port in (None, *DEFAULT_PORTS.values()) and _is_public(url.host)


def _is_public(host: str) -> bool:
    last = host.rpartition(".")[2]
    if host.startswith("[") or last.isdigit() or last.startswith("0x"):
        return _is_public_address(host.strip("[]"))
    return "." in host and last not in PRIVATE_NAMES and not f".{host}".endswith(METADATA_HOSTS)


def _is_public_address(text: str) -> bool:
    """Only the canonical form counts: readers differ on `0177.1` and `2130706433`.

    The same table as for what we fetch: whoever shows a card fetches its picture, and a card may be
    shown inside a network that a 6to4 or NAT64 address leads into.
    """
    try:
        address = ipaddress.ip_address(text)
    except ValueError:
        return False
    return why_refused(address) is None
