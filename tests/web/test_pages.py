import re

import pytest

from preview.formats import html
from preview.web.pages import STATIC

KEY = "s3cret-key-of-the-forum"
PAGES = ["/", "/docs"]


def policy(answer) -> dict[str, str]:
    rules = answer.headers["Content-Security-Policy"].split("; ")
    return dict(rule.partition(" ")[::2] for rule in rules)


@pytest.mark.parametrize("path", PAGES)
def test_a_page_runs_and_loads_only_what_is_ours(client, path):
    answer = client.get(path)
    assert answer.status_code == 200
    rules = policy(answer)
    assert rules["default-src"] == "'none'"
    assert rules["frame-ancestors"] == "'none'"
    assert not [rule for rule in rules.values() if "unsafe" in rule or "http" in rule]
    loaded = re.findall(r'(?:src|href)="([^"#]*)"', answer.text)
    assert loaded
    assert not [link for link in loaded if "//" in link]
    assert not re.search(r"<script(?! src)|<style|\son\w+=|\sstyle=", answer.text)


def test_only_the_playground_has_a_script_and_only_from_us(client):
    assert policy(client.get("/"))["script-src"] == "'self'"
    assert "script-src" not in policy(client.get("/docs"))


def test_the_playground_may_frame_the_cards_own_style(client):
    import base64
    import hashlib

    digest = base64.b64encode(hashlib.sha256(html.style().encode()).digest()).decode()
    assert f"'sha256-{digest}'" in policy(client.get("/"))["style-src"]


@pytest.mark.parametrize("name", STATIC)
def test_a_file_of_our_pages_may_be_kept_for_a_while(client, name):
    answer = client.get(f"/static/{name}")
    assert answer.content_type == STATIC[name]
    assert answer.headers["Cache-Control"] == "public, max-age=3600"
    same = {"If-None-Match": answer.headers["ETag"]}
    assert client.get(f"/static/{name}", headers=same).status_code == 304


@pytest.mark.parametrize("path", ["/static/", "/static/../api.py", "/static/%2e%2e/api.py"])
def test_no_other_file_is_served(client, path):
    assert client.get(path).status_code == 404


def test_a_page_asks_for_a_key_where_one_is_needed(start):
    assert 'id="key"' not in start().get("/").text
    client = start(api_keys=(KEY,))
    for path in [*PAGES, "/openapi.json", "/static/playground.js"]:
        assert client.get(path).status_code == 200
    assert 'type="password"' in client.get("/").text
    assert KEY not in client.get("/").text


def test_the_playground_offers_every_format(client):
    shown = re.findall(r"<option[^>]*>(\w+)", client.get("/").text)
    assert {"json", "bibtex", "lemmy"} <= set(shown)
    assert "html" not in shown  # it is the card


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_every_text_has_the_contrast_that_wcag_asks_for(scheme, client):
    """4.5:1 for text, 3:1 for the edge of a field: https://www.w3.org/TR/WCAG22/#contrast-minimum"""
    light, _, dark = client.get("/static/site.css").text.partition("@media")
    colours = dict(re.findall(r"--([\w-]+): (#\w+)", light if scheme == "light" else dark))
    needed = {
        **{("ink", ground): 4.5 for ground in ("paper", "field", "good", "stop")},
        **{("quiet", ground): 4.5 for ground in ("paper", "stop")},
        **{("link", ground): 4.5 for ground in ("paper", "stop")},
        ("on-link", "link"): 4.5,
        ("quiet", "field"): 3,
    }
    for (ink, ground), least in needed.items():
        a, b = sorted((luminance(colours[ink]), luminance(colours[ground])), reverse=True)
        assert (a + 0.05) / (b + 0.05) >= least, (ink, ground)


def luminance(colour: str) -> float:
    digits = colour[1:] if len(colour) == 7 else "".join(c * 2 for c in colour[1:])
    parts = (int(digits[i : i + 2], 16) / 255 for i in (0, 2, 4))
    red, green, blue = (p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
