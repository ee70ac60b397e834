"""What the three citation formats share: the kind of work, its own DOI, its key."""

from __future__ import annotations

import re
import unicodedata
from typing import NamedTuple
from urllib.parse import quote

from preview.dates import date_parts
from preview.model import Author, Paper, Preview
from preview.names import suffix_of
from preview.text import squash


class Genre(NamedTuple):
    bibtex: str
    container: str  # the BibTeX field that names the thing around it, or its institution
    ris: str
    csl: str


# Types of BibTeX: Patashnik, BibTeXing (1988), 3.1; of RIS: its specification of 2011; of CSL:
# https://docs.citationstyles.org/en/stable/specification.html#appendix-iii-types
GENRES = {
    # the contract's genre     BibTeX           container       RIS       CSL
    "article-journal": Genre("article", "journal", "JOUR", "article-journal"),
    "article-magazine": Genre("article", "journal", "MGZN", "article-magazine"),
    "article-newspaper": Genre("article", "journal", "NEWS", "article-newspaper"),
    "review": Genre("article", "journal", "JOUR", "review"),
    "review-book": Genre("article", "journal", "JOUR", "review-book"),
    "paper-conference": Genre("inproceedings", "booktitle", "CPAPER", "paper-conference"),
    "chapter": Genre("incollection", "booktitle", "CHAP", "chapter"),
    "entry": Genre("incollection", "booktitle", "CHAP", "entry"),
    "entry-dictionary": Genre("incollection", "booktitle", "DICT", "entry-dictionary"),
    "entry-encyclopedia": Genre("incollection", "booktitle", "ENCYC", "entry-encyclopedia"),
    "book": Genre("book", "series", "BOOK", "book"),
    "collection": Genre("book", "series", "BOOK", "collection"),
    "thesis": Genre("phdthesis", "series", "THES", "thesis"),
    "report": Genre("techreport", "series", "RPRT", "report"),
    "standard": Genre("techreport", "series", "STAND", "standard"),
    "preprint": Genre("misc", "howpublished", "UNPB", "article"),
    "article": Genre("misc", "howpublished", "UNPB", "article"),
    "manuscript": Genre("unpublished", "howpublished", "UNPB", "manuscript"),
    "dataset": Genre("misc", "howpublished", "DATA", "dataset"),
    "software": Genre("misc", "howpublished", "COMP", "software"),
    "patent": Genre("misc", "howpublished", "PAT", "patent"),
    "figure": Genre("misc", "howpublished", "FIGURE", "figure"),
    "graphic": Genre("misc", "howpublished", "ART", "graphic"),
    "map": Genre("misc", "howpublished", "MAP", "map"),
    "motion_picture": Genre("misc", "howpublished", "VIDEO", "motion_picture"),
    "song": Genre("misc", "howpublished", "SOUND", "song"),
    "speech": Genre("misc", "howpublished", "SLIDE", "speech"),
    "webpage": Genre("misc", "howpublished", "ELEC", "webpage"),
    "post": Genre("misc", "howpublished", "BLOG", "post"),
    "post-weblog": Genre("misc", "howpublished", "BLOG", "post-weblog"),
}
OTHER = Genre("misc", "howpublished", "GEN", "document")

# Words that open many titles and tell none apart.
_STOPWORD_LINE = "a an the on of in for to and is are der die das ein eine le la les un une el los"
_STOPWORDS = frozenset(_STOPWORD_LINE.split())
_LETTERS = str.maketrans({"ß": "ss", "ø": "o", "ł": "l", "æ": "ae", "œ": "oe", "đ": "d", "ı": "i"})
_ARXIV_DOI = "10.48550/arxiv."


def paper_of(preview: Preview) -> Paper:
    """The paper; of what is none, one that states nothing."""
    return preview.paper or Paper()


def arxiv_id_of(preview: Preview) -> str | None:
    """The arXiv number where the work *is* the arXiv's; an article may only mention one."""
    scheme, _, value = preview.work_id.partition(":")
    return value if scheme == "arxiv" else None


def genre_of(preview: Preview) -> Genre:
    genre = paper_of(preview).genre or ("preprint" if arxiv_id_of(preview) else "")
    return GENRES.get(genre, OTHER)


def doi_of(preview: Preview) -> str | None:
    """The work's own DOI.

    A proven name is its own.  What a record states may be, for a preprint, the DOI of its article:
    then it is no better than none, and an export without DOI is right where one with it is wrong.
    """
    paper = paper_of(preview)
    stated = squash(paper.doi or "")
    own = next((name[4:] for name in preview.aliases if name.startswith("doi:")), None)
    if own is None:
        others = {link.work_id.casefold() for link in preview.related}
        preprint = paper.genre == "preprint" or arxiv_id_of(preview) is not None
        own = None if preprint or f"doi:{stated}".casefold() in others else stated or None
    elif own.casefold() == stated.casefold():
        own = stated  # with the registrant's capitals
    if own and own.casefold().startswith(_ARXIV_DOI):
        own = "10.48550/arXiv." + own[len(_ARXIV_DOI) :]
    return bare_url(own) if own else None


def bare_url(address: str) -> str:
    """*address* on one line with all that could end a field percent-encoded; the rest as it is."""
    return quote(squash(address).encode("utf-8", "replace"), safe="%/:;,.?&=+!*'()@#$~_-[]<>|")


def title_of(preview: Preview) -> str:
    return squash(preview.title) or preview.domain


def pages_of(page: str | None) -> tuple[str, str]:
    """First and last page; ("", "") for none, and a lone article number as first."""
    first, _, last = re.sub(r"\s*[-‐-―]+\s*", "-", squash(page or "")).partition("-")
    return first, last


def key_of(preview: Preview) -> str:
    """`vaswani2017attention`: ASCII letters and digits only.

    >>> _ascii("Łukasiewicz, Żółć")
    'lukasiewiczzolc'
    """
    first = preview.authors[0] if preview.authors else None
    year = str(*date_parts(preview.published)[:1])
    who = _ascii(surname_of(first)) if first else ""
    words = (_ascii(word) for word in squash(preview.title).split())
    what = next((word for word in words if word and word not in _STOPWORDS), "")
    return f"{who}{year}{what}"[:60] or _ascii(preview.work_id)[:60] or "work"


def surname_of(person: Author) -> str:
    if person.family:
        return person.family
    words = squash(person.name).split()
    return words[0 if person.collective else -1] if words else ""


def parts_of(person: Author) -> tuple[str, str, str] | None:
    """Family and given name and suffix, where the family name is known."""
    if person.collective or not squash(person.family or ""):
        return None
    return squash(person.family or ""), squash(person.given or ""), squash(suffix_of(person) or "")


def _ascii(text: str) -> str:
    plain = unicodedata.normalize("NFKD", text.casefold().translate(_LETTERS))
    return re.sub("[^a-z0-9]", "", plain)
