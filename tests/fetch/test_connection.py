"""The guarded transport against servers that mean ill, each on loopback.

Each slow one must end at the deadline (margin 3 times), each endless one long before it has sent
what it would like to.
"""

import gc
import gzip
import ipaddress
import socket
import ssl
import threading
import time
import zlib
from types import SimpleNamespace

import pytest
import requests
import trustme
import urllib3

from preview import errors
from preview.fetch import connection
from preview.fetch.connection import HEADER_BYTES, WIRE_BYTES, GuardedTransport
from preview.fetch.policy import Policy
from preview.model import Request

OK = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n"
DEADLINE_S = 0.3


# -- slow -----------------------------------------------------------------------------------------

SLOW = {
    "says nothing": lambda site, conn: time.sleep(0.7),
    "status line": lambda site, conn: site.drip(conn, b"HTTP/1.1 200 OK" + b"K" * 20),
    "headers": lambda site, conn: (conn.sendall(OK), site.drip(conn, b"X-A: b\r\n" * 9)),
    "identity body": lambda site, conn: (
        conn.sendall(OK + b"Content-Length: 900\r\n\r\n"),
        site.drip(conn, b"x" * 40),
    ),
    "body without length": lambda site, conn: (
        conn.sendall(OK + b"\r\n"),
        site.drip(conn, b"x" * 40),
    ),
    "chunked body": lambda site, conn: (
        conn.sendall(OK + b"Transfer-Encoding: chunked\r\n\r\n"),
        site.drip(conn, b"1\r\nx\r\n" * 9),
    ),
    "chunk size": lambda site, conn: (
        conn.sendall(OK + b"Transfer-Encoding: chunked\r\n\r\n"),
        site.drip(conn, b"0" * 40),
    ),
    "gzip body": lambda site, conn: (
        conn.sendall(OK + b"Content-Encoding: gzip\r\n\r\n"),
        site.drip(conn, gzip.compress(bytes(range(256)))[:40]),
    ),
    "continue": lambda site, conn: site.drip(conn, b"HTTP/1.1 100 Continue\r\n\r\n" * 2),
}


@pytest.mark.parametrize("behaviour", SLOW.values(), ids=SLOW)
def test_a_slow_answer_ends_at_the_deadline(serve, get, behaviour):
    began = time.monotonic()
    with pytest.raises(errors.UpstreamTimeout):
        get(serve(lambda site, conn, head: behaviour(site, conn)), within_s=DEADLINE_S)
    assert DEADLINE_S * 0.9 < time.monotonic() - began < DEADLINE_S * 3


def test_a_server_that_never_accepts_ends_at_the_deadline(fetcher_for):
    with socket.create_server(("127.0.0.1", 0), backlog=0) as full:
        port = full.getsockname()[1]
        waiting = [socket.socket() for _ in range(3)]
        for sock in waiting:
            sock.setblocking(False)
            sock.connect_ex(("127.0.0.1", port))
        began = time.monotonic()
        with pytest.raises(errors.Upstream):
            fetcher_for(SimpleNamespace(port=port)).get(
                Request(f"http://127.0.0.1:{port}/"), until=began + DEADLINE_S
            )
        assert time.monotonic() - began < DEADLINE_S * 3
        for sock in waiting:
            sock.close()


# -- endless --------------------------------------------------------------------------------------

CHUNKED = OK + b"Transfer-Encoding: chunked\r\n\r\n"
ENDLESS = {
    "status line": (b"", b"HTTP/1.1 200 " + b"O" * 4096),
    "headers": (OK, b"X-Filler: " + b"x" * 4000 + b"\r\n"),
    "one header": (OK + b"X-Long: ", b"x" * 4096),
    "sixty-kilobyte headers": (OK, b"X-Filler: " + b"x" * 60_000 + b"\r\n"),
    "100 Continue": (b"", b"HTTP/1.1 100 Continue\r\n\r\n" * 100),
    "100 Continue with headers": (b"", b"HTTP/1.1 100 Continue\r\nX: y\r\n\r\n" * 100),
    "trailers": (CHUNKED + b"2\r\nok\r\n0\r\n", b"X-Trailer: y\r\n" * 300),
    "chunk extension": (CHUNKED, b"1;" + b"x" * 4096),
    "chunk size": (CHUNKED, b"0" * 4096),
    "tiny chunks": (CHUNKED, b"0001;" + b"e" * 400 + b"\r\nx\r\n"),
    "gzip that decodes to nothing": (
        OK + b"Content-Encoding: gzip\r\n\r\n",
        gzip.compress(b"") * 200,
    ),
}


