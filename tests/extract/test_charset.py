"""Characters: which label wins, and what no label may do."""

from __future__ import annotations

import pytest

from preview.extract.page import read_page

URL = "https://page.test/"


def title_of(body: bytes, content_type: str | None = None) -> str | None:
    return read_page(body, content_type, URL).title


def page_with(head: str, encoding: str, text: str = "Größe – 東") -> bytes:
    return f"{head}<title>{text}</title>".encode(encoding, "xmlcharrefreplace")


@pytest.mark.parametrize(
    ("body", "content_type"),
    [
        (b"\xef\xbb\xbf" + page_with("", "utf-8"), "text/html; charset=iso-8859-1"),  # BOM first
        ("\ufeff<title>Größe – 東</title>".encode("utf-16-le"), "text/html; charset=utf-8"),
        ("\ufeff<title>Größe – 東</title>".encode("utf-16-be"), None),
        (page_with("<meta charset=big5>", "utf-8"), 'text/html; charset="UTF-8"'),  # then header
        (page_with("<meta charset=windows-1252>", "cp1252"), None),
        (page_with('<meta http-equiv=Content-Type content="text/html; charset=latin1">', "cp1252"),
         "text/html"),  # latin1 is windows-1252 to the web, so the dash survives
        (page_with('<?xml version="1.0" encoding="shift_jis"?>', "shift_jis"), None),
        (page_with("<!-- <meta charset=big5> --><meta charset=utf-8>", "utf-8"), None),
        (page_with("<meta charset=utf-16>", "utf-8"), None),  # nobody can read that tag in UTF-16
        (page_with("", "utf-8"), None),  # nothing stated: UTF-8 where the bytes are
        (page_with("", "cp1252"), None),  # else cp1252
        (page_with("<meta charset=utf-7>", "utf-8"), "text/html; charset=unicode_escape"),
        (page_with("", "utf-8"), "text/html; charset=nonsense"),
        (page_with("", "gb18030"), "text/html; charset=gb2312"),
    ],
)  # fmt: skip
def test_the_title_is_read_right(body, content_type):
    assert title_of(body, content_type) == "Größe – 東"


def test_a_label_that_is_an_attack_is_no_label():
    # in UTF-7 this would be a tag
    assert title_of(b"<meta charset=utf-7><title>+ADw-b+AD4-</title>") == "+ADw-b+AD4-"


@pytest.mark.parametrize(
    "label", ["utf-32", "punycode", "idna", "rot13", "hz-gb-2312", "x-user-defined"]
)
def test_only_the_web_standard_s_labels_count(label):
    body = "<title>Größe</title>".encode()
    assert read_page(body, f"text/html; charset={label}", URL).charset == "utf-8"


def test_a_cut_character_at_the_end_does_not_turn_the_page_into_cp1252():
    body = "<title>Größe</title><p>東".encode()[:-1]
    assert read_page(body, None, URL).charset == "utf-8"
    assert title_of(body) == "Größe"


def test_a_broken_byte_costs_one_character():
    assert title_of(b"<title>a\xffb</title>", "text/html; charset=utf-8") == "a\ufffdb"
