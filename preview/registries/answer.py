"""From a registry's bytes to a value that can be read, with typed failures.

What comes back is a stranger's text.  A body that is not what the registry promises is an
`UpstreamError`; so is the record of a work that was not asked for, however well formed it is: a
card with another work's title is worse than no card.  "We do not know it" is `NotFound`.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import Any

from lxml import etree

from preview.errors import NotFound, UpstreamError
from preview.identity import canonical, parse_name
from preview.model import WorkId


def nonsense(registry: str, reason: str) -> UpstreamError:
    """Return the error for an answer that is not what *registry* promises; *reason* is logged."""
    return UpstreamError(f"{registry} sent an answer that cannot be used.", reason=reason)


def unknown(registry: str) -> NotFound:
    return NotFound(f"{registry} does not know this work.")


def parse_json(body: bytes, registry: str) -> object:
    """Return the JSON value in *body*.

    Raises:
        UpstreamError: no JSON, half of it, or nested deeper than the parser follows.
    """
    try:
        value: object = json.loads(body)
    except (ValueError, RecursionError) as exc:
        raise nonsense(registry, f"no JSON: {type(exc).__name__}") from exc
    return value


def parse_xml(body: bytes, registry: str) -> Any:
    """Return the root element of *body*.  Its bytes decide the charset, never a header.

    No entity is resolved, no DTD is loaded and nothing is fetched; comments and processing
    instructions are dropped, so each child is an element or an entity's node.

    Raises:
        UpstreamError: no XML, or half of it.
    """
    parser = etree.XMLParser(
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        huge_tree=False,
        remove_comments=True,
        remove_pis=True,
    )
    try:
        return etree.fromstring(body, parser)
    except (etree.XMLSyntaxError, ValueError) as exc:
        raise nonsense(registry, "no XML") from exc


def is_name_of(work: WorkId, text: str | None) -> bool:
    """Does *text*, as a record states it, name *work*?  Case, prefixes and versions do not count.

    >>> is_name_of(WorkId("doi", "10.1000/abc"), "https://doi.org/10.1000/ABC")
    True
    """
    if not text:
        return False
    if text.strip().casefold() == work.value.casefold():
        return True
    named = parse_name(text.strip())
    return named is not None and str(named) == str(canonical(work))


def refuse_other(registry: str, work: WorkId, stated: Iterable[str | None]) -> None:
    """Raise UpstreamError unless one of the *stated* names is *work*'s.

    A record that states no name at all is refused too: nothing says whose it is.
    """
    names = [text for text in stated if text]
    if not any(is_name_of(work, text) for text in names):
        raise nonsense(registry, f"asked for {work}, sent {names[:3]}")
