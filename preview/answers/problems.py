"""What a client is told when something went wrong: one table, one function (RFC 9457)."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass
from typing import NamedTuple

from preview import errors

Fallback = Mapping[str, str | None] | None


class Row(NamedTuple):
    status: int
    title: str  # of the code, the same each time; what happened this time is the detail
    lasts: bool  # True: about the target, so it may carry the rest of its lifetime as max-age


STATUS = {
    # code                   status  title                                       lasts
    "invalid_url": Row(400, "The link cannot be understood", False),
    "invalid_parameter": Row(400, "The request cannot be understood", False),
    "unauthorized": Row(401, "A valid key is needed", False),
    "target_refused": Row(403, "The link breaks the rules of this service", True),
    "not_found": Row(404, "There is nothing behind the link", True),
    "rate_limited": Row(429, "Too many fetches", False),
    "upstream_unreachable": Row(502, "The link's host could not be reached", True),
    "upstream_blocked": Row(502, "The link's site does not let us read it", True),
    "upstream_error": Row(502, "The link's site answered with an error", True),
    "upstream_timeout": Row(504, "The link's site took too long", True),
    "overloaded": Row(503, "Too much to do at the moment", False),
    "internal": Row(500, "Something went wrong on our side", False),
}

INTERNAL = "Something went wrong on our side; the log has it under the request's id."


class Misuse(errors.InvalidParameter):
    """HTTP itself was used wrongly: no such path, wrong method, media type, or size of a body.

    The code is `invalid_parameter`, as the request cannot be understood; *status* is HTTP's own,
    which proxies and clients know how to read.
    """

    def __init__(self, message: str, status: int, *, allow: str | None = None) -> None:
        super().__init__(message)
        self.status = status
        self.allow = allow  # methods, for a 405's Allow


@dataclass(frozen=True, slots=True)
class Problem:
    """A failure as a client may see it; *reason* alone is for the log, and never sent."""

    code: str
    status: int
    title: str
    detail: str
    retryable: bool
    fallback: Fallback = None
    retry_after_s: int | None = None
    max_age_s: int | None = None
    allow: str | None = None
    reason: str | None = None


def problem_of(error: Exception, fallback: Fallback = None) -> Problem:
    """Return what may be said of *error*; of one that is not ours, nothing of the inside."""
    if not isinstance(error, errors.PreviewError) or error.code not in STATUS:
        row = STATUS["internal"]
        reason = f"{type(error).__name__}: {error}"
        return Problem("internal", row.status, row.title, INTERNAL, False, fallback, reason=reason)
    row = STATUS[error.code]
    internal = error.code == "internal"
    max_age = getattr(error, "max_age", None)
    return Problem(
        code=error.code,
        status=error.status if isinstance(error, Misuse) else row.status,
        title=row.title,
        detail=_detail(error),
        retryable=error.retryable,
        fallback=fallback,
        retry_after_s=_retry_after(error),
        max_age_s=max(0, int(max_age)) if row.lasts and max_age else None,
        allow=error.allow if isinstance(error, Misuse) else None,
        reason=error.reason or (error.message if internal else None),
    )


def _detail(error: errors.PreviewError) -> str:
    """A problem with a parameter names it; lower layers know of links, not of parameters."""
    if error.code == "internal":
        return INTERNAL
    if error.code == "invalid_url" and "`url`" not in error.message:
        return f"`url`: {error.message}"
    return error.message


def _retry_after(error: errors.PreviewError) -> int | None:
    """Whole seconds; 429 and 503 always say when to come again.

    A failure that is kept is not tried again before its life is over, whatever the site asked for.
    """
    if error.retry_after is not None:
        return max(1, math.ceil(max(error.retry_after, error.max_age or 0.0)))
    return 1 if isinstance(error, errors.Overloaded | errors.RateLimited) else None


def body_of(problem: Problem) -> dict[str, object]:
    """Return the contract's keys, no more and no less."""
    return {
        "type": f"/docs#{problem.code}",  # RFC 9457, 3.1.1 allows a relative reference
        "title": problem.title,
        "status": problem.status,
        "detail": problem.detail,
        "code": problem.code,
        "retryable": problem.retryable,
        "fallback": None if problem.fallback is None else dict(problem.fallback),
    }
