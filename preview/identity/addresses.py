"""Where a work lives on the web, derived from its name alone."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import NamedTuple

from preview.identity.doi import doi_url
from preview.identity.schemes import NEURIPS, SCHEMES, cvf_file, neurips_parts
from preview.model import WorkId

_PREPRINT = re.compile(r"10\.(?:1101|64898)/(?:[0-9]{4}\.[0-9]{2}\.[0-9]{2}\.)?([0-9]{5,9})")
_ELIFE = re.compile(r"10\.7554/elife\.([0-9]{5,6})")


def canonical_url(work: WorkId) -> str:
    """Return the address that people share; there is never a version in it.

    That of a `url:` work is a guess at https without `www.`: a link that was sent is better.
    """
    return SCHEMES[work.scheme].page(work.value)


def landing_url(work: WorkId) -> str:
    """Return the page to fetch for *work*: of the version asked for, where the site has one."""
    if work.version is not None:
        if work.scheme == "doi":
            return _versioned_doi(work.value, work.version) or doi_url(work.value)
        if suffix := _VERSION_SUFFIX.get(work.scheme):
            return canonical_url(work) + suffix.format(work.version)
    return canonical_url(work)


_VERSION_SUFFIX = {"arxiv": "v{}", "hal": "v{}", "osf": "_v{}", "figshare": ".v{}"}


def _versioned_doi(doi: str, version: int) -> str | None:
    if host := preprint_host(doi):
        return f"https://www.{host}/content/{doi}v{version}"
    if match := _ELIFE.fullmatch(doi):
        return f"https://elifesciences.org/reviewed-preprints/{match[1]}v{version}"
    return None


def preprint_host(doi: str) -> str | None:
    """Return biorxiv.org or medrxiv.org for a DOI of theirs: medRxiv's numbers have 8 digits.

    Source: https://www.medrxiv.org/submit-a-manuscript (both share the prefix).
    """
    match = _PREPRINT.fullmatch(doi)
    if match is None:
        return None
    return "medrxiv.org" if len(match[1]) == 8 else "biorxiv.org"


# -- PDF files --------------------------------------------------------------------------------


def pdf_url(work: WorkId) -> str | None:
    """Return the address of the PDF, where the host's form is known and holds for each work."""
    make = _PDF.get(work.scheme)
    return make(work) if make else None


def html_url(work: WorkId) -> str | None:
    """Return the address of the full text in HTML: of no host does it follow from the name.

    arXiv has `/html/ID` for some papers only; who knows that it is there may offer it.
    """
    return None


def _suffix(work: WorkId) -> str:
    return f"v{work.version}" if work.version else ""


class _Volume(NamedTuple):
    number: int
    path: str
    slug: str


def _volume(work: WorkId) -> _Volume:
    volume, _, slug = work.value.partition("/")
    return _Volume(int(volume[1:]), volume, slug)


def _neurips_pdf(work: WorkId) -> str | None:
    year, slash, tail = work.value.partition("/")
    if not slash:
        return f"https://papers.nips.cc/paper/{work.value}.pdf"
    code, track = neurips_parts(tail, year)
    return f"{NEURIPS}/{year}/file/{code}-Paper{track}.pdf"


def _pmlr_pdf(work: WorkId) -> str | None:
    """Since volume 54 (2017) each paper has a folder; 52 and 53 have both forms."""
    number, path, slug = _volume(work)
    if path.startswith("v") and number <= 51:
        return f"https://proceedings.mlr.press/{path}/{slug}.pdf"
    if path.startswith("v") and number >= 54:
        return f"https://proceedings.mlr.press/{path}/{slug}/{slug}.pdf"
    return None


def _jmlr_pdf(work: WorkId) -> str | None:
    number, _, slug = _volume(work)
    return f"https://jmlr.org/papers/volume{number}/{slug}/{slug}.pdf"


def _doi_pdf(work: WorkId) -> str | None:
    """bioRxiv's and medRxiv's files have the version in their name."""
    host = preprint_host(work.value)
    if host is None or work.version is None:
        return None
    return f"https://www.{host}/content/{work.value}v{work.version}.full.pdf"


_PDF: dict[str, Callable[[WorkId], str | None]] = {
    "arxiv": lambda work: f"https://arxiv.org/pdf/{work.value}{_suffix(work)}",
    "acl": lambda work: f"https://aclanthology.org/{work.value}{_suffix(work)}.pdf",
    "openreview": lambda work: f"https://openreview.net/pdf?id={work.value}",
    "neurips": _neurips_pdf,
    "pmlr": _pmlr_pdf,
    "cvf": lambda work: cvf_file(work.value, "papers", "pdf"),
    "jmlr": _jmlr_pdf,
    "doi": _doi_pdf,
}
