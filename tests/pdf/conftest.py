"""Writing small PDFs, whole or in parts, the way programs write them."""

from __future__ import annotations

import zlib
from collections.abc import Callable

import pytest

Make = Callable[..., bytes]


@pytest.fixture
def pdf() -> Make:
    """Return a PDF: object 1 the catalogue, 2 the Info dictionary, 3 the XMP packet.

    *info* is the inside of the dictionary; *more* stands before the trailer, *fill* behind the
    first line.  No table of offsets: the reader has no use for one.
    """

    def pdf(info: bytes = b"", xmp: bytes = b"", more: bytes = b"", fill: bytes = b"") -> bytes:
        metadata = b"/Metadata 3 0 R" if xmp else b""
        return b"".join((
            b"%PDF-1.7\n", fill, b"\n",
            b"1 0 obj\n<< /Type /Catalog /Pages 9 0 R " + metadata + b" >>\nendobj\n",
            b"2 0 obj\n<< " + info + b" >>\nendobj\n",
            b"3 0 obj\n<< /Type /Metadata /Subtype /XML /Length %d >>\nstream\n" % len(xmp),
            xmp, b"\nendstream\nendobj\n", more,
            b"trailer\n<< /Size 9 /Root 1 0 R /Info 2 0 R >>\nstartxref\n0\n%%EOF\n",
        ))  # fmt: skip

    return pdf


@pytest.fixture
def packed() -> Make:
    """Return a PDF whose catalogue and Info lie in an object stream, as TeX has written it."""

    def packed(info: bytes, *, inflated: bytes | None = None) -> bytes:
        members = b"<< /Type /Catalog >> ", b"<< " + info + b" >>"
        header = b"1 0 2 %d " % len(members[0])
        content = inflated if inflated is not None else header + b"".join(members)
        data = zlib.compress(content, 9)
        return b"".join((
            b"%PDF-1.5\n",
            b"7 0 obj\n<< /Type /ObjStm /N 2 /First %d /Length %d /Filter /FlateDecode >>\n"
            % (len(header), len(data)),
            b"stream\n", data, b"\nendstream\nendobj\n",
            b"8 0 obj\n<< /Type /XRef /W [1 2 1] /Root 1 0 R /Info 2 0 R /Length 0 >>\n",
            b"stream\n\nendstream\nendobj\nstartxref\n0\n%%EOF\n",
        ))  # fmt: skip

    return packed


@pytest.fixture
def packet() -> Make:
    """Return an XMP packet with *inside* as its description."""

    def packet(inside: str, head: str = "") -> bytes:
        return f"""<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>{head}
<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF
 xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"
 xmlns:dc="http://purl.org/dc/elements/1.1/"
 xmlns:prism="http://prismstandard.org/namespaces/basic/2.0/">
<rdf:Description rdf:about="">{inside}</rdf:Description>
</rdf:RDF></x:xmpmeta>
<?xpacket end="w"?>""".encode()

    return packet
