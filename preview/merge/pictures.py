"""Which picture shows the page, and which only its site, or nothing."""

from __future__ import annotations

import re
from dataclasses import replace

from preview.model import Image

# File names of logos, and of hosts' stock cards: they say nothing of the page.
_LOGO = re.compile(
    r"(^|[/_.-])(logo|logos|favicon|default[-_]?(image|og|share|thumb)|placeholder|apple-touch-icon"
    r"|site[-_]?(image|icon)|social[-_]?(share|card|default)|og[-_]?(image[-_]?)?(default|logo)"
    r"|[a-z]+logo|arxiv-logo-[a-z-]+)([_.-]|$)|^(?:facebook|twitter|opengraph)\.[a-z]+$",
    re.IGNORECASE,
)
_THEME = re.compile(r"/(?:wp-content|sites/[^/]+|tl_files)/themes/")  # WordPress, Drupal, Contao
# File names of what templates write where there is no picture; WordPress.com's is blank.jpg.
_EMPTY = re.compile(
    r"(?:blank|spacer|pixel|1x1|transparent|clear|empty|trans|dot|shim|no[-_]?(?:image|img|photo|pic))"
    r"(?:[-_.]?(?:1x1|1px|pixel|image|img|gif|png))?\.(?:gif|png|jpe?g|svg|webp)",
    re.IGNORECASE,
)
# Folders and names of what stands on every page; asked of what the body shows, since a tag chooses.
# WordPress names a header picture cropped-*, SPIP a site's and a section's siteon0, rubon7.
_FURNITURE = re.compile(
    r"/(?:ads?|adserver|advert(?:s|ising|isements?)?|banners?|werbung|sponsors?|css|headers?"
    r"|header[-_]?(?:img|images?)|[^/]+/themes)/"
    r"|/(?:cropped-|(?:site|rub)on\d|(?:banner|header)\d*[-_.])[^/]*$",
    re.IGNORECASE,
)


def not_of_the_page(image: Image, source: str) -> str | None:
    """Return why *image* shows nothing of the page, or None."""
    address = image.url.partition("?")[0]
    if _EMPTY.fullmatch(address.rpartition("/")[2]):
        return "an empty picture"
    if source.startswith("body:") and _FURNITURE.search(address):
        return "on every page: an advertisement, the head of the site"
    return None


def marked(image: Image | None, icon: str | None) -> Image | None:
    """Return *image*, marked as generic where it is the site's."""
    if image is None:
        return None
    address = image.url.partition("?")[0]
    own = _LOGO.search(address.rpartition("/")[2]) or _THEME.search(address)
    generic = image.generic or image.url == icon or own is not None
    return replace(image, generic=True) if generic else image
