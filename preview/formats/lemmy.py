"""Lemmy's `post/site_metadata`; every key is left out where nothing is known.

Source: `LinkMetadata` in Lemmy 1.0, crates/db_views/post/src/api.rs (skip_serializing_none).
Version 3 of the API has no sizes.
"""

from __future__ import annotations

from typing import Any

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

_U16 = 65535  # sizes are u16 there: a larger one would fail the whole answer


def _metadata(preview: Preview, options: Options) -> dict[str, Any]:
    image, player = picture_of(preview), preview.player
    return {
        "title": preview.title,
        "description": description_of(preview, options),
        "image": image and image.url,
        "embed_video_url": player and web_url(player.url),
        "content_type": preview.content_type,
    }


def render_v3(preview: Preview, options: Options) -> bytes:
    return dump({"metadata": known(_metadata(preview, options))}, options)


def render_v4(preview: Preview, options: Options) -> bytes:
    image, player = picture_of(preview), preview.player
    sizes = {
        "image_width": image and _u16(image.width),
        "image_height": image and _u16(image.height),
        "video_width": player and _u16(player.width),
        "video_height": player and _u16(player.height),
    }
    return dump({"metadata": known(_metadata(preview, options) | sizes)}, options)


def _u16(size: int | None) -> int | None:
    return size if size is not None and 0 <= size <= _U16 else None


V3 = Format("lemmy", "application/json", render_v3)
V4 = Format("lemmy_v4", "application/json", render_v4)
