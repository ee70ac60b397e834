"""Retracted, withdrawn, corrected: read from titles and comments, where no field says it."""

from __future__ import annotations

import re

# "RETRACTED ARTICLE: …" (Springer), "Retracted: …" (Hindawi, Wiley), "WITHDRAWN: …" (Elsevier),
# "[Retracted] …" (Spandidos).  "Retraction: …" is the title of a notice, which is not retracted.
_TITLE = re.compile(
    r"\s*(?P<open>[\[(]\s*)?"
    r"(?P<mark>retracted(?:\s+(?:article|paper|chapter))?|withdrawn|removed|temporary removal)"
    r"(?(open)\s*[\])]|\s*[:–—])",
    re.IGNORECASE,
)
# arXiv has no field for it: the comment says so.
# https://info.arxiv.org/help/withdraw.html
_COMMENT = re.compile(
    r"^\W*(?:(?:this|the|our)\s+)?(?:(?:arxiv\s+)?(?:paper|article|submission|manuscript|work|"
    r"preprint|note|version|draft)\s+)?(?:(?:has|have)\s+been\s+|is\s+|was\s+)?withdrawn\b"
    r"|\b(?:paper|article|submission|manuscript|preprint)\s+(?:has\s+been|is|was)\s+withdrawn\b"
    r"|\bwithdrawn\s+by\s+(?:the\s+)?(?:authors?|arxiv|submitter)\b",
    re.I,
)


def of_title(title: str | None) -> str | None:
    """Return what a title's prefix says of its work.

    >>> of_title("RETRACTED ARTICLE: On ice"), of_title("WITHDRAWN: On ice")
    ('retracted', 'withdrawn')
    >>> of_title("Retraction: On ice"), of_title("Withdrawn children")
    (None, None)
    """
    match = _TITLE.match(title or "")
    if not match:
        return None
    return "retracted" if match["mark"].casefold().startswith("retracted") else "withdrawn"


def of_comment(comment: str | None) -> str | None:
    """Return `withdrawn` where an arXiv comment says that the paper is.

    >>> of_comment("This paper has been withdrawn by the author due to an error in Lemma 2")
    'withdrawn'
    >>> of_comment("12 pages; replaces our withdrawn note")
    """
    return "withdrawn" if _COMMENT.search(comment or "") else None
