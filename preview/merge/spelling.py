"""How a host's word abbreviates a name."""

from __future__ import annotations

from collections.abc import Sequence


def spells(label: str, words: Sequence[str]) -> bool:
    """Do the beginnings of all *words*, which are folded, make the host's word *label*?

    >>> spells("nytimes", ["the", "new", "york", "times"]), spells("nytimes", ["ny", "diary"])
    (True, False)
    """
    rest = words[1:] if words[0] == "the" else words
    ends = {0}
    for word in rest:
        ends = {
            at + count
            for at in ends
            for count in range(1, len(word) + 1)
            if label.startswith(word[:count], at)
        }
    return len(rest) > 1 and len(label) > 3 and len(label) in ends
