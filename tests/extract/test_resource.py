"""What is no page: its kind, its name, and an image's size."""

from __future__ import annotations

import struct

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from preview.extract.file_names import file_name
from preview.extract.image_size import size
from preview.extract.resource import is_page, resource_candidates
from preview.model import Fetched, Image

PNG = b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR" + struct.pack(">II", 640, 480)


def answered(url="https://files.test/a", kind=None, body=b"\x01\x02", **headers):
    headers = {name.replace("_", "-"): value for name, value in headers.items()}
    if kind is not None:
        headers["content-type"] = kind
    return Fetched(url, 200, headers, body)


def told(fetched, field):
    return next((c.value for c in resource_candidates(fetched) if c.field == field), None)


@pytest.mark.parametrize(
    ("path", "content_type", "body", "kind"),
    [
        ("a.png", "image/png", b"", "image"),
        ("a", "video/mp4; codecs=avc1", b"", "video-file"),
        ("a", "audio/mpeg", b"", "audio-file"),
        ("a", "application/pdf", b"", "pdf"),
        ("a", "text/html", b"%PDF-1.4", "pdf"),  # the bytes say so themselves
        ("a", "application/x-pdf", b"", "pdf"),
        ("a.mp4", "application/octet-stream", b"", "video-file"),  # the name knows more
        ("a.mp4", "text/plain", b"", "file"),  # and may not overrule a type that says something
        ("a.bin", "application/octet-stream", b"\x89PNG\r\n\x1a\n", "image"),
        ("a.pdf", None, b"\0", "pdf"),
        ("a.zip", "application/zip", b"PK\3\4", "file"),
        ("a", "application/json", b"{}", "file"),
        ("a.txt", "text/plain", b"words", "file"),
        ("a", "image/png, text/html", b"\0", "file"),  # two types are none
        ("a", None, b"\0\0\0\x1cftypavif", "image"),
        ("a", None, b"\0\0\0\x1cftypisom", "video-file"),
        ("a", "image/svg+xml", b"<svg/>", "image"),
    ],
)
def test_a_file_has_a_kind(path, content_type, body, kind):
    assert told(answered(f"https://files.test/{path}", content_type, body), "page_type") == kind


@pytest.mark.parametrize(
    ("path", "disposition", "name"),
    [
        ("/x/report%20final.pdf", "", "report final.pdf"),
        ("/x/report.pdf/", "", "report.pdf"),
        ("/", "", None),
        ("/get", 'attachment; filename="My report.pdf"', "My report.pdf"),
        ("/get", "attachment; filename=report.pdf; size=3", "report.pdf"),
        ("/get", "attachment; filename=a.pdf; filename*=UTF-8''%C3%A9t%C3%A9.pdf", "été.pdf"),
        ("/get", 'attachment; filename="\xc3\xa9t\xc3\xa9.pdf"', "été.pdf"),  # raw UTF-8
        ("/get", r'attachment; filename="a \"b\".pdf"', 'a "b".pdf'),
        ("/get", 'attachment; filename="../../etc/passwd"', "passwd"),
        ("/get", r'attachment; filename="C:\temp\a.pdf"', "a.pdf"),
        ("/a.pdf", "attachment", "a.pdf"),
    ],
)
def test_a_file_has_a_name_and_never_a_path(path, disposition, name):
    fetched = answered(f"https://files.test{path}", content_disposition=disposition)

    assert file_name(fetched) == name


def test_an_image_is_its_own_image():
    image = told(answered("https://files.test/a.png", "image/png", PNG), "image")

    assert image == Image("https://files.test/a.png", 640, 480)


def test_an_image_that_is_cut_or_broken_has_no_size():
    for body in (b"", PNG[:20], PNG[:16] + b"\xff" * 8, b"not a picture"):
        image = told(answered("https://files.test/a.png", "image/png", body), "image")
        assert image == Image("https://files.test/a.png")


def test_svg_is_an_image_whose_word_is_not_taken():
    svg = b'<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"/>'

    assert told(answered("https://files.test/a", "image/svg+xml", svg), "image") == Image(
        "https://files.test/a"
    )


# -- sizes --------------------------------------------------------------------------------------


def jpeg(*segments, frame=0xC0):
    parts = [b"\xff" + bytes([kind]) + struct.pack(">H", len(d) + 2) + d for kind, d in segments]
    sof = b"\xff" + bytes([frame]) + struct.pack(">HBHHB", 11, 8, 480, 640, 1) + b"\1\x11\0"
    return b"\xff\xd8" + b"".join(parts) + sof + b"\xff\xda"


