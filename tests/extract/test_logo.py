"""The site's name, on which a link home and the title agree."""

from __future__ import annotations

import pytest

HOME = '<a href="{}">{}</a>'


def named(find, title, html):
    return [c.value for c in find(f"<title>{title}</title><body>{html}", "body:logo")]


@pytest.mark.parametrize(
    "html",
    [
        HOME.format("/", "Tree News"),
        HOME.format("https://www.journal.test/", "<b>Tree</b> News"),
        HOME.format("/index.html", '<img src="/l.png" alt="Tree News">'),
        '<a href="/en/" title="Tree News"><img src="/l.png"></a>',
        f"<h1>{HOME.format('./', 'Tree News')}</h1>",
        f"<nav>{HOME.format('/', 'Home')} {HOME.format('/', 'Tree News')}</nav>",
    ],
)
@pytest.mark.parametrize("title", ["On oaks | Tree News", "Tree News: on oaks", "Oaks «Tree News"])
def test_a_logo_that_begins_or_ends_the_title_names_the_site(find, title, html):
    assert named(find, title, html) == ["Tree News"]


@pytest.mark.parametrize(
    ("title", "html"),
    [
        ("On oaks", HOME.format("/", "Tree News")),
        ("On oaks and Tree News", HOME.format("/", "Tree News")),  # nothing parts it
        ("Tree News", HOME.format("/", "Tree News")),  # nor is there anything else
        ("On oaks | Tree News", HOME.format("/oaks", "Tree News")),
        ("On oaks | Tree News", HOME.format("https://owner.test/", "Tree News")),
        ("On oaks | News", HOME.format("/", "News")),  # menus call a front page so
        ("Oaks | Tree News", '<a href="/x">x</a>' * 99 + HOME.format("/", "Tree News")),
    ],
)
def test_other_links_name_no_site(find, title, html):
    assert named(find, title, html) == []