@pytest.mark.parametrize(("start", "piece"), ENDLESS.values(), ids=ENDLESS)
def test_an_endless_answer_ends_at_its_budget(serve, get, start, piece):
    def behave(site, conn, head):
        conn.sendall(start)
        site.flood(conn, piece)

    site = serve(behave)
    with pytest.raises(errors.UpstreamError):
        get(site)
    assert site.sent < WIRE_BYTES + HEADER_BYTES + 12 * 1024 * 1024  # and what the buffers hold


@pytest.mark.parametrize("start", [OK + b"\r\n", OK + b"Content-Length: 99999999999\r\n\r\n"])
def test_an_endless_body_is_cut_at_the_cap(serve, get, start):
    def behave(site, conn, head):
        conn.sendall(start)
        site.flood(conn, b"x" * 65536)

    found = get(serve(behave), max_bytes=100_000)
    assert (len(found.body), found.truncated) == (100_000, True)


def test_an_endless_chunked_body_is_cut_at_the_cap(serve, get):
    def behave(site, conn, head):
        conn.sendall(CHUNKED)
        site.flood(conn, b"1000\r\n" + b"x" * 4096 + b"\r\n")

    found = get(serve(behave), max_bytes=100_000)
    assert (len(found.body), found.truncated) == (100_000, True)


def test_a_gzip_bomb_is_cut_at_the_cap(serve, get):
    bomb = gzip.compress(b"\0" * 50_000_000)
    site = serve(OK + b"Content-Encoding: gzip\r\n\r\n" + bomb)
    found = get(site)
    assert (len(found.body), found.truncated) == (1024 * 1024, True)


def test_a_request_may_ask_for_less_or_more(serve, http, get):
    site = serve(http.page(b"x" * 5000))
    assert len(get(site, Request(site.url(), max_bytes=100)).body) == 100
    found = get(site, Request(site.url(), max_bytes=5000), max_bytes=10)
    assert (len(found.body), found.truncated) == (5000, False)


# -- lies -----------------------------------------------------------------------------------------


def encoded(coding: str, body: bytes) -> bytes:
    return OK + f"Content-Encoding: {coding}\r\nContent-Length: {len(body)}\r\n\r\n".encode() + body


def test_gzip_is_decoded(serve, get):
    for coding in ("gzip", "x-gzip", "GZIP"):
        assert get(serve(encoded(coding, gzip.compress(b"hello")))).body == b"hello"


def test_identity_is_no_coding(serve, get):
    assert get(serve(encoded("identity", b"hello"))).body == b"hello"


NONSENSE = {
    "gzip that is none": encoded("gzip", b"<html>"),
    "gzip, broken": encoded("gzip", gzip.compress(b"hello")[:10] + b"\xff" * 20),
    "two codings": encoded("gzip, gzip", gzip.compress(gzip.compress(b"hello"))),
    "deflate, not asked for": encoded("deflate", zlib.compress(b"hello")),
    "br, not asked for": encoded("br", b"\x0b\x02\x80hello\x03"),
    "zstd, not asked for": encoded("zstd", b"(\xb5/\xfd"),
    "an unknown coding": encoded("rot13", b"uryyb"),
    "negative length": OK + b"Content-Length: -1\r\n\r\nhello",
    "length that is no number": OK + b"Content-Length: five\r\n\r\nhello",
    "length in other digits": OK + "Content-Length: \u00b2\r\n\r\nhello".encode(),
    "length of 5000 digits": OK + b"Content-Length: " + b"9" * 5000 + b"\r\n\r\nhello",
    "two lengths": OK + b"Content-Length: 5\r\nContent-Length: 6\r\n\r\nhello",
    "no HTTP": b"SSH-2.0-OpenSSH_9.2\r\n",
    "HTTP/0.9": b"<html>hello</html>",
    "no status": b"HTTP/1.1 abc\r\n\r\n",
    "a status out of range": b"HTTP/1.1 99 Low\r\n\r\n",
    "nothing": b"",
    "a bad chunk size": CHUNKED + b"xyz\r\nhello",
    "a body that never begins": OK + b"Content-Length: 100\r\n\r\n",
    "a hundred and one headers": OK + b"X: y\r\n" * 101 + b"\r\n",
}


