"""The schemes of names: how an id of each looks, and where it lives on the web.

One row each, in the order of rank: of two names of one work the upper one is shown.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import NamedTuple
from urllib.parse import quote

from preview.identity.arxiv import parse_arxiv
from preview.identity.doi import doi_url, parse_doi
from preview.model import WorkId
from preview.urls import page_url, page_value


class Scheme(NamedTuple):
    """A row of SCHEMES.

    Attributes:
        site: the archive's name as a card shows it, or None where the scheme has no one site.
        read: an id as written → the canonical id and its version, or None where it is none.
        page: a canonical id → the address of its page.
    """

    site: str | None
    read: Callable[[str], WorkId | None]
    page: Callable[[str], str]


def _spelt(
    scheme: str, pattern: str, fold: Callable[[str], str] = str
) -> Callable[[str], WorkId | None]:
    """Return the reader of ids that fully match *pattern*; group `v`, if any, is the version."""
    compiled = re.compile(rf"(?P<id>{pattern.replace('VERSION', _VERSION)})", re.ASCII)

    def read(text: str) -> WorkId | None:
        match = compiled.fullmatch(text)
        if match is None:
            return None
        groups = match.groupdict()
        version = groups.get("v")
        value = groups.get("bare") or match["id"]
        return WorkId(scheme, fold(value), int(version) if version else None)

    return read


_VERSION = r"(?P<v>[1-9][0-9]{0,3})"
_NUMBER = "[1-9][0-9]{0,9}"


def _acl(text: str) -> WorkId | None:
    """`P18-1001` until 2019, `2020.acl-main.1` since; https://aclanthology.org/info/ids/"""
    return _ACL_OLD(text[:1].upper() + text[1:].lower()) or _ACL_NEW(text.lower())


_ACL_OLD = _spelt("acl", r"(?P<bare>[A-Z][0-9]{2}-[0-9]{4})(?:vVERSION)?")
_ACL_NEW = _spelt("acl", r"(?P<bare>[12][0-9]{3}\.[a-z0-9_]+-[a-z0-9_]+\.[0-9]+)(?:vVERSION)?")

# YYYY + journal (5) + volume (4) + qualifier (1) + page (4) + initial; of arXiv
# papers they hold the identifier: 2017arXiv170603762V, 2008arXiv0801.1021K.
# Source: https://ui.adsabs.harvard.edu/help/actions/bibcode
_BIBCODE = re.compile(r"[12][0-9]{3}[A-Za-z][A-Za-z0-9.&+]{13}[A-Za-z0-9.:]", re.ASCII)
_ARXIV_BIBCODE = re.compile(r"[12][0-9]{3}arXiv([0-9]{4})\.?([0-9]{4,5})[A-Za-z.]", re.ASCII)


def _ads(text: str) -> WorkId | None:
    if match := _ARXIV_BIBCODE.fullmatch(text):
        return parse_arxiv(f"{match[1]}.{match[2]}")
    return WorkId("ads", text) if _BIBCODE.fullmatch(text) else None


_DBLP = re.compile(r"[a-z]+/[A-Za-z0-9_/.:+-]*[A-Za-z0-9_+-]", re.ASCII)
_CORR = re.compile(r"journals/corr/abs-([0-9]{4})-([0-9]{4,5})", re.ASCII)


def _dblp(text: str) -> WorkId | None:
    """CoRR is arXiv: `journals/corr/abs-1810-04805`.  https://dblp.org/faq/13500484.html"""
    if match := _CORR.fullmatch(text):
        return parse_arxiv(f"{match[1]}.{match[2]}")
    if not _DBLP.fullmatch(text) or any(part in ("", ".", "..") for part in text.split("/")):
        return None
    return WorkId("dblp", text)


_PII = re.compile(r"S[0-9]{7}[0-9X][0-9]{7}[0-9X]|B97[89][0-9]{15}[0-9X]", re.ASCII)


def _pii(text: str) -> WorkId | None:
    """`S0092867420300011`, also with punctuation: `S0092-8674(20)30001-1`.

    Source: https://en.wikipedia.org/wiki/Publisher_Item_Identifier
    """
    plain = re.sub("[-()]", "", text).upper()
    return WorkId("pii", plain) if _PII.fullmatch(plain) else None


def _pmid(text: str) -> WorkId | None:
    return _PMID(text.lstrip("0"))


_PMID = _spelt("pmid", "[1-9][0-9]{0,8}")


def _url(text: str) -> WorkId | None:
    return WorkId("url", text) if page_value(page_url(text)) == text else None


# -- addresses that need more than the id in a template ---------------------------------------


def _neurips(value: str) -> str:
    year, slash, tail = value.partition("/")
    if not slash:
        return f"https://papers.nips.cc/paper/{value}"
    code, track = neurips_parts(tail, year)
    return f"{NEURIPS}/{year}/hash/{code}-Abstract{track}.html"


NEURIPS = "https://proceedings.neurips.cc/paper_files/paper"


def neurips_parts(tail: str, year: str) -> tuple[str, str]:
    """Return the hash and the track as file names carry it: `""`, `-Conference`, ….

    Since 2022 each file name ends with its track; the conference's own is not in the id.
    """
    code, dash, track = tail.partition("-")
    if dash:
        return code, f"-{track}"
    return code, "-Conference" if year >= "2022" else ""


