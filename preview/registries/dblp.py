"""DBLP's records: https://dblp.org/faq/13501473.html, https://dblp.org/xml/docu/dblpxml.pdf.

429 with Retry-After is normal.  Each publication has a record of its own, preprint and article
apart; DBLP's editors state its DOI, which is therefore an alias.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from html.entities import html5
from typing import Any
from urllib.parse import quote

from preview.identity import parse_name
from preview.model import Candidate, Get, Request, WorkId
from preview.registries import genres
from preview.registries.answer import nonsense, parse_xml, refuse_other, unknown
from preview.registries.people import named
from preview.registries.pubmed_xml import content, markup
from preview.registries.relations import aliases
from preview.registries.titles import without_full_stop

API = "https://dblp.org/rec/{key}.xml"

# Element     field
RULES = (
    ("journal", "container_title"),
    ("booktitle", "container_title"),
    ("volume", "volume"),
    ("number", "issue"),
    ("pages", "page"),
    ("publisher", "publisher"),
    ("school", "container_title"),
    ("year", "published"),
)
_KINDS = {"phdthesis": "thesis", "mastersthesis": "thesis", "www": None, "person": None}
_XML_OWN = (b"amp", b"lt", b"gt", b"quot", b"apos")


def request(work: WorkId) -> Request:
    return Request(API.format(key=quote(work.value, safe="/-_")), accept="application/xml")


def load(work: WorkId, get: Get) -> Iterator[Candidate]:
    yield from read(get(request(work)).body, work=work)


def read(body: bytes, *, work: WorkId) -> Iterator[Candidate]:
    """Yield what the record states.

    Raises:
        NotFound: an answer without a record.
        UpstreamError: no DBLP answer, or another work's record.
    """
    root = parse_xml(_without_named_entities(body), "DBLP")
    if root.tag != "dblp":
        raise nonsense("DBLP", f"root element {root.tag}")
    record = next((child for child in root if isinstance(child.tag, str)), None)
    if record is None:
        raise unknown("DBLP")
    links = [link for e in record.findall("ee") if (link := content(e))]
    refuse_other("DBLP", work, [record.get("key"), f"dblp:{record.get('key')}"])
    if title := without_full_stop(markup(record.find("title"))):
        yield Candidate("title", title, "dblp:title", "html")
    for element in record.findall("author"):
        # "Xiaopeng Zhang 0009": the number tells people of one name apart
        bare = re.sub(r" [0-9]{4}$", "", content(element) or "")
        if author := named(bare, orcid=element.get("orcid")):
            yield Candidate("author", author, "dblp:author")
    for tag, field in RULES:
        if found := content(record.find(tag)):
            yield Candidate(field, found, f"dblp:{tag}")
    yield from _kind(record)
    for link in links:
        name = parse_name(link)
        if name and name.scheme in ("doi", "arxiv"):
            yield Candidate("doi" if name.scheme == "doi" else "arxiv_id", name.value, "dblp:ee")
            yield from aliases([link], "dblp:ee")
            break


def _kind(record: Any) -> Iterator[Candidate]:
    informal = record.get("publtype") == "informal"  # CoRR and its like
    found = "preprint" if informal else genres.genre(genres.CROSSREF, record.tag)
    if found:
        yield Candidate("genre", found, "dblp:type")


def _without_named_entities(body: bytes) -> bytes:
    """Return *body* with `&ouml;` as `&#246;`: dblp.dtd, which is not loaded, defines them."""

    def numbered(match: re.Match[bytes]) -> bytes:
        letters = html5.get(match[1].decode("ascii") + ";", "")
        if match[1] in _XML_OWN or not letters:
            return match[0]
        return "".join(f"&#{ord(letter)};" for letter in letters).encode("ascii")

    return re.sub(rb"&([A-Za-z][A-Za-z0-9]{1,30});", numbered, body)
