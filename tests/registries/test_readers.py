"""What holds for every reader, whatever a registry sends."""

from __future__ import annotations

import json

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from preview.errors import PreviewError, UpstreamError
from preview.model import Candidate, WorkId
from preview.registries import crossref

few = settings(
    max_examples=30, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None
)


def read_all(read, body, work):
    """Return the candidates, or the typed failure; any other exception is the test's failure."""
    try:
        return list(read(body, work=work))
    except PreviewError as failure:
        return failure


@few
@given(body=st.binary(max_size=200))
def test_any_bytes_are_read_or_refused_with_a_typed_failure(registry, body):
    read, work = registry
    assert isinstance(read_all(read, body, work), PreviewError)


# The names that readers look for, so that a wrong shape sits where a right one is expected.
KEYS = [
    "message",
    "message-type",
    "data",
    "attributes",
    "id",
    "doi",
    "DOI",
    "title",
    "titles",
    "title_s",
    "name",
    "author",
    "authors",
    "creators",
    "family",
    "given",
    "date-parts",
    "issued",
    "published",
    "abstract",
    "descriptions",
    "description",
    "metadata",
    "resultList",
    "result",
    "hitCount",
    "source",
    "pmid",
    "pmcid",
    "response",
    "docs",
    "halId_s",
    "notes",
    "content",
    "value",
    "collection",
    "version",
    "externalIds",
    "paperId",
    "authorships",
    "ids",
    "license",
    "link",
    "relation",
    "is-preprint-of",
    "has-preprint",
    "updated-by",
    "update-to",
    "container",
    "container-title",
    "relatedIdentifiers",
    "abstract_inverted_index",
    "control_number",
    "arxiv_eprints",
    "dois",
    "errors",
    "status",
    "messages",
]
SCALARS = (
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats()
    | st.text(max_size=8)
    | st.sampled_from(["work", "10.5555/ice.1", "PMID:32015507", "rJ4km2R5t7", "hal-01234567"])
)
WRONG = st.recursive(
    SCALARS,
    lambda inner: (
        st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from(KEYS), inner, max_size=4)
    ),
    max_leaves=12,
)


@few
@given(value=WRONG)
def test_any_json_is_read_or_refused_with_a_typed_failure(registry, value):
    read, work = registry
    found = read_all(read, json.dumps(value).encode(), work)
    assert isinstance(found, PreviewError) or all(isinstance(c, Candidate) for c in found)


@given(record=st.dictionaries(st.sampled_from(KEYS), WRONG, max_size=8))
@settings(max_examples=100, deadline=None)
def test_a_crossref_record_of_wrong_shapes_is_read_for_what_it_holds(record):
    body = json.dumps({"message-type": "work", "message": record | {"DOI": "10.5555/ice.1"}})
    found = read_all(crossref.read, body.encode(), WorkId("doi", "10.5555/ice.1"))
    assert ("doi", "10.5555/ice.1") in {(c.field, c.value) for c in found}


@pytest.mark.parametrize(
    "body",
    [
        pytest.param(b"", id="nothing"),
        pytest.param(b'{"message": {"DO', id="half a JSON body"),
        pytest.param(b'<?xml version="1.0"?><feed><entry>', id="half an XML body"),
        pytest.param(b"<html><head><title>502 Bad Gateway</title></head></html>", id="error page"),
        pytest.param(b"[" * 100_000, id="nested too deeply"),
        pytest.param(b'{"a":' * 5_000 + b"1" + b"}" * 5_000, id="objects nested deeply"),
        pytest.param(b"1" * 5_000, id="a number too long for an integer"),
        pytest.param(b"\xff\xfe\x00", id="no UTF-8"),
        pytest.param(b"null", id="null"),
    ],
)
def test_a_body_that_is_no_answer_is_a_failure(registry, body):
    read, work = registry
    assert isinstance(read_all(read, body, work), PreviewError)


def test_an_entity_of_a_document_type_is_never_expanded(registry, tmp_path):
    secret = tmp_path / "secret"
    secret.write_text("the secret")
    read, work = registry
    body = (
        f'<!DOCTYPE feed [<!ENTITY x SYSTEM "file://{secret}"><!ENTITY y "yyyyyyyy">]>'
        '<feed xmlns="http://www.w3.org/2005/Atom"><entry>'
        "<id>http://arxiv.org/abs/2504.18412v1</id>"
        "<title>A title &x; &y;</title></entry></feed>"
    )
    found = read_all(read, body.encode(), work)
    assert "secret" not in repr(found).replace(str(secret), "")
    assert "yyyyyyyy" not in repr(found)


def test_a_refusal_does_not_tell_clients_what_was_sent(registry):
    read, work = registry
    failure = read_all(read, b'{"error": "key 12345 is not valid"}', work)
    assert isinstance(failure, UpstreamError)
    assert "12345" not in failure.message
