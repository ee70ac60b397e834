"""Output for people on a terminal, and for programs in a pipe."""

from __future__ import annotations

import json
import os
import re
import shutil
import sys
import textwrap
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager

from preview.formats import Options
from preview.formats.html import card_of
from preview.model import Preview

# A string with the colon that makes it a key, a string, a number, a word of JSON.
_TOKEN = re.compile(
    r'(?P<key>"(?:[^"\\]|\\.)*"(?=\s*:))|(?P<text>"(?:[^"\\]|\\.)*")'
    r"|(?P<number>-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?)|(?P<word>true|false|null)"
)
_COLOURS = {"key": "34", "text": "32", "number": "36", "word": "35"}  # SGR codes
_TONES = {"good": "32", "warn": "33", "stop": "1;31", "": "36"}  # of a card's badges
_WIDEST = 88  # columns: longer lines are hard to read


def is_one() -> bool:
    return sys.stdout.isatty()


def show(body: bytes, *, as_json: bool = False) -> None:
    """Write *body* to stdout, as it is into a pipe, with colours on a terminal."""
    if as_json and is_one():
        text = _escaped(body.decode("utf-8", "replace"))
        plain = "NO_COLOR" in os.environ  # https://no-color.org/
        body = (text if plain else coloured(text)).encode()
    sys.stdout.buffer.write(body if body.endswith(b"\n") else body + b"\n")
    sys.stdout.buffer.flush()


def _escaped(text: str) -> str:
    """Return the same JSON with what is not printable as `\\u…`: `explain` shows what a page states
    as it is stated, and U+009B, for one, begins a command of the terminal."""
    return "".join(c if c.isprintable() or c == "\n" else json.dumps(c)[1:-1] for c in text)


def coloured(text: str) -> str:
    def paint(match: re.Match[str]) -> str:
        return f"\x1b[{_COLOURS[match.lastgroup or 'word']}m{match[0]}\x1b[0m"

    return _TOKEN.sub(paint, text)


def card(preview: Preview, width: int | None = None) -> str:
    """Return the preview as a card of text, at most *width* columns wide (the terminal's)."""
    width = min(width or shutil.get_terminal_size().columns, _WIDEST)
    seen = card_of(preview, Options())
    head = " · ".join(part for part in (seen.site, seen.date, seen.where) if part)
    badges = "  ".join(_painted(badge.text, _TONES[badge.tone]) for badge in seen.badges)
    lines = [
        *(_painted(line, "1") for line in textwrap.wrap(seen.title, width)),
        *textwrap.wrap(seen.authors, width),
        *(_painted(line, "2") for line in textwrap.wrap(head, width)),
        badges,
        *textwrap.wrap(seen.lead, width),
        *(f"{label}: {url}" for label, url in seen.links if url.startswith("http")),
        _painted(preview.work_id, "2"),
    ]
    return "\n".join(line for line in lines if line) + "\n"


def _painted(text: str, code: str) -> str:
    return text if "NO_COLOR" in os.environ else f"\x1b[{code}m{text}\x1b[0m"


def complain(text: str) -> None:
    print(f"paper-preview: {text}", file=sys.stderr)


def table(rows: Sequence[Sequence[str]]) -> None:
    """Write *rows* in columns on a terminal, with tabs into a pipe."""
    if not is_one():
        lines = ("\t".join(row) for row in rows)
    else:
        widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
        lines = (
            "  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip()
            for row in rows
        )
    show("".join(line + "\n" for line in lines).encode())


@contextmanager
def progress(total: int, width: int = 30) -> Iterator[Callable[[bytes], None]]:
    """Yield what shows one of *total* JSON lines; on a terminal stderr has a bar of those done.

    Where stdout is a terminal, too, each line takes the bar's place, and the bar comes below it.
    """
    seen = total > 0 and sys.stderr.isatty()
    wiped = "\r\x1b[K" if seen and is_one() else ""
    done = 0

    def draw() -> None:
        if seen:
            filled = width * done // total
            _to_stderr(f"\r{'█' * filled}{'·' * (width - filled)} {done}/{total}")

    def advance(line: bytes) -> None:
        nonlocal done
        done += 1
        _to_stderr(wiped)
        show(line, as_json=True)
        draw()

    draw()
    try:
        yield advance
    finally:
        _to_stderr("\n" if seen else "")


def _to_stderr(text: str) -> None:
    sys.stderr.write(text)
    sys.stderr.flush()
