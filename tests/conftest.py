"""For the whole suite: no network but loopback, and on CI nothing may be skipped."""

from __future__ import annotations

import ipaddress
import os
import socket

import pytest
from hypothesis import settings

settings.register_profile("ci", derandomize=True, deadline=None)
settings.register_profile("here", deadline=None)
settings.load_profile("ci" if os.environ.get("CI") else "here")


@pytest.fixture(autouse=True)
def loopback_only(monkeypatch):
    """Break every connect that would leave the machine."""
    connect = socket.socket.connect

    def guarded(self, address):
        sends = self.type != socket.SOCK_DGRAM  # to connect a datagram socket sends nothing
        if (
            sends
            and isinstance(address, tuple)
            and not ipaddress.ip_address(address[0]).is_loopback
        ):
            raise AssertionError(f"a test tried to reach {address}")
        return connect(self, address)

    monkeypatch.setattr(socket.socket, "connect", guarded)


def pytest_sessionfinish(session, exitstatus):
    if not os.environ.get("CI") or exitstatus != pytest.ExitCode.OK:
        return
    reporter = session.config.pluginmanager.get_plugin("terminalreporter")
    skipped = reporter.stats.get("skipped", []) if reporter else []
    if skipped:
        names = ", ".join(sorted({report.nodeid for report in skipped}))
        reporter.write_line(f"skipped on CI, where all has to run: {names}", red=True)
        session.exitstatus = pytest.ExitCode.TESTS_FAILED
