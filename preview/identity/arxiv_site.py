"""The host table: arXiv, its mirrors, and sites whose pages are about arXiv's papers.

Source: https://github.com/arXiv/arxiv-browse (routes), https://info.arxiv.org/help/
"""

from __future__ import annotations

import re
from collections.abc import Callable

from preview.identity.arxiv import parse_arxiv, parse_path
from preview.identity.shapes import HTML, PDF, Address, Found, Site, shape
from preview.model import WorkId

# First segment → content type of what it serves, or None where that varies.
_PAGES: dict[str, str | None] = {
    "abs": HTML,
    "pdf": PDF,
    "html": HTML,  # LaTeXML's, exists for some papers
    "format": HTML,
    "ps": None,
    "dvi": None,
    "src": None,
    "e-print": None,
    "tb": HTML,
    "trackback": HTML,
    "refs": None,
    "cits": None,
    "bibtex": None,
    "audio": None,
    "view": None,
    "show-email": None,
}
_WITH_ASSETS = frozenset({"html", "src", "e-print"})
_CACHES = re.compile(  # arXiv's file tree, linked until about 2010
    r"/(?:PS_cache/[a-z-]+/pdf|ftp/[a-z-]+/papers)/[0-9]{4}/(?P<id>[0-9.]+(?:v[0-9]+)?)\.pdf",
    re.IGNORECASE,
)
_CACHE_ARCHIVE = re.compile("/(?:PS_cache|ftp)/(?P<archive>[a-z-]+)/", re.IGNORECASE)


def _found(work: WorkId | None, form: str | None = None) -> Found | None:
    return Found(work, form) if work else None


def _arxiv(address: Address) -> Found | None:
    first, _, rest = address.path[1:].partition("/")
    if first == "show-email":
        rest = rest.partition("/")[2]  # behind the hash
    if first in _PAGES and rest:
        form = _PAGES[first] if not _is_asset(first, rest) else None
        return _found(parse_path(rest, assets=first in _WITH_ASSETS), form)
    if first == "abs":
        return _found(_from_query(address), HTML)
    if address.path == "/api/query":
        return _found(parse_arxiv(address.parameter("id_list") or ""))
    if match := _CACHES.fullmatch(address.path):
        archive = _CACHE_ARCHIVE.match(address.path)
        prefix = "" if "." in match["id"] or not archive else archive["archive"] + "/"
        return _found(parse_arxiv(prefix + match["id"]), PDF)
    return None


def _is_asset(first: str, rest: str) -> bool:
    return first in _WITH_ASSETS and "." in rest.rpartition("/")[2] and "/" in rest


def _from_query(address: Address) -> WorkId | None:
    """Read the addresses of the nineties: `abs?id=ID`, `abs?archive=X&papernum=N`, `abs?ID`."""
    if text := address.parameter("id"):
        return parse_arxiv(text)
    archive, number = address.parameter("archive"), address.parameter("papernum")
    if archive and number:
        return parse_arxiv(f"{archive}/{number}")
    return next((parse_arxiv(key) for key, value in address.parameters() if not value), None)


def _under(
    *folders: str, versions: bool = True, language: bool = False
) -> Callable[[Address], Found | None]:
    """Return the reader of `/<folder>/<arXiv id>`; *language*: `/zh/` may stand before it."""

    def read(address: Address) -> Found | None:
        first, _, rest = address.path[1:].partition("/")
        if language and len(first) in (2, 5) and first not in folders:
            first, _, rest = rest.partition("/")
        work = parse_path(rest, assets=True) if first in folders else None
        if work is None:
            return None
        form = PDF if first == "pdf" else None
        return Found(work if versions else WorkId(work.scheme, work.value), form)

    return read


ARXIV_SITES = (
    Site(
        "arXiv",
        # The country mirrors (cn. de. fr. …) are read by `hosts`; info. blog. static. rss. are
        # other sites.
        ("arxiv.org", "export.arxiv.org", "browse.arxiv.org", "lanl.arxiv.org", "xxx.arxiv.org",
         "xxx.lanl.gov", "arxiv.lanl.gov", "xxx.itp.ac.cn", "xxx.sissa.it", "xxx.soton.ac.uk",
         "xxx.tau.ac.il", "xxx.uni-augsburg.de"),
        read=_arxiv,
        dois=False,
    ),
    Site("ar5iv", ("ar5iv.labs.arxiv.org", "ar5iv.org"), read=_under("html", "abs", "pdf")),
    Site(
        "alphaXiv",
        ("alphaxiv.org",),
        read=_under("abs", "pdf", "overview", "html", "audio", "resources", language=True),
    ),
    Site("Hugging Face", ("huggingface.co", "hf.co"), read=_under("papers", versions=False)),
    Site("arXiv Vanity", ("arxiv-vanity.com",), read=_under("papers")),
    Site("SciRate", ("scirate.com",), read=_under("arxiv")),
    Site("Front for the arXiv", ("front.math.ucdavis.edu",), (shape("arxiv", "/(?P<id>.+)"),)),
    Site("Emergent Mind", ("emergentmind.com",), read=_under("papers")),
    Site("Cool Papers", ("papers.cool",), read=_under("arxiv")),
)  # fmt: skip
