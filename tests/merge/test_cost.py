"""A MiB of anything: read, stated, merged and explained in bounded time."""

from __future__ import annotations

import time

import pytest

from preview import extract
from preview.extract.page import MAX_BYTES, read_page
from preview.extract.pdf import is_author
from preview.extract.wall import wall
from preview.identity import parse_doi
from preview.merge import merge
from preview.model import WorkId
from preview.tex import has_tex
from preview.text import visible

CPU_S = 1.5  # three times what a MiB may cost
URL = "https://news.example/story"
PAPER = b'<title>On trees</title><meta name=citation_title content="On trees"><meta name=citation_journal_title content=J>'  # noqa: E501


def times(text: bytes, before: bytes = b"") -> bytes:
    return before + text * ((MAX_BYTES - len(before)) // len(text))


def numbered(text: bytes, count: int) -> bytes:
    return PAPER + b"".join(text % n for n in range(count))


WORDS = b"trees are walked in linear time and this is shown by a count of all their leaves "
ATTACKS = {
    "three thousand authors": numbered(b'<meta name=citation_author content="Doe%d, Jane">', 3000),
    "twenty thousand authors": numbered(b'<meta name=citation_author content="Doe, J%d">', 20000),
    "one author of a MiB": times(b"Jane Doe, ", PAPER + b'<meta name=citation_author content="'),
    "a hundred thousand commas": times(b"a,", PAPER + b'<meta name=author content="'),
    "a hundred thousand metas": times(b"<meta a=b c=d>"),
    "twenty thousand titles": times(b"<meta property=og:title content=x>"),
    "twenty thousand titles in markup": times(b'<meta property=og:title content="&lt;i&gt;x">'),
    "abstracts in markup and TeX": times(
        b'<meta name=dc.description content="&lt;i&gt;a&lt;/i&gt; $x_a$ \\alpha">', PAPER
    ),
    "abstracts that go on and on": times(
        b'<meta name=citation_abstract content="' + WORDS + b'">', PAPER
    ),
    "descriptions behind a cut one": times(
        b'<meta name=description content="' + WORDS * 2 + b'">',
        b'<meta property=og:description content="' + WORDS + b'...">',
    ),
    "dates that are none": times(b'<meta name=citation_date content="12 de foo 2019">', PAPER),
    "a tower of items with two names each": b"<p itemscope itemtype=http://schema.org/Event>"
    + b"<p itemscope itemprop='location about' itemtype=http://schema.org/Place>" * 40,
    "a long word before a style's brace": b"<title>&lt;b&gt;" + b"ab-" * 20_000 + b" {a: b",
    "a style without end": b"<title>&lt;b&gt;p {" + b"ab:" * 20_000,
    "keywords": times(b'<meta name=citation_keyword content="ab">', PAPER),
    "a keyword list of a MiB": times(b"a;", PAPER + b'<meta name=citation_keywords content="'),
    "ninety thousand attributes": b"<body " + b" ".join(b"a%d=1" % n for n in range(90_000)),
    "deep JSON-LD": times(b'{"@graph":[', b'<script type="application/ld+json">'),
    "JSON-LD that ends in a backslash": b'<script type="application/ld+json">["'
    + b'\\"' * 500_000
    + b"\\",
    "authors in JSON-LD": times(
        b'{"@type":"Person","name":"Ab Cd"},',
        b'<script type="application/ld+json">{"@type":"ScholarlyArticle","name":"x","author":[',
    ),
    "separators in a title": times(b"a | ", b"<title>"),
    "years": times(b"<p>2019</p>"),
    "a title before many volumes": times(
        b", x, Vol. 1", b"<title>On trees</title><meta name=description content='On trees"
    ),
    "percent signs": times(b"%20", b'<meta name=description content="'),
    "author boxes": times(b"<a class=author>Jane</a>"),
    "marks on one letter": times("\u0301\u0316".encode(), b"<title>a"),
    "formulas without an end": b"".join(
        [b'<meta name=citation_title content="' + b"\\(" * 32_000 + b'">'] * 16
    ),
    "paragraphs of one letter": b"".join(
        [b'<meta name=citation_title content="' + b"<p>" * 21_000 + b'">'] * 16
    ),
    "quotes behind a DOI": b"".join(
        [b'<meta name=citation_doi content="' + b"10.1000/a" + b"'" * 65_000 + b'!">'] * 16
    ),
}


@pytest.mark.parametrize("name", ATTACKS)
def test_a_mib_costs_no_more_than_a_bound_on_its_whole_way(name):
    started = time.process_time()
    page = read_page(ATTACKS[name][:MAX_BYTES], "text/html; charset=utf-8", URL)
    wall(page, 200)
    stated = extract.candidates(page)
    merged = merge(stated, work=WorkId("url", "news.example/story"), url=URL)
    for rows in merged.judged.values():
        assert len(rows) <= 200
    for field in ("alias", "canonical", "doi", "related"):
        merged.values.get(field)
    assert time.process_time() - started < CPU_S


@pytest.mark.parametrize(
    ("read", "text"),
    [
        (visible, "a" + "\u0301\u0316" * 100_000),
        (is_author, "@" * 60_000 + " x"),
        (is_author, "1" * 60_000 + " x"),
        (parse_doi, "10.1000/a" + "'" * 400_000),
        (has_tex, "\\(" * 100_000),
    ],
)
def test_one_text_costs_time_by_its_length_and_not_by_its_square(read, text):
    started = time.process_time()
    read(text)
    assert time.process_time() - started < CPU_S
