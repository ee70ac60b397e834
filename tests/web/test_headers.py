import pytest
from hypothesis import given
from hypothesis import strategies as st

from preview.web.headers import etag_of, matches

PAPER = {"url": "https://papers.test/abs/1"}


def test_a_fresh_answer_says_how_long_it_may_be_kept(client):
    headers = client.get("/preview", query_string=PAPER).headers
    assert headers["Cache-Control"] == (
        "public, max-age=3600, stale-while-revalidate=86400, stale-if-error=86400"
    )
    assert headers["Age"] == "60"
    assert headers["Cache-Status"] == "paper-preview; hit; ttl=3540"
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["Server-Timing"] == "fetch;dur=250, total;dur=300.1"


@pytest.mark.parametrize(
    ("state", "says"),
    [
        ("miss", "paper-preview; fwd=miss"),
        ("stale", "paper-preview; hit; fwd=stale; ttl=3540"),
        ("stale-error", "paper-preview; hit; fwd=stale; ttl=3540; detail=stale-if-error"),
    ],
)
def test_cache_status_says_where_the_answer_came_from(client, previewer, state, says):
    previewer.state = state
    assert client.get("/preview", query_string=PAPER).headers["Cache-Status"] == says


def test_with_keys_an_answer_is_private(start):
    client = start(api_keys=("s3cret-key-one",))
    answer = client.get("/preview", query_string={**PAPER, "key": "s3cret-key-one"})
    assert answer.headers["Cache-Control"].startswith("private, ")


def test_an_etag_saves_the_body(client):
    first = client.get("/preview", query_string=PAPER)
    etag = first.headers["ETag"]
    second = client.get("/preview", query_string=PAPER, headers={"If-None-Match": f'"x", W/{etag}'})
    assert second.status_code == 304
    assert second.data == b""
    assert "Content-Type" not in second.headers
    assert second.headers["ETag"] == etag
    assert second.headers["Cache-Control"] == first.headers["Cache-Control"]
    other = client.get("/preview", query_string={**PAPER, "pretty": "1"})
    assert other.headers["ETag"] != etag


def test_head_has_the_headers_of_get(client):
    got, head = (
        client.open("/preview", method=method, query_string=PAPER) for method in ("GET", "HEAD")
    )
    assert head.data == b""
    for name in ("ETag", "Cache-Control", "Content-Type", "Content-Length"):
        assert head.headers[name] == got.headers[name]


@given(st.binary(), st.text(st.characters(codec="ascii")))
def test_any_if_none_match_is_understood(body, text):
    etag = etag_of(body)
    assert matches(etag, etag)
    assert matches(etag, "*")
    assert not matches(etag, None)
    matches(etag, text)


@pytest.mark.parametrize(
    ("value", "refresh"),
    [
        ("no-cache", True),
        ("max-age=0, No-Cache", True),
        ("max-age=0", False),
        ("x-no-cache", False),
    ],
)
def test_no_cache_asks_for_a_fresh_answer(client, previewer, value, refresh):
    client.get("/preview", query_string=PAPER, headers={"Cache-Control": value})
    assert previewer.calls[0][2]["refresh"] is refresh


def test_a_plain_request_id_is_kept_and_any_other_replaced(client):
    def sent_back(given):
        return client.get("/healthz", headers={"X-Request-ID": given}).headers["X-Request-ID"]

    assert sent_back("forum-0123456789") == "forum-0123456789"
    for bad in ("short", "a" * 65, "abcdefgh<script>", 'abcdefgh"}'):
        assert sent_back(bad) != bad
    assert client.get("/nothing").headers["X-Request-ID"]


def test_every_page_may_read_an_open_service(client):
    answer = client.get("/preview", query_string=PAPER, headers={"Origin": "https://f.test"})
    assert answer.headers["Access-Control-Allow-Origin"] == "*"
    assert "ETag" in answer.headers["Access-Control-Expose-Headers"]


def test_only_listed_origins_may_read(start):
    client = start(cors_origins=("https://forum.test",))
    good, bad = (
        client.get("/preview", query_string=PAPER, headers={"Origin": origin}).headers
        for origin in ("https://forum.test", "https://forum.test.evil.test")
    )
    assert good["Access-Control-Allow-Origin"] == "https://forum.test"
    assert "Access-Control-Allow-Origin" not in bad
    assert good["Vary"] == bad["Vary"] == "Origin"


def test_with_keys_no_page_may_read(start):
    client = start(api_keys=("s3cret-key-one",))
    asked = {**PAPER, "key": "s3cret-key-one"}
    answer = client.get("/preview", query_string=asked, headers={"Origin": "https://f.test"})
    assert "Access-Control-Allow-Origin" not in answer.headers


def test_a_preflight_needs_no_key(start):
    client = start(api_keys=("s3cret-key-one",), cors_origins=("https://forum.test",))
    answer = client.options("/previews", headers={"Origin": "https://forum.test"})
    assert answer.status_code == 204
    assert answer.headers["Access-Control-Allow-Origin"] == "https://forum.test"
    allowed = answer.headers["Access-Control-Allow-Headers"].split(", ")
    assert {"Authorization", "Content-Type", "traceparent"} <= set(allowed)
    assert answer.headers["Allow"] == "POST, OPTIONS"
