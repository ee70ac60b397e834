"""The host table, part 3: catalogues, proceedings with odd file names, publishers with own ids."""

from __future__ import annotations

import re

from preview.identity.names import parse_name
from preview.identity.schemes import SCHEMES, neurips_parts
from preview.identity.shapes import PDF, Address, Found, Site, shape
from preview.model import WorkId

_DIGITS = "[0-9]{1,12}"


# -- NeurIPS: https://proceedings.neurips.cc/ ---------------------------------------------------

_NEURIPS = re.compile(
    r"/paper(?:_files/paper)?/(?P<year>(?:19|20)[0-9]{2})/(?:hash|file)/(?P<hash>[0-9a-f]{32})"
    r"-[A-Za-z]+(?P<track>-[A-Za-z0-9_]+)?\.[a-z]+",
    re.ASCII,
)
_NEURIPS_OLD = re.compile(r"/paper/(?P<id>[0-9]{1,5}-[a-z0-9_-]+?)(?:\.pdf|/.*)?", re.I | re.A)


def _neurips(address: Address) -> Found | None:
    """`YEAR/hash`, and the track where it is not that of the conference."""
    form = PDF if address.path.endswith(".pdf") else None
    if match := _NEURIPS.fullmatch(address.path):
        year, code, track = match["year"], match["hash"], match["track"] or ""
        own = track in ("", neurips_parts(code, year)[1])
        return Found(WorkId("neurips", f"{year}/{code}{'' if own else track}"), form)
    if match := _NEURIPS_OLD.fullmatch(address.path):  # redirected to the form with the hash
        return Found(WorkId("neurips", match["id"].lower()), form)
    return None


# -- CVF: https://openaccess.thecvf.com/ --------------------------------------------------------

_CVF = re.compile(
    r"/(?P<event>content(?:_[A-Za-z0-9_]+)?)/(?P<folders>(?:[A-Za-z0-9_.-]+/){1,3})"
    r"(?P<name>[A-Za-z0-9_.-]+?)_(?:paper\.(?:html|pdf)|supplemental\.(?:pdf|zip))",
    re.ASCII,
)
_SUPPLEMENT = re.compile(r"_([0-9]{4})_([A-Za-z]+)")  # …_2016_CVPR_supplemental of …_CVPR_2016


def _cvf(address: Address) -> Found | None:
    match = _CVF.fullmatch(address.path)
    if match is None:
        return None
    folders = match["folders"].rstrip("/").split("/")
    kind = next((part for part in folders if part in ("html", "papers", "supplemental")), None)
    if kind is None:
        return None
    folders.remove(kind)
    name = match["name"]
    if kind == "supplemental" and (swapped := _SUPPLEMENT.search(name[-14:])):
        name = name[: -len(swapped[0])] + f"_{swapped[2]}_{swapped[1]}"
    work = SCHEMES["cvf"].read("/".join([match["event"], *folders, name]))
    form = PDF if kind == "papers" else None
    return Found(work, form) if work else None


# -- catalogues -------------------------------------------------------------------------------

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


_DBLP = re.compile(r"/rec/(?:(?:html|bibtex|xml|rdf|bht|ris)\d?/)?(?P<key>[a-z]+/.+)", re.ASCII)
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
    Site("NeurIPS", ("proceedings.neurips.cc", "papers.neurips.cc", "proceedings.nips.cc",
                     "papers.nips.cc", "datasets-benchmarks-proceedings.neurips.cc"),
         read=_neurips),
    Site("CVF", ("openaccess.thecvf.com",), read=_cvf),
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

_SUFFIX = "(?=[^/]*[0-9])[a-z0-9][a-z0-9.-]{2,60}"  # of a Nature DOI: it has a digit
_PII = "[SB][0-9X()-]{15,24}"


def _acm(address: Address) -> Found | None:
    number = address.parameter("id", "doid") if address.path.endswith("/citation.cfm") else None
    if number is None or not re.fullmatch(r"[0-9]{4,9}\.[0-9]{4,9}", number):
        return None
    return Found(WorkId("doi", f"10.1145/{number}"))


