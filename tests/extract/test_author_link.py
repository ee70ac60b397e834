"""The author to whose page a page leads."""

from __future__ import annotations

import pytest

LINK = '<a href="https://blog.test/author/{}/">{}</a>'
ADA = LINK.format("ada", "Ada Lovelace")


def named(find, html):
    return [candidate.value for candidate in find(html, "body:author-link")]


@pytest.mark.parametrize(
    ("html", "name"),
    [
        (ADA, "Ada Lovelace"),
        (f"{ADA} {LINK.format('ada', 'View all posts')} {LINK.format('ada', '')}", "Ada Lovelace"),
        (LINK.format("7", "Ada Lovelace, Chief Engineer"), "Ada Lovelace"),
        (LINK.format("ada", "Ada"), "Ada"),  # no full name, but the address says it too
        (LINK.format("ada_99", "ada99"), "ada99"),
        ('<a href="/blog/autor/ada?from=post">Ada Lovelace</a>', "Ada Lovelace"),
    ],
)
def test_a_link_to_the_page_of_one_author_names_them(find, html, name):
    assert named(find, html) == [name]


@pytest.mark.parametrize(
    "html",
    [
        f"{ADA} {LINK.format('grace', 'Grace Hopper')}",  # stories with theirs, or two authors
        LINK.format("7", "View all posts"),
        LINK.format("7", "Ada"),
        '<a href="/authors/guidelines">Author Guidelines</a>',
        '<a href="/author/">Author Login</a>',
        '<a href="/autos/ada">Ada Lovelace</a>',
        f"<nav>{ADA}</nav>",
        f'<ol class="commentlist"><li>{ADA}</ol>',
    ],
)
def test_other_links_name_no_author(find, html):
    assert named(find, html) == []


def test_a_list_of_stories_leaves_room_for_other_parts(find):
    links = "".join(LINK.format(f"a{n}", "Ada Lovelace") for n in range(999))
    assert find(f'{links}<p class="byline">By Ada Lovelace</p>', "body:byline")
    assert named(find, links) == []


@pytest.mark.parametrize("comments", ["<ul class=comments-list>", "<div id=commentaires>"])
def test_a_reader_who_comments_is_no_author(find, comments):
    html = f"{comments}<p class=auteur>reader7</p><p class=auteur>Grace H</p>"
    assert find(html, "author") == []
