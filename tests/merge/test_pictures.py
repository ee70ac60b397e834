"""Which picture shows the page."""

from __future__ import annotations

import pytest

from preview.merge import merge
from preview.model import Candidate, Image, WorkId

PAGE = WorkId("url", "news.example/story")
GOOD = "https://news.example/trees.jpg"


def image(*stated):
    candidates = [Candidate("image", Image(url), source) for url, source in stated]
    return merge(candidates, work=PAGE, url="https://news.example/story").metadata.image


@pytest.mark.parametrize(
    "name",
    [
        "blank.jpg", "blank.gif", "spacer.gif", "pixel.gif", "1x1.png", "transparent.png",
        "no-image.png", "blank.gif?v=2",
    ],
)  # fmt: skip
def test_an_empty_picture_is_none(name):
    empty = f"https://cdn.example/i/{name}"
    assert image((empty, "og:image")) is None
    assert image((empty, "og:image"), (GOOD, "body:img")).url == GOOD


@pytest.mark.parametrize("name", ["blank-walls.jpg", "pixel-art.png", "point-blank.jpg"])
def test_a_picture_of_a_blank_wall_is_one(name):
    assert image((f"https://cdn.example/{name}", "og:image"))


def test_an_advertisement_in_the_body_is_no_picture_of_the_page():
    banner = "https://news.example/banner/ad/i206410.png"
    assert image((banner, "body:img"), (GOOD, "body:img")).url == GOOD
    assert image((banner, "og:image")).url == banner  # somebody chose it
