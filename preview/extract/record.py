"""What one pass over a page has found: a frozen record that all finders read."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import NamedTuple

from preview.extract.visible import letters, squashed

Attributes = Mapping[str, str]
"""The attributes of a tag: names in lower case, values with their entities decoded."""


class Mark(NamedTuple):
    """A part of the body worth keeping: one of the class tokens, or one of the ids, is enough.

    *tags* limits both to these tags.  All in lower case.
    """

    kind: str
    classes: frozenset[str] = frozenset()
    ids: frozenset[str] = frozenset()
    tags: frozenset[str] = frozenset()


class Block(NamedTuple):
    """A marked part of the body: *text* as paragraphs, *hrefs* of its first links as stated."""

    kind: str
    tag: str
    text: str
    attributes: Attributes
    hrefs: tuple[str, ...] = ()


class Heading(NamedTuple):
    level: int
    text: str


class MicroTag(NamedTuple):
    """An element with `itemscope` or `itemprop`; *level* counts such elements around it."""

    level: int
    tag: str
    attributes: Attributes
    text: str


@dataclass(frozen=True, slots=True)
class Page:
    """A page as the finders see it.  All texts are as stated, in document order.

    Attributes:
        url: where it was fetched; relative links are joined to it.
        base: `<base href>` where it is http(s), else *url*: for images only, since a page could
            give its links to another site by it.
        metas, links: the attributes of each `<meta>` and `<link>`.
        json_ld: the text of each JSON-LD script.
        scripts: the text of each inline script that a finder knows (`ends.INLINE`).
        sources: addresses of scripts and frames, and how inline scripts begin: for `wall`.
        images: the attributes of images in the body that say that they are large.
        paragraphs: the first ones of some length, outside navigation, up to the third that is
            long enough to open a text.
        homes: (address, name) of the first links that lead to a front page.
        raw_text: the visible text with its breaks as marks, for `visible.squashed`.
        passwords: how many password fields there are.
    """

    url: str
    base: str
    charset: str = "utf-8"
    lang: str | None = None
    direction: str | None = None
    title: str | None = None
    metas: tuple[Attributes, ...] = ()
    links: tuple[Attributes, ...] = ()
    json_ld: tuple[str, ...] = ()
    scripts: tuple[str, ...] = ()
    sources: tuple[str, ...] = ()
    headings: tuple[Heading, ...] = ()
    blocks: tuple[Block, ...] = ()
    microdata: tuple[MicroTag, ...] = ()
    images: tuple[Attributes, ...] = ()
    paragraphs: tuple[str, ...] = ()
    homes: tuple[tuple[str, str], ...] = ()
    raw_text: str = ""
    passwords: int = 0

    @property
    def text_length(self) -> int:
        return letters(self.raw_text)

    def text_start(self, limit: int) -> str:
        """Return how the visible text begins, as paragraphs, in at most *limit* code points."""
        return squashed(self.raw_text[: 16 * limit])[:limit]

    def texts(self, kind: str) -> list[str]:
        """Return the texts of the blocks of one *kind*."""
        return [block.text for block in self.blocks if block.kind == kind]
