"""From judged fields to Metadata: what needs to see more than one field."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Any

from preview import identity, urls
from preview.fields import STATUSES, Text
from preview.merge import judge as judging
from preview.merge.boilerplate import why_not_description
from preview.merge.judge import Judged, Reject, Stated, Verdict
from preview.merge.scripts import fits
from preview.merge.titles import strip_site
from preview.model import Author, Candidate, Image, Kind, Metadata, Paper, Status, WorkId

AUTHOR_LIMIT, NAME_LIMIT = 200, 300  # contract, section 1


@dataclass(frozen=True, slots=True)
class Merged:
    """The outcome.

    Attributes:
        provenance: field → source of its winner; `; truncated` behind it where it was cut.
        judged: field → each candidate and why it won or not, for `explain`.
        values: field → all valid values, best first: what names and relations are proven from.
    """

    metadata: Metadata
    provenance: Mapping[str, str]
    judged: Mapping[str, tuple[Judged, ...]]
    values: Mapping[str, tuple[Any, ...]]


def merge(candidates: Iterable[Candidate], *, work: WorkId, url: str) -> Merged:
    """Merge *candidates* about *work*; *url* is the page that was read, or the work's own."""
    candidates = [*candidates, *_host_names(work, url)]
    paper = is_paper(work, candidates)
    fields = judging.parse(candidates, paper=paper)
    values = {field: judging.everything(stated) for field, stated in fields.items()}
    verdicts: dict[str, Verdict] = {}

    def decide(field: str, reject: Reject | None = None) -> Verdict:
        verdicts[field] = judging.judge(field, fields.get(field, ()), reject)
        return verdicts[field]

    site = _one(decide("site_name"))
    title = _title(decide("title"), fields, site=site, url=url)
    plain = title.plain if title else None
    for field in fields:
        if field in verdicts:
            continue
        if field in ("description", "abstract"):
            decide(field, _not_describing(field, plain, site))
        elif field == "language":
            decide(field, lambda v, _source: fits(v, plain or ""))
        elif field == "author":
            decide(field, _not_people(site))
        else:
            decide(field)
    won = {field: verdict.values for field, verdict in verdicts.items() if verdict.values}
    metadata = _metadata(won, title=title, site=site, paper=paper, work=work)
    return Merged(
        metadata, _provenance(verdicts), {f: v.judged for f, v in verdicts.items()}, values
    )


# JSON-LD types and Open Graph types that say what a page is, in lower case.
# https://schema.org/ScholarlyArticle and its siblings; https://ogp.me/#types
SCHOLARLY = frozenset({"scholarlyarticle", "medicalscholarlyarticle", "thesis"})
_KINDS: dict[str, Kind] = {
    "article": "article", "newsarticle": "article", "blogposting": "article",
    "techarticle": "article", "report": "article", "reportagenewsarticle": "article",
    "analysisnewsarticle": "article", "opinionnewsarticle": "article",
    "liveblogposting": "article", "socialmediaposting": "article",
    "discussionforumposting": "article", "recipe": "article", "howto": "article",
    "video": "video", "video.movie": "video", "video.episode": "video", "video.other": "video",
    "video.tv_show": "video", "videoobject": "video", "movie": "video", "tvepisode": "video",
    "music": "audio", "music.song": "audio", "music.album": "audio", "audioobject": "audio",
    "podcastepisode": "audio", "musicrecording": "audio",
}  # fmt: skip
_RESOURCES: dict[str, Kind] = {
    "image": "image", "pdf": "pdf", "video-file": "video", "audio-file": "audio", "file": "file"
}  # fmt: skip


def is_paper(work: WorkId, candidates: Iterable[Candidate]) -> bool:
    """Is it a scholarly work?  A name of an archive proves it; a page alone has to say so twice.

    One `citation_title` is not enough: some newspapers and blogs write it into every page.
    """
    if work.scheme != "url":
        return True
    stated = {
        (c.family, c.field)
        for c in candidates
        if c.family in ("highwire", "bepress", "eprints", "ieee") and c.value
    }
    if any(c.field == "page_type" and str(c.value).casefold() in SCHOLARLY for c in candidates):
        return True
    fields = {field for _, field in stated}
    bodies = {"container_title", "doi", "pdf_url", "pmid", "arxiv_id", "volume", "issn", "abstract"}
    return "title" in fields and bool(fields & bodies)


def _host_names(work: WorkId, url: str) -> list[Candidate]:
    """Our own table's name for the archive or host: nobody's claim."""
    host = urls.host_of(url) or ""
    name = identity.site_name(work) or identity.site_name(host)
    return [Candidate("site_name", name, "host:table")] if name else []


def _title(
    verdict: Verdict, fields: Mapping[str, list[Stated]], *, site: str | None, url: str
) -> Text | None:
    if not verdict.values:
        return None
    title: Text = verdict.values[0]
    source = verdict.source or ""
    if source.partition(":")[0] in ("highwire", "bepress", "eprints", "arxiv", "ieee"):
        return title  # they hold the title and nothing else
    names = [site] if site else []
    for field in ("site_name", "container_title", "publisher"):
        names += [str(s.value) for s in fields.get(field, ()) if s.value]
    others = [
        s.value.plain
        for s in fields["title"]
        if s.value and s.candidate.source != source and s.candidate.family != "html"
    ]
    label = (urls.registrable_domain(urls.host_of(url) or "") or "").partition(".")[0]
    plain = strip_site(title.plain, names, label=label, others=others)
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


