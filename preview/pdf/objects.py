"""PDF objects from bytes: a bounded parser of values, and how a PDF writes text.

Source: ISO 32000-1, 7.3 (objects), 7.9.2 (text strings) and annex D.3 (PDFDocEncoding).
"""

from __future__ import annotations

import re
from typing import NamedTuple

MAX_DEPTH = 16
MAX_TOKENS = 20_000  # of one object; the catalogue of a large file has some hundreds
MAX_STRING = 32_768  # bytes as written

BLANK = rb"[\0\t\n\f\r ]"
_REGULAR = rb"[^\0\t\n\f\r ()<>\[\]{}/%]"
_TOKEN = re.compile(
    rb"(?P<blank>" + BLANK + rb"++|%[^\r\n]*+)"
    rb"|(?P<mark><<|>>|[\[\](])"
    rb"|<(?P<hex>[0-9A-Fa-f\0\t\n\f\r ]*+)>"
    rb"|/(?P<name>" + _REGULAR + rb"*+)"
    rb"|(?P<number>\d{1,10})" + BLANK + rb"{1,8}(?P<generation>\d{1,5})" + BLANK + rb"{1,8}R"
    rb"(?!" + _REGULAR + rb")"
    rb"|(?P<word>" + _REGULAR + rb"++)"
)
_IN_STRING = re.compile(rb"\\(?:(?P<octal>[0-7]{1,3})|(?P<escaped>\r\n|[\s\S]))|[()]|\r\n?")
_ESCAPED = {b"n": b"\n", b"r": b"\r", b"t": b"\t", b"b": b"\b", b"f": b"\f",
            b"\n": b"", b"\r": b"", b"\r\n": b""}  # fmt: skip


class Malformed(ValueError):
    """The bytes are no PDF object, or a larger one than we read."""


class Name(str):
    """`/Title`, without its slash."""

    __slots__ = ()


class Ref(NamedTuple):
    number: int
    generation: int


Value = None | int | bytes | Name | Ref | list["Value"] | dict[str, "Value"]
"""Words that are no integers (`true`, `null`, `1.5`) are None: nothing here asks for them."""


def parse(data: bytes, at: int) -> tuple[Value, int]:
    """Return the object that begins at *at* or behind blanks there, and where it ends.

    Raises:
        Malformed: there is none, it does not end in *data*, or it is too deep, long or many.
    """
    parser = _Parser(data, at)
    value = parser.value(0)
    return value, parser.at


class _Parser:
    def __init__(self, data: bytes, at: int) -> None:
        self._data = data
        self._left = MAX_TOKENS
        self.at = at

    def value(self, depth: int) -> Value:
        value = self._item(depth)
        if value is _CLOSE:
            raise Malformed("closed, but not opened")
        return value  # type: ignore[return-value]

    def _token(self) -> re.Match[bytes]:
        while True:
            self._left -= 1
            token = _TOKEN.match(self._data, self.at)
            if token is None or self._left < 0:
                raise Malformed("no token" if token is None else "too many tokens")
            self.at = token.end()
            if token.lastgroup != "blank":
                return token

    def _item(self, depth: int) -> Value | object:
        """Return the next value, or _CLOSE for what ends the array or dictionary."""
        if depth > MAX_DEPTH:
            raise Malformed("too deep")
        token = self._token()
        kind, text = token.lastgroup, token[0]
        if kind == "hex":
            return _from_hex(token["hex"])
        if kind == "name":
            return _name(token["name"])
        if kind == "generation":
            return Ref(int(token["number"]), int(token["generation"]))
        if kind == "word":
            return int(text) if re.fullmatch(rb"[+-]?\d{1,10}", text) else None
        if text == b"(":
            value, self.at = _literal(self._data, self.at)
            return value
        if text == b"[":
            return self._items(depth)
        if text == b"<<":
            items = self._items(depth)
            pairs = zip(items[::2], items[1::2], strict=False)
            return {str(key): value for key, value in pairs if isinstance(key, Name)}
        return _CLOSE

    def _items(self, depth: int) -> list[Value]:
        found: list[Value] = []
        while (item := self._item(depth + 1)) is not _CLOSE:
            found.append(item)  # type: ignore[arg-type]
        return found


_CLOSE = object()


def _literal(data: bytes, at: int) -> tuple[bytes, int]:
    """Return the string whose `(` ends at *at*, and where it ends; parentheses in it pair."""
    parts: list[bytes] = []
    depth = 1
    for found in _IN_STRING.finditer(data, at, at + MAX_STRING):
        parts.append(data[at : found.start()])
        at = found.end()
        if found["octal"]:
            parts.append(bytes([int(found["octal"], 8) & 0xFF]))
        elif found["escaped"]:
            parts.append(_ESCAPED.get(found["escaped"], found["escaped"]))
        elif found[0] in (b"(", b")"):
            depth += 1 if found[0] == b"(" else -1
            if depth == 0:
                return b"".join(parts), at
            parts.append(found[0])
        else:
            parts.append(b"\n")
    raise Malformed("a string without end")


def _from_hex(digits: bytes) -> bytes:
    packed = re.sub(BLANK + rb"+", b"", digits)
    return bytes.fromhex((packed + b"0" * (len(packed) % 2)).decode("ascii"))


def _name(raw: bytes) -> Name:
    plain = re.sub(rb"#([0-9A-Fa-f]{2})", lambda m: bytes([int(m[1], 16)]), raw[:256])
    return Name(plain.decode("latin-1"))


# Where PDFDocEncoding is not Latin-1
_PDF_DOC = str.maketrans({
    **dict(zip(range(0x18, 0x20), "˘ˇˆ˙˝˛˚˜", strict=True)),
    **dict(zip(range(0x80, 0x9F), "•†‡…—–ƒ⁄‹›−‰„“”‘’‚™ﬁﬂŁŒŠŸŽıłœšž", strict=True)),
    0xA0: "€",
})  # fmt: skip
_LANGUAGE = re.compile("\x1b[^\x1b]{0,16}\x1b")


def text(raw: bytes) -> str:
    """Return a text string as text; never raises.

    Without a mark at its front it should be PDFDocEncoding, but what reads as UTF-8 is UTF-8:
    many programs write it so, and hardly any text in the other reads by chance.
    """
    if raw.startswith(b"\xfe\xff"):
        return _LANGUAGE.sub("", raw[2:].decode("utf-16-be", "replace"))
    if raw.startswith(b"\xff\xfe"):  # not in the standard, and written all the same
        return raw[2:].decode("utf-16-le", "replace")
    try:
        return raw.removeprefix(b"\xef\xbb\xbf").decode("utf-8").translate(_LOW)
    except UnicodeDecodeError:
        return raw.decode("latin-1").translate(_PDF_DOC)


_LOW = {point: mark for point, mark in _PDF_DOC.items() if point < 0x20}
