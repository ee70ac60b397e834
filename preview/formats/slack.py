"""A Slack unfurl: one attachment, as `chat.unfurl` takes it for a link.

`&`, `<` and `>` are control characters of Slack's texts, and `mrkdwn_in` is empty so that no `*`
of a title becomes bold.  Sources: https://docs.slack.dev/reference/methods/chat.unfurl,
https://docs.slack.dev/messaging/formatting-message-text#escaping
"""

from __future__ import annotations

from datetime import UTC, datetime
from html import escape
from typing import Any

from preview.dates import date_parts
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


def render(preview: Preview, options: Options) -> bytes:
    image = picture_of(preview)
    description = description_of(preview, options)
    attachment: dict[str, Any] = {
        "fallback": _text(f"{preview.site_name}: {preview.title}"),
        "title": _text(preview.title),
        "title_link": preview.canonical_url,
        "text": _text(description) if description else None,
        "author_name": _text(short_list(preview.authors, preview.author_count)) or None,
        "service_name": _text(preview.site_name),
        "service_icon": web_url(preview.icon),
        "from_url": preview.canonical_url,
        "original_url": preview.url,
        "image_url": image and image.url,
        "image_width": image and image.width,
        "image_height": image and image.height,
        "ts": _timestamp(preview.published),
        "mrkdwn_in": [],
    }
    return dump(known(attachment), options)


def _text(text: str) -> str:
    return escape(text, quote=False)


def _timestamp(date: str | None) -> int | None:
    """POSIX seconds of a whole date; the part of one has none."""
    parts = date_parts(date)
    return int(datetime(*parts, tzinfo=UTC).timestamp()) if len(parts) == 3 else None


SLACK = Format("slack", "application/json", render)
