"""The records that travel through the house; all frozen, none knows where it came from or goes to.

Link  →  Request/Fetched  →  Candidate…  →  Metadata  →  Record (kept)  →  Preview (answered)
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Literal, NamedTuple, Protocol


@dataclass(frozen=True, slots=True)
class WorkId:
    """One name of one work: `arxiv:2504.18412`, `doi:10.1000/182`, `url:example.com/post`.

    *version* is part of what was asked, never of the identity: `str()` leaves it out.
    """

    scheme: str
    value: str
    version: int | None = None

    def __str__(self) -> str:
        return f"{self.scheme}:{self.value}"


@dataclass(frozen=True, slots=True)
class Link:
    """What a link says by itself, without the network.

    Attributes:
        input: as the client sent it.
        work: the best name that the link alone proves, with the version asked for.
        aliases: all names that the link proves, best first, *work* included, without versions.
        url: what to fetch for it: the link's own address, normalised for the wire (trackers kept:
            an unknown site may need them); for a bare identifier the canonical URL.
        canonical_url: derived from *work*, never a version in it.
        content_type: what the link's form says of the thing behind it (`application/pdf` for a
            pdf link), or None where the form says nothing.
    """

    input: str
    work: WorkId
    aliases: tuple[WorkId, ...]
    url: str
    canonical_url: str
    content_type: str | None = None


# -- fetching ---------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Request:
    """One thing to get.

    Attributes:
        share: the part of the time that is left which this request may take, 0 < share <= 1;
            a rung of a ladder leaves time for the next one.
        accept: the Accept header.
        language: the Accept-Language header, or None for none.
        etag, last_modified: validators of what we have; the answer may then be a 304.
        byte_range: a Range header's value (`bytes=0-65535`), or None.
        max_bytes: decoded bytes kept of the body; None = the setting.
        stop: asked with each redirect's target; True ends the fetch there (`Fetched.stopped_at`).
        authorization: a header's name and value that prove who we are to a registry; sent with
            the first hop only, and shown nowhere.
    """

    url: str
    share: float = 1.0
    accept: str = "text/html,application/xhtml+xml;q=0.9,*/*;q=0.5"
    language: str | None = None
    etag: str | None = None
    last_modified: str | None = None
    byte_range: str | None = None
    max_bytes: int | None = None
    stop: Callable[[str], bool] | None = None
    authorization: tuple[str, str] | None = field(default=None, repr=False)


@dataclass(frozen=True, slots=True)
class Fetched:
    """What came back: a 2xx, or a 304 where validators were sent; all else is raised.

    Attributes:
        url: where the answer came from, after all redirects.
        hops: each URL asked, in order; the first is the request's own, the last is *url*.
        headers: names in lower case; of a repeated header the values joined by ", ".
        body: decoded (no Content-Encoding left), at most the byte cap.
        truncated: True when the body was cut at the cap or by the peer.
        stopped_at: the redirect target at which `Request.stop` ended the fetch; the body is then
            empty and *status* is the redirect's.
    """

    url: str
    status: int
    headers: Mapping[str, str]
    body: bytes
    hops: tuple[str, ...] = ()
    truncated: bool = False
    elapsed_s: float = 0.0
    stopped_at: str | None = None


class Get(Protocol):
    """The only way to the web that a provider has: guard, budget and politeness are behind it.

    Raises:
        errors.NotFound: 404 or 410.
        errors.UpstreamBlocked: 401, 403, 429, or a challenge page's headers.
        errors.UpstreamError: any other status that is not 2xx, or no sensible HTTP.
        errors.UpstreamUnreachable: no connection; all reasons look alike.
        errors.UpstreamTimeout: the time was up.
    """

    def __call__(self, request: Request, /) -> Fetched: ...


# -- what was found ---------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Author:
    name: str
    given: str | None = None
    family: str | None = None
    orcid: str | None = None
    collective: bool = False


@dataclass(frozen=True, slots=True)
class Image:
    """*width* and *height* in pixels, where somebody stated them.  *generic*: a site's logo."""

    url: str
    width: int | None = None
    height: int | None = None
    alt: str | None = None
    generic: bool = False


@dataclass(frozen=True, slots=True)
class Player:
    """A page made to be framed.  *allow* lists permissions from summaly's allow-list."""

    url: str
    width: int | None = None
    height: int | None = None
    allow: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Related:
    """Another work.  *relation*: published_as, preprint_of, version_of, retracted_by, mentions."""

    work_id: str
    relation: str


