"""What is kept of a part of the page when it ends."""

from __future__ import annotations

from collections.abc import Callable

from preview.extract.found import (
    MAX_BLOCKS,
    MAX_HEADINGS,
    MAX_SCRIPTS,
    MAX_SOURCES,
    MAX_TEXT,
    OPENING_MIN,
    PARAGRAPH_MIN,
    Found,
    Open,
    kept,
)
from preview.extract.record import Block, Heading

# Inline scripts that hold a page's metadata, by a name that is in them.
INLINE = ("lobal.document.metadata",)  # IEEE Xplore: xplGlobal, before 2018 global
_LONG_TEXTS = frozenset(("articleBody", "reviewBody", "text", "comment"))
_JSON_LD = "application/ld+json"


def end_block(found: Found, part: Open) -> None:
    if len(found.blocks) < MAX_BLOCKS:
        found.blocks.append(
            Block(
                part.kind, part.tag, found.text_of(part), kept(part.attributes), tuple(part.hrefs)
            )
        )


def end_voice(found: Found, part: Open) -> None:
    """Nothing of it is kept for itfound."""


def end_home(found: Found, part: Open) -> None:
    """Keep what a link home is called, by its text or its tooltip."""
    href = part.attributes["href"].strip()
    texts = found.text_of(part), " ".join(part.attributes.get("title", "")[:MAX_TEXT].split())
    found.homes += [(href, text) for text in texts if text]


def end_unseen(found: Found, part: Open) -> None:
    del found.pieces[part.start :]


def end_aside(found: Found, part: Open) -> None:
    found.asides -= 1
    del found.pieces[part.start :]


def end_title(found: Found, part: Open) -> None:
    if found.title is None:
        found.title = found.text_of(part) or None
    del found.pieces[part.start :]


def end_heading(found: Found, part: Open) -> None:
    if len(found.headings) < MAX_HEADINGS and (text := found.text_of(part)):
        found.headings.append(Heading(int(part.tag[1]), text))


def end_paragraph(found: Found, part: Open) -> None:
    if found.paragraphs_left and not found.asides:
        text = found.text_of(part)
        if len(text) >= PARAGRAPH_MIN:
            found.paragraphs.append(text)
            found.paragraphs_left -= 1
        if len(text) >= OPENING_MIN:
            found.openings_left -= 1
            if not found.openings_left:
                found.paragraphs_left = 0


def end_script(found: Found, part: Open) -> None:
    if len(found.pieces) == part.start:  # its text is elsewhere: `src`
        return
    text = "".join(found.pieces[part.start :])
    del found.pieces[part.start :]
    stated = part.attributes
    is_json_ld = "type" in stated and stated["type"].strip().lower().startswith(_JSON_LD)
    if is_json_ld or any(map(text.__contains__, INLINE)):
        kept = found.json_ld if is_json_ld else found.scripts
        if len(kept) < MAX_SCRIPTS and len(text) <= found.script_chars_left:
            found.script_chars_left -= len(text)
            kept.append(text)
    elif len(found.sources) < MAX_SOURCES:
        found.sources.append(text[:400].strip()[:200])


def end_micro(found: Found, part: Open) -> None:
    found.micro_level -= 1
    if "content" in part.attributes or "itemscope" in part.attributes:
        return
    if part.attributes["itemprop"] not in _LONG_TEXTS:
        tag = found.microdata[part.row]
        found.microdata[part.row] = tag._replace(text=found.text_of(part))


ENDS: dict[str, Callable[[Found, Open], None]] = {
    "unseen": end_unseen,
    "voice": end_voice,
    "home": end_home,
    "aside": end_aside,
    "title": end_title,
    "heading": end_heading,
    "paragraph": end_paragraph,
    "script": end_script,
    "micro": end_micro,
}
LINKLESS = ENDS.keys() - {"paragraph"}
"""Kinds of parts whose links nobody reads; those of a paragraph are the block's around it."""
