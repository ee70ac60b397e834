"""arXiv: the abs page of the version that was asked for; one request, never the pdf.

A withdrawn version is the exception: arXiv shows no licence there, so the page of the version
before it is asked too.

What the page holds in tags: https://github.com/arXiv/arxiv-browse, `formatting/metatags.py`; what
only its body holds (categories, comments, versions, withdrawals): `templates/abs/abs.html` there.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from preview import dates, errors, extract, identity, urls
from preview.extract.record import Block, Mark, Page
from preview.model import Candidate, Fetched, Get, Link, Related, Request, WorkId
from preview.providers import Access, provider
from preview.providers.ladder import Ask, Rung, climb
from preview.providers.pages import open_page
from preview.providers.sources import by_datacite
from preview.registries import arxiv_atom, arxiv_oai, status

_HISTORY = "arxiv:submission-history"
# What is written in TeX wherever arXiv writes it.
_TEX = frozenset({"title", "abstract", "author", "comment", "journal_ref"})

# The page's own statements that describe the page, the site or a cut text, not the paper
_NOT_OURS = frozenset({"description", "canonical", "page_type", "keyword", "site_name"})
# Parts of the abs page by the class that arXiv's template gives them.
_MARKS = tuple(
    Mark(f"arxiv:{name}", classes=frozenset({name}))
    for name in (
        "dateline",
        "label",
        "comments",
        "jref",
        "subjects",
        "primary-subject",
        "abs-license",
        "submission-history",
        "arxividv",
    )
)


# Hosts that serve arXiv's own pages: https://info.arxiv.org/help/mirrors.html
_MIRRORS = frozenset(
    ("arxiv.org", "www.arxiv.org", "export.arxiv.org", "browse.arxiv.org", "cn.arxiv.org")
)


@provider("arxiv", schemes=("arxiv",))
def arxiv(link: Link, get: Get, access: Access) -> Iterator[Candidate]:
    yield from climb(LADDER, link, get, access)
    yield from always(link.work)


def _abs(ask: Ask) -> Iterator[Candidate]:
    yield from read_abs(ask.get(Request(identity.landing_url(ask.work))), ask.work)


def _as_posted(ask: Ask) -> Iterator[Candidate]:
    """The abs page at the link's own address: a mirror answers where arXiv itself does not."""
    url = ask.link.url
    is_abs = urls.host_of(url) in _MIRRORS and "/abs/" in url
    if is_abs and url != identity.landing_url(ask.work):
        yield from read_abs(ask.get(Request(url)), ask.work)


def _before_withdrawal(ask: Ask) -> Iterator[Candidate]:
    """The licence of a withdrawn paper: what of it can still be read is the version before.

    arXiv writes "No license for this version due to withdrawn" on the withdrawn one
    (`templates/abs/extra_services.html` there), while its OAI record keeps the licence.
    """
    version = max((int(number) for number in ask.texts("version")), default=1) - 1
    if version and "withdrawn" in (c.value for c in ask.told if c.source == _HISTORY):
        before = replace(ask.work, version=version)
        for candidate in read_abs(ask.get(Request(identity.landing_url(before))), before):
            if candidate.field == "license":
                yield candidate


def _oai(ask: Ask) -> Iterator[Candidate]:
    if "abs" not in ask.unknown_to:  # all three are arXiv's one catalogue, and its page is first
        yield from arxiv_oai.load(ask.work, ask.get)


def _atom(ask: Ask) -> Iterator[Candidate]:
    if "abs" not in ask.unknown_to:
        yield from arxiv_atom.load(ask.work, ask.get)


# Both APIs share one turn each three seconds with all the world's links: whoever has no turn in
# time goes on to DataCite at once, which has the newest version of each paper.
LADDER = (
    Rung("abs", _abs, 0.6),
    Rung("as posted", _as_posted),
    Rung("version before", _before_withdrawal, unless=frozenset({"license"})),
    Rung("oai", _oai),
    Rung("atom", _atom),
    Rung("datacite", by_datacite, 1.0),
)


def read_abs(fetched: Fetched, work: WorkId) -> Iterator[Candidate]:
    """Yield what an abs page states.

    Raises:
        errors.NotFound: arXiv has no such paper or version; it answers 404, in older times 200.
        errors.UpstreamError: the page is of another paper, or is no abs page.
    """
    page = open_page(fetched, _MARKS)
    in_tags = list(extract.candidates(page))
    stated = next((c.value for c in in_tags if c.field == "arxiv_id"), None)
    if not isinstance(stated, str) or identity.parse_arxiv(stated) is None:
        raise errors.UpstreamError("arXiv answered with a page of no paper.", url=fetched.url)
    if str(identity.parse_arxiv(stated)) != str(work):
        raise errors.UpstreamError("arXiv answered with another paper's page.", url=fetched.url)
    for candidate in in_tags:
        if candidate.field in _NOT_OURS:
            continue
        if candidate.source == "highwire:citation_date":
            yield candidate._replace(field="published")  # of version 1
        elif candidate.source == "highwire:citation_online_date":
            yield candidate._replace(field="updated", source="arxiv:citation_online_date")
        elif candidate.field == "pdf_url":
            continue  # it never has the version
        elif candidate.family == "highwire" and candidate.field in _TEX:
            yield candidate._replace(markup="tex")
        else:
            yield candidate
    yield from _in_body(page, work)
    for candidate in in_tags:
        if candidate.field == "doi":
            yield from published_as(candidate)


