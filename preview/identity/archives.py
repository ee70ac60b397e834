"""The host table, part 1: archives, venues and catalogues that have ids of their own.

Each shape was seen in the site's own links, or in the translators of Zotero
(https://github.com/zotero/translators) and idutils; hosts are exact.
"""

from __future__ import annotations

from preview.identity.arxiv_site import ARXIV_SITES
from preview.identity.shapes import PDF, Address, Found, Site, shape

_DIGITS = "[0-9]{1,10}"
_HAL = "[a-z]{2,12}[-_][0-9]{8}(?:v[0-9]+)?"
_ACL = r"[a-z][0-9]{2}-[0-9]{4}|[12][0-9]{3}\.[a-z0-9_]+-[a-z0-9_]+\.[0-9]+"
_JMLR = "(?:/beta)?/papers/v(?:olume)?(?P<n>[0-9]+)/(?P<id>[a-z0-9_-]+)"
_GUID = "[a-z0-9]{5}(?:_v[0-9]+)?"
_VERSION = r"v?(?P<v>[1-9][0-9]{0,3})"

# Preprint services of OSF with a DOI prefix of their own: the link proves the DOI too.
# Source: https://api.osf.io/v2/providers/preprints/
_OSF_PREFIXES = {
    "osf": "10.31219",
    "psyarxiv": "10.31234",
    "socarxiv": "10.31235",
    "metaarxiv": "10.31222",
    "lawarxiv": "10.31228",
    "thesiscommons": "10.31237",
    "edarxiv": "10.35542",
    "mediarxiv": "10.33767",
}
_OSF_PAGES = frozenset({"about", "login", "terms", "users", "admin", "files", "legal", "tools"})


def _osf(address: Address) -> Found | None:
    """Guids share the first segment with a few pages of the site itself."""
    first = address.path[1:].partition("/")[0]
    return _OSF_GUID.read(address) if first not in _OSF_PAGES and first.islower() else None


_OSF_GUID = shape("osf", rf"/(?P<id>{_GUID})(?:/(?:download|files|wiki)?.*)?")

# The only shape of theirs without the DOI: until 2019, when there was one prefix.
_EARLY = shape(
    "doi",
    r"/content/(?:(?:bio|med)rxiv/)?early/[0-9/]{10}/(?P<id>(?:[0-9]{4}\.[0-9.]{6})?[0-9]{5,9})"
    r"(?:v(?P<v>[1-9][0-9]*))?(?:[./].*)?",
    value="10.1101/{id}",
)

LIFE_SCIENCES = (
    Site(
        "PubMed",
        ("pubmed.ncbi.nlm.nih.gov", "pubmed.gov"),
        (shape("pmid", f"/(?P<id>{_DIGITS})"), shape("pmid", "/", "term")),
    ),
    Site(
        "PubMed Central",
        ("pmc.ncbi.nlm.nih.gov",),
        (
            shape("pmid", f"/articles/pmid/(?P<id>{_DIGITS})"),
            shape("pmcid", r"/articles/(?P<id>PMC[0-9.]+)/pdf(?:/.*)?", form=PDF),
            shape("pmcid", r"/articles/(?P<id>PMC[0-9.]+)(?:/.*)?"),
        ),
    ),
    Site(
        "NCBI",
        ("ncbi.nlm.nih.gov",),
        (
            shape("pmid", f"(?:/m)?/pubmed/(?P<id>{_DIGITS})"),
            shape("pmid", "(?:/m)?/pubmed", "term"),
            shape("pmid", f"/pmc/articles/pmid/(?P<id>{_DIGITS})"),
            shape("pmcid", r"(?:/labs)?/pmc/articles/(?P<id>PMC[0-9.]+)/pdf(?:/.*)?", form=PDF),
            shape("pmcid", r"(?:/labs)?/pmc/articles/(?P<id>PMC[0-9.]+)(?:/.*)?"),
        ),
    ),
    Site(
        "Europe PMC",
        ("europepmc.org",),
        (
            shape("pmid", f"/(?:article|abstract)/MED/(?P<id>{_DIGITS})(?:/.*)?"),
            shape(
                "pmcid",
                r"/(?:(?:article|abstract)/PMC|articles)/(?:PMC)?(?P<id>[0-9]+)(?:[./].*)?",
                value="PMC{id}",
            ),
            shape(
                "europepmc",
                r"/(?:article|abstract)/(?P<source>PPR|AGR|CBA|CTX|ETH|HIR|PAT)/(?P<id>[a-z0-9_-]+)"
                r"(?:/.*)?",
                value="{source}/{id}",
            ),
        ),
    ),
    Site("bioRxiv", ("biorxiv.org",), (_EARLY,)),
    Site("medRxiv", ("medrxiv.org",), (_EARLY,)),
)  # fmt: skip

