"""Microdata → candidates, read by extruct from the page's microdata elements alone.

extruct wants a tree.  On a hostile page the page's own tree costs seconds, and its recursion can
end in an exception; a tree of only the marked elements, which the pass has counted and capped, is
small, and extruct's rules for values and nesting are what is wanted of it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any

from extruct.w3cmicrodata import MicrodataExtractor
from lxml import etree

from preview.extract.address import absolute
from preview.extract.marks import words
from preview.extract.record import MicroTag, Page
from preview.extract.schema_kinds import KINDS, Node
from preview.extract.schema_values import Reading
from preview.extract.subject import subject_candidates, walk
from preview.model import Candidate

# Where the value is an attribute, by the standard's table; all others are a `div` to us:
# https://html.spec.whatwg.org/multipage/microdata.html#values
_VALUE_ELSEWHERE = words("a area audio embed iframe img link meta source time track video")
# What is on many pages, in great numbers, and says nothing of what they are about.
_ASIDES = frozenset(
    ("SiteNavigationElement", "BreadcrumbList", "Comment", "UserComments", "WPFooter", "WPSideBar")
)
_COPIED = (
    "itemscope",
    "itemprop",
    "itemtype",
    "itemid",
    "content",
    "src",
    "href",
    "value",
    "datetime",
)


def microdata(page: Page) -> Iterator[Candidate]:
    """Yield what the page's schema.org microdata says of the page's subject."""
    if not any(_is_known(tag.attributes.get("itemtype", "")) for tag in page.microdata):
        return
    items = MicrodataExtractor(strict=True).extract_items(_tree(page.microdata, page.url), page.url)
    reading = Reading("microdata", page.url, lambda node: node)
    yield from subject_candidates(walk(_nodes(items)), page, reading)


def _is_known(itemtype: str) -> bool:
    return any(name.rpartition("/")[2] in KINDS for name in itemtype[:512].split())


def _tree(tags: tuple[MicroTag, ...], url: str) -> etree._Element:
    """Return the tags as a tree; what they say in text stands in `content`, where it is cheap."""
    root = etree.Element("div")
    path = [root]
    skipped: int | None = None
    for tag in tags:
        if skipped is not None and tag.level > skipped:
            continue
        skipped = tag.level if _is_aside(tag) else None
        name = tag.tag if tag.tag in _VALUE_ELSEWHERE else "div"
        del path[tag.level + 1 :]
        path.append(etree.SubElement(path[-1], name, _attributes(tag, name, url)))
    return root


def _is_aside(tag: MicroTag) -> bool:
    return tag.attributes.get("itemtype", "").rpartition("/")[2] in _ASIDES


def _attributes(tag: MicroTag, name: str, url: str) -> dict[str, str]:
    kept = {key: _xml(tag.attributes[key]) for key in _COPIED if key in tag.attributes}
    for key in ("src", "href"):
        if key in kept:
            kept[key] = absolute(kept[key], url) or ""  # extruct's own join may raise
    if name == "time":
        kept.setdefault("datetime", kept.get("content") or _xml(tag.text))
    elif name == "div":
        # never empty: without it extruct cleans and renders the element's HTML
        kept["content"] = kept.get("content") or kept.get("value") or _xml(tag.text) or " "
    return kept


def _xml(text: str) -> str:
    """Return *text* without what a tree refuses."""
    if text.isprintable():
        return text
    return "".join(c for c in text if c >= " " and not "\ud800" <= c <= "\udfff" and c < "\ufffe")


def _nodes(items: Iterable[Mapping[str, Any]]) -> list[Node]:
    """Return the items of extruct as JSON-LD nodes; their depth is bounded by the pass.

    An item with several names (`itemprop="author creator"`) stands under each of them, and so does
    all below it: each is read once, or a tower of them would be read 2 to the power of its height.
    """
    made: dict[int, Node] = {}

    def node(item: Mapping[str, Any]) -> Node:
        if id(item) not in made:
            made[id(item)] = _node(item, node)
        return made[id(item)]

    return [node(item) for item in items]


def _node(item: Mapping[str, Any], inner: Callable[[Mapping[str, Any]], Node]) -> Node:
    node: dict[str, Any] = {"@type": list(item.get("type", ()))}
    if "id" in item:
        node["@id"] = item["id"]
    for name, values in item.get("properties", {}).items():
        read = [inner(v) if isinstance(v, dict) else v for v in values]
        node[name] = [v for v in read if not isinstance(v, str) or v.strip()]
    return node
