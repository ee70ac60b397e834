"""A kept record, shown to the one who asked: url, content type and times are the answer's own."""

from __future__ import annotations

from datetime import UTC, datetime

from preview import urls
from preview.model import Link, Preview, Record


def show(link: Link, record: Record, *, fresh_until: float) -> Preview:
    """Return the native preview; *fresh_until* in POSIX seconds."""
    metadata = record.metadata
    return Preview(
        url=link.input,
        canonical_url=record.canonical_url,
        work_id=str(record.work),
        aliases=record.aliases,
        related=record.related,
        type=metadata.kind,
        title=metadata.title or record.domain,
        description=metadata.description,
        site_name=metadata.site_name or record.domain,
        domain=record.domain,
        language=metadata.language,
        published=metadata.published,
        updated=metadata.updated,
        authors=metadata.authors,
        author_count=metadata.author_count,
        image=metadata.image,
        icon=metadata.icon,
        player=metadata.player,
        content_type=_content_type(link, record),
        sensitive=metadata.sensitive,
        paper=metadata.paper,
        provenance=record.provenance,
        fetched_at=_utc(record.fetched_at),
        expires_at=_utc(fresh_until),
    )


def _content_type(link: Link, record: Record) -> str | None:
    """As answered where the link itself was fetched, else by the link's form, else None."""
    asked = urls.page_value(link.url)
    if any(urls.page_value(hop) == asked for hop in record.hops):
        return record.content_type
    return link.content_type


def _utc(seconds: float) -> str:
    return datetime.fromtimestamp(int(seconds), UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
