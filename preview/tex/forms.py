"""Unicode forms of small pieces of mathematics: scripts, fractions, roots, accents, alphabets.

Shared by TeX and MathML.  A function returns None where Unicode has no form.
"""

from __future__ import annotations

import re
import unicodedata

_SUPER = dict(
    zip(
        "0123456789+-−=()abcdefghijklmnoprstuvwxyzABDEGHIJKLMNOPRTUVWβγδθφχ",
        "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁻⁼⁽⁾ᵃᵇᶜᵈᵉᶠᵍʰⁱʲᵏˡᵐⁿᵒᵖʳˢᵗᵘᵛʷˣʸᶻᴬᴮᴰᴱᴳᴴᴵᴶᴷᴸᴹᴺᴼᴾᴿᵀᵁⱽᵂᵝᵞᵟᶿᵠᵡ",
        strict=True,
    )
) | {c: c for c in "*†‡′″‴°™®±∓"}  # these read as raised as they are
_SUPER["∘"] = "°"  # a raised ring is a degree
_SUB = dict(
    zip(
        "0123456789+-−=()aehijklmnoprstuvxβγρφχ",
        "₀₁₂₃₄₅₆₇₈₉₊₋₋₌₍₎ₐₑₕᵢⱼₖₗₘₙₒₚᵣₛₜᵤᵥₓᵦᵧᵨᵩᵪ",
        strict=True,
    )
)
RAISED_OR_LOWERED = frozenset(_SUPER.values()) | frozenset(_SUB.values())

_ALPHABETS = {"script": 0x1D49C, "fraktur": 0x1D504, "double-struck": 0x1D538}
# Letters that Unicode had before the block of mathematical alphabets, which leaves them out.
_EARLIER = {
    ("script", "B"): "ℬ",
    ("script", "E"): "ℰ",
    ("script", "F"): "ℱ",
    ("script", "H"): "ℋ",
    ("script", "I"): "ℐ",
    ("script", "L"): "ℒ",
    ("script", "M"): "ℳ",
    ("script", "R"): "ℛ",
    ("script", "e"): "ℯ",
    ("script", "g"): "ℊ",
    ("script", "o"): "ℴ",
    ("fraktur", "C"): "ℭ",
    ("fraktur", "H"): "ℌ",
    ("fraktur", "I"): "ℑ",
    ("fraktur", "R"): "ℜ",
    ("fraktur", "Z"): "ℨ",
    ("double-struck", "C"): "ℂ",
    ("double-struck", "H"): "ℍ",
    ("double-struck", "N"): "ℕ",
    ("double-struck", "P"): "ℙ",
    ("double-struck", "Q"): "ℚ",
    ("double-struck", "R"): "ℝ",
    ("double-struck", "Z"): "ℤ",
}
_OPERATOR = re.compile(r"[-+−=<>≤≥±∓×·/,\s→∼≈]")


def superscript(text: str) -> str | None:
    """
    >>> superscript("−1"), superscript("∞")
    ('⁻¹', None)
    """
    return _all(_SUPER, text)


def subscript(text: str) -> str | None:
    return _all(_SUB, text)


def _all(forms: dict[str, str], text: str) -> str | None:
    found = [forms.get(c, "") for c in text.replace(" ", "")]
    return "".join(found) if all(found) else None


def is_scripted(text: str) -> bool:
    """Does *text* have a script of its own (`k₁`), so that it cannot become one plainly?"""
    return not RAISED_OR_LOWERED.isdisjoint(text)


def styled(alphabet: str, letter: str) -> str:
    """Return *letter* in `script`, `fraktur` or `double-struck`; what has no such form stays."""
    start = _ALPHABETS.get(alphabet)
    if start is None or not (letter.isascii() and letter.isalpha()):
        return letter
    earlier = _EARLIER.get((alphabet, letter))
    offset = ord(letter) - (ord("A") if letter.isupper() else ord("a") - 26)
    return earlier or chr(start + offset)


def accented(text: str, mark: str) -> str | None:
    """Return *text* with a combining *mark* over each letter; None for more than three of them."""
    base = unicodedata.normalize("NFD", text)
    letters = [c for c in base if not unicodedata.combining(c)]
    if not 0 < len(letters) <= 3 or not all(c.isalnum() for c in letters):
        return None
    out = ""
    for c in base:
        out += c if unicodedata.combining(c) else ("" if not out else mark) + c
    return unicodedata.normalize("NFC", out + mark)


def fraction(over: str, under: str) -> str:
    """
    >>> fraction("a", "b"), fraction("a+b", "2π")
    ('a/b', '(a+b)/(2π)')
    """
    above = f"({over})" if _OPERATOR.search(over) and not _enclosed(over) else over
    return f"{above}/{_factor(under)}"


def root(text: str, degree: str = "") -> str | None:
    """
    >>> root("2"), root("a+b", "3"), root("s", "n")
    ('√2', '∛(a+b)', 'ⁿ√s')
    """
    sign = {"": "√", "2": "√", "3": "∛", "4": "∜"}.get(degree)
    if sign is None:
        raised = superscript(degree)
        sign = raised and f"{raised}√"
    return sign and sign + _factor(text)


def _factor(text: str) -> str:
    """*text* as one factor: in parentheses unless it is one letter or number with its scripts."""
    bare = "".join(c for c in text if c not in RAISED_OR_LOWERED and not unicodedata.combining(c))
    single = len(bare) == 1 or bare.replace(".", "", 1).isdecimal() or _enclosed(text)
    return text if single else f"({text})"


def _enclosed(text: str) -> bool:
    """Is the whole of *text* one pair of brackets?"""
    if len(text) < 2 or text[0] + text[-1] not in ("()", "[]", "||", "⟨⟩"):
        return False
    return not any(c in text[1:-1] for c in text[0] + text[-1])
