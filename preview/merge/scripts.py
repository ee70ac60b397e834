"""Does a stated language fit the text's script?  Templates say `en` on pages in any language."""

from __future__ import annotations

import unicodedata
from collections import Counter

# Script (first word of Unicode's character names) → the languages written in it.
# https://www.unicode.org/iso15924/; a script in no row fits every language.
_WRITTEN_IN = {
    "CYRILLIC": "ru uk bg sr mk be kk ky mn tg tt ba cv sah os ab ce",
    "GREEK": "el",
    "HEBREW": "he yi iw",
    "ARABIC": "ar fa ur ps ug ckb ku sd pa",
    "DEVANAGARI": "hi mr ne sa",
    "BENGALI": "bn as",
    "TAMIL": "ta",
    "TELUGU": "te",
    "GEORGIAN": "ka",
    "ARMENIAN": "hy",
    "THAI": "th",
    "HANGUL": "ko",
    "HIRAGANA": "ja",
    "KATAKANA": "ja",
    "CJK": "zh ja ko yue lzh",
}
_LANGUAGES = {script: frozenset(codes.split()) for script, codes in _WRITTEN_IN.items()}
_LEAST = 4  # letters of one script before it counts: a name or a formula is no language


def fits(language: str, text: str) -> str | None:
    """Return why *language* (BCP 47) cannot be that of *text*, or None where it may be.

    >>> fits("en", "Война и мир")
    'the title is written in Cyrillic'
    >>> fits("ru", "War and Peace")
    """
    if text.isascii():
        return None
    scripts = Counter(unicodedata.name(c, "").partition(" ")[0] for c in text[:500] if c.isalpha())
    if not scripts:
        return None
    script, count = scripts.most_common(1)[0]
    allowed = _LANGUAGES.get(script)
    if allowed is None or count < _LEAST or language.partition("-")[0].lower() in allowed:
        return None
    return f"the title is written in {script.title()}"
