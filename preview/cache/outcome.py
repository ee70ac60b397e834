"""What a look-up gives, and what becomes of a load that failed."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, NamedTuple

from preview import errors
from preview.cache.policy import Lifetime, lifetime
from preview.model import Failure, Outcome, Pointer, Record

State = Literal["hit", "miss", "stale", "stale-error"]


@dataclass(frozen=True, slots=True)
class Hit:
    """An outcome with its age.

    Attributes:
        state: `hit` fresh from the cache; `miss` loaded just now, by us or by another whom we
            waited for; `stale` too old, and a refresh is tried; `stale-error` too old, and the
            last refresh failed.
        stored_at: POSIX seconds; the outcome's own `fetched_at`.
    """

    outcome: Outcome
    state: State
    stored_at: float
    lifetime: Lifetime


class Noted(NamedTuple):
    """What a load came to, and a note on how, in JSON: kept beside the outcome, unread."""

    outcome: Record | Pointer | errors.PreviewError
    note: bytes = b""


class Rule(NamedTuple):
    keep: bool  # stored as a Failure, for its own short life
    stale: bool  # a card that we still have answers in its place
    share: bool  # those who waited for the same load get it, too


RULES = {
    # the first class in the error's own method resolution order counts
    #
    # RFC 5861 section 4 counts 500, 502, 503 and 504 as errors.  A 404 or 410 is an answer: who
    # takes a page down does not want its card to be shown for a month.
    errors.NotFound: Rule(keep=True, stale=False, share=True),
    errors.Upstream: Rule(keep=True, stale=True, share=True),
    errors.Held: Rule(keep=False, stale=True, share=True),  # other links' matter
    errors.OutOfTime: Rule(keep=False, stale=True, share=False),  # the asker's own matter
    errors.Overloaded: Rule(keep=False, stale=True, share=True),
    errors.RateLimited: Rule(keep=False, stale=True, share=False),  # one client's own matter
    errors.PreviewError: Rule(keep=False, stale=False, share=True),
}


def rule_for(error: errors.PreviewError) -> Rule:
    return next(RULES[cls] for cls in type(error).__mro__ if cls in RULES)


def failure_of(error: errors.PreviewError, now: float) -> Failure:
    return Failure(error.code, error.message, now, error.retry_after)


def error_of(failure: Failure, now: float) -> errors.PreviewError:
    """Return the error that *failure* was, with the rest of its life as `max_age`."""
    age = max(0.0, now - failure.fetched_at)
    retry_after = failure.retry_after
    return _error(
        errors.CODES.get(failure.code, errors.PreviewError),
        failure.message,
        retry_after=None if retry_after is None else max(0.0, retry_after - age),
        max_age=max(0.0, lifetime(failure).fresh_s - age),
    )


def again(error: errors.PreviewError) -> errors.PreviewError:
    """Return another like *error*: one exception raised in two threads mixes their tracebacks."""
    copy = _error(type(error), error.message, retry_after=error.retry_after, max_age=error.max_age)
    copy.url, copy.reason = error.url, error.reason
    return copy


def _error(
    cls: type[errors.PreviewError],
    message: str,
    *,
    retry_after: float | None,
    max_age: float | None,
) -> errors.PreviewError:
    error = cls.__new__(cls)  # classes differ in what their own __init__ takes
    errors.PreviewError.__init__(error, message, retry_after=retry_after, max_age=max_age)
    return error
