"""A fragment of HTML, JATS or MathML → the things a reader meets in it, in order.

The tags are read by libxml2's SAX parser: no tree, no limit of depth, linear time.  Before that
each tag gets the prefix `x:`, because libxml2 knows HTML's own elements too well for fragments of
JATS (the text of a `title` would be raw text, a `p` would close a `sec`), and each `<` that opens
no known element becomes text: `p<0.05`, `2<d<4`, `vector<int>` are what people write.
"""

from __future__ import annotations

import html
import re
from collections.abc import Mapping
from typing import NamedTuple

from lxml import etree

from preview.markup import mathml, tags

_NAME = r"(?:(?P<prefix>[A-Za-z][\w.-]{0,15}):)?(?P<name>[A-Za-z][\w-]{0,30})"
_TAG = re.compile(rf"<(?P<end>/?){_NAME}(?=\s{{0,40}}/?>|\s{{1,40}}[\w:.-]{{1,60}}\s?=)")
_TAG_OR_STRAY = re.compile(rf"{_TAG.pattern}|<")
_ENCODED_TAG = re.compile(rf"&lt;(?P<end>/?){_NAME}(?P<rest>(?:\s[^<>&]{{0,200}})?/?)&gt;")
_DOUBLE = re.compile(r"&amp;(?=(?:#\d{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{1,31});)")
_AMPERSAND = re.compile(r"&(?:(?:#\d{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{1,31});)?")
_ENTITY = re.compile(_AMPERSAND.pattern.removesuffix("?"))
_DECLARATION = re.compile(r"<(?:!doctype|\?xml)[^<>]{0,500}>", re.IGNORECASE)
# Nothing of it gives back what it took: a long word can be cut into six in a milliard ways.
_STYLE_RULE = re.compile(
    r"(?<![\w.#*-])(?:[\w.#*-]{1,40}+[ ,>:]{0,2}+){1,6}+"
    r"\{\s{0,20}+(?:[a-z-]{2,40}+\s?+:[^{};]{1,200}+(?:;\s{0,20}+|(?=\}))){1,60}+\}"
)


class Item(NamedTuple):
    """*kind*: text, open, close (*text* is our element), break, heading, body, item, math.

    `heading` and `body` begin a paragraph that is, or is no, heading; *html* is for `math` only.
    *jats*: an open or close that came as JATS, whose depositors may strip the blanks around it.
    """

    kind: str
    text: str = ""
    html: str = ""
    jats: bool = False


def looks_marked(value: str) -> bool:
    """Is there an element in *value*, or an entity, and not just talk of one (`the <b> tag`)?"""
    if "<" not in value and "&" not in value:
        return False
    if any(html.unescape(found) != found for found in _ENTITY.findall(value)):
        return True
    return any(
        name not in tags.SILENT for name in _paired(_TAG, value)
    ) or value.lstrip().startswith("<![CDATA[")


def items(value: str) -> list[Item]:
    """Return what the fragment *value* holds; any string will do."""
    collector = _Collector()
    parser = etree.HTMLParser(target=collector)
    parser.feed("<html><body>" + _prepared(value) + "</body></html>")
    parser.close()
    return collector.items


def _prepared(value: str) -> str:
    for _ in range(2):  # Copernicus deposits titles that were escaped three times
        value, found = _DOUBLE.subn("&", value)
        if not found:
            break
    value = value.replace("<![CDATA[", "").replace("]]>", "")
    value = _DECLARATION.sub(" ", _without_comments(value))
    names = frozenset(_paired(_ENCODED_TAG, value)) - tags.SILENT  # a script that is told of
    value = _ENCODED_TAG.sub(lambda found: _decoded(found, names), value)
    return _AMPERSAND.sub(_character, _TAG_OR_STRAY.sub(_prefixed, value))


def _without_comments(value: str) -> str:
    first, *rest = value.split("<!--")
    return first + "".join(part.partition("-->")[2] for part in rest)


def _paired(pattern: re.Pattern[str], value: str) -> list[str]:
    """The known elements that *pattern* finds opened and closed, or that need no closing."""
    opened: set[str] = set()
    closed: set[str] = set()
    for found in pattern.finditer(value):
        if _is_known(found):
            (closed if found["end"] else opened).add(found["name"].lower())
    return [name for name in opened if name in closed or name in tags.UNPAIRED]


def _is_known(found: re.Match[str]) -> bool:
    prefix = (found["prefix"] or "").lower()
    any_name = prefix in tags.PREFIXES or (prefix[:2] == "ns" and prefix[2:].isdecimal())
    return any_name or found["name"].lower() in tags.KNOWN


