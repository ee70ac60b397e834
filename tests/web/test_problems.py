import json

import pytest

from preview import errors
from preview.answers.problems import STATUS, problem_of

PAPER = "https://papers.test/abs/1"
LASTING = {"target_refused", "not_found"} | {c for c in STATUS if c.startswith("upstream_")}


def failure(code, **more):
    cls = errors.CODES[code]
    if code == "upstream_unreachable":
        error = cls(PAPER, "connect to 10.0.0.7:5432")
    else:
        error = cls("What happened.", url=PAPER, reason="connect to 10.0.0.7:5432", **more)
    return error


def test_each_code_has_a_row():
    assert set(STATUS) == set(errors.CODES)


@pytest.mark.parametrize("code", STATUS)
def test_each_failure_is_the_contracts_problem(client, previewer, log, code):
    previewer.failures[PAPER] = error = failure(code)
    error.max_age = 42.7
    answer = client.get("/preview", query_string={"url": PAPER})
    assert answer.status_code == STATUS[code].status
    assert answer.content_type == "application/problem+json"
    assert list(answer.json) == [
        "type",
        "title",
        "status",
        "detail",
        "code",
        "retryable",
        "fallback",
    ]
    assert answer.json["code"] == code
    assert answer.json["fallback"]["canonical_url"] == PAPER
    expected = "public, max-age=42" if code in LASTING else "no-store"
    assert answer.headers["Cache-Control"] == expected
    assert "Server-Timing" not in answer.headers
    assert "10.0.0.7" not in answer.text + str(answer.headers)
    line = json.loads(log.getvalue().splitlines()[-1])
    assert (line["code"], line["reason"]) == (code, "connect to 10.0.0.7:5432")


@pytest.mark.parametrize("code", ["overloaded", "rate_limited"])
def test_who_is_sent_away_is_told_when_to_come_again(client, previewer, code):
    previewer.failures[PAPER] = failure(code, retry_after=1.2)
    assert client.get("/preview", query_string={"url": PAPER}).headers["Retry-After"] == "2"
    previewer.failures[PAPER] = failure(code)
    assert client.get("/preview", query_string={"url": PAPER}).headers["Retry-After"] == "1"


@pytest.mark.parametrize(("wait", "left", "said"), [(1.0, 599.5, "600"), (900.0, 60.0, "900")])
def test_a_kept_failure_calls_nobody_back_before_its_life_is_over(
    client, previewer, wait, left, said
):
    previewer.failures[PAPER] = error = failure("upstream_blocked", retry_after=wait)
    error.max_age = left
    assert client.get("/preview", query_string={"url": PAPER}).headers["Retry-After"] == said


def test_of_our_own_fault_nothing_of_the_inside_shows(client, previewer, log):
    previewer.failures[PAPER] = KeyError("/srv/secret/path")
    answer = client.get("/preview", query_string={"url": PAPER})
    assert answer.status_code == 500
    assert answer.json["code"] == "internal"
    assert "secret" not in answer.text
    line = json.loads(log.getvalue().splitlines()[-1])
    assert "/srv/secret/path" in line["traceback"]
    assert line["level"] == "error"


def test_a_wrong_parameter_leaves_the_link_a_link(client):
    answer = client.get("/preview", query_string={"url": PAPER, "lang": "de_DE"})
    assert answer.json["code"] == "invalid_parameter"
    assert answer.json["fallback"]["canonical_url"] == PAPER


def test_a_failure_of_the_fallback_does_not_hide_the_failure(client, previewer):
    previewer.failures[PAPER] = failure("not_found")
    previewer.fallback = None  # calling it is a TypeError
    answer = client.get("/preview", query_string={"url": PAPER})
    assert (answer.status_code, answer.json["fallback"]) == (404, None)


def test_an_internal_errors_message_is_not_shown():
    problem = problem_of(errors.PreviewError("the store at /srv is broken"))
    assert "/srv" not in problem.detail
    assert "/srv" in (problem.reason or "")


def test_a_bad_link_names_its_parameter():
    assert problem_of(errors.InvalidUrl("No host.")).detail == "`url`: No host."
    assert problem_of(errors.InvalidUrl("`url` is missing.")).detail == "`url` is missing."
