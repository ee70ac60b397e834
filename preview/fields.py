"""FIELDS: how what somebody stated becomes a value, or nothing.

A parser gets one candidate and returns the value in its final form, or None where the statement
cannot be that field (a date that is no date, a link to `javascript:`).  It never compares
candidates: whom to believe is `preview.merge`'s.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from typing import NamedTuple, get_args

from preview import dates, markup, names, urls
from preview.identity import parse_arxiv, parse_doi, parse_name, parse_pmcid, parse_pmid
from preview.model import Author, Candidate, Image, Player, Related, Status
from preview.text import clip, squash

TITLE_LIMIT, ABSTRACT_LIMIT, TEXT_LIMIT = 2_000, 50_000, 20_000  # code points; contract, section 1
_URL_LIMIT = 4_096


class Text(NamedTuple):
    """One text in its three flavours; *cut*: it was longer than the contract allows."""

    plain: str
    html: str
    raw: str
    cut: bool = False


class Field(NamedTuple):
    parse: Callable[[Candidate], object | None]
    many: bool = False  # every statement of the winning source counts, in order


def _rich(limit: int, *, multiline: bool) -> Callable[[Candidate], Text | None]:
    def parse(candidate: Candidate) -> Text | None:
        if not isinstance(candidate.value, str):
            return None
        rich = markup.render(candidate.value, candidate.markup, multiline=multiline)
        if not any(c.isalnum() for c in rich.plain):
            return None
        cut = len(rich.plain) > limit
        if cut:
            plain = clip(rich.plain, limit)
            return Text(plain, markup.render(plain, "plain", multiline=multiline).html, plain, True)
        return Text(rich.plain, rich.html, rich.raw)

    return parse


def _line(limit: int = TEXT_LIMIT) -> Callable[[Candidate], str | None]:
    def parse(candidate: Candidate) -> str | None:
        if not isinstance(candidate.value, str):
            return None
        text = markup.render(candidate.value, candidate.markup, multiline=False).plain
        return clip(text, limit) if any(c.isalnum() for c in text) else None

    return parse


def _authors(candidate: Candidate) -> tuple[Author, ...] | None:
    if isinstance(candidate.value, Author):
        name = squash(candidate.value.name)
        return (replace(candidate.value, name=name),) if name else None
    if not isinstance(candidate.value, str):
        return None
    text = candidate.value
    if candidate.markup != "plain":
        text = markup.render(text, candidate.markup, multiline=False).plain
    return names.parse_authors(text) or None


# The order of day and month in 03/04/2025 is the American one only in Highwire's tags, which
# American presses began: https://scholar.google.com/intl/en/scholar/inclusion.html#indexing
_US_FAMILIES = frozenset({"highwire", "bepress"})


def _date(candidate: Candidate) -> str | None:
    if not isinstance(candidate.value, str):
        return None
    return dates.parse_date(candidate.value, us_order=candidate.family in _US_FAMILIES)


def _url(candidate: Candidate) -> str | None:
    value = candidate.value.strip() if isinstance(candidate.value, str) else ""
    return value if len(value) <= _URL_LIMIT and urls.is_public_form(value) else None


def _license(candidate: Candidate) -> str | None:
    """A licence is a URL, or else a short text such as `CC BY 4.0`."""
    return _url(candidate) or _line(200)(candidate)


def _image(candidate: Candidate) -> Image | None:
    value = candidate.value
    if isinstance(value, str):
        value = Image(value.strip())
    if not isinstance(value, Image) or len(value.url) > _URL_LIMIT:
        return None
    if not urls.is_public_form(value.url):
        return None
    return replace(value, alt=squash(value.alt)[:500] or None if value.alt else None)


def _player(candidate: Candidate) -> Player | None:
    value = candidate.value
    if isinstance(value, str):
        value = Player(value.strip())
    safe = (
        isinstance(value, Player)
        and value.url.startswith("https://")
        and len(value.url) <= _URL_LIMIT
        and urls.is_public_form(value.url)
    )
    return value if safe and isinstance(value, Player) else None


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
}  # fmt: skip


def _language(candidate: Candidate) -> str | None:
    """BCP 47 in its usual case: `en`, `pt-BR`, `zh-Hant`.  `x-default` and `und` are none."""
    value = candidate.value.strip() if isinstance(candidate.value, str) else ""
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
    return "-".join([primary, *shaped])


def _name(parser: Callable[[str], object | None]) -> Callable[[Candidate], str | None]:
    def parse(candidate: Candidate) -> str | None:
        work = parser(candidate.value) if isinstance(candidate.value, str) else None
        return getattr(work, "value", None)

    return parse


def _arxiv(candidate: Candidate) -> str | None:
    return _name(parse_arxiv)(candidate)


def _doi(candidate: Candidate) -> str | None:
    return _name(parse_doi)(candidate)


def _alias(candidate: Candidate) -> str | None:
    work = parse_name(candidate.value) if isinstance(candidate.value, str) else None
    return str(work) if work else None


def _number(candidate: Candidate) -> int | None:
    text = str(candidate.value).strip()
    return int(text) if re.fullmatch("[1-9][0-9]{0,3}", text) else None


def _flag(candidate: Candidate) -> bool | None:
    return {"true": True, "1": True, "yes": True, "false": False, "0": False, "no": False}.get(
        str(candidate.value).strip().casefold()
    )


def _one_of(*allowed: str) -> Callable[[Candidate], str | None]:
    return lambda candidate: str(candidate.value) if candidate.value in allowed else None


def _related(candidate: Candidate) -> Related | None:
    return candidate.value if isinstance(candidate.value, Related) else None


_GENRES = """preprint article article-journal article-magazine article-newspaper bill book
broadcast chapter classic collection dataset document entry entry-dictionary entry-encyclopedia
event figure graphic hearing interview legal_case legislation manuscript map motion_picture
musical_score pamphlet paper-conference patent performance periodical personal_communication post
post-weblog regulation report review review-book software song speech standard thesis treaty
webpage"""
GENRES = tuple(_GENRES.split())
"""CSL 1.0.2's types and `preprint`: https://docs.citationstyles.org/en/stable/specification.html"""
STATUSES: tuple[Status, ...] = get_args(Status)
"""The worst first: the order of `model.Status`."""