def exif(orientation, order="<"):
    mark = {"<": b"II*\0", ">": b"MM\0*"}[order]
    entry = struct.pack(order + "HHIHH", 0x0112, 3, 1, orientation, 0)
    return b"Exif\0\0" + mark + struct.pack(order + "IH", 8, 1) + entry


def box(name, *content):
    inside = b"".join(content)
    return struct.pack(">I", 8 + len(inside)) + name + inside


def avif(*properties):
    ipco = box(b"ipco", *properties)
    return box(b"ftyp", b"avif\0\0\0\0") + box(b"meta", b"\0" * 4, box(b"iprp", ipco))


def ispe(width, height):
    return box(b"ispe", struct.pack(">III", 0, width, height))


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        (PNG, (640, 480)),
        (b"GIF89a" + struct.pack("<HH", 640, 480), (640, 480)),
        (b"GIF89a" + struct.pack("<HH", 40_000, 480), (40_000, 480)),  # unsigned
        (b"BM" + b"\0" * 16 + struct.pack("<ii", 640, -480), (640, 480)),  # rows from the top
        (jpeg(), (640, 480)),
        (jpeg(frame=0xC2), (640, 480)),  # progressive
        (jpeg((0xE0, b"JFIF\0" + b"\0" * 9), (0xC4, b"\0" * 40)), (640, 480)),
        (jpeg((0xE1, exif(6))), (480, 640)),  # a phone held upright
        (jpeg((0xE1, exif(6, ">"))), (480, 640)),
        (jpeg((0xE1, exif(3))), (640, 480)),  # upside down is as wide
        (b"RIFF\0\0\0\0WEBPVP8 \0\0\0\0\0\0\0\x9d\x01\x2a\x80\x02\xe0\x01", (640, 480)),
        (b"RIFF\0\0\0\0WEBPVP8L\0\0\0\0\x2f" + struct.pack("<I", 639 | 479 << 14), (640, 480)),
        (b"RIFF\0\0\0\0WEBPVP8X" + b"\0" * 8 + b"\x7f\x02\0\xdf\x01\0", (640, 480)),
        (avif(ispe(160, 120), ispe(640, 480)), (640, 480)),  # not the thumbnail
        (avif(ispe(640, 480), box(b"irot", b"\1")), (480, 640)),
        (PNG[:16] + struct.pack(">II", 0, 480), None),
        (PNG[:16] + struct.pack(">II", 4_000_000_000, 480), None),  # nobody draws that
        (b"\xff\xd8\xff\xda", None),
        (b"II*\0\x08\0\0\0", None),  # TIFF: browsers do not show it
    ],
)
def test_the_first_bytes_say_how_large_an_image_is(body, expected):
    assert size(body) == expected


@pytest.mark.parametrize(
    "body",
    [
        b"\xff\xd8" + b"\xff\xe0\0\2" * 100_000,  # segments without end
        b"\xff\xd8" + b"\xff" * 400_000,
        b"\xff\xd8" + b"\xff\xe0\0\0" * 100_000,  # of no length at all
        jpeg((0xE1, b"Exif\0\0II*\0\xff\xff\xff\xff")),  # a directory outside of the block
        avif(*[box(b"ispe")] * 10_000),
        avif(*[ispe(1, 1)] * 10_000),
        box(b"ftyp", b"avif") + b"\0\0\0\1meta" + b"\xff" * 60_000,
        box(b"ftyp", b"avif") + b"\0\0\0\0meta" * 10_000,
    ],
    ids=["segments", "marks", "standing", "exif", "empty", "many", "long", "endless"],
)
def test_a_hostile_image_costs_no_more_than_its_bytes(body):
    assert size(body) is None or all(side <= 1_000 for side in size(body))


STARTS = (
    b"\x89PNG\r\n\x1a\n",
    b"\xff\xd8\xff",
    b"GIF89a",
    b"RIFF\0\0\0\0WEBP",
    b"BM",
    b"\0\0\0 ftyp",
)


@given(st.sampled_from(STARTS), st.binary(max_size=300))
@settings(max_examples=200)
def test_no_image_is_too_broken_to_be_looked_at(start, rest):
    found = size(start + rest)

    assert found is None or all(0 < side <= 100_000 for side in found)


@given(st.text(max_size=60), st.text(max_size=80), st.binary(max_size=80))
@settings(max_examples=200)
def test_no_answer_is_too_odd_to_be_named(content_type, disposition, body):
    fetched = answered("https://files.test/a", content_type, body, content_disposition=disposition)

    is_page(content_type, body)
    assert all(c.family == "file" for c in resource_candidates(fetched))
