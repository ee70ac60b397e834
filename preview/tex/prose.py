"""The words between the formulas: commands become characters, style, or nothing."""

from __future__ import annotations

import html
import re
from collections.abc import Callable
from typing import NamedTuple

from preview.tex import forms, scan
from preview.tex.linear import linear
from preview.tex.tables import (
    ALPHABETS,
    DROPPED,
    ESCAPED,
    FRACTIONS,
    MATH_MARKS,
    OPERATORS,
    SIGNS,
    SPACES,
    STYLES,
    SWITCHES,
    TEXT_SIGNS,
    WRAPS,
)

# A tilde is a tie between letters and after these words; elsewhere it means "about" (`z~2.5`).
_TIE = re.compile(
    r"(?:(?<=[^\W\d_])|\b(?:Figs?|Secs?|Eqs?|Refs?|Prop|Dr|Prof)\.)~(?=[^\W\d_])"
    r"|\b(?:(?:Figs?|Secs?|Eqs?|Refs?|Prop|Chap|Dr|Prof|No|p|pp)\."
    r"|Figs?|Secs?|Sections?|Theorems?|Lemmas?|Eqs?|Tables?|Refs?|Props?|Chapters?)~"
)
_TIE_TO_MATH = re.compile(r"[^\W\d_]{2,}~$")
_OPTION = re.compile(r"\[[^\[\]]*\]")
_LINE_END = re.compile(r"[ ~]*$")
_ONE_MARK = {"---": "—", "--": "–"}
FORMULA_COMMANDS = (
    FRACTIONS | frozenset(MATH_MARKS) | frozenset(WRAPS) | frozenset(ALPHABETS) | {"sqrt"}
) - frozenset(STYLES)


class Flavour(NamedTuple):
    """How one kind of output writes characters, a formula, and an element around some text."""

    escape: Callable[[str], str]
    math: Callable[[str], str]
    element: bool  # are there elements at all?


def _plain_math(source: str) -> str:
    line = linear(source)
    return f"${source}$" if line is None else line


def _escape(text: str) -> str:
    return html.escape(text, quote=False)


PLAIN = Flavour(str, _plain_math, element=False)
HTML = Flavour(_escape, lambda source: _escape(f"${source}$"), element=True)


def render(tokens: list[scan.Token], flavour: Flavour) -> str:
    writer = _Writer(list(tokens), flavour)
    while writer.at < len(writer.tokens):
        writer.step()
    return writer.finish()


