"""Authors: what needs to see the whole list, and who is no author of this page."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Sequence
from dataclasses import replace

from preview import names
from preview.fields import one_author
from preview.merge.judge import Reject, Stated, Verdict, judge
from preview.merge.spelling import fold
from preview.merge.trust import REGISTRIES
from preview.model import Author

# Words of a company that stand before or behind its name, folded
_COMPANY = frozenset(
    """gmbh ag kg co inc llc ltd limited plc sa srl spa bv nv ab oy verlag ediciones editions
    edizioni""".split()  # noqa: SIM905
)
# The end of an address, which commas part like a list: "Example News, Rome, Italy"
_COUNTRIES = frozenset(
    """germany deutschland austria osterreich switzerland schweiz usa unitedstates unitedkingdom
    italy italia spain espana netherlands nederland""".split()  # noqa: SIM905
)

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


def decide(stated: Sequence[Stated], site: str | None, *, label: str, paper: bool) -> Verdict:
    """Judge who wrote the page of the *site*, whose host has *label* for its own word."""
    persons = as_single(stated)
    verdict = judge("author", persons, not_people(site, persons, paper=paper))
    if not verdict.values and by_the_site(persons, site):
        verdict = judge("author", persons, not_people(None, persons, paper=paper))
    return verdict if paper else without_site(verdict, site, label)


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
    return bool(own) and all(
        one.value is not None and all(_is_own(author.name, own) for author in one.value)
        for one in stated
        if one.place is not None
    )


def not_people(site: str | None, stated: Sequence[Stated], *, paper: bool) -> Reject:
    """Return the rule against names that say who runs the site, not who wrote the page."""
    own = fold(site or "")

    def reject(value: tuple[Author, ...], source: str) -> str | None:
        if len(value) != 1:
            return None
        name = value[0].name
        if own and _is_own(name, own):
            return "the site's own name"
        # `pubmeddev`, `hwadmin`: no paper is signed with a login, while a forum's post is
        login = name.isascii() and name.islower() and name.isalpha()
        if paper and login and source.partition(":")[0] in ("meta", "dc", "body", "article"):
            return "a login, no author of a paper"
        if login and source == "meta:author" and _is_signed(stated):
            return "a login, beside the author's name"
        return None

    return reject


def _is_own(name: str, own: str) -> bool:
    """Is *name* what the site is called, perhaps with its legal form and where it sits?"""
    folded = fold(name)
    if folded == own or own not in folded:  # nearly always
        return folded == own
    words = [fold(word) for word in name.partition(",")[0].split()]
    while words and words[-1] in _COMPANY:
        words.pop()
    while words and words[0] in _COMPANY:
        words.pop(0)
    return "".join(words) == own


def _is_signed(stated: Sequence[Stated]) -> bool:
    """Does the page link one person, by the whole name, as its author?"""
    linked = {one.value for one in stated if one.candidate.source == "body:rel-author"}
    people: tuple[Author, ...] = (linked.pop() or ()) if len(linked) == 1 else ()
    return len(people) == 1 and names.is_written_name(people[0].name)


def without_site(verdict: Verdict, site: str | None, label: str) -> Verdict:
    """Return *verdict* without what stands beside the authors of a page that is no paper: the
    site's name, as one of them or on a name's end, and a country.

    *label*, the host's own word, may also be somebody's name (janedoe.example): it counts only
    where its letters were written as no name is (`Jane Doe, EXAMPLE NEWS`).
    """
    own, host = fold(site or ""), fold(label)
    several = sum(map(len, verdict.values)) > 1
    groups = []
    for index, group in zip(verdict.winners, verdict.values, strict=True):
        value = verdict.stated[index].candidate.value
        text = value.name if isinstance(value, Author) else str(value)
        folded = fold(text)
        if several or (own and own in folded) or (host and host in folded):
            kept = (_alone(author, {own, host}, text) for author in group)
            group = tuple(a for a in kept if not _is_beside(a.name, own, host, text))
        groups.append(group)
    return verdict._replace(values=tuple(groups)) if any(groups) else verdict


def _alone(author: Author, site: Collection[str], text: str) -> Author:
    """Return *author* without the site's name on it: `Jane Doe example`, `Jane Doe, EXAMPLE`."""
    head, _, last = author.name.rpartition(" ")
    person = head if " " in head and last.islower() and fold(last) in site else None
    given, family = author.given or "", author.family or ""
    if " " in family and fold(given) in site and f", {given.upper()}" in text:
        person = family
    return (names.parse_author(person) if person else None) or author


def _is_beside(name: str, own: str, host: str, text: str) -> bool:
    folded = fold(name)
    return (
        (bool(own) and _is_own(name, own))
        or (folded == host and name not in text)
        or folded in _COUNTRIES
    )


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