def always(work: WorkId) -> Iterator[Candidate]:
    """What is true of every paper on arXiv, whoever says so."""
    number = work.value + (f"v{work.version}" if work.version else "")
    yield Candidate("genre", "preprint", "arxiv:always")
    yield Candidate("open_access", "true", "arxiv:always")
    yield Candidate("pdf_url", f"https://arxiv.org/pdf/{number}", "arxiv:identifier")


def published_as(doi: Candidate) -> Iterator[Candidate]:
    """The DOI that an arXiv record states is its article's, never its own."""
    name = identity.parse_doi(doi.value) if isinstance(doi.value, str) else None
    if name is not None:
        yield Candidate("related", Related(str(name), "published_as"), doi.source)


_CATEGORY = re.compile(r"\(([a-z-]+(?:\.[A-Za-z-]+)?)\)\s*(?:;|$)")
_SHOWN = re.compile(r"arXiv:\S+?v([1-9][0-9]*)\b")
_VERSION = re.compile(r"\[v([1-9][0-9]*)\]([^\[]*)")


# Archives that later became categories of others; arXiv's records keep the old name first, its
# pages show the new one: https://info.arxiv.org/help/arxiv_identifier.html, "subsumed archives".
_SUBSUMED = """acc-phys adap-org alg-geom ao-sci atom-ph bayes-an chao-dyn chem-ph cmp-lg comp-gas
dg-ga funct-an mtrl-th patt-sol plasm-ph q-alg solv-int supr-con"""
_ARCHIVES = frozenset(_SUBSUMED.split())
_LINK = re.compile(r"this https? URL")


def _in_body(page: Page, work: WorkId) -> Iterator[Candidate]:
    def text(name: str) -> str:
        return next(iter(page.texts(f"arxiv:{name}")), "").strip()

    archive = work.value.partition("/")[0]
    shown = _CATEGORY.findall(f"{text('primary-subject')}; {text('subjects')}")
    for category in dict.fromkeys([archive, *shown] if archive in _ARCHIVES else shown):
        yield Candidate("category", category, "arxiv:subjects")
    label = ""
    for block in page.blocks:
        if block.kind == "arxiv:label":
            label = " ".join(block.text.split()).casefold()
        elif block.kind == "arxiv:comments":
            comment = _spelt_out(block)
            yield Candidate("comment", comment, block.kind, "tex")
            if state := status.of_comment(comment):
                yield Candidate("status", state, block.kind)
        elif block.kind == "arxiv:jref" and label.startswith("journal"):
            yield Candidate("journal_ref", block.text, block.kind, "tex")  # else a report number
        elif block.kind == "arxiv:abs-license" and block.hrefs:
            yield Candidate("license", urls.join(page.url, block.hrefs[0]) or "", block.kind)
    yield from _versions(text("submission-history"), text("arxividv") + text("dateline"), work)


def _spelt_out(comment: Block) -> str:
    """Put each address back where arXiv's page says "this http URL".

    arXiv makes links of file names too (`epsf.sty`): an address without a path loses its scheme.
    """
    hrefs = iter(comment.hrefs)

    def address(found: re.Match[str]) -> str:
        href = next(hrefs, found[0])
        host = href.partition("://")[2].rstrip("/")
        return host if host and "/" not in host else href

    return _LINK.sub(address, comment.text)


def _versions(history: str, shown_in: str, work: WorkId) -> Iterator[Candidate]:
    """Version shown, newest version, and whether the shown one is withdrawn, from the history."""
    lines = {int(number): line for number, line in _VERSION.findall(history)}
    newest = max(lines, default=None)
    match = _SHOWN.search(shown_in)
    shown = work.version or (int(match[1]) if match else newest)
    if newest is not None:
        yield Candidate("newest_version", str(newest), _HISTORY)
    if shown is not None:
        yield Candidate("version", str(shown), _HISTORY)
        line = lines.get(shown, "")
        if "(withdrawn)" in line:
            yield Candidate("status", "withdrawn", _HISTORY)
        day = dates.parse_date(line.partition("UTC")[0].strip())
        if day:
            yield Candidate("updated", day, _HISTORY)
    first = dates.parse_date(lines.get(1, "").partition("UTC")[0].strip())
    if first:
        yield Candidate("published", first, _HISTORY)
