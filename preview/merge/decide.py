"""Who wins each field: the rules that need to see more than one of them."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache

from preview.fields import Text
from preview.merge import days, describe, people, pictures, titling
from preview.merge.implied import Site
from preview.merge.judge import Reject, Stated, Verdict, judge, place
from preview.merge.paper import worst_first
from preview.merge.scripts import fits, only_language
from preview.model import Candidate

Fields = Mapping[str, list[Stated]]

_TITLES_READ = 8  # titles whose script tells the language

# What `Metadata` has for every page; all other fields are a paper's, and on other pages nobody
# needs to know who wins them.
_ON_ANY_PAGE = frozenset(
    ("page_type", "published", "updated", "image", "icon", "player", "sensitive")
)


def decide(fields: Fields, *, paper: bool, site: Site) -> dict[str, Verdict]:
    """Judge each field: the site's name first, then the title, by which others are measured."""
    named = judge("site_name", fields.get("site_name", ()), _no_name)
    name: str | None = named.values[0] if named.values else None
    own = cache(lambda: _own_names(fields, name))
    titled = titling.decide(fields.get("title", ()), name, own, site=site, paper=paper)
    title: Text | None = titled.values[0] if titled.values else None
    verdicts = {
        "site_name": named,
        "title": titled,
        **_texts(fields, title, own, paper=paper),
        "language": _language(fields, title),
        "author": people.decide(fields.get("author", ()), name, label=site.label, paper=paper),
    }
    rules = _rules(fields, paper=paper)
    for field in (fields.keys() if paper else fields.keys() & _ON_ANY_PAGE) - verdicts.keys():
        stated = worst_first(fields[field]) if field == "status" else fields[field]
        verdicts[field] = judge(field, stated, rules.get(field))
    return verdicts


def _texts(
    fields: Fields, title: Text | None, own: describe.OwnNames, *, paper: bool
) -> dict[str, Verdict]:
    """Judge the description and the abstract by the title."""
    plain = title.plain if title else None
    about = describe.stems(plain) if plain and paper else frozenset()
    alone = not describe.is_shown(fields.get("description", ()))
    return {
        field: judge(
            field,
            fields.get(field, ()),
            describe.not_describing(field, title=plain, about=about, own=own, alone=alone),
        )
        for field in ("description", "abstract")
    }


def _language(fields: Fields, title: Text | None) -> Verdict:
    """Judge the stated languages by the script of the title; where none is stated that fits, all
    that the page calls itself may tell the one language that is written so."""
    stated, plain = fields.get("language", []), title.plain if title else ""
    if not plain.isascii():
        titles = (str(s.candidate.value) for s in fields["title"][:_TITLES_READ])
        language = only_language(plain) or only_language(" ".join(titles))
        found = [Candidate("language", language, "script:title")] if language else []
        stated = stated + place(found, paper=False).get("language", [])
    return judge("language", stated, lambda value, _: fits(value, plain))


def _rules(fields: Fields, *, paper: bool) -> Mapping[str, Reject]:
    """Return what must not win the fields that are judged by themselves."""
    rules: dict[str, Reject] = {"image": pictures.not_of_the_page}
    if "published" in fields and not paper:
        rules["published"] = days.not_published(fields["published"])
    return rules


def _own_names(fields: Fields, site: str | None) -> list[str]:
    """What the site, publisher and journal are called."""
    names = [site] if site else []
    for field in ("site_name", "container_title", "publisher"):
        names += [str(s.value) for s in fields.get(field, ())[:8] if s.value]
    return names


_ADDRESS = re.compile(r"(?:https?:)?//|www\.", re.IGNORECASE)


def _no_name(value: str, _source: str) -> str | None:
    return "an address, no name" if _ADDRESS.match(value) else None
