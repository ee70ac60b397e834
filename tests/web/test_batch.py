import json
import threading

import pytest

from preview import errors

PAPER = "https://papers.test/abs/1"
PAGE = "https://pages.test/a"
GONE = "https://gone.test/"


def test_a_batch_keeps_the_order_and_each_item_its_own_problem(client, previewer):
    previewer.failures[GONE] = errors.NotFound("The page is gone.")
    answer = client.post("/previews", json={"urls": [PAGE, GONE, PAPER, "nonsense"]})
    assert answer.status_code == 200
    assert answer.headers["Cache-Control"] == "no-store"
    results = answer.json["results"]
    assert [item["input"] for item in results] == [PAGE, GONE, PAPER, "nonsense"]
    assert results[1]["problem"]["code"] == "not_found"
    assert results[1]["problem"]["fallback"]["domain"] == "papers.test"
    assert results[2]["preview"]["url"] == PAPER
    assert results[3]["problem"]["code"] == "invalid_url"


def test_lines_come_as_each_is_done(client, previewer):
    previewer.gates[PAPER] = threading.Event()
    answer = client.post(
        "/previews",
        json={"urls": [PAPER, PAGE]},
        headers={"Accept": "application/x-ndjson"},
        buffered=False,
    )
    lines = answer.iter_encoded()
    first = json.loads(next(lines))
    assert (first["index"], first["input"]) == (1, PAGE)  # the paper still waits
    previewer.gates[PAPER].set()
    assert json.loads(next(lines))["index"] == 0
    assert answer.content_type == "application/x-ndjson"
    answer.close()


@pytest.mark.parametrize(
    ("accept", "kind"),
    [
        ("APPLICATION/X-NDJSON; q=0.5", "application/x-ndjson"),
        ("application/x-ndjson;q=0, application/json", "application/json"),
        ("*/*", "application/json"),
    ],
)
def test_lines_are_for_who_asks_for_them_by_name(client, accept, kind):
    answer = client.post("/previews", json={"urls": [PAGE]}, headers={"Accept": accept})
    assert answer.content_type == kind


def test_equal_links_are_asked_once_and_answered_each(client, previewer):
    results = client.post("/previews", json={"urls": [PAPER, PAGE, PAPER]}).json["results"]
    assert [item["input"] for item in results] == [PAPER, PAGE, PAPER]
    assert sum(call[1] == PAPER for call in previewer.calls) == 1


def test_our_own_fault_with_one_link_does_not_cost_the_others(client, previewer):
    previewer.failures[PAGE] = ZeroDivisionError()
    results = client.post("/previews", json={"urls": [PAPER, PAGE]}).json["results"]
    assert results[0]["preview"]["url"] == PAPER
    assert results[1]["problem"]["code"] == "internal"


@pytest.mark.parametrize("path", ["/previews", "/normalize"])
@pytest.mark.parametrize(
    ("body", "status", "says"),
    [
        ({"json": {}}, 400, "`urls` is missing"),
        ({"json": {"urls": PAPER}}, 400, "`urls` is missing"),
        ({"json": {"urls": [PAPER, 5]}}, 400, "`urls`: item 1 is not text"),
        ({"json": {"urls": [PAPER], "format": "json"}}, 400, "`format` is not a parameter"),
        ({"json": {"urls": []}, "query_string": {"pretty": "1"}}, 400, "`pretty` is not a param"),
        ({"data": {"urls": PAPER}}, 415, "Content-Type"),
    ],
)
def test_a_malformed_batch_is_a_problem(client, path, body, status, says):
    answer = client.post(path, **body)
    assert answer.status_code == status
    assert answer.json["code"] == "invalid_parameter"
    assert says in answer.json["detail"]


@pytest.mark.parametrize(("path", "most"), [("/previews", 100), ("/normalize", 10_000)])
def test_a_batch_has_a_bound(client, path, most):
    answer = client.post(path, json={"urls": [PAGE] * (most + 1)})
    assert answer.status_code == 400
    assert f"at most {most}" in answer.json["detail"]
    assert client.post(path, json={"urls": [PAGE] * most}).status_code == 200


def test_too_large_a_body_is_not_read(client):
    assert client.post("/previews", json={"urls": ["x" * 300_000]}).status_code == 413


def test_many_links_are_named_in_order(client):
    results = client.post("/normalize", json={"urls": [PAPER, "nonsense", PAGE]}).json["results"]
    assert results[0]["work_id"] == "url:papers.test/abs/1"
    assert results[1]["problem"]["code"] == "invalid_url"
    assert results[2]["input"] == PAGE
