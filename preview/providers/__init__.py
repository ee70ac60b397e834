"""Providers: each yields what its sources state about one link.

`works` has a table of ladders, one for each scheme of names; a site that needs reading of its own
has a file (`arxiv`, `wikipedia`); `website` is any page at all.

A provider is `load(link, get, access) -> Iterator[Candidate]`.  It holds no session: it has only
`get`, so it cannot go round the guard.  It yields its best source first; what came before a
failure is kept.
`@provider` returns a record and registers nothing; `discover()` walks this package.
"""

from __future__ import annotations

import importlib
import pkgutil
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field

from preview import urls
from preview.model import Candidate, Get, Link


@dataclass(frozen=True, slots=True)
class Access:
    """Who we are to registries; a key goes to the registry that gave it and to nobody else.

    *contact*: an e-mail address, `mailto:` or page; some registries serve a known asker faster.
    """

    contact: str | None = None
    s2_key: str | None = field(default=None, repr=False)
    openalex_key: str | None = field(default=None, repr=False)
    ncbi_key: str | None = field(default=None, repr=False)
    unpaywall_email: str | None = None


Load = Callable[[Link, Get, Access], Iterator[Candidate]]


@dataclass(frozen=True, slots=True)
class Provider:
    """Who serves which links.

    Attributes:
        schemes: the schemes of works that are its own (`arxiv`).
        hosts: hosts (without `www.`) of pages that are no works but need their own reading; exact,
            or with a leading dot for all that end so.
    """

    name: str
    load: Load
    schemes: frozenset[str]
    hosts: frozenset[str]


def provider(
    name: str, *, schemes: tuple[str, ...] = (), hosts: tuple[str, ...] = ()
) -> Callable[[Load], Provider]:
    """Make a provider of a function; a provider without schemes and hosts serves all the rest."""
    return lambda load: Provider(name, load, frozenset(schemes), frozenset(hosts))


@dataclass(frozen=True, slots=True)
class Providers:
    """The catalogue; made once by `discover`."""

    by_scheme: Mapping[str, Provider]
    by_host: Mapping[str, Provider]
    rest: Provider
    all: tuple[Provider, ...]

    def choose(self, link: Link) -> Provider:
        """The work first, then the page's host, else any page at all."""
        if link.work.scheme in self.by_scheme:
            return self.by_scheme[link.work.scheme]
        if link.work.scheme != "url":
            return self.rest
        host = urls.domain_of(link.url)
        ends = [host[at:] for at, letter in enumerate(host) if letter == "."]
        return next((self.by_host[h] for h in (host, *ends) if h in self.by_host), self.rest)


def discover() -> Providers:
    """Collect the providers of this package's modules, sorted by name.

    Raises:
        ValueError: two providers claim one name, scheme or host, or not exactly one serves the
            rest; the message names both.
    """
    found: list[Provider] = []
    for module in pkgutil.iter_modules(__path__, f"{__name__}."):
        members = vars(importlib.import_module(module.name)).values()
        for member in members:
            listed = member if isinstance(member, tuple) else (member,)
            found += [one for one in listed if isinstance(one, Provider)]
    found.sort(key=lambda p: p.name)
    rest = [p for p in found if not p.schemes and not p.hosts]
    if len(rest) != 1:
        raise ValueError(f"one provider must serve the rest, found {[p.name for p in rest]}")
    return Providers(
        by_scheme=_unique(found, lambda p: p.schemes),
        by_host=_unique(found, lambda p: p.hosts),
        rest=rest[0],
        all=tuple(_unique(found, lambda p: frozenset({p.name})).values()),
    )


def _unique(
    found: list[Provider], claims: Callable[[Provider], frozenset[str]]
) -> dict[str, Provider]:
    owners: dict[str, Provider] = {}
    for one in found:
        for claim in sorted(claims(one)):
            if claim in owners:
                raise ValueError(f"{owners[claim].name} and {one.name} both claim {claim!r}")
            owners[claim] = one
    return owners
