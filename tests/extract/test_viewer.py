"""Journals' viewers: the title is what is viewed."""

from __future__ import annotations

import pytest

from preview import extract
from preview.extract.page import read_page

OJS = "<meta name=generator content='Open Journal Systems 3.3.0.20'>"


def title(head, body):
    html = f"<head>{head}</head><body>{body}"
    page = read_page(html.encode(), "text/html; charset=utf-8", "https://a.example/view/1/2")
    return [c.value for c in extract.candidates(page) if c.source == "html:title"]


@pytest.mark.parametrize(
    "told", ["View of Trees of the north", "Vista de Trees of the north",
             "Просмотр «Trees of the north»"]
)  # fmt: skip
def test_a_viewer_is_titled_by_what_it_shows(told):
    bar = "<header><a href=/1>Return</a> <a href=/1>Trees of the north</a> <a>PDF</a></header>"
    assert title(f"{OJS}<title>{told}</title>", bar) == ["Trees of the north"]
    assert title(f"<title>{told}</title>", bar) == [told]  # by whom, we do not know


def test_a_title_that_the_page_shows_is_whole():
    head = f"{OJS}<title>On trees of the north | Annals of Trees</title>"
    whole = "On trees of the north | Annals of Trees"
    assert title(head, "<h1>On trees of the north</h1><p>trees of the north</p>") == [whole]
    assert title(head, "<p>It rained.</p>") == [whole]
