"""What a PDF says of itself → candidates; what its makers' programs left behind is not believed.

No date is taken: a PDF knows when its file was made, and not when the text was published.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from preview.model import Candidate
from preview.pdf import process

# What stands in a title field though nobody wrote it there as a title, in lower case.
_NOT_TITLES = re.compile(
    "|".join((
        r"untitled.*",  # several programs' name for what has none
        r"(?:title|no title|none|null|unknown|n/?a|test|draft|template|default)",
        r"(?:document|doc|slide|layout|page|folder|presentation|book|print|scan|binder|combine)"
        r"[ _-]*\d*",
        r"(?:main|paper|article|manuscript|preprint|submission|report|thesis|supplement\w*"
        r"|final\w*|camera-?ready)",
        r"powerpoint[ -]pr\S*|pr\S* powerpoint",  # of PowerPoint, in several languages
        r"microsoft (?:word|powerpoint|excel)\b.*",  # the print job of a Windows printer
        r"(?:\w:\\|/|file:|https?:).*",  # a path or an address
        r".*\.(?:docx?|pdf|tex|dvi|e?ps|indd|qx[dp]|pptx?|xlsx?|odt|rtf|te?xt|pages|ai|fm|p65|wpd"
        r"|html?|jpe?g|png|tiff?|cdr|pub|md|ipynb)",  # a file's name
        r"arxiv:.*",  # the stamp on a page's edge
        r"(?:doi:?\s*|https?://\S*)?10\.\d{4,9}/\S+",
        r"(?:pii|doi|issn|isbn)\b.*\d.*",
        r"paper title.*|instructions for .*authors?.*|latex template.*|.*style: paper title.*",
        r"[^a-z]*",  # no letter of the Latin alphabet; other alphabets are let pass below
    ))
)  # fmt: skip
_NOT_LATIN = re.compile(r"[^\W\d_a-z]{2}")
_CODE = re.compile(r"(?=.*(?:_|\d.*\d.*\d))\S+")  # one word with an underscore or three digits

# Names of accounts, programs and forms where an author's should stand, in lower case.
_NOT_AUTHORS = re.compile(
    "|".join((
        r"(?:admin\w*|root|user\d*|owner|guest|default|unknown|none|null|n/?a|test|anonymous)",
        r"authors?(?:'s)? ?(?:name)?s?",
        r"(?:microsoft|windows|office|valued)\b.*",
        # makers' names alone: people are called Dell, Mac and Tex too
        r"(?:dell|hp|lenovo|acer|asus|mac|apple|tex|word|customer)(?: (?:inc|computers?|pc)\b.*)?",
        r".*\b(?:user|administrator|account|laptop|workstation)",
        r"(?:acrobat|adobe|latex|pdftex|libreoffice|openoffice|indesign|elsevier)\b.*",
        # the first set leaves out what the second one finds: else each sign is tried anew
        r"[^\s@\\/]*[@\\/]\S*",  # an address, or a domain's login
        r"[a-z.-]*[0-9_][a-z0-9._-]*",  # a login
    ))
)  # fmt: skip
_LOGIN = re.compile(r"[a-z.-]+")  # as written: a name begins with a capital


def pdf_candidates(head: bytes, tail: bytes = b"") -> Iterator[Candidate]:
    """Yield title, authors and DOI from a PDF's first and last bytes, XMP's before Info's.

    A DOI is the file's claim.  It costs a process of its own: see `preview.pdf`.
    """
    facts = process.read(head, tail)
    for fact in ("xmp.title", "info.title"):
        for title in facts.get(fact, ()):
            if is_title(title):
                yield Candidate("title", title, _source(fact), "auto")
    for fact in ("xmp.creator", "info.author"):
        for name in facts.get(fact, ()):
            if is_author(name):
                yield Candidate("author", name, _source(fact))
    for fact in ("xmp.doi", "info.doi"):
        for doi in facts.get(fact, ()):
            if "10." in doi:
                yield Candidate("doi", doi, _source(fact))


def is_title(text: str) -> bool:
    """Did somebody write *text* as a title?

    >>> is_title("Attention Is All You Need"), is_title("Microsoft Word - draft3.doc")
    (True, False)
    """
    folded = " ".join(text[:2000].split()).casefold()
    if _NOT_LATIN.search(folded) and not _CODE.fullmatch(folded):
        return not folded.startswith("microsoft ")
    return not _NOT_TITLES.fullmatch(folded) and not _CODE.fullmatch(folded)


def is_author(text: str) -> bool:
    """Can *text* be a person or group, or several, rather than an account?

    >>> is_author("Ada Lovelace"), is_author("alovelace"), is_author("Windows User")
    (True, False, False)
    """
    squashed = " ".join(text.split())
    folded = squashed.casefold()
    if _LOGIN.fullmatch(squashed) or len(folded) < 2:
        return False
    return not _NOT_AUTHORS.fullmatch(folded)


def _source(fact: str) -> str:
    return "pdf:" + fact.replace(".", "-")
