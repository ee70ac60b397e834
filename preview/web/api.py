"""Our own routes: views from a `Query` to a `Reply`; each failure is raised."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from functools import partial

from werkzeug.http import parse_accept_header

from preview import errors
from preview.answers import batch, objects
from preview.answers.objects import as_json
from preview.answers.previewing import Admit
from preview.answers.problems import Misuse, problem_of
from preview.formats import Format, Options
from preview.service import Answer
from preview.web import logs
from preview.web.asked import Asked
from preview.web.desk import Desk
from preview.web.query import Query
from preview.web.reply import Keep, Reply

TRY_AGAIN_S = 2  # when a fetch that was started behind is likely to be done
NDJSON = "application/x-ndjson"


def preview(desk: Desk, asked: Asked, query: Query) -> Reply:
    """One preview in the format that *query* names."""
    form = format_of(desk, query.format or "json")
    admit = admission(desk, asked)
    if query.cached_only:
        found = desk.previewer.cached(query.url, language=query.lang, admit=admit)
        return shown(desk, query, found, form) if found else not_yet(desk, query)
    answer = desk.previewer.preview(
        query.url, language=query.lang, refresh=asked.refresh, admit=admit
    )
    return shown(desk, query, answer, form)


def admission(desk: Desk, asked: Asked) -> Admit:
    return partial(desk.take, asked.client)


def format_of(desk: Desk, name: str) -> Format:
    form = desk.formats.get(name)
    if form is None:
        raise errors.InvalidParameter(f"`format` is one of {', '.join(desk.formats)}.")
    return form


def options_of(desk: Desk, query: Query) -> Options:
    return Options(
        pretty=query.pretty,
        max_chars=query.max_chars,
        base_url=desk.settings.public_url,
        maxwidth=query.maxwidth,
        maxheight=query.maxheight,
    )


def shown(desk: Desk, query: Query, answer: Answer, form: Format) -> Reply:
    """Render *answer*; the same bytes for the same entry, so that an ETag means something."""
    if not form.applies(answer.preview):
        raise errors.InvalidParameter(
            f"`format`: {form.name} does not fit a link of the type {answer.preview.type}."
        )
    headers: tuple[tuple[str, str], ...] = ()
    if name := form.filename(answer.preview):
        headers = (("Content-Disposition", f'inline; filename="{_file_name(name)}"'),)
    return Reply(
        body=form.render(answer.preview, options_of(desk, query)),
        media_type=form.media_type,
        keep=Keep(answer.state, answer.age_s, answer.fresh_s, answer.stale_s, answer.stored_at),
        timings=answer.timings,
        headers=headers,
        note=note_of(query.url, answer),
    )


def note_of(url: str, answer: Answer) -> Mapping[str, object]:
    """What the log says of an answer."""
    return {
        "url": logs.shown_link(url),
        "work_id": logs.shown_link(answer.preview.work_id),
        "cache": answer.state,
    }


def _file_name(name: str) -> str:
    return "".join(c if c.isascii() and (c.isalnum() or c in "._-") else "_" for c in name)[:100]


def not_yet(desk: Desk, query: Query) -> Reply:
    return Reply(
        body=as_json({"fallback": batch.fallback_of(desk.previewer, query.url)}),
        status=202,
        headers=(("Retry-After", str(TRY_AGAIN_S)),),
        note={"url": logs.shown_link(query.url), "cache": "pending"},
    )


def previews(desk: Desk, asked: Asked, query: Query) -> Reply:
    """A batch: one object, or with `Accept: application/x-ndjson` a line as each is done."""
    form, options = format_of(desk, "json"), options_of(desk, query)
    outcomes = batch.each(
        desk.previewer,
        query.urls,
        at_once=desk.settings.fetch_slots // 4,
        deadline_s=desk.settings.batch_deadline_s,
        admit=admission(desk, asked),
    )
    note = {"items": len(query.urls)}
    if _wants_lines(asked.accept):
        return Reply(_lines(query, outcomes, form, options), media_type=NDJSON, note=note)
    by_index = dict(outcomes)
    results = b",".join(
        objects.item(url, by_index[index], form, options, index=None)
        for index, url in enumerate(query.urls)
    )
    return Reply(b'{"results":[' + results + b"]}", note=note)


def _wants_lines(accept: str) -> bool:
    """A client that takes anything (`*/*`) takes the one object."""
    named = (kind.lower() for kind, quality in parse_accept_header(accept) if quality > 0)
    return NDJSON in named


def _lines(
    query: Query, outcomes: Iterator[tuple[int, batch.Outcome]], form: Format, options: Options
) -> Iterator[bytes]:
    for index, outcome in outcomes:
        yield objects.item(query.urls[index], outcome, form, options, index=index) + b"\n"


def normalize(desk: Desk, asked: Asked, query: Query) -> Reply:
    name = objects.named(desk.previewer, query.url)
    return Reply(as_json(name), note={"url": logs.shown_link(query.url)})


def normalize_many(desk: Desk, asked: Asked, query: Query) -> Reply:
    results = [objects.named_or_problem(desk.previewer, url) for url in query.urls]
    return Reply(as_json({"results": results}), note={"items": len(results)})


def explain(desk: Desk, asked: Asked, query: Query) -> Reply:
    """Why the preview is what it is."""
    found = desk.previewer.explain(query.url, language=query.lang, admit=admission(desk, asked))
    if isinstance(found.problem, errors.RateLimited | errors.InvalidUrl):
        raise found.problem  # there was nothing to explain
    problem = None
    note: Mapping[str, object]
    if found.problem is not None or found.answer is None:
        error = found.problem or errors.PreviewError("There is neither answer nor problem.")
        problem = problem_of(error, batch.fallback_of(desk.previewer, query.url))
        note = {
            "url": logs.shown_link(query.url),
            "code": problem.code,
            "reason": problem.reason,
        }
    else:
        note = note_of(query.url, found.answer)
    body = objects.explained(found, problem, format_of(desk, "json"), options_of(desk, query))
    return Reply(body, timings=found.answer.timings if found.answer else {}, note=note)


def forget(desk: Desk, asked: Asked, query: Query) -> Reply:
    desk.previewer.forget(query.url)
    return Reply(status=204, note={"url": logs.shown_link(query.url)})


OEMBED = {"json": "oembed", "xml": "oembed_xml"}


def oembed(desk: Desk, asked: Asked, query: Query) -> Reply:
    """`format` is oEmbed's own here; section 2.3.4 asks for 501 where there is none such."""
    name = OEMBED.get(query.format or "json")
    if name is None:
        raise Misuse("`format` is json or xml.", 501)
    return preview(desk, asked, replace(query, format=name))
