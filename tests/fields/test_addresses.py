"""Addresses that a page states: what was checked is what is shown."""

from __future__ import annotations

import pytest

from preview.fields.links import image, license_, player, url
from preview.model import Candidate, Image, Player


@pytest.mark.parametrize(
    ("stated", "shown"),
    [
        ("https://a.example/x.png", "https://a.example/x.png"),
        (" HTTPS://A.example:443/x y.png ", "https://a.example/x%20y.png"),
        ("https://a.example/<img src=x>", "https://a.example/%3Cimg%20src=x%3E"),
        ('https://a.example/"onerror="x', "https://a.example/%22onerror=%22x"),
        ("https://a.example/ü", "https://a.example/%C3%BC"),
        ("https://me:pw@a.example/", None),
        ("https://a.example:8443/x", None),
        ("http://127.0.0.1/x", None),
        ("http://[::ffff:10.0.0.1]/x", None),
        ("http://2130706433/x", None),
        ("http://printer.local/x", None),
        ("javascript:alert(1)", None),
        ("data:image/png;base64,AA", None),
        ("//a.example/x", None),
        ("/x", None),
        ("https://a.example/" + "x" * 5000, None),
        ("", None),
    ],
)
def test_an_address_is_shown_as_it_was_checked_or_not_at_all(stated, shown):
    assert url(Candidate("pdf_url", stated, "test:x")) == shown
    pictured = image(Candidate("image", Image(stated), "test:x"))
    assert (pictured.url if pictured else None) == shown
    played = player(Candidate("player", Player(stated), "test:x"))
    assert (played.url if played else None) == shown


@pytest.mark.parametrize(
    ("stated", "shown"),
    [
        ("https://creativecommons.org/licenses/by/4.0/",) * 2,
        ("CC BY 4.0",) * 2,
        ("License: MIT",) * 2,
        ("Licence Example Books",) * 2,
        (
            "© 2020, the authors.  Under CC BY 4.0: http://creativecommons.org/licenses/by/4.0/.",
            "http://creativecommons.org/licenses/by/4.0/",
        ),
        ("Copyright 2020 the authors, CC BY 4.0",) * 2,
        ("Copyright (c) 2020 Journal of Trees", None),
        ("© 2020 Example Press. All rights reserved", None),
        ("Example expressly reserves the right to mine this text", None),
        ("Authors who publish here agree to these terms. " * 9, None),
        ("http://127.0.0.1/", None),
        ("javascript:alert(1)", None),
        ("//a.example/x", None),
    ],
)
def test_a_licence_is_an_address_or_a_name(stated, shown):
    assert license_(Candidate("license", stated, "test:x")) == shown
