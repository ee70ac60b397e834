"""A problem as a reply: RFC 9457, or the words of another protocol."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from preview.answers.objects import as_json
from preview.answers.problems import STATUS, Problem, body_of
from preview.web.reply import Reply

MEDIA_TYPE = "application/problem+json"


@dataclass(frozen=True, slots=True)
class Speaker:
    """How a protocol tells a problem.

    Attributes:
        statuses: of each code, for the OpenAPI document; a `Misuse` may bring one of its own.
        shape: a name in `shapes.SHAPES`, or None for what is no JSON.
    """

    speak: Callable[[Problem], Reply]
    statuses: Mapping[str, int]
    media_type: str
    shape: str | None

    def __call__(self, problem: Problem) -> Reply:
        return self.speak(problem)


def reply_of(
    problem: Problem,
    body: bytes | None = None,
    *,
    status: int | None = None,
    media_type: str = MEDIA_TYPE,
) -> Reply:
    """Return *problem* as problem+json, or in another protocol's own words and status."""
    headers: list[tuple[str, str]] = []
    if problem.retry_after_s is not None:
        headers.append(("Retry-After", str(problem.retry_after_s)))
    if problem.code == "unauthorized":
        headers.append(("WWW-Authenticate", "Bearer"))
    if problem.allow:
        headers.append(("Allow", problem.allow))
    return Reply(
        body=as_json(body_of(problem)) if body is None else body,
        media_type=media_type,
        status=status or problem.status,
        max_age_s=problem.max_age_s,
        headers=tuple(headers),
        note={"code": problem.code, "reason": problem.reason},
    )


OWN_STATUSES = {code: row.status for code, row in STATUS.items()}
PROBLEMS = Speaker(reply_of, OWN_STATUSES, MEDIA_TYPE, "Problem")
