"""The fetcher: a request in, a page or a typed failure out; redirects by hand, one deadline.

Each hop goes through the whole check again, and a redirect's body is never read.  What a client's
own link breaks is `InvalidUrl` or `TargetRefused`; what a redirect breaks is `UpstreamUnreachable`,
like a host that does not answer: else a site could ask, through us, what our network refuses.
"""

from __future__ import annotations

import re
import time
from collections.abc import Callable
from dataclasses import replace
from urllib.parse import urljoin

from preview import errors
from preview.fetch.cookies import Jar
from preview.fetch.policy import MAX_HOP_URL, Policy, Target, check_url
from preview.fetch.transport import Answer, Transport
from preview.fetch.verdict import REDIRECTS, failure
from preview.model import Fetched, Request

_SCHEME = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:")
_CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f]")


class Fetcher:
    """Gets pages through *transport*, where *policy* allows.  May be shared by threads.

    *clock* is the monotonic one that `until` is read on; *now* gives POSIX seconds, for dates in
    headers.
    """

    def __init__(
        self,
        transport: Transport,
        policy: Policy,
        *,
        user_agent: str,
        max_bytes: int = 1024 * 1024,
        max_redirects: int = 5,
        clock: Callable[[], float] = time.monotonic,
        now: Callable[[], float] = time.time,
    ) -> None:
        self._transport = transport
        self._policy = policy
        self._user_agent = user_agent
        self._max_bytes = max_bytes
        self._max_redirects = max_redirects
        self._clock = clock
        self._now = now

    def check(self, url: str) -> None:
        """Raise `InvalidUrl` or `TargetRefused` where the text of a client's link breaks a rule."""
        check_url(url, self._policy)

    def get(self, request: Request, *, until: float) -> Fetched:
        """Return a 2xx, the 304 that validators asked for, or the redirect where `stop` said so.

        *until* bounds all of it, hops included.  `request.share` is the caller's to apply.

        Raises:
            InvalidUrl, TargetRefused: by the text of the request's URL alone.
            NotFound, Upstream: as `model.Get` says.
        """
        began = self._clock()
        target = check_url(request.url, self._policy, limit=MAX_HOP_URL)
        jar = Jar(self._now())
        hops: list[str] = []
        seen: set[tuple[str, str | None]] = set()
        while True:
            self._refuse_loop(target, jar, hops, seen)
            hops.append(target.url)
            own = request if len(hops) == 1 else replace(request, authorization=None)
            answer = self._hop(own, target, jar, until)
            if answer.status not in REDIRECTS:
                break
            following = self._following(answer, target, request)
            if request.stop is not None and request.stop(following.url):
                return _fetched(answer, hops, self._clock() - began, stopped_at=following.url)
            jar.keep(answer.all("set-cookie"), target)
            target = following
        conditional = bool(request.etag or request.last_modified)
        problem = failure(answer, target, now=self._now(), conditional=conditional)
        if problem is not None:
            raise problem
        return _fetched(answer, hops, self._clock() - began)

    def _hop(self, request: Request, target: Target, jar: Jar, until: float) -> Answer:
        if self._clock() >= until:
            raise errors.UpstreamTimeout("The site did not answer in time.", url=target.url)
        return self._transport.hop(
            target,
            _headers(request, self._user_agent, jar.header(target)),
            until=until,
            max_bytes=self._max_bytes if request.max_bytes is None else request.max_bytes,
        )

    def _refuse_loop(
        self, target: Target, jar: Jar, hops: list[str], seen: set[tuple[str, str | None]]
    ) -> None:
        """A site may send us to the same URL again, once it has set a cookie; else it is a loop."""
        step = (target.url, jar.header(target))
        if step in seen:
            raise errors.UpstreamError("The site redirects in a circle.", url=target.url)
        if len(hops) > self._max_redirects:
            raise errors.UpstreamError("The site redirects too often.", url=target.url)
        seen.add(step)

    def _following(self, answer: Answer, target: Target, request: Request) -> Target:
        """Return where a redirect leads.

        Raises:
            UpstreamError: it names no place.
            UpstreamUnreachable: it names one that we do not go to.
        """
        locations = answer.all("location")
        if len(locations) != 1 or not locations[0].strip():
            raise errors.UpstreamError("The site redirects to nowhere.", url=target.url)
        location = _as_utf8(locations[0].strip())
        try:
            if len(location) > MAX_HOP_URL or _CONTROL.search(location):
                raise errors.InvalidUrl("over-long, or with control characters")
            # urljoin drops tabs and line ends without a word, so they are refused before; and it
            # takes `http:///x` for a path, so only what has no scheme is joined
            is_whole = _SCHEME.match(location) is not None
            whole = location if is_whole else urljoin(target.url, location)
            return check_url(whole, self._policy, limit=MAX_HOP_URL)
        except (errors.InvalidUrl, errors.TargetRefused, ValueError) as exc:
            # for our log, so without the query: a registry's may hold a key of ours
            shown = [text.partition("?")[0] for text in (target.url, location[:200])]
            reason = f"refused hop from {shown[0]} to {shown[1]!r}: {exc}"
            raise errors.UpstreamUnreachable(request.url, reason) from exc


def _headers(request: Request, user_agent: str, cookie: str | None) -> dict[str, str]:
    wanted = {
        "User-Agent": user_agent,
        "Accept": request.accept,
        # a range of a compressed page is no range of the page
        "Accept-Encoding": "identity" if request.byte_range else "gzip",
        "Accept-Language": request.language,
        "Range": request.byte_range,
        "If-None-Match": request.etag,
        "If-Modified-Since": request.last_modified,
        "Cookie": cookie,
    }
    if request.authorization is not None:
        name, value = request.authorization
        wanted[name] = value
    return {name: value for name, value in wanted.items() if value}


def _as_utf8(text: str) -> str:
    """http.client reads headers as Latin-1, many a server writes a Location in UTF-8."""
    try:
        return text.encode("latin-1").decode("utf-8")
    except UnicodeError:
        return text


def _plain(value: str) -> str:
    """Replace what no header may hold, so that it travels no further (RFC 9110, section 5.5)."""
    return _CONTROL.sub(" ", value).strip()


def _fetched(
    answer: Answer, hops: list[str], elapsed_s: float, *, stopped_at: str | None = None
) -> Fetched:
    headers = {name: _plain(", ".join(answer.all(name))) for name, _ in answer.headers}
    return Fetched(
        url=hops[-1],
        status=answer.status,
        headers=headers,
        body=answer.body,
        hops=tuple(hops),
        truncated=answer.truncated,
        elapsed_s=elapsed_s,
        stopped_at=stopped_at,
    )
