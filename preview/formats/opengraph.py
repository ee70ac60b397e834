"""`opengraph`: the preview as a flat object of Open Graph names; what is unknown is left out.

Source: https://ogp.me/
"""

from __future__ import annotations

import re

from preview.formats.matrix import OG_TYPES
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

_LOCALE = re.compile(r"([a-z]{2,3})-([A-Z]{2})")


def render(preview: Preview, options: Options) -> bytes:
    image, player = picture_of(preview), preview.player
    locale = _LOCALE.fullmatch(preview.language or "")  # og:locale needs a territory
    tags = {
        "og:title": preview.title,
        "og:type": OG_TYPES.get(preview.type, "article"),
        "og:url": preview.canonical_url,
        "og:description": description_of(preview, options),
        "og:site_name": preview.site_name,
        "og:locale": f"{locale[1]}_{locale[2]}" if locale else None,
        "og:image": image and image.url,
        "og:image:width": image and image.width,
        "og:image:height": image and image.height,
        "og:image:alt": image and image.alt,
        "og:video": player and web_url(player.url),
        "article:published_time": preview.published,
        "article:modified_time": preview.updated,
        "article:author": [person.name for person in preview.authors] or None,
    }
    return dump(known(tags), options)


OPENGRAPH = Format("opengraph", "application/json", render)
