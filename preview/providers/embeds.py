"""oEmbed of a page: asked when the page names it and leaves out what it could tell."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from preview.errors import NotFound, Upstream
from preview.extract.oembed import MAX_BYTES, oembed_candidates
from preview.model import Candidate, Get, Request

_ACCEPT = "application/json+oembed,application/json,text/xml+oembed;q=0.8,*/*;q=0.5"
# `page_type` of what somebody made, and of that what is played; a home page has no author
_MADE = ("article", "blogposting", "newsarticle", "video", "music", "audio", "podcast")
_PLAYED = ("video", "music", "audio", "podcast")


def embedded(stated: Sequence[Candidate], get: Get) -> Iterator[Candidate]:
    """Yield what the oEmbed document that a page links says, where the page has *stated* less.

    Any public host may hold it (a site's embeds are often a service's), behind the same guard as
    each request.  Its failure costs what it would have told.
    """
    url = next((c.value for c in stated if c.field == "oembed"), None)
    if not isinstance(url, str) or not _is_wanted(stated):
        return
    try:
        answer = get(Request(url, share=0.3, accept=_ACCEPT, max_bytes=MAX_BYTES))
    except (Upstream, NotFound):
        return
    yield from oembed_candidates(answer.body, answer.url)


def _is_wanted(stated: Sequence[Candidate]) -> bool:
    fields = {candidate.field for candidate in stated}
    kinds = [str(c.value).casefold() for c in stated if c.field == "page_type"]
    made = any(kind.startswith(_MADE) for kind in kinds)
    played = any(kind.startswith(_PLAYED) for kind in kinds)
    return (
        "image" not in fields
        or (made and "author" not in fields)
        or (played and "player" not in fields)
    )
