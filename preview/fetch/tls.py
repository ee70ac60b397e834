"""TLS whose every byte passes the meter before OpenSSL sees it.

`SSL_read` on a socket returns when there is a page's byte, or when the socket is empty.  A server
that sends TLS 1.3 key updates without end gives it neither: one `recv_into` of `ssl.SSLSocket` took
38 s of a fetch that had 6, and no timeout can fire inside of it.  So OpenSSL reads from memory, and
what it is given comes from a socket that counts time and bytes, handshake and key updates included.
"""

from __future__ import annotations

import os
import ssl
from typing import Any

from urllib3.util.ssltransport import SSLTransport


class MeteredTLS(ssl.SSLContext):
    """Verifies chain and name; what it wraps reads by the wrapped socket's own `recv` alone."""

    def wrap_socket(  # type: ignore[override]  # urllib3 asks for no more than these two
        self, sock: Any, *, server_hostname: str | None = None
    ) -> SSLTransport:
        return SSLTransport(sock, self, server_hostname)


def tls_context(bundle: str) -> ssl.SSLContext:
    """One context for all: verifies chain and name, TLS 1.2 at least."""
    where = {"capath": bundle} if os.path.isdir(bundle) else {"cafile": bundle}
    context = MeteredTLS(ssl.PROTOCOL_TLS_CLIENT)  # which requires and verifies by itself
    context.load_verify_locations(**where)
    context.minimum_version = ssl.TLSVersion.TLSv1_2
    return context