def _decoded(found: re.Match[str], names: frozenset[str]) -> str:
    if found["name"].lower() not in names:
        return found[0]
    return "<" + found[0].removeprefix("&lt;").removesuffix("&gt;") + ">"


def _prefixed(found: re.Match[str]) -> str:
    if found["name"] is None or not _is_known(found):
        return "&lt;" + found[0][1:]
    jats = "j" if found["prefix"] or found["name"] in ("italic", "bold") else "x"
    return f"<{found['end']}{jats}:{found['name'].lower()}"


def _character(found: re.Match[str]) -> str:
    character = html.unescape(found[0])
    if character in ("<", "&"):
        return "&lt;" if character == "<" else "&amp;"
    return "&amp;" + found[0][1:] if character == found[0] else character


class _Collector:
    """Target of lxml's parser."""

    def __init__(self) -> None:
        self.items: list[Item] = []
        self.silent = 0
        self.formula = 0
        self.formula_at = 0
        self.source: list[str] | None = None  # of tex-math, while it is open
        self.tex: str | None = None  # of the formula that is open
        self.math: list[mathml.Element] = []

    def start(self, tag: str | bytes, attributes: Mapping[str | bytes, str | bytes]) -> None:
        prefix, _, name = str(tag).partition(":")
        if self.silent or name in tags.SILENT:
            self.silent += bool(name)
        elif self.math or name == "math":
            fence = (str(attributes.get("open", "(")), str(attributes.get("close", ")")))
            variant = str(attributes.get("mathvariant", ""))
            self.math.append(mathml.Element(name, variant, fence))
        elif name == "tex-math":
            self.source = []
        elif name in tags.INLINE:
            self.items.append(Item("open", tags.INLINE[name], jats=prefix == "j"))
        else:
            if name in tags.FORMULAS:
                self.formula_at = self.formula_at if self.formula else len(self.items)
                self.formula += 1
            self.block(name)

    def end(self, tag: str | bytes) -> None:
        prefix, _, name = str(tag).partition(":")
        if self.silent:
            self.silent -= bool(name)
        elif self.math:
            self.reduce()
        elif name == "tex-math":
            self.end_source()
        elif name in tags.INLINE:
            self.items.append(Item("close", tags.INLINE[name], jats=prefix == "j"))
        else:
            if name in tags.FORMULAS:
                self.end_formula()
            if name in tags.HEADINGS or name in tags.BLOCKS or name in tags.ITEMS:
                self.items.append(Item("body"))

    def data(self, data: str | bytes) -> None:
        text = str(data)
        if self.silent:
            return
        if self.source is not None:
            self.source.append(text)
        elif self.math:
            self.math[-1].text.append(text)
        elif self.items and self.items[-1].kind == "text":
            self.items[-1] = Item("text", self.items[-1].text + text)
        else:
            self.items.append(Item("text", text))

    def comment(self, text: str | bytes) -> None:
        pass

    def close(self) -> None:
        while self.math:
            self.reduce()

    def block(self, name: str) -> None:
        if name in tags.HEADINGS:
            self.items.append(Item("heading"))
        elif name in tags.ITEMS:
            self.items.append(Item("item"))
        elif name in tags.BLOCKS or name == "break":
            self.items.append(Item("body"))
        elif name in tags.CELLS:
            self.items.append(Item("text", " "))

    def reduce(self) -> None:
        piece = self.math.pop().reduced()
        if self.math:
            self.math[-1].children.append(piece)
        else:
            self.items.append(Item("math", piece.plain, piece.html))

    def end_source(self) -> None:
        source, self.source = _formula("".join(self.source or ())), None
        if self.formula:
            self.tex = source
        elif source:
            self.items.append(Item("text", f"${source}$"))

    def end_formula(self) -> None:
        """Where a formula is given twice, its TeX says more than the rest."""
        self.formula -= 1
        if self.formula == 0 and self.tex is not None:
            del self.items[self.formula_at :]
            self.items.append(Item("text", f"${self.tex}$"))
            self.tex = None


def _formula(source: str) -> str | None:
    """The body of a `tex-math`, which may come as a whole LaTeX document with dollars."""
    _, begun, rest = source.partition("\\begin{document}")
    body = rest.partition("\\end{document}")[0] if begun else source
    body = body.strip().strip("$").strip()
    for before, after in (("\\(", "\\)"), ("\\[", "\\]")):
        body = body.removeprefix(before).removesuffix(after)
    return " ".join(body.split()) or None


def without_style_rules(text: str) -> str:
    """Drop the CSS that editors paste with their text: `p.p1 {margin: 0.0px}`."""
    return _STYLE_RULE.sub(" ", text) if "{" in text and ":" in text else text