def cvf_file(value: str, folder: str, ending: str) -> str:
    """The folder stands before the file name, but up to 2019 directly behind the event's."""
    parts = value.split("/")
    at = 1 if parts[0] != "content" else len(parts) - 1
    path = "/".join([*parts[:at], folder, *parts[at:]])
    return f"https://openaccess.thecvf.com/{path}_paper.{ending}"


def _s2(value: str) -> str:
    host = "api" if value.startswith("CorpusID:") else "www"
    folder = "" if host == "api" else "paper/"
    return f"https://{host}.semanticscholar.org/{folder}{value}"


def _at(template: str) -> Callable[[str], str]:
    return template.format


SCHEMES: dict[str, Scheme] = {
    # Preprint servers and archives whose id is also in a DOI: the id is the shorter name.
    "arxiv": Scheme("arXiv", parse_arxiv, _at("https://arxiv.org/abs/{}")),
    "zenodo": Scheme("Zenodo", _spelt("zenodo", _NUMBER), _at("https://zenodo.org/records/{}")),
    "figshare": Scheme(  # a page of its own would need the title in its path
        "figshare",
        _spelt("figshare", rf"(?P<bare>{_NUMBER})(?:\.vVERSION)?"),
        _at("https://doi.org/10.6084/m9.figshare.{}"),
    ),
    "ssrn": Scheme(
        "SSRN",
        _spelt("ssrn", _NUMBER),
        _at("https://papers.ssrn.com/sol3/papers.cfm?abstract_id={}"),
    ),
    "osf": Scheme(
        "OSF", _spelt("osf", "(?P<bare>[a-z0-9]{5})(?:_vVERSION)?"), _at("https://osf.io/{}")
    ),
    "acl": Scheme("ACL Anthology", _acl, _at("https://aclanthology.org/{}/")),
    "doi": Scheme(None, parse_doi, doi_url),
    "pmid": Scheme("PubMed", _pmid, _at("https://pubmed.ncbi.nlm.nih.gov/{}/")),
    "pmcid": Scheme(
        "PubMed Central",
        _spelt("pmcid", r"(?P<bare>(?i:PMC)[1-9][0-9]{0,8})(?:\.[0-9]+)?", str.upper),
        _at("https://pmc.ncbi.nlm.nih.gov/articles/{}/"),
    ),
    # Venues
    "openreview": Scheme(
        "OpenReview",
        _spelt("openreview", "[A-Za-z0-9_-]{6,40}"),
        _at("https://openreview.net/forum?id={}"),
    ),
    "neurips": Scheme(
        "NeurIPS",
        _spelt(
            "neurips",
            "(?:19|20)[0-9]{2}/[0-9a-f]{32}(?:-[A-Za-z0-9_]+)?|[0-9]{1,5}-[a-z0-9][a-z0-9_-]*",
        ),
        _neurips,
    ),
    "pmlr": Scheme(
        "PMLR",
        _spelt("pmlr", "[vr][0-9]{1,4}/[a-z0-9][a-z0-9_-]*"),
        _at("https://proceedings.mlr.press/{}.html"),
    ),
    "cvf": Scheme(
        "CVF",
        _spelt("cvf", r"content(?:_[A-Za-z0-9_]+)?(?:/[A-Za-z0-9_.-]*[A-Za-z0-9_-]){1,3}"),
        lambda value: cvf_file(value, "html", "html"),
    ),
    "jmlr": Scheme(
        "JMLR",
        _spelt("jmlr", "v[0-9]{1,3}/[a-z0-9][a-z0-9_-]*"),
        _at("https://jmlr.org/papers/{}.html"),
    ),
    "hal": Scheme(
        "HAL",
        _spelt("hal", "(?P<bare>[a-z][a-z0-9]{1,11}[-_][0-9]{8})(?:vVERSION)?"),
        _at("https://hal.science/{}"),
    ),
    "ieee": Scheme(
        "IEEE Xplore", _spelt("ieee", _NUMBER), _at("https://ieeexplore.ieee.org/document/{}")
    ),
    "pii": Scheme(
        "ScienceDirect", _pii, _at("https://www.sciencedirect.com/science/article/pii/{}")
    ),
    # Catalogues: they hold records of works that live elsewhere.
    "inspire": Scheme(
        "INSPIRE", _spelt("inspire", _NUMBER), _at("https://inspirehep.net/literature/{}")
    ),
    "ads": Scheme(
        "NASA ADS",
        _ads,
        lambda value: "https://ui.adsabs.harvard.edu/abs/" + quote(value, safe=".:+"),
    ),
    "dblp": Scheme("DBLP", _dblp, _at("https://dblp.org/rec/{}")),
    "s2": Scheme("Semantic Scholar", _spelt("s2", f"[0-9a-f]{{40}}|CorpusID:{_NUMBER}"), _s2),
    "europepmc": Scheme(  # PPR preprints, AGR Agricola, …: https://europepmc.org/RestfulWebService
        "Europe PMC",
        _spelt("europepmc", "(?:PPR|AGR|CBA|CTX|ETH|HIR|PAT)/[A-Za-z0-9_-]{3,40}"),
        _at("https://europepmc.org/article/{}"),
    ),
    "jstor": Scheme(
        "JSTOR", _spelt("jstor", "[1-9][0-9]{2,11}"), _at("https://www.jstor.org/stable/{}")
    ),
    "url": Scheme(None, _url, page_url),
}
