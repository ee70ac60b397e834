"""One formula of TeX as a line of Unicode, where all of it has a Unicode form.

A small reader by recursive descent.  Its depth is bounded by `_DEPTH`, not by the input: a deeper
formula has no plain form.  Blanks of the source stay where they separate, and go where TeX needs
them only to end a command's name (`\\alpha x`).
"""

from __future__ import annotations

import re

from preview.tex import forms
from preview.tex.row import NoForm, Row
from preview.tex.tables import (
    ALPHABETS,
    DROPPED,
    ESCAPED,
    FRACTIONS,
    FUNCTIONS,
    INVISIBLE_IN_MATH,
    MATH_MARKS,
    OPERATORS,
    SIGNS,
    SPACES,
    SPACES_IN_MATH,
    TEXT_IN_MATH,
    WRAPS,
)

_DEPTH = 24
_TOKEN = re.compile(r"\\[A-Za-z]+|\\[\s\S]|\s+|\d+(?:[.,]\d+)*|'+|[\s\S]")
_PRIMES = {1: "′", 2: "″", 3: "‴"}
_OPTION = re.compile(r"\[([^\[\]{}$\\]{1,12})\]")


def linear(source: str) -> str | None:
    """Return the formula *source*, without its dollars, as text; None where a part has no form.

    >>> linear(r"D^0-\\bar{D}^0"), linear(r"\\sqrt{s_{NN}}=200"), linear(r"\\lim_{n\\to 0} a")
    ('D⁰−D̄⁰', '√(s_NN)=200', None)
    """
    reader = _Reader(_TOKEN.findall(source))
    try:
        line = reader.row(None, 0)
    except NoForm:
        return None
    return re.sub(r"\s+", " ", line).strip()


class _Reader:
    def __init__(self, tokens: list[str]) -> None:
        self.tokens = tokens
        self.at = 0
        self.alphabet = ""

    def row(self, closing: str | None, depth: int) -> str:
        """Read up to *closing*, or to the end for None."""
        if depth > _DEPTH:
            raise NoForm
        row = Row()
        outer = self.alphabet
        while self.at < len(self.tokens):
            unit = self.tokens[self.at]
            self.at += 1
            if unit == closing:
                self.alphabet = outer
                return row.text
            if unit.isspace() or unit == "~":
                row.gap = True
            elif unit in ("^", "_"):
                self.script(row, unit, depth)
            else:
                self.piece(row, unit, depth)
        if closing is not None:
            raise NoForm
        return row.text

    def piece(self, row: Row, unit: str, depth: int) -> None:
        if unit in ("}", "&", "$", "\\", "\\\\"):
            raise NoForm
        if unit == "{":
            row.add(self.row("}", depth + 1))
        elif unit[0] == "\\":
            self.command(row, unit[1:], depth)
        elif unit[0] == "'":
            row.attach(_PRIMES.get(len(unit), "′" * len(unit)))
        elif unit == "-":
            row.add("−")
        else:
            row.add(forms.styled(self.alphabet, unit))

    def script(self, row: Row, sign: str, depth: int) -> None:
        content = self.argument(depth).strip().lstrip(sign)
        found = forms.superscript(content) if sign == "^" else forms.subscript(content)
        if found is not None:
            row.attach(found, row.after if row.after == "function" else "")
        elif len(content) == 1 or (content.isalnum() and not forms.is_scripted(content)):
            row.attach(sign + content, "script")
        else:
            raise NoForm

    def argument(self, depth: int, *, digits: int | None = None) -> str:
        """Read what TeX takes as one argument: a group, or one unit.

        A sign with its digits, and all digits of a number, are one too: who writes `fb$^-1$` or
        `10^12` means that; but `\\frac12` is a half, so there *digits* is 1.
        """
        if depth > _DEPTH:
            raise NoForm
        unit = self.next()
        if digits and len(unit) > digits and unit.isdecimal():
            self.at -= 1
            self.tokens[self.at] = unit[digits:]
            return unit[:digits]
        if unit == "{":
            return self.row("}", depth + 1)
        if unit in "+-" and self.at < len(self.tokens) and self.tokens[self.at][0].isdecimal():
            return unit + self.next()
        row = Row()
        self.piece(row, unit, depth + 1)
        return row.text

    def next(self) -> str:
        while self.at < len(self.tokens):
            unit = self.tokens[self.at]
            self.at += 1
            if not unit.isspace():
                return unit
        raise NoForm

    def command(self, row: Row, name: str, depth: int) -> None:
        if name in SIGNS:
            row.add(SIGNS[name], "sign")
        elif name in OPERATORS:
            row.add(OPERATORS[name], "operator")
        elif name in FUNCTIONS:
            row.add(name.removeprefix("b") if name == "bmod" else name, "function")
        elif name in MATH_MARKS:
            row.add(_needed(forms.accented(self.argument(depth), MATH_MARKS[name])))
        elif name in ALPHABETS:
            self.letters(row, name, depth)
        elif name in TEXT_IN_MATH:
            row.add(self.words())
        elif name in FRACTIONS:
            over = self.argument(depth, digits=1)
            row.add(forms.fraction(over, self.argument(depth, digits=1)))
        elif name in WRAPS:
            before, after = WRAPS[name]
            row.add(before + self.argument(depth) + after)
        else:
            self.rest(row, name, depth)

    def rest(self, row: Row, name: str, depth: int) -> None:
        """The commands that are neither a sign nor one of a family."""
        if name in ESCAPED:
            row.add("‖" if name == "|" else name)
        elif name in SPACES or name in SPACES_IN_MATH:
            row.gap = row.gap or bool(SPACES.get(name, SPACES_IN_MATH.get(name)))
            row.after = "" if row.after == "sign" else row.after
        elif name in INVISIBLE_IN_MATH:
            if name in ("left", "right", "middle") and self.tokens[self.at : self.at + 1] == ["."]:
                self.at += 1
        elif name == "sqrt":
            degree = self.option()
            row.add(_needed(forms.root(self.argument(depth), degree)))
        elif name == "operatorname":
            row.add(self.argument(depth).replace(" ", ""), "function")
        elif name == "not":
            row.add(self.argument(depth).strip() + "\u0338", "operator")
        elif name in DROPPED and name not in ("begin", "end", "textcolor"):
            self.argument(depth)
        else:
            raise NoForm

    def letters(self, row: Row, name: str, depth: int) -> None:
        """`\\mathbb{R}` styles its argument; `\\cal` all that follows in its group."""
        if name in ("cal", "rm", "bf", "it", "sf", "tt", "frak") and not self.group_follows():
            self.alphabet = ALPHABETS[name]
            return
        outer, self.alphabet = self.alphabet, ALPHABETS[name]
        row.add(self.argument(depth))
        self.alphabet = outer

    def group_follows(self) -> bool:
        return self.tokens[self.at : self.at + 1] == ["{"]

    def words(self) -> str:
        """The argument of `\\text`, whose blanks count."""
        if self.next() != "{":
            raise NoForm
        end = self.at
        while end < len(self.tokens) and self.tokens[end] != "}":
            if self.tokens[end][0] in "\\${":
                raise NoForm
            end += 1
        found, self.at = "".join(self.tokens[self.at : end]).replace("~", " "), end + 1
        return found

    def option(self) -> str:
        """The `[3]` of `\\sqrt[3]{x}`, without its brackets."""
        found = _OPTION.match("".join(self.tokens[self.at : self.at + 5]))
        while found and self.next() != "]":
            pass
        return found[1] if found else ""


def _needed(form: str | None) -> str:
    if form is None:
        raise NoForm
    return form
