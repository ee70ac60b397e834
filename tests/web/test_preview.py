import json
from io import BytesIO

import pytest

from preview.web.query import URL, read

PAPER = "https://papers.test/abs/1"
PAGE = "https://pages.test/a"


def test_a_link_gives_its_preview(client):
    answer = client.get("/preview", query_string={"url": PAPER})
    assert answer.status_code == 200
    assert answer.content_type == "application/json"
    assert answer.json["url"] == PAPER


def test_parameters_reach_the_service_and_the_format(client, previewer):
    asked = {"url": PAPER, "lang": "pt-BR", "max_chars": "20", "pretty": "1"}
    answer = client.get("/preview", query_string=asked)
    assert answer.json["max_chars"] == 20
    assert b"\n  " in answer.data
    assert previewer.calls == [("preview", PAPER, {"language": "pt-BR", "refresh": False})]


@pytest.mark.parametrize(
    "body",
    [
        {"json": {"url": PAPER, "max_chars": 20, "pretty": True, "lang": None}},
        {"data": {"url": PAPER, "max_chars": "20", "pretty": "1"}},
        {"data": {"url": PAPER, "max_chars": "20"}, "content_type": "multipart/form-data"},
    ],
)
def test_post_takes_json_or_a_form(client, body):
    answer = client.post("/preview", **body)
    assert answer.status_code == 200
    assert answer.json["max_chars"] == 20


@pytest.mark.parametrize(
    ("query", "code", "says"),
    [
        ("", "invalid_url", "`url` is missing"),
        ("url=", "invalid_url", "`url` is missing"),
        ("url=%20", "invalid_url", "`url` is missing"),
        ("url=papers.test", "invalid_url", "did you mean https://"),
        (f"url={PAPER}&b=2", "invalid_parameter", "`b` is not a parameter; was the url percent-"),
        (f"url={PAPER}&url={PAGE}", "invalid_parameter", "`url` is given more than once"),
        (f"url={PAPER}&format=yaml", "invalid_parameter", "`format` is one of json, lemmy"),
        (f"url={PAGE}&format=bibtex", "invalid_parameter", "`format`: bibtex does not fit"),
        (f"url={PAPER}&max_chars=0", "invalid_parameter", "`max_chars` is a whole number"),
        (f"url={PAPER}&max_chars=%C2%B2", "invalid_parameter", "`max_chars`"),  # superscript 2
        (f"url={PAPER}&pretty=yes", "invalid_parameter", "`pretty` is 1 or 0"),
        (f"url={PAPER}&lang=en%0d%0aX:y", "invalid_parameter", "`lang` is a language tag"),
        (f"url={PAPER}&maxwidth=3", "invalid_parameter", "`maxwidth` is not a parameter"),
    ],
)
def test_a_bad_query_is_a_problem_that_names_the_parameter(client, query, code, says):
    answer = client.get(f"/preview?{query}")
    assert answer.status_code == 400
    assert answer.content_type == "application/problem+json"
    assert answer.json["code"] == code
    assert says in answer.json["detail"]
    assert answer.headers["Cache-Control"] == "no-store"


@pytest.mark.parametrize(
    ("body", "status", "says"),
    [
        ({"data": b"{", "content_type": "application/json"}, 400, "not JSON"),
        ({"data": b"\xff", "content_type": "application/json"}, 400, "not JSON"),
        ({"data": b"[" * 10_000, "content_type": "application/json"}, 400, "not JSON"),
        ({"data": b'{"url": NaN}', "content_type": "application/json"}, 400, "not JSON"),
        ({"data": b"[1]", "content_type": "application/json"}, 400, "not a JSON object"),
        ({"json": {"url": [PAPER]}}, 400, "`url` is text"),
        ({"json": {"url": PAPER, "key": "x"}}, 400, "`key` is not a parameter"),
        ({"json": {"url": PAPER, "max_chars": 10**30}}, 400, "`max_chars`"),
        ({"data": b"url=x", "content_type": "text/plain"}, 415, "Content-Type"),
        ({}, 415, "Content-Type"),
        ({"json": {"url": "x" * 20_000}}, 413, "more than"),
        ({"data": {"url": "x" * 20_000}}, 413, "more than"),
    ],
)
def test_a_bad_body_is_a_problem(client, body, status, says):
    answer = client.post("/preview", **body)
    assert answer.status_code == answer.json["status"] == status
    assert answer.json["code"] == "invalid_parameter"
    assert says in answer.json["detail"]


CHUNKED = {"HTTP_TRANSFER_ENCODING": "chunked", "wsgi.input_terminated": True}  # as gunicorn says


@pytest.mark.parametrize(
    ("media_type", "body", "nothing"),
    [
        ("application/json", b'{"url": "%s"}' % PAPER.encode(), b" "),
        ("application/x-www-form-urlencoded", b"url=" + PAPER.encode(), b"&"),
    ],
)
@pytest.mark.parametrize(("size", "status"), [(16 * 1024, 200), (16 * 1024 + 1, 413)])
def test_a_body_in_chunks_is_taken_whole_or_not_at_all(
    client, media_type, body, nothing, size, status
):
    answer = client.post(
        "/preview",
        input_stream=BytesIO(body.ljust(size, nothing)),
        content_type=media_type,
        environ_overrides=CHUNKED,
    )
    assert answer.status_code == status


