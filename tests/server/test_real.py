"""The whole service as it is run: gunicorn, two workers, a disk cache, real sockets."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor

import pytest

pytestmark = pytest.mark.server

_KEYS = """url canonical_url work_id aliases related type title description site_name domain
language published updated authors author_count image icon player content_type sensitive paper
provenance fetched_at expires_at"""
KEYS = _KEYS.split()


def test_a_page_with_open_graph_tags_becomes_the_native_preview(service, site):
    reply = service.preview(f"{site.base}/story?utm_source=feed")

    assert reply.status == 200
    preview = reply.json
    assert list(preview) == KEYS
    assert preview["url"] == f"{site.base}/story?utm_source=feed"
    assert preview["title"] == "A story of trees"
    assert preview["site_name"] == "Example"
    assert preview["domain"] == "127.0.0.1"
    assert preview["image"] is None  # a reader's browser must not be sent to a private address
    assert preview["content_type"] == "text/html; charset=utf-8"
    assert preview["paper"] is None
    assert reply.headers["cache-status"] == "paper-preview; fwd=miss"


def test_the_second_request_is_a_hit_in_whatever_worker_and_format(service, site):
    service.preview(f"{site.base}/again")
    for _ in range(8):
        reply = service.preview(f"{site.base}/again#fragment", format="lemmy")
        assert reply.json["metadata"]["title"] == "A story of trees"
        assert reply.headers["cache-status"].startswith("paper-preview; hit")
    assert site.asked["/again"] == 1


def test_an_etag_is_answered_with_304(service, site):
    etag = service.preview(f"{site.base}/etag").headers["etag"]
    reply = service.get(f"/preview?url={site.base}/etag", {"If-None-Match": etag})
    assert (reply.status, reply.body) == (304, b"")


def test_forty_requests_at_once_over_two_workers_are_one_fetch(service, site):
    with ThreadPoolExecutor(40) as pool:
        replies = list(pool.map(lambda _: service.preview(f"{site.base}/pause"), range(40)))
    answered = [r for r in replies if r.status == 200]
    assert {r.status for r in replies} <= {200, 503}
    assert answered
    assert site.asked["/pause"] == 1


def test_a_failure_is_kept_for_its_own_short_time(service, site):
    first, second = (service.preview(f"{site.base}/broken") for _ in range(2))
    assert first.json["code"] == second.json["code"] == "upstream_error"
    assert site.asked["/broken"] == 1
    assert 0 < int(second.headers["cache-control"].rpartition("max-age=")[2].split(",")[0]) <= 60


@pytest.mark.parametrize(
    ("path", "status", "code"),
    [
        ("/gone", 404, "not_found"),
        ("/broken", 502, "upstream_error"),
        ("/nothing", 502, "upstream_error"),
        ("/slow", 504, "upstream_timeout"),
        ("/to-metadata", 502, "upstream_unreachable"),
        ("/to-private", 502, "upstream_unreachable"),
    ],
)
def test_a_site_that_fails_is_the_contracts_problem(service, site, path, status, code):
    reply = service.preview(site.base + path)
    assert reply.status == status
    assert reply.headers["content-type"] == "application/problem+json"
    problem = reply.json
    assert set(problem) == {"type", "title", "status", "detail", "code", "retryable", "fallback"}
    assert problem["code"] == code
    assert problem["fallback"]["canonical_url"] == site.base + path
    assert "Traceback" not in reply.body.decode()
    assert "169.254" not in problem["detail"]


@pytest.mark.parametrize(
    ("path", "kind", "title"),
    [
        ("/empty", "website", "127.0.0.1"),  # an empty page is called by its domain
        ("/photo/tree.png", "image", "tree.png"),
        ("/report/trees.pdf", "pdf", "trees.pdf"),
        ("/big", "website", "A story of trees"),  # cut, not refused
        ("/latin", "website", "Café ÿþ olé"),  # no UTF-8: read as cp1252
    ],
)
def test_whatever_comes_back_gives_a_sensible_preview(service, site, path, kind, title):
    preview = service.preview(site.base + path).json
    assert (preview["type"], preview["title"]) == (kind, title)


def test_a_redirect_is_followed_and_the_page_counts(service, site):
    preview = service.preview(f"{site.base}/to-story").json
    assert preview["title"] == "A story of trees"
    assert preview["canonical_url"] == f"{site.base}/story"


@pytest.mark.parametrize(
    ("query", "status", "code", "word"),
    [
        ("", 400, "invalid_url", "url"),
        ("url=", 400, "invalid_url", "url"),
        ("url=https://example.org/" + "a" * 2048, 400, "invalid_url", "2048"),
        ("url=/relative/path", 400, "invalid_url", ""),
        ("url=example.org/page", 400, "invalid_url", "did you mean https://"),
        ("url=https://exa%20mple.org/", 400, "invalid_url", ""),
        ("url=https://example.org/?a=1&b=2", 400, "invalid_parameter", "percent-encoded"),
        ("url=https://example.org/&format=nope", 400, "invalid_parameter", "format"),
        ("url=ftp://example.org/x", 403, "target_refused", ""),
        ("url=https://user:pw@example.org/", 403, "target_refused", ""),
        ("url=https://example.org:8443/", 403, "target_refused", ""),
        ("url=http://10.0.0.1/", 403, "target_refused", ""),
        ("url=http://2130706433/", 403, "target_refused", ""),
        ("url=http://0x7f.1/", 403, "target_refused", ""),
        ("url=http://[::ffff:10.0.0.1]/", 403, "target_refused", ""),
        ("url=http://intranet/", 403, "target_refused", ""),
        ("url=http://printer.local/", 403, "target_refused", ""),
    ],
)
def test_a_link_that_cannot_be_used_says_why(service, query, status, code, word):
    reply = service.get(f"/preview?{query}")
    assert (reply.status, reply.json["code"]) == (status, code)
    assert word in reply.json["detail"]
    assert reply.headers["cache-control"] == "no-store" or status == 403


def test_a_host_that_does_not_exist_looks_like_any_other_that_cannot_be_reached(service):
    reply = service.preview("https://no-such-host.invalid-zone.test/")
    assert (reply.status, reply.json["code"]) == (502, "upstream_unreachable")


def test_health_and_readiness(service):
    assert service.get("/healthz").status == 200
    assert service.get("/readyz").status == 200


def test_each_request_is_one_json_line_with_its_id_and_without_the_query(service, site):
    reply = service.get(
        f"/preview?url={site.base}/logged%3Ftoken%3Dsecret", {"X-Request-ID": "test-4711"}
    )
    assert reply.headers["x-request-id"] == "test-4711"
    line = service.line_of("test-4711")
    assert line["status"] == 200
    assert "secret" not in service.log.read_text()