MACHINE_LEARNING = (
    Site(
        "OpenReview",
        ("openreview.net",),
        (
            shape("openreview", "/(?:pdf|attachment)", "id", form=PDF),
            shape("openreview", "/(?:forum|revisions)", "id"),
        ),
    ),
    Site(
        "ACL Anthology",
        ("aclanthology.org", "aclanthology.info", "aclanthology.coli.uni-saarland.de"),
        (
            shape("acl", rf"(?:/anthology)?/(?P<id>{_ACL})(?:v(?P<v>[1-9][0-9]*))?\.pdf", form=PDF),
            shape(
                "acl",
                rf"(?:/anthology)?(?:/papers)?(?:/[a-z])?(?:/[a-z][0-9]{{2}})?/(?P<id>{_ACL})"
                r"(?:v(?P<v>[1-9][0-9]*))?(?:\.(?:bib|xml|endf|ris|html)|/[^/]*)?",
            ),
        ),
    ),
    Site(
        "ACL Anthology",  # its first home
        ("aclweb.org",),
        (
            shape(
                "acl",
                r"/anthology(?:-new)?(?:/papers)?(?:/[a-z])?(?:/[a-z][0-9]{2})?"
                rf"/(?P<id>{_ACL})(?:v(?P<v>[1-9][0-9]*))?\.pdf",
                form=PDF,
            ),
            shape(
                "acl",
                r"/anthology(?:-new)?(?:/papers)?(?:/[a-z])?(?:/[a-z][0-9]{2})?"
                rf"/(?P<id>{_ACL})(?:v(?P<v>[1-9][0-9]*))?(?:\.(?:bib|xml|endf|ris))?",
            ),
        ),
    ),
    Site(
        "PMLR",
        ("proceedings.mlr.press",),
        (
            shape(
                "pmlr", r"/(?P<volume>[vr][0-9]+)/(?P<id>[a-z0-9_-]+)(?:/[^/]+)?\.pdf",
                value="{volume}/{id}", form=PDF,
            ),
            shape(
                "pmlr", r"/(?P<volume>[vr][0-9]+)/(?P<id>[a-z0-9_-]+)(?:\.html|/.*)?",
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
                "pmlr", r"/proceedings/papers/(?P<volume>v[0-9]+)/(?P<id>[a-z0-9_-]+)\.pdf",
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

REPOSITORIES = (
    Site(
        "Zenodo",  # /badge/latestdoi/N is left out: N is the number of a GitHub repository there
        ("zenodo.org",),
        (shape("zenodo", f"(?:/api)?/records?/(?P<id>{_DIGITS})(?:/.*)?"),),
    ),
    Site(
        "figshare",
        ("figshare.com", ".figshare.com"),
        (
            shape("figshare", rf"/v2/articles/(?P<id>{_DIGITS})(?:/versions/{_VERSION})?"),
            # a title may be digits only: what follows the type is one, if two segments remain
            shape("figshare", rf"/articles/[a-z_]+/[^/]+/(?P<id>{_DIGITS})(?:/{_VERSION})?"),
            shape("figshare", rf"/articles/[^/]+/(?P<id>{_DIGITS})(?:/{_VERSION})?"),
            shape("figshare", rf"/articles/(?P<id>{_DIGITS})"),
        ),
    ),
    Site(
        "OSF",
        ("osf.io",),
        (
            *(
                shape(
                    "doi", f"/preprints/{name}/(?P<id>{_GUID})(?:/.*)?",
                    value=prefix + "/osf.io/{id}",
                )
                for name, prefix in _OSF_PREFIXES.items()
            ),
            shape("osf", f"/preprints/[a-z0-9-]+/(?P<id>{_GUID})(?:/.*)?"),
            shape("osf", f"/preprints/(?P<id>{_GUID})(?:/.*)?"),
        ),
        _osf,
    ),
    Site(
        "PsyArXiv",
        ("psyarxiv.com",),
        (shape("doi", f"/(?P<id>{_GUID})(?:/.*)?", value="10.31234/osf.io/{id}"),),
    ),
    Site(
        "SSRN",
        ("ssrn.com", "papers.ssrn.com", "hq.ssrn.com"),
        (
            shape("ssrn", f"/abstract=(?P<id>{_DIGITS})"),
            shape("ssrn", r"/sol3/Delivery\.cfm(?:/.*)?", "abstractid", "abstract_id", form=PDF),
            shape("ssrn", rf"/sol3/Delivery\.cfm/(?:SSRN_ID)?(?P<id>{_DIGITS})(?:_.*)?\.pdf",
                  form=PDF),
            shape("ssrn", r"/sol3/[a-z0-9_]+\.cfm", "abstract_id", "abstractid", "abstract"),
            shape("ssrn", "/", "abstract_id", "abstractid", "abstract"),
        ),
    ),
    Site(
        "HAL",
        ("hal.science", ".hal.science", "hal.archives-ouvertes.fr", ".archives-ouvertes.fr",
         "hal.inria.fr", "hal.inrae.fr", "hal.univ-lorraine.fr", "hal.sorbonne-universite.fr"),
        (
            shape("hal", rf"/(?P<id>{_HAL})/(?:document|file/.*\.pdf|[^/]*\.pdf)", form=PDF),
            shape("hal", rf"(?:/[a-z-]+)?/(?P<id>{_HAL})(?:/.*)?"),
        ),
    ),
    Site("JSTOR", ("jstor.org",), (
        shape("jstor", rf"/stable/pdf(?:plus)?/(?P<id>{_DIGITS})(?:\.pdf)?", form=PDF),
        shape("jstor", f"/stable/(?P<id>{_DIGITS})"),
    )),
    Site("Preprints.org", ("preprints.org",), (
        shape(
            "doi", r"/manuscript/(?P<id>[0-9]{6}\.[0-9]{4})/v(?P<n>[1-9][0-9]*)(?:/.*)?",
            value="10.20944/preprints{id}.v{n}",
        ),
    )),
    Site("Research Square", ("researchsquare.com", "assets.researchsquare.com"), (
        shape(
            "doi", r"/(?:article|files)/(?P<id>rs-[0-9]+)/v(?P<n>[1-9][0-9]*)(?:[./_].*)?",
            value="10.21203/rs.3.{id}/v{n}",
        ),
    )),
)  # fmt: skip

ARCHIVES = (*ARXIV_SITES, *LIFE_SCIENCES, *MACHINE_LEARNING, *REPOSITORIES)
