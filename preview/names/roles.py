"""What newspapers write behind a name: `Senior Washington Correspondent`."""

from __future__ import annotations

_NOUNS = frozenset(
    """correspondent correspondents editor editors reporter reporters writer writers columnist
    columnists journalist journalists korrespondent korrespondentin redakteur redakteurin reporterin
    journalistin""".split()  # noqa: SIM905
)
_PLURALS = frozenset(noun for noun in _NOUNS if noun.endswith("s"))
# Words with which a role begins: rank, and what it is about.  No common surname is among them.
_RANKS = frozenset(
    """senior junior chief staff special deputy associate assistant contributing managing executive
    guest freelance editorial lead principal national international foreign diplomatic
    political politics business economics financial technology tech science health education
    environment environmental energy defence defense security legal media culture arts music
    entertainment sports features opinion investigative news""".split()  # noqa: SIM905
)
_BEGINS = _RANKS | frozenset("-–—|")
# Roles behind which a place may stand; French, Spanish, Portuguese.
_POSTED = frozenset(
    """envoyé envoyée envoyés envoyées correspondant correspondante correspondants correspondantes
    corresponsal corresponsales enviado enviada enviados""".split()  # noqa: SIM905
)


ROLES = _NOUNS | _POSTED
"""Words of which each role has one."""


def without_role(text: str) -> str:
    """Return *text* without the role behind a name of two words or more.

    >>> without_role("Jane Doe Senior Rome Correspondent"), without_role("Jane Doe - AP Writers")
    ('Jane Doe', 'Jane Doe')
    """
    words = text.split(" ")
    if len(words) < 3:
        return text
    lowered = text.casefold().split(" ")
    if lowered[-1] in _NOUNS:
        at = _beginning(lowered)
    elif _POSTED.isdisjoint(lowered):
        return text
    else:
        at = next(at for at, word in enumerate(lowered) if word in _POSTED)
    return " ".join(words[:at]) if at > 1 and not _is_paper(lowered[:at]) else text


def is_role(text: str) -> bool:
    """Tell whether *text* is a role and no name: `Political Editor`."""
    if text.rpartition(" ")[2].casefold() not in _NOUNS:
        return text.partition(" ")[0].casefold() in _POSTED
    words = text.casefold().split(" ")
    at = _beginning(words)
    if len(words) == 1 or (words[-1] in _PLURALS and "of" not in words):
        return True
    return at < len(words) - 1 and (at == 0 or _is_paper(words[:at]))


def _is_paper(words: list[str]) -> bool:
    """Are *words* what an employer is called: `The Trumpet`, `Trumpet's`?"""
    return words[0] == "the" or words[-1].endswith(("'s", "’s"))


def _beginning(words: list[str]) -> int:
    """Return where the role begins that the last of *words* ends: at least that word."""
    return next((at for at, word in enumerate(words) if word in _BEGINS), len(words) - 1)
