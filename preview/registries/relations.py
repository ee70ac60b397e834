"""Other works that a record names → `related`, in this house's names for works and relations.

`published_as`: this preprint is published as that article.  `preprint_of`: that is a preprint
of this.  `version_of`: another version with a name of its own.  `retracted_by`: the notice.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from preview.identity import canonical, parse_name
from preview.model import Candidate, Related, WorkId


class Said(NamedTuple):
    """*name* as the record writes it, *source* as `Candidate.source`."""

    relation: str
    name: str | None
    source: str


def related(work: WorkId, said: Iterable[Said]) -> Iterator[Candidate]:
    """Yield each other work once for each relation; a work's relation to itself says nothing."""
    own = str(canonical(work))
    seen: set[tuple[str, str]] = set()
    for relation, name, source in said:
        other = parse_name(name) if name else None
        if other is None or str(other) == own or (str(other), relation) in seen:
            continue
        seen.add((str(other), relation))
        yield Candidate("related", Related(str(other), relation), source)


def aliases(names: Iterable[str | None], source: str) -> Iterator[Candidate]:
    """Yield each name, as this house spells it, as another proven name of the same work."""
    for name in names:
        if name and (work := parse_name(name)):
            yield Candidate("alias", str(work), source)


# In a catalogue one record may stand for a preprint and its article together.
_OTHER_OF_A_PAIR = {"arxiv": "published_as", "doi": "preprint_of"}


def pair(work: WorkId, names: Iterable[str], source: str) -> Iterator[Candidate]:
    """Yield what the other names of such a record are to *work*, the one that was asked for."""
    relation = _OTHER_OF_A_PAIR.get(work.scheme, "mentions")
    return related(work, (Said(relation, name, source) for name in names))


def is_pair(names: Iterable[str]) -> bool:
    """Do *names* hold an arXiv id beside another work's name?  Then none is the others' alias."""
    works = {name for text in names if (name := parse_name(text))}
    schemes = {work.scheme for work in works}
    return "arxiv" in schemes and len(schemes) > 1
