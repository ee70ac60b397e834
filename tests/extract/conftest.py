"""Reading a page that a test spells out."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from preview.extract import candidates
from preview.extract.page import read_page
from preview.model import Candidate

URL = "https://journal.test/articles/1"
Find = Callable[..., list[Candidate]]


@pytest.fixture
def find() -> Find:
    """Return the candidates of an HTML text, of one field or one source where they are named."""

    def find(html: str, field: str | None = None, *, url: str = URL) -> list[Candidate]:
        page = read_page(html.encode(), "text/html; charset=utf-8", url)
        return [c for c in candidates(page) if field is None or field in (c.field, c.source)]

    return find


@pytest.fixture
def stated(find: Find) -> Callable[..., list[tuple[str, object]]]:
    """Return (source, value) of one field, without what the text of the body says."""

    def stated(html: str, field: str, **more: str) -> list[tuple[str, object]]:
        return [(c.source, c.value) for c in find(html, field, **more) if c.family != "body"]

    return stated
