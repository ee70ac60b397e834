"""What the host table is made of: a site, its hosts, and the shapes of its addresses."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import NamedTuple
from urllib.parse import unquote, unquote_plus

from preview.identity.names import canonical
from preview.identity.schemes import SCHEMES
from preview.model import WorkId
from preview.urls import Url

PDF = "application/pdf"
HTML = "text/html"

_SLASHES = re.compile("//+")


class Address(NamedTuple):
    """The part of a URL that is read: decoded once, for matching only; it is never fetched."""

    host: str
    path: str  # no doubled and no final slash
    exact_path: str  # decoded, and nothing else: a DOI may hold `//`
    query: str  # as sent
    fragment: str

    @classmethod
    def of(cls, url: Url) -> Address:
        exact = unquote(url.path) if "%" in url.path else url.path
        path = _SLASHES.sub("/", exact) if "//" in exact else exact
        return cls(url.host, path.rstrip("/") or "/", exact, url.query, url.fragment)

    def parameter(self, *keys: str) -> str | None:
        """Return the value of the first parameter that has one of *keys*, in any case."""
        return next((value for key, value in self.parameters() if key in keys and value), None)

    def parameters(self) -> Iterator[tuple[str, str]]:
        for part in self.query.split("&") if self.query else ():
            key, _, value = part.partition("=")
            yield unquote_plus(key).lower(), unquote_plus(value)


class Found(NamedTuple):
    """A name that a link proves.  *form*: the content type that the link's form tells."""

    work: WorkId
    form: str | None = None
    exact: WorkId | None = None  # as the link has it, where *work* is a better name of it


class Shape(NamedTuple):
    """One shape of addresses.

    Attributes:
        scheme: of the name that the address holds.
        path: must match the whole path.
        keys: the parameters of which the first holds the id; then the path only has to match.
        value: how the id is put together from the groups of *path*, or of the parameter (`{id}`).
        form: the content type that this shape stands for.
    """

    scheme: str
    path: re.Pattern[str]
    keys: tuple[str, ...]
    value: Callable[..., str]
    form: str | None

    def read(self, address: Address) -> Found | None:
        match = self.path.fullmatch(address.path)
        if match is None:
            return None
        groups = match.groupdict()
        if self.keys:
            groups["id"] = (address.parameter(*self.keys) or "").strip()
        name = SCHEMES[self.scheme].read(self.value(**groups))
        if name is None:
            return None
        if groups.get("v"):
            name = WorkId(name.scheme, name.value, int(groups["v"]))
        return Found(canonical(name), self.form, name)


def shape(
    scheme: str, path: str, *keys: str, value: str = "{id}", form: str | None = None
) -> Shape:
    """Build a `Shape`; *path* without final slash, its letters in any case."""
    return Shape(scheme, re.compile(path, re.IGNORECASE | re.ASCII), keys, value.format, form)


class Site(NamedTuple):
    """A site of the host table.

    Attributes:
        name: as a card shows it.
        hosts: exact, without `www.`; `.example.org` is each host below (for portals that a
            closed archive hands out).
        shapes: the first that matches wins.
        read: for what shapes cannot say; asked before them.
        dois: whether a DOI in a path or parameter of it means the work (see `hosts`).
        own: whether its pages are read for the work; those of a resolver, a mirror that is gone
            or a picture of the literature are not, but the work's own page.
    """

    name: str
    hosts: tuple[str, ...]
    shapes: tuple[Shape, ...] = ()
    read: Callable[[Address], Found | None] | None = None
    dois: bool = True
    own: bool = True
