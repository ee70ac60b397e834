"""Which names of a work are proven, and what everything else that a page claims is worth.

The contract's section 2: a name is proven by (a) the link itself, (b) a record of the registry
that owns it, or (c) a page on the name's registered site.  Any other claim is a mention: data,
never identity.  Of what was found only `alias` proves a name: registries state it, and
`providers.claims` where it has found proof (c); no page's tag becomes one.
"""

from __future__ import annotations

from preview import identity, urls
from preview.errors import InvalidUrl
from preview.identity import identify
from preview.merge import Merged
from preview.model import Fetched, Link, Related, WorkId

_IDENTIFIERS = (("doi", "doi"), ("arxiv_id", "arxiv"), ("pmid", "pmid"), ("pmcid", "pmcid"))
_DOI_HOSTS = frozenset({"doi.org", "dx.doi.org", "hdl.handle.net"})


def aliases_of(link: Link, merged: Merged, page: Fetched | None) -> tuple[WorkId, ...]:
    """Return all proven names, best first, without versions.

    (a) The link's own, and a stated DOI that by itself holds one of them (`10.18653/v1/P18-1001`
    of acl:P18-1001); (b), (c) what was stated as an alias, and the name in the landing address to
    which doi.org itself led; and for a page that is no work the address that the page calls
    canonical, as long as it is on the page's own site.
    """
    names = list(link.aliases)
    for doi in merged.values.get("doi", ()):
        following = identity.names_of(WorkId("doi", doi))
        names += following if set(following) & set(link.aliases) else ()
    for alias in merged.values.get("alias", ()):
        name = identity.parse_name(alias)
        names += identity.names_of(name) if name else []
    if link.work.scheme != "url":
        names += [n for n in _landing_names(link, page) if n.scheme != "url"]
    else:
        canonical = _own_canonical(merged, page)
        if canonical and _named(canonical).scheme == "url":
            names.append(_named(canonical))
    unique = dict.fromkeys(WorkId(n.scheme, n.value) for n in names)
    return tuple(sorted(unique, key=lambda name: identity.rank(name.scheme)))


def related_of(names: tuple[WorkId, ...], merged: Merged) -> tuple[Related, ...]:
    """Return stated relations, then what the page mentions: claims that nothing proves."""
    own = {str(name) for name in names}
    stated = [r for r in merged.values.get("related", ()) if r.work_id not in own]
    known = own | {r.work_id for r in stated}
    claims: list[WorkId] = []
    for field, scheme in _IDENTIFIERS:
        for value in merged.values.get(field, ()):
            claims += identity.names_of(WorkId(scheme, value))[:1]
    for field in ("cite_as", "canonical"):
        claims += [_named(url) for url in merged.values.get(field, ())]
    mentions = dict.fromkeys(str(c) for c in claims if c.scheme != "url" and str(c) not in known)
    return tuple(dict.fromkeys(stated)) + tuple(Related(name, "mentions") for name in mentions)


def canonical_of(
    link: Link, names: tuple[WorkId, ...], merged: Merged, page: Fetched | None
) -> str:
    """The work's canonical URL; a page's own, where it states one on its own site."""
    best = identity.best(names)
    if best.scheme != "url":
        return identity.canonical_url(best)
    own = _own_canonical(merged, page)
    return own or urls.normalise(page.url if page else link.url) or link.canonical_url


def domain_of(names: tuple[WorkId, ...], merged: Merged, page: Fetched | None) -> str:
    """The host that a reader is told: where the answer came from, never what a page claims."""
    best = identity.best(names)
    if best.scheme == "url" and page is not None:
        return urls.domain_of(page.url) or ""
    if best.scheme == "doi":
        landed = urls.domain_of(page.url) if page is not None else None
        registered = next(iter(merged.values.get("landing_url", ())), None)
        return landed or (urls.domain_of(registered) if registered else None) or "doi.org"
    return urls.domain_of(identity.canonical_url(best)) or ""


def _own_canonical(merged: Merged, page: Fetched | None) -> str | None:
    """The first stated canonical address on the page's own registrable domain, not its root."""
    if page is None:
        return None
    for url in merged.values.get("canonical", ()):
        inner = urls.page_value(url).partition("/")[2] or urls.page_value(url).partition("?")[2]
        root = not urls.page_value(page.url).partition("/")[2]
        if urls.same_site(url, page.url) and (inner or root):
            return urls.normalise(url)
    return None


def _landing_names(link: Link, page: Fetched | None) -> tuple[WorkId, ...]:
    """Names that the address holds to which doi.org led: the registered landing address.

    None where Zenodo leads from the number of all versions to the latest one: each version has a
    number of its own and is a work of its own.
    """
    if page is None or urls.domain_of(page.hops[0]) not in _DOI_HOSTS or len(page.hops) < 2:
        return ()
    try:
        names = identify(page.url).aliases
    except InvalidUrl:
        return ()
    if link.work.scheme == "zenodo" and not set(names) & set(link.aliases):
        return ()
    return names


def _named(url: str) -> WorkId:
    try:
        return identify(url).work
    except InvalidUrl:
        return WorkId("url", urls.page_value(url))
