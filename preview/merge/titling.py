"""Which of a page's titles may win, and what is left of the winner."""

from __future__ import annotations

import re
from collections.abc import Sequence

from preview import urls
from preview.fields import Text
from preview.merge.describe import OwnNames
from preview.merge.implied import Site
from preview.merge.judge import Reject, Stated, Verdict, judge
from preview.merge.spelling import fold
from preview.merge.titles import may_hold_site, strip_site
from preview.merge.trust import CITATION

_NAME_MOST = 60  # code points of a title that may be the site's name
_SLUG = re.compile(r"[a-z0-9]+(?:[-_][a-z0-9]+){2,}(?:\.\w{2,5})?")
_FOR_TABS = frozenset(("html", "dc", "meta"))


def decide(
    titles: Sequence[Stated], named: str | None, own: OwnNames, *, site: Site, paper: bool
) -> Verdict:
    """Judge the title, without the site's name; a page that is titled by nothing else keeps it.

    *named*: what the site calls itself; *own*: all that it and its owner are called.
    """
    verdict = judge("title", titles, _not_the_title(named, site))
    if not verdict.values:
        verdict = judge("title", titles)
    if not verdict.values:
        return verdict
    title = _without_site(verdict, titles, own, label=site.label, paper=paper)
    return verdict._replace(values=(title,))


def _not_the_title(named: str | None, site: Site) -> Reject:
    """Return the rule against titles that name the site alone, or a file; its front page may be
    called so."""

    def reject(value: Text, source: str) -> str | None:
        plain = value.plain
        if " " not in plain and _SLUG.fullmatch(plain):
            return "the name of a file"
        if source == "body:h1":
            logo = fold(named or "")
            return "the site's name, in its logo" if logo and fold(plain) == logo else None
        if source.partition(":")[0] not in _FOR_TABS or len(plain) > _NAME_MOST or site.is_front:
            return None
        own = map(fold, (named or "", site.label, urls.without_www(site.host)))
        return "the site's name alone" if fold(plain) in {*own} - {""} else None

    return reject


_PURE = frozenset(CITATION.split())
"""Families whose title tag holds the title and nothing else."""


def _without_site(
    verdict: Verdict, titles: Sequence[Stated], own: OwnNames, *, label: str, paper: bool
) -> Text:
    title: Text = verdict.values[0]
    source = verdict.source or ""
    if source.partition(":")[0] in _PURE or not may_hold_site(title.plain, paper=paper):
        return title
    others = [
        (s.candidate.family, s.value.plain)
        for s in titles[:16]
        if s.candidate.source != source and s.value
    ]
    plain = strip_site(title.plain, own(), label=label, others=others, paper=paper)
    if plain == title.plain:
        return title
    return Text(plain, _cut_alike(title.html, title.plain, plain), plain, title.cut)


def _cut_alike(html: str, whole: str, part: str) -> str:
    """Cut the HTML flavour where the plain one was cut; markup inside the cut falls to plain."""
    from_end = html[: len(html) - (len(whole) - len(part))]
    if html == whole:
        return part
    return (
        from_end
        if whole.startswith(part) and from_end.count("<") == html.count("<")
        else (part.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;"))
    )
