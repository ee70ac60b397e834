"""Mastodon's PreviewCard entity.

Unknown texts are "" and unknown sizes 0; only `language`, `image`, `image_description`, `blurhash`
and `published_at` may be null.  Source: https://docs.joinmastodon.org/entities/PreviewCard/
"""

from __future__ import annotations

from html import escape

from preview.formats.record import (
    Format,
    Options,
    description_of,
    dump,
    home_of,
    moment_of,
    picture_of,
    web_url,
)
from preview.model import Author, Preview
from preview.names import short_list


def render(preview: Preview, options: Options) -> bytes:
    image, player = picture_of(preview), preview.player
    frame = web_url(player.url) if player else None
    shown = player if player and frame else image
    card = {
        "url": preview.canonical_url,
        "title": preview.title,
        "description": description_of(preview, options) or "",
        "language": preview.language,
        "type": "video" if frame else "photo" if preview.type == "image" and image else "link",
        "author_name": short_list(preview.authors, preview.author_count),
        "author_url": "",
        "provider_name": preview.site_name,
        "provider_url": home_of(preview),
        "html": f'<iframe src="{escape(frame)}" allowfullscreen></iframe>' if frame else "",
        "width": (shown and shown.width) or 0,
        "height": (shown and shown.height) or 0,
        "image": image.url if image else None,
        "image_description": (image and image.alt) or "",
        "embed_url": image.url if image and preview.type == "image" and not frame else "",
        "blurhash": None,
        "published_at": moment_of(preview.published),
        "authors": [_author(person) for person in preview.authors[:3]],
    }
    return dump(card, options)


def _author(person: Author) -> dict[str, str | None]:
    url = f"https://orcid.org/{person.orcid}" if person.orcid else ""
    return {"name": person.name, "url": url, "account": None}


MASTODON = Format("mastodon", "application/json", render)
