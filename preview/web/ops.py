"""What an operator's tools ask."""

from __future__ import annotations

from preview.answers.objects import as_json
from preview.web.asked import Asked
from preview.web.desk import Desk
from preview.web.prometheus import MEDIA_TYPE
from preview.web.query import Query
from preview.web.reply import Reply


def healthz(desk: Desk, asked: Asked, query: Query) -> Reply:
    """Alive: says nothing of what we depend on, as a restart would not mend that."""
    return Reply(as_json({"status": "ok"}))


def readyz(desk: Desk, asked: Asked, query: Query) -> Reply:
    """Ready for requests, each part by name.

    A part that is away is no 503: its work is done from memory, and a balancer that believed one
    would take out every replica at the moment that their Redis goes.
    """
    parts = dict(desk.previewer.health())
    said = {
        "status": "degraded" if any(parts.values()) else "ready",
        "parts": {name: fault or "ok" for name, fault in parts.items()},
        "replay": desk.settings.replay is not None,  # recorded answers instead of the web
    }
    return Reply(as_json(said))


def metrics(desk: Desk, asked: Asked, query: Query) -> Reply:
    """Counts of all workers of this machine."""
    desk.books.await_all()
    return Reply(desk.metrics.exposition(), media_type=MEDIA_TYPE)
