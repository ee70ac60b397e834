from __future__ import annotations

import pytest

H1 = "<h1>The oaks of the north</h1>"


@pytest.mark.parametrize(
    ("title", "body", "expected"),
    [
        ("The oaks of the north | Tree News", H1, ["Tree News"]),
        ("The oaks of the north - Trees - Tree News", H1, ["Tree News"]),
        (
            "The oaks of the north \u00ab Tree News",
            "<h2>The  Oaks of the North</h2>",
            ["Tree News"],
        ),
        ("The oaks of the north", H1, []),
        ("Growing oaks in the north | Tree News", H1, []),  # no heading says where it begins
        ("Tree News | Oaks", "<h1>Tree News</h1>", []),  # too short: it may be the logo
        ("Tree Newspaper | All trees of the North", "<h1>Tree Newspaper</h1>", []),  # a slogan
        ("The oaks of the north | Blog", H1, []),  # a section
        ("The oaks of the north | 10.06.2013", H1, []),
        ("The Tree Newspaper » On oaks", "<h1>The Tree Newspaper</h1><h2>On oaks</h2>", []),
    ],
)
def test_what_stands_behind_the_heading_in_the_title_names_the_site(stated, title, body, expected):
    html = f"<title>{title}</title>{body}"
    assert stated(html, "site_name") == [("tab:end", name) for name in expected]


def test_a_site_that_is_named_needs_no_title_for_it(stated):
    html = f'<meta property="og:site_name" content="Trees"><title>Oaks | X</title>{H1}'
    assert [source for source, _ in stated(html, "site_name")] == ["og:site_name"]
