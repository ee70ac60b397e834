"""JSON-LD → candidates: a bounded loop over the scripts; a broken one loses only itself."""

from __future__ import annotations

import html
import json
import re
from collections.abc import Callable, Iterator, Mapping
from functools import cache
from typing import Any

from preview.extract.record import Page
from preview.extract.schema_kinds import Node
from preview.extract.schema_values import Reading
from preview.extract.subject import subject_candidates, walk
from preview.model import Candidate

_MAX_DOCUMENTS = 16  # in one script, one behind the other
_FENCES = ("<!--", "-->", "<![CDATA[", "]]>", "//<![CDATA[", "//]]>", "/*<![CDATA[*/", "/*]]>*/")
# Strings first, so that `//` inside one is no comment; each alternative also matches to the end
# of the text, so that no start is tried twice: a backslash may be the last of it.
_TOKEN = re.compile(
    r'(?P<string>"(?:[^"\\]|\\(?:.|\Z))*+(?:"|\Z))|(?://[^\n]*|/\*.*?(?:\*/|\Z)|<!--.*?(?:-->|\Z))',
    re.DOTALL,
)
_COMMA = re.compile(
    r'("(?:[^"\\]|\\(?:.|\Z))*+(?:"|\Z))|,(?=\s*+[}\],]|\s*+\Z)|(?P<missing>[}\]])(?=\s*+")',
    re.DOTALL,
)
_BAD_ESCAPE = re.compile(r'\\(?:(["\\/bfnrt]|u[0-9a-fA-F]{4})|(.|\Z))', re.DOTALL)


def json_ld(page: Page) -> Iterator[Candidate]:
    """Yield what the page's JSON-LD says of the page's subject."""
    documents = [document for script in page.json_ld for document in load(script)]
    if documents:
        index = cache(lambda: _index(documents))  # few pages refer from one node to another
        reading = Reading("jsonld", page.url, lambda node: _resolve(node, index))
        yield from subject_candidates(_roots(documents, index), page, reading)


def load(script: str) -> list[Any]:
    """Return the JSON values of a script; none where it cannot be read.

    Tolerated, since templates produce them: comments, CDATA and HTML comments around, trailing
    commas, a comma forgotten behind a bracket, control characters, wrong escapes, a semicolon,
    several values, JSON that was escaped as HTML.  Never an exception, whatever the depth.
    """
    text = script.strip().lstrip("\ufeff")
    for attempt in (text, None):
        try:
            return _values(attempt if attempt is not None else _repaired(text))
        except (ValueError, RecursionError):
            continue
    return []


def _values(text: str) -> list[Any]:
    if not text:
        return []
    found: list[Any] = []
    at = 0
    while at < len(text) and len(found) < _MAX_DOCUMENTS:
        value, at = _DECODER.raw_decode(text, at)
        found.append(value)
        while at < len(text) and text[at] in " \t\r\n,;":
            at += 1
    return found


def _refuse(constant: str) -> Any:
    raise ValueError(f"{constant} is no JSON")


_DECODER = json.JSONDecoder(strict=False, parse_constant=_refuse)


def _repaired(text: str) -> str:
    for fence in _FENCES:
        text = text.removeprefix(fence).removesuffix(fence).strip()
    if text[:16].startswith(("{&quot;", "[{&quot;", "{ &quot;", "{&#34;")):
        text = html.unescape(text)
    text = _TOKEN.sub(_repair, text)
    return _COMMA.sub(_with_comma, text).strip(" \t\r\n,;")


def _with_comma(found: re.Match[str]) -> str:
    return found[1] or (f"{found['missing']}," if found["missing"] else "")


def _repair(found: re.Match[str]) -> str:
    string = found["string"]
    if string is None:
        return " "
    if "\\" not in string:
        return string
    return _BAD_ESCAPE.sub(lambda e: e[0] if e[1] else (e[2] or ""), string)


def _index(documents: list[Any]) -> Mapping[str, Node]:
    """Return the nodes that say something, by their @id."""
    found: dict[str, Node] = {}
    for node in walk(documents, keys=None):
        name = node.get("@id")
        if isinstance(name, str) and len(node) > 1:
            found.setdefault(name, node)
    return found


_Index = Callable[[], Mapping[str, Node]]


def _resolve(node: Node, index: _Index) -> Node:
    name = node.get("@id")
    if isinstance(name, str) and ("name" not in node or len(node) <= 2):
        return index().get(name, node)
    return node


def _roots(documents: list[Any], index: _Index) -> list[Node]:
    """Return the nodes that may be the page's subject: not those that others merely mention."""
    found: list[Node] = []
    seen: set[int] = set()
    for node in walk(documents):
        known = _resolve(node, index)
        if id(known) not in seen:
            seen.add(id(known))
            found.append(known)
    return found
