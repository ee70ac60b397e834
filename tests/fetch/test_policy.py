"""What a link's text alone decides.  No test here opens a socket or looks up a name."""

import ipaddress
import socket

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from preview import errors
from preview.fetch.hosts import RESERVED
from preview.fetch.policy import MAX_URL, Policy, Target, check_url, is_public, why_not_public
from preview.urls.addresses import OPEN_6, REFUSED_4, REFUSED_6

POLICY = Policy()


@pytest.fixture(autouse=True)
def no_lookup(monkeypatch):
    def refuse(*args, **kwargs):
        raise AssertionError("a name was looked up")

    monkeypatch.setattr(socket, "getaddrinfo", refuse)


# -- addresses ------------------------------------------------------------------------------------

REFUSED = [*(row.network for row in REFUSED_4), *(row.network for row in REFUSED_6)]


@pytest.mark.parametrize("network", REFUSED, ids=str)
def test_every_refused_range_from_its_first_to_its_last(network):
    first, last = network.network_address, network.broadcast_address
    middle = first + network.num_addresses // 2
    for address in {first, min(first + 1, last), middle, last}:
        assert not is_public(address, POLICY)


# Ranges that touch one another; everywhere else one address further is public.
TOUCHING = {
    ipaddress.ip_network(text): ipaddress.ip_network(other)
    for one, two in (("224.0.0.0/4", "240.0.0.0/4"), ("3ffe::/16", "3fff::/20"))
    for text, other in ((one, two), (two, one))
}


@pytest.mark.parametrize("network", REFUSED, ids=str)
def test_one_below_and_one_above_are_public(network):
    family = type(network.network_address)
    sides = (int(network.network_address) - 1, int(network.broadcast_address) + 1)
    for address in (family(side) for side in sides if 0 <= side < 2**network.max_prefixlen):
        touched = network in TOUCHING and address in TOUCHING[network]
        assert is_public(address, POLICY) is not touched


@pytest.mark.parametrize(
    ("address", "expected"),
    [
        ("1fff:ffff:ffff:ffff:ffff:ffff:ffff:ffff", False),  # one below 2000::/3
        ("2000::", True),
        ("3ffd:ffff:ffff:ffff:ffff:ffff:ffff:ffff", True),
        ("3fff:ffff:ffff:ffff:ffff:ffff:ffff:ffff", True),  # the last of it
        ("4000::", False),
    ],
)
def test_ipv6_is_open_in_one_range_only(address, expected):
    assert str(OPEN_6.network) == "2000::/3"
    assert is_public(address, POLICY) is expected


@pytest.mark.parametrize(
    "address",
    [
        "169.254.169.254",  # AWS, Google, Azure, Oracle
        "169.254.170.2",  # ECS
        "169.254.170.23",  # EKS
        "169.254.0.23",  # Tencent
        "100.100.100.200",  # Alibaba
        "192.0.0.192",  # Oracle, old
        "168.63.129.16",  # Azure's wire server
        "fd00:ec2::254",  # AWS
        "fd20:ce::254",  # Google
        "255.255.255.255",
        "::",
        "::1",
        "::7f00:1",  # IPv4-compatible
        "::ffff:8.8.8.8",  # mapped: also of a public one
        "::ffff:0:7f00:1",  # translated
        "64:ff9b::8.8.8.8",  # NAT64
        "64:ff9b:1::1",
        "100::1",
        "100:0:0:1::1",
        "2001:0:4136:e378:8000:63bf:3fff:fdd2",  # Teredo
        "2001:20::1",  # ORCHIDv2
        "2002:7f00:1::",  # 6to4 of 127.0.0.1
        "2a00:1450::5efe:10.0.0.1",  # ISATAP
        "2a00:1450::200:5efe:10.0.0.1",
        "5f00::1",
        "fc00::1",
        "fe80::1",
        "2a00:1450::1%eth0",  # a scope
        "fec0::1",
        "ff02::1",
        "not an address",
    ],
)
def test_an_address_that_is_not_public(address):
    assert not is_public(address, POLICY)
    assert why_not_public(address, POLICY)


