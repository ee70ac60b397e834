"""TeX as authors write it in titles and abstracts → plain Unicode, or safe HTML.

Archives deliver plain text with TeX in it, and plain text that only looks like TeX: `z~2.5`, `5%`,
`S&P`, `costs $5 and $10`.  So: a text without backslash, dollar or brace is left alone; a formula
is linearised where each part of it has a Unicode form, and keeps its `$…$` source where not; an
unknown command stays as it is, unless it has an argument, which then stays alone.

    evidence  is there any
    scan    where a text is prose and where mathematics; tokens
    prose   commands between the formulas
    linear  one formula as a line; row is that line as it grows
    forms   Unicode's scripts, fractions, alphabets (MathML uses them too)
    tables  what each command means
"""

from __future__ import annotations

from preview import text as texts
from preview.tex import evidence, prose, scan

MAX_CHARS = 20_000  # ten times the longest abstract that arXiv takes


def may_be_tex(text: str) -> bool:
    """Is there one of TeX's signs?  Most texts have none, and a sign is found faster than a set."""
    return "\\" in text or "$" in text or "{" in text or "}" in text


def has_tex(text: str) -> bool:
    """Is there TeX in *text*: a formula, an accent, a command that we know?

    >>> has_tex("The $p$-adic"), has_tex("costs $5 and $10"), has_tex("z~2.5, 5%, {a}")
    (True, False, False)
    """
    return may_be_tex(text) and evidence.known(text[:MAX_CHARS])


def to_plain(text: str) -> str:
    """Return *text* as plain Unicode paragraphs; what is no TeX in it stays as it is.

    >>> to_plain(r'Gr\\"obner bases of H$_2$O at 5\\% for z~2.5')
    'Gröbner bases of H₂O at 5% for z~2.5'
    """
    return _render(text, prose.PLAIN)[0]


def to_html(text: str) -> str:
    """Return *text* as HTML: escaped, with `em strong sub sup`; formulas are kept as `$…$`.

    Paragraphs are parted by a blank line, as in `to_plain`: elements may reach over one.

    >>> to_html(r"\\emph{Small} $x<1$ & $\\alpha$")
    '<em>Small</em> $x&lt;1$ &amp; $\\\\alpha$'
    """
    return _render(text, prose.HTML)[0]


def to_both(text: str) -> tuple[str, str]:
    """Return (`to_plain`, `to_html`) of *text*, for the price of one and a half."""
    plain, html = _render(text, prose.PLAIN, prose.HTML)
    return plain, html


def _render(text: str, *flavours: prose.Flavour) -> list[str]:
    text = texts.clip(texts.visible(text), MAX_CHARS)
    if not may_be_tex(text):
        return [texts.paragraphs(flavour.escape(text)) for flavour in flavours]
    tokens = list(scan.tokens(text))
    return [texts.paragraphs(prose.render(tokens, flavour)) for flavour in flavours]
