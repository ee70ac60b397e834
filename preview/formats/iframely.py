"""Iframely's `/iframely`: `meta` without unknown keys, and `links` grouped by what they are for.

Source: https://iframely.com/docs/iframely-api and Iframely 2.5, modules/api/views.js
"""

from __future__ import annotations

from typing import Any

from preview.formats.oembed import card_frame, player_frame
from preview.formats.record import (
    Format,
    Options,
    description_of,
    dump,
    known,
    picture_of,
    web_url,
)
from preview.model import Preview
from preview.names import short_list

_MEDIUM = {"paper": "article", "article": "article", "image": "image", "video": "video"}


def render(preview: Preview, options: Options) -> bytes:
    keywords = preview.paper.keywords if preview.paper else ()
    meta = {
        "title": preview.title,
        "description": description_of(preview, options),
        "author": short_list(preview.authors, preview.author_count) or None,
        "site": preview.site_name,
        "canonical": preview.canonical_url,
        "keywords": ", ".join(keywords) or None,
        "date": preview.published,
        "medium": _MEDIUM.get(preview.type),
    }
    links = _links(preview)
    frame = player_frame(preview, options) or card_frame(preview, options)
    body = {
        "url": preview.canonical_url,
        "meta": known(meta),
        "links": links,
        "rel": list(dict.fromkeys(links)) or ["summary"],
        "html": frame["html"] if frame else None,
    }
    return dump(known(body), options)


def _links(preview: Preview) -> dict[str, list[dict[str, Any]]]:
    image, player, icon = picture_of(preview), preview.player, web_url(preview.icon)
    pdf = web_url(preview.paper.pdf_url) if preview.paper else None
    groups: dict[str, list[dict[str, Any]]] = {}
    if image:
        groups["thumbnail"] = [_link(image.url, "thumbnail", None, image.width, image.height)]
    if icon:
        groups["icon"] = [_link(icon, "icon", None, None, None)]
    if player and web_url(player.url):
        groups["player"] = [_link(player.url, "player", "text/html", player.width, player.height)]
    if pdf:
        groups["file"] = [_link(pdf, "file", "application/pdf", None, None)]
    return groups


def _link(
    href: str, rel: str, kind: str | None, width: int | None, height: int | None
) -> dict[str, Any]:
    media = known({"width": width, "height": height})
    return known({"href": href, "type": kind, "rel": [rel], "media": media or None})


IFRAMELY = Format("iframely", "application/json", render)
