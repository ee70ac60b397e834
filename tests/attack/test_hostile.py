"""Every behaviour of the threat table against a real gunicorn whose guard is on."""

from __future__ import annotations

import json
import re
import time
from concurrent.futures import ThreadPoolExecutor

import pytest

pytestmark = pytest.mark.server

LATE_S = 0.5  # promised beyond the deadline
NOISE = 3  # a busy machine's share: no test here is about speed
MEMORY_MB = 60

# C0 and C1 but line breaks, DEL, bidi overrides, surrogates, noncharacters
FORBIDDEN = re.compile(
    "[\x00-\x09\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff\ud800-\udfff"
    "\ufdd0-\ufdef\ufffe\uffff]"
)
HTML = ("abstract_html", "title_html")
LINKS = ("canonical_url", "icon", "pdf_url", "html_url", "license")


def strict(body: bytes):
    def refuse(number: str):
        raise AssertionError(f"{number} is no JSON")

    return json.loads(body, parse_constant=refuse)


def texts(value, key=""):
    """Yield each text of a JSON document with the key that it stands below."""
    if isinstance(value, str):
        yield key, value
    elif isinstance(value, dict):
        for name, inner in value.items():
            yield "", name
            yield from texts(inner, name)
    elif isinstance(value, list):
        for inner in value:
            yield from texts(inner, key)


def check_safe(reply) -> None:
    """What holds for whatever a site does: one of the contract's answers, and nothing harmful."""
    assert reply.status in {200, 404, 502, 504}
    assert reply.headers["x-content-type-options"] == "nosniff"
    assert b"<" not in reply.body, "JSON that a browser takes for a page stays harmless"
    for key, text in texts(strict(reply.body)):
        assert not FORBIDDEN.search(text), (key, text)
        if key in HTML:
            assert not re.search(r"<(?!/?(?:p|br|i|b|em|strong|sub|sup|ul|ol|li|a)\b)", text), text
            assert not re.search(r"<[^>]*(?:\son\w+\s*=|javascript:)", text), text
        if key in LINKS:
            assert re.match(r"https?://[^@\s]+$", text), (key, text)
            assert not re.match(r"https?://(?:127|10|169\.254|\[)", text), (key, text)


def check_code(reply, behaviour) -> None:
    code = "card" if reply.status == 200 else strict(reply.body)["code"]
    assert behaviour.expect in ("any", code), (behaviour.name, behaviour.why, code)


def test_what_is_slow_ends_at_the_deadline(attacked, hostile, deadline_s):
    def ask(behaviour):
        began = time.monotonic()
        reply = attacked.preview(hostile.url_of(behaviour))
        return behaviour, reply, time.monotonic() - began

    with ThreadPoolExecutor(len(hostile.SLOW)) as pool:
        for behaviour, reply, wall_s in pool.map(ask, hostile.SLOW):
            check_safe(reply)
            check_code(reply, behaviour)
            assert wall_s <= deadline_s + LATE_S * NOISE, (behaviour.name, wall_s)


@pytest.mark.parametrize("group", ["ENDLESS", "FRAMING", "REDIRECTS", "PAGES"])
def test_nothing_breaks_it(attacked, hostile, deadline_s, memory, group):
    pid = attacked.workers()[0]
    for behaviour in getattr(hostile, group):
        memory.forget_peak(pid)
        idle_mb = memory.now_mb(pid)  # a page before may have left the allocator a few MB
        began = time.monotonic()
        reply = attacked.preview(hostile.url_of(behaviour))
        wall_s = time.monotonic() - began
        check_safe(reply)
        check_code(reply, behaviour)
        assert wall_s <= deadline_s + LATE_S * NOISE, (behaviour.name, wall_s)
        assert memory.peak_mb(pid) - idle_mb <= MEMORY_MB, behaviour.name
    assert attacked.workers() == [pid], "the worker is still the same"


def test_after_all_that_it_is_well(attacked, hostile):
    assert attacked.get("/healthz").status == 200
    assert strict(attacked.preview(hostile.url_of(hostile.GOOD)).body)["title"] == "A page"
    assert [x for x in attacked.service.lines() if x["level"] in {"error", "critical"}] == []


def test_no_packet_ever_went_inside(attacked, hostile, server):
    public = {hostile.PUBLIC, "93.184.215.99", "93.184.215.77"}
    assert {line.partition(" ")[0] for line in attacked.did("connect")} <= public
    assert {line.partition(" ")[2] for line in attacked.did("connect")} <= {"80", "443"}
    heads = "".join(server.heads)
    assert not re.search(r"^(authorization|proxy|referer|x-forwarded)", heads, re.I | re.M)


_FORMATS = """json lemmy mastodon matrix summaly iframely microlink oembed opengraph slack html
bibtex ris csl"""
FORMATS = _FORMATS.split()


@pytest.mark.parametrize("name", ["markup-everywhere", "urls-javascript", "controls", "entities"])
@pytest.mark.parametrize("form", FORMATS)
def test_every_format_is_as_harmless(attacked, hostile, name, form):
    behaviour = next(it for it in hostile.PAGES if it.name == name)
    reply = attacked.preview(hostile.url_of(behaviour), format=form)
    assert reply.status in {200, 400}  # a citation of what is no paper
    kind = reply.headers["content-type"]
    text = reply.body.decode("utf-8").replace("\r\n", "\n")  # RIS ends its lines so
    assert not FORBIDDEN.search(text)
    if "json" in kind:
        assert b"<" not in reply.body
        found = list(texts(strict(reply.body)))
        assert not [t for k, t in found if "url" in k and t.startswith(("javascript:", "data:"))]
    if "html" in kind:
        page = reply.body.lower()
        assert b"<script" not in page
        assert not re.search(rb"<[^>]*\son\w+=|(?:href|src)=\W?(?:javascript|data):", page)
        assert "default-src 'none'" in reply.headers["content-security-policy"]
