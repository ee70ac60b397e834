"""`<link>` relations → candidates: canonical, alternates, icons, licence, oEmbed discovery."""

from __future__ import annotations

import re
from collections.abc import Iterator

from preview.extract.address import absolute
from preview.extract.record import Attributes, Page
from preview.model import Candidate, Image

# rel        (type or "")                field       joined to
_RELATIONS = (
    ("canonical", "", "canonical"),
    ("cite-as", "", "cite_as"),  # RFC 8574
    ("license", "", "license"),  # RFC 4946
    ("alternate", "application/pdf", "pdf_url"),
    ("item", "application/pdf", "pdf_url"),  # https://signposting.org/FAIR/
    # https://oembed.com/#section4; JSON first: XML is for who has no JSON
    ("alternate", "application/json+oembed", "oembed"),
    ("alternative", "application/json+oembed", "oembed"),
    ("alternate", "text/json+oembed", "oembed"),
    ("alternate", "application/xml+oembed", "oembed"),
    ("alternate", "text/xml+oembed", "oembed"),
)
# What WordPress and Blogger call a site's feeds: "Example » Feed", "Example - Atom".
_FEED = re.compile(r"([^»]{2,80}?) (?:» .|- (?:Atom|RSS)$)")
# Themes of old write "Example RSS Feed", and others "Latest news RSS Feed": the title tells.
_RSS_FEED = re.compile(r"(.{2,80}?) RSS Feed$")
_FEED_TYPES = ("application/rss+xml", "application/atom+xml")
_ICON_RELS = ("icon", "apple-touch-icon", "apple-touch-icon-precomposed")
_KNOWN = frozenset((*(rel for rel, _, _ in _RELATIONS), "image_src", *_ICON_RELS))
_WANTED_PX = 64  # a card shows an icon at 16 to 32 points, on screens of up to two dots a point
_ICON_SIZE = re.compile(r"(\d{1,4})x\d{1,4}", re.IGNORECASE | re.ASCII)


def links(page: Page) -> Iterator[Candidate]:
    """Yield what the page's `<link>` tags state; of several icons the best size first."""
    relations = []
    for link in page.links:
        rels = link.get("rel", "").lower().split()
        if not _KNOWN.isdisjoint(rels):  # most links are style sheets
            relations.append((rels, link))
    for rel, kind, field in _RELATIONS:
        for rels, link in relations:
            if rel in rels and (not kind or link.get("type", "").lower().startswith(kind)):
                url = absolute(link["href"], page.url)
                if url is not None:
                    yield Candidate(field, url, f"link:{rel if not kind else field}")
    for rels, link in relations:
        if "image_src" in rels:
            url = absolute(link["href"], page.base)
            if url is not None:
                yield Candidate("image", Image(url), "link:image_src")
    for rels, link in relations:
        if "alternate" in rels and link.get("type", "").lower() in _FEED_TYPES:
            if named := _feed_of(link.get("title", ""), page.title or ""):
                yield Candidate("site_name", named, "feed:title")
            break  # those behind it are of the comments, or of one section
    yield from _icons(page, relations)
    for block in page.blocks:
        if block.kind == "rel-license":
            url = absolute(block.attributes.get("href", ""), page.url)
            if url is not None:
                yield Candidate("license", url, "link:license")


def _feed_of(feed: str, title: str) -> str | None:
    """Return whose *feed* it is; *title* is the page's."""
    if found := _FEED.match(feed):
        return found[1]
    found = _RSS_FEED.match(feed)
    name = found[1] if found else ""
    return name if name and (title.startswith(name) or title.endswith(name)) else None


def _icons(page: Page, relations: list[tuple[list[str], Attributes]]) -> Iterator[Candidate]:
    found = []
    for rels, link in relations:
        rel = next((rel for rel in _ICON_RELS if rel in rels), None)
        url = absolute(link["href"], page.base) if rel else None
        if rel and url:
            found.append((_misfit(link.get("sizes", ""), touch=rel != "icon"), url))
    for _, url in sorted(found, key=lambda icon: icon[0]):
        yield Candidate("icon", url, "link:icon")


def _misfit(sizes: str, *, touch: bool) -> tuple[bool, int]:
    """Return how badly an icon suits a card: touch icons, then too small, then too large ones."""
    stated = [int(size) for size in _ICON_SIZE.findall(sizes[:256])]
    size = min(stated, key=lambda px: abs(px - _WANTED_PX)) if stated else 180 if touch else 16
    return touch, (_WANTED_PX - size) * 4 if size < _WANTED_PX else size - _WANTED_PX
