"""The host table: publishers whose addresses hold an id of their own, or the DOI's suffix alone."""

from __future__ import annotations

import re

from preview.identity.doi import parse_doi
from preview.identity.shapes import PDF, Address, Found, Site, shape
from preview.model import WorkId

_DIGITS = "[0-9]{1,12}"
_SUFFIX = "(?=[^/]*[0-9])[a-z0-9][a-z0-9.-]{2,60}?"  # of a Nature DOI: it has a digit


def _acm(address: Address) -> Found | None:
    number = address.parameter("id", "doid") if address.path.endswith("/citation.cfm") else None
    if number is None or not re.fullmatch(r"[0-9]{4,9}\.[0-9]{4,9}", number):
        return None
    return Found(WorkId("doi", f"10.1145/{number}"))


_NATURE = tuple(
    re.compile(path, re.IGNORECASE | re.ASCII)
    for path in (
        rf"/articles/(?P<id>{_SUFFIX})(?:_reference)?(?P<pdf>\.pdf)",
        rf"/articles/(?P<id>{_SUFFIX})(?:\.epdf|\.ris)?(?:/.*)?",
        rf"/[a-z]+/journal/v[^/]*/n[^/]*/(?:full|abs|pdf|fig_tab)/(?P<id>{_SUFFIX})"
        r"(?:_[a-z0-9]+)?(?:\.html|\.pdf)?",
        # the first journals without issues: /srep/2015/150720/srep12345/full/srep12345.html
        rf"/[a-z]+/[0-9]{{4}}/[0-9]{{6}}/(?P<id>{_SUFFIX})/.*",
    )
)
_NATURE_DOTLESS = re.compile(r"(?!ncomms|srep|nature)([a-z]+)((?:19|20)[0-9]{2})([0-9]{1,4})a?")
# Before 2012 some journals had DOIs of their former publishers; these two had them longer.
_NATURE_UNPROVEN = re.compile("[0-9]{7}a?|(?:palcomms|pcrj).*")
_DOTLESS_SINCE = "2012"


def _nature(address: Address) -> Found | None:
    """The path ends in the DOI's suffix, but for three groups of journals.

    `sdata201618` is 10.1038/sdata.2016.18, only three journals number through; 7 digits are
    10.1038/sj.<journal>.<digits>, and which journal is not told; Palgrave kept its own prefix.
    Of what is left unproven the page states the DOI.
    """
    match = next(filter(None, (path.fullmatch(address.path) for path in _NATURE)), None)
    if match is None:
        return None
    suffix = match["id"].lower()
    if _NATURE_UNPROVEN.fullmatch(suffix):
        return None
    if dotless := _NATURE_DOTLESS.fullmatch(suffix):
        if dotless[2] < _DOTLESS_SINCE:
            return None
        suffix = ".".join(dotless.groups())
    prefix = "10.1057" if suffix.startswith("s41599-") else "10.1038"
    name = parse_doi(f"{prefix}/{suffix}")
    return Found(name, PDF if match.groupdict().get("pdf") else None) if name else None


PUBLISHERS_WITH_IDS = (
    Site("IEEE Xplore", ("ieeexplore.ieee.org",), (
        shape("ieee", f"(?:/abstract)?/document/(?P<id>{_DIGITS})(?:/.*)?"),
        shape("ieee", rf"/ielx?[0-9]/(?:[0-9]+/)+0*(?P<id>{_DIGITS})\.pdf", form=PDF),
        shape("ieee", r"(?:/.*)?", "arnumber"),
    )),
    Site("Nature", ("nature.com",), read=_nature),
    Site("eLife", ("elifesciences.org",), (
        shape("doi", r"/(?:articles|reviewed-preprints)/(?P<id>[0-9]{5,6})(?:v(?P<v>[1-9][0-9]*))?"
              r"(?:\.pdf|/.*)?", value="10.7554/elife.{id}"),
        shape("doi", r"/content/[0-9]+/e(?P<id>[0-9]{5,6})(?:v(?P<v>[1-9][0-9]*))?(?:[./].*)?",
              value="10.7554/elife.{id}"),
    )),
    Site("eLife", ("cdn.elifesciences.org",), (
        shape("doi", r"/articles/(?P<id>[0-9]{5,6})/elife-(?P=id)-v(?P<v>[1-9])\.pdf",
              value="10.7554/elife.{id}", form=PDF),
    ), own=False),
    Site("PeerJ", ("peerj.com",), (
        shape("doi", r"/preprints/(?P<id>[1-9][0-9]*v[1-9][0-9]*)(?:\.pdf)?",
              value="10.7287/peerj.preprints.{id}"),
        shape("doi", r"/articles/(?P<id>[1-9][0-9]*)(?:\.pdf|/.*)?", value="10.7717/peerj.{id}"),
        shape("doi", r"/articles/(?P<journal>cs|[aiop]chem|matsci)-(?P<id>[1-9][0-9]*)"
              r"(?:\.pdf|/.*)?", value="10.7717/peerj-{journal}.{id}"),
    )),
    Site("RSC Publishing", ("pubs.rsc.org",), (
        shape("doi", r"/[a-z-]+/content/articlepdf/[0-9]{4}/[a-z0-9]{2}/(?P<id>[a-z0-9]+)(?:/.*)?",
              value="10.1039/{id}", form=PDF),
        shape("doi", r"/[a-z-]+/content/article(?:landing|html|epub)/[0-9]{4}/[a-z0-9]{2}"
              r"/(?P<id>[a-z0-9]+)(?:/.*)?", value="10.1039/{id}"),
    )),
    Site("RSC Publishing", ("xlink.rsc.org",), (
        shape("doi", "/", "doi", value="10.1039/{id}"),
    ), own=False),
    # `citation.cfm?id=P.N`; N alone is no DOI: of a paper in proceedings their number is missing
    Site("ACM Digital Library", ("dl.acm.org", "portal.acm.org"), read=_acm),
)  # fmt: skip
