"""bytes → Page: the characters, then one safe pass over the tags."""

from __future__ import annotations

import inspect
import re
import threading
from collections.abc import Iterable
from contextlib import suppress
from typing import Any

from lxml import etree

from preview.extract.address import absolute
from preview.extract.charset import as_utf8
from preview.extract.collect import target
from preview.extract.found import Found
from preview.extract.record import Attributes, Mark, Page

MAX_BYTES = 1_048_576


def read_page(
    body: bytes, content_type: str | None, url: str, *, marks: Iterable[Mark] = ()
) -> Page:
    """Return what a page holds for the finders; any bytes make a page, be it an empty one.

    *content_type* is the header's value.  *marks* are parts of the body that the caller wants
    beside `marks.MARKS`, and before them: a site whose template is known.  What lies behind the
    first MiB is not read.  XHTML goes through the HTML parser too: no DTD, no entity of its own.
    """
    text, charset = as_utf8(body[:MAX_BYTES], content_type)
    found = Found()
    _feed(text.replace(b"\x00", b""), target(found, marks))  # as browsers do with a NUL
    html = found.html or _late_html(text)
    page = Page(
        url=url,
        base=_base(found.base, url),
        charset=charset,
        lang=html.get("lang") or html.get("xml:lang"),
        direction=html.get("dir"),
        title=found.title,
        metas=tuple(found.metas),
        links=tuple(found.links),
        json_ld=tuple(found.json_ld),
        scripts=tuple(found.scripts),
        sources=tuple(found.sources),
        headings=tuple(found.headings),
        blocks=tuple(found.blocks),
        microdata=tuple(found.microdata),
        images=tuple(found.images),
        paragraphs=tuple(found.paragraphs),
        homes=tuple(found.homes),
        raw_text=found.text(),
        passwords=found.passwords,
    )
    found.forget()
    return page


# A script's warning or a second byte order mark may stand before the document: browsers still heed
# the `<html>` behind it, of which lxml's parser tells its target nothing.
_LATE_WITHIN = 8_192  # bytes
_HTML_TAG = re.compile(rb"<html\s([^<>]{1,1000})>", re.IGNORECASE)
_STATED = re.compile(rb"(?<![\w:-])(lang|xml:lang|dir)\s*=\s*[\"']?([\w-]+)", re.IGNORECASE)


def _late_html(text: bytes) -> Attributes:
    tag = _HTML_TAG.search(text, 0, _LATE_WITHIN)
    stated = _STATED.findall(tag[1]) if tag else ()
    return {name.decode().lower(): value.decode() for name, value in stated}


def _base(stated: str | None, url: str) -> str:
    return (absolute(stated, url) if stated else None) or url


# Each of a page's 3 000 callbacks takes the interpreter's lock and gives it back.  Two threads that
# do so at once hand it to and fro: two pages side by side took 1.7 times the time, and twice the
# CPU, of one behind the other.
_ONE_AT_A_TIME = threading.Lock()

# lxml asks each target's `start` how many arguments it takes: told here, it is not worked out.
_SIGNATURE = inspect.signature(lambda tag, attributes: None)


def _feed(body: bytes, target: Any) -> None:
    target.start.__signature__ = _SIGNATURE
    # A parser for each page: a shared one holds other threads back while it works.
    parser = etree.HTMLParser(target=target, encoding="utf-8")
    with (
        _ONE_AT_A_TIME,
        suppress(etree.LxmlError),
    ):  # an empty document is an error to lxml, not to us
        etree.fromstring(body, parser)