@pytest.mark.parametrize("address", ["8.8.8.8", "93.184.215.14", "2606:4700:4700::1111"])
def test_a_public_address(address):
    assert is_public(address, POLICY)


def test_opened_networks_are_public_and_their_neighbours_are_not():
    policy = Policy(networks=(ipaddress.ip_network("10.1.0.0/16"), ipaddress.ip_network("::1/128")))
    assert is_public("10.1.255.255", policy)
    assert not is_public("10.2.0.0", policy)
    assert is_public("::1", policy)
    assert check_url("http://10.1.0.1/", policy).url == "http://10.1.0.1/"


def test_our_own_address_is_refused_although_it_is_public():
    policy = Policy(own_addresses=(ipaddress.ip_address("93.184.215.14"),))
    assert not is_public("93.184.215.14", policy)
    assert is_public("93.184.215.15", policy)
    with pytest.raises(errors.TargetRefused):
        check_url("http://93.184.215.14/", policy)


# -- links ----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("url", "expected"),
    [
        ("https://example.org", "https://example.org/"),
        ("HTTPS://EXAMPLE.org:443/A?b#c", "https://example.org/A?b"),
        ("http://example.org:80", "http://example.org/"),
        ("https://example.org:80/", "https://example.org:80/"),  # allowed with either scheme
        ("http://example.org:/", "http://example.org/"),
        ("http://example.org./x", "http://example.org/x"),
        ("  https://example.org/ \n", "https://example.org/"),
        ("https://example.org?q=1", "https://example.org/?q=1"),
        ("https://example.org/a b", "https://example.org/a%20b"),
        ("https://example.org/\u00e9?\u00fc=\u4f60", "https://example.org/%C3%A9?%C3%BC=%E4%BD%A0"),
        ("https://example.org/100%", "https://example.org/100%25"),
        ("https://example.org/%e9%", "https://example.org/%e9%25"),
        ("https://example.org/a\\b", "https://example.org/a%5Cb"),
        ("https://example.org/@user/(x)[1];p=1!", "https://example.org/@user/(x)[1];p=1!"),
        ("https://example.org//evil.test/", "https://example.org//evil.test/"),
        ("https://b\u00fccher.example/", "https://xn--bcher-kva.example/"),
        ("https://xn--bcher-kva.example/", "https://xn--bcher-kva.example/"),
        (
            "https://stra\u00dfe.example/",
            "https://xn--strae-oqa.example/",
        ),  # not strasse: IDNA 2008
        ("https://a_b.example/", "https://a_b.example/"),
        ("https://r4---sn-x.example/", "https://r4---sn-x.example/"),
        ("https://1.example/", "https://1.example/"),
        ("https://site.test/", "https://site.test/"),
        ("https://8.8.8.8/", "https://8.8.8.8/"),
        ("https://[2606:4700:4700:0::1111]/", "https://[2606:4700:4700::1111]/"),
    ],
)
def test_a_link_and_what_is_asked_for(url, expected):
    target = check_url(url, POLICY)
    assert target.url == expected
    assert check_url(target.url, POLICY) == target


