"""Each case is a folder: `preview.json` and, for each format that applies, what it answers.

A new case needs `preview.json` alone: SNAPSHOTS=write writes the rest, to be read before it is
committed.
"""

from __future__ import annotations

import json
import os
from pathlib import Path

import msgspec
import pytest

from preview.formats import Options, discover
from preview.model import Preview

CASES = sorted((Path(__file__).parent / "cases").iterdir())
OPTIONS = Options(pretty=True, base_url="https://preview.example.org")
SUFFIXES = {"bibtex": "bib", "ris": "ris", "oembed_xml": "xml", "html": "html"}
FORMATS = discover()


def load(case: Path) -> Preview:
    return msgspec.convert(json.loads((case / "preview.json").read_bytes()), Preview)


@pytest.mark.parametrize("case", CASES, ids=lambda path: path.name)
@pytest.mark.parametrize("name", FORMATS)
def test_each_format_answers_as_the_case_says(case, name):
    preview, form = load(case), FORMATS[name]
    expected = case / f"{name}.{SUFFIXES.get(name, 'json')}"
    if not form.applies(preview):
        assert not expected.exists()
        return
    answer = form.render(preview, OPTIONS)
    if os.environ.get("SNAPSHOTS") == "write":
        expected.write_bytes(answer)
    assert answer == expected.read_bytes()


@pytest.mark.parametrize("case", CASES, ids=lambda path: path.name)
def test_a_case_holds_no_answer_of_an_unknown_format(case):
    assert {path.stem for path in case.iterdir()} - {"preview"} <= set(FORMATS)
