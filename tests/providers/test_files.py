"""Which bytes of a file are asked for, and what a failure costs."""

from __future__ import annotations

import pytest

from preview.errors import UpstreamError, UpstreamTimeout
from preview.model import Fetched
from preview.pdf.process import WINDOW
from preview.providers.files import file_candidates, first_look

INFO = b"2 0 obj << /Title (Far away) >> endobj trailer << /Info 2 0 R >>\n"
LONG = b"%PDF-1.7\n" + b"x" * 300_000 + INFO


def serving(body, kind, *, ranges=True, fails=()):
    """A server of one file; it keeps what it was asked, and fails at ranges in *fails*."""
    asked = []

    def get(request):
        asked.append(request.byte_range)
        if request.byte_range in fails:
            raise UpstreamTimeout("Too slow.", url=request.url)
        status, part, headers = 200, body, {"content-type": kind}
        if ranges and request.byte_range:
            start, _, end = request.byte_range.removeprefix("bytes=").partition("-")
            first = int(start) if start else max(0, len(body) - int(end))
            part = body[first : int(end) + 1] if start else body[first:]
            status = 206
            headers["content-range"] = f"bytes {first}-{first + len(part) - 1}/{len(body)}"
        most = request.max_bytes or 1_048_576
        cut = len(part) > most
        return Fetched(request.url, status, headers, part[:most], (request.url,), truncated=cut)

    get.asked = asked
    return get


def told(url, get):
    return [(c.field, c.value) for c in file_candidates(first_look(url, get), get)]


HEAD, TAIL = f"bytes=0-{WINDOW - 1}", f"bytes=-{WINDOW}"


def test_a_pdf_is_asked_for_both_ends():
    get = serving(LONG, "application/pdf")

    assert ("title", "Far away") in told("https://files.test/a.pdf", get)
    assert get.asked == [HEAD, TAIL]


def test_a_short_pdf_is_asked_for_once():
    get = serving(b"%PDF-1.7\n" + INFO, "application/pdf")

    assert ("title", "Far away") in told("https://files.test/a.pdf", get)
    assert get.asked == [HEAD]


def test_a_pdf_that_came_whole_is_not_asked_for_again():
    get = serving(LONG, "application/pdf")

    assert ("title", "Far away") in told("https://files.test/download", get)
    assert get.asked == [None]


def test_a_large_pdf_behind_any_address_is_asked_for_its_end():
    get = serving(b"%PDF-1.7\n" + b"x" * 2_000_000 + INFO, "application/pdf")

    assert ("title", "Far away") in told("https://files.test/download", get)
    assert get.asked == [None, TAIL]


def test_a_server_without_ranges_costs_the_title_only():
    get = serving(LONG, "application/pdf", ranges=False)

    assert told("https://files.test/a.pdf", get) == [("page_type", "pdf"), ("title", "a.pdf")]


def test_an_end_that_does_not_come_costs_the_title_only():
    get = serving(LONG, "application/pdf", fails=(TAIL,))

    assert told("https://files.test/a.pdf", get) == [("page_type", "pdf"), ("title", "a.pdf")]


def test_of_a_film_no_more_than_its_head_is_asked_for():
    get = serving(b"\0" * 5_000_000, "video/mp4")

    assert told("https://files.test/a.mp4", get) == [
        ("page_type", "video-file"),
        ("title", "a.mp4"),
    ]
    assert get.asked == [HEAD]


def test_a_long_page_behind_a_files_address_is_asked_for_whole():
    page = b"<html>" + b" " * 100_000
    get = serving(page, "text/html")

    assert first_look("https://wiki.test/wiki/Photo.jpg", get).body == page
    assert get.asked == [HEAD, None]


def test_a_short_page_behind_a_files_address_is_asked_for_once():
    get = serving(b"<html>", "text/html")

    assert first_look("https://wiki.test/wiki/Photo.jpg", get).body == b"<html>"
    assert get.asked == [HEAD]


def test_a_wikis_page_about_a_file_is_a_page_from_the_start():
    get = serving(b"<html>", "text/html")

    first_look("https://wiki.test/wiki/File:Photo.jpg", get)

    assert get.asked == [None]


def test_a_file_that_is_not_there_is_an_error():
    def get(request):
        raise UpstreamError("Broken.", url=request.url)

    with pytest.raises(UpstreamError):
        first_look("https://files.test/a.pdf", get)