@pytest.mark.parametrize(
    "url",
    [
        "",
        "   ",
        "example.org",
        "example.org:80/x",
        "localhost:8080",
        "/path",
        "//example.org/",
        "http:",
        "http:/example.org/",
        "http:example.org",
        "https:\\\\example.org/",
        "http://",
        "http:///x",
        "http://?x",
        "http://:80/",
        "http://exam ple.org/",
        "http://example.org\t/",
        "http://example.org/a\tb",  # urlsplit would drop it
        "http://example.org/a\r\nHost: b",
        "http://example.org/\x00",
        "http://example.org/\x7f",
        "http://example.org/\x85",
        "http://example.org/\ud800",
        "http://127.0.0.1\\@example.com/",  # example.com to one parser, 127.0.0.1 to another
        "http://example.com\\.evil.test/",
        "http://exa%6dple.com/",
        "http://<b>.example/",
        "http://a..example/",
        "http://.example.org/",
        "http://" + "a" * 64 + ".example/",
        "http://" + "a." * 126 + "example/",
        "http://" + "\u00fc." * 60 + "example/",  # over-long once encoded
        "http://xn--a.example/",  # no A-label
        "http://xn--.example/",
        "http://a,b.example/",
        "http://example.org:0/",
        "http://example.org:65536/",
        "http://example.org:000080/",
        "http://example.org:8o/",
        "http://example.org:\u0668\u0660/",  # digits, but not ASCII
        "http://a:b:c/",
        "http://::1/",
        "http://[::1/",
        "http://::1]/",
        "http://[]/",
        "http://[::1]x/",
        "http://[1.2.3.4]/",
        "http://[::g]/",
        "http://ex\uff0fample.org/",  # fullwidth slash
        "http://example\u3002org/",  # ideographic full stop
        "https://example.org/" + "x" * MAX_URL,
        "https://example.org/" + "\u00e9" * (MAX_URL // 6),  # 6 bytes each, once encoded
        "https://" + "x" * 100_000,
    ],
    ids=lambda url: ascii(url)[:60],
)
def test_what_is_no_link(url):
    with pytest.raises(errors.InvalidUrl):
        check_url(url, POLICY)


def test_what_is_no_text_is_no_link():
    for value in (None, b"http://example.org/", 7):
        with pytest.raises(errors.InvalidUrl):
            check_url(value, POLICY)


def test_a_missing_scheme_gets_a_hint():
    with pytest.raises(errors.InvalidUrl, match="did you mean https://"):
        check_url("example.org/x", POLICY)


def test_the_length_counts_as_encoded():
    root = "https://example.org/"
    assert check_url(root + "x" * (MAX_URL - len(root)), POLICY)


@pytest.mark.parametrize(
    "url",
    [
        "ftp://example.org/",
        "file:///etc/passwd",
        "javascript:alert(1)",
        "data:text/html,x",
        "mailto:a@example.org",
        "gopher://example.org/",
        "view-source:https://example.org/",
        "http://user@example.org/",
        "http://user:pw@example.org/",
        "http://@example.org/",
        "http://example.org:22/",
        "http://example.org:8080/",
        "http://localhost/",
        "http://intranet/",
        "http://com./",
        "http://a.localhost/",
        "http://metadata.google.internal/",
        "http://METADATA.goog/",
    ],
)
def test_where_we_do_not_go(url):
    with pytest.raises(errors.TargetRefused):
        check_url(url, POLICY)


@pytest.mark.parametrize("row", RESERVED, ids=lambda row: row.name)
def test_a_reserved_name_with_all_below_it_and_nothing_beside(row):
    for host in (row.name, f"a.{row.name}", f"a.b.{row.name.upper()}."):
        with pytest.raises(errors.TargetRefused):
            check_url(f"http://{host}/", POLICY)
    assert check_url(f"http://{row.name}.example/", POLICY)
    assert check_url(f"http://x{row.name.partition('.')[0]}.example/", POLICY)


SPELLINGS = (
    "127.0.0.1",
    "127.1",
    "127.0.1",
    "2130706433",
    "0x7f000001",
    "0x7f.1",
    "0X7F.0.0.1",
    "017700000001",
    "0177.0.0.1",
    "127.0.0.01",
    "127.000.000.001",
    "127.0.0.1.",
    "0",
    "0.0.0.0",
    "1.2.3.4.5",
    "127.0.0.256",
    "4294967296",
    "example.org.0x7f",
    "0x",
    "\uff11\uff12\uff17.0.0.1",  # fullwidth digits
    "\uff11\uff12\uff17\uff0e0\uff0e0\uff0e1",  # and dots
    "127\u30020\u30020\u30021",  # ideographic
    "\u2460\u2461\u2466.0.0.1",  # circled
    "\u00b9\u00b2\u2077.0.0.1",  # superscript
    "%31%32%37.0.0.1",
    "0127.0.0.1",
    "8.8.8.08",  # of a public one, too
    "134744072",
    "[::1]",
    "[::]",
    "[0:0:0:0:0:0:0:1]",
    "[::ffff:127.0.0.1]",
    "[::ffff:7f00:1]",
    "[::127.0.0.1]",
    "[64:ff9b::127.0.0.1]",
    "[2002:7f00:1::]",
    "[fe80::1%25eth0]",
    "[fe80::1%eth0]",
)


@pytest.mark.parametrize("host", SPELLINGS, ids=ascii)
@pytest.mark.parametrize("form", ["http://{}/", "https://{}:443/x", "http://{}"])
def test_an_address_in_any_spelling(host, form):
    with pytest.raises(errors.TargetRefused):
        check_url(form.format(host), POLICY)


def test_hosts_that_are_denied():
    policy = Policy(deny_hosts=("bad.test", ".worse.test", "8.8.8.8"))
    for host in ("bad.test", "BAD.test.", "worse.test", "a.b.worse.test", "8.8.8.8"):
        with pytest.raises(errors.TargetRefused):
            check_url(f"http://{host}/", policy)
    for host in ("a.bad.test", "notworse.test", "bad.test.example", "8.8.4.4"):
        assert check_url(f"http://{host}/", policy)


def test_hosts_that_alone_are_allowed():
    policy = Policy(allow_hosts=("good.test", ".best.test", "wiki"), deny_hosts=("no.best.test",))
    for host in ("good.test", "best.test", "a.best.test"):
        assert check_url(f"http://{host}/", policy)
    for host in ("a.good.test", "example.org", "no.best.test", "wiki"):  # the last: no public name
        with pytest.raises(errors.TargetRefused):
            check_url(f"http://{host}/", policy)


def test_opened_networks_open_no_port_and_no_name():
    policy = Policy(networks=(ipaddress.ip_network("0.0.0.0/0"),))
    for url in ("http://127.0.0.1:8080/", "http://localhost/", "http://127.1/"):
        with pytest.raises(errors.TargetRefused):
            check_url(url, policy)


def test_a_target_knows_its_host_header():
    assert Target("http", "::1", 8080, "/").netloc == "[::1]:8080"
    assert Target("https", "a.test", 443, "/").netloc == "a.test"
    assert Target("https", "a.test", 80, "/").netloc == "a.test:80"


# -- laws -----------------------------------------------------------------------------------------

LINKS = st.one_of(
    st.text(),
    st.builds("http://{}/".format, st.text()),
    st.builds(
        "https://{}/{}".format, st.text("a1.:[]@%\\\u3002\uff11\u00df-_x0f", max_size=20), st.text()
    ),
    st.builds("http://[{}]:{}/".format, st.text("0123456789abcdef:.%", max_size=24), st.integers()),
)


@given(LINKS)
@example("http://[::1%]/")
@example("http://\u0345.a/")
@settings(max_examples=400)
def test_any_text_is_a_target_or_one_of_two_errors(text):
    try:
        target = check_url(text, POLICY)
    except (errors.InvalidUrl, errors.TargetRefused):
        return
    assert check_url(target.url, POLICY) == target  # idempotent
    assert target.url.isascii()
    assert target.url.isprintable()
    assert " " not in target.url
    assert target.port in POLICY.ports
    assert target.address is None or is_public(target.address, POLICY)


@given(st.integers(0, 2**32 - 1).map(ipaddress.IPv4Address))
def test_an_ipv4_address_is_judged_alike_as_literal_and_as_answer(address):
    try:
        check_url(f"http://{address}/", POLICY)
    except errors.TargetRefused:
        assert not is_public(address, POLICY)
    else:
        assert is_public(str(address), POLICY)


@given(st.integers(0, 2**32 - 1))
def test_no_number_is_ever_a_host(number):
    for spelling in (str(number), hex(number), f"0{number:o}", f"127.{number % 2**24}"):
        with pytest.raises(errors.TargetRefused):
            check_url(f"http://{spelling}/", POLICY)
