"""An abstract that no tag and no class marks, only the word above it."""

from __future__ import annotations

import pytest

from preview import extract
from preview.extract.page import read_page

TEXT = "We walk around the trees of the north, and tell how tall they are. " * 3
TEXT = TEXT.strip()


def stated(html):
    page = read_page(html.encode(), "text/html; charset=utf-8", "https://a.example/1")
    return [c.value for c in extract.candidates(page) if c.source == "body:labelled"]


@pytest.mark.parametrize(
    "html",
    [
        f"<h3>Abstract</h3><p>{TEXT}</p><p>Keywords: trees</p>",
        f"<p><b>ABSTRACT</b><p>{TEXT}<h3>1 Introduction</h3>",
        f"<div>Abstract:</div><div>{TEXT}</div><div>{TEXT}</div>",
        f"<p>Abstract. {TEXT}</p><p>It rained in the first year.</p>",
        f"<p>Resumo<br>{TEXT}</p>",
        f"<ul><li>Abstract</li><li>References</li></ul><h4>Abstract</h4><p>{TEXT}</p>",
    ],
)
def test_the_text_under_the_word_is_the_abstract(html):
    assert stated(f"<h1>Trees</h1>{html}") == [TEXT, TEXT]  # and tells of a page that is no paper


def test_a_structured_abstract_keeps_its_sections():
    html = (
        f"<h2>Abstract</h2><h3>Background</h3><p>{TEXT}</p><h3>Methods</h3><p>We walked.</p>"
        f"<p>Conclusions: they are tall.</p><h2>Introduction</h2><p>{TEXT}</p>"
    )
    whole = f"{TEXT}\n\nMethods\n\nWe walked.\n\nConclusions: they are tall."
    assert stated(html)[0] == whole


@pytest.mark.parametrize(
    "html",
    [
        f"<h2>Abstract Expressionism</h2><p>{TEXT}</p>",
        f"<h2>Summary</h2><p>{TEXT}</p>",  # as often the end of a text
        "<h2>Abstract</h2><p>Not available.</p>",
        f"<h2>Abstract</h2><p>Log in.</p><p>{TEXT}</p>",
        f"<h2>Abstract</h2><p>{TEXT}</p>" * 3,  # a list of papers
        f"<nav><h2>Abstract</h2><p>{TEXT}</p></nav>",
    ],
)
def test_other_texts_are_none(html):
    assert stated(html) == []


def test_an_abstract_that_is_stated_is_not_looked_for():
    tag = "<meta name=citation_abstract content='We walk.'>"
    assert stated(f"{tag}<h2>Abstract</h2><p>{TEXT}</p>") == []