class _Writer:
    def __init__(self, tokens: list[scan.Token], flavour: Flavour) -> None:
        self.tokens = tokens
        self.ends = scan.groups(tokens)
        self.flavour = flavour
        self.at = 0
        self.out: list[str] = []
        self.open: list[str] = []  # for each open group its element, or ""
        self.quoted = False

    def finish(self) -> str:
        while self.open:
            self.close()
        return "".join(self.out)

    # -- one token --

    def step(self) -> None:
        token = self.tokens[self.at]
        self.at += 1
        if token.kind == "chars":
            self.chars(token.text)
        elif token.kind == "math":
            self.tie_to_math(token.text)
            self.out.append(self.flavour.math(token.text))
        elif token.kind == "macro":
            self.macro(token)
        elif token.kind == "sign":
            self.sign(token)
        elif token.kind == "open":
            self.group(token)
        elif token.kind == "close":
            self.close() if self.open else self.put(token.raw)
        else:
            self.mark(token.text)

    def put(self, text: str) -> None:
        self.out.append(self.flavour.escape(text))

    def peek(self) -> scan.Token | None:
        return self.tokens[self.at] if self.at < len(self.tokens) else None

    def chars(self, text: str) -> None:
        following = self.peek()
        if following and following.kind == "open" and text[-1] in "^_" and self.at in self.ends:
            self.put(_untied(text[:-1]))
            self.script(text[-1])
            return
        if text[0] in ".,;:)" and self.out and self.dropped_before():
            self.out[-1] = _LINE_END.sub("", self.out[-1])
        self.put(_untied(text))

    def dropped_before(self) -> bool:
        """Did a `\\cite{…}` just vanish, and leave the blank before it?"""
        return self.at >= 2 and self.tokens[self.at - 2].kind == "close" and self.out[-1] != ""

    def tie_to_math(self, body: str) -> None:
        if self.out and not body[:1].isdecimal() and _TIE_TO_MATH.search(self.out[-1][-40:]):
            self.out[-1] = self.out[-1][:-1] + " "

    def mark(self, text: str) -> None:
        following = self.peek()
        if text == "``":
            self.quoted = True
            self.put("“")
        elif text == "''":
            self.put("”" if self.quoted else text)
            self.quoted = False
        elif self.spaced() and following and following.text[:1].isalnum():
            self.put(text)  # `--flag`
        else:
            self.put(_ONE_MARK[text])

    def spaced(self) -> bool:
        return not self.out or self.out[-1][-1:].isspace()

    def sign(self, token: scan.Token) -> None:
        if token.text in SPACES:
            self.put(SPACES[token.text])
        else:
            self.put(token.text if token.text in ESCAPED else token.raw)

    # -- groups --

    def group(self, token: scan.Token) -> None:
        if self.at - 1 not in self.ends:
            self.put(token.raw)
            return
        following = self.peek()
        element = ""
        if following and following.kind == "macro" and following.text in SWITCHES:
            self.at += 1
            self.skip_blank()
            element = STYLES.get(following.text, "")
        self.enter(element)

    def enter(self, element: str) -> None:
        """Open a group; an element inside one of its own kind would say nothing."""
        element = element if self.flavour.element and element not in self.open else ""
        self.open.append(element)
        if element:
            self.out.append(f"<{element}>")

    def close(self) -> None:
        element = self.open.pop()
        if element:
            self.out.append(f"</{element}>")

    def skip_blank(self) -> None:
        """A blank that only ends a command's name."""
        following = self.peek()
        if following and following.kind == "chars":
            self.tokens[self.at] = following._replace(text=following.text.lstrip())
            if not self.tokens[self.at].text:
                self.at += 1

    def raw_group(self) -> str:
        """Take the group that begins here as it was written."""
        end = self.ends[self.at]
        inside = self.tokens[self.at + 1 : end]
        self.at = end + 1
        return "".join(token.raw for token in inside)

    # -- commands --

    def macro(self, token: scan.Token) -> None:
        name = token.text
        grouped = self.at in self.ends
        if name in SIGNS or name in OPERATORS or name in TEXT_SIGNS:
            self.named(name)
        elif name in ("url", "path") and grouped:
            self.put(self.raw_group())
        elif name == "href" and grouped:
            self.raw_group()
        elif name in DROPPED:
            self.drop(token)
        elif name in STYLES and grouped:
            self.styled(name)
        elif name in FORMULA_COMMANDS and (grouped or name == "sqrt"):
            self.formula(token)
        elif name in SWITCHES:
            self.skip_blank()
        elif not grouped:
            self.put(token.raw)

    def named(self, name: str) -> None:
        self.put(SIGNS.get(name) or OPERATORS.get(name) or TEXT_SIGNS[name])
        following = self.peek()
        if following and following.kind == "chars":
            rest = following.text.lstrip(" ")
            if rest[:1] in ("^", "_"):
                self.tokens[self.at] = following._replace(text=rest)
        elif self.ends.get(self.at) == self.at + 1:
            self.at += 2  # `\LaTeX{}`

    def drop(self, token: scan.Token) -> None:
        following = self.peek()
        if following and _OPTION.fullmatch(following.text):
            self.at += 1
        if self.at in self.ends:
            self.raw_group()
            if self.out and self.out[-1].endswith("~"):
                self.out[-1] = self.out[-1][:-1] + " "
            if token.text in ("begin", "end"):
                self.put(" ")
        else:
            self.put(token.raw)

    def styled(self, name: str) -> None:
        if not self.flavour.element and name in ("textsuperscript", "textsubscript"):
            form = forms.superscript if name == "textsuperscript" else forms.subscript
            inside = self.tokens[self.at + 1 : self.ends[self.at]]
            found = form(inside[0].text) if len(inside) == 1 and inside[0].kind == "chars" else None
            if found:
                self.put(found)
                self.at = self.ends[self.at] + 1
                return
        self.at += 1
        self.enter(STYLES[name])

    def formula(self, token: scan.Token) -> None:
        """A command of mathematics that stands outside dollars, with its arguments."""
        source = token.raw
        for _ in range(2 if token.text in FRACTIONS else 1):
            if self.at not in self.ends:
                self.put(source)
                return
            source += "{" + self.raw_group() + "}"
        line = linear(source)
        self.put(source if line is None else line)

    def script(self, sign: str) -> None:
        """`^{…}` outside dollars; a bare `^*` is no TeX there (`C^* modules`)."""
        start = self.at
        content = self.raw_group()
        line = linear(f"{sign}{{{content}}}")
        if line is None:
            self.put(sign)
            self.at = start
        else:
            self.put(line)


def _untied(text: str) -> str:
    return _TIE.sub(_tied, text) if "~" in text else text


def _tied(found: re.Match[str]) -> str:
    return found[0].replace("~", " ")
