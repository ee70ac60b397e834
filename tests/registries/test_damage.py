"""Good answers, damaged: a reader finds less, or refuses; it never fails in another way."""

from __future__ import annotations

import copy
import importlib
import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree

from preview.errors import PreviewError
from preview.model import Candidate, WorkId

CASES = [
    path
    for path in sorted((Path(__file__).parent / "cases").glob("*/*/answer.*"))
    if not path.parent.name.startswith("failing")
]


def read(case: Path, body: bytes) -> list[Candidate]:
    expected = json.loads((case.parent / "expected.json").read_text(encoding="utf-8"))
    scheme, _, value = expected["work"].partition(":")
    work = WorkId(scheme, value, expected.get("asked_version"))
    reader = importlib.import_module(f"preview.registries.{case.parts[-3]}").read
    try:
        return list(reader(body, work=work))
    except PreviewError:
        return []


def places(value: object, before: tuple[object, ...] = ()) -> Iterator[tuple[object, ...]]:
    children = value.items() if isinstance(value, dict) else ()
    children = enumerate(value) if isinstance(value, list) else children
    for key, child in children:
        yield (*before, key)
        yield from places(child, (*before, key))


@pytest.mark.parametrize(
    "case", [c for c in CASES if c.suffix == ".json"], ids=lambda path: "/".join(path.parts[-3:-1])
)
def test_a_wrong_shape_at_any_one_place_costs_no_more_than_the_record(case):
    answer = json.loads(case.read_text(encoding="utf-8"))
    for place in places(answer):
        for wrong in (None, True, -1, "\ud800x", [], {}, [[None]], [{"value": [7]}]):
            damaged = copy.deepcopy(answer)
            at = damaged
            for key in place[:-1]:
                at = at[key]
            at[place[-1]] = wrong
            read(case, json.dumps(damaged).encode())


@given(case=st.sampled_from(CASES), data=st.data())
@settings(max_examples=150, deadline=None)
def test_a_body_cut_or_changed_anywhere_is_read_or_refused(case, data):
    body = case.read_bytes()
    at = data.draw(st.integers(0, len(body)))
    read(case, body[:at])
    read(case, body[:at] + data.draw(st.binary(max_size=4)) + body[at + 1 :])


@given(case=st.sampled_from([c for c in CASES if c.suffix == ".xml"]), data=st.data())
@settings(max_examples=150, deadline=None)
def test_an_element_that_is_missing_or_empty_costs_no_more_than_the_record(case, data):
    root = etree.fromstring(case.read_bytes().replace(b"&ouml;", b"oe"))
    element = data.draw(st.sampled_from(list(root.iter(etree.Element))))
    if data.draw(st.booleans()):
        for child in list(element):
            element.remove(child)
        element.text = None
        element.attrib.clear()
    elif (parent := element.getparent()) is not None:
        parent.remove(element)
    read(case, etree.tostring(root))
