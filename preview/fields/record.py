"""What a parser is, and the text in its three flavours."""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

from preview.model import Candidate

Parser = Callable[[Candidate], object | None]
"""A candidate → its value in its final form, or None where it cannot be that field."""


class Text(NamedTuple):
    """One text in its three flavours; *cut*: it was longer than the contract allows."""

    plain: str
    html: str
    raw: str
    cut: bool = False


class Field(NamedTuple):
    parse: Parser
    many: bool = False  # every statement of the winning source counts, in order
