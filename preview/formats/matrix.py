"""Matrix's `preview_url`: a flat Open Graph object.

There is no `og:image`: it has to be an `mxc://` address, and we keep no media.
Source: https://spec.matrix.org/latest/client-server-api/#get_matrixclientv1mediapreview_url
"""

from __future__ import annotations

from preview.formats.record import Format, Options, description_of, dump, known
from preview.model import Preview

OG_TYPES = {"video": "video.other", "audio": "music.song", "website": "website"}
"""The contract's `type` as https://ogp.me/#types says it; all the rest is an article."""


def render(preview: Preview, options: Options) -> bytes:
    tags = {
        "og:title": preview.title,
        "og:description": description_of(preview, options),
        "og:url": preview.canonical_url,
        "og:site_name": preview.site_name,
        "og:type": OG_TYPES.get(preview.type, "article"),
    }
    return dump(known(tags), options)


MATRIX = Format("matrix", "application/json", render)
