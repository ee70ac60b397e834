"""One pass over a page's tags, without a tree: linear in any input.

lxml's tree builder is quadratic in the attributes of one element (90k attributes: 12 s), cuts
silently below depth 254, and cannot be cancelled; the same parser with a target does none of it.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from itertools import islice
from typing import NamedTuple

from preview.extract.marks import Marker, words
from preview.extract.record import Attributes, Block, Heading, Mark, MicroTag
from preview.extract.visible import LINE, PARAGRAPH, squashed

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

# Inline scripts that hold a page's metadata, by a name that is in them.
INLINE = ("lobal.document.metadata",)  # IEEE Xplore: xplGlobal, before 2018 global

_BLOCK_TAGS = words(
    "address article aside blockquote body center dd div dl dt fieldset figcaption figure footer "
    "form h1 h2 h3 h4 h5 h6 header hr li main nav ol p pre section table td th tr ul"
)
_UNSEEN = words(
    "annotation annotation-xml head noscript object script select style svg template textarea"
)
_ASIDES = frozenset(("aside", "dialog", "footer", "nav"))
_OWN = frozenset(("author", "one-author", "byline", "date"))  # of somebody else inside a `voice`
# The front page, or that of one language.
_HOME = re.compile(
    r"\s*+(?:(?:https?:)?//[^/?#]{3,80})?/?(?:\w\w/|(?:index|home|default)\.\w{3,4}|\./)?\s*+",
    re.ASCII | re.IGNORECASE,
)
_LONG_TEXTS = frozenset(("articleBody", "reviewBody", "text", "comment"))
_JSON_LD = "application/ld+json"


class _Open(NamedTuple):
    """A part whose end has not come; *start* is where its text begins in the pieces."""

    kind: str
    tag: str
    depth: int
    start: int
    attributes: Attributes
    row: int
    hrefs: list[str]


class Target(NamedTuple):
    """What lxml's parser calls: with each tag, each run of text, and at the end."""

    start: Callable[[str, Attributes], None]
    end: Callable[[str], None]
    data: Callable[[str], None]
    close: Callable[[], None]


