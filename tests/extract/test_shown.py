"""What a page shows to its readers and states in no tag."""

from __future__ import annotations

import datetime

import pytest

from preview import extract
from preview.extract.page import read_page

URL = "https://news.example/story"


def stated(html, field):
    page = read_page(html.encode(), "text/html; charset=utf-8", URL)
    return [(c.source, c.value) for c in extract.candidates(page) if c.field == field]


@pytest.mark.parametrize(
    "line", ["May 26, 2016", "Published on: 26 May 2016", "Thursday, May 26, 2016, 4:19 PM"]
)
def test_the_only_day_in_a_line_of_its_own_is_the_page_s(line):
    html = f"<h1>Story</h1><div>\n    {line}\n  </div><p>It rained.</p>"
    assert stated(html, "published") == [("body:day", "2016-05-26")]


@pytest.mark.parametrize(
    "html",
    [
        "<p>May 26, 2016</p><p>May 27, 2016</p>",  # a list of posts
        "<p>It happened on May 26, 2016 in Rome.</p>",  # told, not dated
        "<p>May 2016</p>",  # no day
        f"<p>{datetime.date.today():%d.%m.%Y}</p>",  # the day of reading
    ],
)
def test_other_days_are_not(html):
    assert stated(html, "published") == []


@pytest.mark.parametrize(
    "line",
    [
        "Von Jane am 26.05.2016, 11:51 | 0 Meinungen | Trees",
        "Gespeichert von jane am 26. Mai 2016 - 18:55",
        "Submitted by jane on Thursday, May 26, 2016 - 18:55",
        "This entry was posted on Thursday, May 26th, 2016 at 5:00 pm and is filed under Trees.",
        "Dieser Eintrag wurde am Donnerstag, 26. Mai 2016 erstellt und ist abgelegt unter Trees.",
        "Cet article a été publié le 26 mai 2016 par Jane",
    ],
)
def test_a_line_that_tells_of_the_post_tells_its_day(line):
    others = "<p>24. Mai 2016</p><p>25. Mai 2016</p>"
    html = f"<h1>Trees</h1>{'<p>It rained.</p>' * 6}<div>{line}</div>{others}"
    assert stated(html, "published") == [("body:day", "2016-05-26")]


@pytest.mark.parametrize(
    "line",
    ["By the river that rose on May 26, 2016 it rained", "This entry was found on May 26, 2016"],
)
def test_a_sentence_tells_of_no_post(line):
    html = f"<h1>Trees</h1>{'<p>It rained.</p>' * 6}<div>{line}</div>"
    assert stated(html, "published") == []


def test_two_lines_that_tell_of_posts_are_comments():
    lines = "<p>Posted by Jane on May 26, 2016</p><p>Posted by Ada on May 27, 2016</p>"
    assert stated(f"<h1>Trees</h1>{'<p>It rained.</p>' * 6}{lines}", "published") == []


def test_a_day_in_a_tag_comes_alone():
    html = '<meta name=date content="2016-05-20"><p>May 26, 2016</p>'
    assert stated(html, "published") == [("meta:date", "2016-05-20")]


@pytest.mark.parametrize(
    "line",
    [
        "5. November 2021, 10:39 Uhr",
        "05.11.2021 Rome, Italy",
        "Trees (1 / 1) 05.11.2021 13:30 von Ada",
        "A. Example / EX / Updated: Nov 5, 2021, 11:05",
        "2021-11-05",
    ],
)
def test_the_day_beside_the_heading_is_the_page_s_whatever_else_is_dated(line):
    others = "".join(f"<h4>Other</h4><p>{day}. November 2021</p>" for day in (4, 3, 2, 1))
    filler = "<p>It rained.</p>" * 5
    html = f"<title>Trees - Example</title><h1>Trees</h1><p>{line}</p>{filler}{others}"
    assert stated(html, "published") == [("body:day", "2021-11-05")]


