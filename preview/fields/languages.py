"""Languages as catalogues and templates write them → BCP 47."""

from __future__ import annotations

import re

from preview.model import Candidate

_LANGUAGE = re.compile(r"([a-z]{2,3})((?:[-_][a-z0-9]{2,8})*)", re.IGNORECASE | re.ASCII)
# ISO 639-2 codes and English names that catalogues write where BCP 47 has a two-letter code:
# https://www.loc.gov/standards/iso639-2/php/code_list.php
_LANGUAGES = {
    "eng": "en", "english": "en", "fre": "fr", "fra": "fr", "french": "fr", "ger": "de",
    "deu": "de", "german": "de", "spa": "es", "spanish": "es", "ita": "it", "italian": "it",
    "por": "pt", "portuguese": "pt", "rus": "ru", "russian": "ru", "chi": "zh", "zho": "zh",
    "chinese": "zh", "jpn": "ja", "japanese": "ja", "kor": "ko", "korean": "ko", "pol": "pl",
    "polish": "pl", "dut": "nl", "nld": "nl", "dutch": "nl", "tur": "tr", "turkish": "tr",
    "ara": "ar", "arabic": "ar", "per": "fa", "fas": "fa", "persian": "fa", "ukr": "uk",
    "ukrainian": "uk", "cze": "cs", "ces": "cs", "czech": "cs", "swe": "sv", "swedish": "sv",
    "hun": "hu", "hungarian": "hu", "ind": "id", "indonesian": "id", "heb": "he", "hebrew": "he",
    # how a language calls itself
    "deutsch": "de", "français": "fr", "español": "es", "italiano": "it", "português": "pt",
    "nederlands": "nl", "polski": "pl", "русский": "ru", "українська": "uk", "türkçe": "tr",
    "العربية": "ar", "فارسی": "fa", "中文": "zh", "日本語": "ja", "한국어": "ko",
}  # fmt: skip


def language(candidate: Candidate) -> str | None:
    """BCP 47 in its usual case: `en`, `pt-BR`, `zh-Hant`.  `x-default` and `und` are none."""
    value = candidate.value.strip() if isinstance(candidate.value, str) else ""
    if len(value) == 2 and value.isascii() and value.isalpha():
        return value.lower()  # nearly all
    value = _LANGUAGES.get(value.casefold(), value).split(".")[0].split("@")[0].split(",")[0]
    match = _LANGUAGE.fullmatch(value.strip())
    if not match or match[1].lower() in ("und", "mul", "zxx", "mis", "non"):
        return None
    primary = _LANGUAGES.get(match[1].lower(), match[1].lower())
    rest = [part for part in re.split("[-_]", match[2]) if part]
    shaped = [
        p.title() if len(p) == 4 and p.isalpha() else p.upper() if len(p) == 2 else p.lower()
        for p in rest
    ]
    # `UK` is kept free for Great Britain, and is no code: ISO 3166-1, exceptional reservations
    return "-".join([primary, *("GB" if part == "UK" else part for part in shaped)])