_ABSTRACT_LEAST = 250  # letters of a social tag's text from which it may be the whole abstract


def _not_describing(field: str, title: str | None, site: str | None) -> Reject:
    def reject(value: Text, source: str) -> str | None:
        family = source.partition(":")[0]
        social = field == "abstract" and family in ("og", "meta", "twitter", "microdata")
        cut = re.search(r"(…|\.\.\.)$", value.plain)
        if social and (cut or len(value.plain) < _ABSTRACT_LEAST):
            return "too short or cut: a summary for cards, not the abstract"
        return why_not_description(value.plain, title=title, site=site)

    return reject


def _not_people(site: str | None) -> Reject:
    def reject(value: tuple[Author, ...], _source: str) -> str | None:
        if site and len(value) == 1 and value[0].name.casefold() == site.casefold():
            return "the site's own name"
        return None

    return reject


def _one(verdict: Verdict) -> Any:
    return verdict.values[0] if verdict.values else None


def _provenance(verdicts: Mapping[str, Verdict]) -> Mapping[str, str]:
    def source(verdict: Verdict) -> str:
        value = verdict.values[0]
        cut = isinstance(value, Text) and value.cut
        return f"{verdict.source}; truncated" if cut else str(verdict.source)

    return {field: source(v) for field, v in sorted(verdicts.items()) if v.values}


def _metadata(
    won: Mapping[str, tuple[Any, ...]],
    *,
    title: Text | None,
    site: str | None,
    paper: bool,
    work: WorkId,
) -> Metadata:
    def one(field: str) -> Any:
        return won.get(field, (None,))[0]

    people = tuple(dict.fromkeys(a for group in won.get("author", ()) for a in group))
    abstract: Text | None = one("abstract") if paper else None
    description = abstract or one("description")
    return Metadata(
        kind=_kind(one("page_type"), paper=paper),
        title=title.plain if title else None,
        description=description.plain if description else None,
        site_name=site,
        language=one("language"),
        published=one("published"),
        updated=one("updated"),
        authors=tuple(_bounded(a) for a in people[:AUTHOR_LIMIT]),
        author_count=len(people),
        image=_image(one("image"), one("icon")),
        icon=one("icon"),
        player=one("player"),
        sensitive=bool(one("sensitive")),
        paper=_paper(won, title=title, abstract=abstract, work=work) if paper else None,
    )


def _kind(page_type: str | None, *, paper: bool) -> Kind:
    stated = (page_type or "").casefold()
    if stated in _RESOURCES:
        return _RESOURCES[stated]
    return "paper" if paper else _KINDS.get(stated, "website")


def _bounded(author: Author) -> Author:
    if len(author.name) <= NAME_LIMIT:
        return author
    return replace(author, name=author.name[:NAME_LIMIT], given=None, family=None)


# Pictures that say nothing of the page: file names of logos, and hosts' stock cards.
_LOGO = re.compile(
    r"(^|[/_.-])(logo|logos|favicon|default[-_]?(image|og|share|thumb)|placeholder|apple-touch-icon"
    r"|site[-_]?(image|icon)|social[-_]?(share|card|default)|og[-_]?(default|logo)"
    r"|[a-z]+logo|arxiv-logo-[a-z-]+)([_.-]|$)",
    re.IGNORECASE,
)


def _image(image: Image | None, icon: str | None) -> Image | None:
    if image is None:
        return None
    path = image.url.partition("?")[0].rpartition("/")[2]
    generic = image.generic or image.url == icon or bool(_LOGO.search(path))
    return replace(image, generic=generic)


def _paper(
    won: Mapping[str, tuple[Any, ...]], *, title: Text | None, abstract: Text | None, work: WorkId
) -> Paper:
    def one(field: str) -> Any:
        return won.get(field, (None,))[0]

    version = one("version") or work.version
    newest = one("newest_version")
    return Paper(
        abstract=abstract.plain if abstract else None,
        abstract_html=abstract.html if abstract else None,
        abstract_tex=abstract.raw if abstract else None,
        title_html=title.html if title else None,
        title_tex=title.raw if title else None,
        version=version,
        newest_version=newest,
        genre=one("genre"),
        container_title=one("container_title"),
        volume=one("volume"),
        issue=one("issue"),
        page=_pages(one("page"), one("page_first"), one("page_last")),
        publisher=one("publisher"),
        journal_ref=one("journal_ref"),
        comment=one("comment"),
        keywords=tuple(dict.fromkeys(won.get("keyword", ())))[:100],
        categories=tuple(dict.fromkeys(won.get("category", ())))[:50],
        doi=work.value if work.scheme == "doi" else one("doi"),
        arxiv_id=work.value if work.scheme == "arxiv" else one("arxiv_id"),
        pmid=work.value if work.scheme == "pmid" else one("pmid"),
        pmcid=work.value if work.scheme == "pmcid" else one("pmcid"),
        pdf_url=one("pdf_url") or identity.pdf_url(work),
        html_url=one("html_url"),
        license=one("license"),
        open_access=one("open_access"),
        status=_status(won.get("status", ()), version, newest),
    )


def _pages(page: str | None, first: str | None, last: str | None) -> str | None:
    """`1–10` from either form; a first page alone stands alone."""
    if page:
        return page
    return f"{first}–{last}" if first and last and first != last else first


def _status(stated: Iterable[Status], version: int | None, newest: int | None) -> Status:
    superseded = version is not None and newest is not None and version < newest
    known: set[Status] = {*stated, "superseded" if superseded else "current"}
    return min(known, key=STATUSES.index)
