"""The host table: catalogues, whose records are of works that live elsewhere."""

from __future__ import annotations

import re
from urllib.parse import unquote

from preview.identity.arxiv import parse_arxiv
from preview.identity.names import parse_name
from preview.identity.schemes import SCHEMES
from preview.identity.shapes import PDF, Address, Found, Site, shape
from preview.model import WorkId

_DIGITS = "[0-9]{1,12}"
_SHA = "[0-9a-f]{40}"
_ADS_FOLDERS = frozenset({"abs", "full", "pdf", "link_gateway"})
_ADS_VIEWS = re.compile("/(?:abstract|citations|references|exportcitation|metrics|similar)$")


def _ads(address: Address) -> Found | None:
    """`/abs/<bibcode>`, or behind `#` as the first version of the site had it."""
    path = address.path
    if path == "/" and address.fragment.startswith(("abs/", "/abs/")):
        path = "/" + address.fragment.strip("/").replace("%26", "&")
    folder, _, rest = path[1:].partition("/")
    if folder == "cgi-bin":
        work = _ads_query(address)
    elif folder in _ADS_FOLDERS and rest:
        work = SCHEMES["ads"].read(rest.partition("/")[0]) or parse_name(_ADS_VIEWS.sub("", rest))
    else:
        return None
    return Found(work) if work else None


def _ads_query(address: Address) -> WorkId | None:
    """Read the classic site: `/cgi-bin/…?bibcode=X` or `…?X`, in the case of its letters."""
    text = address.parameter("bibcode") or unquote(address.query.partition("&")[0])
    return SCHEMES["ads"].read(text) or parse_arxiv(text)


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
    text = re.sub("^/(?:(?:graph/)?v1/paper/)?", "", address.path)
    text = re.sub("^corpusid:", "s2:CorpusID:", text, flags=re.IGNORECASE)
    work = parse_name(text) or SCHEMES["s2"].read(text)
    return Found(work) if work else None


CATALOGUES = (
    Site("NASA ADS", ("ui.adsabs.harvard.edu", "adsabs.harvard.edu", "articles.adsabs.harvard.edu",
                      "scixplorer.org"), read=_ads),
    Site("NASA ADS", ("adsbit.harvard.edu", "esoads.eso.org", "cdsads.u-strasbg.fr",
                      "ukads.nottingham.ac.uk", "ads.nao.ac.jp"), read=_ads, own=False),
    Site("DBLP", ("dblp.org", "dblp.uni-trier.de", "dblp1.uni-trier.de", "dblp2.uni-trier.de",
                  "dblp.dagstuhl.de"), read=_dblp),
    Site("INSPIRE", ("inspirehep.net", "old.inspirehep.net", "labs.inspirehep.net"), (
        shape("inspire", f"(?:/api)?/(?:literature|record)/(?P<id>{_DIGITS})(?:/.*)?"),
        shape("arxiv", "(?:/api)?/(?:arxiv|eprint)/(?P<id>.+)"),
    )),
    Site("Semantic Scholar", ("api.semanticscholar.org",), read=_s2_api),
    Site("Semantic Scholar", ("semanticscholar.org",), (
        shape("s2", f"/(?:paper|reader)/(?P<id>{_SHA})(?:/.*)?"),
        shape("s2", f"/paper/[^/]*/(?P<id>{_SHA})(?:/.*)?"),
        shape("s2", f"/p/(?P<id>{_DIGITS})", value="CorpusID:{id}"),
        shape("arxiv", "/arxiv/(?P<id>.+)"),
    )),
    Site("Semantic Scholar", ("pdfs.semanticscholar.org",), (
        shape("s2", r"/(?P<head>[0-9a-f]{4})/(?P<id>[0-9a-f]{36})\.pdf", value="{head}{id}",
              form=PDF),
    ), own=False),
    Site("Connected Papers", ("connectedpapers.com",), (
        shape("s2", f"/main/(?P<id>{_SHA})(?:/.*)?"),
        shape("arxiv", "/(?:main|main/arxiv|api/redirect/arxiv)/(?P<id>[a-z-]*/?[0-9.]+)"),
    ), own=False),
    # Resolvers of life science names: https://docs.identifiers.org, https://bioregistry.io
    Site("Identifiers.org", ("identifiers.org", "bioregistry.io", "n2t.net"), (
        shape("pmid", "/pubmed[:/](?P<id>[0-9]{1,9})"),
        shape("pmcid", "/pmc(?:id)?[:/](?P<id>PMC[0-9]+)"),
        shape("arxiv", "/arxiv[:/](?P<id>.+)"),
    ), own=False),
)  # fmt: skip