Markup = Literal["plain", "html", "tex", "auto"]
"""How a value is written.  `html` includes JATS and MathML; `auto` means that the source may hold
any of them (`citation_title` of a publisher), and the value itself has to tell."""

Value = str | Author | Image | Player | Related


class Candidate(NamedTuple):
    """One statement that somebody made about the work or page.

    *source* is `family:detail` (`highwire:citation_title`, `jsonld:headline`, `crossref:title`,
    `body:h1`): the family is what `merge.TRUST` ranks, the whole is what `provenance` shows.
    Order among candidates of one field and family is the order in which they were stated.
    """

    field: str
    value: Value
    source: str
    markup: Markup = "plain"

    @property
    def family(self) -> str:
        return self.source.partition(":")[0]


# -- what is kept and answered ----------------------------------------------------------------

Status = Literal["retracted", "withdrawn", "corrected", "superseded", "current"]
Kind = Literal["paper", "article", "image", "video", "audio", "pdf", "file", "website"]


@dataclass(frozen=True, slots=True)
class Paper:
    """What only a scholarly work has; the keys of the contract's `paper`, in its order."""

    abstract: str | None = None
    abstract_html: str | None = None
    abstract_tex: str | None = None
    title_html: str | None = None
    title_tex: str | None = None
    version: int | None = None
    newest_version: int | None = None
    genre: str | None = None
    container_title: str | None = None
    volume: str | None = None
    issue: str | None = None
    page: str | None = None
    publisher: str | None = None
    journal_ref: str | None = None
    comment: str | None = None
    keywords: tuple[str, ...] = ()
    categories: tuple[str, ...] = ()
    doi: str | None = None
    arxiv_id: str | None = None
    pmid: str | None = None
    pmcid: str | None = None
    pdf_url: str | None = None
    html_url: str | None = None
    license: str | None = None
    open_access: bool | None = None
    status: Status = "current"


@dataclass(frozen=True, slots=True)
class Metadata:
    """What a page or paper says, merged and cleaned; nothing of who asked or when."""

    kind: Kind = "website"
    title: str | None = None
    description: str | None = None
    site_name: str | None = None
    language: str | None = None
    published: str | None = None
    updated: str | None = None
    authors: tuple[Author, ...] = ()
    author_count: int = 0
    image: Image | None = None
    icon: str | None = None
    player: Player | None = None
    sensitive: bool = False
    paper: Paper | None = None


@dataclass(frozen=True, slots=True)
class Record:
    """One work or page as the cache keeps it: the same for every link, client and format.

    Attributes:
        work: the best proven name; `work.version` is the version that was asked for.
        hops: the URLs that were fetched for it, first to last; where a link is among them, the
            answer's own *content_type* is the link's.
        etag, last_modified: validators of the last hop, where it sent some.
        fresh_for: seconds that the page's own headers ask for, or None.
        fetched_at: POSIX seconds.
    """

    work: WorkId
    aliases: tuple[str, ...]
    related: tuple[Related, ...]
    canonical_url: str
    domain: str
    metadata: Metadata
    provenance: Mapping[str, str]
    fetched_at: float
    content_type: str | None = None
    hops: tuple[str, ...] = ()
    etag: str | None = None
    last_modified: str | None = None
    fresh_for: int | None = None


@dataclass(frozen=True, slots=True)
class Failure:
    """A fetch that failed, kept for its own short time.  *message* is safe for clients."""

    code: str
    message: str
    fetched_at: float
    retry_after: float | None = None


@dataclass(frozen=True, slots=True)
class Pointer:
    """A link that names no work, and redirects to one: `link` is the link whose entry answers."""

    link: str
    fetched_at: float


Outcome = Record | Failure | Pointer


@dataclass(frozen=True, slots=True)
class Preview:
    """The contract's native answer, key for key; formats render it and nothing else."""

    url: str
    canonical_url: str
    work_id: str
    aliases: tuple[str, ...]
    related: tuple[Related, ...]
    type: Kind
    title: str
    description: str | None
    site_name: str
    domain: str
    language: str | None
    published: str | None
    updated: str | None
    authors: tuple[Author, ...]
    author_count: int
    image: Image | None
    icon: str | None
    player: Player | None
    content_type: str | None
    sensitive: bool
    paper: Paper | None
    provenance: Mapping[str, str] = field(default_factory=dict)
    fetched_at: str = ""
    expires_at: str = ""
