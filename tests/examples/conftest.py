"""The real service over recorded answers, at an address on loopback."""

from __future__ import annotations

import importlib.util
import socket
import sys
import threading
from contextlib import ExitStack
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
def serve(tmp_path_factory):
    """Start the service with some settings; return its address."""
    with ExitStack() as running:

        def start(**more):
            with socket.socket() as free:
                free.bind(("127.0.0.1", 0))
                port = free.getsockname()[1]
            address = f"http://127.0.0.1:{port}"
            given = {
                "REPLAY": str(ROOT / "demo" / "web"),
                "CACHE_URL": f"disk://{tmp_path_factory.mktemp('cache')}",
                "PUBLIC_URL": address,
                **more,
            }
            settings = Settings.from_env({f"PREVIEW_{key}": of for key, of in given.items()})
            server = make_server("127.0.0.1", port, create_app(settings), threaded=True)
            thread = threading.Thread(target=server.serve_forever)
            thread.start()
            running.callback(server.server_close)
            running.callback(thread.join, 10)
            running.callback(server.shutdown)
            return address

        yield start


@pytest.fixture(scope="session")
def service(serve):
    return serve()
