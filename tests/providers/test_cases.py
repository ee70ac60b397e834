"""Each folder of cases/<provider>/<case> is a link, the answers of the web, and what must come out.

input.toml names the link and, under [replies], each request that may be made with the file that
answers it; a reply may also be a table: `status`, `error` (a code), `body` with its `type`, and
`landed`, where redirects lead.  expected.json holds the part
of the native preview that the case is about, or {"problem": code}.
"""

from __future__ import annotations

import json
import mimetypes
import tomllib
from dataclasses import asdict
from pathlib import Path

import pytest

from preview.errors import CODES, NotFound, PreviewError, UpstreamBlocked, UpstreamError
from preview.identity import identify
from preview.model import Fetched, Record
from preview.providers import Access, discover
from preview.service.loading import Loader
from preview.service.showing import show

CASES = sorted(path.parent for path in (Path(__file__).parent / "cases").rglob("input.toml"))
STATUSES = {404: NotFound, 410: NotFound, 401: UpstreamBlocked, 403: UpstreamBlocked,
            429: UpstreamBlocked}  # fmt: skip


def replay(folder: Path, replies: dict):
    """The web that a case knows, and no other: another request is a KeyError with its URL."""

    def fetch(request, *, until):
        reply = replies[request.url]
        reply = {"file": reply} if isinstance(reply, str) else reply
        status = reply.get("status", 200)
        if "error" in reply:
            raise failing(CODES[reply["error"]], request.url)
        if status >= 400:
            raise STATUSES.get(status, UpstreamError)("As the case says.", url=request.url)
        landed = reply.get("landed", request.url)
        hops = (request.url,) if landed == request.url else (request.url, landed)
        if len(hops) > 1 and request.stop and request.stop(landed):
            return Fetched(request.url, 302, {}, b"", hops[:1], stopped_at=landed)
        kind = reply.get("type") or mimetypes.guess_type(reply["file"])[0]
        body = reply["body"].encode() if "body" in reply else (folder / reply["file"]).read_bytes()
        headers = {"content-type": f"{kind}; charset=utf-8" if kind == "text/html" else kind}
        return Fetched(landed, status, headers, body, hops)

    return fetch


def failing(kind, url):
    error = kind.__new__(kind)  # classes differ in what their own __init__ takes
    PreviewError.__init__(error, "As the case says.", url=url)
    return error


def subset(actual, expected):
    """*actual* cut down to the keys that *expected* has."""
    if isinstance(expected, dict) and isinstance(actual, dict):
        return {key: subset(actual.get(key, "no such key"), expected[key]) for key in expected}
    return actual


@pytest.mark.parametrize("case", CASES, ids=lambda path: f"{path.parent.name}/{path.name}")
def test_case(case):
    given = tomllib.loads((case / "input.toml").read_text())
    expected = json.loads((case / "expected.json").read_text())
    link = identify(given["url"])
    loader = Loader(
        replay(case, given.get("replies", {})),
        discover(),
        Access(**given.get("access", {})),
        clock=lambda: 1_700_000_000.0,
        monotonic=lambda: 0.0,
    )
    loaded = loader.load(link, until=8.0, language=None, previous=None)

    if "problem" in expected:
        assert isinstance(loaded.outcome, PreviewError)
        assert loaded.outcome.code == expected["problem"]
        return
    assert isinstance(loaded.outcome, Record)
    shown = json.loads(json.dumps(asdict(show(link, loaded.outcome, fresh_until=0.0))))
    assert subset(shown, expected) == expected
