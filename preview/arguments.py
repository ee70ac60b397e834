"""The command line's values, from text; what is none is wrong usage."""

from __future__ import annotations

import os
from argparse import ArgumentTypeError
from contextlib import suppress
from pathlib import Path

from preview.answers.languages import language_tag


def whole(text: str) -> int:
    with suppress(ValueError):
        if (number := int(text)) > 0:
            return number
    raise ArgumentTypeError("a whole number above 0 is needed")


def language(text: str) -> str | None:
    """An empty one is as good as none, as over HTTP."""
    try:
        return language_tag(text) if text else None
    except ValueError:
        raise ArgumentTypeError("a language tag such as en or pt-BR is needed") from None


def readable(name: str) -> str:
    """Return the name of a file that can be read, or `-`."""
    if name != "-" and (os.path.isdir(name) or not os.access(name, os.R_OK)):
        raise ArgumentTypeError(f"cannot read {name}")
    return name


def folder(name: str) -> Path:
    """Return the folder, made where there was none."""
    path = Path(name)
    try:
        path.mkdir(parents=True, exist_ok=True)
    except OSError:
        raise ArgumentTypeError(f"cannot write to {name}") from None
    return path
