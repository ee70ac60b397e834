"""The host table: repositories and preprint servers with ids of their own.

Shapes from the sites' own links and https://github.com/zotero/translators.
"""

from __future__ import annotations

from preview.identity.shapes import HTML, PDF, Address, Found, Site, shape

_DIGITS = "[0-9]{1,10}"
_HAL = "[a-z][a-z0-9]{1,11}[-_][0-9]{8}(?:v[0-9]+)?"
_GUID = "[a-z0-9]{5}(?:_v[0-9]+)?"
_VERSION = "(?P<v>[1-9][0-9]{0,2})"

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
    return None if first in _OSF_PAGES else _OSF_GUID.read(address)


_OSF_GUID = shape("osf", rf"/(?P<id>{_GUID})(?:/(?:download|files|wiki)?.*)?")

REPOSITORIES = (
    Site(
        "Zenodo",  # /badge/latestdoi/N is left out: N is the number of a GitHub repository there
        ("zenodo.org",),
        (
            shape("zenodo", f"/records?/(?P<id>{_DIGITS})/preview/.*", form=HTML),  # of a file
            shape("zenodo", f"(?:/api)?/records?/(?P<id>{_DIGITS})(?:/.*)?"),
            shape("zenodo", rf"/badge/doi/10\.5281/zenodo\.(?P<id>{_DIGITS})\.(?:svg|png)"),
        ),
    ),
    Site(
        "figshare",
        ("figshare.com", ".figshare.com"),
        (
            shape("figshare", rf"/v2/articles/(?P<id>{_DIGITS})(?:/versions/{_VERSION})?"),
            # with and without the type; ids have 4 digits at least, versions 3 at most
            shape("figshare", rf"/articles/[a-z_]+/[^/]+/(?P<id>[0-9]{{4,10}})(?:/{_VERSION})?"),
            shape("figshare", rf"/articles/[^/]+/(?P<id>[0-9]{{4,10}})(?:/{_VERSION})?"),
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
         "hal.in2p3.fr", "hal.inrae.fr", "hal.inria.fr", "hal.inserm.fr", "hal.ird.fr",
         "hal.laas.fr", "hal.parisnanterre.fr", "hal.sorbonne-universite.fr", "hal.uca.fr",
         "hal.umontpellier.fr", "hal.univ-brest.fr", "hal.univ-grenoble-alpes.fr",
         "hal.univ-lille.fr", "hal.univ-lorraine.fr", "hal.univ-reunion.fr", "hal.upmc.fr"),
        (
            shape("hal", rf"/(?P<id>{_HAL})/(?:document|file/.*\.pdf|[^/]*\.pdf)", form=PDF),
            shape("hal", rf"(?:/[a-z-]+)?/(?P<id>{_HAL})(?:/.*)?"),
        ),
    ),
    Site("JSTOR", ("jstor.org",), (
        shape("jstor", rf"/stable/pdf(?:plus)?/(?P<id>{_DIGITS})(?:\.pdf)?", form=PDF),
        shape("jstor", f"/(?:stable|pss)/(?P<id>{_DIGITS})"),
    )),
    Site("Mendeley Data", ("data.mendeley.com",), (
        shape("doi", "/datasets/(?P<id>[a-z0-9]{10})/(?P<n>[1-9][0-9]*)(?:/.*)?",
              value="10.17632/{id}.{n}"),
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