class Torn(BytesIO):
    def readinto(self, buffer):
        raise SyntaxError("no chunk")  # a server's own, of no family that we know


@pytest.mark.parametrize(
    ("stream", "environ"),
    [
        (Torn(), CHUNKED),
        (BytesIO(b'{"url": "x"}'), {"CONTENT_LENGTH": "99", "wsgi.input_terminated": True}),
        (BytesIO(b'{"url": "x"}'), {"CONTENT_LENGTH": "99"}),
    ],
)
def test_a_body_that_breaks_off_is_the_clients_fault(client, stream, environ):
    answer = client.post(
        "/preview",
        input_stream=stream,
        content_type="application/json",
        environ_overrides=environ,
    )
    assert answer.status_code == 400
    assert answer.json["code"] == "invalid_parameter"
    assert "did not arrive whole" in answer.json["detail"]


@pytest.mark.parametrize(
    ("method", "path", "status", "allow"),
    [
        ("PUT", "/preview", 405, {"GET", "HEAD", "POST", "DELETE"}),
        ("GET", "/previews", 405, {"POST"}),
        ("GET", "/nothing", 404, None),
    ],
)
def test_a_wrong_path_or_method_is_a_problem(client, method, path, status, allow):
    answer = client.open(path, base_url="http://evil.test", method=method)
    assert answer.status_code == answer.json["status"] == status
    assert answer.json["code"] == "invalid_parameter"
    assert "evil" not in answer.text + str(answer.headers)
    if allow:
        assert set(answer.headers["Allow"].split(", ")) == allow


def test_no_path_is_redirected_to_whatever_the_host_header_says(client):
    for path in ("//preview", "/preview/", "/docs/", "//"):
        raw = {"PATH_INFO": path}  # the client itself would take `//preview` for a host
        answer = client.get(base_url="http://evil.test", environ_overrides=raw)
        assert answer.status_code not in range(300, 400)
        assert "evil" not in answer.text + str(answer.headers)


def test_a_citation_has_a_safe_file_name(client):
    answer = client.get("/preview", query_string={"url": PAPER, "format": "bibtex"})
    assert answer.headers["Content-Disposition"] == 'inline; filename="a_b__.bib"'


def test_cached_only_answers_from_the_cache_or_at_once_with_what_is_known(client, previewer):
    asked = {"url": PAPER, "cached_only": "1"}
    assert client.get("/preview", query_string=asked).status_code == 200
    previewer.state = "miss"
    answer = client.get("/preview", query_string=asked)
    assert answer.status_code == 202
    assert answer.json["fallback"]["canonical_url"] == PAPER
    assert int(answer.headers["Retry-After"]) > 0
    assert answer.headers["Cache-Control"] == "no-store"


def test_explain_shows_how_it_came_about(client):
    said = client.get("/explain", query_string={"url": PAPER}).json
    assert list(said) == ["input", "preview", "candidates", "steps", "cache"]
    assert said["steps"][0]["source"] == "papers.test"


def test_explain_shows_of_a_failure_no_more_than_its_problem(client, previewer):
    from preview import errors

    previewer.failures[PAPER] = errors.UpstreamUnreachable(PAPER, "connect to 10.0.0.7:443")
    answer = client.get("/explain", query_string={"url": PAPER})
    assert answer.status_code == 200
    assert answer.json["problem"]["code"] == "upstream_unreachable"
    assert (answer.json["steps"], answer.json["candidates"]) == ([], {})
    assert "10.0.0.7" not in answer.text


def test_normalize_names_a_link(client):
    said = client.get("/normalize", query_string={"url": PAPER}).json
    assert list(said) == [
        "input",
        "work_id",
        "canonical_url",
        "version",
        "aliases",
        "resolved",
    ]


def test_health_says_nothing_of_the_cache_and_readiness_says_what_is_away(client, previewer):
    assert client.get("/healthz").json == {"status": "ok"}
    assert client.get("/readyz?probe=1").status_code == 200
    previewer.faults["cache"] = "The cache cannot be reached."
    answer = client.get("/readyz")
    assert (answer.status_code, answer.json["status"]) == (200, "degraded")  # memory helps out
    assert answer.json["parts"]["cache"] == "The cache cannot be reached."
    assert client.get("/healthz").status_code == 200


def test_the_host_header_is_in_no_answer(start):
    client = start(public_url="https://cards.test")
    for path in ("/preview", "/card", "/oembed", "/explain", "/nothing"):
        answer = client.get(path, query_string={"url": PAPER}, headers={"Host": "evil.test:80"})
        assert "evil" not in answer.text + str(answer.headers)
    answer = client.get("/preview", query_string={"url": PAPER})
    assert json.loads(answer.data)["base"] == "https://cards.test"


def test_a_drop_in_route_takes_the_first_and_ignores_the_rest():
    got = read((URL,), [("url", "a"), ("ts", "1"), ("url", "b")], strict=False)
    assert got.url == "a"
