"""How a setting's text becomes its value.

Each function raises ValueError with words that follow `PREVIEW_NAME: `; where the value may be a
secret, they do not repeat it.
"""

from __future__ import annotations

import ipaddress
import os
import re
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple
from urllib.parse import urlsplit

from preview.urls import host_of

Network = ipaddress.IPv4Network | ipaddress.IPv6Network


class Rate(NamedTuple):
    """At most so many fetches in any so many seconds."""

    fetches: int
    seconds: int


def whole(low: int, high: int) -> Callable[[str], int]:
    def parse(text: str) -> int:
        if not re.fullmatch(r"[0-9]{1,12}", text) or not low <= int(text) <= high:
            raise ValueError(f"a whole number from {low} to {high} is needed, not {text!r}")
        return int(text)

    return parse


def seconds(low: float, high: float) -> Callable[[str], float]:
    def parse(text: str) -> float:
        if not re.fullmatch(r"[0-9]{1,9}(\.[0-9]{1,6})?", text) or not low <= float(text) <= high:
            raise ValueError(f"seconds from {low:g} to {high:g} are needed, not {text!r}")
        return float(text)

    return parse


def words(text: str) -> tuple[str, ...]:
    """A list without an item is refused: as an empty one it would open what it is to guard."""
    found = tuple(word.strip() for word in text.split(",") if word.strip())
    if not found:
        raise ValueError("there is nothing between the commas")
    return found


def ports(text: str) -> tuple[int, ...]:
    return tuple(whole(1, 65535)(word) for word in words(text))


def networks(text: str) -> tuple[Network, ...]:
    return tuple(ipaddress.ip_network(word) for word in words(text))  # its errors name the value


def hosts(text: str) -> tuple[str, ...]:
    return tuple(_host(word) for word in words(text))


def _host(word: str) -> str:
    """Return the host as the guard compares it: `.Bücher.example` is `.xn--bcher-kva.example`."""
    plain = re.fullmatch(r"(\.?)([^\s/:@?#*.]+(?:\.[^\s/:@?#*.]+)*)", word)
    host = host_of(f"http://{plain[2]}/") if plain else ""
    if plain is None or not host:
        raise ValueError(f"{word!r} is not a host name; a leading dot covers subdomains")
    return plain[1] + host


def cache(text: str) -> str:
    if not re.match(r"(disk|redis|rediss|memory)://", text):
        raise ValueError("it starts with disk://, redis://, rediss:// or memory://")
    if re.match("disk://[^/]", text):
        raise ValueError("the folder is absolute: disk:///path")
    return text


def web(text: str) -> str:
    parts = urlsplit(text)
    if parts.scheme not in ("http", "https") or not parts.hostname or parts.query:
        raise ValueError("an absolute http:// or https:// URL is needed")
    return text.rstrip("/")


def contact(text: str) -> str:
    if not re.fullmatch(r"(https?://|mailto:)[\x21-\x7e]+", text) or set(text) & set("()\\"):
        raise ValueError("an http(s) URL or a mailto: address is needed")
    return text


def keys(text: str) -> tuple[str, ...]:
    keys = words(text)
    if any(not re.fullmatch(r"[\x21-\x7e]{8,256}", key) for key in keys):
        raise ValueError("each key has 8 to 256 visible ASCII characters")
    return keys


PERIODS = {"second": 1, "minute": 60, "hour": 3600, "day": 86_400}


def rate(text: str) -> Rate | None:
    if text == "off":
        return None
    match = re.fullmatch(r"([1-9][0-9]{0,8})\s*/\s*(second|minute|hour|day)", text)
    if not match:
        raise ValueError(f"`300/minute` (second, hour, day) or `off` is needed, not {text!r}")
    return Rate(int(match[1]), PERIODS[match[2]])


def origins(text: str) -> tuple[str, ...]:
    origins = tuple(word.lower() for word in words(text))  # as browsers send them
    for origin in origins:
        if origin != "*" and not re.fullmatch(r"https?://[^\s/,;]+", origin):
            raise ValueError(f"{origin!r} is not an origin such as https://forum.example.org")
    return ("*",) if "*" in origins else origins


def ancestors(text: str) -> str:
    if not re.fullmatch(r"[A-Za-z0-9:/.*' \[\]-]+", text):
        raise ValueError("sources as in Content-Security-Policy's frame-ancestors are needed")
    return text


def folder(text: str) -> Path:
    path = Path(os.path.expanduser(text))
    if not (path / "index.json").is_file():
        raise ValueError("a folder with an index.json is needed")
    return path


def file(text: str) -> Path:
    path = Path(os.path.expanduser(text))
    if not path.is_file():
        raise ValueError("there is no such file")
    return path
