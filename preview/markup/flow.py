"""The things of a fragment → paragraphs: blanks, headings, lists, raised and lowered text."""

from __future__ import annotations

import re
from collections.abc import Callable

from preview.markup import fragment, mathml
from preview.tex import forms

Prose = Callable[[str], tuple[str, str]]
Both = tuple[str, str]  # plain, html

# A heading that only says what the whole text is.
_SELF = frozenset(
    {"abstract", "summary", "résumé", "resumen", "resumo", "zusammenfassung", "riassunto"}
    | {"аннотация", "摘要", "要旨", "초록"}
)
_CLOSING = tuple(".,;:)]!?%’”'")
_OPENING = tuple("([‘“")
_BULLET = "• "
_WORD_END = re.compile(r"[^\W\d_]{2,}$")
_WORD_START = re.compile(r"[^\W\d_]{2,}")


def paragraphs(items: list[fragment.Item], prose: Prose) -> list[Both]:
    """Return the paragraphs of *items*; *prose* renders a run of text.

    A heading goes in front of the paragraph after it (`Methods: We …`), as journals print it.
    """
    found = [(kind, _paragraph(_spaced(part), prose)) for kind, part in _parts(items)]
    found = [(kind, both) for kind, both in found if both[0].strip()]
    if len(found) > 1 and found[0][1][0].strip(" .:\n\t").casefold() in _SELF:
        del found[0]
    out: list[Both] = []
    heading: Both | None = None
    for kind, both in found:
        if heading and kind == "heading":
            out.append(heading)
        if kind == "heading":
            heading = both
            continue
        if kind == "item":
            both = (_BULLET + both[0].lstrip(), _BULLET + both[1].lstrip())
        out.append(_headed(heading, both) if heading else both)
        heading = None
    return [*out, heading] if heading else out


def _headed(heading: Both, body: Both) -> Both:
    plain, marked = heading[0].strip(), heading[1].strip()
    colon = "" if plain[-1] in ".:?!。：" else ":"
    return f"{plain}{colon} {body[0].lstrip()}", f"<b>{marked}{colon}</b> {body[1].lstrip()}"


def _parts(items: list[fragment.Item]) -> list[tuple[str, list[fragment.Item]]]:
    """Split at what begins a paragraph; an item stays one when a `p` opens inside it."""
    parts: list[tuple[str, list[fragment.Item]]] = [("body", [])]
    for item in items:
        if item.kind not in ("heading", "body", "item"):
            parts[-1][1].append(item)
        elif item.kind == "body" and parts[-1][0] == "item" and _blank(parts[-1][1]):
            continue
        else:
            parts.append((item.kind, []))
    return parts


def _blank(items: list[fragment.Item]) -> bool:
    return not any(item.kind == "math" or item.text.strip() for item in items)


# -- blanks -----------------------------------------------------------------------------------


def _spaced(items: list[fragment.Item]) -> list[fragment.Item]:
    """Mend the blanks around elements.

    A pretty-printer put a line break around each (`(\\n  <i>S. agalactiae</i>\\n )`); a depositor's
    program took all of them away (`or<jats:italic>rivalry</jats:italic>between`).
    """
    out = list(items)
    for at, item in enumerate(out):
        if item.kind != "text":
            continue
        before = items[at - 1] if at else None
        after = items[at + 1] if at + 1 < len(items) else None
        text = item.text
        if before and before.kind in ("close", "math"):
            text = _after_element(text, before, _content(items, at - 1, -1))
        if after and after.kind in ("open", "math"):
            text = _before_element(text, after, _content(items, at + 1, 1), items[at + 2 : at + 5])
        out[at] = item._replace(text=text)
    return out


def _content(items: list[fragment.Item], at: int, step: int) -> str:
    """The text of the element or formula at the edge *at*."""
    if items[at].kind == "math":
        return items[at].text
    inside = at + step
    return items[inside].text if 0 <= inside < len(items) else ""


def _after_element(text: str, element: fragment.Item, content: str) -> str:
    bare = text.lstrip()
    if "\n" in text[: len(text) - len(bare)] and bare.startswith(_CLOSING):
        return bare
    glued = _WORD_START.match(text)
    if not glued or not content[-1:].isalpha():
        return text
    if element.kind == "math" or (_stripped(element) and len(content) > 2 and len(glued[0]) > 2):
        return " " + text
    return text


def _before_element(
    text: str, element: fragment.Item, content: str, rest: list[fragment.Item]
) -> str:
    bare = text.rstrip()
    if "\n" in text[len(bare) :] and (
        bare.endswith(_OPENING) or (element.kind == "open" and element.text in ("sub", "sup"))
    ):
        return bare
    if not content[:1].isalpha() or content[0] in forms.RAISED_OR_LOWERED:
        return text
    if element.kind == "math":
        return text + " " if _WORD_END.search(text[-40:]) else text
    if not _stripped(element) or len(content) < 3:
        return text
    if text.endswith((",", ";")):
        return text + " "
    follows = next((item.text for item in rest if item.kind == "text"), "") if rest else ""
    both = _WORD_START.match(follows) is not None
    if _WORD_END.search(text[-40:]) and (content[0].isupper() or both):
        return text + " "
    return text


def _stripped(element: fragment.Item) -> bool:
    """May the blanks around *element* have been taken away?  Only JATS's italics were seen so."""
    return element.jats and element.text == "i"


# -- one paragraph ----------------------------------------------------------------------------


def _paragraph(items: list[fragment.Item], prose: Prose) -> Both:
    writer = _Writer(prose)
    for item in items:
        writer.add(item)
    return writer.finish()


class _Writer:
    def __init__(self, prose: Prose) -> None:
        self.prose = prose
        self.open: list[str] = []  # our elements, outermost first; "" for one inside its like
        self.levels: list[list[Both]] = [[]]  # a level more inside each raised or lowered text

    def add(self, item: fragment.Item) -> None:
        if item.kind == "text":
            self.levels[-1].append(self.prose(item.text))
        elif item.kind == "math":
            self.levels[-1].append((item.text, item.html))
        elif item.kind == "open":
            self.enter(item.text)
        elif item.kind == "close" and self.open:
            self.leave()

    def enter(self, element: str) -> None:
        if element in self.open:
            self.open.append("")
            return
        self.open.append(element)
        if element in ("sub", "sup"):
            self.levels.append([])
        else:
            self.levels[-1].append(("", f"<{element}>"))

    def leave(self) -> None:
        element = self.open.pop()
        if element in ("sub", "sup"):
            inside = _joined(self.levels.pop())
            self.levels[-1].append((_moved(element, inside[0]), _marked(element, inside[1])))
        elif element:
            self.levels[-1].append(("", f"</{element}>"))

    def finish(self) -> Both:
        while self.open:
            self.leave()
        return _joined(self.levels[0])


def _joined(pieces: list[Both]) -> Both:
    return "".join(piece[0] for piece in pieces), "".join(piece[1] for piece in pieces)


def _marked(element: str, inside: str) -> str:
    return f"<{element}>{inside}</{element}>" if inside.strip() else inside


def _moved(element: str, inside: str) -> str:
    """Raised or lowered text as plain text.

    Words stay words (`20th`, `Vmax`); a raised number without a Unicode form must not join the
    number before it: `10^3.5`.
    """
    bare = inside.strip()
    if not bare or (len(bare) > 1 and bare.isalpha()):
        return inside
    piece = mathml.script(element, mathml.Piece(bare, ""))
    if not piece.plain.startswith(("_", "^")):
        return piece.plain
    return piece.plain if element == "sup" and any(c.isdecimal() for c in bare) else inside
