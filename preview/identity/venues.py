"""The host table: proceedings and journals that publish under ids of their own.

Shapes from the sites' own links and https://github.com/zotero/translators.
"""

from __future__ import annotations

import re

from preview.identity.schemes import SCHEMES, neurips_parts
from preview.identity.shapes import PDF, Address, Found, Site, shape
from preview.model import WorkId

_ACL = r"[a-z][0-9]{2}-[0-9]{4}|[12][0-9]{3}\.[a-z0-9_]+-[a-z0-9_]+\.[0-9]+"
_ACL_FOLDERS = "(?:/anthology(?:-new)?)?(?:/papers)?(?:/[a-z])?(?:/[a-z][0-9]{2})?"
_ACL_SHAPES = (
    shape("acl", rf"{_ACL_FOLDERS}/(?P<id>{_ACL})(?:v(?P<v>[1-9][0-9]*))?\.pdf", form=PDF),
    shape(
        "acl",
        rf"{_ACL_FOLDERS}/(?P<id>{_ACL})(?:v(?P<v>[1-9][0-9]*))?"
        r"(?:\.(?:bib|xml|endf|ris|html)|/[^/]*)?",
    ),
)
_JMLR = "(?:/beta)?/papers/v(?:olume)?(?P<n>[0-9]+)/(?P<id>[a-z0-9_-]+)"


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
    r"(?:/openaccess)?/(?P<event>content(?:_[A-Za-z0-9_]+)?)/(?P<folders>(?:[A-Za-z0-9_.-]+/){1,3})"
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


VENUES = (
    Site("NeurIPS", ("proceedings.neurips.cc", "papers.neurips.cc", "proceedings.nips.cc",
                     "papers.nips.cc", "datasets-benchmarks-proceedings.neurips.cc"),
         read=_neurips),
    Site("CVF", ("openaccess.thecvf.com", "cv-foundation.org"), read=_cvf),
    Site(
        "OpenReview",
        ("openreview.net",),
        (
            shape("openreview", "/(?:pdf|attachment)", "id", form=PDF),
            shape("openreview", "/(?:forum|revisions)", "id"),
        ),
    ),
    Site("ACL Anthology", ("aclanthology.org", "aclanthology.info", "aclweb.org",
                           "anthology.aclweb.org", "aclanthology.coli.uni-saarland.de"),
         _ACL_SHAPES),
    Site("ACL Anthology", ("acl.ldc.upenn.edu",), _ACL_SHAPES, own=False),  # its first home
    Site(
        "PMLR",
        ("proceedings.mlr.press",),
        (
            shape(
                "pmlr", r"/(?P<volume>[vr][0-9]+)/(?P<id>[a-z0-9_-]+)(?:/[^/]+)?\.pdf",
                value="{volume}/{id}", form=PDF,
            ),
            shape(
                "pmlr", r"/(?P<volume>[vr][0-9]+)/(?!assets/)(?P<id>[a-z0-9_-]+)(?:\.html|/.*)?",
                value="{volume}/{id}",
            ),
        ),
    ),
    Site(
        "GitHub",  # of which the files of PMLR are read
        ("raw.githubusercontent.com",),
        (
            shape(
                "pmlr",
                r"/mlresearch/(?P<volume>v[0-9]+)/[^/]+/assets/(?P<id>[a-z0-9_-]+)/[^/]+\.pdf",
                value="{volume}/{id}", form=PDF,
            ),
        ),
        dois=False,
    ),
    Site(
        "JMLR",
        ("jmlr.org", "jmlr.csail.mit.edu"),
        (
            shape(
                "pmlr",
                r"/proceedings/papers/(?P<volume>v[0-9]+)/(?P<id>[a-z0-9_-]+)(?:/[^/]+)?\.pdf",
                value="{volume}/{id}", form=PDF,
            ),
            shape(
                "pmlr", r"/proceedings/papers/(?P<volume>v[0-9]+)/(?P<id>[a-z0-9_-]+)(?:\.html)?",
                value="{volume}/{id}",
            ),
            shape(
                "jmlr", rf"{_JMLR}(?:/[^/]+)?\.pdf",
                value="v{n}/{id}", form=PDF,
            ),
            shape(
                "jmlr", rf"{_JMLR}(?:\.(?:html|bib)|/.*)?",
                value="v{n}/{id}",
            ),
        ),
    ),
)  # fmt: skip