class Collector:
    """Gathers what a page holds from what a parser calls; whole once `target.close` was called."""

    def __init__(self, marks: Iterable[Mark] = ()) -> None:
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
        self._pieces: list[str] = []
        self._marker = Marker(marks)
        self._open: list[_Open] = []
        self._script_chars_left = MAX_SCRIPT_CHARS
        self._paragraphs_left = PARAGRAPHS
        self._openings_left = OPENINGS
        self._author_links_left = MAX_AUTHOR_LINKS
        self._asides = 0
        self._micro_level = 0

    def target(self) -> Target:
        """Return what is to be called for one page.

        `start` and `end` are called for every tag, and half of the cost of reading a page is
        theirs: so they are closures, since a cell is read in a third of an attribute's time, they
        look at a tag once, and ask with `in`, which costs a third of a `get`.  `data` is a list's
        own method, which costs no call of ours.
        """
        depth, top = 0, -1  # how deep we are, and how deep the innermost open part began
        parts_left, head_links_left = MAX_PARTS, -1  # not known before the first link
        opened, pieces = self._open, self._pieces
        data = pieces.append
        plain, ids = self._marker.plain, self._marker.ids
        unmarked = self._marker.tokens.isdisjoint
        finish_of = _ENDS.get
        leads_home = _HOME.fullmatch

        def start(tag: str, attributes: Attributes) -> None:
            nonlocal depth, head_links_left
            depth += 1
            if tag in _BREAKS:
                data(PARAGRAPH)
            elif tag == "a":  # one tag of six, and most are looked at no further
                if (
                    (opened and opened[-1].kind not in _LINKLESS)
                    or "rel" in attributes
                    or ("href" in attributes and "/aut" in attributes["href"])
                ):
                    self._on_a(tag, attributes)
                if head_links_left and "href" in attributes:
                    if head_links_left < 0:
                        head_links_left = 1 if self._names_its_site() else HEAD_LINKS
                    head_links_left -= 1
                    if leads_home(attributes["href"]):
                        begin("home", tag, attributes)
            elif tag in _STARTS:
                _STARTS[tag](self, tag, attributes)
            if attributes:
                looked_at = False
                if "class" in attributes and (classes := attributes["class"]) not in plain:
                    if "__" not in classes and unmarked(classes.lower().split()):
                        plain.add(classes)
                    else:
                        self._begin_marked(tag, attributes)
                        looked_at = True
                if "id" in attributes and not looked_at and attributes["id"].lower() in ids:
                    self._begin_marked(tag, attributes)
                if "itemprop" in attributes or "itemscope" in attributes:
                    self._begin_micro(tag, attributes)

        def begin(kind: str, tag: str, attributes: Attributes, row: int = -1) -> bool:
            nonlocal top, parts_left
            if len(opened) >= MAX_OPEN or not parts_left:
                return False
            parts_left -= 1
            top = depth
            opened.append(_Open(kind, tag, depth, len(pieces), attributes, row, []))
            return True

        def end(tag: str) -> None:
            nonlocal depth, top
            if top == depth:
                while opened and opened[-1].depth >= depth:
                    part = opened.pop()
                    finish_of(part.kind, _END_BLOCK)(self, part)
                top = opened[-1].depth if opened else -1
            if tag in _BLOCK_TAGS:
                data(PARAGRAPH)
            depth -= 1

        def close() -> None:
            while opened:  # where the parser gave up; else it has ended all of them itself
                part = opened.pop()
                finish_of(part.kind, _END_BLOCK)(self, part)

        self._begin = begin
        return Target(start, end, data, close)

    def forget(self) -> None:
        """Let go of all that was found, which by now is in a `Page`.

        lxml's parser, its context and its target hold each other until the garbage collector comes
        by; without this each would hold up to 4 MB of a page until then.
        """
        for found in (
            self.metas, self.links, self.json_ld, self.scripts, self.sources, self.headings,
            self.blocks, self.microdata, self.images, self.paragraphs, self.homes, self._pieces,
            self._open,
        ):  # fmt: skip
            found.clear()

    def text(self) -> str:
        """Return the visible text as it stands, for `squashed`."""
        return "".join(self._pieces)

    # -- parts

    def _begin_marked(self, tag: str, attributes: Attributes) -> None:
        kind = self._marker.kind(tag, attributes)
        if kind == "half-name":
            self._pieces.append(" ")
            return
        if kind is not None and not self._asides and not (kind in _OWN and self._in_voice()):
            self._begin(kind, tag, attributes)

    def _names_its_site(self) -> bool:
        return any("og:site_name" in tag.values() for tag in self.metas)

    def _in_voice(self) -> bool:
        return any(part.kind == "voice" for part in self._open)

    def _text(self, part: _Open) -> str:
        pieces = self._pieces[part.start : part.start + MAX_PIECES]
        if len(pieces) == 1:
            return " ".join(pieces[0][:MAX_TEXT].split())
        return squashed("".join(pieces)[:MAX_TEXT])

    def _end_block(self, part: _Open) -> None:
        if len(self.blocks) < MAX_BLOCKS:
            self.blocks.append(
                Block(
                    part.kind, part.tag, self._text(part), _kept(part.attributes), tuple(part.hrefs)
                )
            )

    def _end_voice(self, part: _Open) -> None:
        """Nothing of it is kept for itself."""

    def _end_home(self, part: _Open) -> None:
        """Keep what a link home is called, by its text or its tooltip."""
        href = part.attributes["href"].strip()
        texts = self._text(part), " ".join(part.attributes.get("title", "")[:MAX_TEXT].split())
        self.homes += [(href, text) for text in texts if text]

    def _end_unseen(self, part: _Open) -> None:
        del self._pieces[part.start :]

    def _end_aside(self, part: _Open) -> None:
        self._asides -= 1
        del self._pieces[part.start :]

    def _end_title(self, part: _Open) -> None:
        if self.title is None:
            self.title = self._text(part) or None
        del self._pieces[part.start :]

    def _end_heading(self, part: _Open) -> None:
        if len(self.headings) < MAX_HEADINGS and (text := self._text(part)):
            self.headings.append(Heading(int(part.tag[1]), text))

    def _end_paragraph(self, part: _Open) -> None:
        if self._paragraphs_left and not self._asides:
            text = self._text(part)
            if len(text) >= PARAGRAPH_MIN:
                self.paragraphs.append(text)
                self._paragraphs_left -= 1
            if len(text) >= OPENING_MIN:
                self._openings_left -= 1
                if not self._openings_left:
                    self._paragraphs_left = 0

    def _end_script(self, part: _Open) -> None:
        if len(self._pieces) == part.start:  # its text is elsewhere: `src`
            return
        text = "".join(self._pieces[part.start :])
        del self._pieces[part.start :]
        stated = part.attributes
        is_json_ld = "type" in stated and stated["type"].strip().lower().startswith(_JSON_LD)
        if is_json_ld or any(map(text.__contains__, INLINE)):
            kept = self.json_ld if is_json_ld else self.scripts
            if len(kept) < MAX_SCRIPTS and len(text) <= self._script_chars_left:
                self._script_chars_left -= len(text)
                kept.append(text)
        elif len(self.sources) < MAX_SOURCES:
            self.sources.append(text[:400].strip()[:200])

    def _end_micro(self, part: _Open) -> None:
        self._micro_level -= 1
        if "content" in part.attributes or "itemscope" in part.attributes:
            return
        if part.attributes["itemprop"] not in _LONG_TEXTS:
            tag = self.microdata[part.row]
            self.microdata[part.row] = tag._replace(text=self._text(part))

    def _begin_micro(self, tag: str, attributes: Attributes) -> None:
        row = len(self.microdata)
        if row < MAX_MICRODATA and self._begin("micro", tag, attributes, row):
            self.microdata.append(MicroTag(self._micro_level, tag, _kept(attributes), ""))
            self._micro_level += 1

    # -- tags

    def _on_html(self, tag: str, attributes: Attributes) -> None:
        self.html = self.html or dict(attributes)

    def _on_base(self, tag: str, attributes: Attributes) -> None:
        self.base = self.base or attributes.get("href")

    def _on_meta(self, tag: str, attributes: Attributes) -> None:
        if len(self.metas) >= MAX_METAS or len(attributes) < 2:
            return
        name = attributes.get("name")
        if name is None or "citation_reference" not in name:  # other papers' titles and authors
            self.metas.append(_kept(attributes))

    def _on_link(self, tag: str, attributes: Attributes) -> None:
        if len(self.links) < MAX_LINKS and "href" in attributes:
            self.links.append(_kept(attributes))

    def _on_title(self, tag: str, attributes: Attributes) -> None:
        in_picture = bool(self._open) and self._open[-1].tag == "svg"
        self._begin("unseen" if in_picture else "title", tag, attributes)

    def _on_unseen(self, tag: str, attributes: Attributes) -> None:
        self._begin("unseen", tag, attributes)

    def _on_aside(self, tag: str, attributes: Attributes) -> None:
        self._pieces.append(PARAGRAPH)
        self._asides += self._begin("aside", tag, attributes)

    def _on_section(self, tag: str, attributes: Attributes) -> None:
        self._pieces.append(PARAGRAPH)
        if "role" in attributes and attributes["role"] == "doc-abstract" and not self._asides:
            self._begin("abstract", tag, attributes)

    def _on_heading(self, tag: str, attributes: Attributes) -> None:
        self._pieces.append(PARAGRAPH)
        if not self._asides:
            self._begin("heading", tag, attributes)

    def _on_p(self, tag: str, attributes: Attributes) -> None:
        self._pieces.append(PARAGRAPH)
        if self._paragraphs_left and not self._asides:
            self._begin("paragraph", tag, attributes)

    def _on_br(self, tag: str, attributes: Attributes) -> None:
        self._pieces.append(LINE)

    def _on_script(self, tag: str, attributes: Attributes) -> None:
        if "src" in attributes and len(self.sources) < MAX_SOURCES:
            self.sources.append(attributes["src"][:200])
        self._begin("script", tag, attributes)

    def _on_frame(self, tag: str, attributes: Attributes) -> None:
        if "src" in attributes and len(self.sources) < MAX_SOURCES:
            self.sources.append(attributes["src"][:200])

    def _on_img(self, tag: str, attributes: Attributes) -> None:
        if self._open and self._open[-1].kind == "home" and "alt" in attributes:
            href = self._open[-1].attributes["href"].strip()
            self.homes.append((href, " ".join(attributes["alt"][:MAX_TEXT].split())))
        if (
            len(self.images) < MAX_IMAGES
            and not self._asides
            and ("width" in attributes or "width" in attributes.get("style", ""))
        ):
            self.images.append(_kept(attributes))

    def _on_a(self, tag: str, attributes: Attributes) -> None:
        href = attributes.get("href")
        if href is None:
            return
        block = next((part for part in reversed(self._open) if part.kind != "paragraph"), None)
        if block is not None and len(block.hrefs) < 16:
            block.hrefs.append(href[:4096])
        if self._asides:
            return
        rels = attributes["rel"].lower().split() if "rel" in attributes else ()
        for rel in ("author", "license"):
            if rel in rels:
                self._begin(f"rel-{rel}", tag, attributes)
        if self._author_links_left and "/aut" in href and not self._in_voice():
            self._author_links_left -= 1
            self._begin("author-link", tag, attributes)

    def _on_quote(self, tag: str, attributes: Attributes) -> None:
        self._pieces.append(PARAGRAPH)
        self._begin("voice", tag, attributes)

    def _on_time(self, tag: str, attributes: Attributes) -> None:
        if not self._asides and not self._in_voice():
            self._begin("time", tag, attributes)

    def _on_input(self, tag: str, attributes: Attributes) -> None:
        self.passwords += attributes.get("type", "").lower() == "password"


