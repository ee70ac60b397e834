"""What one pass over a page's tags has found so far, and how much of it is kept."""

from __future__ import annotations

from collections.abc import Callable
from itertools import islice
from typing import NamedTuple

from preview.extract.record import Attributes, Block, Heading, MicroTag
from preview.extract.visible import squashed

# Caps.  An ordinary page is far below each; an author list of 3 000 with affiliations is not far.
# None on tags: a MiB holds at most 350k, and each costs the same.
MAX_METAS = 20_000
MAX_LINKS = 256
MAX_ATTRIBUTES = 32
MAX_BLOCKS = 256
MAX_MICRODATA = 400
MAX_OPEN = 24  # parts inside each other
MAX_PARTS = 20_000  # parts in all; then text is text, whatever the tag
MAX_PIECES = 20_000  # of one part
MAX_TEXT = 65_536  # code points of one part or attribute; an abstract has at most 50 000
MAX_SCRIPTS = 32
MAX_SCRIPT_CHARS = 1_048_576  # all scripts that are kept, together
MAX_HEADINGS = 16
MAX_IMAGES = 32
MAX_SOURCES = 64
PARAGRAPHS = 12
PARAGRAPH_MIN = 40
OPENING_MIN = 80  # code points from which a paragraph may open the text
OPENINGS = 3  # of them, since the first may be a menu or a notice: none behind is kept
HEAD_LINKS = 48  # a site's logo leads home, and is among the first links
MAX_AUTHOR_LINKS = 16  # one is the page's author; a list of stories leads to many


class Open(NamedTuple):
    """A part whose end has not come; *start* is where its text begins in the pieces."""

    kind: str
    tag: str
    depth: int
    start: int
    attributes: Attributes
    row: int
    hrefs: list[str]


Begin = Callable[..., bool]
"""(kind, tag, attributes, row) → whether such a part was begun."""


class Found:
    """State, filled by `starts` and `ends` as `collect.Target` is called.

    Attributes:
        pieces: the visible text, in runs and marks.
        open: the parts that we are in, the innermost last.
        begin: begins a part; the target's, which knows how deep we are.
        asides: parts that are beside the text, around where we are.
    """

    begin: Begin

    def __init__(self) -> None:
        self.html: Attributes = {}
        self.base: str | None = None
        self.title: str | None = None
        self.metas: list[Attributes] = []
        self.links: list[Attributes] = []
        self.json_ld: list[str] = []
        self.scripts: list[str] = []
        self.sources: list[str] = []
        self.headings: list[Heading] = []
        self.blocks: list[Block] = []
        self.microdata: list[MicroTag] = []
        self.images: list[Attributes] = []
        self.paragraphs: list[str] = []
        self.homes: list[tuple[str, str]] = []
        self.passwords = 0
        self.pieces: list[str] = []
        self.open: list[Open] = []
        self.script_chars_left = MAX_SCRIPT_CHARS
        self.paragraphs_left = PARAGRAPHS
        self.openings_left = OPENINGS
        self.author_links_left = MAX_AUTHOR_LINKS
        self.asides = 0
        self.micro_level = 0

    def forget(self) -> None:
        """Let go of all that was found, which by now is in a `Page`.

        lxml's parser, its context and its target hold each other until the garbage collector comes
        by; without this each would hold up to 4 MB of a page until then.
        """
        for found in (
            self.metas, self.links, self.json_ld, self.scripts, self.sources, self.headings,
            self.blocks, self.microdata, self.images, self.paragraphs, self.homes, self.pieces,
            self.open,
        ):  # fmt: skip
            found.clear()

    def text(self) -> str:
        """Return the visible text as it stands, for `squashed`."""
        return "".join(self.pieces)

    def text_of(self, part: Open) -> str:
        pieces = self.pieces[part.start : part.start + MAX_PIECES]
        if len(pieces) == 1:
            return " ".join(pieces[0][:MAX_TEXT].split())
        return squashed("".join(pieces)[:MAX_TEXT])

    def in_voice(self) -> bool:
        """Are we in what somebody else says?"""
        return any(part.kind == "voice" for part in self.open)

    def names_its_site(self) -> bool:
        return any("og:site_name" in tag.values() for tag in self.metas)


def kept(attributes: Attributes) -> Attributes:
    """Return *attributes* within the caps, as a copy only where it must be."""
    if len(attributes) <= MAX_ATTRIBUTES:
        for value in attributes.values():
            if len(value) > MAX_TEXT:
                break
        else:
            return attributes
    first = islice(attributes.items(), MAX_ATTRIBUTES)
    return {name: value[:MAX_TEXT] for name, value in first}
