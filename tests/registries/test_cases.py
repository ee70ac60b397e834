"""Each folder cases/<registry>/<case> holds one answer and what is to be read from it.

expected.json: `work` (and `asked_version`), then either `error`, the class that
is raised, or for each field that matters the list of its values; `[]` says "never stated".  The
answers are written for these tests after the shapes that the registries document.
"""

from __future__ import annotations

import importlib
import json
from dataclasses import asdict
from pathlib import Path

import pytest

from preview import errors
from preview.fields import FIELDS
from preview.identity import parse_name
from preview.model import Author, Related, WorkId

CASES = sorted((Path(__file__).parent / "cases").glob("*/*/expected.json"))


def shown(value: object) -> object:
    """Return a value as expected.json has it."""
    if isinstance(value, Author):
        return {key: part for key, part in asdict(value).items() if part}
    if isinstance(value, Related):
        return f"{value.relation} {value.work_id}"
    return value


@pytest.mark.parametrize("case", CASES, ids=lambda path: "/".join(path.parts[-3:-1]))
def test_case(case):
    expected = json.loads(case.read_text(encoding="utf-8"))
    answer = next(case.parent.glob("answer.*")).read_bytes()
    scheme, _, value = expected.pop("work").partition(":")
    work = WorkId(scheme, value, expected.pop("asked_version", None))
    read = importlib.import_module(f"preview.registries.{case.parts[-3]}").read

    if error := expected.pop("error", None):
        with pytest.raises(getattr(errors, error)):
            list(read(answer, work=work))
        return
    stated: dict[str, list[object]] = {}
    for candidate in read(answer, work=work):
        assert candidate.field in FIELDS
        stated.setdefault(candidate.field, []).append(shown(candidate.value))
    assert {field: stated.get(field, []) for field in expected} == expected


def test_every_registry_has_a_plain_an_odd_and_a_failing_case():
    lacking = {
        (folder.name, kind)
        for folder in (Path(__file__).parent / "cases").iterdir()
        for kind in ("plain", "odd", "failing")
        if not any(folder.glob(f"{kind}*/expected.json"))
    }
    assert not lacking


@pytest.mark.parametrize("case", CASES, ids=lambda path: "/".join(path.parts[-3:-1]))
def test_every_related_work_and_alias_has_a_canonical_name(case):
    expected = json.loads(case.read_text(encoding="utf-8"))
    for related in expected.get("related", []):
        name = related.partition(" ")[2]
        assert str(parse_name(name)) == name
