"""Redirects, cookies, statuses: the fetcher against real servers on loopback."""

import time

import pytest

from preview import errors
from preview.model import Request


def test_a_page_comes_back_whole(serve, http, get):
    site = serve(http.page(b"<p>hello</p>", "X-Two: a", "x-two: b"))
    found = get(site, "/a b?q=\u00e9#part")
    assert (found.status, found.body, found.truncated) == (200, b"<p>hello</p>", False)
    assert found.url == site.url("/a%20b?q=%C3%A9")
    assert found.hops == (found.url,)
    assert found.headers["x-two"] == "a, b"
    assert site.heads[0].startswith("GET /a%20b?q=%C3%A9 HTTP/1.1\r\n")


def test_control_characters_of_a_header_go_no_further(serve, http, get):
    site = serve(http.page(b"", "X-Odd: a\x01b", "ETag: \x7f"))
    headers = get(site).headers
    assert (headers["x-odd"], headers["etag"]) == ("a b", "")


def test_the_request_says_who_we_are_and_what_we_read(serve, http, get):
    site = serve(http.page())
    get(site, Request(site.url(), accept="text/html", language="de", max_bytes=10))
    head = site.heads[0]
    assert "User-Agent: paper-preview/test\r\n" in head
    assert "Accept: text/html\r\n" in head
    assert "Accept-Language: de\r\n" in head
    assert "Accept-Encoding: gzip\r\n" in head
    assert "Connection: close\r\n" in head
    assert f"Host: 127.0.0.1:{site.port}\r\n" in head
    assert "Cookie" not in head
    assert "Authorization" not in head


def test_a_range_is_asked_uncompressed(serve, http, get):
    site = serve(http.page(b"1234", "Content-Range: bytes 0-3/9", status="206 Partial Content"))
    found = get(site, Request(site.url(), byte_range="bytes=0-3"))
    assert (found.status, found.body) == (206, b"1234")
    assert "Range: bytes=0-3\r\n" in site.heads[0]
    assert "Accept-Encoding: identity\r\n" in site.heads[0]


def test_validators_get_the_304(serve, http, get):
    site = serve(b'HTTP/1.1 304 Not Modified\r\nETag: "1"\r\n\r\n')
    found = get(
        site, Request(site.url(), etag='"1"', last_modified="Mon, 01 Jan 2024 00:00:00 GMT")
    )
    assert (found.status, found.body) == (304, b"")
    assert 'If-None-Match: "1"\r\n' in site.heads[0]
    assert "If-Modified-Since: Mon, 01 Jan 2024 00:00:00 GMT\r\n" in site.heads[0]


def test_a_304_that_nobody_asked_for_is_an_error(serve, get):
    with pytest.raises(errors.UpstreamError):
        get(serve(b"HTTP/1.1 304 Not Modified\r\n\r\n"))


@pytest.mark.parametrize(
    ("status", "kind"),
    [
        ("404 Not Found", errors.NotFound),
        ("410 Gone", errors.NotFound),
        ("401 Unauthorized", errors.UpstreamBlocked),
        ("403 Forbidden", errors.UpstreamBlocked),
        ("429 Too Many Requests", errors.UpstreamBlocked),
        ("400 Bad Request", errors.UpstreamError),
        ("451 Unavailable For Legal Reasons", errors.UpstreamError),
        ("500 Internal Server Error", errors.UpstreamError),
        ("503 Service Unavailable", errors.UpstreamError),
        ("300 Multiple Choices", errors.UpstreamError),  # names no one place
        ("301 Moved Permanently", errors.UpstreamError),  # without Location
        ("999 Request Denied", errors.UpstreamError),  # LinkedIn's own
        ("103 Early Hints", errors.UpstreamError),  # http.client takes it for final
        ("101 Switching Protocols", errors.UpstreamError),
    ],
)
def test_each_status_is_its_failure(serve, http, get, status, kind):
    with pytest.raises(errors.PreviewError) as caught:
        get(serve(http.page(b"x", status=status)))
    assert type(caught.value) is kind


def test_a_message_names_host_and_status_but_no_address(serve, http, get, dns):
    dns["site.test"] = ["127.0.0.1"]
    site = serve(http.page(status="500 Oops"))
    with pytest.raises(errors.UpstreamError, match=r"^site\.test answered 500\.$"):
        get(site, site.url(host="site.test"))
    with pytest.raises(errors.UpstreamError, match=r"^The site answered 500\.$"):
        get(site)


