"""The guard from end to end: real gunicorn, real sockets, and names that change their minds."""

from __future__ import annotations

import threading
import time

import pytest

pytestmark = pytest.mark.server

# Hosts that cannot be reached, each for a reason of its own that a caller must not learn
UNREACHABLE = {
    "nowhere.attack.example": "no such name",
    "inside.attack.test": "a private address",
    "mixed.attack.test": "one of two addresses is ours",
    "mapped.attack.test": "an IPv4 address in IPv6 form",
    "six.attack.test": "a private IPv6 address",
    "refused.attack.test": "nobody listens there",
}


def said(reply, host: str) -> tuple[object, ...]:
    """All that a caller sees, but for the link's own words and the request's id."""
    problem = {k: v for k, v in reply.json.items() if k != "fallback"}
    own = {"x-request-id", "date", "content-length"}
    headers = {k: v for k, v in reply.headers.items() if k not in own}
    assert set(reply.json["fallback"]) == {"url", "canonical_url", "work_id", "domain"}
    return problem, headers, host in str(problem)


def test_what_cannot_be_reached_looks_alike_in_words(attacked):
    seen = {host: said(attacked.preview(f"http://{host}/"), host) for host in UNREACHABLE}
    first = seen["nowhere.attack.example"]
    assert first[0]["code"] == "upstream_unreachable"
    assert {host: it for host, it in seen.items() if it != first} == {}


def test_what_cannot_be_reached_looks_alike_in_time(attacked):
    """The least of a few tries is the answer's own time, without the machine's noise."""
    least = {}
    for host in UNREACHABLE:
        spent = []
        for turn in range(4):  # fewer than the breaker's five
            began = time.perf_counter()
            attacked.preview(f"http://{host}/{turn}")
            spent.append(time.perf_counter() - began)
        least[host] = min(spent)
    assert max(least.values()) - min(least.values()) < 0.1, least


def test_explain_tells_no_more_than_the_problem(attacked):
    known = set()
    for host in UNREACHABLE:
        body = attacked.get(f"/explain?url=http://{host}/").body.decode()
        for word in ("10.1.2.3", "127.0.0.1", "fd00", "gaierror", "Errno", "private", "refused by"):
            assert word not in body, host
        known.add(body.replace(host, "…").count("seconds"))
    assert len(known) == 1


def test_a_name_that_changes_its_mind_finds_no_window(attacked, hostile):
    """It leads to a public address when it is looked up, and inside ever after."""
    reply = attacked.preview("http://rebind.attack.test/")
    assert reply.status in {200, 504}  # the public server was asked, and may be silent
    lookups = [name for name in attacked.did("lookup") if name == "rebind.attack.test"]
    assert len(lookups) == 1, "what was checked is what was connected to"
    again = attacked.preview("http://rebind.attack.test/again")
    assert again.json["code"] == "upstream_unreachable", "now it leads inside"
    assert not [line for line in attacked.did("connect") if line.startswith("127.")]


def test_a_name_is_judged_anew_at_each_hop(attacked):
    first, second = (attacked.preview(f"http://rebind-back.attack.test/{i}") for i in range(2))
    assert first.json["code"] == "upstream_unreachable"
    assert second.status in {200, 504}


# What a link's text alone breaks; the rest of the table is tests/fetch/test_policy.py
def test_no_spelling_of_an_inner_address_is_connected_to(attacked, hostile):
    before = len(attacked.did("connect")), len(attacked.did("lookup"))
    for link in hostile.INSIDE:
        reply = attacked.preview(link)
        assert reply.status in {400, 403, 502}, link
        assert reply.status != 502 or ".attack." in link, link
    assert [name for name in attacked.did("lookup")[before[1] :] if ".attack." not in name] == []
    assert len(attacked.did("connect")) == before[0], "not one connection was tried"


@pytest.mark.parametrize(
    ("settings", "good", "other"),
    [
        ({"DENY_HOSTS": ".attack.test"}, 403, 502),
        ({"DENY_HOSTS": "good.attack.test"}, 403, 502),
        ({"ALLOW_HOSTS": ".attack.test"}, 200, 403),
        ({"ALLOW_HOSTS": "example.org"}, 403, 403),
        ({"ALLOW_NETWORKS": "10.0.0.0/8"}, 200, 502),
    ],
)
def test_the_operator_decides_which_hosts_are_fetched(attack, settings, good, other):
    attacked = attack(**settings)
    try:
        assert attacked.preview("http://good.attack.test/").status == good
        assert attacked.preview("http://nowhere.example.net/").status == other
        assert attacked.preview("http://127.0.0.1/").status == 403
        by_redirect = attacked.preview("http://location-300.attack.test/").status
        assert by_redirect in {403, 502}
    finally:
        attacked.stop()


def test_with_an_egress_proxy_nothing_is_looked_up_or_connected_but_it(attack, server):
    attacked = attack(PROXY="http://proxy.attack.test:3128")
    try:
        assert attacked.preview("http://good.attack.test/").json["title"] == "A page"
        assert attacked.preview("http://10.1.2.3/").status == 403, "the text is still checked"
        assert set(attacked.did("lookup")) == {"proxy.attack.test"}
        assert attacked.did("connect")[0].endswith(" 3128")
        asked = [head for head in server.heads if head.startswith("GET http://good.attack.test/ ")]
        assert len(asked) == 1
    finally:
        attacked.stop()


def test_the_environments_proxies_and_passwords_have_no_say(attack, monkeypatch, tmp_path, server):
    (tmp_path / ".netrc").write_text("machine good.attack.test login me password secret\n")
    (tmp_path / ".netrc").chmod(0o600)
    monkeypatch.setenv("NETRC", str(tmp_path / ".netrc"))
    for name in ("http_proxy", "HTTP_PROXY", "ALL_PROXY", "https_proxy"):
        monkeypatch.setenv(name, "http://127.0.0.1:9/")
    seen = len(server.heads)
    attacked = attack()
    try:
        assert attacked.preview("http://good.attack.test/").status == 200
        assert "authorization" not in "".join(server.heads[seen:]).lower()
    finally:
        attacked.stop()


def test_many_names_that_hang_do_not_stop_the_others(attacked, hostile):
    links = [f"http://slow-dns.hanging-{i % 2}.test/{i}" for i in range(12)]
    hanging = [threading.Thread(target=attacked.preview, args=(link,)) for link in links]
    for thread in hanging:
        thread.start()
    assert attacked.preview("http://good.attack.test/while-names-hang").status == 200
    for thread in hanging:
        thread.join(10)
