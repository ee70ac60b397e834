"""The page itself → candidates: what its head and body show to a reader; the last resort."""

from __future__ import annotations

import re
from collections.abc import Iterator

from preview.extract.address import absolute
from preview.extract.media import pixels
from preview.extract.record import Block, Page
from preview.model import Candidate, Image

ABSTRACT_MIN = 120  # code points: shorter is a label, or a link to the abstract
OPENING_MIN = 80
IMAGE_MIN_PX = (200, 120)
NAME_MAX = 120
_SEPARATOR = re.compile(r"\s+[-–—|·•»:]\s+")
# What templates write over an abstract, in a heading of its own.
_LABELS = frozenset(
    ("abstract", "summary", "résumé", "resumen", "resumo", "zusammenfassung", "аннотация", "摘要")
)
_TEXT_MAX = 2_048


def body(page: Page) -> Iterator[Candidate]:
    """Yield what the page shows: its language, headings, abstract, bylines, dates, pictures."""
    if page.lang:
        yield Candidate("language", page.lang, "html:lang")
    if page.title:
        yield Candidate("title", page.title, "html:title")
    yield from _headings(page)
    for block in page.blocks:
        if block.kind == "abstract" and len(block.text) >= ABSTRACT_MIN:
            yield Candidate("abstract", _without_label(block.text), "body:abstract")
    for kind, field in (("container", "container_title"), ("doi", "doi")):
        for block in page.blocks:
            if block.kind == kind and block.text:
                yield Candidate(field, block.text, f"body:{kind}")
    yield from _people(page)
    yield from _dates(page)
    yield from _images(page)
    if page.paragraphs:
        first = next((p for p in page.paragraphs if len(p) >= OPENING_MIN), page.paragraphs[0])
        yield Candidate("description", first, "body:p")
    else:
        yield from _opening(page)


def _headings(page: Page) -> Iterator[Candidate]:
    """Yield the page's heading: of several `h1` only the one that the title knows.

    A page with many headings of first rank has no first heading: they are its sections, or a
    logo's.
    """
    first = [heading.text for heading in page.headings if heading.level == 1]
    if len(first) > 1:
        title = (page.title or "").casefold()
        first = [text for text in first if len(text) > 3 and text.casefold() in title][:1]
    site = _SEPARATOR.split(page.title or "")[1:][-1:]  # a logo in h1, at the end of each title
    for text in first:
        if text not in site:
            yield Candidate("title", text, "body:h1")


def _without_label(text: str) -> str:
    label, _, rest = text.partition("\n\n")
    return rest if label.strip(" .:").casefold() in _LABELS else text


def _opening(page: Page) -> Iterator[Candidate]:
    """Yield how the text of a page without `p` begins: its first long part, else all of it."""
    known = {page.title, *(heading.text for heading in page.headings)}
    parts = page.text_start(_TEXT_MAX).split("\n\n")
    parts = [part for part in parts if part and part not in known]
    opening = next((part for part in parts if len(part) >= OPENING_MIN), "\n\n".join(parts))
    if opening:
        yield Candidate("description", opening, "body:text")


def _people(page: Page) -> Iterator[Candidate]:
    for kind, source in (
        ("author", "body:author"),
        ("rel-author", "body:rel-author"),
        ("authors", "body:authors"),
        ("byline", "body:byline"),
    ):
        seen = set()
        for block in page.blocks:
            if block.kind == kind and 1 < len(block.text) <= NAME_MAX * 20:
                name = " ".join(block.text.split())
                if name not in seen and (kind == "authors" or len(name) <= NAME_MAX):
                    seen.add(name)
                    yield Candidate("author", name, source)


def _dates(page: Page) -> Iterator[Candidate]:
    """Yield stated dates.  hAtom's `updated` alone is what themes write for the only date."""
    times = [block for block in page.blocks if block.kind == "time" and _stated(block)]
    changed = [block for block in times if _only_updated(block)]
    if len(changed) == len(times):
        changed = []
    for block in times:
        field = "updated" if block in changed else "published"
        yield Candidate(field, _stated(block), "body:time")
    for block in page.blocks:
        if block.kind == "date" and 4 <= len(_stated(block)) <= 64:
            yield Candidate("published", _stated(block), "body:date")


def _only_updated(block: Block) -> bool:
    classes = block.attributes.get("class", "").lower()
    return ("updated" in classes or "modified" in classes) and "published" not in classes


def _stated(block: Block) -> str:
    attributes = block.attributes
    return attributes.get("datetime") or attributes.get("title") or block.text


def _images(page: Page) -> Iterator[Candidate]:
    """Yield the pictures that say they are large, the largest first."""
    found = []
    for attributes in page.images:
        width, height = pixels(attributes.get("width")), pixels(attributes.get("height"))
        source = attributes.get("src") or attributes.get("data-src") or ""
        url = absolute(source, page.base) if source else None
        if url and width and height and width >= IMAGE_MIN_PX[0] and height >= IMAGE_MIN_PX[1]:
            found.append(Image(url, width, height, attributes.get("alt") or None))
    for image in sorted(found, key=_area, reverse=True)[:3]:
        yield Candidate("image", image, "body:img")


def _area(image: Image) -> int:
    return (image.width or 0) * (image.height or 0)
