"""Images and players that are stated by several tags which belong together."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from preview.extract.address import absolute
from preview.extract.record import Page
from preview.model import Candidate, Image, Player

MAX_IMAGES = 16
_IMAGE_PARTS = frozenset(
    ("url", "secure_url", "width", "height", "alt", "type", "src", "user_generated")
)
_GROUPED = ("og:image", "og:video", "twitter:image", "twitter:player")
# Single tags that name a picture of the page, and their family.
_SINGLES = {
    "parsely-image-url": "parsely:image-url",
    "sailthru:image": "sailthru:image",
    "sailthru:image.full": "sailthru:image.full",
    "sailthru:image.thumb": "sailthru:image.thumb",
    "thumbnail": "meta:thumbnail",
    "thumbnailurl": "meta:thumbnailurl",
    "image": "meta:image",
}
_DIGITS = 5
_SIZE = re.compile(r"\s*(\d{1,5})(?:\.\d+)?\s*(?:px)?\s*$", re.ASCII | re.IGNORECASE)


@dataclass(slots=True)
class _Group:
    """`og:image` and its sub-properties, or those of `og:video` or Twitter."""

    url: str | None = None
    parts: dict[str, str] = field(default_factory=dict)


def pixels(text: str | None) -> int | None:
    """Return the length that *text* states, or None: `100%` and `auto` state none.

    >>> pixels("1200px")
    1200
    """
    if not text:
        return None
    if len(text) <= _DIGITS and text.isdecimal() and text.isascii():  # nearly always
        return int(text) or None
    found = _SIZE.match(text)
    return int(found[1]) or None if found else None


class Media:
    """Gathers the image and video tags of one page, as they come."""

    def __init__(self, page: Page) -> None:
        self._page = page
        self._images: list[_Group] = []
        self._twitter = _Group()
        self._videos: list[_Group] = []
        self._players = _Group()
        self._singles: list[tuple[str, str]] = []

    def take(self, key: str, value: str) -> bool:
        """Keep the tag where it is about an image or video, and say whether it is."""
        if key in _SINGLES:
            self._singles.append((_SINGLES[key], value))
        elif not key.startswith(_GROUPED):
            return False
        elif key.startswith("og:image"):
            self._group(self._images, key[9:], value)
        elif key.startswith("og:video"):
            self._group(self._videos, key[9:], value)
        elif key.startswith("twitter:image"):
            part = key[14:] or "src"
            if part in _IMAGE_PARTS:
                self._twitter.parts.setdefault(part, value)
            else:  # twitter:image0 … of the gallery card
                self._twitter.parts.setdefault("src", value)
        else:
            self._players.parts.setdefault(key[15:] or "src", value)
        return True

    def candidates(self) -> Iterator[Candidate]:
        for group in self._images:
            yield from self._image(group, "og:image")
        twitter = self._twitter
        twitter.url = twitter.parts.get("src") or twitter.parts.get("url")
        yield from self._image(twitter, "twitter:image")
        for source, value in self._singles:
            yield from self._image(_Group(value), source)
        yield from self._player()

    def _group(self, groups: list[_Group], part: str, value: str) -> None:
        """A bare tag begins a group, the rest belongs to the last one: https://ogp.me/#array."""
        last = groups[-1] if groups else None
        if part == "" or (part == "url" and (last is None or last.url not in (None, value))):
            if last is not None and (last.url is None or last.url == value):
                last.url = value  # its sub-properties came first, or it says the same twice
            elif len(groups) < MAX_IMAGES:
                groups.append(_Group(value))
        elif part in _IMAGE_PARTS:
            if last is None:
                last = _Group()
                groups.append(last)
            last.parts.setdefault(part, value)

    def _image(self, group: _Group, source: str) -> Iterator[Candidate]:
        parts = group.parts
        for detail, stated in (
            (":secure_url", parts.get("secure_url")),
            ("", group.url),
            (":url", parts.get("url")),
        ):
            url = absolute(stated, self._page.base) if stated else None
            if url is not None:
                size = pixels(parts.get("width")), pixels(parts.get("height"))
                yield Candidate("image", Image(url, *size, parts.get("alt")), source + detail)
                return

    def _player(self) -> Iterator[Candidate]:
        """Yield pages made to be framed: https only, and no bare media file.

        Source: summaly's rules, https://github.com/misskey-dev/summaly
        """
        parts = self._players.parts
        stated = [(parts.get("src") or parts.get("url"), parts, "twitter:player")]
        stated += [
            (g.parts.get("secure_url") or g.url or g.parts.get("url"), g.parts, "og:video")
            for g in self._videos
            if g.parts.get("type", "text/html").lower().startswith("text/html")
        ]
        for raw, sizes, source in stated:
            url = absolute(raw, self._page.url) if raw else None
            if url is None or not url.startswith("https://") or _MEDIA_FILE.search(url):
                continue
            size = pixels(sizes.get("width")), pixels(sizes.get("height"))
            yield Candidate("player", Player(url, *size), source)


_MEDIA_FILE = re.compile(r"\.(?:mp4|m4v|webm|ogv|mov|m3u8|mpd|swf|flv)(?:[?#]|$)", re.IGNORECASE)
