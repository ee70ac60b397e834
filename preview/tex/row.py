"""A formula's line as it grows, and where it needs a blank."""

from __future__ import annotations

from preview.tex import forms

_CLOSING = frozenset(")]}⟩⌋⌉,;")
_OPENING = frozenset("([{⟨⌊⌈")
_LITERAL_OPERATORS = frozenset("=<>+−*:≤≥≠≈∼→±×∈")


class NoForm(Exception):
    """This formula cannot be written as a line of text."""


class Row:
    """The line as far as it is read; it knows where two pieces need a blank between them.

    A piece is a `sign` (a command's name ended by a blank), an `operator` (blanks on both sides),
    a `prefix` (an operator with nothing before it: `∼5`), a `function`, or anything else.
    """

    def __init__(self) -> None:
        self.text = ""
        self.gap = False  # the source has a blank here
        self.after = ""  # the kind of the last piece

    def add(self, piece: str, kind: str = "") -> None:
        if not piece:
            return
        if self.after == "script" and not self.gap and _goes_on(piece):
            raise NoForm  # `K_NNx`: nobody could tell where the script ends
        opened = not self.text or self.text[-1] in _OPENING
        if kind == "operator" and (opened or self.after in ("operator", "prefix")):
            kind = "prefix"
        if not opened and self._apart(piece, kind):
            self.text += " "
        self.text += piece
        self.gap = False
        self.after = kind

    def attach(self, script: str, after: str = "") -> None:
        self.text += script
        self.gap = False
        self.after = after

    def _apart(self, piece: str, kind: str) -> bool:
        if kind == "operator" or self.after == "operator":
            return True
        if self.after == "prefix" or piece in _CLOSING:
            return False
        if self.after == "function":
            return piece[0].isalnum()
        if kind == "function":
            return self.gap or self.text[-1].isalnum()
        if self.after == "sign":
            return self.gap and piece in _LITERAL_OPERATORS
        return self.gap


def _goes_on(piece: str) -> bool:
    """Would *piece* read as more of the word before it?"""
    return piece[0].isalnum() and piece[0] not in forms.RAISED_OR_LOWERED