@pytest.mark.parametrize(
    ("header", "status"),
    [
        ("cf-mitigated: challenge", "403 Forbidden"),
        ("cf-mitigated: challenge", "503 Service Unavailable"),
        ("x-amzn-waf-action: challenge", "202 Accepted"),  # a 2xx that is a wall
    ],
)
def test_a_challenge_is_a_block_whatever_its_status(serve, http, get, header, status):
    with pytest.raises(errors.UpstreamBlocked):
        get(serve(http.page(b"x", header, status=status)))


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ("120", 120.0),
        ("86400", 3600.0),  # an hour at most
        ("9" * 400, 3600.0),
        ("Thu, 01 Jan 1970 00:20:00 GMT", 200.0),  # now is 1000
        ("Thu, 01 Jan 1970 00:00:00 GMT", 0.0),  # in the past
        ("soon", None),
        ("-5", None),
        ("\u00b2", None),  # a digit to str.isdigit, no number
    ],
)
def test_retry_after_is_seconds_or_a_date(serve, http, get, value, expected):
    site = serve(http.page(b"", f"Retry-After: {value}", status="429 Too Many Requests"))
    with pytest.raises(errors.UpstreamBlocked) as caught:
        get(site, now=lambda: 1000.0)
    assert caught.value.retry_after == expected


# -- redirects ------------------------------------------------------------------------------------


@pytest.mark.parametrize("status", ["301 M", "302 F", "303 S", "307 T", "308 P"])
def test_a_redirect_is_followed(serve, http, get, status):
    site = serve(http.paths({"/": http.moved("/there", status=status), "/there": http.page()}))
    found = get(site)
    assert found.url == site.url("/there")
    assert found.hops == (site.url("/"), site.url("/there"))


@pytest.mark.parametrize(
    ("location", "path"),
    [
        ("there", "/a/there"),
        ("../b?x=1#frag", "/b?x=1"),
        ("?only=query", "/a/start?only=query"),
        ("/caf\u00c3\u00a9", "/caf%C3%A9"),  # UTF-8, as http.client shows it
        ("/caf\u00e9", "/caf%C3%A9"),  # Latin-1
        ("  /blanks  ", "/blanks"),
        (r"\\elsewhere.test\x", "/a/%5C%5Celsewhere.test%5Cx"),  # a browser would change the host
    ],
)
def test_a_location_is_read_against_where_it_came_from(serve, get, http, location, path):
    answers = {"/a/start": f"HTTP/1.1 302 F\r\nLocation: {location}\r\n\r\n".encode("latin-1")}
    site = serve(http.paths({**answers, path: http.page()}))
    assert get(site, "/a/start").url == site.url(path)


@pytest.mark.parametrize(
    "location",
    [
        "file:///etc/passwd",
        "ftp://example.org/",
        "javascript:alert(1)",
        "data:text/html,x",
        "http://10.0.0.1/",
        "http://169.254.169.254/latest/meta-data/",
        "http://[::ffff:10.0.0.1]/",
        "http://2130706433/",
        "http://user:pw@example.org/",
        "http://example.org:22/",
        "http://localhost/",
        "http://intranet/",
        "//10.0.0.1/",
        "http://[::1/",  # urljoin raises ValueError
        "http:///nohost",
        "https:nohost",
        "http://exa\tmple.org/",  # urljoin would drop the tab
        "/" + "x" * 5000,
    ],
)
def test_a_redirect_to_where_we_do_not_go_looks_like_a_dead_host(serve, http, get, location):
    site = serve(http.moved(location))
    with pytest.raises(errors.UpstreamUnreachable) as caught:
        get(site)
    assert str(caught.value) == "The link's host could not be reached."
    assert caught.value.url == site.url()


def test_denied_hosts_are_denied_to_redirects_too(serve, http, get, dns):
    dns["a.test"] = ["127.0.0.1"]
    site = serve(http.paths({"/": http.moved("http://b.test/")}))
    with pytest.raises(errors.UpstreamUnreachable):
        get(site, site.url(host="a.test"), deny_hosts=(".b.test",))
    assert dns.lookups == ["a.test"]


def test_two_locations_are_nowhere(serve, http, get):
    site = serve(http.moved("/a", "Location: /b"))
    with pytest.raises(errors.UpstreamError):
        get(site)


