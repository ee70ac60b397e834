"""Which characters the bytes of a page are: BOM, header, meta, XML declaration, UTF-8, cp1252."""

from __future__ import annotations

import re
from collections.abc import Iterator

import webencodings

# The standard looks at 1024 bytes, but browsers reload when a later tag says otherwise:
# https://html.spec.whatwg.org/multipage/parsing.html#prescan-a-byte-stream-to-determine-its-encoding
PRESCAN_BYTES = 8192

_BOMS = ((b"\xef\xbb\xbf", "utf-8"), (b"\xff\xfe", "utf-16le"), (b"\xfe\xff", "utf-16be"))
_HEADER = re.compile(r"charset\s*=\s*[\"']?\s*([\w.:+-]{1,40})", re.IGNORECASE | re.ASCII)
# On bytes in lower case: a pattern that ignores case has no literal beginning to search for.
_META = re.compile(rb"<meta\b[^>]{0,1024}?\bcharset\s*=\s*[\"']?\s*([\w.:+-]{1,40})")
_XML = re.compile(
    rb"\s{0,64}<\?xml\b[^>]{0,256}?\bencoding\s*=\s*[\"']\s*([\w.:+-]{1,40})", re.IGNORECASE
)
# In the standard's table, but no text: `replacement` stands for encodings that are known attacks
# (hz-gb-2312, iso-2022-kr), x-user-defined for binary.  utf-7 and utf-32 are not in the table.
_REFUSED = frozenset({"replacement", "x-user-defined"})


def as_utf8(body: bytes, content_type: str | None) -> tuple[bytes, str]:
    """Return *body* as UTF-8, and the WHATWG name of the encoding it was read in.

    Labels count only where the WHATWG table knows them (`latin-1` is windows-1252 there): Python's
    own `codecs.lookup` would also run `unicode_escape` or the quadratic `punycode`.  What is no
    character becomes U+FFFD; a sequence that the byte cap has cut costs that one character.

    Source: https://encoding.spec.whatwg.org/#names-and-labels
    """
    for bom, name in _BOMS:
        if body.startswith(bom):
            return _recode(body[len(bom) :], name), name
    for label, transport in _labels(body, content_type):
        found = webencodings.lookup(label)
        if found is None or found.name in _REFUSED:
            continue
        name = str(found.name)
        if not transport and name.startswith("utf-16"):
            name = "utf-8"  # who can read the tag as ASCII is not reading UTF-16, says the standard
        return _recode(body, name), name
    fault = _fault_in_utf8(body)
    if fault is None:
        return body, "utf-8"
    cut = fault.reason == "unexpected end of data"  # the cap has cut the last character
    name = "utf-8" if cut else "windows-1252"
    return _recode(body, name), name


def _labels(body: bytes, content_type: str | None) -> Iterator[tuple[str, bool]]:
    """Yield the labels that are stated, best first, each with whether the transport states it."""
    if content_type and (header := _HEADER.search(content_type[:512])):
        yield header[1], True
    head = body[:PRESCAN_BYTES]
    if meta := _META.search(_without_comments(head.lower())):
        yield meta[1].decode("ascii"), False
    if xml := _XML.match(head):
        yield xml[1].decode("ascii"), False


def _without_comments(head: bytes) -> bytes:
    kept = []
    at = 0
    while (opened := head.find(b"<!--", at)) >= 0:
        kept.append(head[at:opened])
        closed = head.find(b"-->", opened + 2)  # `<!-->` is a whole comment
        if closed < 0:
            return b"".join(kept)
        at = closed + 3
    kept.append(head[at:])
    return b"".join(kept)


def _fault_in_utf8(body: bytes) -> UnicodeDecodeError | None:
    if body.isascii():  # a third of all pages, for a twentieth of the cost
        return None
    try:
        body.decode("utf-8")
    except UnicodeDecodeError as fault:
        return fault
    return None


def _recode(body: bytes, name: str) -> bytes:
    if name == "utf-8" and _fault_in_utf8(body) is None:
        return body
    name = "gb18030" if name == "gbk" else name  # the standard's own decoder of gbk
    text = str(webencodings.lookup(name).codec_info.decode(body, "replace")[0])
    return text.encode("utf-8", "replace")