def test_a_story_beside_the_heading_dates_nothing():
    story = "On May 26, 2016 it rained in Rome, and those who had come to see the trees went home."
    assert stated(f"<h1>Trees</h1><p>{story}</p>", "published") == []


def test_two_days_beside_the_heading_are_none():
    html = "<h1>Trees</h1><p>Rome, May 26, 2016</p><p>Oslo, May 28, 2016, 10:00</p>"
    assert stated(html, "published") == []


@pytest.mark.parametrize(
    ("line", "names"),
    [
        ("By Jane Doe", "Jane Doe"),
        ("by Jane Doe and Ada van der Example | May 26, 2016", "Jane Doe and Ada van der Example"),
        ("Von Jane Doe", "Jane Doe"),
        ("Words by Jane Doe @jane 16h", "Jane Doe"),
        ("Par Jane Doe · Le Monde des arbres", "Jane Doe"),
        ("Par Jean Le Roux", "Jean Le Roux"),
        ("By Jane Doe Tuesday, May 26, 2016", "Jane Doe"),
        ("By Jane Doe, Reuters", "Jane Doe, Reuters"),
    ],
)
def test_who_signed_beside_the_heading_is_the_author(line, names):
    html = f"<h1>Trees</h1><div>{line}</div><p>May 26, 2016</p>"
    assert stated(html, "author") == [("body:signed", names)]


@pytest.mark.parametrize("nobody", ["AP", "news.example.org", "admin"])
def test_who_signed_is_asked_where_a_tag_names_nobody(nobody):
    html = f"<meta name=author content='{nobody}'><h1>Trees</h1><p>By Jane Doe</p><p>May 26, 2016"
    assert stated(html, "author")[1:] == [("body:signed", "Jane Doe")]
    named = html.replace(nobody, "Ada Example")
    assert stated(named, "author") == [("meta:author", "Ada Example")]


def test_nobody_signs_a_page_without_a_day():
    assert stated("<h1>Trees</h1><p>Sort</p><p>By Brand Name</p>", "author") == []


@pytest.mark.parametrize(
    "html",
    [
        "<h1>Trees</h1><p>By the river it rained</p>",  # a sentence
        "<h1>Trees</h1><p>By Example News</p>",  # a desk
        "<h1>Trees</h1><p>By Jane</p>",  # could be anything
        "<h1>Trees</h1><p>By Jane Doe</p><p>By Ada Example</p>",  # a list of posts
        "<h1>Trees</h1>" + "<p>It rained.</p>" * 6 + "<p>By Jane Doe</p>",  # somebody's comment
    ],
)
def test_other_lines_sign_nothing(html):
    assert stated(html + "<p>May 26, 2016</p>", "author") == []


@pytest.mark.parametrize(
    ("line", "name"),
    [("Author: Stendhal", "Stendhal"), ("نويسنده : دو ، ژان - مترجم : ب", "دو ، ژان")],
)
def test_a_line_that_says_author_names_the_author(line, name):
    assert stated(f"<ul><li>{line}</li><li>Pages: 12</li></ul>", "author") == [
        ("body:signed", name)
    ]


def test_a_description_that_is_a_reference_is_read():
    html = (
        "<title>On a Case of Trees on JSTOR</title><meta property=og:description content="
        "'Ada Example, On a Case of Trees, Annals of Trees, Vol. 17, No. 2 (1831), pp. 171-177'>"
    )
    assert stated(html, "author") == [("meta:reference", "Ada Example")]
    assert stated(html, "container_title") == [("meta:reference", "Annals of Trees")]
    assert stated(html, "published")[0] == ("meta:reference", "1831")
    assert stated(html, "page") == [("meta:reference", "171-177")]


