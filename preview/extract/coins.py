"""COinS → candidates: an OpenURL in the title of an empty span, or in a tag of Dublin Core."""

from __future__ import annotations

import html
from collections.abc import Iterator
from urllib.parse import parse_qsl

from preview.extract.record import Attributes, Page
from preview.model import Author, Candidate, Markup

_MAX_FIELDS = 400
_MOST_CHARS = 8_000
# http://ocoins.info/cobg.html and Z39.88-2004's matrices for journal, book and dissertation
_FIELDS: tuple[tuple[str, str, Markup], ...] = (
    ("rft.atitle", "title", "auto"),
    ("rft.jtitle", "container_title", "auto"),
    ("rft.date", "published", "plain"),
    ("rft.volume", "volume", "plain"),
    ("rft.issue", "issue", "plain"),
    ("rft.spage", "page_first", "plain"),
    ("rft.epage", "page_last", "plain"),
    ("rft.pages", "page", "plain"),
    ("rft.pub", "publisher", "plain"),
    ("rft.issn", "issn", "plain"),
    ("rft.eissn", "issn", "plain"),
    ("rft.isbn", "isbn", "plain"),
    ("rft.language", "language", "plain"),
)
_IDS = (("info:doi/", "doi"), ("info:pmid/", "pmid"), ("info:arxiv/", "arxiv_id"))
_GENRES = {
    "article": "article-journal",
    "proceeding": "paper-conference",
    "conference": "paper-conference",
    "bookitem": "chapter",
    "book": "book",
    "dissertation": "thesis",
    "report": "report",
    "preprint": "preprint",
}


def coins(page: Page) -> Iterator[Candidate]:
    """Yield what the page's only COinS states, where it is about the page itself.

    A page with several is a list of references, and one whose title the page does not bear is a
    reference alone.
    """
    yield from _deposited(page)
    spans = [block for block in page.blocks if block.kind == "coins"]
    if len(spans) != 1:
        return
    stated = _pairs(spans[0].attributes.get("title", ""))
    if not stated or not _is_own(stated, page):
        return
    for key, field, markup in _FIELDS:
        for value in stated.get(key, ()):
            yield Candidate(field, value, f"coins:{key}", markup)
    yield from _whole(stated)
    for value in stated.get("rft_id", ()):
        for prefix, field in _IDS:
            if value.lower().startswith(prefix):
                yield Candidate(field, value[len(prefix) :], "coins:rft_id")


# The name of the tag whose scheme is KEV.ctx, without the prefix for which some write a colon:
# https://www.dublincore.org/specifications/dublin-core/dc-citation-guidelines/
_CITATION = "bibliographiccitation"
_NUMBERS = frozenset(("volume", "issue", "page_first", "page_last", "page", "container_title"))


def _deposited(page: Page) -> Iterator[Candidate]:
    """Yield where the page's own citation puts it; Emerald states volume and pages only so."""
    for tag in page.metas:
        if tag.get("name", "")[-len(_CITATION) :].lower() != _CITATION:
            continue
        if stated := _pairs(html.unescape(tag.get("content", "")[:_MOST_CHARS])):
            for key, field, markup in _FIELDS:
                if field in _NUMBERS:
                    for value in stated.get(key, ()):
                        yield Candidate(field, value, f"dc:{_CITATION}", markup)
            return


def _pairs(context: str) -> dict[str, list[str]]:
    """Return the values of each key of an OpenURL; none of one longer than any reference."""
    stated: dict[str, list[str]] = {}
    try:
        for key, value in parse_qsl(context, max_num_fields=_MAX_FIELDS):
            if value.strip():
                stated.setdefault(key.lower(), []).append(value.strip())
    except ValueError:
        return {}
    return stated


_LEAST = 12  # letters of a title in which two texts are the same one
_MOST = 60  # ... and enough: a `<title>` may be cut


def _is_own(stated: dict[str, list[str]], page: Page) -> bool:
    title = next((stated[key][0] for key in _TITLES if key in stated), None)
    shown = [page.title or "", *(heading.text for heading in page.headings)]
    shown += [m.get("content", "") for m in page.metas if _is_title(m)]
    if title is None or not any(shown):
        return True
    folded = _folded(title)[:_MOST]
    whole = [_folded(text[:2_000]) for text in shown]
    return any(folded == text or (len(folded) >= _LEAST and folded in text) for text in whole)


_TITLES = ("rft.atitle", "rft.btitle", "rft.title")


def _is_title(meta: Attributes) -> bool:
    name = meta.get("name") or meta.get("property") or ""
    return name.lower().endswith("title")


def _folded(text: str) -> str:
    return "".join(filter(str.isalnum, text.casefold()))


def _whole(stated: dict[str, list[str]]) -> Iterator[Candidate]:
    """Yield what depends on several keys: a book's title is its own only without an article's."""
    for key in ("rft.btitle", "rft.title"):
        for value in stated.get(key, ()):
            field = "container_title" if "rft.atitle" in stated else "title"
            yield Candidate(field, value, f"coins:{key}", "auto")
    family, given = stated.get("rft.aulast"), stated.get("rft.aufirst")
    if family and given:
        author = Author(f"{given[0]} {family[0]}", given[0], family[0])
        yield Candidate("author", author, "coins:rft.aulast")
    others = stated.get("rft.au", ())
    for value in others:
        if not (family and given and family[0] in value):  # the first author, told twice
            yield Candidate("author", value, "coins:rft.au")
    for value in stated.get("rft.genre", ())[:1]:
        genre = _GENRES.get(value.lower())
        if genre:
            yield Candidate("genre", genre, "coins:rft.genre")
