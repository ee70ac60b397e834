"""Microlink's answer: every key of `data` is there, null where nothing is known.

Source: https://microlink.io/docs/api/getting-started/data-fields
"""

from __future__ import annotations

from preview.formats.record import (
    Format,
    Options,
    description_of,
    dump,
    known,
    moment_of,
    picture_of,
    web_url,
)
from preview.model import Preview
from preview.names import short_list


def render(preview: Preview, options: Options) -> bytes:
    image, icon = picture_of(preview), web_url(preview.icon)
    picture = image and known({"url": image.url, "width": image.width, "height": image.height})
    data = {
        "title": preview.title,
        "description": description_of(preview, options),
        "lang": preview.language,
        "author": short_list(preview.authors, preview.author_count) or None,
        "publisher": preview.site_name,
        "date": moment_of(preview.published),
        "url": preview.canonical_url,
        "image": picture,
        "logo": {"url": icon} if icon else None,
    }
    return dump({"status": "success", "data": data}, options)


MICROLINK = Format("microlink", "application/json", render)
