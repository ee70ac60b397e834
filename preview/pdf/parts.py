"""Objects of a PDF of which only parts are there: found by their names, not by offsets."""

from __future__ import annotations

import re
import zlib
from collections.abc import Iterator, Sequence

from preview.pdf.objects import BLANK, Malformed, Ref, Value, parse

MAX_STREAMS = 32  # object streams opened
MAX_STREAM = 1024 * 1024  # bytes of one, inflated
MAX_INFLATED = 4 * 1024 * 1024  # of all together
MAX_MEMBERS = 10_000  # objects in one stream; the standard's own advice is 200

_OBJECT_STREAM = re.compile(rb"/Type" + BLANK + rb"{0,8}/ObjStm(?![A-Za-z])")
_STREAM = re.compile(BLANK + rb"{0,8}stream(?:\r\n|\n|\r)")


class Parts:
    """The parts of one file in their order; they need not touch.

    Of several objects with one name the last counts: a changed file has the new one behind.
    """

    def __init__(self, parts: Sequence[bytes]) -> None:
        self._parts = tuple(parts)
        self._budget = MAX_INFLATED
        self._opened: list[tuple[dict[int, int], bytes]] = []
        self._unopened = self._object_streams()

    def reference(self, key: str) -> Ref | None:
        """Return what the trailer's *key* refers to; a cross-reference stream is a trailer too."""
        pattern = re.compile(
            rb"/%b" % key.encode()
            + BLANK + rb"{0,8}(\d{1,10})" + BLANK + rb"{1,8}(\d{1,5})" + BLANK + rb"{1,8}R"
        )  # fmt: skip
        for part in reversed(self._parts):
            last = _last(pattern, part)
            if last is not None:
                return Ref(int(last[1]), int(last[2]))
        return None

    def value(self, ref: Ref) -> Value:
        """Return the object that *ref* means, or None where it is not in these parts."""
        found = self._plain(ref)
        return found[0] if found is not None else self._member(ref.number)

    def stream(self, ref: Ref) -> bytes | None:
        """Return the stream that *ref* means, inflated, or None where it cannot be read."""
        found = self._plain(ref)
        return self._content(*found) if found is not None else None

    def _plain(self, ref: Ref) -> tuple[Value, bytes, int] | None:
        """Return the value, the part that it is in, and where it ends there."""
        pattern = re.compile(
            rb"(?<![0-9])%d" % ref.number + BLANK + rb"{1,8}%d" % ref.generation
            + BLANK + rb"{1,8}obj(?![a-z])"
        )  # fmt: skip
        for part in reversed(self._parts):
            last = _last(pattern, part)
            if last is not None:
                try:
                    value, end = parse(part, last.end())
                except Malformed:
                    return None
                return value, part, end
        return None

    def _content(self, value: Value, part: bytes, end: int) -> bytes | None:
        opening = _STREAM.match(part, end)
        if opening is None or not isinstance(value, dict):
            return None
        length = value.get("Length")
        stop = opening.end() + length if isinstance(length, int) and length > 0 else len(part)
        raw = part[opening.end() : stop]
        filters = value.get("Filter")
        if isinstance(filters, list) and len(filters) == 1:
            filters = filters[0]
        if filters is None:
            closing = raw.find(b"endstream")
            return raw if closing < 0 else raw[:closing]
        if filters != "FlateDecode" or value.get("DecodeParms") is not None:
            return None
        return self._inflated(raw)

    def _inflated(self, raw: bytes) -> bytes | None:
        limit = min(MAX_STREAM, self._budget)
        if limit <= 0:
            return None
        try:
            content = zlib.decompressobj().decompress(raw, limit)
        except zlib.error:
            return None
        self._budget -= len(content)
        return content

    def _member(self, number: int) -> Value:
        """Return an object from inside an object stream (ISO 32000-1, 7.5.7)."""
        for places, content in self._members():
            if number in places:
                try:
                    return parse(content, places[number])[0]
                except Malformed:
                    return None
        return None

    def _members(self) -> Iterator[tuple[dict[int, int], bytes]]:
        """Yield each object stream: number → place of its objects, and its content."""
        yield from self._opened
        for opened in self._unopened:
            self._opened.append(opened)
            yield opened

    def _object_streams(self) -> Iterator[tuple[dict[int, int], bytes]]:
        tries = 0
        for part in reversed(self._parts):
            for found in reversed(list(_OBJECT_STREAM.finditer(part))):
                tries += 1
                if tries > MAX_STREAMS:
                    return
                start = part.rfind(b"obj", max(0, found.start() - 1024), found.start())
                opened = self._open(part, start + 3) if start >= 0 else None
                if opened is not None:
                    yield opened

    def _open(self, part: bytes, at: int) -> tuple[dict[int, int], bytes] | None:
        try:
            value, end = parse(part, at)
        except Malformed:
            return None
        first = value.get("First") if isinstance(value, dict) else None
        content = self._content(value, part, end)
        if content is None or not isinstance(first, int) or first < 0:
            return None
        numbers = content[:first].split(None, 2 * MAX_MEMBERS)[: 2 * MAX_MEMBERS]
        pairs = zip(numbers[::2], numbers[1::2], strict=False)
        return {
            int(number): first + int(offset)
            for number, offset in pairs
            if number.isdigit() and offset.isdigit() and len(number) < 11 and len(offset) < 11
        }, content


def _last(pattern: re.Pattern[bytes], part: bytes) -> re.Match[bytes] | None:
    last = None
    for last in pattern.finditer(part):  # noqa: B007
        pass
    return last
