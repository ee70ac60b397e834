import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from preview import errors
from preview.settings import Rate
from preview.web import logs
from preview.web.auth import client_of, require_key
from preview.web.rate import FileStorage, rate_limit
from preview.web.routes import ROUTES

PAPER = "https://papers.test/abs/1"
KEY = "s3cret-key-of-the-forum"
GUARDED = [(r.method, r.rule) for r in ROUTES if r.key != "free"]


@pytest.mark.parametrize(("method", "path"), GUARDED)
def test_without_a_key_nothing_is_answered(start, previewer, method, path):
    answer = start(api_keys=(KEY,)).open(path, method=method, query_string={"url": PAPER})
    assert answer.status_code == 401
    assert answer.headers["WWW-Authenticate"] == "Bearer"
    assert answer.headers["Cache-Control"] == "no-store"
    assert previewer.calls == []


@pytest.mark.parametrize(
    "given",
    [
        {"headers": {"Authorization": f"Bearer {KEY}"}},
        {"headers": {"Authorization": f"bearer  {KEY}"}},
        {"query_string": {"url": PAPER, "key": KEY}},
        # a Matrix client's own token stands beside our key
        {"query_string": {"url": PAPER, "key": KEY}, "headers": {"Authorization": "Bearer syt_x"}},
    ],
)
def test_a_right_key_opens(start, given):
    client = start(api_keys=("another-key", KEY))
    assert client.get("/preview", **{"query_string": {"url": PAPER}, **given}).status_code == 200


@pytest.mark.parametrize("wrong", [KEY[:-1], KEY + "x", "", "é" * 10, "\x00"])
def test_a_wrong_key_does_not(wrong):
    for header, parameter in ((f"Bearer {wrong}", None), ("", wrong), (f"Basic {KEY}", None)):
        with pytest.raises(errors.Unauthorized):
            require_key((KEY,), header, parameter)


def test_health_is_free(start):
    client = start(api_keys=(KEY,))
    assert client.get("/healthz").status_code == client.get("/readyz").status_code == 200


def test_forgetting_needs_a_key_even_where_none_are_set(start, previewer):
    asked = {"url": PAPER, "key": KEY}
    assert start().delete("/preview", query_string=asked).status_code == 401
    assert previewer.calls == []
    answer = start(api_keys=(KEY,)).delete("/preview", query_string=asked)
    assert (answer.status_code, answer.data) == (204, b"")
    assert previewer.calls == [("forget", PAPER, {})]


def test_a_key_is_in_no_log_and_no_answer(start, previewer, log):
    client = start(api_keys=(KEY,))
    previewer.failures[PAPER] = ValueError("boom")
    said = []
    for path in ("/preview", "/explain", "/normalize", "/iframely", "/nothing", "/nothing/x"):
        for query in ({"url": PAPER, "key": KEY}, {"url": PAPER, "key": KEY, "x": "1"}):
            answer = client.get(
                path, query_string=query, headers={"Authorization": f"Bearer {KEY}"}
            )
            said.append(answer.text + str(answer.headers))
    assert log.getvalue().count("\n") == len(said)
    assert KEY not in log.getvalue() + "".join(said)


def test_a_log_line_has_the_link_without_its_query(client, log):
    client.get("/preview", query_string={"url": PAPER + "?token=hush\r\n#x"})
    client.get("/preview", query_string={"url": "https://me:pw@papers.test/\u202eabs\n1"})
    lines = [json.loads(line) for line in log.getvalue().splitlines()]
    assert [line["url"] for line in lines] == [PAPER, "https://papers.test/abs 1"]
    assert lines[0]["route"] == "/preview"
    assert lines[0]["status"] == 400
    assert {"request_id", "method", "ms", "code"} <= set(lines[0])


# -- whom the limit counts ----------------------------------------------------------------------


