"""The JSON Schema of every answer: of our own from the records, of a peer's as its clients read it.

Sources of the peers' shapes: the modules of `preview.formats`.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from preview.answers.problems import STATUS
from preview.formats import native

Schema = dict[str, Any]

REF = "#/components/schemas/{name}"
TEXT: Schema = {"type": "string"}
MAYBE: Schema = {"type": ["string", "null"]}
NUMBER: Schema = {"type": "integer"}
SIZE: Schema = {"type": ["integer", "null"]}
FLAG: Schema = {"type": "boolean"}


def ref(name: str) -> Schema:
    return {"$ref": REF.format(name=name)}


def _object(
    required: Mapping[str, Schema], optional: Mapping[str, Schema] | None = None, **more: Any
) -> Schema:
    return {
        "type": "object",
        "properties": {**required, **(optional or {})},
        "required": list(required),
        "additionalProperties": False,
        **more,
    }


def _list(item: Schema) -> Schema:
    return {"type": "array", "items": item}


def _either(*shapes: Schema) -> Schema:
    return {"anyOf": list(shapes)}


_FALLBACK = _object({"url": TEXT, "canonical_url": TEXT, "work_id": TEXT, "domain": MAYBE})
_NAME = _object(
    {
        "input": TEXT,
        "work_id": TEXT,
        "canonical_url": TEXT,
        "version": SIZE,
        "aliases": _list(TEXT),
        "resolved": FLAG,
    }
)
_FAILED = _object({"input": TEXT, "problem": ref("Problem")})
_SHOWN = _object({"input": TEXT, "preview": ref("Preview")})
_CANDIDATE = _object({"value": {}, "source": TEXT, "won": FLAG, "reason": TEXT})
_STEP = _object({"source": TEXT, "url": TEXT, "outcome": TEXT, "seconds": {"type": "number"}})
_ACCOUNT: dict[str, Schema] = {
    "candidates": {"type": "object", "additionalProperties": _list(_CANDIDATE)},
    "steps": _list(_STEP),
    "cache": {"type": "object"},
}

OURS: dict[str, Schema] = {
    "Problem": _object(
        {
            "type": TEXT,
            "title": TEXT,
            "status": {"type": "integer"},
            "detail": TEXT,
            "code": {"enum": list(STATUS)},
            "retryable": FLAG,
            "fallback": _either(ref("Fallback"), {"type": "null"}),
        },
        description="RFC 9457; `code` never changes its meaning.",
    ),
    "Fallback": {**_FALLBACK, "description": "What is known of a link without the network."},
    "Pending": _object({"fallback": _either(ref("Fallback"), {"type": "null"})}),
    "Previews": _object({"results": _list(_either(_SHOWN, _FAILED))}),
    "Name": _NAME,
    "Names": _object({"results": _list(_either(ref("Name"), _FAILED))}),
    "Explanation": _either(
        _object({"input": TEXT, "preview": ref("Preview"), **_ACCOUNT}),
        _object({"input": TEXT, "problem": ref("Problem"), **_ACCOUNT}),
    ),
    "Health": _object({"status": TEXT}),
    "Readiness": _object(
        {
            "status": TEXT,
            "parts": {"type": "object", "additionalProperties": TEXT},
            "replay": FLAG,
        }
    ),
    "OpenApi": _object({"openapi": TEXT, "info": {"type": "object"}}, additionalProperties=True),
    "Shown": {
        "description": "What `format` names; without it a `Preview`.",
        **_either(
            *map(ref, ("Preview", "Lemmy", "Mastodon", "Matrix", "Summaly", "Iframely")),
            *map(ref, ("Microlink", "OEmbed", "OpenGraph", "Slack")),
        ),
    },
}

_PLAYER = _object({"url": MAYBE, "width": SIZE, "height": SIZE, "allow": _list(TEXT)})
_LINK = _object({"href": TEXT, "rel": _list(TEXT)}, {"type": TEXT, "media": {"type": "object"}})
_PICTURE = _object({"url": TEXT}, {"width": SIZE, "height": SIZE})
_EMBEDDED = {
    name: _list(_LINK) for name in ("thumbnail", "icon", "player", "file", "reader", "app")
}

PEERS: dict[str, Schema] = {
    "Lemmy": _object(
        {
            "metadata": _object(
                {"title": TEXT},
                {
                    **dict.fromkeys(("description", "image", "embed_video_url"), TEXT),
                    "content_type": TEXT,
                    **{
                        f"{what}_{side}": {"type": "integer", "minimum": 0, "maximum": 65_535}
                        for what in ("image", "video")
                        for side in ("width", "height")
                    },
                },
            )
        }
    ),
    "LemmyError": _object({"error": TEXT}, {"message": TEXT}),
    "Mastodon": _object(
        {
            **dict.fromkeys(("url", "title", "description", "author_name", "author_url"), TEXT),
            **dict.fromkeys(("provider_name", "provider_url", "html", "embed_url"), TEXT),
            "language": MAYBE,
            "type": {"enum": ["link", "photo", "video", "rich"]},
            "width": NUMBER,
            "height": NUMBER,
            "image": MAYBE,
            "image_description": TEXT,
            "blurhash": MAYBE,
            "published_at": MAYBE,
            "authors": _list(
                _object({"name": TEXT, "url": TEXT, "account": {"type": ["object", "null"]}})
            ),
        }
    ),
    # https://github.com/citation-style-language/schema/blob/v1.0.2/schemas/input/csl-data.json
    "CslJson": {
        "type": "array",
        "minItems": 1,
        "maxItems": 1,
        "items": {"type": "object", "required": ["id", "type"]},
    },
    "OpenGraph": {
        "type": "object",
        "required": ["og:title"],
        "patternProperties": {"^(og|article|profile|video|music):": {}},
        "additionalProperties": False,
    },
    "Slack": _object(
        {"fallback": TEXT, "title": TEXT, "title_link": TEXT},
        {
            **dict.fromkeys(("text", "author_name", "service_name", "service_icon"), TEXT),
            **dict.fromkeys(("from_url", "original_url", "image_url"), TEXT),
            **dict.fromkeys(("image_width", "image_height", "ts"), NUMBER),
            "mrkdwn_in": _list(TEXT),
        },
    ),
    "Matrix": _object(
        {"og:title": TEXT},
        dict.fromkeys(("og:description", "og:url", "og:site_name", "og:type"), TEXT),
    ),
    "MatrixError": _object({"errcode": TEXT, "error": TEXT}, {"retry_after_ms": SIZE}),
    "Summaly": _object(
        {
            **dict.fromkeys(("title", "icon", "description", "thumbnail"), MAYBE),
            "thumbnailStyle": {"enum": ["summary", "summary_large_image", None]},
            "player": _PLAYER,
            "sitename": MAYBE,
            "sensitive": FLAG,
            "activityPub": MAYBE,
            "fediverseCreator": MAYBE,
            "url": TEXT,
        }
    ),
    "SummalyError": _object({"error": _either(TEXT, _object({"code": TEXT, "message": TEXT}))}),
    "Iframely": _object(
        {
            "url": TEXT,
            "meta": {"type": "object", "additionalProperties": TEXT},
            "links": _object({}, _EMBEDDED),
            "rel": _list(TEXT),
        },
        {"html": TEXT},
    ),
    "IframelyError": _object({"status": TEXT, "error": TEXT}),
    "Microlink": _object(
        {
            "status": {"const": "success"},
            "data": _object(
                {
                    **dict.fromkeys(("title", "description", "lang", "author"), MAYBE),
                    **dict.fromkeys(("publisher", "date", "url"), MAYBE),
                    "image": _either(_PICTURE, {"type": "null"}),
                    "logo": _either(_PICTURE, {"type": "null"}),
                }
            ),
        }
    ),
    "MicrolinkError": _object({"status": {"const": "fail"}, "code": TEXT, "message": TEXT}),
    "OEmbed": _object(
        {"type": {"enum": ["photo", "video", "link", "rich"]}, "version": {"const": "1.0"}},
        {
            **dict.fromkeys(("title", "author_name", "provider_name", "provider_url"), TEXT),
            **dict.fromkeys(("thumbnail_url", "url", "html", "description"), TEXT),
            **dict.fromkeys(
                ("cache_age", "width", "height", "thumbnail_width", "thumbnail_height"),
                NUMBER,
            ),
        },
        # https://oembed.com/, section 2.3.4: what each type must have
        allOf=[
            {
                "if": {"properties": {"type": {"const": kind}}},
                "then": {"required": needed},
            }
            for kind, needed in (
                ("photo", ["url", "width", "height"]),
                ("video", ["html", "width", "height"]),
                ("rich", ["html", "width", "height"]),
            )
        ],
    ),
}


def all_shapes() -> dict[str, Schema]:
    return {**native.schemas(REF), **OURS, **PEERS}
