"""A key goes to the registry that gave it, and nowhere else."""

from __future__ import annotations

import pytest

from preview.errors import UpstreamUnreachable
from preview.fetch.client import Fetcher
from preview.fetch.policy import Policy
from preview.fetch.transport import Answer
from preview.model import Request

ASKED = Request(
    "https://api.registry.example/1?api_key=hush", authorization=("x-api-key", "s3cret")
)


class Web:
    def __init__(self, location=None):
        self.location = location
        self.asked = []

    def hop(self, target, headers, *, until, max_bytes):
        self.asked.append((target.host, headers.get("x-api-key")))
        if self.location and len(self.asked) == 1:
            return Answer(302, (("location", self.location),))
        return Answer(200, (("content-type", "application/json"),), b"{}")


def get(web):
    return Fetcher(web, Policy(), user_agent="test", clock=lambda: 0.0).get(ASKED, until=8.0)


def test_it_is_sent_to_the_host_that_is_asked():
    web = Web()
    get(web)
    assert web.asked == [("api.registry.example", "s3cret")]


@pytest.mark.parametrize("location", ["https://evil.example/", "https://api.registry.example/2"])
def test_it_never_follows_a_redirect(location):
    web = Web(location)
    get(web)
    assert [key for _, key in web.asked] == ["s3cret", None]


def test_nobody_reads_it_in_a_representation():
    assert "s3cret" not in repr(ASKED)


def test_a_refused_redirect_tells_our_log_no_query():
    with pytest.raises(UpstreamUnreachable) as refused:
        get(Web("http://[::1]/?api_key=hush"))
    assert "hush" not in (refused.value.reason or "")
