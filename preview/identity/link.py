"""What a link, or a bare identifier, says by itself."""

from __future__ import annotations

import re

from preview.errors import InvalidUrl
from preview.identity import hosts
from preview.identity.addresses import canonical_url, landing_url
from preview.identity.names import canonical, names_of, read_exact
from preview.identity.shapes import Found
from preview.identity.wrappers import serves, unwrap
from preview.model import Link, WorkId
from preview.urls import Url, parse, percent_encode, strip_trackers, value_of

MAX_BYTES = 2048

_OUTER = " \t\r\n\f\v\u00a0\u200b\u2028\u2029\u3000\ufeff"  # what copying leaves around a link
_END_OF_SENTENCE = ".,;"
_CONTROL = re.compile("[\x00-\x1f\x7f-\x9f\ud800-\udfff]")
_SCHEME = re.compile(r"([A-Za-z][A-Za-z0-9+.-]{0,30}):(?:(//)|(?![0-9]))")
_HOST_FIRST = re.compile(
    r"(?://)?((?:[\w-]+\.)+[^\W\d][\w-]+|localhost|\[[0-9a-f:.]+\])(?::[0-9]+)?(?:[/?#].*)?",
    re.IGNORECASE,
)
_DOI_HOST = re.compile(r"(?:dx\.|www\.)?doi\.org/", re.IGNORECASE)


def identify(text: str) -> Link:
    """Return what *text* names: a work, else the page itself as a `url:` work.

    A link with credentials, an odd port or a private address is a page like any other here; the
    guard in `fetch` decides on it.  Where a host that the table does not know has a DOI in its
    address, the work is fetched at its own landing page, and not there.

    Raises:
        InvalidUrl: *text* is neither an http(s) URL nor an identifier, or is too long.
    """
    stripped = text.strip(_OUTER)
    _check(stripped)
    if not stripped[:8].lower().startswith(("http://", "https://")):
        return _identifier(text, stripped)
    url = parse(stripped)
    if url is None:
        raise InvalidUrl("The link's host or port is malformed.")
    layers = unwrap(url)
    inner = layers[-1]
    if found := hosts.read(inner):
        # Anyone can put another's DOI into an address of his own: only a publisher's page is read
        # for the work.
        page = landing_url(found.exact or found.work)
        if hosts.is_home(inner.host) and not _named_by_fragment(inner):
            page = inner.wire
        return _link(text, found, page, found.form or hosts.form_of(inner))
    return _page(text, next(filter(serves, layers), inner), inner)


def _named_by_fragment(url: Url) -> bool:
    """Is the work named only behind `#`, which is not sent?  The page would be the site's front."""
    return bool(url.fragment) and hosts.read(url._replace(fragment="")) is None


def _page(text: str, url: Url, inner: Url) -> Link:
    """An archive's copy is a page of its own, and the original's address is a name it proves."""
    names = dict.fromkeys(WorkId("url", value_of(one)) for one in (url, inner))
    shown = _shown(url.wire, url.fragment)
    return Link(text, next(iter(names)), tuple(names), url.wire, shown, hosts.form_of(inner))


def _check(text: str) -> None:
    if not text:
        raise InvalidUrl("The link is empty.")
    if len(text) > MAX_BYTES or len(percent_encode(_CONTROL.sub("", text))) > MAX_BYTES:
        raise InvalidUrl(f"The link is longer than {MAX_BYTES} bytes.")
    if _CONTROL.search(text):
        raise InvalidUrl("The link holds control characters.")


def _identifier(text: str, stripped: str) -> Link:
    exact = None if _DOI_HOST.match(stripped) else read_exact(stripped.rstrip(_END_OF_SENTENCE))
    if exact is None or exact.scheme == "url":
        raise InvalidUrl(_advice(stripped))
    name = canonical(exact)
    return _link(text, Found(name, exact=exact), canonical_url(name), None)


def _advice(text: str) -> str:
    scheme = _SCHEME.match(text)
    if _HOST_FIRST.fullmatch(text) and not (scheme and scheme[2]):
        guess = "https://" + text.removeprefix("//")[:200]
        return f"The link has no scheme; did you mean {percent_encode(guess)}?"
    if scheme:
        return "Only http and https links have a preview."
    return "This is neither an http(s) link nor the identifier of a paper."


def _link(text: str, found: Found, wire: str, form: str | None) -> Link:
    work = found.work
    aliases = names_of(found.exact or work)
    return Link(text, work, aliases, wire, canonical_url(work), form)


def _shown(wire: str, fragment: str) -> str:
    """The address of a page as people share it; `#!…` names a page of its own."""
    url = strip_trackers(wire)
    return f"{url}#{fragment}" if len(fragment) > 1 and fragment.startswith("!") else url