@pytest.mark.parametrize("answer", NONSENSE.values(), ids=NONSENSE)
def test_nonsense_is_an_upstream_error(serve, get, answer):
    with pytest.raises(errors.UpstreamError) as caught:
        get(serve(answer))
    assert "127.0.0.1" not in str(caught.value)


CUT = {
    "by length": OK + b"Content-Length: 100\r\n\r\nhello",
    "chunked": CHUNKED + b"5\r\nhello\r\n",
    "chunked, in a chunk": CHUNKED + b"ff\r\nhello",
}


@pytest.mark.parametrize("answer", CUT.values(), ids=CUT)
def test_a_page_that_ends_early_is_a_cut_page(serve, get, answer):
    found = get(serve(answer))
    assert (found.body, found.truncated) == (b"hello", True)


def test_what_two_framings_say_chunked_decides(serve, get):
    answer = OK + b"Content-Length: 3\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nhello\r\n0\r\n\r\n"
    assert get(serve(answer)).body == b"hello"


def test_equal_lengths_are_one(serve, get):
    answer = OK + b"Content-Length: 5\r\nContent-Length: 5\r\n\r\nhello"
    assert get(serve(answer)).body == b"hello"


def test_a_great_length_is_a_page_to_be_cut(serve, get):
    answer = OK + b"Content-Length: 99999999999\r\n\r\n" + b"x" * 3000
    found = get(serve(answer), max_bytes=2000)
    assert (len(found.body), found.truncated) == (2000, True)


def test_headers_that_end_early_are_an_empty_page(serve, get):
    """http.client takes the end of the stream for the end of the headers."""
    assert get(serve(b"HTTP/1.1 200 OK\r\nContent-")).body == b""


def test_odd_headers_do_not_matter(serve, get):
    answer = OK + b"X-Bin: \xff\xfe\r\nno colon here\r\nContent-Length: 2\r\n\r\nok"
    assert get(serve(answer)).status == 200


@pytest.mark.parametrize(
    ("foreign", "kind"),
    [
        (requests.exceptions.ReadTimeout("10.0.0.1"), errors.UpstreamTimeout),
        (TimeoutError("10.0.0.1"), errors.UpstreamTimeout),
        (requests.exceptions.ConnectionError("10.0.0.1"), errors.UpstreamError),
        (requests.exceptions.InvalidURL("10.0.0.1"), errors.UpstreamError),
        (urllib3.exceptions.InvalidHeader("10.0.0.1"), errors.UpstreamError),
        (ConnectionResetError("10.0.0.1"), errors.UpstreamError),
        (ssl.SSLError("10.0.0.1"), errors.UpstreamError),
        (UnicodeError("10.0.0.1"), errors.UpstreamError),
        (ValueError("10.0.0.1"), errors.UpstreamError),
        (AttributeError("10.0.0.1"), errors.UpstreamError),
    ],
    ids=lambda value: type(value).__name__ if isinstance(value, Exception) else value.__name__,
)
def test_what_the_libraries_raise_is_translated(serve, http, get, monkeypatch, foreign, kind):
    def fail(*args, **kwargs):
        raise foreign

    monkeypatch.setattr(requests.adapters.HTTPAdapter, "send", fail)
    with pytest.raises(errors.Upstream) as caught:
        get(serve(http.page()))
    assert type(caught.value) is kind
    assert "10.0.0.1" in caught.value.reason
    assert "10.0.0.1" not in str(caught.value)


def test_a_bug_of_ours_is_not_called_the_sites(serve, http, get, monkeypatch):
    def fail(*args, **kwargs):
        raise KeyError("a bug")

    monkeypatch.setattr(requests.adapters.HTTPAdapter, "send", fail)
    with pytest.raises(KeyError):
        get(serve(http.page()))


def test_nothing_stays_open(serve, http, get):
    """Sockets that are left to the garbage collector warn, and warnings are errors."""
    site = serve(http.paths({"/": http.moved("/x"), "/x": http.page(b"x" * 5000)}))
    get(site, max_bytes=10)
    with pytest.raises(errors.UpstreamError):
        get(serve(b"SSH-2.0\r\n"))
    gc.collect()


