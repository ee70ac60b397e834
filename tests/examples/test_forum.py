import re
from html import unescape

import pytest

TITLE = "Expressing stigma and inappropriate responses prevents LLMs"
LINKS = {
    "machine-learning": "https://arxiv.org/abs/2504.18412",
    "psychology": "https://arxiv.org/pdf/2504.18412",
    "journal-club": "https://doi.org/10.48550/arXiv.2504.18412",
}


@pytest.fixture
def client(forum, service, tmp_path):
    return forum.create_app(service, str(tmp_path / "forum.sqlite3")).test_client()


def post(client, community, url):
    form = {"community": community, "url": url}
    return client.post("/posts", data=form, follow_redirects=True)


def articles(page: str) -> list[str]:
    plain = (re.sub(r"<[^>]+>", " ", part) for part in page.split("<article")[1:])
    return [re.sub(r"\s+", " ", unescape(text)) for text in plain]


def test_one_paper_by_three_links_is_one_work_with_two_cross_posts(client):
    for community, url in LINKS.items():
        assert post(client, community, url).status_code == 200
    shown = articles(client.get("/").text)
    assert len(shown) == 3
    for article, community in zip(shown, reversed(LINKS), strict=True):
        assert TITLE in article
        assert "Jared Moore" in article
        others = [name for name in LINKS if name != community]
        assert f"Cross-posted to {', '.join(others)}" in article.replace(" ,", ",")


def test_another_work_is_no_cross_post(client):
    post(client, "psychology", LINKS["psychology"])
    post(client, "psychology", "https://blog.example.com/post")  # not recorded: a plain link
    page = client.get("/c/psychology").text
    assert "Cross-posted" not in page
    assert 'href="https://blog.example.com/post"' in page


def test_a_plain_link_finds_its_cross_posts_too(client):
    post(client, "psychology", "https://www.example.com/post?utm_source=feed")
    post(client, "journal-club", "http://example.com/post/#top")
    assert client.get("/").text.count("Cross-posted to") == 2


@pytest.mark.parametrize("url", ["javascript:alert(1)", "", "http://10.0.0.1/", "nonsense"])
def test_what_is_no_link_is_not_posted(client, url):
    answer = post(client, "psychology", url)
    if "<article" in answer.text:  # refused by rule: a plain link, as the service knows it
        assert f'href="{url}"' in answer.text
    else:
        assert answer.status_code == 400
        assert 'role="alert"' in answer.text
    assert "javascript:" not in answer.text.partition("</form>")[2].replace("posted as", "")


def test_without_the_service_nobody_is_told_of_a_traceback(forum, tmp_path):
    client = forum.create_app("http://127.0.0.1:1", str(tmp_path / "f.sqlite3")).test_client()
    answer = post(client, "psychology", LINKS["psychology"])
    assert answer.status_code == 400
    assert "not available" in answer.text
