"""Each drop-in route, asked as its client asks, and read as its client reads.

What the clients send is taken from their sources: Misskey's UrlPreviewService, lemmy-js-client,
matrix-js-sdk's getUrlPreview, @microlink/mql; oEmbed is asked by micawber itself.
"""

from __future__ import annotations

from xml.etree import ElementTree

import micawber
import pytest
import requests

ABS = "https://arxiv.org/abs/2504.18412"
PDF = "https://arxiv.org/pdf/2504.18412"
TITLE = "Expressing stigma and inappropriate responses prevents LLMs"
REFUSED = "http://10.0.0.1/"


@pytest.fixture
def ask(service):
    def asking(path, url, token=None, **more):
        headers = {"Authorization": f"Bearer {token}"} if token else {}
        query = {"url": url, **more}
        return requests.get(f"{service}{path}", query, headers=headers, timeout=20)

    return asking


def test_misskey(ask):
    settings = {
        "lang": "ja-JP",
        "userAgent": "Misskey",
        "operationTimeout": "10000",
        "contentLengthLimit": "10485760",
        "contentLengthRequired": "false",
    }
    summary = ask("/summaly", PDF, **settings).json()
    assert summary["url"].startswith(("http://", "https://"))
    assert summary["player"]["url"] is None  # else it has to be http(s)
    assert summary["title"].startswith(TITLE[:50])
    for picture in (summary["icon"], summary["thumbnail"]):
        assert picture is None or picture.startswith("https://")  # goes to its media proxy
    failed = ask("/summaly", REFUSED, **settings)
    assert not failed.ok  # all that it looks at


@pytest.mark.parametrize("version", ["v3", "v4"])
def test_lemmy(ask, version):
    path = f"/api/{version}/post/site_metadata"
    metadata = ask(path, PDF, token="a.users.jwt").json()["metadata"]
    assert metadata["title"].startswith(TITLE)
    assert metadata["content_type"] == "application/pdf"
    texts = ("title", "description", "image", "embed_video_url", "content_type")
    assert all(isinstance(metadata[key], str) for key in texts if key in metadata)
    failed = ask(path, REFUSED)
    assert (failed.status_code, failed.json()["error"]) == (400, "blocked_url")


@pytest.mark.parametrize(
    "path", ["/_matrix/media/v3/preview_url", "/_matrix/client/v1/media/preview_url"]
)
def test_matrix(ask, path):
    preview = ask(path, ABS, token="syt_a_users_token", ts="1764000000000").json()
    assert preview["og:title"].startswith(TITLE)
    assert "og:image" not in preview  # it would have to be mxc://
    failed = ask(path, REFUSED, ts="1764000000000")
    assert (failed.status_code, failed.json()["errcode"]) == (403, "M_FORBIDDEN")


def test_oembed_by_micawber(service):
    registry = micawber.ProviderRegistry()
    registry.register(r"https://(www\.)?arxiv\.org/\S+", micawber.Provider(f"{service}/oembed"))
    found = registry.request(PDF, maxwidth=400)
    assert found["type"] == "rich"
    assert found["title"].startswith(TITLE)
    assert found["width"] == 400
    page = micawber.parse_html(f"<p>{ABS}</p>", registry)
    assert f'src="{service}/card?url=' in page
    with pytest.raises(micawber.ProviderException):
        micawber.Provider(f"{service}/oembed").request(REFUSED)


def test_oembed_as_xml(ask):
    answer = ask("/oembed", ABS, format="xml", maxwidth="400", dnt="1")  # WordPress sends dnt
    root = ElementTree.fromstring(answer.content)  # noqa: S314  our own
    assert root.findtext("version") == "1.0"
    assert root.findtext("title").startswith(TITLE)
    assert ask("/oembed", ABS, format="yaml").status_code == 501


def test_iframely(ask):
    found = ask("/iframely", ABS, group="true", origin="forum", iframe="1").json()
    assert found["meta"]["title"].startswith(TITLE)
    for group, links in found["links"].items():
        assert all(link["href"].startswith("https://") and group in link["rel"] for link in links)
    failed = ask("/iframely", REFUSED)
    assert (failed.status_code, failed.json()["status"]) == (403, "403")


def test_microlink(ask):
    found = ask("/microlink", ABS, **{"palette": "false", "data.title.attr": "text"}).json()
    assert found["status"] == "success"
    assert found["data"]["title"].startswith(TITLE)
    assert found["data"]["date"] == "2025-04-25T00:00:00.000Z"
    failed = ask("/microlink", REFUSED)
    assert not failed.ok
    assert {"status", "code", "message"} <= failed.json().keys()


def test_mastodon_style(ask):
    card = ask("/preview", ABS, format="mastodon").json()
    assert (card["type"], card["provider_name"]) == ("link", "arXiv")
    assert None not in (card["description"], card["html"], card["author_name"])
