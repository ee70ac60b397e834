"""`json`: the contract's own shape, key for key in the order of `model.Preview`."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import msgspec

from preview.formats.record import Format, Options, description_of, dump
from preview.model import Preview

_MAX_AUTHORS = 200  # `author_count` says how many there are


def render(preview: Preview, options: Options) -> bytes:
    shown = replace(
        preview,
        description=description_of(preview, options),
        authors=preview.authors[:_MAX_AUTHORS],
        provenance=dict(preview.provenance),
    )
    return dump(shown, options)


def schemas(ref: str) -> dict[str, dict[str, Any]]:
    """Return the JSON Schema of each record in the answer, by its name; *ref* holds `{name}`.

    Every key is always there, so all are required, whatever defaults the records have.
    """
    _, found = msgspec.json.schema_components((Preview,), ref_template=ref)
    return {name: _closed(schema) for name, schema in found.items()}


def _closed(schema: dict[str, Any]) -> dict[str, Any]:
    bare = {
        key: {word: value for word, value in rules.items() if word != "default"}
        for key, rules in schema["properties"].items()
    }
    prose = schema.get("description", "").partition("\n\nAttributes:")[0]
    described = {"description": prose} if prose else {}
    return {
        "type": "object",
        **described,
        "properties": bare,
        "required": list(bare),
        "additionalProperties": False,
    }


JSON = Format("json", "application/json", render)