def test_a_circle_ends(serve, http, get):
    site = serve(http.paths({"/": http.moved("/b"), "/b": http.moved("/")}))
    with pytest.raises(errors.UpstreamError, match="circle"):
        get(site)
    assert len(site.heads) == 2


def test_a_chain_ends_after_five(serve, http, get):
    def behave(site, conn, head):
        conn.sendall(http.moved(f"/{len(site.heads)}"))

    site = serve(behave)
    with pytest.raises(errors.UpstreamError, match="too often"):
        get(site)
    assert len(site.heads) == 6


def test_five_redirects_are_fine(serve, http, get):
    def behave(site, conn, head):
        conn.sendall(http.moved(f"/{len(site.heads)}") if len(site.heads) < 6 else http.page())

    assert len(get(serve(behave)).hops) == 6


def test_a_redirects_body_is_never_read(serve, get):
    def behave(site, conn, head):
        if " /end " in head:
            conn.sendall(b"HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok")
            return
        conn.sendall(b"HTTP/1.1 302 F\r\nLocation: /end\r\nContent-Length: 99999999999\r\n\r\n")
        site.flood(conn, b"x" * 65536)

    site = serve(behave)
    assert get(site).body == b"ok"
    assert site.sent < 16 * 1024 * 1024  # what fits into the buffers of the two ends


def test_stop_ends_the_fetch_before_the_target_is_asked(serve, http, get):
    asked = []
    site = serve(http.paths({"/": http.moved("/work/1#top")}))
    request = Request(site.url(), stop=lambda url: bool(asked.append(url)) or True)
    found = get(site, request)
    assert asked == [site.url("/work/1")]
    assert (found.stopped_at, found.status, found.body) == (site.url("/work/1"), 302, b"")
    assert found.url == site.url()
    assert len(site.heads) == 1


def test_stop_may_let_it_pass(serve, http, get):
    site = serve(http.paths({"/": http.moved("/there"), "/there": http.page()}))
    assert get(site, Request(site.url(), stop=lambda url: False)).stopped_at is None


def test_one_deadline_is_for_all_hops(serve, http, get):
    def behave(site, conn, head):
        time.sleep(0.25)
        conn.sendall(http.moved(f"/{len(site.heads)}"))

    began = time.monotonic()
    with pytest.raises(errors.UpstreamTimeout):
        get(serve(behave), within_s=0.6)
    assert time.monotonic() - began < 1.8


def test_no_time_left_asks_nobody(serve, http, get):
    site = serve(http.page())
    with pytest.raises(errors.UpstreamTimeout):
        get(site, within_s=0)
    assert site.heads == []


# -- cookies --------------------------------------------------------------------------------------


def test_a_site_that_wants_its_cookie_back_gets_it(serve, http, get):
    def behave(site, conn, head):
        has_it = "\r\nCookie: seen=1\r\n" in head
        conn.sendall(http.page() if has_it else http.moved("/", "Set-Cookie: seen=1; Path=/"))

    site = serve(behave)
    assert get(site).hops == (site.url(), site.url())
    get(site)
    assert "Cookie" not in site.heads[2]  # the next fetch knows nothing of it


def test_a_cookie_goes_to_no_other_host(serve, http, get, dns):
    dns.update({"a.test": ["127.0.0.1"], "b.a.test": ["127.0.0.1"]})
    site = serve(
        lambda site, conn, head: conn.sendall(
            http.moved(site.url("/2", "b.a.test"), "Set-Cookie: s=1; Domain=a.test")
            if " / " in head
            else http.page()
        )
    )
    get(site, site.url(host="a.test"))
    assert "Cookie" not in site.heads[1]


def test_a_cookie_set_over_https_is_not_sent_over_http(
    serve, http, dns, fetcher_for, certified, bundle
):
    dns["a.test"] = ["127.0.0.1"]
    plain = serve(http.page())
    secure = serve(http.moved(plain.url("/", "a.test"), "Set-Cookie: s=1"), tls=certified("a.test"))
    fetcher = fetcher_for(plain, secure, ca_bundle=bundle)
    found = fetcher.get(Request(secure.url("/", "a.test")), until=time.monotonic() + 5)
    assert found.url == plain.url("/", "a.test")  # http is allowed
    assert "Cookie" not in plain.heads[0]
    assert "Referer" not in plain.heads[0]
