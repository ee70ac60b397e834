"""Previews that the tests of the formats make up."""

from __future__ import annotations

import pytest

from preview.model import Author, Paper, Preview


@pytest.fixture
def make():
    """Build a paper's preview; keywords of `Paper` go there, the rest into `Preview`."""

    def build(**stated) -> Preview:
        of_paper = {key: stated.pop(key) for key in list(stated) if key in Paper.__slots__}
        known = {
            "url": "https://arxiv.org/abs/2501.00001",
            "canonical_url": "https://arxiv.org/abs/2501.00001",
            "work_id": "arxiv:2501.00001",
            "aliases": ("arxiv:2501.00001", "doi:10.48550/arxiv.2501.00001"),
            "related": (),
            "type": "paper",
            "title": "On Testing",
            "description": None,
            "site_name": "arXiv",
            "domain": "arxiv.org",
            "language": "en",
            "published": "2025-01-02",
            "updated": None,
            "authors": (Author("Ada Example", "Ada", "Example"),),
            "author_count": 1,
            "image": None,
            "icon": None,
            "player": None,
            "content_type": "text/html",
            "sensitive": False,
            "paper": Paper(**({"genre": "preprint"} | of_paper)),
            "fetched_at": "2026-11-23T16:00:00Z",
            "expires_at": "2026-11-24T16:00:00Z",
        }
        return Preview(**(known | stated))

    return build
