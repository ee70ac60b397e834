"""Names without their typography, and how a host's word abbreviates one."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence

_ASCII_BETWEEN = bytes(code for code in range(128) if not chr(code).isalnum())


def fold(text: str) -> str:
    """Letters and digits only, without case and accents: what is left when typography is not.

    >>> fold("The BMJ: “Naïve”")
    'thebmjnaive'
    """
    if text.isascii():  # in one go: a twentieth of asking each letter
        return text.lower().encode("ascii").translate(None, _ASCII_BETWEEN).decode("ascii")
    return "".join(filter(str.isalnum, unicodedata.normalize("NFKD", text).casefold()))


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
