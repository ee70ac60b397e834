"""The one author to whose page a page leads: `<a href="/author/ada">Ada Lovelace</a>`."""

from __future__ import annotations

import re
from collections.abc import Iterator

from preview import names
from preview.extract.record import Page
from preview.model import Candidate

# WordPress and most other systems have such a page for each author.  Not `/authors/`: publishers
# keep their guidelines there.
_AUTHOR_PAGE = re.compile(r"/(?:author|autor|auteur)/([^/?#]+)/?(?:[?#].*)?$")


def author_link(page: Page) -> Iterator[Candidate]:
    """Yield whom the links to authors' pages name, where all lead to one author.

    Links say `View all posts` as well: a text is a name where it is written as one, or where it
    spells the address.  Of 53 saved pages that lead to one author and name theirs elsewhere too,
    it was another on two.
    """
    texts: dict[str, list[str]] = {}
    for block in page.blocks:
        if block.kind == "author-link":
            found = _AUTHOR_PAGE.search(block.attributes.get("href", "")[:1_024])
            if found:
                texts.setdefault(found[1], []).append(" ".join(block.text.split()))
    if len(texts) == 1:
        [(slug, said)] = texts.items()
        name = next(filter(None, (_name(text, slug) for text in said)), None)
        if name:
            yield Candidate("author", name, "body:author-link")


def _name(text: str, slug: str) -> str | None:
    """Return the one name that *text* is, without what somebody is called behind a comma."""
    first = text.partition(",")[0]
    if names.is_written_name(first):
        return first
    return text if text and _letters(text) == _letters(slug) else None


def _letters(text: str) -> str:
    return "".join(filter(str.isalnum, text.casefold()))
