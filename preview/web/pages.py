"""Pages for people, and their files: all from our own origin, none with a script inside."""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Mapping
from functools import cache
from importlib import resources
from typing import TYPE_CHECKING, Any

from preview.answers.problems import STATUS
from preview.formats import html
from preview.web.asked import Asked
from preview.web.desk import Desk
from preview.web.query import Query
from preview.web.reply import Reply

if TYPE_CHECKING:
    from jinja2 import Template

    from preview.web.route import View

HTML = "text/html; charset=utf-8"
STATIC = {
    "site.css": "text/css; charset=utf-8",
    "playground.js": "text/javascript; charset=utf-8",
    "icon.svg": "image/svg+xml",
}
KEPT_S = 3600  # a new release shows within the hour; its ETag makes the question cheap
EXAMPLES = (
    ("an arXiv page", "https://arxiv.org/abs/2504.18412"),
    ("its PDF", "https://arxiv.org/pdf/2504.18412"),
    ("its DOI", "https://doi.org/10.48550/arXiv.2504.18412"),
)


def playground(desk: Desk, asked: Asked, query: Query) -> Reply:
    """Where keys are set it asks for one, and keeps it in the page's memory alone."""
    page = _template("playground.html").render(
        formats=[name for name in desk.formats if name != "html"],
        examples=EXAMPLES,
        keys=bool(desk.settings.api_keys),
        replay=desk.settings.replay is not None,
    )
    # The card is framed by `srcdoc`, which is under this page's policy: its style, by its hash.
    digest = base64.b64encode(hashlib.sha256(html.style().encode()).digest()).decode()
    return _page(page, "script-src 'self'", "connect-src 'self'", style=f" 'sha256-{digest}'")


def docs(document: Mapping[str, Any]) -> Reply:
    """The OpenAPI document, for reading; a problem's `type` leads to its row here."""
    return _page(_template("docs.html").render(document=document, problems=STATUS))


def static(name: str) -> View:
    def view(desk: Desk, asked: Asked, query: Query) -> Reply:
        return kept(_file("static", name), STATIC[name])

    return view


def kept(body: bytes, media_type: str) -> Reply:
    return Reply(body, media_type=media_type, max_age_s=KEPT_S)


def _page(page: str, *more: str, style: str = "") -> Reply:
    rules = (
        "default-src 'none'",
        f"style-src 'self'{style}",
        "img-src 'self'",
        *more,
        "base-uri 'none'",
        "form-action 'self'",
        "frame-ancestors 'none'",
    )
    return Reply(
        page.encode(),
        media_type=HTML,
        headers=(("Content-Security-Policy", "; ".join(rules)),),
    )


@cache
def _template(name: str) -> Template:
    from jinja2 import Environment, StrictUndefined  # only who looks at a page pays for it

    environment = Environment(
        autoescape=True, trim_blocks=True, lstrip_blocks=True, undefined=StrictUndefined
    )
    return environment.from_string(_file("templates", name).decode())


@cache
def _file(folder: str, name: str) -> bytes:
    return resources.files(__package__).joinpath(folder, name).read_bytes()
