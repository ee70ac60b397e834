"""What a format is, and the few things that all of them need."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any
from urllib.parse import quote

import msgspec

from preview.model import Image, Preview
from preview.text import clip

_WEB_URL = re.compile(r"https?://[^\s<>\"\\^`{|}\x00-\x20\x7f-\x9f]+", re.I)

# In UTF-8: `<`, DEL, C1, and the two line separators that end a line in old JavaScript
_LIVE = re.compile(rb"<|\x7f|\xc2[\x80-\x9f]|\xe2\x80[\xa8\xa9]")


@dataclass(frozen=True, slots=True)
class Options:
    """What a client may choose, and where we are.

    Attributes:
        pretty: indent JSON and XML.
        max_chars: bound of the description (alone), in code points.
        base_url: our own address without a slash at the end; "" makes links to us relative.
        maxwidth, maxheight: bounds of what is embedded, in pixels (oEmbed 1.0).
    """

    pretty: bool = False
    max_chars: int | None = None
    base_url: str = ""
    maxwidth: int | None = None
    maxheight: int | None = None


def _always(preview: Preview) -> bool:
    return True


def _no_name(preview: Preview) -> str | None:
    return None


@dataclass(frozen=True, slots=True)
class Format:
    """One answer shape.

    Attributes:
        render: never raises for a preview that *applies*.
        applies: False where the shape has no sense; the client is told `invalid_parameter`.
        filename: the name of the attachment, or None for an answer that is shown; ASCII letters,
            digits and a dot.
    """

    name: str
    media_type: str
    render: Callable[[Preview, Options], bytes]
    applies: Callable[[Preview], bool] = _always
    filename: Callable[[Preview], str | None] = _no_name


def is_paper(preview: Preview) -> bool:
    return preview.paper is not None


def dump(value: Any, options: Options) -> bytes:
    """JSON that may stand in a script element too, without a control character.

    What is escaped stands only inside strings, so it can be found in the bytes; NaN and infinities
    become null.
    """
    try:
        body = msgspec.json.encode(value)
    except UnicodeEncodeError:  # a lone surrogate: text of a stranger that nobody cleaned
        plain = json.dumps(msgspec.to_builtins(value), ensure_ascii=False, separators=(",", ":"))
        body = plain.encode("utf-8", "replace")
    if options.pretty:
        body = msgspec.json.format(body, indent=2)
    return _LIVE.sub(lambda found: b"\\u%04x" % ord(found[0].decode()), body)


def known(pairs: dict[str, Any]) -> dict[str, Any]:
    """Leave out what is None."""
    return {key: value for key, value in pairs.items() if value is not None}


def description_of(preview: Preview, options: Options, limit: int | None = None) -> str | None:
    """The description within the client's bound and the protocol's own *limit*."""
    bounds = [bound for bound in (options.max_chars, limit) if bound is not None]
    if preview.description is None or not bounds:
        return preview.description
    return clip(preview.description, min(bounds))


def web_url(url: str | None) -> str | None:
    """Return *url* where it is http(s) and holds nothing that could leave an attribute."""
    return url if url and _WEB_URL.fullmatch(url) else None


def picture_of(preview: Preview) -> Image | None:
    """The image, unless it is a mere logo: foreign shapes have no word for `generic`."""
    image = preview.image
    return image if image and not image.generic and web_url(image.url) else None


def home_of(preview: Preview) -> str:
    return f"https://{preview.domain}/"


def ours(path: str, preview: Preview, options: Options) -> str:
    """A link to ourselves for the link that was asked."""
    address = preview.url.encode("utf-8", "replace")
    return f"{options.base_url}{path}?url={quote(address, safe='')}"


def moment_of(date: str | None) -> str | None:
    """Protocols that want a time get midnight UTC of a whole date, and nothing of a part of one."""
    return f"{date}T00:00:00.000Z" if date and re.fullmatch(r"[0-9-]{10}", date) else None