def test_a_reference_may_begin_with_its_year_and_its_title_stand_in_a_tag():
    html = (
        "<title>Trees of the north - Annals of Trees - Volume 34, Issue 21</title>"
        "<meta property=og:title content='Trees of the north'><meta property=og:description "
        "content='(2013). Trees of the north. Annals of Trees: Vol. 34, No. 21, pp. 7534-7544. "
        "doi: 10.1234/x'>"
    )
    assert stated(html, "author") == []
    assert stated(html, "published") == [("meta:reference", "2013")]
    assert stated(html, "container_title") == [("meta:reference", "Annals of Trees")]
    assert stated(html, "volume") == [("meta:reference", "34")]
    assert stated(html, "issue") == [("meta:reference", "21")]
    assert stated(html, "page") == [("meta:reference", "7534-7544")]


def test_a_reference_to_another_title_is_none():
    html = (
        "<title>My favourite papers</title><meta property=og:description content="
        "'Ada Example, On Trees, Annals of Trees, Vol. 17 (1831), pp. 171-177'>"
    )
    assert stated(html, "container_title") == []


def test_one_coins_is_the_page_s_own_only_where_the_page_bears_its_title():
    coins = "<span class=Z3988 title='rft.atitle=Trees+of+the+north&amp;rft.au=Doe%2C+Jane'></span>"
    own = f"<title>Trees of the north - Library</title>{coins}"
    assert stated(own, "author") == [("coins:rft.au", "Doe, Jane")]
    assert stated(f"<title>An encyclopedia's article</title>{coins}", "author") == []


def test_author_boxes_are_believed_where_they_agree():
    one = "<span class='author'>Jane Doe</span>"
    assert stated(one, "author") == [("body:one-author", "Jane Doe")]
    assert stated(f"{one}<span class='author'>A reader</span>", "author") == []


def test_who_is_quoted_or_comments_is_no_author():
    name = "<div><span class=author>Jane Doe</span></div>"
    assert stated(f"<div class=pull-quote>{name}</div>", "author") == []
    assert stated(f"<ol class=commentlist><li>{name}</li></ol>", "author") == []
    quoted = f"<div class=pullquote>{name}</div><p class=byline>By Ada Example</p>"
    assert stated(quoted, "author") == [("body:byline", "Ada Example")]


def test_of_several_bylines_the_first_is_the_page_s():
    html = "<p class=byline>by Jane Doe</p><p class=byline>by Ada Example</p>"
    assert stated(html, "author") == [("body:byline", "Jane Doe")]


def test_halves_of_a_name_are_two_words():
    html = (
        "<a class=author-name><span class=given-name>Jane</span><span class=surname>Doe</span></a>"
    )
    assert stated(html, "author") == [("body:author", "Jane Doe")]


def test_highlights_are_no_abstract():
    text = "The trees of the north were walked by many people. " * 4
    html = f"<div class=abstract><h2>Highlights</h2><p>{text}</p></div>"
    assert stated(html, "abstract") == []


def test_a_name_is_not_repeated_with_its_affiliation():
    html = (
        "<span class=author-name>Jane Doe</span>"
        "<span class=author-name>Jane Doe Example University, Rome</span>"
    )
    assert [value for _, value in stated(html, "author")] == ["Jane Doe"]


def test_an_abstract_begins_behind_its_label_and_the_template_s_links():
    text = "The trees of the north were walked by many people. " * 4
    html = f"<div class=abstract><p>Top of page</p><h2>Abstract</h2><p>{text}</p></div>"
    assert stated(html, "abstract") == [("body:abstract", text.strip())]


def test_of_two_first_headings_the_title_s_own_counts_and_the_logo_does_not():
    html = "<title>Trees of the ... [J Tree. 1981] - Example</title><h1>Example</h1><h1>Trees</h1>"
    assert ("body:h1", "Example") not in stated(html, "title")
    middle = "<title>New - Trees of the north - Cars</title><h1>Trees of the north</h1>"
    assert ("body:h1", "Trees of the north") in stated(middle, "title")


