"""OpenReview's notes API, of both ages: in v2 each value of `content` is `{"value": …}`.

https://docs.openreview.net/reference/api-v2/openapi-definition.  Calls without an account are
often answered 403, so the page comes first and this is the second source.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from urllib.parse import urlencode

from preview.model import Candidate, Get, Request, WorkId
from preview.registries.answer import nonsense, parse_json, unknown
from preview.registries.dateparts import from_millis
from preview.registries.people import named
from preview.registries.shape import at, first, maps, text, texts

API = "https://api2.openreview.net/notes?"


def request(work: WorkId) -> Request:
    return Request(API + urlencode({"id": work.value}), accept="application/json")


def load(work: WorkId, get: Get) -> Iterator[Candidate]:
    yield from read(get(request(work)).body, work=work)


def read(body: bytes, *, work: WorkId) -> Iterator[Candidate]:
    """Yield what the submission's note states; ids are case-sensitive.

    Raises:
        NotFound: no note.
        UpstreamError: no list of notes (an error has `name` and `message`), or other notes.
    """
    notes = at(parse_json(body, "OpenReview"), "notes")
    if not isinstance(notes, list):
        raise nonsense("OpenReview", "no notes")
    if not notes:
        raise unknown("OpenReview")
    for note in maps(notes):
        if text(note.get("id")) == work.value:
            yield from _note(note, work)
            return
    raise nonsense("OpenReview", f"asked for {work}, sent other notes")


def _note(note: Mapping[str, object], work: WorkId) -> Iterator[Candidate]:
    def stated(key: str) -> object:
        value = at(note, f"content.{key}")
        return value.get("value") if isinstance(value, Mapping) else value

    if title := first(stated("title")):
        yield Candidate("title", title, "openreview:title", "tex")
    if abstract := first(stated("abstract")) or first(stated("TL;DR")):
        yield Candidate("abstract", abstract, "openreview:abstract", "tex")
    for name in texts(stated("authors")):
        if name.casefold() != "anonymous" and (author := named(name)):
            yield Candidate("author", author, "openreview:authors")
    # publication, submission, true creation of the note: what the venue has let us see
    days = (from_millis(note.get(key)) for key in ("pdate", "cdate", "tcdate"))
    if published := next((day for day in days if day), None):
        yield Candidate("published", published, "openreview:pdate")
    venue = first(stated("venue"))
    if venue and not venue.startswith(("Submitted to", "Withdrawn", "Desk Rejected")):
        yield Candidate("container_title", venue, "openreview:venue")
    if venue and "withdrawn" in venue.casefold():
        yield Candidate("status", "withdrawn", "openreview:venue")
    for keyword in texts(stated("keywords")):
        yield Candidate("keyword", keyword, "openreview:keywords")
    if first(stated("pdf")):
        pdf = "https://openreview.net/pdf?" + urlencode({"id": work.value})
        yield Candidate("pdf_url", pdf, "openreview:pdf")
