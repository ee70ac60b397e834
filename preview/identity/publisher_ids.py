"""The host table: publishers whose addresses hold an id of their own, or the DOI's suffix alone."""

from __future__ import annotations

import re

from preview.identity.shapes import PDF, Address, Found, Site, shape
from preview.model import WorkId

_DIGITS = "[0-9]{1,12}"
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
        shape("doi", r"/articles/(?P<journal>cs)-(?P<id>[1-9][0-9]*)(?:\.pdf|/.*)?",
              value="10.7717/peerj-{journal}.{id}"),
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
