"""Ways to answer, from honest to endless: functions that make an `Act` of bytes."""

from __future__ import annotations

import socket
import time
import zlib
from collections.abc import Callable
from typing import NamedTuple

MOST = 256 * 2**20  # an endless answer ends here, if nobody ends it before

Peer = socket.socket
Act = Callable[[Peer, str], None]
"""Given the connection and the request's head; the connection is closed after it."""


class Behaviour(NamedTuple):
    name: str  # with `.attack.test` the host that behaves so
    act: Act
    expect: str  # the code of the problem, `card`, or `any` where both are sensible
    why: str
    slow: bool = False  # takes the whole deadline


def answer(body: bytes = b"", *headers: str, status: str = "200 OK", kind="text/html") -> bytes:
    lines = [f"HTTP/1.1 {status}", f"Content-Type: {kind}", *headers]
    if not any(line.lower().startswith(("content-length", "transfer-enc")) for line in headers):
        lines.append(f"Content-Length: {len(body)}")
    return "\r\n".join([*lines, "", ""]).encode("latin-1", "replace") + body


def say(data: bytes) -> Act:
    return lambda peer, head: peer.sendall(data)


def page(html: str | bytes, *headers: str, kind: str = "text/html; charset=utf-8") -> Act:
    body = html.encode("utf-8", "surrogatepass") if isinstance(html, str) else html
    return say(answer(body, *headers, kind=kind))


def moved(location: str, *headers: str, status: str = "302 Found") -> Act:
    return say(answer(b"", f"Location: {location}", *headers, status=status))


def flood(start: bytes, piece: bytes) -> Act:
    def act(peer: Peer, head: str) -> None:
        peer.sendall(start)
        sent = 0
        while sent < MOST:
            peer.sendall(piece)
            sent += len(piece)

    return act


def drip(start: bytes, piece: bytes, every_s: float = 0.2) -> Act:
    def act(peer: Peer, head: str) -> None:
        peer.sendall(start)
        for _ in range(int(60 / every_s)):
            peer.sendall(piece)
            time.sleep(every_s)

    return act


def silent(peer: Peer, head: str) -> None:
    peer.settimeout(60)
    peer.recv(1)  # until the other side hangs up


def path_of(head: str) -> str:
    return head.partition(" ")[2].partition(" ")[0]


def chain(delay_s: float, *headers: str) -> Act:
    def act(peer: Peer, head: str) -> None:
        time.sleep(delay_s)
        moved(path_of(head) + "x", *headers)(peer, head)

    return act


def bomb(coding: str, members: int = 1) -> Act:
    """10 GiB of blanks, were they all read: each piece is one MiB that packs into a kilobyte."""
    wbits = 31 if coding == "gzip" else 15
    packer = zlib.compressobj(9, zlib.DEFLATED, wbits)
    start = packer.compress(b"<title>bomb</title>") + packer.flush(zlib.Z_FULL_FLUSH)
    piece = packer.compress(b" " * 2**20) + packer.flush(zlib.Z_FULL_FLUSH)
    head = answer(
        b"", f"Content-Encoding: {', '.join([coding] * members)}", "Content-Length: 99999999"
    )
    return flood(head + start, piece)


def reset(peer: Peer, head: str) -> None:
    peer.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, b"\1\0\0\0\0\0\0\0")


CHUNKED = answer(b"", "Transfer-Encoding: chunked")
PAGE = "<title>A page</title><meta property='og:title' content='A page'>"
HELLO = PAGE.encode()
