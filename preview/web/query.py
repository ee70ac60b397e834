"""A request's parameters, from text to a frozen `Query`; each parameter is a record."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

from preview import errors, text
from preview.answers.languages import language_tag
from preview.answers.problems import Misuse

Pairs = Iterable[tuple[str, str]]


@dataclass(frozen=True, slots=True)
class Query:
    """Attributes:
    format: a name of section 5 of the README's formats, or of a route's own set.
    max_chars: code points of `description`.
    maxwidth, maxheight: pixels, for oEmbed.
    """

    url: str = ""
    urls: tuple[str, ...] = ()
    format: str | None = None
    lang: str | None = None
    max_chars: int | None = None
    pretty: bool = False
    cached_only: bool = False
    maxwidth: int | None = None
    maxheight: int | None = None


class Parameter(NamedTuple):
    """*parse* raises ValueError with words that follow the parameter's name."""

    name: str
    parse: Callable[[str], Any]
    schema: Mapping[str, Any]  # JSON Schema, as OpenAPI 3.1 has it
    description: str


def _flag(given: str) -> bool:
    if given not in ("0", "1", "false", "true"):
        raise ValueError("is 1 or 0")
    return given in ("1", "true")


def _whole(low: int, high: int) -> Callable[[str], int]:
    def parse(given: str) -> int:
        if not re.fullmatch(r"[0-9]{1,9}", given) or not low <= int(given) <= high:
            raise ValueError(f"is a whole number from {low} to {high}")
        return int(given)

    return parse


_FLAG = {"type": "string", "enum": ["0", "1", "false", "true"]}
_PIXELS = {"type": "integer", "minimum": 1, "maximum": 10_000}

URL = Parameter(
    "url",
    str,
    {"type": "string", "minLength": 1, "maxLength": 2048},
    "An absolute http(s) URL, percent-encoded, or an identifier: arXiv:…, doi:…, PMID:…, PMC….",
)
FORMAT = Parameter("format", str, {"type": "string"}, "The shape of the answer.")
OEMBED_FORMAT = Parameter(
    "format", str, {"type": "string", "enum": ["json", "xml"]}, "JSON without it."
)
LANG = Parameter(
    "lang",
    language_tag,
    {"type": "string"},
    "Sent as Accept-Language for pages that are no scholarly works.",
)
MAX_CHARS = Parameter(
    "max_chars",
    _whole(1, 50_000),
    {"type": "integer", "minimum": 1, "maximum": 50_000},
    "Shortens `description` at a word, never inside `$…$`.",
)
PRETTY = Parameter("pretty", _flag, _FLAG, "Indents the JSON.")
CACHED_ONLY = Parameter(
    "cached_only",
    _flag,
    _FLAG,
    "Never waits: 200 from the cache, or 202 while a fetch runs behind.",
)
MAXWIDTH = Parameter("maxwidth", _whole(1, 10_000), _PIXELS, "oEmbed: at most so wide.")
MAXHEIGHT = Parameter("maxheight", _whole(1, 10_000), _PIXELS, "oEmbed: at most so high.")


def read(parameters: Sequence[Parameter], pairs: Pairs, *, strict: bool) -> Query:
    """Return the `Query` that *pairs* spell; an empty value is as good as none.

    *strict* is for our own routes.  A drop-in route ignores what its protocol's clients send
    beyond what we use, and takes the first of a parameter that is given twice.

    Raises:
        errors.InvalidUrl: `url` is missing.
        errors.InvalidParameter: *strict*, and a parameter is unknown, repeated or malformed.
    """
    known = {parameter.name: parameter for parameter in parameters}
    values: dict[str, Any] = {}
    for name, given in pairs:
        if name not in known or name in values:
            if strict:
                raise errors.InvalidParameter(_why_not(name, known))
            continue
        if not given:
            continue
        try:
            values[name] = known[name].parse(given)
        except ValueError as exc:
            if strict:
                raise errors.InvalidParameter(f"`{name}` {exc}.") from None
    if "url" in known and not values.get("url", "").strip():
        raise errors.InvalidUrl("`url` is missing.")
    return Query(**values)


def _why_not(name: str, known: Mapping[str, Parameter]) -> str:
    fault = "is given more than once" if name in known else "is not a parameter"
    return f"`{_short(name)}` {fault}; was the url percent-encoded?"


def _short(name: str) -> str:
    return text.clip(text.squash(name), 40)


# -- bodies -------------------------------------------------------------------------------------


def fields_of(body: bytes) -> list[tuple[str, str]]:
    """Return the parameters in a JSON object: text, numbers, true and false; null is none.

    Raises:
        errors.InvalidParameter: it is no such object.
    """
    pairs = []
    for name, value in _object(body).items():
        if value is None:
            continue
        if isinstance(value, bool):
            value = "1" if value else "0"
        elif isinstance(value, int):
            value = str(value) if abs(value) < 10**9 else "too large"
        elif not isinstance(value, str):
            raise errors.InvalidParameter(f"`{_short(name)}` is text, a number, true or false.")
        pairs.append((name, value))
    return pairs


def urls_of(body: bytes, *, most: int) -> Query:
    """Return the batch in `{"urls": ["…", …]}`.

    Raises:
        errors.InvalidParameter: it is no such object, or has more than *most* items.
    """
    given = _object(body)
    for name in given:
        if name != "urls":
            raise errors.InvalidParameter(
                f"`{text.clip(text.squash(name), 40)}` is not a parameter."
            )
    urls = given.get("urls")
    if not isinstance(urls, list):
        raise errors.InvalidParameter("`urls` is missing: a list of links.")
    if len(urls) > most:
        raise errors.InvalidParameter(f"`urls` has {len(urls)} items; at most {most} are taken.")
    for index, url in enumerate(urls):
        if not isinstance(url, str):
            raise errors.InvalidParameter(f"`urls`: item {index} is not text.")
    return Query(urls=tuple(urls))


def _object(body: bytes) -> dict[str, Any]:
    try:
        value = json.loads(body, parse_constant=_no_constant)
    except (ValueError, RecursionError):  # the latter: thousands of brackets
        raise errors.InvalidParameter("The body is not JSON.") from None
    if not isinstance(value, dict):
        raise errors.InvalidParameter("The body is not a JSON object.")
    return value


def _no_constant(name: str) -> None:
    raise ValueError(name)  # NaN and Infinity are no JSON


def wrong_media_type(needed: str) -> Misuse:
    return Misuse(f"The body's Content-Type is not {needed}.", 415)