FIELDS: dict[str, Field] = {
    "title": Field(_rich(TITLE_LIMIT, multiline=False)),
    "abstract": Field(_rich(ABSTRACT_LIMIT, multiline=True)),
    "description": Field(_rich(TEXT_LIMIT, multiline=True)),
    "author": Field(_authors, many=True),
    "published": Field(_date),
    "updated": Field(_date),
    "site_name": Field(_line(200)),
    "language": Field(_language),
    "image": Field(_image),
    "icon": Field(_url),
    "player": Field(_player),
    "canonical": Field(_url),
    "page_type": Field(_line(100)),
    "genre": Field(_one_of(*GENRES)),
    "container_title": Field(_line(1000)),
    "volume": Field(_line(100)),
    "issue": Field(_line(100)),
    "page": Field(_line(100)),
    "page_first": Field(_line(100)),
    "page_last": Field(_line(100)),
    "publisher": Field(_line(500)),
    "journal_ref": Field(_line(1000)),
    "comment": Field(_line()),
    "keyword": Field(_line(300), many=True),
    "category": Field(_line(100), many=True),
    "doi": Field(_doi),
    "arxiv_id": Field(_arxiv),
    "pmid": Field(_name(parse_pmid)),
    "pmcid": Field(_name(parse_pmcid)),
    "pdf_url": Field(_url),
    "html_url": Field(_url),
    "license": Field(_license),
    "open_access": Field(_flag),
    "version": Field(_number),
    "newest_version": Field(_number),
    "status": Field(_one_of(*STATUSES), many=True),
    "related": Field(_related, many=True),
    "alias": Field(_alias, many=True),
    "landing_url": Field(_url),
    "sensitive": Field(_flag),
    "issn": Field(_line(100)),
    "isbn": Field(_line(100)),
    "oembed": Field(_url),
    "cite_as": Field(_url),
}
"""Every field that a finder may state.  Another field is a mistake, and `merge` raises KeyError."""
