"""Every route as a record: what dispatch does, and what the OpenAPI document will say of it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Literal

from preview.web import api, card, compat, ops, problems
from preview.web.asked import Asked
from preview.web.compat import Speaks
from preview.web.desk import Desk
from preview.web.query import (
    CACHED_ONLY,
    FORMAT,
    LANG,
    MAX_CHARS,
    MAXHEIGHT,
    MAXWIDTH,
    PRETTY,
    URL,
    Parameter,
    Query,
)
from preview.web.reply import Reply

View = Callable[[Desk, Asked, Query], Reply]

LONGEST_LINK = 2048 + 152  # bytes of one in a batch: the longest, quoted and with some blanks


@dataclass(frozen=True, slots=True)
class Route:
    """Attributes:
    body: `fields` = the parameters as JSON or a form, `urls` = `{"urls": […]}`, None = no body.
    most: items of a batch.
    max_body: bytes.
    strict: unknown parameters are refused; a drop-in route ignores them.
    key: `free` = never asked for, `given` = where keys are set, `always` = 401 without keys.
    speaks: how the route's protocol tells a problem.
    """

    rule: str
    method: Literal["GET", "POST", "DELETE"]
    view: View
    summary: str
    parameters: tuple[Parameter, ...] = ()
    body: Literal["fields", "urls"] | None = None
    most: int = 0
    max_body: int = 16 * 1024
    strict: bool = True
    key: Literal["free", "given", "always"] = "given"
    speaks: Speaks = problems.reply_of


def showing(form: str) -> View:
    """A view that answers in one format, whatever the client says."""

    def view(desk: Desk, asked: Asked, query: Query) -> Reply:
        return api.preview(desk, asked, replace(query, format=form))

    return view


def _drop_in(rule: str, form: str, summary: str, speaks: Speaks, *more: Parameter) -> Route:
    return Route(rule, "GET", showing(form), summary, (URL, *more), strict=False, speaks=speaks)


PREVIEW = (URL, FORMAT, LANG, MAX_CHARS, PRETTY, CACHED_ONLY)

ROUTES = (
    Route("/preview", "GET", api.preview, "The preview of one link", PREVIEW),
    Route("/preview", "POST", api.preview, "The same, with a body", PREVIEW, body="fields"),
    Route("/preview", "DELETE", api.forget, "Forget a link", (URL,), key="always"),
    Route(
        "/previews",
        "POST",
        api.previews,
        "The previews of many links",
        body="urls",
        most=100,
        max_body=100 * LONGEST_LINK,
    ),
    Route("/normalize", "GET", api.normalize, "What a link is called; no network", (URL,)),
    Route(
        "/normalize",
        "POST",
        api.normalize_many,
        "What many links are called",
        body="urls",
        most=10_000,
        max_body=10_000 * LONGEST_LINK,
    ),
    Route("/explain", "GET", api.explain, "Why a preview is what it is", (URL, LANG)),
    Route(
        "/card",
        "GET",
        showing("html"),
        "A card for an iframe",
        (URL, LANG, MAX_CHARS),
        speaks=card.plain_link,
    ),
    Route(
        "/oembed",
        "GET",
        api.oembed,
        "oEmbed 1.0",
        (URL, FORMAT, MAXWIDTH, MAXHEIGHT),
        strict=False,  # consumers send what they like (WordPress: dnt=1)
        speaks=compat.oembed,
    ),
    # Drop-in: https://join-lemmy.org/api, https://spec.matrix.org/latest/client-server-api/,
    # https://github.com/misskey-dev/summaly, https://iframely.com/docs, https://microlink.io/docs
    _drop_in("/api/v3/post/site_metadata", "lemmy", "Lemmy 0.19", compat.lemmy),
    _drop_in("/api/v4/post/site_metadata", "lemmy_v4", "Lemmy 1.0", compat.lemmy),
    _drop_in("/_matrix/media/v3/preview_url", "matrix", "Matrix", compat.matrix),
    _drop_in("/_matrix/client/v1/media/preview_url", "matrix", "Matrix", compat.matrix),
    _drop_in("/summaly", "summaly", "Misskey's summaly proxy", compat.summaly, LANG),
    _drop_in("/iframely", "iframely", "Iframely", compat.iframely),
    _drop_in("/microlink", "microlink", "Microlink", compat.microlink),
    Route("/healthz", "GET", ops.healthz, "Is the process alive?", strict=False, key="free"),
    Route("/readyz", "GET", ops.readyz, "Can it answer?", strict=False, key="free"),
)
