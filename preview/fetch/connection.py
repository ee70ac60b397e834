"""The guarded transport: one hop over a connection that was checked, metered and verified.

requests' adapter is used without a Session: a Session reads a redirect's whole body into memory,
even with `stream=True` and `allow_redirects=False` (an endless one took 546 MB), and takes proxies
and passwords from the environment and .netrc.  One adapter and one connection serve one hop: no
pooled socket is ever reused for a name that it was not checked for.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping
from typing import Any, cast

import certifi
import requests
from requests.adapters import HTTPAdapter
from requests.structures import CaseInsensitiveDict
from urllib3 import (
    HTTPConnectionPool,
    HTTPResponse,
)
from urllib3.exceptions import HTTPError

from preview import errors
from preview.fetch import dial
from preview.fetch.framing import check_encoding, check_length, read_body
from preview.fetch.meter import Budget, MeteredSocket
from preview.fetch.policy import Policy, Target
from preview.fetch.pool import checked_proxy, guarded_pool
from preview.fetch.tls import tls_context
from preview.fetch.transport import Answer

HEADER_BYTES = 128 * 1024  # all before the body: status line, 1xx answers, headers
WIRE_BYTES = 2 * 1024 * 1024  # of a body as sent, or twice what is kept of it
READ_S = 5.0  # the longest silence

# What may come out of the libraries below, and what it means; the first match counts.
FOREIGN: tuple[tuple[tuple[type[Exception], ...], type[errors.Upstream]], ...] = (
    ((requests.Timeout, TimeoutError), errors.UpstreamTimeout),  # sending; reads are metered
    (
        (
            requests.RequestException,
            HTTPError,  # urllib3's own
            OSError,  # reset by the peer; ssl.SSLError in mid-stream
            ValueError,  # UnicodeError of a header, an integer of 5000 digits
            AttributeError,  # http.client and urllib3, of a response that closed under them
        ),
        errors.UpstreamError,
    ),
)


class GuardedTransport:
    """Performs hops over the network.  May be shared by threads.

    *ca_bundle* is a file or folder of trusted certificates, None for certifi's.  *proxy*, an
    `http://[user:password@]host:port`, takes over look-up and connect: then the link's text is
    still checked, but which addresses a name may lead to is the proxy's to decide.

    Raises:
        ValueError: *proxy* is no such URL.
        OSError: *ca_bundle* cannot be read.
    """

    def __init__(
        self,
        policy: Policy,
        *,
        ca_bundle: str | None = None,
        proxy: str | None = None,
        resolver: dial.Resolver | None = None,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self._policy = policy
        self._tls = tls_context(ca_bundle or certifi.where())
        self._proxy = checked_proxy(proxy)
        self._resolver = resolver or dial.Resolver()
        self._clock = clock

    def hop(
        self, target: Target, headers: Mapping[str, str], *, until: float, max_bytes: int
    ) -> Answer:
        budget = Budget(
            target.url, until=until, clock=self._clock, read_s=READ_S, max_bytes=HEADER_BYTES
        )

        def connect(host: str, port: int) -> MeteredSocket:
            return self._connect(target, host, port, budget)

        pool = guarded_pool(target, budget, connect, tls=self._tls, proxy=self._proxy)
        adapter = _HopAdapter(pool, target, proxied=self._proxy is not None)
        try:
            request = _prepared(target, headers)
            timeout = (dial.CONNECT_S, budget.seconds())
            response = adapter.send(request, stream=True, timeout=timeout)
            try:
                return _answer(response, budget, max_bytes, target)
            finally:
                response.close()
        except errors.PreviewError:
            raise
        except Exception as exc:
            raise _translated(exc, target, budget) from exc
        finally:
            adapter.close()

    def _connect(self, target: Target, host: str, port: int, budget: Budget) -> MeteredSocket:
        def lookup() -> list[dial.Endpoint]:
            return self._resolver.lookup(host, port, budget)

        if self._proxy is None:
            found = dial.endpoints(target, self._policy, lookup)
            return dial.connect(found, target, budget, policy=self._policy)
        return dial.connect(lookup(), target, budget, policy=None)


class _HopAdapter(HTTPAdapter):
    """An adapter for one request to one target, which is parsed already and never again."""

    def __init__(self, pool: HTTPConnectionPool, target: Target, *, proxied: bool) -> None:
        super().__init__(max_retries=0)
        self._pool = pool
        self._target = target
        self._proxied = proxied

    def init_poolmanager(self, *args: Any, **kwargs: Any) -> None:
        """No pools but the one that is given."""

    def build_response(self, request: requests.PreparedRequest, raw: Any) -> requests.Response:
        """Nothing but the raw answer is read: no cookies, no charset, no history."""
        response = requests.Response()
        response.raw = raw
        return response

    def get_connection_with_tls_context(self, *args: Any, **kwargs: Any) -> HTTPConnectionPool:
        return self._pool

    def cert_verify(self, *args: Any, **kwargs: Any) -> None:
        """Nothing to load: the pool's context requires and verifies already.

        requests would load the bundle for each connection, 25 ms of CPU; the shared one makes it 3.
        """

    def request_url(self, *args: Any, **kwargs: Any) -> str:
        if self._proxied and self._target.scheme == "http":
            return self._target.url
        return self._target.path_and_query

    def close(self) -> None:
        self._pool.close()


def _prepared(target: Target, headers: Mapping[str, str]) -> requests.PreparedRequest:
    """Build by hand: `prepare` would parse the URL again, and ask .netrc."""
    request = requests.PreparedRequest()
    request.method = "GET"
    request.url = target.url
    request.headers = CaseInsensitiveDict({**headers, "Host": target.netloc, "Connection": "close"})
    return request


def _answer(response: requests.Response, budget: Budget, max_bytes: int, target: Target) -> Answer:
    raw = cast(HTTPResponse, response.raw)  # what an adapter always makes
    headers = tuple((name.lower(), value) for name, value in raw.headers.iteritems())
    answer = Answer(raw.status, headers)
    if not 200 <= answer.status < 300:
        return answer
    check_length(answer, target)
    check_encoding(answer, target)
    budget.allow(max(WIRE_BYTES, 2 * max_bytes))
    body, truncated = read_body(raw, max_bytes, target)
    return answer._replace(body=body, truncated=truncated)


def _translated(exc: Exception, target: Target, budget: Budget) -> errors.Upstream:
    """Return our error for one of the libraries'; what is none of theirs is raised: a bug."""
    kind = next((kind for types, kind in FOREIGN if isinstance(exc, types)), None)
    if kind is None:
        raise exc
    reason = f"{type(exc).__name__}: {exc}"
    if kind is errors.UpstreamTimeout or budget.is_over:
        return errors.UpstreamTimeout(
            "The site did not answer in time.", url=target.url, reason=reason
        )
    return kind("The site's answer cannot be read.", url=target.url, reason=reason)
