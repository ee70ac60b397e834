"""The host table: catalogues, whose records are of works that live elsewhere."""

from __future__ import annotations

import re

from preview.identity.names import parse_name
from preview.identity.schemes import SCHEMES
from preview.identity.shapes import Address, Found, Site, shape

_DIGITS = "[0-9]{1,12}"
_ADS_FOLDERS = frozenset({"abs", "full", "pdf", "link_gateway"})


def _ads(address: Address) -> Found | None:
    """`/abs/<bibcode>`, or behind `#` as the first version of the site had it."""
    path = address.path
    if path == "/" and address.fragment.startswith(("abs/", "/abs/")):
        path = "/" + address.fragment.strip("/").replace("%26", "&")
    folder, _, rest = path[1:].partition("/")
    if folder not in _ADS_FOLDERS or not rest:
        return None
    work = SCHEMES["ads"].read(rest.partition("/")[0]) or parse_name(rest)
    return Found(work) if work else None


# Of a key the first part is one of few; before it the format of an export may stand.
_DBLP = re.compile(
    r"/rec/(?:(?:html|bib|bibtex|xml|rdf|bht|ris|nt|ttl)[0-9]?/)?(?P<key>[a-z]+/.+)", re.ASCII
)
_DBLP_ENDING = re.compile(r"\.(?:html|bib|xml|ris|rdf|nt|ttl|json)$")


def _dblp(address: Address) -> Found | None:
    match = _DBLP.fullmatch(address.path)
    work = SCHEMES["dblp"].read(_DBLP_ENDING.sub("", match["key"])) if match else None
    return Found(work) if work else None


def _s2_api(address: Address) -> Found | None:
    """`/CorpusID:N`, `/arXiv:ID`, and the same behind `/graph/v1/paper/`."""
    text = re.sub("^/(?:graph/v1/paper/)?", "", address.path)
    text = re.sub("^corpusid:", "s2:CorpusID:", text, flags=re.IGNORECASE)
    work = parse_name(text) or SCHEMES["s2"].read(text)
    return Found(work) if work else None


CATALOGUES = (
    Site("NASA ADS", ("ui.adsabs.harvard.edu", "adsabs.harvard.edu", "articles.adsabs.harvard.edu",
                      "scixplorer.org"), read=_ads),
    Site("DBLP", ("dblp.org", "dblp.uni-trier.de", "dblp.dagstuhl.de"), read=_dblp),
    Site("INSPIRE", ("inspirehep.net", "old.inspirehep.net", "labs.inspirehep.net"), (
        shape("inspire", f"(?:/api)?/(?:literature|record)/(?P<id>{_DIGITS})(?:/.*)?"),
    )),
    Site("Semantic Scholar", ("api.semanticscholar.org",), read=_s2_api),
    Site("Semantic Scholar", ("semanticscholar.org",), (
        shape("s2", "/(?:paper|reader)/(?P<id>[0-9a-f]{40})(?:/.*)?"),
        shape("s2", "/paper/[^/]*/(?P<id>[0-9a-f]{40})(?:/.*)?"),
        shape("s2", f"/p/(?P<id>{_DIGITS})", value="CorpusID:{id}"),
        shape("arxiv", "/arxiv/(?P<id>.+)"),
    )),
)  # fmt: skip
