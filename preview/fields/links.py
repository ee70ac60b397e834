"""Addresses, pictures and players that a browser may be sent to."""

from __future__ import annotations

import re
from dataclasses import replace

from preview import urls
from preview.fields.texts import line
from preview.model import Candidate, Image, Player
from preview.text import squash

_URL_LIMIT = 4_096
_TERMS = 200  # code points from which a text is somebody's terms, not the name of a licence
_short = line(_TERMS)


def _shown(stated: str) -> str | None:
    """Return the address put together again from its parts, or None where it must not be shown.

    What was checked is what is shown: `https://a.example/<img onerror=…>` passes every check of
    its host, and would be markup to who prints it as it stands.
    """
    return urls.public(stated) if len(stated) <= _URL_LIMIT else None


def url(candidate: Candidate) -> str | None:
    return _shown(candidate.value) if isinstance(candidate.value, str) else None


_LIKE_AN_ADDRESS = re.compile(r"\s*(?:[a-z][a-z0-9+.-]*:\S|//)", re.I)


def is_like_address(text: str) -> bool:
    return _LIKE_AN_ADDRESS.match(text) is not None and " " not in text.strip()


_CREATIVE_COMMONS = re.compile(
    r"https?://(?:www\.)?creativecommons\.org/(?:licenses|publicdomain)/[a-z0-9./+-]*[a-z0-9/]",
    re.I,
)
# Whose the rights are, or that they are reserved: what `dc:rights` holds more often than a licence
_RIGHTS = re.compile(
    r"\W*(?:copyright|©|\(c\))|.*\b(?:rights? reserved|reserves?|permissions?|droits réservés"
    r"|rechte vorbehalten|(?:direitos|derechos) (?:reservados|autorais|de autor)"
    r"|diritti riservati)\b",
    re.I | re.S,
)
_NAMES_ONE = re.compile(r"\bcreative commons|\bCC[ -](?:BY|0)\b|\bCC0\b", re.I)


def license_(candidate: Candidate) -> str | None:
    """A licence is a URL, or else a short text such as `CC BY 4.0`.

    An address that must not be shown is no text either: clients make a link of what looks so.
    A text about the rights is no licence, unless it names one.
    """
    found = url(candidate)
    stated = candidate.value if isinstance(candidate.value, str) else ""
    if found or _LIKE_AN_ADDRESS.match(stated):
        return found
    if within := _CREATIVE_COMMONS.search(stated[:_URL_LIMIT]):
        return _shown(within[0])
    text = _short(candidate)
    if text and not _NAMES_ONE.search(text) and (len(stated) > _TERMS or _RIGHTS.match(text)):
        return None
    return text


# The site's front page, where a template had no picture to name
_HOME = re.compile(r"https?://[^/?#]*/?")


def image(candidate: Candidate) -> Image | None:
    value = candidate.value
    if isinstance(value, str):
        value = Image(value.strip())
    if not isinstance(value, Image) or _HOME.fullmatch(value.url):
        return None
    shown = _shown(value.url)
    alt = squash(value.alt)[:500] or None if value.alt else None
    return Image(shown, value.width, value.height, alt, value.generic) if shown else None


def player(candidate: Candidate) -> Player | None:
    value = candidate.value
    if isinstance(value, str):
        value = Player(value)
    shown = _shown(value.url) if isinstance(value, Player) else None
    if not isinstance(value, Player) or shown is None or not shown.startswith("https://"):
        return None
    return replace(value, url=shown)
