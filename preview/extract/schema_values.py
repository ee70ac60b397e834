"""How the values of a schema.org property are read; each reader takes any JSON value."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import NamedTuple

from preview.extract.address import absolute
from preview.extract.media import pixels
from preview.extract.schema_kinds import Node, values
from preview.model import Image, Player, Value

Resolve = Callable[[Node], Node]
"""Gives the node that a reference (`{"@id": …}`) stands for, or the node itself."""

_MAX_TEXTS = 64


class Reading(NamedTuple):
    """What the readers of values need beside the value."""

    family: str
    url: str
    resolve: Resolve


def first(value: object, reading: Reading) -> str | None:
    return next(texts(value, reading), None)


def texts(value: object, reading: Reading) -> Iterator[str]:
    for one in values(value)[:_MAX_TEXTS]:
        if isinstance(one, Mapping):  # {"@value": "…", "@language": "en"}, or a named thing
            one = one.get("@value") or reading.resolve(one).get("name")
        if isinstance(one, bool):
            continue
        if isinstance(one, int | float):
            one = str(one)
        if isinstance(one, str) and (text := one.strip()):
            yield text


def language(value: object, reading: Reading) -> Iterator[str]:
    for one in values(value)[:4]:
        if isinstance(one, Mapping):
            one = one.get("alternateName") or one.get("name")
        yield from texts(one, reading)


def urls(value: object, reading: Reading) -> Iterator[str]:
    for one in values(value)[:_MAX_TEXTS]:
        if isinstance(one, Mapping):
            one = one.get("url") or one.get("@id")
        if isinstance(one, str) and (url := absolute(one, reading.url)):
            yield url


def licenses(value: object, reading: Reading) -> Iterator[str]:
    for one in values(value)[:4]:
        if isinstance(one, Mapping):
            one = one.get("url") or one.get("@id") or one.get("name")
        yield from texts(one, reading)


def images(value: object, reading: Reading) -> Iterator[Value]:
    for one in values(value)[:16]:
        size: tuple[int | None, int | None] = (None, None)
        alt = None
        if isinstance(one, Mapping):
            node = reading.resolve(one)
            size = _pixels(node.get("width")), _pixels(node.get("height"))
            alt = first(node.get("caption"), reading)
            one = next((node[k] for k in ("url", "contentUrl", "@id") if node.get(k)), None)
            one = one[0] if isinstance(one, list) else one
        # an empty one, joined, would be the page itself
        if isinstance(one, str) and one.strip() and (url := absolute(one, reading.url)):
            yield Image(url, *size, alt)


def _pixels(value: object) -> int | None:
    if isinstance(value, Mapping):
        value = value.get("value") or value.get("name")
    if isinstance(value, int) and not isinstance(value, bool):
        return value if 0 < value < 100_000 else None
    return pixels(value) if isinstance(value, str) else None


def encodings(value: object, reading: Reading) -> Iterator[str]:
    for one in values(value)[:16]:
        if isinstance(one, Mapping):
            form = one.get("encodingFormat") or one.get("fileFormat") or ""
            url = one.get("contentUrl")
            if "pdf" in str(form).lower() and isinstance(url, str):
                yield from urls(url, reading)


def players(value: object, reading: Reading) -> Iterator[Value]:
    for url in urls(value, reading):
        if url.startswith("https://"):
            yield Player(url)


def booleans(value: object, reading: Reading) -> Iterator[str]:
    for one in values(value)[:1]:
        text = str(one).lower().rsplit("/", 1)[-1]  # microdata: http://schema.org/True
        if text in ("true", "false"):
            yield text


def when_false(value: object, reading: Reading) -> Iterator[str]:
    yield from ("true" for text in booleans(value, reading) if text == "false")


def publishers(value: object, reading: Reading) -> Iterator[str]:
    for one in values(value)[:4]:
        if isinstance(one, Mapping):
            yield from texts(reading.resolve(one).get("name"), reading)
        else:
            yield from texts(one, reading)


def titles(value: object, reading: Reading) -> Iterator[str]:
    # microdata: `itemprop=headline` on the link around it gives the address
    yield from (text for text in texts(value, reading) if not text.startswith(_ADDRESS))


_ADDRESS = ("http://", "https://")
