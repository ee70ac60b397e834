"""The text under a heading that says "Abstract", on pages whose template marks no abstract.

Whatever tags a page writes it in: journals of the first hand-made pages, lecture notes, theses.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import islice

from preview.extract.marks import words
from preview.extract.record import Page
from preview.extract.visible import LINE, PARAGRAPH, squashed
from preview.model import Candidate

LEAST = 100  # code points of an abstract: less is a tab, or a link to it
_MOST_TEXT = 20_000  # code points in which we look: an abstract stands before the text
_MOST_CHARS = 10_000
_MOST_PARTS = 16  # paragraphs of an abstract with sections of its own
_MOST_LABELS = 6  # tabs and lists of contents name it as well
_MOST_LANGUAGES = 2

# `Summary` and `Zusammenfassung` are as often the end of a text, and no label here.
_WORDS = words("abstract résumé resumen resumo riassunto abstrak özet аннотация 摘要 要旨 초록")
_LABEL = "|".join(
    sorted({form for word in _WORDS for form in (word, word.capitalize(), word.upper())})
)
# Parts of these words as they may be written, by the page's language; English counts on each page
_SIGNS = {
    "en": ("bstra", "BSTRA"),
    "id": ("bstra", "BSTRA"),
    "fr": ("ésumé", "ÉSUMÉ"),
    "es": ("esumen", "ESUMEN"),
    "pt": ("esumo", "ESUMO"),
    "it": ("iassunto", "IASSUNTO"),
    "tr": ("zet", "ZET"),
    "ru": ("ннотация", "ННОТАЦИЯ"),
    "zh": ("摘要",),
    "ja": ("要旨",),
    "ko": ("초록",),
}
_ALL_SIGNS = tuple(dict.fromkeys(sign for signs in _SIGNS.values() for sign in signs))
# alone in its paragraph, or with a mark before the text that goes on in the same one
_AT = re.compile(f"{PARAGRAPH}\\s*(?:{_LABEL})\\s*(?:[:.]?\\s*(?:{PARAGRAPH}|{LINE})|[:.—–]\\s)")
_SCHOLARLY = ("citation_", "dc.", "dcterms.", "prism.", "bepress_", "eprints.", "wkhealth_")
_SECTION = re.compile(
    r"(?:backgrounds?|aims?|objectives?|purposes?|goals?|motivations?|design(?: and setting)?"
    r"|settings?|participants|patients|(?:materials? and )?methods?|methodology|results?|findings?"
    r"|conclusions?|interpretation|significance|limitations?|originality(?:/value)?)\b"
    r"(?:/\w+| and \w+)?",
    re.IGNORECASE,
)
_KEYWORDS = re.compile(
    r"key\s?-?words?|index terms|subjects?\b|palabras clave|palavras-chave|mots[- ]cl[ée]s|关键词",
    re.IGNORECASE,
)


def labelled(page: Page) -> Iterator[Candidate]:
    """Yield the first text of some length that the page labels as its abstract.

    A page with more of them than languages is a list of papers.
    """
    text = page.raw_text[:_MOST_TEXT] if _may_have_one(page) else ""
    if not any(sign in text for sign in _signs(page.lang)):  # a tenth of looking closely
        return
    labels = islice(_AT.finditer(text), _MOST_LABELS)
    behind = (squashed(text[at.end() : at.end() + _MOST_CHARS]).split("\n\n") for at in labels)
    abstracts = [found for found in map(_own, behind) if len(found) >= LEAST]
    if 0 < len(abstracts) <= _MOST_LANGUAGES:
        for field in ("abstract", "description"):
            yield Candidate(field, abstracts[0], "body:labelled")


def _may_have_one(page: Page) -> bool:
    """Does the page speak as papers do, or not at all of what it is about?  News does neither."""
    named = [(tag.get("name") or tag.get("property") or "").lower() for tag in page.metas]
    is_described = any(name.endswith("description") for name in named)
    return not is_described or any(name.startswith(_SCHOLARLY) for name in named)


def _signs(lang: str | None) -> Sequence[str]:
    if not lang:
        return _ALL_SIGNS
    return (*_SIGNS["en"], *_SIGNS.get(lang[:2].lower(), ()))


def _own(paragraphs: Sequence[str]) -> str:
    """Return the first paragraph, or those that are the sections of a structured abstract.

    The heading of its first section is left out: a card begins with the text.
    """
    own: list[str] = []
    label = None
    for paragraph in paragraphs[:_MOST_PARTS]:
        section = _SECTION.match(paragraph)
        if _KEYWORDS.match(paragraph):
            break
        if section and not paragraph[section.end() :].strip(" .:"):
            label = paragraph
            continue
        if own and not label and not section:
            break
        if len(paragraph) < LEAST and not (label or section):
            break
        own += [label, paragraph] if label and own else [paragraph]
        label = None
    return "\n\n".join(own)
