"""DOIs: their syntax, what surrounds them in texts and URLs, and which hold an archive's own id.

Sources: https://www.doi.org/doi-handbook/HTML/doi-name-syntax.html,
https://www.crossref.org/blog/dois-and-matching-regular-expressions/
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from urllib.parse import quote

from preview.identity.arxiv import DOI_PREFIX, parse_arxiv
from preview.model import WorkId

_PREFIXES = re.compile(
    r"(?:\s*(?:https?://)?(?:dx\.|www\.)?doi\.org/|\s*info:doi/|\s*urn:doi:|\s*doi\s*[:\s=]\s*"
    r"|\s*doi/)*\s*",
    re.IGNORECASE,
)
_MAX_CHARS = 4_096  # of what may be one with its surroundings, as of an address that a page states
_DOI = re.compile(r"10\.[0-9]{4,9}(?:\.[0-9]+)*/(?P<suffix>\S+)", re.ASCII)
# A SICI (ANSI/NISO Z39.56) is the only DOI that holds <…>: …49:8<693::AID-ASI4>3.0.CO;2-O
_SICI = re.compile(r"<[0-9A-Za-z]*::?[^<>\s]*>[0-9]\.[0-9]\.[A-Za-z]{2};[0-9]")
# U+FFFD stands for bytes that are no text: two DOIs with it need not be one
_FORBIDDEN = re.compile('["<>\u201c\u201d\x00-\x20\x7f-\x9f\ud800-\udfff\ufffd]')
_INVISIBLE = re.compile("[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufeff]")
_ESCAPED = re.compile("&(?:amp;)+", re.IGNORECASE)
_ENTITIES = (("&lt;", "<"), ("&gt;", ">"))
_SURELY_SHORT = 160  # characters; twelve bytes each in an address are less than
_MAX_ADDRESS = 2048  # bytes: what is longer nobody could send us
_OPENERS = dict(zip(")]}>\u201d»）」", "([{<\u201c«（「", strict=True))
_ENDS_OF_SENTENCES = ".,;:'’\"!?/…*&。，、；：！？"
_LOWER = str.maketrans("ABCDEFGHIJKLMNOPQRSTUVWXYZ", "abcdefghijklmnopqrstuvwxyz")

# Archives that write the version behind the DOI of the paper; the split-off part is *version*.
VERSIONED = (
    # bioRxiv and medRxiv: one DOI for all versions, `vN` is the site's.  10.64898 since December
    # 2025 (openRxiv); under 10.1101 the other suffixes (gr., gad., …) are Cold Spring's journals.
    re.compile(
        r"(?P<doi>10\.(?:1101|64898)/(?:(?:19|20)[0-9]{2}\.[0-9]{2}\.[0-9]{2}\.)?[0-9]{5,9})"
        r"(?:v(?P<version>[1-9][0-9]{0,3}))?"
    ),
    # https://info.figshare.com/user-guide/doi-versioning/
    re.compile(
        r"(?P<doi>10\.6084/m9\.figshare\.(?:c\.)?[0-9]+)(?:\.v(?P<version>[1-9][0-9]{0,3}))?"
    ),
    # https://help.osf.io/article/718-preprint-versioning
    re.compile(r"(?P<doi>10\.[0-9]{4,5}/osf\.io/[a-z0-9]{5})(?:_v(?P<version>[1-9][0-9]{0,3}))?"),
    # eLife: `.K` for a version of a reviewed preprint; three digits are a part of an article
    re.compile(r"(?P<doi>10\.7554/elife\.[0-9]{5,6})(?:\.(?P<version>[1-9]))?"),
    re.compile(rf"(?P<doi>{re.escape(DOI_PREFIX)}.*?[0-9]+)(?:v(?P<version>[1-9][0-9]{{0,3}}))?"),
)

# DOIs that hold the id of an archive: scheme, pattern of the DOI (lower case) with the id.
ARCHIVES: tuple[tuple[str, re.Pattern[str]], ...] = (
    ("zenodo", re.compile(r"10\.5281/zenodo\.([1-9][0-9]*)")),
    ("figshare", re.compile(r"10\.6084/m9\.figshare\.([1-9][0-9]*)")),
    ("ssrn", re.compile(r"10\.2139/ssrn\.([1-9][0-9]*)")),
    # 10.312xx are the preprint services of OSF, 10.17605 its projects and registrations; the
    # others are services that brought their own prefix: AfricArXiv, MediArXiv, EdArXiv, BioHackrXiv
    (
        "osf",
        re.compile(r"10\.(?:312[0-9]{2}|17605|31730|33767|35542|37044)/osf\.io/([a-z0-9]{5})"),
    ),
    # 10.3115/v1/… was ACL's prefix until 2015; https://aclanthology.org/info/ids/
    ("acl", re.compile(r"10\.(?:18653|3115)/v1/([a-z][0-9]{2}-[0-9]{4}|[0-9]{4}\.[a-z0-9_.-]+)")),
)


def parse_doi(text: str) -> WorkId | None:
    """Return the DOI that *text* spells, in lower case, or None where it is anything else.

    What stands around it must be one of the usual prefixes (`doi:`, `https://doi.org/`, …) and
    the punctuation that a sentence leaves behind it; `(10.1000/182)` is no identifier.  A version
    that an archive writes behind the DOI is split off.

    >>> parse_doi("DOI 10.1000/ABC.")
    WorkId(scheme='doi', value='10.1000/abc', version=None)
    """
    start = _PREFIXES.match(text)
    text = text[start.end() :] if start else text
    if len(text) > _MAX_CHARS:
        return None
    text = _INVISIBLE.sub("", text).translate(_LOWER)
    if "&" in text:
        text = _ESCAPED.sub("&", text)
        for entity, character in _ENTITIES:
            text = text.replace(entity, character)
    return _split_version(_trimmed(text))


def _split_version(doi: str | None) -> WorkId | None:
    if doi is None:
        return None
    for pattern in VERSIONED:
        if match := pattern.fullmatch(doi):
            version = match["version"]
            return WorkId("doi", match["doi"], int(version) if version else None)
    return WorkId("doi", doi)


def _trimmed(text: str) -> str | None:
    """Return *text* as a DOI without what a sentence or a URL leaves behind it."""
    text = text.lstrip()
    while text := text.rstrip():
        last = text[-1]
        opener = _OPENERS.get(last)
        unopened = opener is not None and text.count(last) > text.count(opener)
        if last not in _ENDS_OF_SENTENCES and not unopened:
            break
        text = text[:-1]
    match = _DOI.fullmatch(text)
    if match is None or _FORBIDDEN.search(_SICI.sub("", text)):
        return None
    if any(segment in (".", "..") for segment in match["suffix"].split("/")):
        return None  # no URL can carry it: each client resolves such segments
    if len(text) > _SURELY_SHORT and len(doi_url(text)) > _MAX_ADDRESS:
        return None
    return text


# -- DOIs in the paths of publishers ----------------------------------------------------------

# What publishers append to a DOI in a path.  A suffix may legally end so: the stripped form is
# right for every publisher that is known to us.
_DECORATIONS = """
    full abstract pdf epdf fulltext full-text fulltext.html full.html html meta summary
    references citedby cited-by citations figures figure tables suppl suppl_file
    supplemental supplementary-material supplement ref pdfdirect pdfplus ampdf epub xml
    asset assets metrics comments authors related media download reader extract fullpdf
    issue tab-pdf tab-figures-data tab-article-info suppinfo attachment transform agency