# -- names and addresses --------------------------------------------------------------------------


def test_the_name_is_looked_up_once_and_rebinding_finds_no_window(get, serve, http, dns):
    """Public first, loopback after: the second answer is never asked for."""
    site = serve(http.page())
    dns["rebind.test"] = [["192.0.2.1"], ["127.0.0.1"]]
    with pytest.raises(errors.UpstreamUnreachable):
        get(site, site.url(host="rebind.test"))
    assert dns.lookups == ["rebind.test"]
    assert site.heads == []


def test_it_connects_to_the_address_that_was_checked(serve, http, get, dns):
    dns["site.test"] = [["127.0.0.1"], ["127.0.0.2"]]
    site = serve(http.page())
    assert get(site, site.url(host="site.test")).status == 200
    assert dns.lookups == ["site.test"]
    assert f"\r\nHost: site.test:{site.port}\r\n" in site.heads[0]


def test_each_hop_is_looked_up_and_checked_anew(serve, http, get, dns):
    dns["site.test"] = [["127.0.0.1"], ["10.0.0.1"]]
    site = serve(http.moved("/again"))
    with pytest.raises(errors.UpstreamUnreachable):
        get(site, site.url(host="site.test"))
    assert dns.lookups == ["site.test", "site.test"]
    assert len(site.heads) == 1


@pytest.mark.parametrize(
    "bad", ["10.0.0.1", "169.254.169.254", "::ffff:127.0.0.1", "0.0.0.0", "::"]
)
@pytest.mark.parametrize("position", [0, 1, 4])
def test_one_bad_record_refuses_the_name(serve, http, get, dns, bad, position):
    addresses = ["127.0.0.1"] * 4
    addresses.insert(position, bad)
    dns["mixed.test"] = addresses
    site = serve(http.page())
    with pytest.raises(errors.UpstreamUnreachable) as caught:
        get(site, site.url(host="mixed.test"))
    assert site.heads == []
    assert bad in caught.value.reason
    assert bad not in str(caught.value)


def test_failures_to_reach_look_alike(serve, http, get, dns, certified):
    dns.update({"private.test": ["10.0.0.1"], "none.test": [], "here.test": ["127.0.0.1"]})
    site = serve(http.page())
    stranger = serve(http.page(), tls=certified("other.test", by=trustme.CA()))
    closed = serve(http.page())
    closed.close()
    seen = set()
    for there, host in (
        (site, "private.test"),
        (site, "none.test"),
        (site, "unknown.test"),
        (closed, "here.test"),
        (stranger, "here.test"),
    ):
        with pytest.raises(errors.UpstreamUnreachable) as caught:
            get(there, there.url(host=host))
        seen.add((type(caught.value), str(caught.value), caught.value.code))
    assert len(seen) == 1


def test_a_second_address_is_tried_when_the_first_refuses(serve, http, get, dns):
    dns["site.test"] = ["::1", "127.0.0.1"]  # the site listens on the second only
    site = serve(http.page())
    assert get(site, site.url(host="site.test")).status == 200


def test_at_most_three_addresses_are_tried(serve, http, get, dns):
    dns["site.test"] = ["127.0.0.2", "127.0.0.3", "127.0.0.4", "127.0.0.1"]
    site = serve(http.page())
    with pytest.raises(errors.UpstreamUnreachable):
        get(site, site.url(host="site.test"))


def test_a_broken_family_does_not_use_up_the_tries(serve, http, get, dns):
    networks = tuple(ipaddress.ip_network(text) for text in ("127.0.0.0/8", "::/0"))
    dns["site.test"] = ["::2", "::3", "::4", "127.0.0.1"]
    site = serve(http.page())
    with pytest.MonkeyPatch.context() as patch:
        connect = socket.socket.connect

        def no_ipv6(self, address):
            if ":" in address[0]:
                raise OSError(101, "Network is unreachable")
            return connect(self, address)

        patch.setattr(socket.socket, "connect", no_ipv6)
        assert get(site, site.url(host="site.test"), networks=networks).status == 200


def test_a_peer_that_is_not_who_was_asked_is_refused(serve, http, get, monkeypatch):
    site = serve(http.page())
    monkeypatch.setattr(socket.socket, "getpeername", lambda self: ("127.0.0.9", 1))
    with pytest.raises(errors.UpstreamUnreachable):
        get(site)
    assert not any(site.heads), "no request was sent"


