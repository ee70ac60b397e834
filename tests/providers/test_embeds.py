"""When a page's oEmbed document is asked for, and what it may cost."""

from __future__ import annotations

import json

import pytest

from preview.errors import NotFound, UpstreamTimeout, UpstreamUnreachable
from preview.model import Candidate, Fetched, Image, Player
from preview.providers.embeds import embedded

URL = "https://service.test/oembed?url=1"
LINKED = Candidate("oembed", URL, "link:oembed")
FILM = Candidate("page_type", "video.other", "og:type")
ARTICLE = Candidate("page_type", "article", "og:type")
PICTURE = Candidate("image", Image("https://films.test/1.jpg"), "og:image")
PERSON = Candidate("author", "Ada Able", "meta:author")
PLAYER = Candidate("player", Player("https://films.test/embed/1"), "og:video")
ANSWER = {"version": "1.0", "type": "video", "title": "Sets"}


def service(answer=b"", error=None):
    def get(request):
        get.asked.append(request)
        if error is not None:
            raise error
        return Fetched(request.url, 200, {}, answer, (request.url,))

    get.asked = []
    return get


@pytest.mark.parametrize(
    ("stated", "is_asked"),
    [
        ((LINKED,), True),  # no picture
        ((LINKED, PICTURE), False),  # a home page has no author
        ((LINKED, PICTURE, ARTICLE), True),
        ((LINKED, PICTURE, ARTICLE, PERSON), False),
        ((LINKED, PICTURE, FILM, PERSON), True),  # no player
        ((LINKED, PICTURE, FILM, PERSON, PLAYER), False),
        ((PERSON, FILM), False),  # it links none
    ],
)
def test_it_is_asked_for_what_the_page_leaves_out(stated, is_asked):
    get = service(json.dumps(ANSWER).encode())

    found = list(embedded(stated, get))

    assert bool(get.asked) is bool(found) is is_asked


def test_it_takes_a_small_share_of_time_and_bytes():
    get = service()

    list(embedded((LINKED,), get))

    (request,) = get.asked
    assert request.url == URL
    assert request.share <= 0.3
    assert request.max_bytes == 65_536


@pytest.mark.parametrize(
    "error",
    [
        NotFound("Gone.", url=URL),
        UpstreamTimeout("Slow.", url=URL),
        UpstreamUnreachable(URL, "a redirect to an address that is not public"),
    ],
    ids=lambda error: error.code,
)
def test_its_failure_does_not_cost_the_preview(error):
    assert list(embedded((LINKED,), service(error=error))) == []


def test_only_the_first_document_is_asked():
    get = service()

    list(embedded((LINKED, LINKED._replace(value="https://other.test/oembed")), get))

    assert [request.url for request in get.asked] == [URL]


def test_addresses_in_the_answer_are_joined_to_where_it_came_from():
    def get(request):
        body = json.dumps({**ANSWER, "thumbnail_url": "/1.jpg"}).encode()
        return Fetched("https://landed.test/oembed", 200, {}, body, (request.url,))

    assert Candidate("image", Image("https://landed.test/1.jpg"), "oembed:thumbnail_url") in list(
        embedded((LINKED,), get)
    )
