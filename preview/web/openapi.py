"""The OpenAPI document: written by the same records that dispatch obeys.

Source: https://spec.openapis.org/oas/v3.1.1.html
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from http import HTTPStatus
from typing import Any

from preview import __version__
from preview.answers.problems import STATUS
from preview.formats import Format
from preview.web.query import FORMAT, Parameter
from preview.web.route import Route, Says
from preview.web.shapes import all_shapes, ref

ABOUT = (
    "Link previews that know research papers: a link in, embed JSON out.  A failure is a problem "
    "(RFC 9457) whose `code` never changes its meaning; a drop-in route speaks its protocol's own."
)
KEYS: Mapping[str, Sequence[Mapping[str, list[str]]]] = {
    "free": [],
    "given": [{}, {"bearer": []}, {"key": []}],  # asked for where the operator has set keys
    "always": [{"bearer": []}, {"key": []}],
}
# Codes that need no web: all that a route can say which does not fetch.
OFFLINE = ("invalid_url", "invalid_parameter", "unauthorized", "internal")
BODY_FAULTS = (413, 415)  # too large, not the media type: HTTP's own statuses
JSON = "application/json"
OTHERS = {"application/vnd.citationstyles.csl+json": "CslJson"}  # of formats that are JSON as well
FORMS = ("application/x-www-form-urlencoded", "multipart/form-data")


def document(
    routes: Iterable[Route], formats: Mapping[str, Format], *, base_url: str = ""
) -> dict[str, Any]:
    """Return the document for *routes*; *base_url* is ours, without a slash at the end."""
    paths: dict[str, dict[str, Any]] = {}
    for route in routes:
        paths.setdefault(route.rule, {})[route.method.lower()] = _operation(route, formats)
    return {
        "openapi": "3.1.0",
        "info": {
            "title": "paper-preview",
            "version": __version__,
            "description": ABOUT,
            "license": {"name": "MIT", "identifier": "MIT"},
        },
        "servers": [{"url": base_url or "/"}],
        "paths": paths,
        "components": {
            "schemas": all_shapes(),
            "securitySchemes": {
                "bearer": {"type": "http", "scheme": "bearer"},
                "key": {"type": "apiKey", "in": "query", "name": "key"},
            },
        },
    }


def _operation(route: Route, formats: Mapping[str, Format]) -> dict[str, Any]:
    operation: dict[str, Any] = {
        "summary": route.summary,
        "operationId": _id(route),
        "security": list(KEYS[route.key]),
        "parameters": [],
        "responses": _responses(route, formats),
    }
    if route.body == "urls":
        operation["requestBody"] = {"required": True, "content": {JSON: _urls(route)}}
    elif route.body == "fields":
        fields = {"schema": _fields(route.parameters, formats)}
        content = dict.fromkeys((JSON, *FORMS), fields)
        operation["requestBody"] = {"required": True, "content": content}
    else:
        operation["parameters"] = [_parameter(one, formats) for one in route.parameters]
    return operation


def _id(route: Route) -> str:
    """`get_api_v3_post_site_metadata`."""
    words = "".join(char if char.isalnum() else " " for char in route.rule).split()
    return "_".join([route.method.lower(), *(words or ["playground"])])


def _schema(parameter: Parameter, formats: Mapping[str, Format]) -> dict[str, Any]:
    chosen = {"enum": list(formats)} if parameter is FORMAT else {}
    return {**parameter.schema, **chosen}


def _parameter(parameter: Parameter, formats: Mapping[str, Format]) -> dict[str, Any]:
    return {
        "name": parameter.name,
        "in": "query",
        "required": parameter.name == "url",
        "description": parameter.description,
        "schema": _schema(parameter, formats),
    }


def _fields(parameters: Sequence[Parameter], formats: Mapping[str, Format]) -> dict[str, Any]:
    described = {
        one.name: {**_schema(one, formats), "description": one.description} for one in parameters
    }
    return {
        "type": "object",
        "properties": described,
        "required": ["url"],
        "additionalProperties": False,
    }


def _urls(route: Route) -> dict[str, Any]:
    links = {"type": "array", "items": {"type": "string"}, "maxItems": route.most}
    return {
        "schema": {
            "type": "object",
            "properties": {"urls": links},
            "required": ["urls"],
            "additionalProperties": False,
        }
    }


def _responses(route: Route, formats: Mapping[str, Format]) -> dict[str, Any]:
    found: dict[int, list[Says]] = {}
    for says in route.says:
        found.setdefault(says.status, []).append(says)
    if FORMAT in route.parameters:
        kinds = dict.fromkeys(form.media_type for form in formats.values())
        found[200] += [Says(kind, OTHERS.get(kind)) for kind in kinds if kind != JSON]
    if route.key != "free":
        codes = STATUS if route.fetches else OFFLINE
        statuses = {route.speaks.statuses[code] for code in codes}
        statuses |= set(BODY_FAULTS) if route.body else set()
        said = Says(route.speaks.media_type, route.speaks.shape)
        for status in sorted(statuses):
            found.setdefault(status, []).append(said)
    return {str(status): _response(status, ways) for status, ways in found.items()}


def _response(status: int, ways: Iterable[Says]) -> dict[str, Any]:
    content = {says.media_type: _content(says) for says in ways if says.media_type}
    described = {"description": HTTPStatus(status).phrase}
    return {**described, "content": content} if content else described


def _content(says: Says) -> dict[str, Any]:
    return {"schema": ref(says.shape)} if says.shape else {"schema": {"type": "string"}}
