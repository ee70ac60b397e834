"""A real Chromium before the real server, over recorded answers."""

from __future__ import annotations

import json
import os
import shutil
import socket
import subprocess
import sys
import time
import urllib.request
from contextlib import ExitStack
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from selenium import webdriver
from selenium.webdriver.chrome.service import Service
from selenium.webdriver.support.wait import WebDriverWait

ROOT = Path(__file__).parents[2]
ARTEFACTS = ROOT / "artefacts"
KEY = "s3cret-key-of-the-forum"
# For the launcher of this suite alone: CI runs as root in a container without a GPU.
FLAGS = (
    "--headless=new",
    "--no-sandbox",
    "--disable-dev-shm-usage",
    "--disable-gpu",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)


def pytest_collection_modifyitems(items):
    here = [item for item in items if Path(__file__).parent in item.path.parents]
    found = shutil.which("chromium") and shutil.which("chromedriver")
    for item in here:
        item.add_marker(pytest.mark.browser)
        if not found:
            item.add_marker(pytest.mark.skip("needs chromium and chromedriver on PATH"))


@pytest.fixture(scope="session")
def serve(tmp_path_factory):
    """Start a Python module that serves at the port which it is told; return its address."""
    with ExitStack() as running:

        def start(command, folder=ROOT, **settings):
            with socket.socket() as free:
                free.bind(("127.0.0.1", 0))
                port = str(free.getsockname()[1])
            base = f"http://127.0.0.1:{port}"
            clean = {k: v for k, v in os.environ.items() if not k.startswith("PREVIEW_")}
            path = tmp_path_factory.mktemp("server") / "log"
            log = running.enter_context(path.open("wb"))
            server = subprocess.Popen(
                [sys.executable, "-m", *(part.format(port=port) for part in command)],
                env={**clean, **{k: v.format(base=base) for k, v in settings.items()}},
                cwd=folder,
                stdout=log,
                stderr=log,
            )
            running.callback(server.wait, 30)
            running.callback(server.terminate)
            wait_for(base, server, path)
            return base

        yield start


def wait_for(base, server, log):
    until = time.monotonic() + 30
    while time.monotonic() < until and server.poll() is None:
        try:
            with urllib.request.urlopen(base, timeout=2):  # noqa: S310  # loopback
                return
        except OSError:
            time.sleep(0.1)
    pytest.fail(f"the server did not start: {log.read_text()[-2000:]}")


@pytest.fixture(scope="session")
def service(serve, tmp_path_factory):
    def start(**more):
        return serve(
            ["gunicorn", "wsgi:app", "--bind", "127.0.0.1:{port}", "--workers", "1"],
            PREVIEW_REPLAY=str(ROOT / "demo" / "web"),
            PREVIEW_CACHE_URL=f"disk://{tmp_path_factory.mktemp('cache')}",
            PREVIEW_PUBLIC_URL="{base}",
            **more,
        )

    return start


@pytest.fixture(scope="session")
def site(service):
    return service()


@pytest.fixture(scope="session")
def keyed_site(service):
    return service(PREVIEW_API_KEYS=KEY)


@pytest.fixture(scope="session")
def forum(serve, site, tmp_path_factory):
    return serve(
        ["flask", "--app", "forum", "run", "--port", "{port}"],
        ROOT / "examples" / "forum",
        FORUM_PREVIEW_URL=site,
        FORUM_DATABASE=str(tmp_path_factory.mktemp("forum") / "forum.sqlite3"),
    )


@pytest.fixture(scope="session")
def chromium(tmp_path_factory):
    options = webdriver.ChromeOptions()
    options.binary_location = shutil.which("chromium")
    for flag in (*FLAGS, f"--user-data-dir={tmp_path_factory.mktemp('chromium')}"):
        options.add_argument(flag)
    options.set_capability("goog:loggingPrefs", {"performance": "ALL", "browser": "ALL"})
    driver = webdriver.Chrome(options, Service(shutil.which("chromedriver")))
    yield driver
    driver.quit()


class Browser:
    """A fresh page, and what happened behind it."""

    def __init__(self, driver):
        self.driver = driver
        self.wait = WebDriverWait(driver, 10, poll_frequency=0.1)

    def open(self, address):
        self.driver.get(address)

    def one(self, css):
        return self.wait.until(lambda driver: driver.find_element("css selector", css))

    def shown(self, css):
        return self.wait.until(
            lambda driver: next(
                (e for e in driver.find_elements("css selector", css) if e.is_displayed()), None
            )
        )

    def until(self, css, text):
        """Wait until what *css* selects holds *text*."""
        self.wait.until(
            lambda driver: text in driver.find_element("css selector", css).text,
            f"{css} never said {text!r}",
        )

    def emulate(self, **features):
        given = [{"name": k.replace("_", "-"), "value": v} for k, v in features.items()]
        self.driver.execute_cdp_cmd("Emulation.setEmulatedMedia", {"features": given})

    def size(self, width, height):
        metrics = {"width": width, "height": height, "deviceScaleFactor": 1, "mobile": False}
        self.driver.execute_cdp_cmd("Emulation.setDeviceMetricsOverride", metrics)

    def picture(self, name):
        ARTEFACTS.mkdir(exist_ok=True)
        self.driver.save_screenshot(str(ARTEFACTS / f"{name}.png"))

    def style(self, css, name):
        script = "return getComputedStyle(document.querySelector(arguments[0]))[arguments[1]]"
        return self.driver.execute_script(script, css, name)

    def complaints(self):
        """What the console says, but for the status of an answer, which it logs as an error."""
        return [e for e in self.driver.get_log("browser") if e["source"] != "network"]

    def origins(self):
        """The origins of all requests since it was last asked."""
        messages = [json.loads(e["message"])["message"] for e in self.driver.get_log("performance")]
        urls = [
            message["params"]["request"]["url"]
            for message in messages
            if message["method"] == "Network.requestWillBeSent"
        ]
        parts = [urlsplit(url) for url in urls if not url.startswith(("data:", "about:"))]
        return {f"{part.scheme}://{part.netloc}" for part in parts}


@pytest.fixture
def browser(chromium):
    page = Browser(chromium)
    chromium.get("about:blank")
    page.origins()
    page.complaints()
    page.emulate(prefers_color_scheme="light")
    page.size(1000, 1300)
    yield page
    assert page.complaints() == []
