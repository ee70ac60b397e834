"""What the documents tell people to paste, run as it stands there; only the address is another."""

from __future__ import annotations

import json
import re
from fnmatch import fnmatch
from pathlib import Path

import micawber
import requests

DOCS = Path(__file__).parents[2]
README = (DOCS / "README.md").read_text(encoding="utf-8")
INTEGRATIONS = (DOCS / "docs" / "integrations.md").read_text(encoding="utf-8")
ABS = "https://arxiv.org/abs/2504.18412"
TITLE = "Expressing stigma and inappropriate responses"


def snippet(text: str, language: str, holding: str, service: str = "") -> str:
    """The one block in *language* that holds these words, asking *service*."""
    blocks = re.findall(rf"```{language}\n(.*?)```", text, re.DOTALL)
    (found,) = [block for block in blocks if holding in block]
    return found.replace("https://preview.example.org", service).replace(
        "http://127.0.0.1:8000", service
    )


def test_the_reply_on_the_first_screen_is_the_reply(service):
    screen = snippet(README, "console", "curl", service)
    asked, expected = re.search(r"'(http[^']+)'.*?\n(\{\n.*\})", screen, re.DOTALL).groups()
    answer = requests.get(asked, timeout=20).json()
    paper = answer["paper"]
    answer |= {"doi": paper["doi"], "pdf": paper["pdf_url"], "status": paper["status"]}
    said = json.loads(expected)
    assert {key: answer[key] for key in said} == said


def test_the_readmes_python(service, capsys):
    exec(snippet(README, "python", "import requests", service), {})  # noqa: S102
    assert capsys.readouterr().out.startswith(TITLE)


def test_micawber(service):
    known = {"registry": None, "micawber": micawber}
    exec(snippet(INTEGRATIONS, "python", "micawber.Provider", service), known)  # noqa: S102
    assert known["registry"].request(ABS)["title"].startswith(TITLE)


def test_slack(service):
    class Client:
        def chat_unfurl(self, **given):
            self.given = given

    links = [{"url": ABS}, {"url": "http://10.0.0.1/"}]
    event = {"links": links, "channel": "C1", "message_ts": "1.2"}
    client = Client()
    known = {"requests": requests, "event": event, "client": client}
    exec(snippet(INTEGRATIONS, "python", "chat_unfurl", service), known)  # noqa: S102
    unfurls = client.given["unfurls"]
    assert list(unfurls) == [ABS]  # what fails stays a plain link
    assert unfurls[ABS]["title"].startswith(TITLE)


def test_the_patterns_of_oembed_consumers_fit_the_links_that_they_are_for():
    wagtail: dict = {}
    exec(snippet(INTEGRATIONS, "python", "WAGTAILEMBEDS"), wagtail)  # noqa: S102
    (pattern,) = wagtail["PAPERS"]["urls"]
    wordpress = re.search(r"'#(.+)#i'", snippet(INTEGRATIONS, "php", "wp_oembed"))[1]
    listed = json.loads(snippet(INTEGRATIONS, "json", "endpoints"))["endpoints"][0]["schemes"]
    for link in (ABS, "https://doi.org/10.48550/arXiv.2504.18412"):
        assert re.match(pattern, link)
        assert re.match(wordpress, link)
        assert any(fnmatch(link, scheme) for scheme in listed)
