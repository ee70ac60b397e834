"""A site on loopback that answers each path with a page of its own, at once or after a while:
`python -m bench.upstream PORT [DELAY_S] [CERTIFICATE]`.

Bound to all of 127.0.0.0/8, so that there are as many hosts as a run needs.  Raw asyncio: what it
costs is taken from the machine that is measured.
"""

from __future__ import annotations

import asyncio
import random
import re
import ssl
import sys
from typing import cast

from bench.pages import abs_page, page

SIZE = 43_000  # bytes, as an abs page of arXiv has


def body() -> tuple[bytes, bytes]:
    """Return a page's parts before and after what makes it one of its own: its title."""
    rng = random.Random(1)  # noqa: S311 - not for secrets
    head, extra = abs_page(rng, "https://site.example/abs/1")
    # A DOI that a page claims is looked up at its registry, which is not on loopback.
    head = re.sub(r'<meta name="citation_doi"[^>]*>', "", head)
    made = page(rng, head, extra, SIZE)
    before, mark, after = made.partition(b"<title>")
    return before + mark, after


class Site(asyncio.Protocol):
    def __init__(self, delay_s: float) -> None:
        self._delay_s = delay_s
        self._before, self._after = body()

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        self._transport = cast(asyncio.WriteTransport, transport)

    def data_received(self, data: bytes) -> None:
        method, path, _ = data.split(b" ", 2)
        if self._delay_s:
            asyncio.get_running_loop().call_later(self._delay_s, self._answer, method, path)
        else:
            self._answer(method, path)

    def _answer(self, method: bytes, path: bytes) -> None:
        made = self._before + path[-60:] + b" " + self._after
        self._transport.write(
            b"HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\n"
            b"Content-Length: %d\r\n\r\n" % len(made) + (b"" if method == b"HEAD" else made)
        )


async def serve(port: int, delay_s: float, certificate: str | None) -> None:
    context = None
    if certificate:
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(certificate)
    loop = asyncio.get_running_loop()
    server = await loop.create_server(
        lambda: Site(delay_s),
        "0.0.0.0",  # noqa: S104
        port,
        ssl=context,
        backlog=1024,
    )
    await server.serve_forever()


if __name__ == "__main__":
    asyncio.run(
        serve(
            int(sys.argv[1]),
            float(sys.argv[2]) if len(sys.argv) > 2 else 0.0,
            sys.argv[3] if len(sys.argv) > 3 else None,
        )
    )
