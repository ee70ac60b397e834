"""create_app(): the factory that `flask run` finds; importing it does nothing."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from flask import Flask

    from preview.answers.previewing import Previewing
    from preview.settings import Settings


def create_app(
    settings: Settings | None = None,
    previewer: Previewing | None = None,
    *,
    moment_s: float = 0.0,
) -> Flask:
    """Return the application; without *settings* those of the environment hold.

    *moment_s*: how long a request may wait for its line in the log and its place in the metrics
    (see `preview.web.books`).

    Raises:
        preview.settings.SettingsError: a setting cannot be used.
    """
    from preview import formats
    from preview.settings import Settings
    from preview.web import site
    from preview.web.books import Books
    from preview.web.desk import Desk
    from preview.web.prometheus import Prometheus
    from preview.web.rate import rate_limit

    settings = settings or Settings.from_env(os.environ)
    metrics = Prometheus()
    if previewer is None:
        from preview import wiring

        previewer = wiring.build(settings, metrics)
    desk = Desk(
        settings=settings,
        previewer=previewer,
        formats=formats.discover(),
        take=rate_limit(settings.rate_limit, settings.cache_url),
        books=Books(metrics, moment_s),
    )
    return site.build(desk)
