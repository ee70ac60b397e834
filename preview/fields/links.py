"""Addresses, pictures and players that a browser may be sent to."""

from __future__ import annotations

import re
from dataclasses import replace

from preview import urls
from preview.fields.texts import line
from preview.model import Candidate, Image, Player
from preview.text import squash

_URL_LIMIT = 4_096
_short = line(200)


def url(candidate: Candidate) -> str | None:
    value = candidate.value.strip() if isinstance(candidate.value, str) else ""
    return value if len(value) <= _URL_LIMIT and urls.is_public_form(value) else None


def license_(candidate: Candidate) -> str | None:
    """A licence is a URL, or else a short text such as `CC BY 4.0`."""
    return url(candidate) or _short(candidate)


# The site's front page, where a template had no picture to name
_HOME = re.compile(r"https?://[^/?#]*/?")


def image(candidate: Candidate) -> Image | None:
    value = candidate.value
    if isinstance(value, str):
        value = Image(value.strip())
    if not isinstance(value, Image) or len(value.url) > _URL_LIMIT:
        return None
    if not urls.is_public_form(value.url) or _HOME.fullmatch(value.url):
        return None
    return replace(value, alt=squash(value.alt)[:500] or None if value.alt else None)


def player(candidate: Candidate) -> Player | None:
    value = candidate.value
    if isinstance(value, str):
        value = Player(value.strip())
    safe = (
        isinstance(value, Player)
        and value.url.startswith("https://")
        and len(value.url) <= _URL_LIMIT
        and urls.is_public_form(value.url)
    )
    return value if safe and isinstance(value, Player) else None
