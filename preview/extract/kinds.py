"""What kind of thing a file is, by its media type, its first bytes and its name's ending."""

from __future__ import annotations

from typing import NamedTuple

# media type's first half, or the whole → what `page_type` says of it (contract, section 1)
_KINDS = {
    "image": "image",
    "video": "video-file",
    "audio": "audio-file",
    "application/pdf": "pdf",
    "application/x-pdf": "pdf",
    # containers and playlists that are registered outside of video/ and audio/
    "application/mp4": "video-file",
    "application/ogg": "audio-file",
    "application/vnd.apple.mpegurl": "video-file",
    "application/x-mpegurl": "video-file",
    "application/dash+xml": "video-file",
}

# Types that say "some bytes": the ending of the name says more.
GENERIC = frozenset({
    "application/octet-stream", "binary/octet-stream", "application/binary",
    "application/download", "application/x-download", "application/force-download",
    "application/unknown",
})  # fmt: skip

_FILE = "application/octet-stream"

# Endings by which people know a file, https://www.iana.org/assignments/media-types.  None that
# pages have too (`.html`, `.php`, `.txt` of a wiki): a link with one of these is asked for its
# first bytes alone.
ENDINGS: dict[str, str] = {
    "pdf": "application/pdf",
    "png": "image/png", "jpg": "image/jpeg", "jpeg": "image/jpeg", "jfif": "image/jpeg",
    "gif": "image/gif", "webp": "image/webp", "avif": "image/avif", "heic": "image/heic",
    "bmp": "image/bmp", "svg": "image/svg+xml", "tif": "image/tiff", "tiff": "image/tiff",
    "mp4": "video/mp4", "m4v": "video/mp4", "webm": "video/webm", "mov": "video/quicktime",
    "mkv": "video/x-matroska", "avi": "video/x-msvideo", "ogv": "video/ogg",
    "mpg": "video/mpeg", "mpeg": "video/mpeg",
    "mp3": "audio/mpeg", "m4a": "audio/mp4", "ogg": "audio/ogg", "oga": "audio/ogg",
    "opus": "audio/ogg", "flac": "audio/flac", "wav": "audio/wav", "aac": "audio/aac",
}  # fmt: skip
_OTHER_ENDINGS = """zip gz tgz bz2 xz 7z rar tar zst epub docx doc odt pptx ppt odp xlsx xls ods ps
eps dmg exe msi deb rpm apk iso"""
_OTHERS = frozenset(_OTHER_ENDINGS.split())


class Signature(NamedTuple):
    begins: bytes
    media_type: str
    at: int = 0  # where *inside* stands, for containers whose first bytes say too little
    inside: bytes = b""


# https://mimesniff.spec.whatwg.org/#matching-an-image-type-pattern and the next two sections
SIGNATURES = (
    Signature(b"%PDF-", "application/pdf"),
    Signature(b"\x89PNG\r\n\x1a\n", "image/png"),
    Signature(b"\xff\xd8\xff", "image/jpeg"),
    Signature(b"GIF87a", "image/gif"),
    Signature(b"GIF89a", "image/gif"),
    Signature(b"RIFF", "image/webp", 8, b"WEBP"),
    Signature(b"RIFF", "audio/wav", 8, b"WAVE"),
    Signature(b"\0\0\0", "image/avif", 4, b"ftypavi"),
    Signature(b"\0\0\0", "image/heic", 4, b"ftyphei"),
    Signature(b"\0\0\0", "video/mp4", 4, b"ftyp"),
    Signature(b"\x1aE\xdf\xa3", "video/webm"),
    Signature(b"ID3", "audio/mpeg"),
    Signature(b"fLaC", "audio/flac"),
    Signature(b"OggS", "audio/ogg"),
)


def kind(media_type: str) -> str:
    """Return what `page_type` says of a thing of this type; `file` for all without a kind.

    >>> kind("video/mp4"), kind("application/json")
    ('video-file', 'file')
    """
    return _KINDS.get(media_type) or _KINDS.get(media_type.partition("/")[0], "file")


def sniffed(body: bytes) -> str | None:
    """Return the type that the first bytes give away."""
    for row in SIGNATURES:
        if body.startswith(row.begins) and body.startswith(row.inside, row.at):
            return row.media_type
    return None


def by_ending(name: str | None) -> str | None:
    """Return the type that a file's name, or a path, ends in; None for what may be a page.

    >>> by_ending("/paper.final.PDF")
    'application/pdf'
    >>> by_ending("File:Photo.jpg") is None  # a wiki's page about the file
    True
    """
    last = (name or "").rpartition("/")[2]
    stem, _, ending = last.rpartition(".")
    if not stem or ":" in stem:
        return None
    return ENDINGS.get(ending.lower()) or (_FILE if ending.lower() in _OTHERS else None)
