"""The nginx rules of the documents, in a real nginx before the real service."""

from __future__ import annotations

import os
import re
import shutil
import socket
import subprocess
import time
from contextlib import suppress
from pathlib import Path

import pytest
import requests

NGINX = shutil.which("nginx", path=f"{os.environ.get('PATH', '')}:/usr/sbin")
DOCS = Path(__file__).parents[2] / "docs"
ABS = "https://arxiv.org/abs/2504.18412"
KEY = "s3cret-key-of-the-forum"

pytestmark = [
    pytest.mark.nginx,
    pytest.mark.skipif(NGINX is None, reason="needs nginx on PATH"),
]

# One process, nothing outside of its folder; what no rule takes goes to the site behind.
CONF = """
daemon off; master_process off; pid pid; error_log stderr;
events {{}}
http {{
    access_log off;
    client_body_temp_path body; proxy_temp_path proxy; fastcgi_temp_path fastcgi;
    uwsgi_temp_path uwsgi; scgi_temp_path scgi;
    server {{ listen 127.0.0.1:{port}; {rules} }}
}}
"""
ELSE = "location / { return 418; }"


def rules(name: str, service: str) -> list[str]:
    text = (DOCS / name).read_text(encoding="utf-8")
    blocks = re.findall(r"```nginx\n(.*?)```", text, re.DOTALL)
    return [block.replace("http://127.0.0.1:8000", service) for block in blocks]


@pytest.fixture
def nginx(tmp_path):
    """Start nginx with some rules; return its address."""
    running = []

    def start(rules):
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            port = free.getsockname()[1]
        (tmp_path / "conf").write_text(CONF.format(port=port, rules=rules))
        command = [NGINX, "-p", str(tmp_path), "-e", "stderr", "-c", "conf"]
        with (tmp_path / "log").open("wb") as log:
            running.append(subprocess.Popen(command, stderr=log))
        until = time.monotonic() + 10
        while time.monotonic() < until and running[0].poll() is None:
            with suppress(OSError), socket.create_connection(("127.0.0.1", port), timeout=1):
                return f"http://127.0.0.1:{port}"
            time.sleep(0.05)
        return pytest.fail((tmp_path / "log").read_text())

    yield start
    for server in running:
        server.terminate()
        server.wait(10)


def ask(address, url=ABS, **headers):
    return requests.get(address, {"url": url}, headers=headers, timeout=20)


def test_matrix_and_lemmy_hand_over_their_paths_and_no_other(nginx, serve):
    service = serve(TRUSTED_PROXIES="1")
    handed = [rule for rule in rules("integrations.md", service) if "location" in rule]
    front = nginx("".join(handed) + ELSE)
    for path in (
        "/_matrix/client/v1/media/preview_url",
        "/_matrix/media/v3/preview_url",
        "/_matrix/media/r0/preview_url",
    ):
        shown = ask(front + path, Authorization="Bearer syt_of_a_user")
        assert shown.json()["og:title"].startswith("Expressing stigma")
    for path in ("/api/v3/post/site_metadata", "/api/v4/post/site_metadata"):
        shown = ask(front + path, Authorization="Bearer a.users.jwt").json()
        assert shown["metadata"]["title"].startswith("Expressing stigma")
    for path in ("/", "/_matrix/media/v3/upload", "/api/v3/post", "/preview"):
        assert ask(front + path).status_code == 418


def test_the_proxy_adds_the_key_that_a_client_cannot_send(nginx, serve):
    service = serve(TRUSTED_PROXIES="1", API_KEYS=KEY)
    (line,) = [rule for rule in rules("integrations.md", service) if "Bearer" in rule]
    line = line.replace("the-key-of-this-forum", KEY)
    front = nginx(f"location /summaly {{ proxy_pass {service}; {line} }}")
    assert ask(f"{service}/summaly").status_code == 401
    assert ask(f"{front}/summaly").status_code == 200


def test_behind_the_proxy_of_the_operations_a_client_cannot_forge_its_address(nginx, serve):
    service = serve(TRUSTED_PROXIES="1", RATE_LIMIT="2/hour")
    (rule,) = rules("operations.md", service)
    front = nginx(rule)
    statuses = [
        ask(
            f"{front}/preview",
            f"https://gone.example.com/{n}",
            **{"X-Forwarded-For": f"198.51.100.{n}", "Host": "evil.test"},
        ).status_code
        for n in range(3)
    ]
    assert statuses[2] == 429
    assert 429 not in statuses[:2]


def test_the_proxy_of_the_operations_lets_the_largest_batch_through(nginx, serve):
    (rule,) = rules("operations.md", serve(TRUSTED_PROXIES="1"))
    urls = [f"https://pages.test/{n}/{'x' * 1900}" for n in range(10_000)]
    answer = requests.post(f"{nginx(rule)}/normalize", json={"urls": urls}, timeout=60)
    assert len(answer.json()["results"]) == len(urls)
