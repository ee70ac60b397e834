"""What a reader sees, and what a forum that frames the card may rely on."""

from __future__ import annotations

import re
from html import unescape

import pytest

from preview.formats import Options, discover
from preview.model import Author, Image, Related

OURS = Options(base_url="https://preview.example.org")
LONG = "word " * 300


def card(preview, options=OURS) -> str:
    return discover()["html"].render(preview, options).decode()


def texts(page: str, tag: str) -> list[str]:
    return [
        unescape(re.sub("<[^>]+>", "", inner))
        for inner in re.findall(f"<{tag}\\b.*?</{tag}>", page)
    ]


def links(page: str) -> dict[str, str]:
    found = re.findall(r'<a href="([^"]+)"[^>]*>([^<]*)</a>', page)
    return {unescape(text): unescape(href) for href, text in found}


@pytest.mark.parametrize(
    ("stated", "badges"),
    [
        ({"genre": "preprint"}, ["Preprint"]),
        ({"genre": "preprint", "status": "withdrawn"}, ["Withdrawn", "Preprint"]),
        ({"work_id": "doi:10.1000/1", "genre": "article-journal"}, []),
        ({"work_id": "doi:10.1000/1", "genre": None, "status": "retracted"}, ["Retracted"]),
        ({"work_id": "doi:10.1000/1", "genre": None, "status": "corrected"}, ["Corrected"]),
        ({"version": 1, "newest_version": 3}, ["Version 1; version 3 is newer", "Preprint"]),
        ({"version": 3, "newest_version": 3}, ["Preprint"]),
        ({"status": "superseded"}, ["There is a newer version", "Preprint"]),
        ({"open_access": True}, ["Preprint", "Open access"]),
        ({"open_access": False}, ["Preprint"]),
        ({"sensitive": True}, ["Preprint", "Sensitive"]),
        ({"paper": None, "type": "video"}, ["Video"]),
        ({"paper": None, "type": "website"}, []),
    ],
)
def test_badges_say_what_a_reader_has_to_know_first(make, stated, badges):
    page = card(make(**stated))
    assert texts(page.partition('<ul class="badges"')[2].partition("</ul>")[0], "li") == badges


def test_the_card_leads_to_page_pdf_doi_article_and_citation(make):
    preview = make(
        pdf_url="https://arxiv.org/pdf/2501.00001",
        related=(Related("doi:10.1000/9", "published_as"), Related("doi:10.1000/8", "mentions")),
    )
    assert links(card(preview)) == {
        "On Testing": "https://arxiv.org/abs/2501.00001",
        "Abstract": "https://arxiv.org/abs/2501.00001",
        "PDF": "https://arxiv.org/pdf/2501.00001",
        "DOI": "https://doi.org/10.48550/arXiv.2501.00001",
        "Published version": "https://doi.org/10.1000/9",
        "Cite (BibTeX)": "https://preview.example.org/preview"
        "?url=https%3A%2F%2Farxiv.org%2Fabs%2F2501.00001&format=bibtex",
    }


def test_a_page_that_is_no_paper_has_its_title_as_only_link(make):
    assert list(links(card(make(paper=None, type="website")))) == ["On Testing"]


def test_the_card_and_oembed_point_at_each_other(make):
    page = card(make())
    found = re.search(r'<link rel="alternate" type="application/json\+oembed" href="([^"]+)"', page)
    assert unescape(found[1]) == (
        "https://preview.example.org/oembed"
        "?url=https%3A%2F%2Farxiv.org%2Fabs%2F2501.00001&format=json"
    )
    assert "https://preview.example.org/card?url=" in (
        discover()["oembed"].render(make(), OURS).decode()
    )


def test_nothing_is_loaded_from_anywhere(make):
    page = card(make(image=Image("https://example.org/1.png"), icon="https://example.org/i.ico"))
    assert "example.org/1.png" not in page
    assert not re.search(r"src=|@import|url\(", page)


def test_three_thousand_authors_are_three_and_a_number(make):
    crowd = tuple(Author(f"Author {n}") for n in range(200))
    page = card(make(authors=crowd, author_count=3000))
    assert "Author 0, Author 1, Author 2 + 2997 more" in page
    assert len(page) < 6000


def test_a_long_title_is_cut_and_a_long_abstract_folded(make):
    page = card(make(title=LONG, description=f"{LONG}\n\nThe end."))
    assert len(texts(page, "h1")[0]) <= 300
    assert "<details" in page
    assert texts(page.partition("</summary>")[2], "p") == [LONG.strip(), "The end."]


def test_a_short_text_is_not_folded(make):
    page = card(make(description="Short.\n\nAnd clear."))
    assert "<details" not in page
    assert "Short. And clear." in page


def test_each_text_finds_its_own_direction_and_says_its_language(make):
    page = card(make(title="תורת המספרים", language="he", description="תקציר"))
    assert '<h1 id="title" dir="auto" lang="he">' in page
    assert '<p class="text" dir="auto" lang="he">' in page
    assert '<html lang="en">' in page  # our own words


def test_formulas_stand_there_as_the_preview_has_them(make):
    assert "H₂O at α ≤ 5%" in card(make(title="H₂O at α ≤ 5%"))


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_every_text_has_the_contrast_that_wcag_asks_for(scheme):
    """4.5:1, https://www.w3.org/TR/WCAG22/#contrast-minimum, on each ground that it may have."""
    from preview.formats.html import style

    light, _, dark = style().partition("@media")
    colours = dict(re.findall(r"--(\w+): (#\w+)", light if scheme == "light" else dark))
    assert len(colours) == 9
    for ink, ground in [
        *((ink, "paper") for ink in ("ink", "quiet", "link")),
        *(("ink", ground) for ground in ("note", "good", "warn", "stop")),
    ]:
        a, b = sorted((luminance(colours[ink]), luminance(colours[ground])), reverse=True)
        assert (a + 0.05) / (b + 0.05) >= 4.5, (ink, ground)


def luminance(colour: str) -> float:
    digits = colour[1:] if len(colour) == 7 else "".join(c * 2 for c in colour[1:])
    parts = (int(digits[i : i + 2], 16) / 255 for i in (0, 2, 4))
    red, green, blue = (p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
