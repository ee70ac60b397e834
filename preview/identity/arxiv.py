"""arXiv's identifiers, new and old, as people, pages and arXiv's own URLs spell them.

Source: https://info.arxiv.org/help/arxiv_identifier.html
"""

from __future__ import annotations

import re

from preview.model import WorkId

DOI_PREFIX = "10.48550/arxiv."
"""DataCite registers one DOI for each paper, none for a version:
https://info.arxiv.org/help/doi.html"""

# A closed list: an old identifier never gets a new archive, though its category may be renamed.
# Source: https://info.arxiv.org/help/arxiv_identifier_for_services.html and arxiv-base taxonomy.
_ARCHIVES = """
    acc-phys adap-org alg-geom ao-sci astro-ph atom-ph bayes-an chao-dyn chem-ph cmp-lg
    comp-gas cond-mat cs dg-ga funct-an gr-qc hep-ex hep-lat hep-ph hep-th math math-ph
    mtrl-th nlin nucl-ex nucl-th patt-sol physics plasm-ph q-alg q-bio quant-ph solv-int
    supr-con
"""
ARCHIVES = frozenset(_ARCHIVES.split())
_WITHOUT_DASH = {archive.replace("-", ""): archive for archive in ARCHIVES}  # hepth/…: repaired

_PREFIX = re.compile(
    r"(?:https?://(?:www\.)?arxiv\.org/abs/|https?://(?:dx\.)?doi\.org/10\.48550/arxiv\.)?"
    r"(?:arxiv\s*[:\s]\s*)?",
    re.IGNORECASE,
)
_ID = re.compile(
    r"(?:(?P<archive>[a-z-]{2,9})(?:\.[a-z-]{2,9})?/)?"
    r"(?:(?P<new>[0-9]{4}\.[0-9]{4,5})|(?P<old>[0-9]{7}))"
    r"(?:v(?P<version>[1-9][0-9]{0,3}))?",
    re.IGNORECASE | re.ASCII,
)
_MARGIN = re.compile(  # as printed in the margin: `… [cs.CL] 12 Jun 2017`
    r"\s*\[[A-Za-z.-]{2,20}\](?:\s+[0-9]{1,2}\s[A-Z][a-z]{2}\s[0-9]{4})?"
)
_FILE_ENDING = re.compile(r"\.(?:pdf|ps\.gz|ps|gz|html?|md)$", re.IGNORECASE)
_NO_ID = re.compile(r"[.,;:)\]}>'\"*\\”’»…。，、）」]+$")  # what a sentence leaves behind a link


def parse_arxiv(text: str) -> WorkId | None:
    """Return the arXiv identifier that *text* spells, or None where it spells none.

    The subject class of an old identifier is dropped, as arXiv itself does: `math.GT/0309136`
    and `math/0309136` are one paper.  A class before a new identifier is malformed but occurs.

    >>> str(parse_arxiv("arXiv:math.GT/0309136"))
    'arxiv:math/0309136'
    """
    text = text.strip()
    prefix = _PREFIX.match(text)
    return _whole(text[prefix.end() :] if prefix else text)


def parse_path(rest: str, *, assets: bool = False) -> WorkId | None:
    """Return the paper that *rest*, what follows `/abs/` or the like, names; arXiv's own repairs.

    *assets*: files of the paper may follow (`2504.18412v1/x1.png`).
    """
    rest = re.sub("--+", "-", rest.strip())
    rest = _NO_ID.sub("", rest)
    rest = _FILE_ENDING.sub("", rest)
    if (found := parse_arxiv(rest)) or not assets:
        return found
    parts = rest.split("/")
    return parse_arxiv(parts[0]) or parse_arxiv("/".join(parts[:2]))


def _whole(text: str) -> WorkId | None:
    match = _ID.match(text)
    if match is None or not (
        match.end() == len(text) or _MARGIN.fullmatch(text, match.end()) is not None
    ):
        return None
    version = int(match["version"]) if match["version"] else None
    if match["new"]:
        return WorkId("arxiv", match["new"], version) if _is_new(match["new"]) else None
    archive = _archive(match["archive"])
    if archive is None or not _is_old(match["old"]):
        return None
    return WorkId("arxiv", f"{archive}/{match['old']}", version)


def _archive(text: str | None) -> str | None:
    name = (text or "").lower()
    return name if name in ARCHIVES else _WITHOUT_DASH.get(name)


def _is_new(number: str) -> bool:
    """From 0704; 4 digits up to 1412, 5 from 1501: arXiv pads a wrong width, and we refuse it.

    `2504.1841` in a text is a price.  The years 91 to 99 belong to the old scheme.
    """
    month, _, serial = number.partition(".")
    return (
        "0704" <= month < "9100"
        and "01" <= month[2:] <= "12"
        and len(serial) == (4 if month < "1501" else 5)
        and serial.strip("0") != ""
    )


def _is_old(number: str) -> bool:
    year, month, serial = number[:2], number[2:4], number[4:]
    dated = number[:4] >= "9107" or number[:4] <= "0703"
    return dated and (year >= "91" or year <= "07") and "01" <= month <= "12" and serial != "000"
