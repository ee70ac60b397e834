"""The facts that a PDF states of itself, from its parts."""

from __future__ import annotations

import re
from collections.abc import Sequence

from preview.pdf import xmp
from preview.pdf.objects import Ref, text
from preview.pdf.parts import Parts

MAX_TEXT = 20_000  # code points of one value

# Info's keys in lower case; Elsevier and Springer write `/doi` beside the standard's own
_INFO = {"title": "info.title", "author": "info.author", "doi": "info.doi"}
_PACKET = re.compile(rb"<rdf:RDF[\s>]")
_PACKET_END = b"</rdf:RDF>"
_MAX_PACKETS = 16  # looked at in one part


def facts(windows: Sequence[bytes]) -> dict[str, list[str]]:
    """Return fact → values: `info.title`, `info.author`, `info.doi` and `xmp.` of the same kind.

    *windows* are parts of the file in their order.  Nothing is taken that the file does not name
    as its own: an outline's `/Title` and the XMP of a photo in it say nothing of the paper.
    """
    parts = Parts(windows)
    found = _info(parts)
    for fact, values in xmp.read(_packet(parts, windows)).items():
        if fact != "format":
            found[f"xmp.{fact}"] = values
    return found


def _info(parts: Parts) -> dict[str, list[str]]:
    if parts.reference("Encrypt") is not None:
        return {}  # its strings are ciphertext; an XMP packet may still be plain
    ref = parts.reference("Info")
    entries = parts.value(ref) if ref is not None else None
    found: dict[str, list[str]] = {}
    for key, value in entries.items() if isinstance(entries, dict) else ():
        fact = _INFO.get(key.lower())
        raw = parts.value(value) if isinstance(value, Ref) else value
        if fact and isinstance(raw, bytes) and fact not in found:
            found[fact] = [text(raw)[:MAX_TEXT]]
    return found


def _packet(parts: Parts, windows: Sequence[bytes]) -> bytes:
    """Return the packet that the catalogue names, else the last that says it is a PDF's."""
    root = parts.reference("Root")
    catalogue = parts.value(root) if root is not None else None
    if isinstance(catalogue, dict) and isinstance(catalogue.get("Metadata"), Ref):
        ref = catalogue["Metadata"]
        content = parts.stream(ref) if isinstance(ref, Ref) else None
        if content and b"<" in content:
            return content
    for window in reversed(windows):
        for opening in list(_PACKET.finditer(window))[: -_MAX_PACKETS - 1 : -1]:
            end = window.find(_PACKET_END, opening.end())
            packet = window[opening.start() : end + len(_PACKET_END)] if end >= 0 else b""
            if b"application/pdf" in packet:
                return packet
    return b""
