"""The card's page where there is no card: a plain link, as a frame must not show JSON."""

from __future__ import annotations

from markupsafe import escape

from preview.answers.problems import Problem
from preview.formats import html
from preview.web import problems
from preview.web.problems import OWN_STATUSES, Speaker
from preview.web.reply import Reply


def _plain_link(problem: Problem) -> Reply:
    known = problem.fallback or {}
    link = known.get("canonical_url") or ""
    shown = f"<p>{escape(problem.detail)}</p>"
    if link.startswith(("https://", "http://")):
        rel = "noopener noreferrer nofollow ugc"
        shown = f'<p><a href="{escape(link)}" rel="{rel}" target="_blank">{escape(link)}</a></p>'
    page = (
        '<!doctype html><html lang="en"><head><meta charset="utf-8">'
        '<meta name="viewport" content="width=device-width, initial-scale=1">'
        f"<title>{escape(problem.title)}</title><style>{html.style()}</style></head>"
        f"<body><main>{shown}</main></body></html>"
    )
    return problems.reply_of(
        problem, page.encode("utf-8", "replace"), media_type="text/html; charset=utf-8"
    )


plain_link = Speaker(_plain_link, OWN_STATUSES, "text/html; charset=utf-8", None)