def test_a_public_address_that_is_our_own_is_refused(serve, http, get, monkeypatch):
    """Both ends of the connection have one address: it is ours, on whichever interface."""
    site = serve(http.page())
    connect = socket.socket.connect
    here = ("127.0.0.1", site.port)
    monkeypatch.setattr(socket.socket, "connect", lambda self, address: connect(self, here))
    monkeypatch.setattr(socket.socket, "getpeername", lambda self: ("93.184.215.14", 80))
    assert get(site, "http://93.184.215.14/", networks=()).status == 200
    monkeypatch.setattr(socket.socket, "getsockname", lambda self: ("93.184.215.14", 5))
    with pytest.raises(errors.UpstreamUnreachable):
        get(site, "http://93.184.215.14/", networks=())


# -- TLS ------------------------------------------------------------------------------------------


@pytest.fixture
def secure(serve, http, certified):
    names = []
    context = certified("site.test", "127.0.0.1")
    context.sni_callback = lambda sock, name, context: names.append(name)
    site = serve(http.page(), tls=context)
    site.names = names
    return site


def test_the_certificate_and_sni_are_the_names(secure, get, dns, bundle):
    dns["site.test"] = ["127.0.0.1"]
    found = get(secure, secure.url(host="site.test"), ca_bundle=bundle)
    assert found.status == 200
    assert secure.names == ["site.test"]
    assert f"\r\nHost: site.test:{secure.port}\r\n" in secure.heads[0]


def test_a_folder_of_certificates_will_do(secure, get, authority, tmp_path):
    pem = authority.cert_pem.bytes()
    (tmp_path / "one.pem").write_bytes(pem)
    with pytest.raises(errors.UpstreamUnreachable):  # not hashed: nothing in it is found
        get(secure, ca_bundle=str(tmp_path))


def test_a_certificate_for_another_name_is_refused(secure, get, dns, bundle):
    dns["other.test"] = ["127.0.0.1"]
    with pytest.raises(errors.UpstreamUnreachable):
        get(secure, secure.url(host="other.test"), ca_bundle=bundle)
    assert secure.heads == []


@pytest.mark.parametrize("ca_bundle", [None, "strangers"])
def test_an_untrusted_certificate_is_refused(secure, get, ca_bundle, strangers):
    with pytest.raises(errors.UpstreamUnreachable):
        get(secure, ca_bundle=ca_bundle and strangers)
    assert secure.heads == []


def test_a_server_without_tls_is_unreachable_over_https(serve, http, get):
    site = serve(http.page())
    with pytest.raises(errors.UpstreamUnreachable):
        get(site, f"https://127.0.0.1:{site.port}/")


def test_a_handshake_that_stalls_ends_at_the_deadline(fetcher_for):
    with socket.create_server(("127.0.0.1", 0)) as silent:
        port = silent.getsockname()[1]
        began = time.monotonic()
        with pytest.raises(errors.UpstreamTimeout):
            fetcher_for(SimpleNamespace(port=port)).get(
                Request(f"https://127.0.0.1:{port}/"), until=began + DEADLINE_S
            )
        assert time.monotonic() - began < DEADLINE_S * 3


def test_budgets_hold_above_tls(serve, certified, get, bundle):
    def behave(site, conn, head):
        if "/slow" in head:
            conn.sendall(OK)
            site.drip(conn, b"X: y\r\n" * 9)
        site.flood(conn, b"HTTP/1.1 100 Continue\r\n\r\n" * 100)

    site = serve(behave, tls=certified("127.0.0.1"))
    with pytest.raises(errors.UpstreamError):
        get(site, ca_bundle=bundle)
    with pytest.raises(errors.UpstreamTimeout):
        get(site, "/slow", ca_bundle=bundle, within_s=DEADLINE_S)


def test_what_tls_itself_sends_is_counted(serve, certified, get, bundle, monkeypatch):
    """Key updates without end are no page's bytes, and held OpenSSL's own reading of a socket for
    as long as they came; a handshake is no page's either, and easier to have."""
    site = serve(lambda site, conn, head: conn.sendall(OK + b"\r\n"), tls=certified("127.0.0.1"))
    assert get(site, ca_bundle=bundle).status == 200
    monkeypatch.setattr(connection, "HEADER_BYTES", 800)
    with pytest.raises(errors.UpstreamError):
        get(site, ca_bundle=bundle)


