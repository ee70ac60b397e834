"""KINDS: which schema.org types a page may be about, and what they say of it."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any, NamedTuple

Node = Mapping[str, Any]
MAX_VALUES = 5_000  # of one property; one real author list has 3 000


class Kind(NamedTuple):
    """What a type is worth as the page's subject: the lowest *rank* wins.  *genre*: CSL's."""

    rank: int
    scholarly: bool = False
    genre: str | None = None


# https://schema.org/docs/full.html; a type that is not here describes no page: Organization,
# Person, BreadcrumbList, WebSite …
KINDS: Mapping[str, Kind] = {
    "ScholarlyArticle": Kind(0, scholarly=True),
    "MedicalScholarlyArticle": Kind(0, scholarly=True),
    "Thesis": Kind(1, scholarly=True, genre="thesis"),
    "Report": Kind(1, scholarly=True, genre="report"),
    "Chapter": Kind(1, scholarly=True, genre="chapter"),
    "Dataset": Kind(1, scholarly=True, genre="dataset"),
    "Book": Kind(2, genre="book"),
    "TechArticle": Kind(2),
    "SoftwareSourceCode": Kind(2),
    "SoftwareApplication": Kind(2),
    "NewsArticle": Kind(3),
    "ReportageNewsArticle": Kind(3),
    "AnalysisNewsArticle": Kind(3),
    "OpinionNewsArticle": Kind(3),
    "BackgroundNewsArticle": Kind(3),
    "ReviewNewsArticle": Kind(3),
    "AskPublicNewsArticle": Kind(3),
    "AdvertiserContentArticle": Kind(3),
    "SatiricalArticle": Kind(3),
    "LiveBlogPosting": Kind(3),
    "BlogPosting": Kind(3),
    "SocialMediaPosting": Kind(3),
    "DiscussionForumPosting": Kind(3),
    "Article": Kind(3),
    "VideoObject": Kind(4),
    "PodcastEpisode": Kind(4),
    "AudioObject": Kind(5),
    "Recipe": Kind(4),
    "Product": Kind(4),
    "ProductGroup": Kind(4),
    "Event": Kind(4),
    "MusicEvent": Kind(4),
    "EducationEvent": Kind(4),
    "Course": Kind(4),
    "HowTo": Kind(4),
    "Question": Kind(4),
    "Movie": Kind(4),
    "TVEpisode": Kind(4),
    "TVSeries": Kind(4),
    "MusicRecording": Kind(4),
    "MusicAlbum": Kind(4),
    "PodcastSeries": Kind(4),
    "VideoGame": Kind(4),
    "JobPosting": Kind(4),
    "Review": Kind(5),
    "CreativeWork": Kind(5),
    "WebPage": Kind(6),
    "ItemPage": Kind(6),
    "AboutPage": Kind(6),
    "FAQPage": Kind(6),
    "QAPage": Kind(6),
    "ProfilePage": Kind(6),
    "CollectionPage": Kind(7),
}
PAGE_RANK = 6  # from here on a node speaks of the page, not of its subject


def types(node: Node) -> list[str]:
    """Return the node's types without their namespace: `http://schema.org/Book` is `Book`."""
    stated = node.get("@type")
    if isinstance(stated, str):  # nearly always
        return [_bare(stated)]
    return [_bare(name) for name in values(stated)[:8] if isinstance(name, str)]


_SPACE = re.compile(r"[/#:]")


def _bare(name: str) -> str:
    return name if name.isalnum() else _SPACE.split(name.strip())[-1]


def kind_of(node: Node) -> Kind | None:
    kinds = [KINDS[name] for name in types(node) if name in KINDS]
    return min(kinds) if kinds else None


def values(value: object) -> list[Any]:
    if value is None:
        return []
    return value[:MAX_VALUES] if isinstance(value, list) else [value]
