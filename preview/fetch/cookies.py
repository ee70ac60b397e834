"""Cookies of one fetch: many publishers redirect to themselves until theirs comes back.

A jar is thrown away with its fetch; no cookie comes from a caller, and none is kept.  Narrower than
RFC 6265: a cookie goes back to the very host that set it, so `Domain`, and with it the question of
public suffixes, does not arise.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from email.utils import parsedate_to_datetime
from typing import NamedTuple

from preview.fetch.policy import Target

MAX_COOKIES = 20
MAX_BYTES = 4096  # names and values together, as one browser's limit for a single cookie

_TOKEN = re.compile(r"[!#$%&'*+.^_`|~0-9A-Za-z-]+")
_VALUE = re.compile(r"[\x20-\x3a\x3c-\x7e]*")  # printable ASCII without ";"


class Cookie(NamedTuple):
    host: str
    secure: bool  # set over https: never sent over http
    name: str
    value: str


class Jar:
    """The cookies of one fetch; *now* is in POSIX seconds, for `Expires`."""

    def __init__(self, now: float) -> None:
        self._now = now
        self._cookies: dict[tuple[str, str], Cookie] = {}

    def header(self, target: Target) -> str | None:
        """Return the Cookie header for *target*, or None for none."""
        pairs = [
            f"{cookie.name}={cookie.value}"
            for cookie in self._cookies.values()
            if cookie.host == target.host and (target.scheme == "https" or not cookie.secure)
        ]
        return "; ".join(pairs) or None

    def keep(self, set_cookies: Iterable[str], target: Target) -> None:
        """Take in the Set-Cookie headers of *target*'s answer; the oldest give way."""
        for text in set_cookies:
            cookie = _parse(text, target)
            if cookie is None:
                continue
            self._cookies.pop((cookie.host, cookie.name), None)
            if not _is_over(text, self._now):
                self._cookies[cookie.host, cookie.name] = cookie
        while len(self._cookies) > MAX_COOKIES or self._size() > MAX_BYTES:
            del self._cookies[next(iter(self._cookies))]

    def _size(self) -> int:
        return sum(len(cookie.name) + len(cookie.value) for cookie in self._cookies.values())


def _parse(text: str, target: Target) -> Cookie | None:
    name, equals, value = text.partition(";")[0].partition("=")
    name, value = name.strip(), value.strip()
    if not equals or not _TOKEN.fullmatch(name) or not _VALUE.fullmatch(value):
        return None
    return Cookie(target.host, target.scheme == "https", name, value)


def _is_over(text: str, now: float) -> bool:
    """Does this header delete its cookie?  Max-Age goes before Expires (RFC 6265, 5.3)."""
    attributes = {
        key.strip().lower(): value.strip()
        for key, _, value in (part.partition("=") for part in text.split(";")[1:])
    }
    max_age = attributes.get("max-age")
    if max_age is not None and max_age.removeprefix("-").isdecimal():
        return max_age.startswith("-") or not max_age.strip("0")
    try:
        return parsedate_to_datetime(attributes.get("expires", "")).timestamp() <= now
    except (ValueError, OverflowError, OSError):
        return False  # none, or no date
