"""The OpenAPI document tells the truth: of the routes, of the records, and of what is answered."""

from __future__ import annotations

import hashlib
import json
from dataclasses import replace
from pathlib import Path

import jsonschema
import msgspec
import pytest
import schemathesis
from hypothesis import HealthCheck, Phase, settings
from schemathesis import checks
from schemathesis.generation import GenerationMode

from preview import errors, formats
from preview.formats import Options
from preview.model import Preview
from preview.service import Answer, Explanation, Name, Step
from preview.settings import Settings
from preview.web import site
from preview.web.desk import Desk
from preview.web.openapi import document
from preview.web.routes import ROUTES

FORMATS = formats.discover()
DOCUMENT = document(ROUTES, FORMATS)
CASES = sorted((Path(__file__).parents[1] / "formats" / "cases").glob("*/preview.json"))
PREVIEWS = [msgspec.convert(json.loads(case.read_bytes()), Preview) for case in CASES]
FAILURES = [errors.UpstreamUnreachable(None, None)] + [
    failure("It failed.")
    for failure in (
        *(errors.InvalidUrl, errors.TargetRefused, errors.NotFound, errors.RateLimited),
        *(errors.Overloaded, errors.UpstreamBlocked, errors.UpstreamError, errors.UpstreamTimeout),
        ZeroDivisionError,  # our own fault is documented, too
    )
]


class AnyAnswer:
    """A previewer whose answer depends on the link alone: each preview and failure has its turn."""

    def preview(self, text, *, admit=None, **_):
        turn = hashlib.sha256(text.encode("utf-8", "replace")).digest()[0]
        outcomes = [*PREVIEWS, *FAILURES]
        outcome = outcomes[turn % len(outcomes)]
        if isinstance(outcome, Exception):
            raise outcome
        return Answer(replace(outcome, url=text), "miss", 0, 60, 60, {"total": 0.1})

    def cached(self, text, **_):
        return self.preview(text) if len(text) % 2 else None

    def explain(self, text, **_):
        steps = (Step("example.org", text, "200", 0.2),)
        try:
            return Explanation(text, self.preview(text), None, {}, steps, {"state": "miss"})
        except errors.PreviewError as error:
            return Explanation(text, None, error, {}, steps, {"state": "none"})

    def name(self, text):  # no network: it fails for a link that cannot be understood only
        if len(text) % 2:
            raise errors.InvalidUrl("It failed.")
        return Name(text, "arxiv:1", "https://arxiv.org/abs/1", 1, ("arxiv:1",), False)

    def forget(self, text):
        self.name(text)

    def fallback(self, text):
        return {"url": text, "canonical_url": text, "work_id": "url:x", "domain": "x"}

    def health(self):
        return {"cache": None}


def app(**given):
    desk = Desk(
        Settings(cache_url="memory://", public_url="https://cards.test", **given),
        AnyAnswer(),
        FORMATS,
        lambda client: None,
    )
    return site.build(desk)


SCHEMA = schemathesis.openapi.from_wsgi("/openapi.json", app())
SCHEMA.config.generation.update(modes=[GenerationMode.POSITIVE, GenerationMode.NEGATIVE])


@SCHEMA.parametrize()
@settings(
    max_examples=25,
    deadline=None,
    phases=[Phase.explicit, Phase.generate],
    suppress_health_check=list(HealthCheck),
)
def test_every_route_answers_as_the_document_says(case):
    case.call_and_validate(
        checks=[
            checks.CHECKS.get_one(name)
            for name in (
                "status_code_conformance",
                "content_type_conformance",
                "response_schema_conformance",
            )
        ]
    )


def test_the_document_has_every_route():
    listed = {(path, method) for path, item in DOCUMENT["paths"].items() for method in item}
    assert listed == {(route.rule, route.method.lower()) for route in ROUTES}
    ids = [one["operationId"] for item in DOCUMENT["paths"].values() for one in item.values()]
    assert len(ids) == len(set(ids))


def shape(name: str) -> jsonschema.Draft202012Validator:
    schemas = DOCUMENT["components"]
    root = {"$ref": f"#/components/schemas/{name}", "components": schemas}
    return jsonschema.Draft202012Validator(root)


@pytest.mark.parametrize(
    ("form", "name"),
    [
        ("json", "Preview"),
        ("lemmy", "Lemmy"),
        ("lemmy_v4", "Lemmy"),
        ("mastodon", "Mastodon"),
        ("matrix", "Matrix"),
        ("summaly", "Summaly"),
        ("iframely", "Iframely"),
        ("microlink", "Microlink"),
        ("oembed", "OEmbed"),
        ("opengraph", "OpenGraph"),
        ("slack", "Slack"),
        ("csl", "CslJson"),
    ],
)
def test_each_format_has_the_shape_that_the_document_promises(form, name):
    for preview in filter(FORMATS[form].applies, PREVIEWS):
        shape(name).validate(json.loads(FORMATS[form].render(preview, Options())))


def test_of_the_native_preview_no_key_may_be_missing_and_none_be_more():
    native = json.loads(FORMATS["json"].render(PREVIEWS[0], Options()))
    for key in native:
        assert not shape("Preview").is_valid({k: v for k, v in native.items() if k != key})
    assert not shape("Preview").is_valid({**native, "x": 1})


def test_the_docs_have_a_row_for_each_code_that_a_problems_type_leads_to():
    page = app().test_client().get("/docs").text
    for code in errors.CODES:
        assert f'<tr id="{code}">' in page
    assert "<script" not in page
