"""The card: a small page for a frame.  It runs nothing and loads nothing, not even the image, which
lies on somebody else's server and would tell it of each reader.

All texts are made here, as safe lines; the template only places and escapes them.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import TYPE_CHECKING, NamedTuple
from urllib.parse import quote

from preview.dates import date_parts
from preview.formats import cite
from preview.formats.record import Format, Options, description_of, ours, web_url
from preview.model import Paper, Preview
from preview.names import short_list
from preview.text import clip, paragraphs, squash

if TYPE_CHECKING:
    from jinja2 import Template

_TITLE, _LEAD, _AUTHORS = 300, 240, 400  # code points: what a card of 280 pixels can hold
_LANGUAGE = re.compile(r"[A-Za-z]{2,8}(-[A-Za-z0-9]{1,8}){0,4}")


class Badge(NamedTuple):
    """*tone*: good, warn, stop, or none; colour only repeats what the text says."""

    text: str
    tone: str = ""


class Sign(NamedTuple):
    """*text* of None: the row does not apply."""

    text: Callable[[Preview, Paper], str | None]
    tone: str


def _where(holds: Callable[[Paper], object], text: str) -> Callable[[Preview, Paper], str | None]:
    return lambda preview, paper: text if holds(paper) else None


def _newer(preview: Preview, paper: Paper) -> str | None:
    shown, newest = paper.version, paper.newest_version
    if newest and shown and newest > shown:
        return f"Version {shown}; version {newest} is newer"
    return "There is a newer version" if paper.status == "superseded" else None


# In the order in which a reader has to know.
SIGNS = (
    Sign(_where(lambda paper: paper.status == "retracted", "Retracted"), "stop"),
    Sign(_where(lambda paper: paper.status == "withdrawn", "Withdrawn"), "stop"),
    Sign(_where(lambda paper: paper.status == "corrected", "Corrected"), "warn"),
    Sign(_newer, "warn"),
    Sign(
        lambda preview, paper: (
            "Preprint" if paper.genre == "preprint" or cite.arxiv_id_of(preview) else None
        ),
        "",
    ),
    Sign(_where(lambda paper: paper.open_access, "Open access"), "good"),
)
SENSITIVE = Badge("Sensitive", "warn")
KINDS = {"video": "Video", "audio": "Audio", "image": "Image", "pdf": "PDF", "file": "File"}
RELATED = {"retracted_by": "Retraction notice", "published_as": "Published version"}


@dataclass(frozen=True, slots=True)
class Card:
    """Attributes:
    lang: of title and text, as an attribute's value, or "" where it is not known.
    lead: the text's beginning, or the whole of a short one.
    more: the label behind which a longer text's *paragraphs* are folded, or "".
    """

    title: str
    url: str | None
    site: str
    date: str
    lang: str
    badges: tuple[Badge, ...]
    authors: str
    where: str
    lead: str
    more: str
    paragraphs: tuple[str, ...]
    links: tuple[tuple[str, str], ...]
    oembed: str


def render(preview: Preview, options: Options) -> bytes:
    page = _template().render(card=card_of(preview, options), style=style())
    return page.encode("utf-8", "replace")


def card_of(preview: Preview, options: Options) -> Card:
    text = paragraphs(description_of(preview, options) or "")
    whole = squash(text)
    lead = clip(whole, _LEAD)
    folded = lead != whole
    language = preview.language or ""
    return Card(
        title=clip(squash(preview.title), _TITLE) or squash(preview.domain),
        url=web_url(preview.canonical_url),
        site=squash(preview.site_name),
        date=squash(preview.published or "") if date_parts(preview.published) else "",
        lang=language if _LANGUAGE.fullmatch(language) else "",
        badges=_badges(preview),
        authors=clip(squash(short_list(preview.authors, preview.author_count)), _AUTHORS),
        where=_place(preview.paper) if preview.paper else "",
        lead=lead,
        more=("Whole abstract" if preview.paper else "Whole text") if folded else "",
        paragraphs=tuple(text.split("\n\n")) if folded else (),
        links=_links(preview, options),
        oembed=ours("/oembed", preview, options) + "&format=json",
    )


def _badges(preview: Preview) -> tuple[Badge, ...]:
    paper, found = preview.paper, []
    if paper:
        stated = ((sign.text(preview, paper), sign.tone) for sign in SIGNS)
        found = [Badge(text, tone) for text, tone in stated if text]
    elif kind := KINDS.get(preview.type):
        found = [Badge(kind)]
    return (*found, SENSITIVE) if preview.sensitive else tuple(found)


def _place(paper: Paper) -> str:
    """Where it appeared: `Journal of Tests 4(2), 1-9`."""
    journal = squash(paper.container_title or "")
    if not journal:
        return clip(squash(paper.journal_ref or ""), _TITLE)
    issue = f"({squash(paper.issue)})" if paper.issue else ""
    volume = squash(paper.volume or "") + issue
    page = squash(paper.page or "")
    return clip(", ".join(part for part in (f"{journal} {volume}".strip(), page) if part), _TITLE)


def _links(preview: Preview, options: Options) -> tuple[tuple[str, str], ...]:
    if preview.paper is None:
        return ()
    canonical, doi = web_url(preview.canonical_url), cite.doi_of(preview)
    pdf = web_url(preview.paper.pdf_url)
    found = []
    if canonical and not canonical.startswith("https://doi.org/"):
        found.append(("Abstract", canonical))
    if pdf:
        found.append(("PDF", pdf))
    if doi:
        found.append(("DOI", doi_url(doi)))
    for link in preview.related:
        scheme, _, value = link.work_id.partition(":")
        if link.relation in RELATED and scheme == "doi":
            found.append((RELATED[link.relation], doi_url(value)))
    found.append(("Cite (BibTeX)", ours("/preview", preview, options) + "&format=bibtex"))
    return tuple(dict(found).items())


def doi_url(doi: str) -> str:
    return "https://doi.org/" + quote(doi.encode("utf-8", "replace"), safe="/:;().-_%")


@cache
def style() -> str:
    """The style of our framed pages; the web allows it by its hash."""
    return _file("card.css")


@cache
def _template() -> Template:
    from jinja2 import Environment, StrictUndefined  # half of this package's time to import

    environment = Environment(
        autoescape=True, trim_blocks=True, lstrip_blocks=True, undefined=StrictUndefined
    )
    return environment.from_string(_file("card.html"))


def _file(name: str) -> str:
    return resources.files(__package__).joinpath("templates", name).read_text(encoding="utf-8")


HTML = Format("html", "text/html; charset=utf-8", render)
