"""One row of `vocabulary`, and how a table of them is written."""

from __future__ import annotations

from typing import NamedTuple

from preview.model import Markup


class Rule(NamedTuple):
    key: str
    field: str
    family: str
    markup: Markup = "plain"
    late: bool = False  # a second choice within its own vocabulary


def rules(family: str, prefix: str, table: str, late: bool = False) -> list[Rule]:
    """Read `key field [markup]` lines."""
    found = []
    for line in table.strip().splitlines():
        words = line.partition("#")[0].split()
        markup: Markup = "auto" if words[2:] == ["auto"] else "plain"
        found.append(Rule(prefix + words[0], words[1], family, markup, late))
    return found