def test_a_picture_may_state_its_size_in_its_style():
    html = "<img src=/a.jpg style='width: 600px; height: 313px'>"
    image = stated(html, "image")[0][1]
    assert (image.width, image.height) == (600, 313)


STORIES = "".join(f"<p>Other</p><time datetime=2019-07-0{day}>July {day}</time>" for day in (1, 2))


@pytest.mark.parametrize(
    "heading",
    ["<h1>Trees of the north</h1>", "<h1>Other stories</h1><h4>Trees of the north</h4>"],
)
def test_of_several_marked_days_the_line_by_the_heading_tells_the_page_s(heading):
    html = f"<title>Trees of the north | Example</title>{STORIES}"
    story = f"{html}{'<p>It rained.</p>' * 5}{heading}<div>May 26, 2016</div><p>It rained.</p>"
    assert stated(story, "published")[-1] == ("body:dateline", "2016-05-26")


@pytest.mark.parametrize("line", ["Updated May 26, 2016", "Mis à jour le 26 mai 2016"])
def test_a_line_by_the_heading_that_tells_of_a_change_is_no_dateline(line):
    html = f"<title>Trees</title><h1>Trees</h1><p>{line}</p>{'<p>It rained.</p>' * 5}{STORIES}"
    assert {source for source, _ in stated(html, "published")} == {"body:time"}


def test_one_marked_day_is_looked_at_no_further():
    html = "<h1>Trees</h1><p>May 26, 2016</p><time datetime=2016-05-27></time>"
    assert stated(html, "published") == [("body:time", "2016-05-27")]


def test_the_line_by_the_heading_is_asked_beside_the_day_of_a_record():
    record = '{"@type": "NewsArticle", "name": "Trees", "dateCreated": "2019-05-07"}'
    script = f"<script type=application/ld+json>{record}</script>"
    html = f"{script}<h1>Trees</h1><p>12.10.2015, 19:16 Uhr</p>"
    assert stated(html, "published")[-1] == ("body:dateline", "2015-10-12")


def test_what_is_marked_as_a_day_and_is_none_says_nothing():
    html = "<h1>Trees</h1><p>May 26, 2016</p><span class=entry-date>Trees of 2017</span>"
    assert ("body:day", "2016-05-26") in stated(html, "published")


def test_a_day_before_the_web_is_told_of():
    assert stated("<h1>Trees</h1><p>August 14, 1935</p>", "published") == []


@pytest.mark.parametrize(
    "quoted",
    [
        "<blockquote class=instagram-media><time datetime=2018-03-12>12 March</time></blockquote>",
        "<blockquote><time datetime=2018-03-12>12 March</time></blockquote>",
        "<div class=ce_comments><p>Jane: <time datetime=2018-03-12>12 March</time></div>",
        "<article class=comment-body><span class=pubdate>2018-03-12</span></article>",
    ],
)
def test_the_day_of_a_quote_or_comment_is_not_the_page_s(quoted):
    html = f"<h1>Trees</h1>{'<p>It rained.</p>' * 5}{quoted}"
    assert {source for source, _ in stated(html, "published")} <= {"body:day"}


def test_a_login_with_a_digit_is_no_half_of_it():
    assert stated("<h1>On stacks</h1><p>Author: Aleph1</p>", "author") == []


@pytest.mark.parametrize("line", ["2019年04月21日 10:00公開", "入力 2019년 4월 21일 10:00"])
def test_a_day_may_be_written_as_in_east_asia(line):
    assert stated(f"<h1>物語の話</h1><p>{line}</p>", "published") == [("body:day", "2019-04-21")]


@pytest.mark.parametrize("label", ["Updated", "更新"])
def test_of_two_days_by_the_heading_the_one_of_a_change_is_not_the_page_s(label):
    html = f"<h1>Story of trees</h1><p>May 26, 2016</p><p>{label} May 29, 2016</p>"
    assert stated(html, "published") == [("body:day", "2016-05-26")]
