"""Everything that can go wrong, as one small tree.

    PreviewError
    ├── InvalidUrl               the caller's link cannot be understood
    ├── InvalidParameter         another parameter cannot be understood
    ├── Unauthorized             a key is needed, or is wrong
    ├── TargetRefused            the link is well formed, but its text alone breaks our rules
    ├── NotFound                 the page is gone, and no registry knows the work
    ├── RateLimited              this client makes too many fetches
    ├── Overloaded               all fetch slots are taken
    └── Upstream                 the page's site, or a registry, let us down
        ├── UpstreamUnreachable  no connection that may be made could be made
        ├── UpstreamBlocked      the site shows a bot wall, or asks who we are
        ├── UpstreamError        the site answers with an error, or with nonsense
        └── UpstreamTimeout      the deadline passed
            └── OutOfTime        … before the site had a fair time to answer

An error says what happened and to which URL.  What a *client* sees for it, status and prose,
is decided in one table: `preview.web.problems`.
"""

from __future__ import annotations


class PreviewError(Exception):
    """Base class.  `code` is public and never changes its meaning.

    *message* is shown to clients: it names no address, no exception of a library and no setting.
    *reason* is for our own log only, and may say all.  *retry_after* is in seconds.  *max_age*:
    for how many seconds the same answer will be given again; None where it is not kept.
    """

    code = "internal"
    retryable = False  # may the same request succeed later, unchanged?

    def __init__(
        self,
        message: str,
        *,
        url: str | None = None,
        reason: str | None = None,
        retry_after: float | None = None,
        max_age: float | None = None,
    ) -> None:
        super().__init__(message)
        self.message = message
        self.url = url
        self.reason = reason
        self.retry_after = retry_after
        self.max_age = max_age


class InvalidUrl(PreviewError):
    code = "invalid_url"


class InvalidParameter(PreviewError):
    code = "invalid_parameter"


class Unauthorized(PreviewError):
    code = "unauthorized"


class TargetRefused(PreviewError):
    code = "target_refused"


class NotFound(PreviewError):
    code = "not_found"


class RateLimited(PreviewError):
    code = "rate_limited"
    retryable = True


class Overloaded(PreviewError):
    code = "overloaded"
    retryable = True


class Upstream(PreviewError):
    """Base of what other people's servers do to us."""

    code = "upstream_error"
    retryable = True


class UpstreamUnreachable(Upstream):
    """No such host, an address that is not public, a refused hop or connection, TLS failure.

    One message for all: a caller who could tell them apart could map the network we run in.
    """

    code = "upstream_unreachable"

    def __init__(self, url: str | None, reason: str | None) -> None:
        super().__init__("The link's host could not be reached.", url=url, reason=reason)


class UpstreamBlocked(Upstream):
    code = "upstream_blocked"


class UpstreamError(Upstream):
    code = "upstream_error"


class UpstreamTimeout(Upstream):
    code = "upstream_timeout"


class OutOfTime(UpstreamTimeout):
    """The asker's own time was up: a place in the queue, the end of a batch.

    To a client it is the same code.  It says nothing of the site, so it is kept for nobody.
    """


class Held(Upstream):
    """The host has asked us to wait, and was not asked for this link.

    To a client it is what the host's own answer was.  It says nothing of the link, so it is kept
    for nobody: the hold is, for as long as the host wants.
    """


class HeldBlocked(Held, UpstreamBlocked):
    """After a 429."""


class HeldError(Held, UpstreamError):
    """After a 503."""


CODES: dict[str, type[PreviewError]] = {
    cls.code: cls
    for cls in (
        InvalidUrl,
        InvalidParameter,
        Unauthorized,
        TargetRefused,
        NotFound,
        RateLimited,
        Overloaded,
        UpstreamUnreachable,
        UpstreamBlocked,
        UpstreamError,
        UpstreamTimeout,
        PreviewError,
    )
}
"""Each code of the closed set and its class; a cached failure comes back by it."""
