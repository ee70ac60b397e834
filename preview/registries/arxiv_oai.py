"""arXiv's OAI-PMH interface; the same limit as the Atom API (`preview.registries.arxiv_atom`).

https://info.arxiv.org/help/oa/index.html; the protocol: https://www.openarchives.org/OAI/openarchivesprotocol.html
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any
from urllib.parse import urlencode

from preview.model import Author, Candidate, Get, Request, WorkId
from preview.registries import arxiv
from preview.registries.answer import nonsense, parse_xml, refuse_other, unknown
from preview.registries.arxiv import content
from preview.registries.dateparts import from_text
from preview.registries.people import group, person

API = "https://oaipmh.arxiv.org/oai?"
_O, _R = "{http://www.openarchives.org/OAI/2.0/}", "{http://arxiv.org/OAI/arXiv/}"
_DC = "{http://purl.org/dc/elements/1.1/}"
_GROUP = re.compile(r"(?:collaborations?|consortium|group|team)", re.IGNORECASE)


def request(work: WorkId) -> Request:
    query = {
        "verb": "GetRecord",
        "identifier": f"oai:arXiv.org:{work.value}",
        "metadataPrefix": "arXiv",
    }
    return Request(API + urlencode(query, safe=":/"), accept="text/xml, application/xml")


def load(work: WorkId, get: Get) -> Iterator[Candidate]:
    yield from read(get(request(work)).body, work=work)


def read(body: bytes, *, work: WorkId) -> Iterator[Candidate]:
    """Yield what the record states, in the format `arXiv` or in Dublin Core.

    It is the latest version's record, whatever version was asked for.

    Raises:
        NotFound: an OAI error `idDoesNotExist` or `cannotDisseminateFormat`, or a deleted record.
        UpstreamError: any other OAI error, no OAI answer, or another work's record.
    """
    root = parse_xml(body, "arXiv")
    if root.tag != f"{_O}OAI-PMH":
        raise nonsense("arXiv", f"root element {root.tag}")
    error = root.find(f"{_O}error")
    if error is not None:
        if error.get("code") in ("idDoesNotExist", "cannotDisseminateFormat"):
            raise unknown("arXiv")
        raise nonsense("arXiv", f"OAI error {error.get('code')}")
    record = root.find(f"{_O}GetRecord/{_O}record")
    header = None if record is None else record.find(f"{_O}header")
    if header is None:
        raise nonsense("arXiv", "no record")
    name = (header.findtext(f"{_O}identifier") or "").rpartition("oai:arXiv.org:")[2]
    refuse_other("arXiv", work, [name])
    if header.get("status") == "deleted":
        raise unknown("arXiv")
    metadata = record.find(f"{_O}metadata")
    if metadata is None or len(metadata) == 0:
        raise nonsense("arXiv", "no metadata")
    if metadata[0].find(f"{_DC}title") is not None:
        yield from _dublin_core(metadata[0], work)
    else:
        yield from _arxiv(metadata[0], work)


def _arxiv(record: Any, work: WorkId) -> Iterator[Candidate]:
    def stated(name: str) -> str | None:
        element = record.find(f"{_R}{name}")
        return content(record.find(f"{_O}{name}") if element is None else element)

    yield from arxiv.texts("arxiv_oai", title=stated("title"), abstract=stated("abstract"))
    for element in record.iter(f"{_R}author", f"{_O}author"):
        parts = {child.tag.rpartition("}")[2]: content(child) for child in element if _named(child)}
        name = _author(parts.get("forenames"), parts.get("keyname"), parts.get("suffix"))
        yield from arxiv.author("arxiv_oai", name)
    if created := from_text(stated("created")):
        yield Candidate("published", created, "arxiv_oai:created")  # of v1
    updated = from_text(stated("updated")) or from_text(stated("created"))
    if updated and work.version is None:
        yield Candidate("updated", updated, "arxiv_oai:updated")
    if license_url := stated("license"):
        yield Candidate("license", license_url, "arxiv_oai:license")
    yield from arxiv.details(
        "arxiv_oai",
        work,
        categories=(stated("categories") or "").split(),
        comment=stated("comments"),
        journal_ref=stated("journal-ref"),
        doi=stated("doi"),
    )


def _author(given: str | None, family: str | None, suffix: str | None) -> Author | None:
    """Return a person, or the collaboration that arXiv split like one: `Array` / `Keck`."""
    if family and given and _GROUP.fullmatch(family):
        return group(f"{given} {family}")
    return person(given, family, suffix=suffix)


def _dublin_core(record: Any, work: WorkId) -> Iterator[Candidate]:
    """Yield what `oai_dc` states: a second description is the comment, the first date v1's."""
    descriptions = [found for e in record.findall(f"{_DC}description") if (found := content(e))]
    comments = [d for d in descriptions if d.startswith("Comment: ")]
    abstracts = [d for d in descriptions if d not in comments]
    title = content(record.find(f"{_DC}title"))
    yield from arxiv.texts("arxiv_oai", title=title, abstract=next(iter(abstracts), None))
    for creator in record.findall(f"{_DC}creator"):
        yield from arxiv.author("arxiv_oai", content(creator))
    days = [day for e in record.findall(f"{_DC}date") if (day := from_text(content(e)))]
    if days:
        yield Candidate("published", min(days), "arxiv_oai:date")
        if work.version is None:
            yield Candidate("updated", max(days), "arxiv_oai:date")
    identifiers = [content(e) or "" for e in record.findall(f"{_DC}identifier")]
    yield from arxiv.details(
        "arxiv_oai",
        work,
        categories=(),  # dc:subject has their names, not their codes
        comment=comments[0].removeprefix("Comment: ") if comments else None,
        journal_ref=None,
        doi=next((i.removeprefix("doi:") for i in identifiers if i.startswith("doi:")), None),
    )


def _named(child: Any) -> bool:
    return isinstance(child.tag, str)
