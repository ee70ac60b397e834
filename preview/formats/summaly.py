"""Misskey's summaly: every key is always there, null where nothing is known.

Titles are cut at 100 and descriptions at 300, and a description that repeats the title is null, as
summaly itself does.  Source: summaly 5.4, src/general.ts and src/summary.ts
"""

from __future__ import annotations

from preview.formats.record import Format, Options, description_of, dump, picture_of, web_url
from preview.model import Preview
from preview.text import clip

_TITLE, _DESCRIPTION = 100, 300


def render(preview: Preview, options: Options) -> bytes:
    image, player = picture_of(preview), preview.player
    frame = web_url(player.url) if player else None
    description = description_of(preview, options, _DESCRIPTION)
    summary = {
        "title": clip(preview.title, _TITLE),
        "icon": web_url(preview.icon),
        "description": None if preview.description == preview.title else description,
        "thumbnail": image.url if image else None,
        "thumbnailStyle": "summary_large_image" if image else None,
        "player": {
            "url": frame,
            "width": player.width if player and frame else None,
            "height": player.height if player and frame else None,
            "allow": player.allow if player and frame else (),
        },
        "sitename": preview.site_name,
        "sensitive": preview.sensitive,
        "activityPub": None,
        "fediverseCreator": None,
        "url": preview.canonical_url,
    }
    return dump(summary, options)


SUMMALY = Format("summaly", "application/json", render)
