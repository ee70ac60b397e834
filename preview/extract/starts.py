"""What each tag begins, and what of it is kept at once."""

from __future__ import annotations

from collections.abc import Callable

from preview.extract.found import (
    MAX_IMAGES,
    MAX_LINKS,
    MAX_METAS,
    MAX_SOURCES,
    MAX_TEXT,
    Found,
    kept,
)
from preview.extract.marks import words
from preview.extract.record import Attributes
from preview.extract.visible import LINE, PARAGRAPH

_UNSEEN = words(
    "annotation annotation-xml head noscript object script select style svg template textarea"
)
_ASIDES = frozenset(("aside", "dialog", "footer", "nav"))


def on_html(found: Found, tag: str, attributes: Attributes) -> None:
    found.html = found.html or dict(attributes)


def on_base(found: Found, tag: str, attributes: Attributes) -> None:
    found.base = found.base or attributes.get("href")


def on_meta(found: Found, tag: str, attributes: Attributes) -> None:
    if len(found.metas) >= MAX_METAS or len(attributes) < 2:
        return
    name = attributes.get("name")
    if name is None or "citation_reference" not in name:  # other papers' titles and authors
        found.metas.append(kept(attributes))


def on_link(found: Found, tag: str, attributes: Attributes) -> None:
    if len(found.links) < MAX_LINKS and "href" in (link := kept(attributes)):
        found.links.append(link)


def on_title(found: Found, tag: str, attributes: Attributes) -> None:
    in_picture = bool(found.open) and found.open[-1].tag == "svg"
    found.begin("unseen" if in_picture else "title", tag, attributes)


def on_unseen(found: Found, tag: str, attributes: Attributes) -> None:
    found.begin("unseen", tag, attributes)


def on_aside(found: Found, tag: str, attributes: Attributes) -> None:
    found.pieces.append(PARAGRAPH)
    found.asides += found.begin("aside", tag, attributes)


def on_section(found: Found, tag: str, attributes: Attributes) -> None:
    found.pieces.append(PARAGRAPH)
    if "role" in attributes and attributes["role"] == "doc-abstract" and not found.asides:
        found.begin("abstract", tag, attributes)


def on_heading(found: Found, tag: str, attributes: Attributes) -> None:
    found.pieces.append(PARAGRAPH)
    if not found.asides:
        found.begin("heading", tag, attributes)


def on_p(found: Found, tag: str, attributes: Attributes) -> None:
    found.pieces.append(PARAGRAPH)
    if found.paragraphs_left and not found.asides:
        found.begin("paragraph", tag, attributes)


def on_br(found: Found, tag: str, attributes: Attributes) -> None:
    found.pieces.append(LINE)


def on_script(found: Found, tag: str, attributes: Attributes) -> None:
    if "src" in attributes and len(found.sources) < MAX_SOURCES:
        found.sources.append(attributes["src"][:200])
    found.begin("script", tag, attributes)


def on_frame(found: Found, tag: str, attributes: Attributes) -> None:
    if "src" in attributes and len(found.sources) < MAX_SOURCES:
        found.sources.append(attributes["src"][:200])


def on_img(found: Found, tag: str, attributes: Attributes) -> None:
    if found.open and found.open[-1].kind == "home" and "alt" in attributes:
        href = found.open[-1].attributes["href"].strip()
        found.homes.append((href, " ".join(attributes["alt"][:MAX_TEXT].split())))
    if (
        len(found.images) < MAX_IMAGES
        and not found.asides
        and ("width" in attributes or "width" in attributes.get("style", ""))
    ):
        found.images.append(kept(attributes))


def on_a(found: Found, tag: str, attributes: Attributes) -> None:
    href = attributes["href"]
    block = next((part for part in reversed(found.open) if part.kind != "paragraph"), None)
    if block is not None and len(block.hrefs) < 16:
        block.hrefs.append(href[:4096])
    if found.asides:
        return
    rels = attributes["rel"].lower().split() if "rel" in attributes else ()
    for rel in ("author", "license"):
        if rel in rels:
            found.begin(f"rel-{rel}", tag, attributes)
    if found.author_links_left and "/aut" in href and not found.in_voice():
        found.author_links_left -= 1
        found.begin("author-link", tag, attributes)


def on_quote(found: Found, tag: str, attributes: Attributes) -> None:
    found.pieces.append(PARAGRAPH)
    found.begin("voice", tag, attributes)


def on_time(found: Found, tag: str, attributes: Attributes) -> None:
    if not found.asides and not found.in_voice():
        found.begin("time", tag, attributes)


def on_input(found: Found, tag: str, attributes: Attributes) -> None:
    found.passwords += attributes.get("type", "").lower() == "password"


STARTS: dict[str, Callable[[Found, str, Attributes], None]] = {
    "html": on_html,
    "base": on_base,
    "meta": on_meta,
    "link": on_link,
    "title": on_title,
    "section": on_section,
    "h1": on_heading,
    "h2": on_heading,
    "p": on_p,
    "br": on_br,
    "blockquote": on_quote,
    "script": on_script,
    "iframe": on_frame,
    "img": on_img,
    "time": on_time,
    "input": on_input,
    **dict.fromkeys(_UNSEEN - {"script"}, on_unseen),
    **dict.fromkeys(_ASIDES, on_aside),
}
