"""GitHub: the repository's name first, and no invitation to open an account."""

from __future__ import annotations

import re
from collections.abc import Iterator

from preview.model import Candidate, Get, Link, Request
from preview.providers import Access, provider
from preview.providers.pages import read

# The site says who it is in `og:site_name`.
_SITE = re.compile(r"^GitHub - (?=[\w.-]+/[\w.-]+)")
# What GitHub puts behind the description of each repository.
_INVITATION = re.compile(
    r"\s*(?:- [\w.-]+/[\w.-]+)?\s*Contribute to [\w.-]+/[\w.-]+ development by creating an account "
    r"on GitHub\.$"
)


@provider("github", hosts=("github.com",))
def github(link: Link, get: Get, _access: Access) -> Iterator[Candidate]:
    for candidate in read(get(Request(link.url))):
        value = candidate.value
        if candidate.field == "title" and isinstance(value, str):
            yield candidate._replace(value=_SITE.sub("", value))
        elif candidate.field == "description" and isinstance(value, str):
            yield candidate._replace(value=_INVITATION.sub("", value) or value)
        else:
            yield candidate
