"""oEmbed 1.0 as provider, in JSON and XML: https://oembed.com/

A page with a player is `video`, an image with known size `photo`, all else `rich`: our card in a
frame.  Where our own address is not set a frame would point nowhere, and the type is `link`.
"""

from __future__ import annotations

from html import escape
from typing import Any
from xml.etree import ElementTree

from preview.formats.record import (
    Format,
    Options,
    description_of,
    dump,
    home_of,
    known,
    ours,
    picture_of,
    web_url,
)
from preview.model import Preview
from preview.names import short_list
from preview.text import squash

_CARD = (600, 280)  # width and height in pixels: a title of two lines, a text of four
_PLAYER = (640, 360)  # where a page states no size
_LIFETIME_S = 86_400


def card_frame(preview: Preview, options: Options) -> dict[str, Any] | None:
    """Return `html`, `width` and `height` of our card, or None where we do not know our address."""
    if not options.base_url:
        return None
    width = min(_CARD[0], _positive(options.maxwidth) or _CARD[0])
    height = min(_CARD[1], _positive(options.maxheight) or _CARD[1])
    # nothing runs in the card; its links open pages of their own, which are then not in the sandbox
    sandbox = "allow-popups allow-popups-to-escape-sandbox"
    return _frame(ours("/card", preview, options), width, height, preview.title, sandbox)


def player_frame(preview: Preview, options: Options) -> dict[str, Any] | None:
    """Return `html`, `width` and `height` of the page's player, scaled into the client's bounds."""
    player = preview.player
    if player is None or web_url(player.url) is None:
        return None
    width = _positive(player.width) or _PLAYER[0]
    height = _positive(player.height) or _PLAYER[1]
    widest, highest = _positive(options.maxwidth), _positive(options.maxheight)
    scale = min(1.0, (widest or width) / width, (highest or height) / height)
    size = max(1, int(width * scale)), max(1, int(height * scale))
    # scripts are the player's nature; allow-same-origin is its own origin, never ours
    return _frame(player.url, *size, preview.title, "allow-scripts allow-same-origin allow-popups")


def render_json(preview: Preview, options: Options) -> bytes:
    return dump(_answer(preview, options), options)


def render_xml(preview: Preview, options: Options) -> bytes:
    root = ElementTree.Element("oembed")
    for key, value in _answer(preview, options).items():
        ElementTree.SubElement(root, key).text = squash(str(value))
    if options.pretty:
        ElementTree.indent(root)
    head = b'<?xml version="1.0" encoding="utf-8" standalone="yes"?>\n'
    body: bytes = ElementTree.tostring(root, encoding="utf-8", xml_declaration=False)
    return head + body


def _answer(preview: Preview, options: Options) -> dict[str, Any]:
    answer = {
        "type": "link",
        "version": "1.0",
        "title": preview.title,
        "author_name": short_list(preview.authors, preview.author_count) or None,
        "provider_name": preview.site_name,
        "provider_url": home_of(preview),
        "cache_age": _LIFETIME_S,
        "url": preview.canonical_url,  # beyond the standard, as Iframely has them
        "description": description_of(preview, options),
    }
    return known(answer | _thumbnail(preview, options) | _embedded(preview, options))


def _embedded(preview: Preview, options: Options) -> dict[str, Any]:
    image = picture_of(preview)
    if frame := player_frame(preview, options):
        return {"type": "video", **frame}
    if preview.type == "image" and image and _fits(image.width, image.height, options):
        return {"type": "photo", "url": image.url, "width": image.width, "height": image.height}
    if frame := card_frame(preview, options):
        return {"type": "rich", **frame}
    return {}


def _thumbnail(preview: Preview, options: Options) -> dict[str, Any]:
    """All three keys or none, and none that breaks the client's bounds, as the standard says."""
    image = picture_of(preview)
    if image is None or not _fits(image.width, image.height, options):
        return {}
    return {
        "thumbnail_url": image.url,
        "thumbnail_width": image.width,
        "thumbnail_height": image.height,
    }


def _fits(width: int | None, height: int | None, options: Options) -> bool:
    wide, high = _positive(width), _positive(height)
    if wide is None or high is None:
        return False
    widest, highest = _positive(options.maxwidth), _positive(options.maxheight)
    return wide <= (widest or wide) and high <= (highest or high)


def _positive(size: int | None) -> int | None:
    return size if size and size > 0 else None


def _frame(src: str, width: int, height: int, title: str, sandbox: str) -> dict[str, Any]:
    html = (
        f'<iframe src="{escape(src)}" width="{width}" height="{height}" title="{escape(title)}" '
        f'sandbox="{sandbox}" referrerpolicy="no-referrer" loading="lazy" '
        'style="border:0" allowfullscreen></iframe>'
    )
    return {"html": html, "width": width, "height": height}


JSON = Format("oembed", "application/json", render_json)
XML = Format("oembed_xml", "text/xml", render_xml)
