"""urllib3's pools and connections, with our own way to connect and to read.

TLS, certificate check, SNI and the Host header stay urllib3's: they go by the name, and only the
socket goes to the address that was checked.
"""

from __future__ import annotations

import ssl
from collections.abc import Callable
from typing import Any

from urllib3 import HTTPConnectionPool, HTTPSConnectionPool, ProxyManager, make_headers
from urllib3.connection import HTTPConnection, HTTPSConnection
from urllib3.exceptions import HTTPError
from urllib3.util import parse_url

from preview import errors
from preview.fetch.meter import Budget, MeteredSocket
from preview.fetch.policy import Target

Dial = Callable[[str, int], MeteredSocket]


def guarded_pool(
    target: Target, budget: Budget, dial: Dial, *, tls: ssl.SSLContext, proxy: str | None
) -> HTTPConnectionPool:
    """Return a pool for one hop, whose connection is made by *dial* and read within *budget*."""
    pool = _proxied(proxy, target, tls) if proxy else _direct(target, tls)
    connection = _GuardedHTTPS if isinstance(pool, HTTPSConnectionPool) else _GuardedHTTP

    def make(*args: Any, **kwargs: Any) -> Any:
        made = connection(*args, **kwargs)
        made.guard(dial, budget, target)
        return made

    pool.ConnectionCls = make  # type: ignore[assignment]  # any maker of connections will do
    return pool


def checked_proxy(proxy: str | None) -> str | None:
    if not proxy:
        return None
    parts = parse_url(proxy)
    if parts.scheme != "http" or not parts.host:
        raise ValueError("the egress proxy must be given as http://[user:password@]host:port")
    return proxy


class _Guarded:
    """Mixed into urllib3's connections: connects by *dial*, and meters what is read."""

    _dns_host: str
    port: int

    def guard(self, dial: Dial, budget: Budget, target: Target) -> None:
        self._dial = dial
        self._budget = budget
        self._target = target

    def _new_conn(self) -> Any:
        return self._dial(self._dns_host, self.port)

    def connect(self) -> None:
        """Connect, with TLS and tunnel where wanted; whatever fails here is one failure outside.

        Raises:
            UpstreamUnreachable, UpstreamTimeout
        """
        try:
            super().connect()  # type: ignore[misc]  # the other base's
        except (HTTPError, OSError, ValueError) as exc:
            if self._budget.is_over:
                raise self._budget.expired() from exc
            raise errors.UpstreamUnreachable(self._target.url, str(exc)) from exc


class _GuardedHTTP(_Guarded, HTTPConnection):
    pass


class _GuardedHTTPS(_Guarded, HTTPSConnection):
    pass


def _direct(target: Target, tls: ssl.SSLContext) -> HTTPConnectionPool:
    if target.scheme == "http":
        return HTTPConnectionPool(target.host, target.port, maxsize=1)
    return HTTPSConnectionPool(target.host, target.port, maxsize=1, ssl_context=tls)


def _proxied(proxy: str, target: Target, tls: ssl.SSLContext) -> HTTPConnectionPool:
    auth = parse_url(proxy).auth
    manager = ProxyManager(
        proxy,
        proxy_headers=make_headers(proxy_basic_auth=auth) if auth else None,
        maxsize=1,
        ssl_context=tls,
    )
    return manager.connection_from_host(target.host, target.port, target.scheme)
