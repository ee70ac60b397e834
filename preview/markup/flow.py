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
    for at, item in enumerate(items):
        if item.kind == "math":
            _let_out(out, at, at, item.text)
        elif item.kind == "open":
            _pull_in_before(out, at, item)
            inside = items[at + 1 : at + 3]
            if [one.kind for one in inside] == ["text", "close"] and _stripped(item):
                _let_out(out, at, at + 2, inside[0].text)
        if item.kind in ("close", "math"):
            _pull_in_after(out, at)
    return out


def _pull_in_before(out: list[fragment.Item], at: int, element: fragment.Item) -> None:
    text = _text_at(out, at - 1)
    bare = text.rstrip()
    raised = element.text in ("sub", "sup")
    if "\n" in text[len(bare) :] and (bare.endswith(_OPENING) or raised):
        out[at - 1] = out[at - 1]._replace(text=bare)


def _pull_in_after(out: list[fragment.Item], at: int) -> None:
    text = _text_at(out, at + 1)
    bare = text.lstrip()
    if "\n" in text[: len(text) - len(bare)] and bare.startswith(_CLOSING):
        out[at + 1] = out[at + 1]._replace(text=bare)


def _let_out(out: list[fragment.Item], first: int, last: int, content: str) -> None:
    """Give words that are glued to the element or formula from *first* to *last* their blanks.

    A part of a word stays one (`<italic>p</italic>H`, `<italic>N</italic>-methyl`): an element
    must be a word itself, and be glued to words on both sides, or begin with a capital where a
    small word ends, or have a longer word behind it.
    """
    before, after = _text_at(out, first - 1), _text_at(out, last + 1)
    formula = out[first].kind == "math"
    if not formula and len(content) < 3:
        return
    starts = content[:1].isalpha() and not forms.is_scripted(content[:1])
    left = starts and _WORD_END.search(before[-40:]) is not None
    behind = _WORD_START.match(after) if content[-1:].isalpha() else None
    both = left and behind is not None
    if (left and (formula or both or content[0].isupper())) or (
        starts and not formula and before.endswith((",", ";"))
    ):
        out[first - 1] = out[first - 1]._replace(text=before + " ")
    if behind and (formula or both or len(behind[0]) > 2):
        out[last + 1] = out[last + 1]._replace(text=" " + after)


def _text_at(items: list[fragment.Item], at: int) -> str:
    return items[at].text if 0 <= at < len(items) and items[at].kind == "text" else ""


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
