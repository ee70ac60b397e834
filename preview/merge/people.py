"""Authors: what needs to see the whole list, and who is no author of this page."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

from preview import names
from preview.fields import one_author
from preview.merge.judge import Reject, Stated
from preview.merge.titles import fold
from preview.merge.trust import REGISTRIES
from preview.model import Author

AUTHOR_LIMIT, NAME_LIMIT = 200, 300  # contract, section 1

# Tags that hold one person each, as soon as a page has several of them.
_ONE_EACH = frozenset(
    {
        "highwire:citation_author",
        "bepress:citation_author",
        "dc:creator",
        "eprints:creators_name",
        "coins:rft.au",
    }
)
_LISTS = frozenset(REGISTRIES.split()) | {"arxiv"}
"""Who states a list as it was deposited: two of one name are two people there."""


def as_single(stated: Sequence[Stated]) -> list[Stated]:
    """Return the author candidates, read one by one where their tags are repeated."""
    if len(stated) < 2:
        return list(stated)
    counts = Counter([one.candidate.source for one in stated])
    several = {source for source, count in counts.items() if count > 1} & _ONE_EACH
    return [
        Stated(one.candidate, one.place, one_author) if one.candidate.source in several else one
        for one in stated
    ]


def by_the_site(stated: Sequence[Stated], site: str | None) -> bool:
    """Is the site's own name the only author that anybody states?  Then the page is signed so."""
    own = fold(site or "")
    names_ = {
        fold(author.name) if one.value else ""
        for one in stated
        if one.place is not None
        for author in one.value or (Author(""),)
    }
    return bool(own) and names_ == {own}


def not_people(site: str | None, *, paper: bool) -> Reject:
    """Return the rule against names that say who runs the site, not who wrote the page."""
    own = fold(site or "")

    def reject(value: tuple[Author, ...], source: str) -> str | None:
        if len(value) != 1:
            return None
        name = value[0].name
        if own and fold(name) == own:
            return "the site's own name"
        # `pubmeddev`, `hwadmin`: no paper is signed with a login, while a forum's post is
        login = name.isascii() and name.islower() and name.isalpha()
        if paper and login and source.partition(":")[0] in ("meta", "dc", "body", "article"):
            return "a login, no author of a paper"
        return None

    return reject


def whole_list(groups: Sequence[tuple[Author, ...]], source: str | None) -> tuple[Author, ...]:
    """Return the people of all tags, each once.

    A registry's list is taken as it is.  Tags repeat the last name, or the whole list; what else
    shows names repeats single ones in any place.  A lone `Jr.` belongs to the name before it: arXiv
    and others split lists at each comma.
    """
    people: list[Author] = []
    for author in (a for group in groups for a in group):
        if not names.is_suffix(author.name):
            people.append(author)
        elif people:
            people[-1] = _with_suffix(people[-1], author.name)
    family = (source or "").partition(":")[0]
    if family in _LISTS:
        return tuple(people)
    half = len(people) // 2
    if half and people[:half] == people[half:]:
        people = people[:half]
    if family in ("highwire", "bepress", "eprints"):
        pairs = zip([None, *people], people, strict=False)
        return tuple(author for before, author in pairs if author != before)
    return tuple(dict.fromkeys(people))


def _with_suffix(author: Author, suffix: str) -> Author:
    if author.name.endswith(suffix):
        return author
    return replace(author, name=f"{author.name} {suffix}")


def bounded(people: Sequence[Author]) -> tuple[Author, ...]:
    return tuple(
        author
        if len(author.name) <= NAME_LIMIT
        else replace(author, name=author.name[:NAME_LIMIT], given=None, family=None)
        for author in people[:AUTHOR_LIMIT]
    )
