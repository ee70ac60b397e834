"""Which of a PDF's own words are believed."""

from __future__ import annotations

import pytest

from preview.extract.pdf import is_author, is_title, pdf_candidates
from preview.pdf import process


def told(monkeypatch, **facts):
    """What is said of a PDF that states *facts* (`info_title`, …)."""
    stated = {name.replace("_", "."): values for name, values in facts.items()}
    monkeypatch.setattr(process, "read", lambda head, tail: stated)
    return [(c.field, c.value, c.source) for c in pdf_candidates(b"")]


@pytest.mark.parametrize(
    "title",
    [
        "Attention Is All You Need",
        "GPT-4",
        "Untangling the Web",
        "Papers, Please",
        "注意力就是你所需要的一切",
        "Внимание",
        "Presentation of Self in Everyday Life",
    ],
)
def test_a_title_is_believed(title):
    assert is_title(title)


@pytest.mark.parametrize(
    "title",
    [
        "",
        "untitled",
        "Untitled-1",
        "Microsoft Word - draft_v3 (final).docx",
        "Microsoft Word - 論文.doc",
        "PowerPoint Presentation",
        "Présentation PowerPoint",
        "paper_final.tex",
        "C:\\papers\\mine.dvi",
        "/home/me/thesis.dvi",
        "main",
        "Layout 1",
        "Binder1",
        "arXiv:2504.18412v1  [cs.CL]  25 Apr 2025",
        "10.1000/182",
        "doi:10.1000/182",
        "PII: S0000-0000(05)00001-X",
        "nature12345",
        "s41586-020-2649-2",
        "my_paper_v2",
        "12",
        "Paper Title (use style: paper title)",
    ],
)
def test_what_a_program_left_in_the_title_is_no_title(title):
    assert not is_title(title)


@pytest.mark.parametrize(
    "name",
    [
        "Ada Lovelace",
        "A. Lovelace and C. Babbage",
        "李明",
        "CERN",
        "van Rossum, Guido",
        "Dell Hymes",
    ],
)
def test_an_author_is_believed(name):
    assert is_author(name)


@pytest.mark.parametrize(
    "name",
    [
        "", "-", "admin", "Administrator", "Windows User", "Microsoft Office User", "jsmith",
        "j.smith", "JSmith2", "ada@uni.test", "UNI\\ada", "Author's Name", "root", "Owner",
        "Dell", "HP Inc.",
        "LaTeX with hyperref", "unknown",
    ],
)  # fmt: skip
def test_an_account_is_no_author(name):
    assert not is_author(name)


def test_xmp_comes_before_info_and_a_file_name_before_neither(monkeypatch):
    assert told(
        monkeypatch,
        xmp_title=("untitled",),
        info_title=("Sets and Maps",),
        xmp_creator=("Ada Able", "Bo Baker"),
        info_author=("Ada Able",),
        info_doi=("10.5555/sets.1", "none"),
    ) == [
        ("title", "Sets and Maps", "pdf:info-title"),
        ("author", "Ada Able", "pdf:xmp-creator"),
        ("author", "Bo Baker", "pdf:xmp-creator"),
        ("author", "Ada Able", "pdf:info-author"),
        ("doi", "10.5555/sets.1", "pdf:info-doi"),
    ]


def test_a_pdf_that_cannot_be_read_states_nothing():
    assert list(pdf_candidates(b"%PDF-1.7\n" + b"\xff" * 1000, b"(" * 65_536)) == []
