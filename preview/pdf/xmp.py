"""An XMP packet: what Dublin Core, PRISM and publishers' own tags say in it.

Source: ISO 16684-1; https://developer.adobe.com/xmp/docs/xmp-namespaces/
"""

from __future__ import annotations

from xml.parsers import expat

MAX_VALUES = 400  # of one field
MAX_TEXT = 20_000  # code points of all values of one field

_DC = "http://purl.org/dc/elements/1.1/"
_RDF = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
# element or attribute (namespace, a blank, local name; in lower case) → fact
_FACTS = {
    f"{_DC} title": "title",
    f"{_DC} creator": "creator",
    f"{_DC} identifier": "doi",  # of many forms: who reads it keeps DOIs alone
    f"{_DC} format": "format",
    "http://prismstandard.org/namespaces/basic/2.0/ doi": "doi",
    "http://prismstandard.org/namespaces/basic/2.1/ doi": "doi",
    "http://prismstandard.org/namespaces/basic/3.0/ doi": "doi",
    "http://ns.adobe.com/pdfx/1.3/ doi": "doi",
    "http://crossref.org/crossmark/1.0/ doi": "doi",
    "http://crossref.org/crossmark/2.0/ doi": "doi",
}


class _Refused(ValueError):
    """A document type: no XMP has one, and entities are what attacks are made of."""


def read(packet: bytes) -> dict[str, list[str]]:
    """Return fact → values in their order; of a broken packet what stands before the break."""
    reader = _Reader()
    parser = expat.ParserCreate(namespace_separator=" ")
    parser.buffer_text = True
    parser.StartElementHandler = reader.start
    parser.EndElementHandler = reader.end
    parser.CharacterDataHandler = reader.text
    parser.StartDoctypeDeclHandler = _refuse
    try:
        parser.Parse(packet.strip(b"\0\t\n\r "), True)
    except expat.ExpatError:
        pass
    except _Refused:
        return {}
    return reader.facts


def _refuse(*_: object) -> None:
    raise _Refused("a document type")


class _Reader:
    def __init__(self) -> None:
        self.facts: dict[str, list[str]] = {}
        self._depth = 0
        self._fact: tuple[str, int] | None = None  # which one is open, and since which depth
        self._parts: list[str] = []

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        self._depth += 1
        self._parts.clear()
        fact = _FACTS.get(tag.lower())
        if fact and self._fact is None:
            self._fact = fact, self._depth
        if tag == f"{_RDF} Description":
            for name, value in attributes.items():
                if name.lower() in _FACTS:
                    self._keep(_FACTS[name.lower()], value)

    def text(self, text: str) -> None:
        if self._fact is not None:
            self._parts.append(text)

    def end(self, tag: str) -> None:
        if self._fact is not None:
            fact, depth = self._fact
            if tag == f"{_RDF} li" or depth == self._depth:
                self._keep(fact, "".join(self._parts))
            if depth == self._depth:
                self._fact = None
        self._parts.clear()
        self._depth -= 1

    def _keep(self, fact: str, value: str) -> None:
        values = self.facts.setdefault(fact, [])
        room = MAX_TEXT - sum(map(len, values))
        if value.strip() and len(values) < MAX_VALUES and room > 0:
            values.append(value.strip()[:room])
