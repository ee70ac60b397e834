"""What a PDF says of itself, read from its parts."""

from __future__ import annotations

import zlib

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from preview.pdf import parts
from preview.pdf.facts import facts
from preview.pdf.objects import Malformed, parse, text

TITLE = "<dc:title><rdf:Alt><rdf:li xml:lang='x-default'>{}</rdf:li></rdf:Alt></dc:title>"


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        (rb"(On Sets \(and more\))", "On Sets (and more)"),
        (b"(On (nested) sets)", "On (nested) sets"),
        (
            rb"(On \\ and \101 and \
 sets)",
            r"On \ and A and  sets",
        ),
        (b"<4f6e2053 657473>", "On Sets"),
        (b"<4f6e2053657>", "On Sep"),  # an odd digit: a zero follows it
        (b"<FEFF00C9007400E9>", "Été"),
        (rb"(\376\377\000A\000t)", "At"),
        (b"(\xef\xbb\xbfUn \xc3\xa9t\xc3\xa9)", "Un été"),
        (b"(Un \xc3\xa9t\xc3\xa9)", "Un été"),  # UTF-8 without its mark
        (b"(Erd\xe9s\x84 and \x93)", "Erdés— and ﬁ"),  # PDFDocEncoding
        (b"(\xfe\xff\x00\x1b\x00e\x00n\x00\x1b\x00A)", "A"),  # a language before it
    ],
)
def test_a_text_is_read_however_it_is_written(pdf, written, meant):
    assert facts([pdf(b"/Title " + written)]) == {"info.title": [meant]}


def test_info_is_found_in_the_last_part_alone(pdf):
    whole = pdf(b"/Title (Far away) /Author(A. Writer)", fill=b"x" * 200_000)

    found = facts([whole[:65_536], whole[-65_536:]])

    assert found == {"info.title": ["Far away"], "info.author": ["A. Writer"]}


def test_info_is_found_inside_an_object_stream(packed):
    assert facts([packed(b"/Title (Packed away)")]) == {"info.title": ["Packed away"]}


def test_a_title_that_is_an_object_of_its_own_is_followed(pdf):
    made = pdf(b"/Title 5 0 R", more=b"5 0 obj (Elsewhere) endobj\n")

    assert facts([made]) == {"info.title": ["Elsewhere"]}


def test_a_title_that_refers_to_itself_is_none(pdf):
    assert facts([pdf(b"/Title 2 0 R")]) == {}


def test_of_two_infos_the_one_of_the_last_change_counts(pdf):
    assert facts([pdf(b"/Title (Old)", more=b"2 0 obj << /Title (New) >> endobj\n")]) == {
        "info.title": ["New"]
    }


def test_the_titles_of_an_outline_are_not_the_files(pdf):
    assert facts([pdf(more=b"6 0 obj << /Title (1. Introduction) >> endobj\n")]) == {}


def test_the_strings_of_an_encrypted_file_are_not_read(pdf):
    made = pdf(b"/Title (\x8f\x01\xff)", more=b"trailer << /Encrypt 5 0 R >>\n")

    assert facts([made]) == {}


def test_xmp_states_title_people_and_doi(pdf, packet):
    xmp = packet(
        TITLE.format("Sets &amp; <![CDATA[Maps]]>")
        + "<dc:creator><rdf:Seq><rdf:li>Ada Able</rdf:li><rdf:li>Bo Baker</rdf:li></rdf:Seq>"
        "</dc:creator><prism:doi>10.5555/sets.1</prism:doi>"
    )

    assert facts([pdf(xmp=xmp)]) == {
        "xmp.title": ["Sets & Maps"],
        "xmp.creator": ["Ada Able", "Bo Baker"],
        "xmp.doi": ["10.5555/sets.1"],
    }


def test_xmp_of_a_photo_in_the_file_is_not_the_files(pdf, packet):
    photo = b"4 0 obj << /Type /Metadata >> stream\n" + packet(TITLE.format("IMG_20")) + b"\n"

    assert facts([pdf(more=photo)]) == {}


def test_xmp_without_a_catalogue_has_to_say_that_it_is_a_pdfs(packet):
    stated = packet("<dc:format>application/pdf</dc:format>" + TITLE.format("Sets"))

    assert facts([b"%PDF-1.4\n" + stated]) == {"xmp.title": ["Sets"]}


def test_a_packet_that_breaks_off_keeps_what_it_said(pdf, packet):
    cut = packet(TITLE.format("Sets") + "<dc:creator>Ada")[:-60]

    assert facts([pdf(xmp=cut)])["xmp.title"] == ["Sets"]


# -- attacks ------------------------------------------------------------------------------------


def test_entities_are_refused_with_the_document_type_that_declares_them(pdf, packet):
    bomb = "<!DOCTYPE x [<!ENTITY a 'ha'><!ENTITY b '&a;&a;&a;'>]>"

    assert facts([pdf(xmp=packet(TITLE.format("&b;"), bomb))]) == {}


def test_a_bomb_in_an_object_stream_is_inflated_to_its_limit_only(packed, monkeypatch):
    seen: list[int] = []
    inflate = parts.Parts._inflated

    def counted(self, raw):
        content = inflate(self, raw)
        seen.append(len(content or b""))
        return content

    monkeypatch.setattr(parts.Parts, "_inflated", counted)
    bomb = packed(b"", inflated=b"0" * 50_000_000)

    assert facts([bomb * 100]) == {}
    assert max(seen) <= parts.MAX_STREAM
    assert sum(seen) <= parts.MAX_INFLATED


@pytest.mark.parametrize(
    "value",
    [
        b"(" * 1_048_576,  # strings in strings, never closed
        b"[" * 1_048_576,
        b"<<" * 500_000,
        b"<< /A " * 100_000,
        b"(" + b"a" * 1_048_576,  # a string without end
        b"<" + b"41" * 500_000,
        b"/A " * 300_000,  # more entries than anyone has
        b"%" * 1_048_576,
    ],
    ids=["parens", "arrays", "dictionaries", "entries", "string", "hex", "names", "comment"],
)
def test_a_value_that_goes_on_for_ever_is_refused(value):
    with pytest.raises(Malformed):
        parse(b"<< /Title " + value, 0)


@given(st.binary(max_size=400))
@settings(max_examples=200)
def test_no_bytes_are_too_odd_to_be_refused(data):
    made = b"2 0 obj <<" + data + b">> endobj trailer << /Info 2 0 R /Root 2 0 R >>"

    for values in facts([made, data]).values():
        assert all(isinstance(value, str) for value in values)


@given(st.text(max_size=200))
@settings(max_examples=100)
def test_a_title_in_utf_16_comes_back_as_it_was(title):
    raw = b"\xfe\xff" + title.encode("utf-16-be", "surrogatepass")
    made = b"2 0 obj << /Title <" + raw.hex().encode() + b"> >> trailer << /Info 2 0 R >>"
    expected = text(raw)

    assert facts([made]).get("info.title", [""]) == [expected]


@given(st.integers(0, 2_000))
@settings(max_examples=50)
def test_a_file_cut_anywhere_is_read_or_not_but_never_fails(at):
    content = zlib.compress(b"2 0 << /Title (Sets) >>")
    head = b"7 0 obj << /Type /ObjStm /First 4 /Length %d /Filter /FlateDecode >> stream\n"
    made = head % len(content) + content + b"\nendstream endobj trailer << /Info 2 0 R >>"

    assert facts([made[:at]]) in ({}, {"info.title": ["Sets"]})
    assert facts([made[at:]]) in ({}, {"info.title": ["Sets"]})