PUBLISHERS_WITH_IDS = (
    Site("IEEE Xplore", ("ieeexplore.ieee.org",), (
        shape("ieee", f"(?:/abstract)?/document/(?P<id>{_DIGITS})(?:/.*)?"),
        shape("ieee", rf"/ielx?[0-9]/(?:[0-9]+/)+0*(?P<id>{_DIGITS})\.pdf", form=PDF),
        shape("ieee", r"(?:/.*)?", "arnumber"),
    )),
    # A PII is not a DOI, and none follows from it.
    Site("ScienceDirect", ("sciencedirect.com",), (
        shape("pii", f"/science/article/(?:abs/|am/)?pii/(?P<id>{_PII})/pdf.*", form=PDF),
        shape("pii", f"/science/article/(?:abs/|am/)?pii/(?P<id>{_PII})(?:/.*)?"),
    )),
    Site("Elsevier", ("linkinghub.elsevier.com",), (
        shape("pii", f"/retrieve/pii/(?:PII)?(?P<id>{_PII})(?:/.*)?"),
    )),
    Site("Cell Press", ("cell.com",), (
        shape("pii", rf"(?:/.+)?/pdf(?:extended)?/(?:PII)?(?P<id>{_PII})(?:\.pdf)?", form=PDF),
        shape("pii", f"(?:/.+)?/(?:fulltext|abstract|comments)/(?:PII)?(?P<id>{_PII})(?:/.*)?"),
        shape("pii", "/action/showPdf", "pii", form=PDF),
    )),
    Site("The Lancet", ("thelancet.com",), (
        shape("pii", f"/journals/[a-z]+/article/PII(?P<id>{_PII})(?:/.*)?"),
        shape("pii", rf"/pdfs/journals/[a-z]+/PII(?P<id>{_PII})\.pdf", form=PDF),
    )),
    # Nature's path ends in the DOI's suffix; partner journals keep to it as well.
    Site("Nature", ("nature.com",), (
        shape("doi", rf"/articles/(?P<id>{_SUFFIX}?)(?:_reference)?\.pdf",
              value="10.1038/{id}", form=PDF),
        shape("doi", rf"/articles/(?P<id>{_SUFFIX})(?:/.*)?",
              value="10.1038/{id}"),
        shape("doi", rf"/[a-z]+/journal/v[^/]*/n[^/]*/(?:full|abs|pdf)/(?P<id>{_SUFFIX}?)"
              r"(?:_[a-z0-9]+)?(?:\.html|\.pdf)?", value="10.1038/{id}"),
    )),
    Site("eLife", ("elifesciences.org",), (
        shape("doi", r"/(?:articles|reviewed-preprints)/(?P<id>[0-9]{5,6})(?:v(?P<v>[1-9][0-9]*))?"
              r"(?:\.pdf|/.*)?", value="10.7554/elife.{id}"),
        shape("doi", r"/content/[0-9]+/e(?P<id>[0-9]{5,6})(?:v(?P<v>[1-9][0-9]*))?(?:[./].*)?",
              value="10.7554/elife.{id}"),
    )),
    Site("PeerJ", ("peerj.com",), (
        shape("doi", r"/articles/(?P<id>[1-9][0-9]*)(?:\.pdf|/.*)?", value="10.7717/peerj.{id}"),
        shape("doi", r"/articles/(?P<id>cs-[1-9][0-9]*)(?:\.pdf|/.*)?", value="10.7717/peerj-{id}"),
    )),
    Site("RSC Publishing", ("pubs.rsc.org",), (
        shape("doi", r"/en/content/articlepdf/[0-9]{4}/[a-z0-9]{2}/(?P<id>[a-z0-9]+)(?:/.*)?",
              value="10.1039/{id}", form=PDF),
        shape("doi", r"/en/content/article(?:landing|html)/[0-9]{4}/[a-z0-9]{2}/(?P<id>[a-z0-9]+)"
              r"(?:/.*)?", value="10.1039/{id}"),
    )),
    # `citation.cfm?id=P.N`; N alone is no DOI: of a paper in proceedings their number is missing
    Site("ACM Digital Library", ("dl.acm.org", "portal.acm.org"), read=_acm),
)  # fmt: skip
