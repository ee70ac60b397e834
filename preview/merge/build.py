"""From candidates to Metadata: each field is decided, then put in its place."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import partial
from typing import Any

from preview.fields import Text
from preview.merge import describe, people, pictures
from preview.merge import judge as judging
from preview.merge.decide import decide
from preview.merge.implied import implied, site_of
from preview.merge.judge import Judged, OnDemand, Stated, Verdict
from preview.merge.kinds import is_paper, kind_of
from preview.merge.paper import paper_of
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
    verdicts = decide(fields, paper=paper, site=site)
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
