"""Links and the body: the last resort."""

from __future__ import annotations

import pytest

from preview.model import Image

TEXT = "We show that a sentence of some length is worth more than a short one. " * 3


def test_link_relations(stated):
    html = """
        <link rel="canonical" href="/c"><link rel="cite-as" href="https://doi.org/10.1/x">
        <link rel="license" href="https://creativecommons.org/licenses/by/4.0/">
        <link rel="alternate" type="application/pdf" href="x.pdf">
        <link rel="alternate" type="text/xml+oembed" href="/oembed.xml">
        <link rel="alternate" type="application/json+oembed" href="/oembed.json">
        <link rel="image_src" href="/i.png"><link rel="canonical" href="javascript:alert(1)">"""
    assert stated(html, "canonical") == [("link:canonical", "https://journal.test/c")]
    assert stated(html, "cite_as") == [("link:cite-as", "https://doi.org/10.1/x")]
    assert stated(html, "pdf_url") == [("link:pdf_url", "https://journal.test/articles/x.pdf")]
    assert [v for _, v in stated(html, "oembed")] == [
        "https://journal.test/oembed.json",  # JSON first
        "https://journal.test/oembed.xml",
    ]
    assert stated(html, "image") == [("link:image_src", Image("https://journal.test/i.png"))]


@pytest.mark.parametrize(
    ("feeds", "named"),
    [
        (["Tree News &raquo; Feed", "Tree News &raquo; Comments Feed"], ["Tree News"]),
        (["Tree News &raquo; On oaks Kommentar-Feed"], ["Tree News"]),
        (["Tree News - Atom", "Tree News - RSS"], ["Tree News"]),
        (["Tree News - Oaks", "Tree News - RSS"], []),  # the first is the page's own
        (["RSS"], []),
    ],
)
def test_the_titles_of_feeds_name_the_site(stated, feeds, named):
    link = '<link rel="alternate" type="application/rss+xml" href="/feed" title="{}">'
    html = "".join(map(link.format, feeds))
    assert stated(html, "site_name") == [("feed:title", name) for name in named]


@pytest.mark.parametrize(
    ("title", "named"),
    [
        ("On oaks | Example Notes", ["Example Notes"]),
        ("Example Notes » Blog Archive » On oaks", ["Example Notes"]),
        ("On oaks", []),  # it may be the feed of a section
    ],
)
def test_a_feed_of_an_old_theme_names_the_site_where_the_title_does_too(find, title, named):
    link = '<link rel=alternate type="application/rss+xml" title="Example Notes RSS Feed" href=f>'
    assert [c.value for c in find(f"<title>{title}</title>{link}", "feed:title")] == named


def test_the_icon_that_fits_a_card_comes_first(stated):
    html = """<link rel="apple-touch-icon" href="/180.png" sizes="180x180">
        <link rel="icon" href="/16.png" sizes="16x16">
        <link rel="shortcut icon" href="/96.png" sizes="96x96">
        <link rel="mask-icon" href="/mask.svg">"""
    assert [v.rpartition("/")[2] for _, v in stated(html, "icon")] == [
        "96.png",
        "16.png",
        "180.png",
    ]


@pytest.mark.parametrize(
    "html",
    [
        '<blockquote class="abstract mathjax"><span>Abstract:</span> {}</blockquote>',
        '<section id="Abs1"><h2>Abstract</h2><p>{}</p></section>',
        '<section role="doc-abstract"><p>{}</p></section>',
        '<div class="x hlFld-Abstract">{}</div>',
    ],
)
def test_an_abstract_block_is_found_by_what_its_template_calls_it(find, html):
    [found] = find(html.format(TEXT), "abstract")
    assert found.source == "body:abstract"
    assert TEXT.strip() in found.value


def test_a_short_abstract_block_is_a_label(find):
    assert find('<a href="#abs"><span class="abstract">Abstract</span></a>', "abstract") == []


def test_the_text_of_a_block_keeps_its_paragraphs_and_nothing_unseen(find):
    html = (
        f'<div class="abstract"><p>{TEXT}</p><script>x()</script><p>Second<br>line {TEXT}</p></div>'
    )
    [found] = find(html, "abstract")
    assert found.value == f"{TEXT.strip()}\n\nSecond\nline {TEXT.strip()}"


def test_one_heading_is_the_title_and_many_are_none(find):
    assert [c.value for c in find("<h1>One</h1>", "body:h1")] == ["One"]
    assert find("<h1>First</h1><h1>Second</h1>", "body:h1") == []
    many = "<title>Second | Site</title><h1>Site name</h1><h1>Second</h1>"
    assert [c.value for c in find(many, "body:h1")] == ["Second"]


def test_a_heading_that_ends_the_title_is_the_site_s_logo(find):
    assert find("<title>A paper - PubMed</title><h1>PubMed</h1>", "body:h1") == []


def test_the_label_over_an_abstract_is_not_its_text(find):
    [found] = find(f'<div class="abstract"><h2>Abstract</h2><p>{TEXT}</p></div>', "abstract")
    assert found.value == TEXT.strip()


def test_a_title_in_a_picture_is_none_of_the_page(find):
    html = "<svg><title>Logo</title></svg><title>Page</title>"
    assert [c.value for c in find(html, "html:title")] == ["Page"]


def test_authors_and_dates_that_the_page_shows(find):
    html = """<a rel="author" href="/ann">Ann Doe</a><p class="byline">By Ann Doe</p>
        <time datetime="2020-05-06">May 6</time><time class="updated" datetime="2020-06-01"></time>
        <aside><a rel="author">Somebody Else</a><time datetime="1999">x</time></aside>"""
    found = find(html)
    assert [(c.source, c.value) for c in found if c.field == "author"] == [
        ("body:rel-author", "Ann Doe"),
        ("body:byline", "Ann Doe"),
    ]
    assert [c.value for c in found if c.field == "published"] == ["2020-05-06"]
    assert [c.value for c in found if c.field == "updated"] == ["2020-06-01"]


def test_only_pictures_that_say_they_are_large_and_not_flat_are_taken(find):
    html = """<img src="/icon.png" width="16" height="16"><img src="/some.png">
        <img src="/big.jpg" width="800" height="600" alt="Big"><img src="/full.jpg" width="100%">
        <img src="/head.jpg" width="1800" height="600">"""
    assert [c.value for c in find(html, "image")] == [
        Image("https://journal.test/big.jpg", 800, 600, "Big")
    ]


def test_the_first_paragraph_describes_where_nothing_else_does(find):
    html = f"<nav><p>{'Menu ' * 20}</p></nav><p>Short.</p><p>{TEXT}</p>"
    assert [c.value for c in find(html, "description")] == [TEXT.strip()]
    assert [
        (c.source, c.value) for c in find("<h1>T</h1>Some text.<div>More.</div>", "description")
    ] == [("body:text", "Some text.\n\nMore.")]


def test_the_first_three_long_parts_may_describe_since_one_may_be_a_menu(find):
    parts = [f"{number} {TEXT.strip()}" for number in range(5)]
    paragraphs = "".join(f"<p>{part}</p>" for part in parts)
    divisions = "".join(f"<div>{part}</div>" for part in parts)
    assert [c.value for c in find(paragraphs, "description")] == parts[:3]
    assert [c.value for c in find(divisions, "description")] == parts[:3]
