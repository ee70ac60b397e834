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


@pytest.mark.parametrize(
    "path",
    [
        "banner/ad/i206410.png",
        "css/trees.gif",
        "tl_files/themes/blue/trees.jpg",
        "header_img/trees.jpg",
        "uploads/2013/06/cropped-trees.jpg",
        "local/cache/siteon0-e5814.png",
        "images/banner1.jpg",
    ],
)
def test_what_stands_on_every_page_is_no_picture_of_one(path):
    everywhere = f"https://news.example/{path}"
    assert image((everywhere, "body:img"), (GOOD, "body:img")).url == GOOD
    assert image((everywhere, "og:image")).url == everywhere  # somebody chose it


@pytest.mark.parametrize(
    "path",
    ["images/logo.png", "img/ogimagedefault.gif", "facebook.png", "wp-content/themes/a/trees.png"],
)
def test_a_site_s_own_picture_is_marked(path):
    assert image((f"https://news.example/{path}", "og:image")).generic
    assert not image((GOOD, "og:image")).generic