# -- the environment ------------------------------------------------------------------------------


def test_the_environment_has_no_say(serve, http, get, monkeypatch, tmp_path):
    trap = serve(http.page(b"trapped"))
    for name in ("http_proxy", "HTTP_PROXY", "https_proxy", "ALL_PROXY", "all_proxy"):
        monkeypatch.setenv(name, trap.url())
    monkeypatch.delenv("no_proxy", raising=False)
    monkeypatch.delenv("NO_PROXY", raising=False)
    netrc = tmp_path / ".netrc"
    netrc.write_text("machine 127.0.0.1 login a password b\n")
    netrc.chmod(0o600)
    monkeypatch.setenv("NETRC", str(netrc))
    monkeypatch.setenv("HOME", str(tmp_path))
    site = serve(http.page())
    assert get(site).body == b"<title>ok</title>"
    assert "Authorization" not in site.heads[0]
    assert trap.heads == []


def test_the_environments_certificates_have_no_say(secure, get, monkeypatch, bundle):
    for name in ("REQUESTS_CA_BUNDLE", "CURL_CA_BUNDLE", "SSL_CERT_FILE"):
        monkeypatch.setenv(name, bundle)
    with pytest.raises(errors.UpstreamUnreachable):
        get(secure)


# -- an egress proxy ------------------------------------------------------------------------------


def test_an_egress_proxy_is_told_the_name_and_we_look_up_nothing(serve, http, get, dns):
    proxy = serve(http.page(b"by proxy"))
    dns["127.0.0.1"] = ["127.0.0.1"]  # the proxy's own host
    found = get(proxy, "http://site.test/x", proxy=f"http://me:pw@127.0.0.1:{proxy.port}")
    assert found.body == b"by proxy"
    assert dns.lookups == ["127.0.0.1"]
    assert proxy.heads[0].startswith("GET http://site.test/x HTTP/1.1\r\n")
    assert "\r\nHost: site.test\r\n" in proxy.heads[0]
    assert "\r\nproxy-authorization: basic bwu6chc=\r\n" in proxy.heads[0].lower()


def test_through_a_proxy_tls_is_ours(serve, get, secure, dns, bundle):
    def relay(site, conn, head):
        conn.sendall(b"HTTP/1.1 200 Connection established\r\n\r\n")
        with socket.create_connection(("127.0.0.1", secure.port)) as there:

            def copy(one, other):
                while part := one.recv(65536):
                    other.sendall(part)
                other.shutdown(socket.SHUT_WR)

            back = threading.Thread(target=copy, args=(there, conn), daemon=True)
            back.start()
            copy(conn, there)
            back.join(5)

    proxy = serve(relay)
    dns["127.0.0.1"] = ["127.0.0.1"]
    found = get(
        secure,
        secure.url(host="site.test"),
        proxy=f"http://127.0.0.1:{proxy.port}",
        ca_bundle=bundle,
    )
    assert found.status == 200
    assert proxy.heads[0].startswith(f"CONNECT site.test:{secure.port} HTTP/1.")
    assert secure.names == ["site.test"]


def test_a_proxy_that_refuses_is_an_unreachable_host(serve, http, get, dns):
    proxy = serve(http.page(b"no", status="403 Forbidden"))
    dns["127.0.0.1"] = ["127.0.0.1"]
    with pytest.raises(errors.UpstreamUnreachable):
        get(proxy, "https://site.test/", proxy=f"http://127.0.0.1:{proxy.port}")


def test_behind_a_proxy_the_text_is_still_checked(serve, http, get):
    proxy = serve(http.page())
    for url in ("http://10.0.0.1/", "http://localhost/", "http://site.test:22/"):
        with pytest.raises(errors.TargetRefused):
            get(proxy, url, proxy=f"http://127.0.0.1:{proxy.port}")
    assert proxy.heads == []


@pytest.mark.parametrize("proxy", ["socks5://a:1", "https://a:1", "a:1", "http://"])
def test_what_is_no_proxy_is_said_at_once(proxy):
    with pytest.raises(ValueError, match="egress proxy"):
        GuardedTransport(Policy(), proxy=proxy)
