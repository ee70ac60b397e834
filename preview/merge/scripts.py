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


# Letters of the Arabic script that tell its languages apart.  Persian's own four and its forms of
# kaf and yeh; any letter of the second set is of another language: Urdu, Kurdish, Pashto, Sindhi.
_PERSIAN = frozenset("پچژگکی")
_NOT_PERSIAN = frozenset("ٹڈڑںےہھۓڕڵۆێەټډړښګڼۍېځڅ")


def only_language(text: str) -> str | None:
    """Return the one language that is written as *text* is, or None: most scripts have several.

    >>> only_language("تاریخ ایران و گذشته"), only_language("東京の天気です"), only_language("Rome")
    ('fa', 'ja', None)
    >>> only_language("他们的战争"), only_language("大學")  # the letters of 1956 are China's alone
    ('zh', None)
    """
    if text.isascii():
        return None
    letters = [c for c in text[:500] if c.isalpha()]
    scripts = Counter(unicodedata.name(c, "").partition(" ")[0] for c in letters)
    if scripts["HIRAGANA"] + scripts["KATAKANA"] >= 2 and scripts["CJK"] + scripts["HIRAGANA"] > 3:
        return "ja"
    script, count = scripts.most_common(1)[0] if scripts else ("", 0)
    if count < _LEAST or count * 2 < len(letters):
        return None
    if script == "ARABIC":
        used = frozenset(letters)
        return "fa" if len(used & _PERSIAN) > 1 and not used & _NOT_PERSIAN else None
    if script == "CJK":
        return "zh" if sum(map(_is_simplified, set(letters))) > 1 else None
    languages = _WRITTEN_IN.get(script, "").split()
    return languages[0] if len(languages) == 1 and script not in ("HIRAGANA", "KATAKANA") else None


def _is_simplified(letter: str) -> bool:
    """Is *letter* in mainland China's character set, and in neither Taiwan's nor Japan's?"""
    return _is_in("gb2312", letter) and not (_is_in("big5", letter) or _is_in("shift_jis", letter))


def _is_in(charset: str, letter: str) -> bool:
    try:
        letter.encode(charset)
    except UnicodeEncodeError:
        return False
    return True