@pytest.mark.parametrize(
    ("peer", "forwarded", "trusted", "counted"),
    [
        ("192.0.2.1", "198.51.100.9", 0, "192.0.2.1"),  # nobody is trusted: the header is a claim
        ("192.0.2.1", "198.51.100.9", 1, "198.51.100.9"),
        ("192.0.2.1", "10.9.9.9, 198.51.100.9", 1, "198.51.100.9"),  # forged before our proxy
        ("192.0.2.1", "10.9.9.9, 198.51.100.9, 10.0.0.1", 2, "198.51.100.9"),
        ("192.0.2.1", "198.51.100.9", 2, "192.0.2.1"),  # did not come through both
        ("192.0.2.1", "", 1, "192.0.2.1"),
        ("192.0.2.1", "nonsense", 1, "192.0.2.1"),
        ("192.0.2.1", "nonsense:80", 1, "192.0.2.1"),
        ("192.0.2.1", "198.51.100.9:4711", 1, "198.51.100.9"),  # with the port, as Azure writes it
        ("192.0.2.1", "[2001:db8:1:2::7]:4711", 1, "2001:db8:1:2::/64"),
        ("192.0.2.1", "[2001:db8:1:2::7]", 1, "2001:db8:1:2::/64"),
        ("2001:db8:1:2:3:4:5:6", "", 0, "2001:db8:1:2::/64"),
        ("192.0.2.1", "2001:db8:1:2::7", 1, "2001:db8:1:2::/64"),
        ("::ffff:192.0.2.1", "", 0, "192.0.2.1"),
        ("fe80::1%eth0", "", 0, "fe80::/64"),
        ("", "", 0, "unknown"),  # a UNIX socket
    ],
)
def test_a_client_is_its_address_as_our_own_proxy_saw_it(peer, forwarded, trusted, counted):
    assert client_of(peer, forwarded, trusted_proxies=trusted) == counted


@given(st.text(), st.text(), st.integers(0, 3))
def test_any_header_gives_a_client(peer, forwarded, trusted):
    assert client_of(peer, forwarded, trusted_proxies=trusted)


def test_a_forged_header_is_no_way_round_the_limit(start, previewer):
    client = start(rate_limit=Rate(2, 3600))
    previewer.state = "miss"
    statuses = [
        client.get(
            "/preview", query_string={"url": PAPER}, headers={"X-Forwarded-For": f"198.51.100.{i}"}
        ).status_code
        for i in range(4)
    ]
    assert statuses == [200, 200, 429, 429]


def test_only_fetches_count(start, previewer):
    client = start(rate_limit=Rate(1, 3600))
    for state, status in (("hit", 200), ("miss", 200), ("miss", 429), ("hit", 200)):
        previewer.state = state
        answer = client.get("/preview", query_string={"url": PAPER})
        assert answer.status_code == status
    previewer.state = "miss"
    refused = client.get("/preview", query_string={"url": PAPER})
    assert refused.json["code"] == "rate_limited"
    assert 1 <= int(refused.headers["Retry-After"]) <= 3601


def test_each_item_of_a_batch_counts(start, previewer):
    client = start(rate_limit=Rate(1, 3600))
    previewer.state = "miss"
    urls = [PAPER, "https://pages.test/a"]
    results = client.post("/previews", json={"urls": urls}).json["results"]
    assert sorted("problem" in item for item in results) == [False, True]


def test_workers_of_one_machine_count_together(tmp_path):
    first, second = (rate_limit(Rate(2, 3600), f"disk://{tmp_path}") for _ in range(2))
    first("192.0.2.1")
    second("192.0.2.1")
    with pytest.raises(errors.RateLimited) as caught:
        first("192.0.2.1")
    assert 0 < caught.value.retry_after <= 3600
    first("192.0.2.2")  # another client


def test_a_window_ends(tmp_path):
    storage = FileStorage(tmp_path)
    assert [storage.incr("a", 0), storage.incr("a", 0)] == [1, 1]
    assert [storage.incr("a", 60), storage.incr("a", 60), storage.get("a")] == [1, 2, 2]
    storage.clear("a")
    assert storage.get("a") == 0
    assert storage.check()


def test_where_counts_cannot_be_kept_everyone_may_pass(tmp_path, log):
    below_a_file = tmp_path / "file" / "cache"
    below_a_file.parent.write_text("")
    take = rate_limit(Rate(1, 60), f"disk://{below_a_file}")
    take("192.0.2.1")
    take("192.0.2.1")
    assert "not counted" in log.getvalue()


@pytest.mark.parametrize(
    "link",
    [
        "https:me:hunter2@papers.test/a",
        "https:/me:hunter2@papers.test/a",
        "https:\\\\me:hunter2@papers.test/a",
        "//me:hunter2@papers.test/a",
        "me:hunter2@papers.test/a",
        "https://me:hunter2@@papers.test/a",
    ],
)
def test_a_password_in_a_mistyped_link_is_in_no_log(link):
    assert "hunter2" not in logs.shown_link(link)
    assert logs.shown_link(link).endswith("papers.test/a")