"""
DECORATIONS = frozenset(_DECORATIONS.split())
_ENDINGS = re.compile(
    r"(?:\.(?:pdf\+html|pdf|html?|xml|epub|full-text|full|abstract|article-info|short|long"
    r"|supplementary-material|figures-only|article-metrics))+$"
)
_IN_PATH = re.compile(
    r"(?:^|/|doi[:=])(?P<doi>10\.[0-9]{4,9}(?:\.[0-9]+)*/.+)", re.ASCII | re.IGNORECASE
)
_SESSION = re.compile(r";jsessionid=.*", re.IGNORECASE)
_WITH_TAIL = re.compile(  # bioRxiv: the tail begins with a dot or a slash, whatever it is
    r"(10\.(?:1101|64898)/(?:[0-9]{4}\.[0-9]{2}\.[0-9]{2}\.)?[0-9]{5,9}(?:v[1-9][0-9]{0,3})?)[./].*"
)
# Silverchair: `/article/doi/<doi>/<digits>[/slug]`.  Elsewhere such digits are of the DOI: on
# Wiley's site `/doi/10.1155/2022/7423018`.
_SILVERCHAIR_PATH = re.compile(r"/(?:[a-z-]*(?:article|chapter)[a-z-]*|book)/doi/$")
_SILVERCHAIR = re.compile(r"(10\.[^/]+/.+?)/[0-9]{4,}(?:/[^/]*)?")
_SLUG = re.compile(r"(?=[^/]*-)[^/]*[a-z][^/]*", re.IGNORECASE)
_PART_OF_BOOK = re.compile(r"[a-z]+-97[89][0-9]{10}-.+", re.IGNORECASE)

# Registrants whose DOIs have no slash in the suffix: what follows one in a path is the site's.
_WITHOUT_SLASH = re.compile(
    r"10\.(?:1007|1186"  # Springer, BioMed Central
    r"|1021|1103|1145"  # ACS, APS, ACM
    r"|3389|4230)"  # Frontiers, Dagstuhl
    r"/[^/]+"
)


def find_doi(path: str) -> WorkId | None:
    """Return the DOI in the decoded *path* of a landing page, or None where it holds none.

    It must begin at a segment; the publisher's decorations behind it are dropped.

    >>> str(find_doi("/article/10.3847/2041-8213/aa91c9/meta"))
    'doi:10.3847/2041-8213/aa91c9'
    """
    match = _IN_PATH.search(path)
    if match is None:
        return None
    before = path[: match.start("doi")].lower()
    text = _SESSION.sub("", match["doi"]).rstrip("/")
    if own := _WITHOUT_SLASH.match(text):
        text = own[0]
    text = "/".join(_until_decoration(text.split("/")))
    if before.endswith("/view/") and _PART_OF_BOOK.fullmatch(text.rpartition("/")[2]):
        return None  # a chapter: what stands before it is the DOI of the book
    text = _ENDINGS.sub("", _without_number_or_slug(before, text))
    preprint = _WITH_TAIL.fullmatch(text)
    return parse_doi(preprint[1] if preprint else text)


def _until_decoration(segments: list[str]) -> Iterator[str]:
    for position, segment in enumerate(segments):
        if position >= 2 and segment.lower() in DECORATIONS:
            return
        yield segment


def _without_number_or_slug(before: str, text: str) -> str:
    """Drop the article number or title that three platforms append to the DOI."""
    if before.endswith("/doi/") and _SILVERCHAIR_PATH.search(before):
        numbered = _SILVERCHAIR.fullmatch(text)
        return numbered[1] if numbered else text
    head, _, last = text.rpartition("/")
    if "/" not in head:
        return text
    books = re.search(r"/(?:books|chapters)/[^/]+/$", before)  # Taylor & Francis
    scholarship = before.endswith("/view/") and _SLUG.fullmatch(last)  # University Press's
    return head if books or scholarship else text


# -- DOIs in URLs, and archives' ids in DOIs --------------------------------------------------


def doi_url(doi: str) -> str:
    return "https://doi.org/" + quote(doi, safe="-._~/():;")


def archive_ids(doi: str) -> Iterator[tuple[str, str]]:
    """Yield (scheme, id) of each archive whose own identifier *doi* (canonical) contains."""
    if doi.startswith(DOI_PREFIX) and (paper := parse_arxiv(doi[len(DOI_PREFIX) :])):
        yield "arxiv", paper.value
    for scheme, pattern in ARCHIVES:
        if match := pattern.fullmatch(doi):
            yield scheme, match[1]
