"""What each element of HTML, JATS and MathML is to a reader of one title or abstract.

Names are without their namespace prefix.  Sources: https://jats.nlm.nih.gov/archiving/ and
https://html.spec.whatwg.org/multipage/indices.html
"""

from __future__ import annotations


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


INLINE = {
    # element: the element of our HTML
    "i": "i",
    "em": "em",
    "italic": "i",
    "b": "b",
    "strong": "strong",
    "bold": "b",
    "sub": "sub",
    "inf": "sub",  # some depositors' own
    "sup": "sup",
}
ALLOWED = frozenset(INLINE.values()) | {"p"}

HEADINGS = _words("title h1 h2 h3 h4 h5 h6")
BLOCKS = _words(
    "p br hr div sec section abstract article blockquote ul ol dl dt dd list def-list table tr "
    "caption header footer pre disp-quote disp-formula speech boxed-text verse-group"
)
ITEMS = frozenset({"li", "list-item"})
CELLS = frozenset({"td", "th", "label"})
FORMULAS = frozenset({"inline-formula", "disp-formula", "alternatives"})

# The content of these is no text for a reader.
SILENT = _words(
    "script style head iframe object noscript template svg annotation annotation-xml "
    "inline-graphic graphic object-id mphantom"
)

_TRANSPARENT = _words(
    # read for their text alone
    "a abbr acronym address big body center cite code dfn del details figure figcaption font html "
    "img ins kbd main mark nav q s samp small span strike tbody tfoot thead tt u var wbr "
    "ext-link email uri named-content styled-content scp sc smallcaps monospace roman sans-serif "
    "underline overline xref fn chem-struct inline-supplementary-material funding-source "
    "tex-math trans-title trans-abstract subtitle break"
)
_MATHML = _words(
    "math mi mn mo ms mtext mrow mstyle mpadded merror menclose mfenced mfrac msqrt mroot msub "
    "msup msubsup munder mover munderover mmultiscripts mprescripts none mtable mtr mtd mspace "
    "semantics"
)
KNOWN = (
    frozenset(INLINE)
    | HEADINGS
    | BLOCKS
    | ITEMS
    | CELLS
    | FORMULAS
    | SILENT
    | _TRANSPARENT
    | _MATHML
)
PREFIXES = frozenset({"jats", "mml", "m", "ce", "xhtml", "html", "x"})
"""Namespace prefixes after which any name is an element; so is one after `ns` and a number."""

UNPAIRED = frozenset({"br", "hr", "p", "li", "img", "break"})  # need no closing tag to be one
