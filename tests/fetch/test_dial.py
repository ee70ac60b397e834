"""Look-ups are bounded in time and number."""

import ipaddress
import socket
import threading
import time

import pytest

from preview import errors
from preview.fetch import dial
from preview.fetch.meter import Budget
from preview.fetch.policy import Policy, Target

TARGET = Target("http", "site.test", 80, "/")


def budget(seconds: float = 5.0) -> Budget:
    until = time.monotonic() + seconds
    return Budget(TARGET.url, until=until, clock=time.monotonic, read_s=5.0, max_bytes=1000)


@pytest.fixture
def stuck(dns):
    """A name whose look-up hangs until the test is over."""
    release = threading.Event()

    def hang():
        release.wait(10)
        return ["127.0.0.1"]

    dns["stuck.test"] = hang
    yield release
    release.set()


def test_a_lookup_that_hangs_is_given_up(stuck):
    began = time.monotonic()
    with pytest.raises(OSError, match="too long"):
        dial.Resolver(timeout_s=0.2).lookup("stuck.test", 80, budget())
    assert time.monotonic() - began < 1.0


def test_the_deadline_goes_before_the_lookups_own(stuck):
    with pytest.raises(errors.UpstreamTimeout):
        dial.Resolver().lookup("stuck.test", 80, budget(0.2))


def test_a_lookup_that_hangs_keeps_its_slot_and_gives_it_back(stuck, dns):
    dns["site.test"] = ["127.0.0.1"]
    resolver = dial.Resolver(timeout_s=0.2, at_once=1)
    with pytest.raises(OSError, match="too long"):
        resolver.lookup("stuck.test", 80, budget())
    with pytest.raises(errors.Overloaded):  # not the fault of site.test, and not kept as such
        resolver.lookup("site.test", 80, budget())
    stuck.set()
    found = dial.Resolver(timeout_s=5.0, at_once=1).lookup("site.test", 80, budget())
    assert found[0].address == "127.0.0.1"


def test_who_lets_lookups_hang_uses_up_no_more_than_a_sites_share(stuck, dns):
    for name in ("a.stuck.test", "b.stuck.test", "c.stuck.test"):
        dns[name] = dns["stuck.test"]
    dns["site.test"] = ["127.0.0.1"]
    resolver = dial.Resolver(timeout_s=0.2, at_once=3, of_a_site=2)
    for name in ("a.stuck.test", "b.stuck.test"):
        with pytest.raises(OSError, match="too long"):
            resolver.lookup(name, 80, budget())
    with pytest.raises(OSError, match="hang already"):
        resolver.lookup("c.stuck.test", 80, budget())
    for _ in range(3):  # each gives its slot back
        assert resolver.lookup("site.test", 80, budget())[0].address == "127.0.0.1"


def test_a_name_that_no_resolver_can_ask_is_a_failed_lookup(dns):
    def raise_unicode():
        raise UnicodeError("label too long")

    dns["site.test"] = raise_unicode
    with pytest.raises(OSError, match="label"):
        dial.Resolver().lookup("site.test", 80, budget())


def test_a_literal_address_is_not_looked_up():
    def lookup():
        raise AssertionError("a look-up")

    for host, family in (("8.8.8.8", socket.AF_INET), ("2606:4700::1111", socket.AF_INET6)):
        found = dial.endpoints(Target("http", host, 80, "/"), Policy(), lookup)
        assert [(one.family, one.address) for one in found] == [(family, host)]


def test_a_name_without_an_address_is_unreachable():
    with pytest.raises(errors.UpstreamUnreachable):
        dial.endpoints(TARGET, Policy(), list)


def test_our_own_addresses_are_those_we_speak_from(monkeypatch):
    connect = socket.socket.connect

    def to_loopback(self, address):
        return connect(self, ("127.0.0.1", 9) if self.family == socket.AF_INET else ("::1", 9))

    monkeypatch.setattr(socket.socket, "connect", to_loopback)
    assert ipaddress.ip_address("127.0.0.1") in dial.own_addresses()


def test_without_a_route_we_have_no_address(monkeypatch):
    def no_route(self, address):
        raise OSError(101, "Network is unreachable")

    monkeypatch.setattr(socket.socket, "connect", no_route)
    assert dial.own_addresses() == ()
