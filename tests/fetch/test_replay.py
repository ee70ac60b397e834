import gzip
import ipaddress
import json
import time

import pytest

from preview import errors
from preview.fetch.client import Fetcher
from preview.fetch.connection import GuardedTransport
from preview.fetch.policy import Policy
from preview.fetch.replay import Recorder, Replay
from preview.model import Request


@pytest.fixture
def folder(tmp_path):
    index = {
        "https://site.test/old": {"status": 301, "headers": {"Location": "/new"}},
        "https://site.test/new": {
            "status": 200,
            "headers": {"Content-Type": "text/html", "Set-Cookie": ["a=1", "b=2"]},
            "file": "new.html",
        },
        "https://site.test/text": {"status": 200, "body": "gr\u00fc\u00df"},
        "https://site.test/gone": {"status": 410, "file": "new.html"},
    }
    (tmp_path / "index.json").write_text(json.dumps(index))
    (tmp_path / "new.html").write_bytes(b"<title>new</title>")
    return tmp_path


def get(transport, url, policy=Policy(), **more):  # noqa: B008  # frozen
    fetcher = Fetcher(transport, policy, user_agent="test")
    return fetcher.get(Request(url, **more), until=time.monotonic() + 5.0)


@pytest.fixture(autouse=True)
def no_lookup(dns):
    yield
    assert dns.lookups == []


def test_a_recording_answers_like_the_web(folder):
    found = get(Replay(folder), "https://site.test/old#x")
    assert found.hops == ("https://site.test/old", "https://site.test/new")
    assert found.body == b"<title>new</title>"
    assert found.headers["set-cookie"] == "a=1, b=2"
    assert get(Replay(folder), "https://site.test/text").body == "gr\u00fc\u00df".encode()


def test_the_cap_holds(folder):
    found = get(Replay(folder), "https://site.test/new", max_bytes=7)
    assert (found.body, found.truncated) == (b"<title>", True)


def test_statuses_fail_as_ever(folder):
    with pytest.raises(errors.NotFound):
        get(Replay(folder), "https://site.test/gone")


def test_what_is_not_recorded_is_a_host_that_does_not_exist(folder):
    with pytest.raises(errors.UpstreamUnreachable):
        get(Replay(folder), "https://site.test/other")


def test_the_text_rules_still_check(folder):
    with pytest.raises(errors.TargetRefused):
        get(Replay(folder), "http://127.0.0.1/")


@pytest.mark.parametrize(
    "index",
    [
        None,
        "no json",
        "[" * 100_000,
        "[]",
        '{"https://a.test/": 1}',
        '{"https://a.test/": {}}',
        '{"https://a.test/": {"status": "200"}}',
        '{"https://a.test/": {"status": 200, "headers": []}}',
        '{"https://a.test/": {"status": 200, "file": "missing"}}',
        '{"https://a.test/": {"status": 200, "file": "../outside"}}',
        '{"https://a.test/": {"status": 200, "file": "/etc/hosts"}}',
    ],
)
def test_a_folder_that_cannot_be_used_is_refused_at_the_start(tmp_path, index):
    (tmp_path / "outside").write_text("secret")
    folder = tmp_path / "folder"
    folder.mkdir()
    if index is not None:
        (folder / "index.json").write_text(index)
    with pytest.raises(ValueError, match=str(folder)):
        Replay(folder)


def test_what_was_recorded_replays(serve, http, tmp_path):
    packed = gzip.compress(b"<title>there</title>")
    site = serve(
        http.paths(
            {
                "/": http.moved("/there", "Set-Cookie: a=1", "Set-Cookie: b=2"),
                "/there": http.page(packed, "Content-Encoding: gzip"),
                "/none": http.page(status="404 Not Found"),
                "/cut": http.page(b"x" * 200),
            }
        )
    )
    networks = (ipaddress.ip_network("127.0.0.0/8"),)
    policy = Policy(ports=frozenset({site.port}), networks=networks)
    recorder = Recorder(GuardedTransport(policy), tmp_path / "new" / "folder")
    live = get(recorder, site.url(), policy)
    get(recorder, site.url("/cut"), policy, max_bytes=100)
    with pytest.raises(errors.NotFound):
        get(recorder, site.url("/none"), policy)
    get(recorder, site.url(), policy)  # again: the same files

    replay = Replay(tmp_path / "new" / "folder")
    again = get(replay, site.url(), policy)
    assert (
        (again.hops, again.body) == (live.hops, live.body) == (again.hops, b"<title>there</title>")
    )
    assert get(replay, site.url("/cut"), policy).truncated
    with pytest.raises(errors.NotFound):
        get(replay, site.url("/none"), policy)
    assert len(list((tmp_path / "new" / "folder").glob("*.body"))) == 2
