"""The HTML of a player: one bare iframe, or nothing."""

from __future__ import annotations

import html
import re

from preview.extract.address import absolute
from preview.extract.media import pixels
from preview.model import Player

MAX_HTML = 8_192
MAX_HEIGHT = 1_024

# What a frame may be allowed, and what is asked for by habit and left out without loss.
# Source: summaly's `general.ts`, https://github.com/misskey-dev/summaly
_SAFE = frozenset({"autoplay", "clipboard-write", "fullscreen", "encrypted-media",
                   "picture-in-picture", "web-share"})  # fmt: skip
_IGNORED = frozenset({"gyroscope", "accelerometer"})

_OPENING = re.compile(r"\s*<iframe(?=[\s/>])", re.IGNORECASE)
_ATTRIBUTE = re.compile(
    r"""[\s/]++([^\s"'<>/=]++)(?:\s*+=\s*+(?:"([^"]*)"|'([^']*)'|([^\s"'=<>`]++)))?+"""
)
_CLOSING = re.compile(r"[\s/]*+>\s*+</iframe\s*>\s*", re.IGNORECASE)


def player(text: str, base: str, *, width: int | None, height: int | None) -> Player | None:
    """Return the player that *text* frames, or None where a forum should not show it.

    It has to be one iframe with nothing in, before or behind it, from an https address, as high
    as it says (a higher one is cut to 1024 px), and may ask for no power beyond summaly's list.
    *width* and *height* are the oEmbed answer's, for a frame that states none.
    """
    attributes = _attributes(text[: MAX_HTML + 1]) if len(text) <= MAX_HTML else None
    if attributes is None or "srcdoc" in attributes:
        return None
    url = absolute(attributes.get("src", ""), base) if attributes.get("src") else None
    high = pixels(attributes["height"]) if "height" in attributes else height
    wide = pixels(attributes["width"]) if "width" in attributes else width
    allow = _permissions(attributes)
    if url is None or not url.startswith("https://") or high is None or allow is None:
        return None
    return Player(url, wide, min(high, MAX_HEIGHT), allow)


def _attributes(text: str) -> dict[str, str] | None:
    """Return the attributes of the one iframe that *text* is, or None; the first of two counts."""
    opening = _OPENING.match(text)
    if opening is None:
        return None
    found: dict[str, str] = {}
    at = opening.end()
    while match := _ATTRIBUTE.match(text, at):
        at = match.end()
        value = match[2] or match[3] or match[4] or ""
        found.setdefault(match[1].lower(), html.unescape(value))
    return found if _CLOSING.fullmatch(text, at) else None


def _permissions(attributes: dict[str, str]) -> tuple[str, ...] | None:
    """Return the permissions that the frame asks for, or None where one is too much.

    `autoplay 'self' https://…` limits who gets it: the framed page is all that we frame.
    """
    asked = [
        part.split()[0].lower() for part in attributes.get("allow", "").split(";") if part.strip()
    ]
    if "allowfullscreen" in attributes:
        asked.append("fullscreen")
    wanted = [name for name in dict.fromkeys(asked) if name not in _IGNORED]
    return tuple(wanted) if _SAFE.issuperset(wanted) else None
