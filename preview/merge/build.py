"""From judged fields to Metadata: what needs to see more than one field."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache, partial
from typing import Any

from preview.fields import Text
from preview.merge import days, describe, people, pictures, titling
from preview.merge import judge as judging
from preview.merge.implied import Site, implied, site_of
from preview.merge.judge import Judged, OnDemand, Reject, Stated, Verdict
from preview.merge.kinds import is_paper, kind_of
from preview.merge.paper import paper_of, worst_first
from preview.merge.scripts import fits, only_language
from preview.model import Candidate, Metadata, WorkId


@dataclass(frozen=True, slots=True)
class Merged:
    """The outcome.

    Attributes:
        provenance: field → source of its winner; `; truncated` behind it where it was cut.
        judged: field → each candidate and why it won or not, for `explain`; made on demand.
        values: field → all valid values, best first: what names and relations are proven from;
            made on demand.
    """

    metadata: Metadata
    provenance: Mapping[str, str]
    judged: Mapping[str, tuple[Judged, ...]]
    values: Mapping[str, tuple[Any, ...]]


def merge(candidates: Iterable[Candidate], *, work: WorkId, url: str) -> Merged:
    """Merge *candidates* about *work*; *url* is the page that was read, or the work's own."""
    site = site_of(url)
    told = list(candidates)
    stated = [*told, *implied(told, work=work, url=url, site=site)]
    paper = is_paper(work, stated)
    if paper:
        stated += describe.as_abstracts(stated)
    fields = judging.place(stated, paper=paper)
    verdicts = _decide(fields, paper=paper, site=site)
    won = {field: verdict for field, verdict in sorted(verdicts.items()) if verdict.values}
    return Merged(
        _metadata(won, paper=paper, work=work),
        {field: _provenance(verdict) for field, verdict in won.items()},
        OnDemand(fields.keys() | verdicts.keys(), partial(_report, fields, verdicts)),
        OnDemand(fields.keys(), lambda field: judging.everything(fields[field])),
    )


def _report(
    fields: Mapping[str, list[Stated]], verdicts: Mapping[str, Verdict], field: str
) -> tuple[Judged, ...]:
    return (verdicts.get(field) or judging.judge(field, fields[field])).report()


_TITLES_READ = 8  # titles whose script tells the language

# What `Metadata` has for every page; all other fields are a paper's, and on other pages nobody
# needs to know who wins them.
_ON_ANY_PAGE = frozenset(
    ("page_type", "published", "updated", "image", "icon", "player", "sensitive")
)


def _decide(fields: Mapping[str, list[Stated]], *, paper: bool, site: Site) -> dict[str, Verdict]:
    """Judge each field: the site's name first, then the title, by which others are measured."""
    verdicts: dict[str, Verdict] = {}

    def decide(field: str, reject: Reject | None = None) -> Verdict:
        verdicts[field] = judging.judge(field, fields.get(field, ()), reject)
        return verdicts[field]

    named: str | None = _one(decide("site_name", _no_name))
    verdict = decide("title", titling.not_the_title(named, site))
    if not verdict.values:
        verdict = decide("title")
    own = cache(lambda: _own_names(fields, named))
    titles = fields.get("title", ())
    title = (
        titling.title_of(verdict, titles, own, label=site.label, paper=paper)
        if verdict.values
        else None
    )
    verdicts["title"] = verdict._replace(values=(title,) if title else ())
    plain = title.plain if title else None
    about = describe.stems(plain) if plain and paper else frozenset()
    alone = not describe.is_shown(fields.get("description", ()))
    for field in ("description", "abstract"):
        decide(
            field, describe.not_describing(field, title=plain, about=about, own=own, alone=alone)
        )
    _decide_language(fields, verdicts, plain)
    stated = fields.get("author", ())
    verdicts["author"] = people.authors_of(stated, named, label=site.label, paper=paper)
    if paper and "status" in fields:
        verdicts["status"] = judging.judge("status", worst_first(fields["status"]))
    if "image" in fields:
        decide("image", pictures.not_of_the_page)
    if "published" in fields and not paper:
        decide("published", days.not_published(fields["published"]))
    for field in (fields.keys() if paper else fields.keys() & _ON_ANY_PAGE) - verdicts.keys():
        decide(field)
    return verdicts


def _decide_language(
    fields: Mapping[str, list[Stated]], verdicts: dict[str, Verdict], title: str | None
) -> None:
    """Judge the stated languages by the script of the title; where none is stated that fits, all
    that the page calls itself may tell the one language that is written so."""
    stated = list(fields.get("language", ()))
    if title and not title.isascii():
        titles = (str(s.candidate.value) for s in fields["title"][:_TITLES_READ])
        language = only_language(title) or only_language(" ".join(titles))
        found = [Candidate("language", language, "script:title")] if language else []
        stated += judging.place(found, paper=False).get("language", [])
    verdicts["language"] = judging.judge("language", stated, lambda v, _: fits(v, title or ""))


def _own_names(fields: Mapping[str, list[Stated]], site: str | None) -> list[str]:
    """What the site, publisher and journal are called."""
    names = [site] if site else []
    for field in ("site_name", "container_title", "publisher"):
        names += [str(s.value) for s in fields.get(field, ())[:8] if s.value]
    return names


_ADDRESS = re.compile(r"(?:https?:)?//|www\.", re.IGNORECASE)


def _no_name(value: str, _source: str) -> str | None:
    return "an address, no name" if _ADDRESS.match(value) else None


def _one(verdict: Verdict | None) -> Any:
    return verdict.values[0] if verdict and verdict.values else None


def _provenance(verdict: Verdict) -> str:
    value = verdict.values[0]
    cut = isinstance(value, Text) and value.cut
    return f"{verdict.source}; truncated" if cut else str(verdict.source)


def _metadata(won: Mapping[str, Verdict], *, paper: bool, work: WorkId) -> Metadata:
    one = {field: verdict.values[0] for field, verdict in won.items()}.get
    by = won.get("author")
    authors = people.whole_list(by.values, by.source) if by else ()
    title: Text | None = one("title")
    abstract: Text | None = one("abstract") if paper else None
    description = abstract or one("description")
    return Metadata(
        kind=kind_of(one("page_type"), paper=paper),
        title=title.plain if title else None,
        description=description.plain if description else None,
        site_name=one("site_name"),
        language=one("language"),
        published=one("published"),
        updated=one("updated"),
        authors=people.bounded(authors),
        author_count=len(authors),
        image=pictures.marked(one("image"), one("icon")),
        icon=one("icon"),
        player=one("player"),
        sensitive=bool(one("sensitive")),
        paper=paper_of(won, one, title=title, abstract=abstract, work=work) if paper else None,
    )
