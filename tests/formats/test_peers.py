"""What each peer's clients rely on."""

from __future__ import annotations

import json
from xml.etree import ElementTree

import jsonschema
import pytest

from preview.formats import Options, discover
from preview.model import Author, Image, Player

FORMATS = discover()
OURS = Options(base_url="https://preview.example.org")
PICTURE = Image("https://example.org/1.png", 1200, 700, "A graph")
LOGO = Image("https://example.org/logo.png", 1200, 700, "Logo", generic=True)
PLAYER = Player("https://video.example.org/embed/1", 1280, 720, ("autoplay",))


def answer(preview, name: str, options: Options = OURS) -> dict:
    return json.loads(FORMATS[name].render(preview, options))


def test_native_keeps_every_key_in_the_contracts_order(make):
    shown = answer(make(), "json")
    assert " ".join(shown) == (
        "url canonical_url work_id aliases related type title description site_name domain "
        "language published updated authors author_count image icon player content_type sensitive "
        "paper provenance fetched_at expires_at"
    )
    assert " ".join(shown["paper"]) == (
        "abstract abstract_html abstract_tex title_html title_tex version newest_version genre "
        "container_title volume issue page publisher journal_ref comment keywords categories doi "
        "arxiv_id pmid pmcid pdf_url html_url license open_access status"
    )
    assert " ".join(shown["authors"][0]) == "name given family orcid collective"


def test_native_shows_two_hundred_authors_and_counts_all(make):
    crowd = tuple(Author(f"Author {n}") for n in range(250))
    shown = answer(make(authors=crowd, author_count=3000), "json")
    assert (len(shown["authors"]), shown["author_count"]) == (200, 3000)


def test_max_chars_shortens_the_description_alone(make):
    preview = make(description="All you need is attention", abstract="All you need is attention")
    shown = answer(preview, "json", Options(max_chars=15))
    assert shown["description"] == "All you need…"
    assert shown["paper"]["abstract"] == "All you need is attention"


def test_pretty_only_adds_blanks(make):
    plain = FORMATS["json"].render(make(), Options())
    pretty = FORMATS["json"].render(make(), Options(pretty=True))
    assert b"\n  " in pretty
    assert json.loads(plain) == json.loads(pretty)


def test_lemmy_leaves_out_what_is_unknown(make):
    assert answer(make(), "lemmy") == {
        "metadata": {"title": "On Testing", "content_type": "text/html"}
    }


def test_lemmy_v4_has_sizes_that_fit_its_integers(make):
    shown = answer(make(image=Image("https://example.org/1.png", 70_000, 700)), "lemmy_v4")
    assert shown["metadata"]["image_height"] == 700
    assert "image_width" not in shown["metadata"]


def test_mastodon_has_empty_strings_and_zeros(make):
    shown = answer(make(), "mastodon")
    assert (shown["description"], shown["html"], shown["width"]) == ("", "", 0)
    assert (shown["image"], shown["blurhash"]) == (None, None)
    assert shown["published_at"] == "2025-01-02T00:00:00.000Z"


def test_matrix_has_no_image_since_it_would_have_to_be_mxc(make):
    shown = answer(make(image=PICTURE), "matrix")
    assert not [key for key in shown if "image" in key]
    assert shown["og:title"] == "On Testing"


# The answer of /_matrix/client/v1/media/preview_url in the specification's OpenAPI document:
# https://github.com/matrix-org/matrix-spec/blob/main/data/api/client-server/authed-content-repo.yaml
MATRIX = {
    "type": "object",
    "properties": {
        "matrix:image:size": {"type": "integer"},
        "og:image": {"type": "string", "format": "uri", "pattern": "^mxc://"},
    },
}


@pytest.mark.parametrize("more", [{}, {"image": PICTURE}, {"image": LOGO}, {"player": PLAYER}])
def test_matrix_fits_its_specification(make, more):
    jsonschema.validate(answer(make(**more), "matrix"), MATRIX)


def test_summaly_has_every_key_and_its_own_bounds(make):
    shown = answer(make(title="x" * 500, description="word " * 500), "summaly")
    assert (len(shown["title"]), len(shown["description"]) <= 300) == (100, True)
    assert shown["player"] == {"url": None, "width": None, "height": None, "allow": []}
    assert shown["activityPub"] is None


def test_summaly_drops_a_description_that_repeats_the_title(make):
    assert answer(make(description="On Testing"), "summaly")["description"] is None


def test_slacks_control_characters_are_escaped(make):
    assert answer(make(title="<!channel> & co"), "slack")["title"] == "&lt;!channel&gt; &amp; co"


@pytest.mark.parametrize(
    "name", ["lemmy", "mastodon", "summaly", "microlink", "opengraph", "slack"]
)
def test_a_mere_logo_is_no_image_of_a_peer(make, name):
    assert LOGO.url not in FORMATS[name].render(make(image=LOGO), OURS).decode()
    assert PICTURE.url in FORMATS[name].render(make(image=PICTURE), OURS).decode()


def test_oembed_has_what_the_standard_requires_of_each_type(make):
    rich = answer(make(), "oembed")
    assert (rich["type"], rich["version"]) == ("rich", "1.0")
    assert {"html", "width", "height"} <= set(rich)
    assert answer(make(player=PLAYER), "oembed")["type"] == "video"
    photo = answer(make(type="image", image=PICTURE), "oembed")
    assert (photo["type"], photo["url"]) == ("photo", PICTURE.url)
    assert answer(make(), "oembed", Options())["type"] == "link"  # a frame would point nowhere


def test_oembed_keeps_the_clients_bounds(make):
    narrow = Options(base_url=OURS.base_url, maxwidth=320, maxheight=100)
    assert [answer(make(), "oembed", narrow)[key] for key in ("width", "height")] == [320, 100]
    video = answer(make(player=PLAYER, image=PICTURE), "oembed", narrow)
    assert (video["width"], video["height"]) == (177, 100)  # the shape is kept
    assert "thumbnail_url" not in video  # all three keys or none


def test_oembed_xml_says_what_json_says(make):
    preview = make(title='A & B < C "D"', image=PICTURE)
    body = FORMATS["oembed_xml"].render(preview, OURS)
    root = ElementTree.fromstring(body)  # noqa: S314  our own
    assert {child.tag: child.text for child in root} == {
        key: str(value) for key, value in answer(preview, "oembed").items()
    }


def test_iframely_and_microlink_wrap_their_data(make):
    preview = make(keywords=("a", "b"), pdf_url="https://arxiv.org/pdf/2501.00001")
    iframely = answer(preview, "iframely")
    assert iframely["meta"]["keywords"] == "a, b"
    assert iframely["links"]["file"][0]["type"] == "application/pdf"
    microlink = answer(preview, "microlink")
    assert microlink["status"] == "success"
    assert microlink["data"]["image"] is None
