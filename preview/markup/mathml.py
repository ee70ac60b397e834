"""MathML → a line of Unicode, and the same with `sub` and `sup` elements.

Elements are reduced as they close, so depth costs no recursion.  Unlike TeX there is no source to
fall back to that people could read: what has no Unicode form is written `x_(i,j)`.
"""

from __future__ import annotations

import html
from typing import NamedTuple

from preview.tex import forms
from preview.tex.tables import FUNCTIONS, OPERATORS

_SPACED = frozenset("=<>≤≥≠≈≃≅≡") | frozenset(OPERATORS.values()) - frozenset("·∘⋆*:/|")
_OVER = {
    "¯": "\u0304",
    "‾": "\u0304",
    "_": "\u0304",
    "^": "\u0302",
    "ˆ": "\u0302",
    "~": "\u0303",
    "˜": "\u0303",
    "∼": "\u0303",
    "→": "\u20d7",
    "⃗": "\u20d7",
    "˙": "\u0307",
    ".": "\u0307",
    "¨": "\u0308",
    "˘": "\u0306",
    "ˇ": "\u030c",
}
_VARIANTS = {"script": "script", "fraktur": "fraktur", "double-struck": "double-struck"}
_INVISIBLE = str.maketrans("", "", "\u2061\u2062\u2063\u2064\u200b")


class Piece(NamedTuple):
    """*kind*: operator, word (`log`), mark (`mprescripts`), or anything."""

    plain: str
    html: str
    kind: str = ""


class Element:
    """An element that is still open."""

    def __init__(self, name: str, variant: str = "", fence: tuple[str, str] = ("(", ")")) -> None:
        self.name = name
        self.variant = variant
        self.fence = fence
        self.text: list[str] = []
        self.children: list[Piece] = []

    def reduced(self) -> Piece:
        """Return what this element says, now that all of it is read."""
        if self.name in ("mi", "mn", "mo", "ms", "mtext"):
            return self._token()
        row = self.children
        if self.name == "mmultiscripts" and row:
            return _multiscripts(row)
        if self.name in ("munder", "mover") and len(row) == 2 and row[1].plain in _OVER:
            form = forms.accented(row[0].plain, _OVER[row[1].plain])
            return _text(form) if form else row[0]
        if self.name in _SCRIPTS and row:
            return _scripts(row, _SCRIPTS[self.name])
        if self.name == "mfrac" and len(row) == 2:
            return Piece(forms.fraction(row[0].plain, row[1].plain), _fraction_html(row[0], row[1]))
        if self.name in ("msqrt", "mroot") and row:
            return _root(row, self.name)
        if self.name == "mfenced":
            inside = ", ".join(piece.plain for piece in row)
            marked = ", ".join(piece.html for piece in row)
            before, after = self.fence
            return Piece(f"{before}{inside}{after}", f"{_esc(before)}{marked}{_esc(after)}")
        if self.name == "semantics":
            return row[0] if row else Piece("", "")
        if self.name == "mspace":
            return Piece(" ", " ")
        if self.name == "mprescripts":
            return Piece("", "", "mark")
        joined = _row([*row, _text("".join(self.text).strip())])
        end = " " if self.name in ("mtd", "mtr") else ""
        return joined._replace(plain=joined.plain + end, html=joined.html + end)

    def _token(self) -> Piece:
        text = " ".join("".join(self.text).translate(_INVISIBLE).split())
        if self.name == "mtext":
            raw = "".join(self.text)
            text = " " * (raw[:1].isspace()) + text + " " * (raw[-1:].isspace() and text != "")
        if self.name == "mo":
            text = "−" if text == "-" else text
            return _text(text, "operator" if text in _SPACED else "")
        if self.name == "mi":
            alphabet = _VARIANTS.get(self.variant.removeprefix("bold-"), "")
            text = "".join(forms.styled(alphabet, c) for c in text)
            return _text(text, "word" if text in FUNCTIONS else "")
        return _text(text)


def _esc(text: str) -> str:
    return html.escape(text, quote=False)


def _text(text: str, kind: str = "") -> Piece:
    return Piece(text, _esc(text), kind)


def _row(pieces: list[Piece]) -> Piece:
    """Join *pieces*; an operator between two of them gets blanks, a name one before a letter."""
    kept = [piece for piece in pieces if piece.plain]
    if len(kept) == 1:
        return kept[0]
    plain, marked, before = "", "", ""
    for at, piece in enumerate(kept):
        blank = ""
        if piece.kind == "operator":
            blank = " " if plain and before != "prefix" and at + 1 < len(kept) else ""
            before = "operator" if blank else "prefix"
        else:
            if before == "operator" or (before == "word" and piece.plain[0].isalnum()):
                blank = " "
            elif piece.kind == "word" and plain[-1:].isalnum():
                blank = " " if plain[-1] not in forms.RAISED_OR_LOWERED else ""
            before = piece.kind
        plain += blank + piece.plain
        marked += blank + piece.html
    return Piece(plain, marked)


_SCRIPTS = {
    # element: what its second and third child are
    "msub": ("sub",),
    "msup": ("sup",),
    "msubsup": ("sub", "sup"),
    "munder": ("sub",),
    "mover": ("sup",),
    "munderover": ("sub", "sup"),
}


def script(kind: str, content: Piece) -> Piece:
    plain = content.plain.replace(" ", "")
    marked = content.html.replace(" ", "")
    if not plain:
        return Piece("", "")
    form = forms.superscript(plain) if kind == "sup" else forms.subscript(plain)
    if form is None:
        sign = "^" if kind == "sup" else "_"
        single = len(plain) == 1 or plain.replace(".", "", 1).isalnum()
        form = sign + (plain if single else f"({plain})")
    return Piece(form, f"<{kind}>{marked}</{kind}>")


def _scripts(row: list[Piece], kinds: tuple[str, ...]) -> Piece:
    found = [script(kind, piece) for kind, piece in zip(kinds, row[1:], strict=False)]
    return _glued([row[0], *found], row[0].kind)


def _glued(pieces: list[Piece], kind: str = "") -> Piece:
    plain = "".join(piece.plain for piece in pieces)
    return Piece(plain, "".join(piece.html for piece in pieces), kind)


def _multiscripts(row: list[Piece]) -> Piece:
    """`base sub sup … mprescripts sub sup …`: what stands before the base comes first."""
    marks = [at for at, piece in enumerate(row) if piece.kind == "mark"]
    split = marks[0] if marks else len(row)

    def side(pieces: list[Piece]) -> list[Piece]:
        return [script("sup" if at % 2 else "sub", piece) for at, piece in enumerate(pieces)]

    return _glued([*side(row[split + 1 :]), row[0], *side(row[1:split])])


def _fraction_html(over: Piece, under: Piece) -> str:
    plain = forms.fraction(over.plain, under.plain)
    above = f"({over.html})" if plain.startswith(f"({over.plain})") else over.html
    below = f"({under.html})" if plain.endswith(f"({under.plain})") else under.html
    return f"{above}/{below}"


def _root(row: list[Piece], name: str) -> Piece:
    degree = row[1].plain if name == "mroot" and len(row) > 1 else ""
    inside = row[0] if name == "mroot" else _row(row)
    form = forms.root(inside.plain, degree) or f"({inside.plain})^(1/{degree})"
    before, _, after = form.partition(inside.plain)
    return Piece(form, _esc(before) + inside.html + _esc(after))
