"""The pass over the tags: any bytes make a page, at a bounded cost."""

from __future__ import annotations

import gc
import time
import tracemalloc

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from preview.extract import candidates
from preview.extract.page import MAX_BYTES, read_page
from preview.extract.record import Mark
from preview.extract.wall import wall

URL = "https://page.test/a/b"
MIB = 1 << 20
CPU_S = 1.5  # three times what a MiB may cost


def read_all(body: bytes, content_type: str | None = None) -> int:
    page = read_page(body, content_type, URL)
    wall(page, 200)
    return len(list(candidates(page)))


def times(text: bytes, count: int | None = None) -> bytes:
    return (text * (count or MIB // len(text) + 1))[:MIB]


def ld(text: bytes) -> bytes:
    return b'<script type="application/ld+json">' + text[:MIB] + b"</script>"


HOSTILE = {
    "100k nested div": times(b"<div>"),
    "90k attributes on one element": b"<a " + b"".join(b"a%d=x " % n for n in range(90_000)) + b">",
    "one attribute of a MiB": b'<a x="' + times(b"y"),
    "unclosed links": times(b"<a>"),
    "unclosed paragraphs": times(b"<p>"),
    "b and i": times(b"<b><i>"),
    "nested tables": times(b"<table><tr><td>"),
    "only <": times(b"<"),
    "only <!--": times(b"<!--"),
    "only <script>": times(b"<script>"),
    "headings": times(b"<h1>x"),
    "abstracts in abstracts": times(b"<div class=abstract>x "),
    "metas": times(b'<meta property="og:title" content="x">'),
    "distinct metas": b"".join(b'<meta name="citation_a%d" content=x>' % n for n in range(25_000)),
    "flat itemscope": times(b'<i itemscope itemtype="http://schema.org/Article"></i>'),
    "itemscope tower": times(b'<i itemscope itemprop=author itemtype="http://schema.org/Article">'),
    "itemrefs": times(
        b'<i itemscope itemref="a b c d e f g" id=a itemtype="//schema.org/Article">'
    ),
    "deep JSON lists": ld(times(b"[")),
    "deep JSON objects": ld(times(b'{"a":')),
    "broken JSON": ld(b"{" + times(b'"a":"b",,/* */ //x\n')),
    "quotes in JSON": ld(b"{" + times(b'\\"')),
    "JSON nodes": ld(b"[" + times(b'{"@type":"Article","author":{"@id":"a"}},') + b"1]"),
    "a number of a MiB": ld(times(b"9")),
    "3 000 authors": b"<meta name=citation_author content=Doe><meta name=citation_author_email>"
    * 3_000,
    "NULs": times(b"\0"),
    "no UTF-8": times(b"\xff"),
    "charset tags": times(b"<meta charset="),
    "entities": times(b"&lt;"),
    "COinS fields": b'<span class=Z3988 title="' + times(b"rft.au=x&amp;") + b'">',
}


@pytest.mark.parametrize("name", HOSTILE)
def test_a_mib_of_anything_is_read_in_bounded_time(name):
    started = time.process_time()
    read_all(HOSTILE[name])
    assert time.process_time() - started < CPU_S


@pytest.mark.parametrize(
    "head", [times(b"<div>", 5_000), times(b"<a>", 5_000), b"<p " + times(b"a ", 999)]
)
def test_what_stands_behind_hostile_markup_is_read(head):
    # a tree parser drops all behind depth 254
    page = read_page(head + b"><meta name=description content=kept>", None, URL)
    assert {"name": "description", "content": "kept"} in [dict(meta) for meta in page.metas]


FRAGMENTS = st.sampled_from(
    [b"<", b">", b"<title>", b"</title>", b"<meta property=og:image:width content=", b"<script ",
     b"type=application/ld+json>", b'{"@type":"Article","author":', b"[", b"}", b"</script>",
     b"<svg>",
     b"<time datetime=x>", b"<nav>", b"</nav>", b" itemscope itemprop=name ", b"<!--", b"-->",
     b"\0",
     b"<base href='http://['>", b"<link rel=canonical href='//['>", b"&#xd800;", b"&#0;", b'"',
     b"<p class=abstract>", b"<img width=900 height=900 src=http://[>", b"\xff\xfe", b"<?xml "]
)  # fmt: skip


@settings(max_examples=150)
@given(
    st.lists(FRAGMENTS | st.binary(max_size=12), max_size=40).map(b"".join),
    st.none() | st.text(max_size=40) | st.sampled_from(["text/html; charset=utf-16", "charset="]),
)
def test_any_bytes_make_a_page(body, content_type):
    assert read_all(body, content_type) >= 0


def test_an_empty_page_states_nothing():
    assert list(candidates(read_page(b"", None, URL))) == []


def test_what_lies_behind_the_first_mib_is_not_read():
    body = b"<p>" + b" " * MAX_BYTES + b"<meta name=description content=late>"
    assert read_page(body, None, URL).metas == ()


@pytest.mark.parametrize(
    "before", ["<b>Warning</b>: disk full<br>", "\ufeff\ufeff", "x <!DOCTYPE html>\n"]
)
def test_the_language_is_heeded_behind_what_a_script_wrote_before_the_page(before):
    html = f'{before}<html class=x lang="cy-GB" dir=ltr><head><title>T</title>'
    page = read_page(html.encode(), "text/html; charset=utf-8", URL)
    assert (page.lang, page.direction, page.title) == ("cy-GB", "ltr", "T")


def test_a_base_that_is_no_web_address_is_none():
    assert read_page(b"<base href='javascript:x'>", None, URL).base == URL
    assert read_page(b"<base href='/x/'>", None, URL).base == "https://page.test/x/"


def test_a_caller_may_ask_for_blocks_of_a_template_that_it_knows():
    marks = (Mark("comment", classes=frozenset({"comments"}), tags=frozenset({"td"})),)
    html = (
        b'<td class="tablecell comments">12 pages, <a href="/x">code</a></td><td class=other>x</td>'
    )
    [block] = read_page(html, None, URL, marks=marks).blocks
    assert (block.kind, block.text, block.hrefs) == ("comment", "12 pages, code", ("/x",))


def test_a_link_in_a_paragraph_is_one_of_the_part_around_it():
    html = b"<div class=authors><p>Jane <a href=/jane>Doe</a></div>"
    [block] = read_page(html, None, URL).blocks
    assert block.hrefs == ("/jane",)


def test_no_paragraph_is_kept_behind_the_third_that_may_open_the_text():
    short, long = (
        b"A paragraph of fifty letters, or a few more of them",
        b"Long enough to open it. " * 5,
    )
    page = read_page(
        b"<p>".join([b"", short, b"x", long, long, short, long, short, long]), None, URL
    )
    opening = len(long.strip())
    lengths = [len(short), opening, opening, len(short), opening]
    assert [len(text) for text in page.paragraphs] == lengths


def test_a_page_that_was_read_holds_no_memory_until_the_garbage_collector_comes():
    page = b"<title>x</title>" + b"<p class=a>hello <a href=/x>world</a></p>" * 20_000
    read_page(page, "text/html", URL)
    gc.collect()
    gc.disable()
    tracemalloc.start()
    try:
        for _ in range(5):
            read_page(page, "text/html", URL)
        assert tracemalloc.get_traced_memory()[0] < len(page) // 2
    finally:
        tracemalloc.stop()
        gc.enable()


def test_a_link_whose_address_stands_behind_too_many_attributes_is_none():
    many = " ".join(f"a{n}=b" for n in range(40))
    html = f"<link {many} rel=icon href=/icon.png><a {many} href=/author/ada>Ada Lovelace</a>"
    page = read_page(html.encode(), None, "https://a.example/")
    assert page.links == ()
    assert not [c for c in candidates(page) if c.field == "icon"]
