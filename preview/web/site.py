"""The routes on Flask: a thin shell that reads, dispatches, and sends what `headers` decides."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import replace

from flask import Flask, Response, request
from werkzeug.exceptions import HTTPException, RequestEntityTooLarge

from preview import errors
from preview.answers import batch
from preview.answers.problems import Misuse, Problem, problem_of
from preview.web import asked as asked_of
from preview.web import auth, headers, logs, problems, query
from preview.web.asked import Asked
from preview.web.counted import Counted
from preview.web.desk import Desk
from preview.web.post import Post
from preview.web.query import Query
from preview.web.ready import Shelf, ShortCut
from preview.web.reply import Reply
from preview.web.route import Route
from preview.web.routes import ROUTES

FORMS = ("application/x-www-form-urlencoded", "multipart/form-data")


def build(
    desk: Desk,
    *,
    clock: Callable[[], float] = time.time,
    ticks: Callable[[], float] = time.perf_counter,
) -> Flask:
    """Return the application; *desk* is all it knows, and *clock* and *ticks* are `Shelf`'s."""
    desk = replace(desk, previewer=Counted(desk.previewer, desk.metrics))
    app = Flask("preview.web", static_folder=None)
    app.url_map.merge_slashes = False  # its redirect would build a link from the Host header
    policy = headers.Policy(
        private=bool(desk.settings.api_keys),
        origins=desk.settings.allowed_origins,
        frame_ancestors=desk.settings.frame_ancestors,
    )
    post = Post(policy, desk.books)
    previewer = desk.previewer
    shelf = Shelf(
        lambda query: previewer.stamp(query.url, language=query.lang),
        policy,
        clock=clock,
        ticks=ticks,
    )
    for route in ROUTES:
        app.add_url_rule(
            route.rule,
            endpoint=f"{route.method} {route.rule}",
            view_func=_view(desk, route, post, shelf),
            methods=[route.method],
            provide_automatic_options=False,
        )
    app.register_error_handler(HTTPException, _misused(desk, post))
    cut = ShortCut(app.wsgi_app, shelf, post, desk.settings)
    app.wsgi_app = cut  # type: ignore[method-assign]  # Flask's own way to wrap
    return app


def _view(desk: Desk, route: Route, post: Post, shelf: Shelf) -> Callable[[], Response]:
    def view() -> Response:
        started = time.perf_counter()
        asked = asked_of.read(request.environ, trusted_proxies=desk.settings.trusted_proxies)
        reply, error = answer(desk, route, asked, shelf)
        return _send(reply, asked, post, started, route.rule, error)

    return view


def answer(desk: Desk, route: Route, asked: Asked, shelf: Shelf) -> tuple[Reply, Exception | None]:
    """Return the route's reply, or what its protocol says for the failure, and an unexpected
    error beside it for the log."""
    wanted = Query()
    began = shelf.now()
    try:
        key = request.args.get("key")
        auth.admit(desk.settings.api_keys, route.key, request.headers.get("Authorization", ""), key)
        wanted = Query(url=request.args.get("url", ""))  # also where another parameter is wrong
        wanted = _read(route)
        reply = route.view(desk, asked, wanted)
        if key is None:
            shelf.put(request.environ, wanted, reply, rule=route.rule, need=route.key, began=began)
        return reply, None
    except errors.PreviewError as error:
        known = batch.fallback_of(desk.previewer, wanted.url) if wanted.url else None
        return _failed(route, problem_of(error, known), wanted), None
    except RequestEntityTooLarge:
        too_large = Misuse(f"The body has more than {route.max_body} bytes.", 413)
        return _failed(route, problem_of(too_large), wanted), None
    except Exception as error:
        known = batch.fallback_of(desk.previewer, wanted.url) if wanted.url else None
        return _failed(route, problem_of(error, known), wanted), error


def _failed(route: Route, problem: Problem, wanted: Query) -> Reply:
    reply = route.speaks(problem)
    link = logs.shown_link(wanted.url) if wanted.url else None
    return replace(reply, note={**reply.note, "url": link})


def _read(route: Route) -> Query:
    """Return the request's `Query`, from its address and, where the route takes one, its body."""
    pairs = [pair for pair in request.args.items(multi=True) if pair[0] != "key"]
    if route.body is None:
        return query.read(route.parameters, pairs, strict=route.strict)
    media_type = request.mimetype
    if route.body == "urls":
        if media_type != "application/json":
            raise query.wrong_media_type("application/json")
        query.read((), pairs, strict=True)
        return query.urls_of(_body(route.max_body), most=route.most)
    if media_type == "application/json":
        pairs += query.fields_of(_body(route.max_body))
    elif media_type in FORMS:
        _body(route.max_body, keep=True)
        pairs += list(request.form.items(multi=True))
    else:
        raise query.wrong_media_type("application/json or a form")
    return query.read(route.parameters, pairs, strict=route.strict)


def _body(most: int, *, keep: bool = False) -> bytes:
    """Return the request's body; *keep*: for Werkzeug's reader of forms.

    Werkzeug by itself cuts a body that is sent in chunks at its limit, and takes one that ends
    before its length for whole; both would be another request than the client's.

    Raises:
        RequestEntityTooLarge: it has more than *most* bytes.
        Misuse: it did not arrive as HTTP has it.
    """
    length = request.content_length
    request.max_content_length = most if length is not None else most + 1
    try:
        body = request.get_data(cache=keep)
    except RequestEntityTooLarge:
        raise
    except Exception:  # each server has its own for a bad chunk, or for a client that is gone
        raise Misuse("The body did not arrive whole.", 400) from None
    if len(body) > most:
        raise RequestEntityTooLarge
    if length is not None and len(body) < length:
        raise Misuse("The body did not arrive whole.", 400)
    return body


def _misused(desk: Desk, post: Post) -> Callable[[HTTPException], Response]:
    """What comes of a request for which there is no route: problems, and CORS preflights."""

    def handle(error: HTTPException) -> Response:
        started = time.perf_counter()
        asked = asked_of.read(request.environ, trusted_proxies=desk.settings.trusted_proxies)
        allowed = sorted(set(getattr(error, "valid_methods", None) or ()) - {"OPTIONS"})
        if error.code == 405 and asked.method == "OPTIONS":
            allow = ("Allow", ", ".join([*allowed, "OPTIONS"]))
            reply = Reply(status=204, headers=(allow, *headers.preflight(post.policy)))
        else:
            reply = problems.reply_of(problem_of(_misuse(error, allowed)))
        return _send(reply, asked, post, started, None, None)

    return handle


def _misuse(error: HTTPException, allowed: list[str]) -> Misuse:
    if error.code == 404:
        return Misuse("There is no such path here.", 404)
    if error.code == 405:
        methods = ", ".join(allowed)
        return Misuse(f"The method is not one of {methods}.", 405, allow=methods)
    return Misuse("The request is not well-formed HTTP.", 400)


def _send(
    reply: Reply,
    asked: Asked,
    post: Post,
    started: float,
    rule: str | None,
    error: Exception | None,
) -> Response:
    sent = post.sent(reply, asked, started)
    response = Response(sent.body, sent.status)
    response.headers.clear()  # Flask's default Content-Type
    response.headers.extend(sent.headers)

    def book() -> None:
        note = logs.written(reply.note)
        post.book(asked, sent.status, started, rule=rule, note=note, error=error)

    if isinstance(sent.body, bytes):
        book()
    else:
        response.call_on_close(book)  # a stream is over when its last line is
    return response
