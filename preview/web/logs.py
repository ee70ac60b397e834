"""Logs as JSON lines on stderr: one line a request, and what libraries and gunicorn have to say.

Never a key, a query, or a client's address; a link is shown without its query, as that may hold
somebody's token.
"""

from __future__ import annotations

import json
import logging
import re
import sys
import time
import traceback
from collections.abc import Mapping, Sequence
from functools import lru_cache
from typing import NamedTuple, NewType, TextIO

from preview import text
from preview.web.asked import Trace

access = logging.getLogger("preview.access")

MOST_OF_A_LINK = 300


class JsonLines(logging.Formatter):
    """A record of answered requests is a line for each."""

    def format(self, record: logging.LogRecord) -> str:
        head = {
            "time": _time(record.created),
            "level": record.levelname.lower(),
            "logger": record.name,
            "message": record.getMessage(),
        }
        tail = {}
        if record.exc_info and record.exc_info[0]:
            tail["traceback"] = "".join(traceback.format_exception(*record.exc_info))
        lines: Sequence[Line] | None = getattr(record, "lines", None)
        if lines is None:
            return _ENCODER.encode(head | tail)
        level, more = head["level"], written(tail)
        return "\n".join([_request(line, level, more) for line in lines])


_ENCODER = json.JSONEncoder(default=str)  # in ASCII: a control character cannot forge a line

Written = NewType("Written", str)
"""More members of a JSON object, as text: of what is logged again and again."""

_OWN = frozenset(  # keys of a request's line, which no note replaces
    (
        *("time", "level", "logger", "message", "request_id", "trace_id", "span_id"),
        *("method", "route", "status", "ms"),
    )
)


def written(note: Mapping[str, object]) -> Written:
    """Return *note* as a `Line` has it; what is None is left out."""
    known = {key: value for key, value in note.items() if value is not None and key not in _OWN}
    return Written(f", {_ENCODER.encode(known)[1:-1]}" if known else "")


def _time(at: float) -> str:
    return f"{_second(int(at))}.{int(at % 1 * 1000):03d}Z"


@lru_cache(maxsize=2)
def _second(seconds: int) -> str:
    return time.strftime("%Y-%m-%dT%H:%M:%S", time.gmtime(seconds))


def configure(level: str = "INFO", stream: TextIO | None = None) -> None:
    """Send all logs to *stream* (stderr); call it once, from the process's entry point."""
    handler = logging.StreamHandler(stream or sys.stderr)
    handler.setFormatter(JsonLines())
    logging.basicConfig(level=level, handlers=[handler], force=True)
    logging.captureWarnings(True)
    # It warns, with a traceback, of each malformed header: a hostile site could fill the log.
    logging.getLogger("urllib3").setLevel(logging.ERROR)


class Line(NamedTuple):
    """One answered request.

    Attributes:
        at: POSIX time; *spent*: seconds.
        rule: the route's, None where there was none.
        note: what is said beside.
        error: one that nobody expected.
        trace: the caller's, in the names that OpenTelemetry has for a log's fields.
    """

    at: float
    spent: float
    request_id: str
    method: str
    rule: str | None
    status: int
    note: Written
    error: Exception | None = None
    trace: Trace | None = None

    @property
    def level(self) -> int:
        return logging.ERROR if self.error or self.status == 500 else logging.INFO


def requests(lines: Sequence[Line]) -> None:
    """Log *lines*, all of one level, as one record: most of what a line costs is the record's."""
    level = lines[0].level
    if not access.isEnabledFor(level):
        return
    error = lines[0].error
    exc_info = (type(error), error, error.__traceback__) if error else None
    # not access.log(): it walks the stack for the caller's name, which no line of ours has
    record = access.makeRecord(
        access.name, level, "", 0, "request", (), exc_info, extra={"lines": lines}
    )
    access.handle(record)


def _request(line: Line, level: str, more: str) -> str:
    """Return *line* as JSON, put together by hand: nearly all of it is the same each time.

    The ids need no quoting: see `asked.read`.
    """
    return (
        f'{{"time": "{_time(line.at)}", "level": "{level}", "logger": "{access.name}", '
        f'"message": "request", "request_id": "{line.request_id}"{_trace(line.trace)}, '
        f'"method": {_method(line.method)}{_route(line.rule)}, "status": {line.status}, '
        f'"ms": {line.spent * 1000:.1f}{line.note}{more}}}'
    )


def _trace(trace: Trace | None) -> str:
    return "" if trace is None else f', "trace_id": "{trace[0]}", "span_id": "{trace[1]}"'


@lru_cache(maxsize=64)
def _method(method: str) -> str:
    return json.dumps(method if method.isalpha() else "?")


@lru_cache(maxsize=256)
def _route(rule: str | None) -> str:
    return "" if rule is None else f', "route": {json.dumps(rule)}'


# With as many slashes of either kind as there are; of several @ the last one ends the user.
_USER = re.compile(r"^(\s*(?:[A-Za-z][A-Za-z0-9+.-]*:)?[/\\]*)[^/\\]*@")


def shown_link(link: str) -> str:
    """Return *link* without user, query, fragment and control characters, and not too long.

    Also one that is malformed, and so refused: whoever mistypes a link has a password all the same.

    >>> shown_link("https://me:pw@example.org/a?token=1#x"), shown_link("https:me:pw@example.org/a")
    ('https://example.org/a', 'https:example.org/a')
    """
    bare = text.visible(link.split("?", 1)[0].split("#", 1)[0])
    return text.clip(text.squash(_USER.sub(r"\1", bare, count=1)), MOST_OF_A_LINK)
