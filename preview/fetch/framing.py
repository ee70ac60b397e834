"""The body of an answer: is its framing sound, and what does it decode to, up to a cap?"""

from __future__ import annotations

import re

from urllib3 import HTTPResponse
from urllib3.exceptions import IncompleteRead, ProtocolError

from preview import errors
from preview.fetch.policy import Target
from preview.fetch.transport import Answer

_CHUNK = 64 * 1024  # most pages whole: each part costs a way through three libraries
# Each costs 3 µs, so that two MiB of chunks of one byte took 1.2 s of CPU.  A MiB in so many parts
# is one in parts of 16 bytes, and no server sends that.
_MOST_PARTS = 65_536
# No length that any server means has more digits, and int() of 5000 raises.
_LENGTH = re.compile(r"[0-9]{1,18}", re.ASCII)
# What we ask for is gzip; some servers name what is no coding at all.
_ENCODINGS = frozenset({"", "identity", "gzip", "x-gzip"})


def check_length(answer: Answer, target: Target) -> None:
    """Refuse a Content-Length that is no number, or two that differ: parsers disagree on them.

    A great one is fine: the page is cut at the cap, not refused (contract, MAX_BYTES).

    Raises:
        UpstreamError: as said.
    """
    lengths = {part.strip() for value in answer.all("content-length") for part in value.split(",")}
    if len(lengths) > 1 or not all(_LENGTH.fullmatch(length) for length in lengths):
        raise errors.UpstreamError(
            "The site's answer cannot be read.", url=target.url, reason="Content-Length"
        )


def check_encoding(answer: Answer, target: Target) -> None:
    """Refuse all but one gzip: nested codings multiply a bomb, others we did not ask for.

    Raises:
        UpstreamError: as said.
    """
    codings = [
        coding
        for value in answer.all("content-encoding")
        for part in value.split(",")
        if (coding := part.strip().lower()) not in ("", "identity")
    ]
    if len(codings) > 1 or not _ENCODINGS.issuperset(codings):
        raise errors.UpstreamError(
            "The site's answer cannot be read.", url=target.url, reason=f"encodings {codings}"
        )


def read_body(raw: HTTPResponse, max_bytes: int, target: Target) -> tuple[bytes, bool]:
    """Return at most *max_bytes* of the decoded body, and whether there was more.

    A body in very many parts is cut like one that is too long.

    A peer that ends in the midst of a page leaves a cut page, and its head is what a preview needs;
    one that ends before it began leaves nothing.

    Raises:
        UpstreamError: nothing came, or nothing that decodes.
    """
    parts: list[bytes] = []
    size = 0
    while size <= max_bytes and len(parts) < _MOST_PARTS:
        try:
            # read1: read(n) would wait for n bytes, and a slow page would never show any
            part = raw.read1(min(_CHUNK, max_bytes + 1 - size), decode_content=True)
        except (IncompleteRead, ProtocolError) as exc:
            if not parts:
                raise errors.UpstreamError(
                    "The site ended its answer too early.", url=target.url, reason=str(exc)
                ) from exc
            return b"".join(parts), True
        if not part:
            return b"".join(parts), False
        parts.append(part)
        size += len(part)
    return b"".join(parts)[:max_bytes], True
