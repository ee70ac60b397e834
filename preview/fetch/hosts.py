"""Host names: how they are written, and which of them lead into somebody's network."""

from __future__ import annotations

import re
import unicodedata
from typing import NamedTuple

import idna


class Reserved(NamedTuple):
    name: str
    reason: str


# Names, with all below them, that mean a place inside a network, or no place.  `.test` and
# `.example` are not among them: they lead nowhere by themselves, and tests need names.
RESERVED = (
    # RFC 6761 and RFC 6762, https://www.iana.org/assignments/special-use-domain-names
    Reserved("localhost", "this machine"),
    Reserved("local", "multicast DNS: a device in the same room"),
    Reserved("invalid", "no place at all"),
    Reserved("onion", "Tor (RFC 7686)"),
    Reserved("alt", "not DNS (RFC 9476)"),
    Reserved("arpa", "the net's own plumbing; home.arpa is a home network (RFC 8375)"),
    # names that people give to inner networks: ICANN's collision list,
    # https://www.icann.org/resources/pages/name-collision-2013-12-06-en, RFC 6762 appendix G
    Reserved("localdomain", "this machine, as Linux distributions ship it"),
    Reserved("internal", "reserved by ICANN for inner networks in 2024; Google's metadata"),
    Reserved("intranet", "an inner network"),
    Reserved("private", "an inner network"),
    Reserved("corp", "an inner network"),
    Reserved("home", "an inner network"),
    Reserved("lan", "an inner network"),
    # what runs beside us
    Reserved("svc", "a Kubernetes service, short form"),
    Reserved("cluster.local", "a Kubernetes service"),
    Reserved("consul", "a Consul service"),
    Reserved("i2p", "I2P"),
    Reserved("metadata.goog", "Google's metadata service by its public name"),
)

_LABEL = re.compile(r"[a-z0-9_-]{1,63}")
_NUMBER = re.compile(r"[0-9]+|0x[0-9a-f]*")
_DOTS = re.compile("[\u3002\uff0e\uff61]")  # UTS 46 maps them to "."
_FORBIDDEN = frozenset("./?#@:\\%[]")
_MAX_HOST = 253  # RFC 1035, without the root's dot


class Unreadable(ValueError):
    """This is no host name.  *as_number*: it spells an IPv4 address in disguise."""

    def __init__(self, text: str, *, as_number: bool = False) -> None:
        super().__init__(f"no host name: {text!r}")
        self.as_number = as_number


def ascii_host(text: str) -> str:
    """Return the name as DNS has it: A-labels, lower case, no trailing dot.

    Characters that only *become* a digit, a dot or a delimiter (fullwidth, circled, superscript,
    ideographic) are refused: they spell `127.0.0.1` or another host to whoever maps them, and no
    honest link has them.

    Raises:
        Unreadable: as it says.

    >>> ascii_host("Bücher.Example.")
    'xn--bcher-kva.example'

    Source: RFC 5891, UTS 46 (non-transitional).
    """
    name = text.removesuffix(".")
    if len(name) > _MAX_HOST:
        raise Unreadable(text)
    if name.isascii():
        labels = name.lower().split(".")
    else:
        _refuse_disguise(name)
        labels = _mapped(name).split(".")
    labels = [_label(label) for label in labels]
    host = ".".join(labels)
    if len(host) > _MAX_HOST:
        raise Unreadable(text)
    return host


def is_numeric(host: str) -> bool:
    """Would a parser take *host* for an IPv4 address?  Its last label decides (WHATWG URL)."""
    return _NUMBER.fullmatch(host.rpartition(".")[2]) is not None


def matches(host: str, pattern: str) -> bool:
    """Is *host* what *pattern* names: `example.org` itself, `.example.org` also all below it?

    >>> matches("a.example.org", ".example.org"), matches("notexample.org", ".example.org")
    (True, False)
    """
    pattern = pattern.lower().rstrip(".")
    if pattern.startswith("."):
        return host == pattern[1:] or host.endswith(pattern)
    return host == pattern


def _refuse_disguise(name: str) -> None:
    plain = unicodedata.normalize("NFKC", _DOTS.sub(".", name))
    for char in name:
        seen = unicodedata.normalize("NFKC", char)
        if not char.isascii() and (_DOTS.match(char) or not _is_letter_like(seen)):
            raise Unreadable(name, as_number=is_numeric(plain.lower().removesuffix(".")))


def _is_letter_like(text: str) -> bool:
    return not any(char in _FORBIDDEN or (char.isascii() and char.isdigit()) for char in text)


def _mapped(name: str) -> str:
    try:
        return idna.uts46_remap(name, std3_rules=False, transitional=False)
    except (idna.IDNAError, UnicodeError, IndexError) as exc:
        raise Unreadable(name) from exc


def _label(label: str) -> str:
    try:
        if not label.isascii():
            label = idna.alabel(label).decode("ascii")
        elif label.startswith("xn--"):
            idna.ulabel(label)
    except (idna.IDNAError, UnicodeError, IndexError) as exc:
        raise Unreadable(label) from exc
    if not _LABEL.fullmatch(label):
        raise Unreadable(label)
    return label
