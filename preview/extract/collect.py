"""One pass over a page's tags, without a tree: linear in any input.

lxml's tree builder is quadratic in the attributes of one element (90k attributes: 12 s), cuts
silently below depth 254, and cannot be cancelled; the same parser with a target does none of it.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from typing import NamedTuple

from preview.extract.ends import ENDS, LINKLESS, end_block
from preview.extract.found import (
    HEAD_LINKS,
    MAX_MICRODATA,
    MAX_OPEN,
    MAX_PARTS,
    Found,
    Open,
    kept,
)
from preview.extract.marks import Marker, words
from preview.extract.record import Attributes, Mark, MicroTag
from preview.extract.starts import STARTS, on_a
from preview.extract.visible import PARAGRAPH

_BLOCK_TAGS = words(
    "address article aside blockquote body center dd div dl dt fieldset figcaption figure footer "
    "form h1 h2 h3 h4 h5 h6 header hr li main nav ol p pre section table td th tr ul"
)
_BREAKS = _BLOCK_TAGS - STARTS.keys()
"""Tags that only break the text."""
_OWN = frozenset(("author", "one-author", "byline", "date"))  # of somebody else inside a `voice`
# The front page, or that of one language.
_HOME = re.compile(
    r"\s*+(?:(?:https?:)?//[^/?#]{3,80})?/?(?:\w\w/|(?:index|home|default)\.\w{3,4}|\./)?\s*+",
    re.ASCII | re.IGNORECASE,
)


class Target(NamedTuple):
    """What lxml's parser calls: with each tag, each run of text, and at the end."""

    start: Callable[[str, Attributes], None]
    end: Callable[[str], None]
    data: Callable[[str], None]
    close: Callable[[], None]


def target(found: Found, marks: Iterable[Mark] = ()) -> Target:
    """Return what is to be called for one page; *found* is whole once `close` was called.

    `start` and `end` are called for every tag, and half of the cost of reading a page is theirs: so
    they are closures, since a cell is read in a third of an attribute's time, they look at a tag
    once, and ask with `in`, which costs a third of a `get`.  `data` is a list's own method, which
    costs no call of ours.
    """
    marker = Marker(marks)
    depth, top = 0, -1  # how deep we are, and how deep the innermost open part began
    parts_left, head_links_left = MAX_PARTS, -1  # not known before the first link
    opened, pieces = found.open, found.pieces
    data = pieces.append
    plain, ids = marker.plain, marker.ids
    unmarked = marker.tokens.isdisjoint
    finish_of = ENDS.get
    leads_home = _HOME.fullmatch

    def start(tag: str, attributes: Attributes) -> None:
        nonlocal depth, head_links_left
        depth += 1
        if tag in _BREAKS:
            data(PARAGRAPH)
        elif tag == "a":  # one tag of six, and most are looked at no further
            if "href" in attributes:
                href = attributes["href"]
                if (
                    (opened and opened[-1].kind not in LINKLESS)
                    or "/aut" in href
                    or "rel" in attributes
                ):
                    on_a(found, tag, attributes)
                if head_links_left:
                    if head_links_left < 0:
                        head_links_left = 1 if found.names_its_site() else HEAD_LINKS
                    head_links_left -= 1
                    if leads_home(href):
                        begin("home", tag, attributes)
        elif tag in STARTS:
            STARTS[tag](found, tag, attributes)
        if attributes:
            looked_at = False
            if "class" in attributes and (classes := attributes["class"]) not in plain:
                if "__" not in classes and unmarked(classes.lower().split()):
                    plain.add(classes)
                else:
                    _begin_marked(found, marker, tag, attributes)
                    looked_at = True
            if "id" in attributes and not looked_at and attributes["id"].lower() in ids:
                _begin_marked(found, marker, tag, attributes)
            if "itemprop" in attributes or "itemscope" in attributes:
                _begin_micro(found, tag, attributes)

    def begin(kind: str, tag: str, attributes: Attributes, row: int = -1) -> bool:
        nonlocal top, parts_left
        if len(opened) >= MAX_OPEN or not parts_left:
            return False
        parts_left -= 1
        top = depth
        opened.append(Open(kind, tag, depth, len(pieces), attributes, row, []))
        return True

    def end(tag: str) -> None:
        nonlocal depth, top
        if top == depth:
            while opened and opened[-1].depth >= depth:
                part = opened.pop()
                finish_of(part.kind, end_block)(found, part)
            top = opened[-1].depth if opened else -1
        if tag in _BLOCK_TAGS:
            data(PARAGRAPH)
        depth -= 1

    def close() -> None:
        while opened:  # where the parser gave up; else it has ended all of them itself
            part = opened.pop()
            finish_of(part.kind, end_block)(found, part)

    found.begin = begin
    return Target(start, end, data, close)


def _begin_marked(found: Found, marker: Marker, tag: str, attributes: Attributes) -> None:
    kind = marker.kind(tag, attributes)
    if kind == "half-name":
        found.pieces.append(" ")
        return
    if kind is not None and not found.asides and not (kind in _OWN and found.in_voice()):
        found.begin(kind, tag, attributes)


def _begin_micro(found: Found, tag: str, attributes: Attributes) -> None:
    row = len(found.microdata)
    if row < MAX_MICRODATA and found.begin("micro", tag, attributes, row):
        found.microdata.append(MicroTag(found.micro_level, tag, kept(attributes), ""))
        found.micro_level += 1
