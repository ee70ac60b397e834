import base64
import hashlib

import pytest

from preview import errors

PAPER = "https://papers.test/abs/1"
DROP_IN = [
    "/api/v3/post/site_metadata",
    "/api/v4/post/site_metadata",
    "/_matrix/media/v3/preview_url",
    "/_matrix/client/v1/media/preview_url",
    "/summaly",
    "/iframely",
    "/microlink",
    "/oembed",
]


@pytest.mark.parametrize("path", DROP_IN)
def test_a_drop_in_route_ignores_what_it_does_not_know(client, path):
    answer = client.get(path, query_string={"url": PAPER, "ts": "1", "dnt": "1", "lang": "??"})
    assert answer.status_code == 200
    assert answer.headers["ETag"]


FAULTS = {
    "missing": None,
    "gone": errors.NotFound("Gone."),
    "refused": errors.TargetRefused("No."),
    "late": errors.UpstreamTimeout("Late."),
    "wall": errors.UpstreamBlocked("Wall."),
    "broken": errors.UpstreamError("Broken."),
    "limit": errors.RateLimited("Slow down.", retry_after=3),
    "full": errors.Overloaded("Full."),
    "ours": ZeroDivisionError(),
}


@pytest.mark.parametrize(
    ("path", "fault", "status", "body"),
    [
        ("/api/v3/post/site_metadata", "missing", 400, {"error": "invalid_url"}),
        ("/api/v4/post/site_metadata", "gone", 404, {"error": "not_found"}),
        ("/api/v3/post/site_metadata", "refused", 400, {"error": "blocked_url"}),
        ("/api/v3/post/site_metadata", "late", 400, {"error": "unknown", "message": "Late."}),
        ("/api/v3/post/site_metadata", "limit", 400, {"error": "too_many_requests"}),
        ("/_matrix/media/v3/preview_url", "gone", 502, {"errcode": "M_UNKNOWN", "error": "Gone."}),
        (
            "/_matrix/client/v1/media/preview_url",
            "refused",
            403,
            {"errcode": "M_FORBIDDEN", "error": "No."},
        ),
        (
            "/_matrix/client/v1/media/preview_url",
            "limit",
            429,
            {"errcode": "M_LIMIT_EXCEEDED", "error": "Slow down.", "retry_after_ms": 3000},
        ),
        ("/summaly", "missing", 400, {"error": "`url` is missing."}),
        ("/summaly", "gone", 500, {"error": {"code": "not_found", "message": "Gone."}}),
        ("/summaly", "full", 503, {"error": {"code": "overloaded", "message": "Full."}}),
        ("/iframely", "gone", 404, {"status": "404", "error": "Not Found"}),
        ("/iframely", "late", 408, {"status": "408", "error": "Request Timeout"}),
        ("/iframely", "wall", 403, {"status": "403", "error": "Forbidden"}),
        ("/iframely", "broken", 417, {"status": "417", "error": "Expectation Failed"}),
        ("/iframely", "ours", 500, {"status": "500", "error": "Internal Server Error"}),
        (
            "/microlink",
            "missing",
            400,
            {"status": "fail", "code": "EINVALURL", "message": "`url` is missing."},
        ),
        (
            "/microlink",
            "limit",
            429,
            {"status": "fail", "code": "ERATE", "message": "Slow down."},
        ),
        (
            "/microlink",
            "late",
            504,
            {"status": "fail", "code": "ETIMEOUT", "message": "Late."},
        ),
    ],
)
def test_each_protocol_tells_a_failure_in_its_own_words(
    client, previewer, path, fault, status, body
):
    query = {"url": PAPER}
    if fault == "missing":
        query = {}
    else:
        previewer.failures[PAPER] = FAULTS[fault]
    answer = client.get(path, query_string=query)
    assert answer.status_code == status
    assert answer.content_type == "application/json"
    assert answer.json == body
    if fault == "limit":
        assert answer.headers["Retry-After"] == "3"


@pytest.mark.parametrize("path", DROP_IN)
def test_a_missing_key_is_told_in_the_protocols_words(start, path):
    answer = start(api_keys=("s3cret-key-one",)).get(path, query_string={"url": PAPER})
    assert answer.status_code == 401


def test_a_failure_of_the_target_may_be_kept_by_others_for_a_while(client, previewer):
    previewer.failures[PAPER] = error = errors.NotFound("Gone.")
    error.max_age = 30
    answer = client.get("/summaly", query_string={"url": PAPER})
    assert answer.headers["Cache-Control"] == "public, max-age=30"


def test_oembed_has_two_formats_and_a_status_for_all_others(client):
    def asked(form):
        return client.get("/oembed", query_string={"url": PAPER, "format": form})

    assert asked("json").content_type == "application/json"
    assert asked("xml").content_type == "text/xml"
    assert asked("yaml").status_code == 501


def test_the_card_is_a_page_that_runs_nothing(start):
    client = start(frame_ancestors="https://forum.test")
    answer = client.get("/card", query_string={"url": PAPER})
    assert answer.content_type == "text/html; charset=utf-8"
    policy = answer.headers["Content-Security-Policy"]
    assert "default-src 'none'" in policy
    assert "frame-ancestors https://forum.test" in policy
    assert "sandbox" in policy
    assert answer.headers["Referrer-Policy"] == "no-referrer"


def test_a_card_that_fails_is_a_plain_link(client, previewer):
    link = 'https://papers.test/"><script>1</script>'
    previewer.failures[PAPER] = errors.NotFound("Gone.")
    previewer.fallback = lambda text: {"canonical_url": link}
    answer = client.get("/card", query_string={"url": PAPER})
    assert answer.status_code == 404
    assert answer.content_type == "text/html; charset=utf-8"
    assert "<script" not in answer.text
    assert 'href="https://papers.test/&#34;&gt;' in answer.text
    previewer.fallback = lambda text: {"canonical_url": "javascript:1"}
    assert "javascript" not in client.get("/card", query_string={"url": PAPER}).text


def test_the_cards_own_style_is_the_one_that_is_allowed(client):
    answer = client.get("/card", query_string={"url": PAPER, "x": "1"})
    assert answer.status_code == 400
    style = answer.text.partition("<style>")[2].partition("</style>")[0]
    digest = base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()
    assert f"style-src 'sha256-{digest}'" in answer.headers["Content-Security-Policy"]
