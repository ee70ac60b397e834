"""What an oEmbed answer may say on a card."""

from __future__ import annotations

import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from preview.extract.oembed import oembed_candidates
from preview.model import Candidate, Image, Player

URL = "https://service.test/oembed?url=1"
FRAME = '<iframe src="https://service.test/embed/1" width="640" height="360"></iframe>'
SAFE = Player("https://service.test/embed/1", 640, 360)


def answered(**answer):
    return list(oembed_candidates(json.dumps({"version": "1.0", **answer}).encode(), URL))


def framed(html, **answer):
    found = answered(**{"type": "video", "html": html, **answer})
    return next((c.value for c in found if c.field == "player"), None)


def test_a_video_tells_title_person_site_picture_and_player():
    assert answered(
        type="video", title="Sets", author_name="Ada Able", provider_name="Service",
        thumbnail_url="/t/1.jpg", thumbnail_width=480, thumbnail_height="360", html=FRAME,
    ) == [
        Candidate("title", "Sets", "oembed:title"),
        Candidate("author", "Ada Able", "oembed:author_name"),
        Candidate("site_name", "Service", "oembed:provider_name"),
        Candidate("image", Image("https://service.test/t/1.jpg", 480, 360), "oembed:thumbnail_url"),
        Candidate("player", SAFE, "oembed:html"),
    ]  # fmt: skip


def test_a_photo_is_its_own_image():
    found = answered(type="photo", url="https://service.test/1.jpg", width=800, height=600)

    assert found == [
        Candidate("image", Image("https://service.test/1.jpg", 800, 600), "oembed:url")
    ]


def test_xml_says_the_same():
    body = b"""<?xml version="1.0" encoding="utf-8"?><oembed><version>1.0</version>
        <type>video</type><title>Sets &amp; Maps</title>
        <html>&lt;iframe src="https://service.test/embed/1" width="640"
        height="360"&gt;&lt;/iframe&gt;</html></oembed>"""

    assert list(oembed_candidates(body, URL)) == [
        Candidate("title", "Sets & Maps", "oembed:title"),
        Candidate("player", SAFE, "oembed:html"),
    ]


def test_rich_markup_is_for_pages_and_not_for_cards():
    assert framed(FRAME, type="rich") is None


@pytest.mark.parametrize(
    "html",
    [
        FRAME + "<script>alert(1)</script>",
        "<script>alert(1)</script>" + FRAME,
        FRAME + FRAME,
        f"<div>{FRAME}</div>",
        FRAME.replace("></iframe>", "><p>no frames?</p></iframe>"),
        FRAME.replace("https:", "http:"),
        FRAME.replace("https://service.test/embed/1", "javascript:alert(1)"),
        FRAME.replace("https://service.test/embed/1", "data:text/html,x"),
        FRAME.replace("<iframe", '<iframe srcdoc="&lt;script&gt;"'),
        FRAME.replace("<iframe", "<iframe-x"),
        FRAME.replace("<iframe", '<iframe allow="camera; microphone"'),
        FRAME.replace('height="360"', 'height="100%"'),
        FRAME.removesuffix("</iframe>"),
        FRAME.replace('src="https://service.test/embed/1"', ""),
        "<iframe src='https://a.test/\"><script>' height=3",
        "<iframe " + "a " * 5_000 + "></iframe>",
        "<iframe" + " " * 8_000,
        "",
    ],
    ids=lambda html: html[:40],
)
def test_all_but_one_bare_safe_frame_is_refused(html):
    assert framed(html) is None


@pytest.mark.parametrize(
    ("html", "player"),
    [
        (FRAME.replace("https:", ""), SAFE),  # the scheme of the answer's own address
        (FRAME.replace('height="360"', 'height="9000"'), Player(SAFE.url, 640, 1024)),
        (FRAME.replace('width="640"', 'width="100%"'), Player(SAFE.url, None, 360)),
        (FRAME.replace("embed/1", "embed/1?a=1&amp;b=2"), Player(SAFE.url + "?a=1&b=2", 640, 360)),
        (
            FRAME.replace("<iframe", "<IFRAME title='a > b' allow=\"autoplay 'self'; gyroscope\""
                          " allowfullscreen frameborder=0"),
            Player(SAFE.url, 640, 360, ("autoplay", "fullscreen")),
        ),
    ],
)  # fmt: skip
def test_a_frame_is_taken_for_what_it_says(html, player):
    assert framed(html) == player


def test_a_frame_without_a_size_has_the_answers():
    html = f'<iframe src="{SAFE.url}"></iframe>'

    assert framed(html, width=640, height=360) == SAFE
    assert framed(html) is None


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"[]",
        b"null",
        b"[" * 60_000,
        b'{"version": "1.0", "title": ' + b"9" * 10_000 + b"}",
        b'{"version": "2.0", "title": "Sets"}',
        b'{"title": "Sets"}',
        b'{"version": "1.0", "title": ["Sets"], "thumbnail_url": {"a": 1}}',
        b'{"version": "1.0", "title": "' + b"a" * 65_536 + b'"}',  # longer than we read
        b"<html><title>Sets</title></html>",
        b"<oembed><version>1.0</version><title>Se",
        b'<!DOCTYPE oembed [<!ENTITY a SYSTEM "file:///etc/passwd">]>'
        b"<oembed><version>1.0</version><title>&a;</title></oembed>",
        b"callback({})",
    ],
    ids=lambda body: repr(body[:30]),
)
def test_what_is_no_oembed_states_nothing(body):
    assert list(oembed_candidates(body, URL)) == []


JSON = st.recursive(
    st.none() | st.booleans() | st.floats() | st.text(max_size=20),
    lambda inner: st.lists(inner, max_size=3),
    max_leaves=5,
)
KEYS = st.sampled_from(["type", "html", "url", "title", "width", "height", "thumbnail_url"])


@given(st.dictionaries(KEYS, JSON), st.sampled_from(["video", "photo", "rich"]))
@settings(max_examples=150)
def test_no_answer_is_too_odd(answer, kind):
    for candidate in answered(**{**answer, "type": kind}):
        assert candidate.family == "oembed"
        if isinstance(candidate.value, Player):
            assert candidate.value.url.startswith("https://")


@given(st.text(alphabet="<>/ifrmesc='\" \t", max_size=80))
@settings(max_examples=200)
def test_no_html_is_too_odd(html):
    assert framed("<iframe" + html) is None or "src" in html
