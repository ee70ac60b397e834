"""Routes that speak other services' protocols: their errors, status and body.

The answers' shapes are formats; what a protocol has no word for gets its nearest.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, NamedTuple

from preview.answers.objects import as_json
from preview.answers.problems import STATUS, Problem
from preview.web import problems
from preview.web.problems import OWN_STATUSES, Speaker
from preview.web.reply import Reply


class Word(NamedTuple):
    status: int
    word: str


def _speaker(
    shape: str, words: Mapping[str, Word], rest: Word, body: Callable[[Problem, Word], Any]
) -> Speaker:
    """Return what says a problem with *words*, by code; *rest* is for all others."""

    def speak(problem: Problem) -> Reply:
        word = words.get(problem.code, rest)
        return problems.reply_of(
            problem,
            as_json(body(problem, word)),
            status=word.status,
            media_type="application/json",
        )

    statuses = {code: words.get(code, rest).status for code in STATUS}
    return Speaker(speak, statuses, "application/json", shape)


# Lemmy: `{"error": "snake_case_name"}`; 401 for incorrect_login, 404 for not_found, else 400.
# https://github.com/LemmyNet/lemmy/blob/main/crates/utils/src/error.rs
# 500 and 503 are not Lemmy's: they come from the proxy before it, and clients know them.
lemmy = _speaker(
    "LemmyError",
    {
        "invalid_url": Word(400, "invalid_url"),
        "invalid_parameter": Word(400, "invalid_url"),
        "unauthorized": Word(401, "incorrect_login"),
        "target_refused": Word(400, "blocked_url"),
        "not_found": Word(404, "not_found"),
        "rate_limited": Word(400, "too_many_requests"),
        "overloaded": Word(503, "unknown"),
        "internal": Word(500, "unknown"),
    },
    Word(400, "unknown"),
    lambda problem, word: (
        {"error": word.word, "message": problem.detail}
        if word.word == "unknown"  # the one of these that has a message
        else {"error": word.word}
    ),
)

# Matrix: https://spec.matrix.org/latest/client-server-api/#standard-error-response; the statuses
# are Synapse's (403 for a blocked address, 502 for whatever happens upstream).
matrix = _speaker(
    "MatrixError",
    {
        "invalid_url": Word(400, "M_INVALID_PARAM"),
        "invalid_parameter": Word(400, "M_INVALID_PARAM"),
        "unauthorized": Word(401, "M_UNKNOWN_TOKEN"),
        "target_refused": Word(403, "M_FORBIDDEN"),
        "rate_limited": Word(429, "M_LIMIT_EXCEEDED"),
        "overloaded": Word(503, "M_UNKNOWN"),
        "internal": Word(500, "M_UNKNOWN"),
        "upstream_timeout": Word(504, "M_UNKNOWN"),
    },
    Word(502, "M_UNKNOWN"),
    lambda problem, word: (
        {"errcode": word.word, "error": problem.detail}
        | (
            {"retry_after_ms": 1000 * (problem.retry_after_s or 1)}
            if word.word == "M_LIMIT_EXCEEDED"
            else {}
        )
    ),
)

# summaly: 400 with text (`{"error": "url is required"}`), else 500 with an object
# (https://github.com/misskey-dev/summaly/blob/main/src/index.ts).  Misskey reads the status only.
summaly = _speaker(
    "SummalyError",
    {
        "invalid_url": Word(400, ""),
        "invalid_parameter": Word(400, ""),
        "unauthorized": Word(401, ""),
        "rate_limited": Word(429, ""),
        "overloaded": Word(503, ""),
    },
    Word(500, ""),
    lambda problem, word: {
        "error": problem.detail
        if word.status == 400
        else {"code": problem.code, "message": problem.detail}
    },
)

# Iframely: https://github.com/itteco/iframely/blob/main/docs/ERRORS.md; the status is text there.
iframely = _speaker(
    "IframelyError",
    {
        "invalid_url": Word(400, "Bad Request"),
        "invalid_parameter": Word(400, "Bad Request"),
        "unauthorized": Word(401, "Unauthorized"),
        "target_refused": Word(403, "Forbidden"),
        "upstream_blocked": Word(403, "Forbidden"),
        "not_found": Word(404, "Not Found"),
        "upstream_timeout": Word(408, "Request Timeout"),
        "rate_limited": Word(429, "Too Many Requests"),
        "overloaded": Word(503, "Service Unavailable"),
        "internal": Word(500, "Internal Server Error"),
    },
    Word(417, "Expectation Failed"),
    lambda problem, word: {"status": str(word.status), "error": word.word},
)

# Microlink: https://microlink.io/docs/api/basics/error-codes
microlink = _speaker(
    "MicrolinkError",
    {
        "invalid_url": Word(400, "EINVALURL"),
        "invalid_parameter": Word(400, "EINVALURL"),
        "unauthorized": Word(401, "EAUTH"),
        "target_refused": Word(400, "EFORBIDDENURL"),
        "rate_limited": Word(429, "ERATE"),
        "upstream_blocked": Word(502, "EPROXYNEEDED"),
        "upstream_timeout": Word(504, "ETIMEOUT"),
        "not_found": Word(404, "EFATAL"),
        "overloaded": Word(503, "EFATAL"),
        "internal": Word(500, "EFATAL"),
    },
    Word(502, "EFATAL"),
    lambda problem, word: {"status": "fail", "code": word.word, "message": problem.detail},
)


# oEmbed, section 2.3.4: 404 for nothing to show, 501 for a format, 401 for what is private; a
# body is not defined, so it is the problem.  https://oembed.com/
OEMBED_STATUS = {"not_found": 404, "target_refused": 404, "unauthorized": 401}


def _oembed(problem: Problem) -> Reply:
    return problems.reply_of(problem, status=OEMBED_STATUS.get(problem.code))


oembed = Speaker(_oembed, OWN_STATUSES | OEMBED_STATUS, problems.MEDIA_TYPE, "Problem")
