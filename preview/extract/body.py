"""The page itself → candidates: what its head and body show to a reader; the last resort."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import islice
from operator import itemgetter

from preview.extract.address import absolute
from preview.extract.bylines import signature
from preview.extract.found import OPENING_MIN, OPENINGS
from preview.extract.media import pixels
from preview.extract.record import Attributes, Block, Page
from preview.extract.viewer import viewed
from preview.model import Candidate, Image

ABSTRACT_MIN = 120  # code points: shorter is a label, or a link to the abstract
IMAGE_MIN_PX = (200, 120)
_FLATTEST = 3  # times as wide as high: flatter is a site's head, or an advertisement
_MOST_IMAGES = 3
NAME_MAX = 120
_SEPARATOR = re.compile(r"\s+[-–—|·•»›:]\s+")
# What templates write over an abstract, in a heading of its own.
_LABELS = frozenset(
    ("abstract", "summary", "résumé", "resumen", "resumo", "zusammenfassung", "аннотация", "摘要")
)
# Parts of the same class that are something else, by their heading.
_OTHER_LABELS = frozenset(("highlights", "graphical abstract", "author highlights", "keywords"))
_TEXT_MAX = 2_048


def body(page: Page) -> Iterator[Candidate]:
    """Yield what the page shows: its language, headings, abstract, bylines, dates, pictures."""
    if page.lang:
        yield Candidate("language", page.lang, "html:lang")
    if page.title:
        yield Candidate("title", viewed(page) or page.title, "html:title", "auto")
    yield from _headings(page)
    for block in page.blocks:
        long = block.kind == "abstract" and len(block.text) >= ABSTRACT_MIN
        if long and _label(block.text) not in _OTHER_LABELS:
            yield Candidate("abstract", _without_label(block.text), "body:abstract")
    for kind, field in (("container", "container_title"), ("doi", "doi")):
        for block in page.blocks:
            if block.kind == kind and block.text:
                yield Candidate(field, block.text, f"body:{kind}")
    yield from _people(page)
    yield from _dates(page)
    yield from _images(page)
    if page.paragraphs:
        openings = [text for text in page.paragraphs if len(text) >= OPENING_MIN]
        for text in openings or page.paragraphs[:1]:
            yield Candidate("description", text, "body:p")
    else:
        yield from _opening(page)


def _headings(page: Page) -> Iterator[Candidate]:
    """Yield the page's heading: of several `h1` only the one that the title knows.

    A page with many headings of first rank has no first heading: they are its sections, or a
    logo's.  A site's logo in `h1` stands at the end of each title, and is no heading.
    """
    parts = _SEPARATOR.split(page.title or "")
    first = [h.text for h in page.headings if h.level == 1 and h.text not in parts[1:][-1:]]
    if len(first) > 1:
        first = [text for text in first if text not in parts[1:]]
        title = (page.title or "").casefold()
        opening = re.split(r"\s*(?:\.\.\.|…)", title)[0] if len(parts) > 1 else title
        first = [
            text
            for text in first
            if len(text) > 3
            and (text.casefold() in title or (len(opening) > 20 and _begins(text, opening)))
        ][:1]
    for text in first:
        yield Candidate("title", text, "body:h1")


def _begins(text: str, opening: str) -> bool:
    return " ".join(text.split()).casefold().startswith(opening)


_LABEL_WITHIN = 600  # code points of links and citations that a template puts before the label


def _without_label(text: str) -> str:
    """Return an abstract without its heading, and what the template wrote before that."""
    at = 0
    for paragraph in text[: 2 * _LABEL_WITHIN].split("\n\n"):
        end = at + len(paragraph) + 2
        label = _label(paragraph)
        if label in _LABELS and (at == 0 or (label == "abstract" and at <= _LABEL_WITHIN)):
            rest = text[end:]
            later = _without_label(rest)
            return later if len(later) >= ABSTRACT_MIN else rest
        at = end
    return text


def _label(text: str) -> str:
    return text[:40].partition("\n")[0].strip(" .:").casefold()


def _opening(page: Page) -> Iterator[Candidate]:
    """Yield how the text of a page without `p` begins: its first long parts, else all of it."""
    known = {page.title, *(heading.text for heading in page.headings)}
    parts = page.text_start(_TEXT_MAX).split("\n\n")
    parts = [part for part in parts if part and part not in known]
    openings = [part for part in parts if len(part) >= OPENING_MIN][:OPENINGS]
    for opening in openings or filter(None, ["\n\n".join(parts)]):
        yield Candidate("description", opening, "body:text")


def _people(page: Page) -> Iterator[Candidate]:
    for kind, source in (
        ("author", "body:author"),
        ("rel-author", "body:rel-author"),
        ("authors", "body:authors"),
        ("byline", "body:byline"),
    ):
        seen: set[str] = set()
        for block in page.blocks:
            if seen and kind == "byline":  # a page has one; the others are of stories it leads to
                break
            if block.kind == kind and 1 < len(block.text) <= NAME_MAX * 20:
                name = signature(kind, block.text, page.lang)
                if not name or _is_box(name, seen):
                    continue
                if name not in seen and (kind == "authors" or len(name) <= NAME_MAX):
                    seen.add(name)
                    yield Candidate("author", name, source)
    yield from _only_author(page)


def _only_author(page: Page) -> Iterator[Candidate]:
    """Yield the name that all parts marked `author` agree on; where they differ, some are a
    reader's who left a comment."""
    found: set[str] = set()
    for text in set(page.texts("one-author")):
        found |= {signature("one-author", text, page.lang)} - {""}
        if len(found) > 1:
            return
    if found and len(name := found.pop()) <= NAME_MAX:
        yield Candidate("author", name, "body:one-author")


def _is_box(text: str, names: set[str]) -> bool:
    """Is *text* a name that was there before, with an affiliation behind it (ACM)?"""
    words = text.split()
    return any(" ".join(words[:count]) in names for count in range(2, min(len(words), 6)))


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
        width, height = _side(attributes, "width"), _side(attributes, "height")
        if not width or not height or width >= _FLATTEST * height:
            continue
        if width >= IMAGE_MIN_PX[0] and height >= IMAGE_MIN_PX[1]:
            found.append((width * height, width, height, attributes))
    found.sort(key=itemgetter(0), reverse=True)
    pictures = (_image(attributes, page.base, *size) for _, *size, attributes in found)
    for image in islice(filter(None, pictures), _MOST_IMAGES):
        yield Candidate("image", image, "body:img")


def _image(attributes: Attributes, base: str, width: int, height: int) -> Image | None:
    source = attributes.get("src") or attributes.get("data-src")
    url = absolute(source, base) if source else None
    return Image(url, width, height, attributes.get("alt") or None) if url else None


_STYLED = re.compile(r"(?:^|;)\s*(width|height)\s*:\s*(\d{1,5}(?:\.\d+)?px)", re.ASCII)


def _side(attributes: Attributes, name: str) -> int | None:
    stated = pixels(attributes.get(name))
    if stated is not None or "style" not in attributes:
        return stated
    styled = dict(_STYLED.findall(attributes["style"][:300].lower()))
    return pixels(styled.get(name))
