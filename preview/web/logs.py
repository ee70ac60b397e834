"""Logs as JSON lines on stderr: one line a request, and what libraries and gunicorn have to say.

Never a key, a query, or a client's address; a link is shown without its query, as that may hold
somebody's token.
"""

from __future__ import annotations

import json
import logging
import sys
import time
import traceback
from collections.abc import Mapping
from typing import Any, TextIO

from preview import text

access = logging.getLogger("preview.access")

MOST_OF_A_LINK = 300


class JsonLines(logging.Formatter):
    """`extra={"fields": {…}}` becomes keys of the line; none replaces one of the line's own."""

    def format(self, record: logging.LogRecord) -> str:
        line: dict[str, Any] = {
            "time": time.strftime("%Y-%m-%dT%H:%M:%S", time.gmtime(record.created))
            + f".{int(record.msecs):03d}Z",
            "level": record.levelname.lower(),
            "logger": record.name,
            "message": record.getMessage(),
        }
        for key, value in getattr(record, "fields", {}).items():
            line.setdefault(key, value)
        if record.exc_info and record.exc_info[0]:
            line["traceback"] = "".join(traceback.format_exception(*record.exc_info))
        return json.dumps(line, default=str)  # ASCII: a control character cannot forge a line


def configure(level: str = "INFO", stream: TextIO | None = None) -> None:
    """Send all logs to *stream* (stderr); call it once, from the process's entry point."""
    handler = logging.StreamHandler(stream or sys.stderr)
    handler.setFormatter(JsonLines())
    logging.basicConfig(level=level, handlers=[handler], force=True)
    logging.captureWarnings(True)
    # It warns, with a traceback, of each malformed header: a hostile site could fill the log.
    logging.getLogger("urllib3").setLevel(logging.ERROR)


def request_line(fields: Mapping[str, Any], *, error: BaseException | None = None) -> None:
    """Log one answered request; *error* is one that nobody expected."""
    known = {key: value for key, value in fields.items() if value is not None}
    level = logging.ERROR if error or fields.get("status", 0) == 500 else logging.INFO
    exc_info = (type(error), error, error.__traceback__) if error else None
    access.log(level, "request", extra={"fields": known}, exc_info=exc_info)


def shown_link(link: str) -> str:
    """Return *link* without user, query, fragment and control characters, and not too long.

    >>> shown_link("https://me:pw@example.org/a?token=1#x")
    'https://example.org/a'
    """
    bare = text.visible(link.split("?", 1)[0].split("#", 1)[0])
    scheme, mark, rest = bare.partition("://")
    authority, slash, path = rest.partition("/")
    shown = scheme + mark + authority.rpartition("@")[2] + slash + path if mark else bare
    return text.clip(text.squash(shown), MOST_OF_A_LINK)
