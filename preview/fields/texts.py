"""Titles, abstracts, descriptions, lines and keywords."""

from __future__ import annotations

import re
from collections.abc import Callable
from urllib.parse import unquote

from preview import markup
from preview.fields.record import Parser, Text
from preview.model import Candidate
from preview.text import clip

TITLE_LIMIT, ABSTRACT_LIMIT, TEXT_LIMIT = 2_000, 50_000, 20_000  # code points; contract, section 1


def rich(limit: int, *, multiline: bool, label: re.Pattern[str] | None = None) -> Parser:
    def parse(candidate: Candidate) -> Text | None:
        if not isinstance(candidate.value, str):
            return None
        value = _decoded(candidate.value)
        found = markup.render(value, candidate.markup, multiline=multiline)
        if not any(c.isalnum() for c in found.plain):
            return None
        text = Text(found.plain, found.html, found.raw, found.cut)
        text = _without(label, text) if label else text
        if len(text.plain) > limit:
            plain = clip(text.plain, limit)
            return Text(plain, markup.render(plain, "plain", multiline=multiline).html, plain, True)
        return text

    return parse


# Some templates write a text as it stands in a URL (APA PsycNet's description).
_ENCODED_BLANK = re.compile("%20")


def _decoded(value: str) -> str:
    if " " not in value and len(_ENCODED_BLANK.findall(value[:1000])) > 2:
        return unquote(value)
    return value


_LABELS = (
    "abstract|summary|résumé|resumen|resumo|riassunto|zusammenfassung|samenvatting|sammanfattning"
    "|аннотация|özet|abstrak|摘要|要旨|초록"
)
# A label before an abstract: behind it stands a mark, a new line, or a sentence's beginning;
# "Abstract interpretation is ..." has none.  Before a page's description only with its mark: there
# "Abstract Expressionism" and "Summary" are more often the words of the text.
ABSTRACT_LABEL = re.compile(
    rf"(?:{_LABELS})(?:\s*[:.\-–—|]+\s*|\s*\n\s*|\s+(?=(?-i:[A-ZÀ-ÞΑ-ΩА-Я\u2e80-\u9fff“\"‘0-9]))"
    r"|(?=[\u2e80-\u9fff]))",
    re.IGNORECASE,
)
DESCRIPTION_LABEL = re.compile(rf"(?:{_LABELS})(?:\s*[:.\-–—|]+\s+|\s*\n\s*)", re.IGNORECASE)
_TAGGED_LABEL = re.compile(
    rf"\s*(?:<[^<>]{{1,200}}>\s*)*(?:{_LABELS})\s*[:.\-–—|]*\s*(?:</[^<>]{{1,40}}>\s*)*",
    re.IGNORECASE,
)


def _without(label: re.Pattern[str], text: Text) -> Text:
    """Take the label off the three flavours; where a flavour's own tags stand in between, the
    plain one stands in for it."""
    found = label.match(text.plain)
    if found is None or not text.plain[found.end() :].strip():
        return text
    plain = text.plain[found.end() :].strip()
    paragraphs = markup.render(plain, "plain", multiline=True)
    return Text(plain, _cut_html(text.html, paragraphs.html), _cut_raw(text.raw, plain), text.cut)


def _cut_html(html: str, instead: str) -> str:
    found = _TAGGED_LABEL.match(html)
    if found is None:
        return instead
    opened = re.findall(r"<(\w+)>", found[0])
    closed = re.findall(r"</(\w+)>", found[0])
    return html[found.end() :] if sorted(opened) == sorted(closed) else instead


def _cut_raw(raw: str, instead: str) -> str:
    found = _TAGGED_LABEL.match(raw)
    return raw[found.end() :].strip() if found else instead


def line(limit: int = TEXT_LIMIT) -> Callable[[Candidate], str | None]:
    def parse(candidate: Candidate) -> str | None:
        if not isinstance(candidate.value, str):
            return None
        text = markup.line(candidate.value, candidate.markup)
        return clip(text, limit) if any(c.isalnum() for c in text) else None

    return parse


# Families whose keywords are one text with commas; elsewhere a comma belongs to a term
# ("Proteins, Bacterial"), unless there are so many that it must be a list.
_COMMA_LISTS = frozenset(("meta", "jsonld", "microdata", "parsely", "sailthru"))
_KEYWORDS = 200  # of one text
_SEMICOLON, _COMMA = re.compile("[;；]"), re.compile("[,，、]")


def keywords(candidate: Candidate) -> tuple[str, ...] | None:
    if not isinstance(candidate.value, str):
        return None
    text = markup.line(candidate.value, candidate.markup)
    mark = _SEMICOLON
    if not mark.search(text) and (candidate.family in _COMMA_LISTS or text.count(",") > 1):
        mark = _COMMA
    parts = (part.strip(" .,;|") for part in mark.split(text, maxsplit=_KEYWORDS))
    return tuple(clip(part, 300) for part in parts if any(c.isalnum() for c in part)) or None
