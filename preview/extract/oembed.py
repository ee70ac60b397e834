"""An oEmbed answer → candidates of the family `oembed`.

Source: https://oembed.com/#section2.3
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping

from lxml import etree

from preview.extract.address import absolute
from preview.extract.iframe import player
from preview.extract.media import pixels
from preview.model import Candidate, Image

MAX_BYTES = 64 * 1024
_TEXTS = (
    # key            field
    ("title", "title"),
    ("author_name", "author"),
    ("provider_name", "site_name"),
)


def oembed_candidates(body: bytes, url: str) -> Iterator[Candidate]:
    """Yield what the answer from *url* states; nothing where it is no oEmbed.

    Of `html` only a video's player is taken.  `rich` is markup to be put into a page, which a card
    never does.
    """
    answer = _read(body)
    if str(answer.get("version", "")).strip() not in ("1.0", "1"):
        return
    for key, field in _TEXTS:
        if text := answer.get(key, "").strip():
            yield Candidate(field, text, f"oembed:{key}")
    kind = answer.get("type", "").strip()
    if kind == "photo":
        yield from _image(answer, url, "url", "width", "height")
    yield from _image(answer, url, "thumbnail_url", "thumbnail_width", "thumbnail_height")
    if kind == "video":
        width, height = pixels(answer.get("width")), pixels(answer.get("height"))
        framed = player(answer.get("html", "").strip(), url, width=width, height=height)
        if framed is not None:
            yield Candidate("player", framed, "oembed:html")


def _image(
    answer: Mapping[str, str], base: str, key: str, width: str, height: str
) -> Iterator[Candidate]:
    url = absolute(answer[key], base) if key in answer else None
    if url is not None:
        sides = pixels(answer.get(width)), pixels(answer.get(height))
        yield Candidate("image", Image(url, *sides), f"oembed:{key}")


def _read(body: bytes) -> Mapping[str, str]:
    """Return key → text of a JSON or XML answer; numbers as their digits, all else left out."""
    if len(body) > MAX_BYTES:
        return {}
    start = body.lstrip(b"\xef\xbb\xbf\0\t\n\r ")
    return _from_xml(start) if start.startswith(b"<") else _from_json(start)


def _from_json(body: bytes) -> Mapping[str, str]:
    try:
        answer = json.loads(body)
    except (ValueError, RecursionError):
        return {}
    if not isinstance(answer, dict):
        return {}
    return {
        key: str(value)
        for key, value in answer.items()
        if isinstance(value, (str, int, float)) and not isinstance(value, bool)
    }


def _from_xml(body: bytes) -> Mapping[str, str]:
    """No entity is resolved, no DTD is loaded and nothing is fetched."""
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False,
        remove_comments=True, remove_pis=True,
    )  # fmt: skip
    try:
        root = etree.fromstring(body, parser)
    except (etree.XMLSyntaxError, ValueError):
        return {}
    if root.tag != "oembed":
        return {}
    texts = ((child.tag, child.text) for child in root)
    return {tag: text for tag, text in texts if isinstance(tag, str) and text}
