"""Is there TeX in a text, or does it only look so?"""

from __future__ import annotations

from preview.tex import prose, scan
from preview.tex.tables import DROPPED, ESCAPED, OPERATORS, SIGNS, STYLES, TEXT_SIGNS

_NAMES = (
    frozenset(SIGNS)
    | frozenset(OPERATORS)
    | frozenset(TEXT_SIGNS)
    | frozenset(STYLES)
    | frozenset(DROPPED)
    | prose.FORMULA_COMMANDS
    | frozenset({"href", "url", "textsc", "texttt", "textrm", "text", "mbox", "mathrm"})
)


def known(text: str) -> bool:
    """Is there a formula, an accent or a command that we know in *text*?

    >>> known("$n$-gons"), known("costs $5 and $10"), known("{a}"), known("C:\\\\Windows")
    (True, False, False, False)
    """
    return (
        any(span.math for span in scan.spans(text))
        or any(
            (token.kind == "macro" and token.text in _NAMES)
            or (token.kind == "sign" and token.text in ESCAPED)
            for token in scan.tokens(text)
        )
        or scan.letters(text) != text
    )
