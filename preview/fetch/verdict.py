"""What an answer's status and headers mean: tables."""

from __future__ import annotations

from email.utils import parsedate_to_datetime
from typing import NamedTuple

from preview import errors
from preview.fetch.policy import Target
from preview.fetch.transport import Answer

REDIRECTS = frozenset({301, 302, 303, 307, 308})
"""300, 305 and 306 offer no one place to go (RFC 9110, 15.4); 304 is an answer."""

MAX_RETRY_AFTER_S = 3600.0


# Of what is neither 2xx, nor a redirect, nor the 304 that was asked for; any other status (5xx, the
# rest of 4xx, 1xx as a final status, odd 3xx, 999) is UpstreamError.
STATUS: dict[int, type[errors.PreviewError]] = {
    401: errors.UpstreamBlocked,  # wants to know who we are; a registry may know the work
    403: errors.UpstreamBlocked,  # what most bot walls answer
    404: errors.NotFound,
    410: errors.NotFound,  # gone, for good
    429: errors.UpstreamBlocked,
}


class Challenge(NamedTuple):
    header: str
    value: str


# A bot wall that says so in a header, whatever the status.
CHALLENGES = (
    # https://developers.cloudflare.com/cloudflare-challenges/challenge-types/challenge-pages/detect-response
    Challenge("cf-mitigated", "challenge"),
    # with status 202 or 405, https://docs.aws.amazon.com/waf/latest/APIReference/API_ChallengeAction.html
    Challenge("x-amzn-waf-action", "challenge"),
    Challenge("x-amzn-waf-action", "captcha"),
)


def failure(
    answer: Answer, target: Target, *, now: float, conditional: bool
) -> errors.PreviewError | None:
    """Return what to raise for *answer*, or None for one to use.

    *conditional*: validators were sent, so that a 304 answers them.  *now* is in POSIX seconds.
    """
    wait_s = retry_after(answer, now)
    site = _name(target)
    if any((answer.get(row.header) or "").strip().lower() == row.value for row in CHALLENGES):
        return errors.UpstreamBlocked(
            f"{site} asks for a browser.", url=target.url, retry_after=wait_s
        )
    if 200 <= answer.status < 300 or (answer.status == 304 and conditional):
        return None
    kind = STATUS.get(answer.status, errors.UpstreamError)
    return kind(f"{site} answered {answer.status}.", url=target.url, retry_after=wait_s)


def retry_after(answer: Answer, now: float) -> float | None:
    """Return the seconds that Retry-After asks for, at most an hour; None where it asks for none.

    Source: RFC 9110, 10.2.3: a number of seconds, or a date.
    """
    text = (answer.get("retry-after") or "").strip()
    seconds = float(text) if text.isascii() and text.isdecimal() else _until(text, now)
    return None if seconds is None else min(max(seconds, 0.0), MAX_RETRY_AFTER_S)


def _until(text: str, now: float) -> float | None:
    try:
        return parsedate_to_datetime(text).timestamp() - now
    except (ValueError, OverflowError, OSError):
        return None


def _name(target: Target) -> str:
    """How a message calls the site: never by an address, which a redirect may have led to."""
    return "The site" if target.address else target.host
