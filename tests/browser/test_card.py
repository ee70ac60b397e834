import json
import threading
import urllib.request
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import quote

import pytest

ABS = "https://arxiv.org/abs/2504.18412"
TITLE = "Expressing stigma and inappropriate responses prevents LLMs"


@pytest.fixture
def host():
    """Serve a page of another origin; return a function that sets it and gives its address."""
    page = b""

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self):
            self.send_response(200 if self.path == "/" else 204)
            self.send_header("Content-Type", "text/html; charset=utf-8")
            self.end_headers()
            if self.path == "/":
                self.wfile.write(page)

        def log_message(self, *_):
            pass

    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as server:
        thread = threading.Thread(target=server.serve_forever)
        thread.start()

        def show(html):
            nonlocal page
            page = html.encode()
            return f"http://127.0.0.1:{server.server_port}"

        yield show
        server.shutdown()
        thread.join(10)


def test_oembeds_html_shows_the_card_on_a_page_of_another_origin(browser, site, host):
    address = f"{site}/oembed?url={quote(ABS, safe='')}"
    with urllib.request.urlopen(address, timeout=10) as answer:  # noqa: S310  # loopback
        html = json.load(answer)["html"]
    page = host(f"<!doctype html><link rel=icon href=data:,><p>A post</p>{html}")
    browser.open(page)
    browser.driver.switch_to.frame(browser.one("iframe"))
    assert TITLE in browser.shown("h1").text
    assert browser.style("main", "borderRadius") == "8px"  # its own style was allowed
    browser.driver.switch_to.default_content()
    browser.picture("oembed")
    assert browser.origins() == {site, page}


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_a_card_unfolds_its_abstract_without_a_script(browser, site, scheme):
    browser.emulate(prefers_color_scheme=scheme)
    browser.size(640, 300)
    browser.open(f"{site}/card?url={quote(ABS, safe='')}")
    browser.picture(f"card-{scheme}")
    whole = "details p"
    assert not browser.one(whole).is_displayed()
    browser.one("summary").click()
    assert browser.shown(whole).text.endswith("…") is False
    assert not browser.one(".lead").is_displayed()
    browser.picture(f"card-open-{scheme}")
    assert browser.origins() == {site}


def test_a_card_that_fails_is_a_plain_link(browser, site):
    browser.size(640, 200)
    browser.open(f"{site}/card?url={quote('https://gone.example.com/a', safe='')}")
    assert browser.one("a").get_attribute("href") == "https://gone.example.com/a"
    browser.picture("card-failed")
