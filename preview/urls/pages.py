"""One form for one page: what two links to it have in common."""

from __future__ import annotations

import re
from urllib.parse import unquote

from preview.urls.hosts import without_www
from preview.urls.parts import Url, parse

# Parameters that say where a reader came from and not what is read.  Sources: the vendors' help
# pages as collected in https://docs.clearurls.xyz/ and https://github.com/AdguardTeam/AdguardFilters
TRACKER_PREFIXES = ("utm_", "at_", "mtm_")
_TRACKERS = """
    fbclid gclid dclid gbraid wbraid msclkid twclid ttclid yclid igshid igsh li_fat_id
    srsltid mc_cid mc_eid ref_src _hsenc _hsmi spm cmpid CMP WT.mc_id casa_token pscid
    mkt_tok vero_id oly_enc_id oly_anon_id s_kwcid _ga _gl
"""
TRACKERS = frozenset(_TRACKERS.split())  # in their own case: `cmp` compares two things in some shop
TRACKER_PAIRS = frozenset({"via=ihub"})  # ScienceDirect; also written `via%3Dihub`
_INDEX_FILES = """
    index.html index.htm index.php index.shtml index.xhtml index.asp index.aspx index.jsp
    default.htm default.html default.asp default.aspx
"""
INDEX_FILES = frozenset(_INDEX_FILES.split())
_HTTPS_PORT = re.compile("[^/?#]*:443(?:[/?#]|$)")
_ENCODED = re.compile("%([0-9A-Fa-f]{2})")
_UNRESERVED = frozenset("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~")


def normalise(url: str) -> str | None:
    """Return *url* for the wire: encoded, default port and fragment dropped, trackers kept."""
    parts = parse(url)
    return parts.wire if parts else None


def strip_trackers(url: str) -> str:
    """Return *url* for people: as `normalise`, without tracking parameters and a password."""
    parts = parse(url)
    if parts is None:
        return url
    return parts._replace(userinfo="", query=_without_trackers(parts.query)).wire


def page_value(url: str) -> str:
    """Return the identity of a page that is no work; "" for what is no http(s) URL.

    Host without `www.` and default port, path without final slash and index file, query without
    trackers in its order; no scheme, no fragment but `#!…`, which names pages of old web apps.

    >>> page_value("HTTP://www.Example.com:80/blog/index.html?utm_source=x&p=2#top")
    'example.com/blog?p=2'
    """
    parts = parse(url)
    return value_of(parts) if parts else ""


def value_of(url: Url) -> str:
    port = f":{url.port}" if url.port is not None else ""
    query = _without_trackers(_decode_unreserved(url.query))
    value = without_www(url.host) + port + _page_path(_decode_unreserved(url.path))
    if query:
        value += "?" + query
    if len(url.fragment) > 1 and url.fragment.startswith("!"):
        value += "#" + _decode_unreserved(url.fragment)
    return value


def page_url(value: str) -> str:
    """Return an address for a `page_value`: https, but http where the port is https's own."""
    return ("http://" if _HTTPS_PORT.match(value) else "https://") + value


def _decode_unreserved(text: str) -> str:
    """Bring percent-encoding to one form: letters that need none decoded, upper-case hex."""
    if "%" not in text:
        return text
    return _ENCODED.sub(_one_form, text)


def _one_form(found: re.Match[str]) -> str:
    character = chr(int(found[1], 16))
    return character if character in _UNRESERVED else found[0].upper()


def _page_path(path: str) -> str:
    while True:
        path = path.rstrip("/")
        head, _, last = path.rpartition("/")
        if last.lower() not in INDEX_FILES:
            return path
        path = head


def _without_trackers(query: str) -> str:
    if not query:
        return ""
    return "&".join(part for part in query.split("&") if part and not _is_tracker(part))


def _is_tracker(part: str) -> bool:
    text = unquote(part) if "%" in part else part
    key = text.partition("=")[0]
    return key in TRACKERS or key.lower().startswith(TRACKER_PREFIXES) or text in TRACKER_PAIRS
