"""The one strict reader of URLs.

`urllib.parse.urlsplit` drops tabs and line ends silently and accepts any authority; two readers
that disagree on the host are how an address guard is passed.  So there is one strict reader,
`parse`, for links of clients, of pages and of redirects.

Sources: RFC 3986, https://url.spec.whatwg.org/, UTS #46.
"""

from __future__ import annotations

import ipaddress
import re
import unicodedata
from functools import lru_cache
from typing import NamedTuple

DEFAULT_PORTS = {"http": 80, "https": 443}


class Url(NamedTuple):
    """An http(s) URL in parts, safe to put together again.

    Attributes:
        userinfo: what stands before `@`, or "".
        host: lower case, IDNA, no trailing dot; IPv6 in brackets.
        port: None for the scheme's own.
        path, query, fragment: percent-encoded ASCII, as written otherwise; dot segments resolved.
            *path* begins with "/"; the others are "" where there is none.
    """

    scheme: str
    userinfo: str
    host: str
    port: int | None
    path: str
    query: str
    fragment: str

    @property
    def wire(self) -> str:
        """The URL to fetch: all but the fragment."""
        user = f"{self.userinfo}@" if self.userinfo else ""
        port = f":{self.port}" if self.port is not None else ""
        query = f"?{self.query}" if self.query else ""
        return f"{self.scheme}://{user}{self.host}{port}{self.path}{query}"


_CONTROL = re.compile("[\x00-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")
_END_OF_AUTHORITY = re.compile(r"[/?#\\]")
_HOST = re.compile(r"[a-z0-9_-]{1,63}(?:\.[a-z0-9_-]{1,63})*")
_PORT = re.compile("[0-9]{1,5}")
_UNSAFE = re.compile(r"[^!#$%&'()*+,\-./0-9:;=?@A-Z\[\]_a-z~]")
_DOT_SEGMENT = re.compile(r"/(?:\.|%2e){1,2}(?:/|$)", re.IGNORECASE)


@lru_cache(maxsize=256)  # of one page the same few links are read thirty times
def parse(text: str) -> Url | None:
    """Return the parts of the absolute http(s) URL *text*, or None where it is none."""
    scheme, separator, rest = text.partition("://")
    scheme = scheme.lower()
    if not separator or scheme not in DEFAULT_PORTS or _CONTROL.search(text):
        return None
    end = _END_OF_AUTHORITY.search(rest)
    authority, rest = (rest[: end.start()], rest[end.start() :]) if end else (rest, "")
    userinfo, _, address = authority.rpartition("@")
    host_text, port_text = _split_port(address)
    host = _host(host_text)
    if host is None or rest.startswith("\\") or not (port_text == "" or _PORT.fullmatch(port_text)):
        return None
    port = int(port_text) if port_text else None
    if port is not None and not 0 < port < 65536:
        return None
    rest, _, fragment = rest.partition("#")
    path, _, query = rest.partition("?")
    return Url(
        scheme,
        percent_encode(userinfo),
        host,
        None if port == DEFAULT_PORTS[scheme] else port,
        _without_dots(percent_encode(path)) or "/",
        percent_encode(query),
        percent_encode(fragment),
    )


def percent_encode(text: str) -> str:
    """Encode what may not stand in a URL, as UTF-8; what is encoded already stays as it is."""
    if _UNSAFE.search(text) is None:
        return text
    return _UNSAFE.sub(
        lambda found: "".join(f"%{byte:02X}" for byte in found[0].encode("utf-8", "replace")), text
    )


def _split_port(address: str) -> tuple[str, str]:
    if address.startswith("["):
        host, bracket, port = address.partition("]")
        host += bracket
        if port and not port.startswith(":"):
            return "", ""
        return host, port[1:]
    host, _, port = address.partition(":")
    return host, port


def _host(text: str) -> str | None:
    if text.startswith("["):
        return _ipv6(text)
    host = text.lower() if text.isascii() else _idna(text)
    if host is None:
        return None
    host = host.removesuffix(".")
    return host if len(host) <= 253 and _HOST.fullmatch(host) else None


def _ipv6(text: str) -> str | None:
    if not text.endswith("]") or "%" in text:
        return None
    try:
        return f"[{ipaddress.IPv6Address(text[1:-1])}]"
    except ValueError:
        return None


def _idna(text: str) -> str | None:
    """Encode a host in Unicode; one that folds into digits, dots or delimiters is an attack.

    `１２７.0.0.1` and `evil。example` are such: readers differ in what they make of them.
    """
    if len(text) > 253 or any(
        set(unicodedata.normalize("NFKC", letter)) & set("0123456789./?#@:\\%。")
        for letter in text
        if not letter.isascii()
    ):
        return None
    import idna  # its tables cost 20 ms; hosts in Unicode are rare

    try:
        return idna.encode(text, uts46=True, std3_rules=False).decode("ascii")
    except (idna.IDNAError, UnicodeError):
        return None


def _without_dots(path: str) -> str:
    if _DOT_SEGMENT.search(path) is None:
        return path
    kept: list[str] = []
    segments = path.split("/")[1:]
    for position, segment in enumerate(segments):
        plain = segment.lower().replace("%2e", ".")
        if plain == "..":
            kept = kept[:-1]
        elif plain != ".":
            kept.append(segment)
        if plain in (".", "..") and position == len(segments) - 1:
            kept.append("")
    return "/" + "/".join(kept)
