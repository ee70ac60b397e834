from __future__ import annotations

import json
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from preview.cache.codec import MAX_BYTES, Unstorable, decode, encode, note_of
from preview.model import (
    Author,
    Failure,
    Image,
    Metadata,
    Paper,
    Player,
    Pointer,
    Record,
    Related,
    WorkId,
)

# What `preview.text` lets through: no lone surrogates.
texts = st.text(st.characters(exclude_categories=["Cs"]), max_size=20)
maybe = st.none() | texts
numbers = st.none() | st.integers(0, 10**6)
times = st.floats(0, 1e10)
papers = st.builds(
    Paper,
    abstract=maybe,
    abstract_html=maybe,
    title_tex=maybe,
    version=numbers,
    keywords=st.lists(texts, max_size=3).map(tuple),
    open_access=st.none() | st.booleans(),
    status=st.sampled_from(["retracted", "current"]),
)
metadata = st.builds(
    Metadata,
    kind=st.sampled_from(["paper", "website", "file"]),
    title=maybe,
    authors=st.lists(st.builds(Author, texts, maybe, maybe, maybe, st.booleans()), max_size=3).map(
        tuple
    ),
    author_count=st.integers(0, 10**6),
    image=st.none() | st.builds(Image, texts, numbers, numbers, maybe, st.booleans()),
    player=st.none() | st.builds(Player, texts, numbers, numbers, st.tuples(texts)),
    paper=st.none() | papers,
)
records = st.builds(
    Record,
    work=st.builds(WorkId, texts, texts, numbers),
    aliases=st.lists(texts, max_size=3).map(tuple),
    related=st.lists(st.builds(Related, texts, texts), max_size=3).map(tuple),
    canonical_url=texts,
    domain=texts,
    metadata=metadata,
    provenance=st.dictionaries(texts, texts, max_size=3),
    fetched_at=times,
    content_type=maybe,
    hops=st.lists(texts, max_size=3).map(tuple),
    etag=maybe,
    fresh_for=numbers,
)
outcomes = (
    records
    | st.builds(Failure, texts, texts, times, st.none() | times)
    | st.builds(Pointer, texts, times)
)


@settings(max_examples=60, deadline=None)
@given(outcomes)
def test_what_is_kept_comes_back(outcome):
    assert decode(encode(outcome)) == outcome


@settings(max_examples=60, deadline=None)
@given(outcomes, st.dictionaries(texts, texts, max_size=3))
def test_a_note_comes_back_and_does_not_touch_the_outcome(outcome, note):
    data = encode(outcome, json.dumps(note).encode())
    assert decode(data) == outcome
    assert json.loads(note_of(data)) == note
    assert note_of(encode(outcome)) == b""


def test_a_note_that_has_no_room_is_left_out():
    pointer = Pointer("a:b", 0.0)
    assert encode(pointer, b'"%s"' % (b"x" * MAX_BYTES)) == encode(pointer)


@given(st.binary(max_size=200))
def test_nonsense_is_a_miss(data):
    assert decode(data) is None
    assert note_of(data) == note_of(b'{"schema":1,"note":' + data) == b""


@given(st.binary(max_size=60))
def test_nonsense_behind_a_good_beginning_is_a_miss(data):
    assert decode(b'{"schema":1,"failure":{' + data) is None


@pytest.mark.parametrize(
    "entry",
    [
        {"schema": 1},
        {"schema": 1, "pointer": {"link": "a:b"}},  # a field that is missing
        {"schema": 1, "pointer": {"link": 5, "fetched_at": 0}},  # of another type
        {"schema": 1, "pointer": {"link": "a:b", "fetched_at": None}},  # a NaN, as JSON has it
        {
            "schema": 1,
            "pointer": {"link": "a:b", "fetched_at": 0},
            "failure": {"code": "x", "message": "", "fetched_at": 0},
        },
        {"schema": 0, "pointer": {"link": "a:b", "fetched_at": 0}},  # an old release's
        {"schema": 10, "pointer": {"link": "a:b", "fetched_at": 0}},  # a new release's
        {"pointer": {"link": "a:b", "fetched_at": 0}},
    ],
)
def test_an_entry_is_validated_when_it_is_read(entry):
    assert decode(json.dumps(entry, separators=(",", ":")).encode()) is None


def test_nesting_without_end_is_a_miss():
    assert decode(b'{"schema":1,"pointer":' + b"[" * 100_000) is None


def test_an_entry_that_is_too_large_is_refused(helpers):
    good = helpers.record()
    room = MAX_BYTES - len(encode(replace(good, metadata=Metadata(title=""))))
    assert encode(replace(good, metadata=Metadata(title="x" * room)))
    with pytest.raises(Unstorable):
        encode(replace(good, metadata=Metadata(title="x" * (room + 1))))


def test_text_that_is_no_unicode_is_refused(helpers):
    with pytest.raises(Unstorable):
        encode(helpers.record(title="\ud800"))
