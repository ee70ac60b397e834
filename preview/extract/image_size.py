"""Width and height of an image, from its first bytes.

Own readers of the formats that browsers show: imagesize 2.0.1 takes 2.5 s and 490 MB for an AVIF
of 757 bytes (its `iloc` box is believed), and asks an XML parser about SVG.  SVG has no size
here: it is a document, and what it says depends on who draws it.
"""

from __future__ import annotations

import struct
from collections.abc import Callable, Iterator

Size = tuple[int, int]

READ = 64 * 1024  # bytes looked at
MAX_PIXELS = 100_000  # of a side; more is a mistake or an attack
_MAX_SEGMENTS = 1_000  # of a JPEG; each is a jump, so this bounds the time


def size(body: bytes) -> Size | None:
    """Return (width, height) in pixels as shown, turned where the file says so; never raises."""
    head = body[:READ]
    try:
        found = next((read(head) for begins, read in _READERS if head.startswith(begins)), None)
        found = found or (_heif(head) if head[4:8] == b"ftyp" else None)
    except (struct.error, IndexError):
        return None  # cut, or broken
    if found is None or not all(0 < side <= MAX_PIXELS for side in found):
        return None
    return found


def _png(head: bytes) -> Size | None:
    return struct.unpack_from(">II", head, 16) if head[12:16] == b"IHDR" else None


def _gif(head: bytes) -> Size | None:
    return struct.unpack_from("<HH", head, 6)


def _bmp(head: bytes) -> Size | None:
    width, height = struct.unpack_from("<ii", head, 18)
    return width, abs(height)  # negative: the rows are stored from the top


def _webp(head: bytes) -> Size | None:
    """https://developers.google.com/speed/webp/docs/riff_container"""
    form = head[12:16]
    if head[8:12] != b"WEBP":
        return None
    if form == b"VP8 " and head[23:26] == b"\x9d\x01\x2a":
        width, height = struct.unpack_from("<HH", head, 26)
        return width & 0x3FFF, height & 0x3FFF
    if form == b"VP8L" and head[20] == 0x2F:
        bits = struct.unpack_from("<I", head, 21)[0]
        return (bits & 0x3FFF) + 1, (bits >> 14 & 0x3FFF) + 1
    if form == b"VP8X" and len(head) >= 30:
        return int.from_bytes(head[24:27], "little") + 1, int.from_bytes(head[27:30], "little") + 1
    return None


_FRAMES = frozenset(range(0xC0, 0xD0)) - {0xC4, 0xC8, 0xCC}  # SOF; three of the row are no frames
_TURNED = frozenset({5, 6, 7, 8})  # Exif's orientations that swap the sides
_ALONE = frozenset({0x01, *range(0xD0, 0xD8)})  # markers without a segment


def _jpeg(head: bytes) -> Size | None:
    """https://www.w3.org/Graphics/JPEG/itu-t81.pdf, annex B."""
    at, turned = 2, False
    for _ in range(_MAX_SEGMENTS):
        at = head.index(b"\xff", at) if b"\xff" in head[at : at + 64] else len(head)
        while head[at + 1] == 0xFF:
            at += 1
        marker = head[at + 1]
        at += 2
        if marker in _ALONE:
            continue
        if marker in (0xD9, 0xDA):
            return None  # the picture begins, and no frame said how large it is
        length = struct.unpack_from(">H", head, at)[0]
        if marker in _FRAMES:
            height, width = struct.unpack_from(">HH", head, at + 3)
            return (height, width) if turned else (width, height)
        if marker == 0xE1 and head[at + 2 : at + 8] == b"Exif\0\0":
            turned = turned or _is_turned(head[at + 8 : at + length])
        at += max(length, 2)
    return None


def _is_turned(exif: bytes) -> bool:
    """Does the first directory of a TIFF block state an orientation of 5 to 8?"""
    order = {b"II": "<", b"MM": ">"}.get(exif[:2])
    if order is None:
        return False
    try:
        start = struct.unpack_from(order + "I", exif, 4)[0]
        for entry in range(min(struct.unpack_from(order + "H", exif, start)[0], 256)):
            tag, _, _, value = struct.unpack_from(order + "HHIH", exif, start + 2 + 12 * entry)
            if tag == 0x0112:
                return value in _TURNED
    except struct.error:
        pass
    return False


def _heif(head: bytes) -> Size | None:
    """AVIF and HEIC: the largest extent that the `meta` box states (ISO 23008-12, 6.5.3).

    Thumbnails and the tiles of a grid are smaller than the picture; `irot` turns it.
    """
    properties = dict(_boxes(head, 0, len(head)))
    for name, skipped in (("meta", 4), ("iprp", 0), ("ipco", 0)):
        if name not in properties:
            return None
        start, end = properties[name]
        inner = list(_boxes(head, start + skipped, end))
        properties = dict(inner)
    extents = [struct.unpack_from(">II", head, a + 4) for name, (a, _) in inner if name == "ispe"]
    if not extents:
        return None
    width, height = max(extents, key=lambda extent: extent[0] * extent[1])
    turned = any(head[start] & 1 for name, (start, _) in inner if name == "irot")
    return (height, width) if turned else (width, height)


def _boxes(head: bytes, at: int, end: int) -> Iterator[tuple[str, tuple[int, int]]]:
    """Yield name and place of the content of each box (ISO 14496-12, 4.2) that is there whole."""
    while at + 8 <= end:
        length, name = struct.unpack_from(">I4s", head, at)
        if length < 8 or at + length > end:
            return
        yield name.decode("latin-1"), (at + 8, at + length)
        at += length


_READERS: tuple[tuple[bytes, Callable[[bytes], Size | None]], ...] = (
    (b"\x89PNG\r\n\x1a\n", _png),
    (b"\xff\xd8", _jpeg),
    (b"GIF8", _gif),
    (b"RIFF", _webp),
    (b"BM", _bmp),
)
