"""URLs as text: parse, normalise, compare.  No network, and nothing here raises."""

from preview.urls.hosts import (
    domain_of,
    host_of,
    registrable_domain,
    same_site,
    without_www,
)
from preview.urls.pages import normalise, page_url, page_value, strip_trackers, value_of
from preview.urls.parts import Url, parse, percent_encode
from preview.urls.stated import is_plain, is_public_form, join, public

__all__ = [
    "Url",
    "domain_of",
    "host_of",
    "is_plain",
    "is_public_form",
    "join",
    "normalise",
    "page_url",
    "page_value",
    "parse",
    "percent_encode",
    "public",
    "registrable_domain",
    "same_site",
    "strip_trackers",
    "value_of",
    "without_www",
]
