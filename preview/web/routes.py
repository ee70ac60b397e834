"""Every route as a record: what dispatch does, and what the OpenAPI document says of it."""

from __future__ import annotations

from dataclasses import replace

from preview.answers.objects import as_json
from preview.web import api, card, compat, openapi, ops, pages, prometheus
from preview.web.asked import Asked
from preview.web.desk import Desk
from preview.web.problems import Speaker
from preview.web.query import (
    CACHED_ONLY,
    FORMAT,
    LANG,
    MAX_CHARS,
    MAXHEIGHT,
    MAXWIDTH,
    OEMBED_FORMAT,
    PRETTY,
    URL,
    Parameter,
    Query,
)
from preview.web.reply import Reply
from preview.web.route import Route, Says, View

LONGEST_LINK = 2048 + 152  # bytes of one in a batch: the longest, quoted and with some blanks
PAGE = (Says(pages.HTML, None),)


def showing(form: str) -> View:
    """A view that answers in one format, whatever the client says."""

    def view(desk: Desk, asked: Asked, query: Query) -> Reply:
        return api.preview(desk, asked, replace(query, format=form))

    return view


def openapi_json(desk: Desk, asked: Asked, query: Query) -> Reply:
    return pages.kept(as_json(_document(desk)), "application/json")


def docs(desk: Desk, asked: Asked, query: Query) -> Reply:
    return pages.docs(_document(desk))


def _document(desk: Desk) -> dict[str, object]:
    return openapi.document(ROUTES, desk.formats, base_url=desk.settings.public_url)


def _drop_in(
    rule: str, form: str, shape: str, summary: str, speaks: Speaker, *more: Parameter
) -> Route:
    return Route(
        rule,
        "GET",
        showing(form),
        summary,
        (URL, *more),
        (Says(shape=shape),),
        strict=False,
        speaks=speaks,
    )


def _open(rule: str, view: View, summary: str, *says: Says) -> Route:
    """A route that everyone may ask, and that needs nothing."""
    return Route(rule, "GET", view, summary, says=says, strict=False, key="free", fetches=False)


PREVIEW = (URL, FORMAT, LANG, MAX_CHARS, PRETTY, CACHED_ONLY)
SHOWN = (Says(shape="Shown"), Says(shape="Pending", status=202))

ROUTES = (
    Route("/preview", "GET", api.preview, "The preview of one link", PREVIEW, SHOWN),
    Route("/preview", "POST", api.preview, "The same, with a body", PREVIEW, SHOWN, body="fields"),
    Route(
        "/preview",
        "DELETE",
        api.forget,
        "Forget a link: every version, language and format",
        (URL,),
        (Says("", None, 204),),
        key="always",
        fetches=False,
    ),
    Route(
        "/previews",
        "POST",
        api.previews,
        "The previews of many links; with Accept: application/x-ndjson a line as each is done",
        says=(Says(shape="Previews"), Says(api.NDJSON, None)),
        body="urls",
        most=100,
        max_body=100 * LONGEST_LINK,
    ),
    Route(
        "/normalize",
        "GET",
        api.normalize,
        "What a link is called; no network",
        (URL,),
        (Says(shape="Name"),),
        fetches=False,
    ),
    Route(
        "/normalize",
        "POST",
        api.normalize_many,
        "What many links are called; no network",
        says=(Says(shape="Names"),),
        body="urls",
        most=10_000,
        max_body=10_000 * LONGEST_LINK,
        fetches=False,
    ),
    Route(
        "/explain",
        "GET",
        api.explain,
        "Why a preview is what it is",
        (URL, LANG),
        (Says(shape="Explanation"),),
    ),
    Route(
        "/card",
        "GET",
        showing("html"),
        "A card for an iframe",
        (URL, LANG, MAX_CHARS),
        PAGE,
        speaks=card.plain_link,
    ),
    Route(
        "/oembed",
        "GET",
        api.oembed,
        "oEmbed 1.0",
        (URL, OEMBED_FORMAT, MAXWIDTH, MAXHEIGHT),
        (
            Says(shape="OEmbed"),
            Says("text/xml", None),
            Says("application/problem+json", "Problem", 501),
        ),
        strict=False,  # consumers send what they like (WordPress: dnt=1)
        speaks=compat.oembed,
    ),
    # Drop-in: https://join-lemmy.org/api, https://spec.matrix.org/latest/client-server-api/,
    # https://github.com/misskey-dev/summaly, https://iframely.com/docs, https://microlink.io/docs
    _drop_in("/api/v3/post/site_metadata", "lemmy", "Lemmy", "Lemmy 0.19", compat.lemmy),
    _drop_in("/api/v4/post/site_metadata", "lemmy_v4", "Lemmy", "Lemmy 1.0", compat.lemmy),
    _drop_in("/_matrix/media/v3/preview_url", "matrix", "Matrix", "Matrix", compat.matrix),
    _drop_in("/_matrix/client/v1/media/preview_url", "matrix", "Matrix", "Matrix", compat.matrix),
    _drop_in("/summaly", "summaly", "Summaly", "Misskey's summaly proxy", compat.summaly, LANG),
    _drop_in("/iframely", "iframely", "Iframely", "Iframely", compat.iframely),
    _drop_in("/microlink", "microlink", "Microlink", "Microlink", compat.microlink),
    _open("/", pages.playground, "The playground: paste a link", *PAGE),
    _open("/docs", docs, "This document, for people", *PAGE),
    _open("/openapi.json", openapi_json, "This document", Says(shape="OpenApi")),
    *(
        _open(f"/static/{name}", pages.static(name), "A file of our pages", Says(media_type, None))
        for name, media_type in pages.STATIC.items()
    ),
    _open("/healthz", ops.healthz, "Is the process alive?", Says(shape="Health")),
    _open("/readyz", ops.readyz, "Can it answer, and what is away?", Says(shape="Readiness")),
    Route(
        "/metrics",
        "GET",
        ops.metrics,
        "Counts for Prometheus",
        says=(Says(prometheus.MEDIA_TYPE, None),),
        strict=False,
        fetches=False,
    ),
)
