"""Short names of licences → the licence's address, or the name as people write it."""

from __future__ import annotations

import re

# `cc-by-4.0` (SPDX, Zenodo, OpenAlex), `cc_by_nc` (bioRxiv), `cc by-nc-nd` (Europe PMC)
_CC = re.compile(r"cc[ _-](by(?:[ _-](?:nc|nd|sa))*)(?:[ _-]([1-4]\.[0-9]))?", re.IGNORECASE)
_CC0 = re.compile(r"cc[ _-]?(?:0|zero)(?:[ _-]1\.0)?", re.IGNORECASE)  # there is one version only
_NO_LICENSE = frozenset({"cc_no", "other-open", "other-oa", "implied-oa", "publisher-specific-oa"})


def license_of(name: str | None) -> str | None:
    """Return a Creative Commons licence's address where its version is stated, else its name.

    >>> license_of("cc-by-nc-4.0"), license_of("cc_by_nc_nd"), license_of("cc_no")
    ('https://creativecommons.org/licenses/by-nc/4.0/', 'CC BY-NC-ND', None)
    """
    if not name or name.casefold() in _NO_LICENSE:
        return None
    if _CC0.fullmatch(name):
        return "https://creativecommons.org/publicdomain/zero/1.0/"
    match = _CC.fullmatch(name)
    if match is None:
        return name
    terms = re.sub("[ _]", "-", match[1]).lower()
    if match[2]:
        return f"https://creativecommons.org/licenses/{terms}/{match[2]}/"
    return f"CC {terms.upper()}"
