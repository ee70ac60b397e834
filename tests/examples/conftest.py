"""The real service over recorded answers, at an address on loopback."""

from __future__ import annotations

import importlib.util
import socket
import sys
import threading
from pathlib import Path

import pytest
from werkzeug.serving import make_server

from app import create_app
from preview.settings import Settings

ROOT = Path(__file__).parents[2]


@pytest.fixture(scope="session")
def forum():
    """The module of the example, which is no package of ours."""
    path = ROOT / "examples" / "forum" / "forum.py"
    spec = importlib.util.spec_from_file_location("forum", path)
    module = sys.modules["forum"] = importlib.util.module_from_spec(spec)  # Flask looks there
    spec.loader.exec_module(module)
    return module


@pytest.fixture(scope="session")
def service():
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    address = f"http://127.0.0.1:{port}"
    settings = Settings.from_env(
        {
            "PREVIEW_REPLAY": str(ROOT / "demo" / "web"),
            "PREVIEW_CACHE_URL": "memory://",
            "PREVIEW_PUBLIC_URL": address,
        }
    )
    server = make_server("127.0.0.1", port, create_app(settings), threaded=True)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    yield address
    server.shutdown()
    thread.join(10)
    server.server_close()