def _kept(attributes: Attributes) -> Attributes:
    """Return *attributes* within the caps, as a copy only where it must be."""
    if len(attributes) <= MAX_ATTRIBUTES:
        for value in attributes.values():
            if len(value) > MAX_TEXT:
                break
        else:
            return attributes
    first = islice(attributes.items(), MAX_ATTRIBUTES)
    return {name: value[:MAX_TEXT] for name, value in first}


_STARTS: dict[str, Callable[[Collector, str, Attributes], None]] = {
    "html": Collector._on_html,
    "base": Collector._on_base,
    "meta": Collector._on_meta,
    "link": Collector._on_link,
    "title": Collector._on_title,
    "section": Collector._on_section,
    "h1": Collector._on_heading,
    "h2": Collector._on_heading,
    "p": Collector._on_p,
    "br": Collector._on_br,
    "blockquote": Collector._on_quote,
    "script": Collector._on_script,
    "iframe": Collector._on_frame,
    "img": Collector._on_img,
    "a": Collector._on_a,
    "time": Collector._on_time,
    "input": Collector._on_input,
    **dict.fromkeys(_UNSEEN - {"script"}, Collector._on_unseen),
    **dict.fromkeys(_ASIDES, Collector._on_aside),
}
_BREAKS = _BLOCK_TAGS - _STARTS.keys()
"""Tags that only break the text."""
_END_BLOCK = Collector._end_block
_ENDS: dict[str, Callable[[Collector, _Open], None]] = {
    "unseen": Collector._end_unseen,
    "voice": Collector._end_voice,
    "home": Collector._end_home,
    "aside": Collector._end_aside,
    "title": Collector._end_title,
    "heading": Collector._end_heading,
    "paragraph": Collector._end_paragraph,
    "script": Collector._end_script,
    "micro": Collector._end_micro,
}
_LINKLESS = _ENDS.keys() - {"paragraph"}
"""Kinds of parts whose links nobody reads; those of a paragraph are the block's around it."""
