"""The web without anything below it: a previewer that answers from a table."""

from __future__ import annotations

import io
import json
import logging
import threading
from dataclasses import dataclass, field, replace

import pytest

from preview import errors
from preview.formats import Format, Options
from preview.model import Paper, Preview
from preview.service import Answer, Explanation, Name, Step
from preview.settings import Settings
from preview.web import logs, site
from preview.web.desk import Desk
from preview.web.rate import rate_limit

PAPER = "https://papers.test/abs/1"
PAGE = "https://pages.test/a"
KEY = "s3cret-key-of-the-forum"

PREVIEW = Preview(
    url=PAPER,
    canonical_url=PAPER,
    work_id="url:papers.test/abs/1",
    aliases=("url:papers.test/abs/1",),
    related=(),
    type="paper",
    title="On <b>bold</b> cards",
    description="Short.",
    site_name="Papers",
    domain="papers.test",
    language="en",
    published="2025",
    updated=None,
    authors=(),
    author_count=0,
    image=None,
    icon=None,
    player=None,
    content_type="text/html",
    sensitive=False,
    paper=Paper(),
)
PREVIEWS = {PAPER: PREVIEW, PAGE: replace(PREVIEW, url=PAGE, type="website", paper=None)}
FRESH = Answer(PREVIEW, "hit", 60, 3600, 86_400, {"fetch": 0.25, "total": 0.3001})


@dataclass
class FakePreviewer:
    """*failures*: what is raised for a link; *state*: how all others are answered."""

    failures: dict[str, Exception] = field(default_factory=dict)
    state: str = "hit"
    calls: list[tuple[str, str, dict]] = field(default_factory=list)
    faults: dict[str, str | None] = field(default_factory=lambda: {"cache": None})
    gates: dict[str, threading.Event] = field(default_factory=dict)  # links that wait

    def preview(self, text, *, language=None, refresh=False, until=None, admit=None):
        self.calls.append(("preview", text, {"language": language, "refresh": refresh}))
        if self.state == "miss" and admit:
            admit()
        if text in self.gates:
            assert self.gates[text].wait(10)
        if text in self.failures:
            raise self.failures[text]
        if text not in PREVIEWS:
            raise errors.InvalidUrl("`url` has no scheme; did you mean https://…?")
        return replace(FRESH, preview=PREVIEWS[text], state=self.state)

    def cached(self, text, *, language=None, admit=None):
        self.calls.append(("cached", text, {"language": language}))
        return None if self.state == "miss" else replace(FRESH, preview=PREVIEWS[text])

    def explain(self, text, *, language=None, admit=None):
        steps = (Step("papers.test", text, "200", 0.2),)
        if text in self.failures:
            return Explanation(text, None, self.failures[text], {}, steps, {"state": "none"})
        return Explanation(text, replace(FRESH, preview=PREVIEWS[text]), None, {}, steps, {})

    def name(self, text):
        if text not in PREVIEWS:
            raise errors.InvalidUrl("`url` is no link.")
        return Name(text, f"url:{text[8:]}", text, None, (f"url:{text[8:]}",), False)

    def forget(self, text):
        self.calls.append(("forget", text, {}))

    def fallback(self, text):
        return {"url": text, "canonical_url": text, "work_id": "url:x", "domain": "papers.test"}

    def health(self):
        return self.faults

    def close(self):
        pass


def _json(preview: Preview, options: Options) -> bytes:
    said = {"url": preview.url, "title": preview.title, "base": options.base_url}
    if options.max_chars:
        said["max_chars"] = options.max_chars
    return json.dumps(said, indent=2 if options.pretty else None).encode()


def fake_format(name: str, media_type: str = "application/json", *, papers_only=False) -> Format:
    return Format(
        name=name,
        media_type=media_type,
        render=_json,
        applies=lambda preview: preview.paper is not None or not papers_only,
        filename=lambda preview: 'a"b\r\n.bib' if papers_only else None,
    )


FORMATS = {
    name: fake_format(name)
    for name in (
        "json",
        "lemmy",
        "lemmy_v4",
        "matrix",
        "summaly",
        "iframely",
        "microlink",
        "oembed",
    )
} | {
    "oembed_xml": fake_format("oembed_xml", "text/xml"),
    "html": fake_format("html", "text/html; charset=utf-8"),
    "bibtex": fake_format("bibtex", "application/x-bibtex", papers_only=True),
}


@pytest.fixture
def previewer():
    return FakePreviewer()


@pytest.fixture
def start(previewer):
    """Return a client of the site with these settings (`memory://` where none are said)."""

    def starter(**given):
        settings = Settings(**{"cache_url": "memory://", **given})
        take = rate_limit(settings.rate_limit, settings.cache_url)
        return site.build(Desk(settings, previewer, FORMATS, take)).test_client()

    return starter


@pytest.fixture
def client(start):
    return start()


@pytest.fixture
def log():
    """All that is logged, as the text that would go to stderr."""
    stream = io.StringIO()
    handler = logging.StreamHandler(stream)
    handler.setFormatter(logs.JsonLines())
    root = logging.getLogger()
    level = root.level
    root.addHandler(handler)
    root.setLevel(logging.INFO)
    yield stream
    root.removeHandler(handler)
    root.setLevel(level)
