"""Addresses are joined as the standard library joins them, however short the way."""

from __future__ import annotations

from urllib.parse import urljoin

import pytest
from hypothesis import given
from hypothesis import strategies as st

from preview.extract.address import absolute

BASES = [
    "https://page.test",
    "https://page.test/a/b?c=/d#e",
    "http://Page.test:8080/",
    "https://page.test?q",
    "HTTP://page.test/a",
    "https://user@page.test/a",
]
PARTS = st.sampled_from(["/", "//", ".", "..", "a", "B0", "?", "#", ";", ":", "%2e", "é", "\\"])


@given(st.lists(PARTS, max_size=8).map("".join), st.sampled_from(BASES))
def test_an_address_is_joined_as_the_standard_library_joins_it(stated, base):
    found = absolute("/" + stated, base)
    if found is not None:
        assert found == urljoin(base, "/" + stated)


@pytest.mark.parametrize(
    ("stated", "joined"),
    [
        ("/x/y.png?v=1", "https://page.test/x/y.png?v=1"),
        ("/x/../y", "https://page.test/y"),
        ("//cdn.test/x", "https://cdn.test/x"),
        ("/./", "https://page.test/"),
        ("javascript:x", None),
        ("/" + "x" * 5_000, None),
    ],
)
def test_what_an_address_becomes(stated, joined):
    assert absolute(stated, "https://page.test/a/b") == joined
