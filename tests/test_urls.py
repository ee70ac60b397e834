"""URLs as text: one strict reader, one form for one page."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from preview import urls

LINKS = st.builds(
    "{}://{}{}{}{}".format,
    st.sampled_from(["http", "https", "HTTPS"]),
    st.sampled_from(
        ["example.com", "www.Example.com", "www.www.a.b", "www.com", "a.b:443", "a:80"]
    ),
    st.text("/ab.%2eE~&=;é ", max_size=12).map(lambda text: "/" + text),
    st.sampled_from(["", "?", "?a=b&utm_source=x&c", "?%75tm_x=1", "?&&", "?q=a%20b%c3%A9"]),
    st.sampled_from(["", "#top", "#!", "#!/page é", "#"]),
)


@given(LINKS)
@settings(max_examples=200)
def test_a_page_value_names_itself(link: str):
    value = urls.page_value(link)
    assert urls.page_value(urls.page_url(value)) == value


@given(LINKS)
@settings(max_examples=100)
def test_normalising_twice_is_normalising_once(link: str):
    once = urls.normalise(link)
    assert once is not None
    assert urls.normalise(once) == once
    assert once.isascii()


@given(st.text(), st.text())
@settings(max_examples=200)
def test_no_text_makes_anything_raise(one: str, other: str):
    for text in (one, "http://" + one, "https://a.b/" + one):
        urls.parse(text)
        urls.page_value(text)
        urls.strip_trackers(text)
        urls.is_public_form(text)
        urls.domain_of(text)
        urls.join(text, other)
        urls.same_site(text, other)


@given(LINKS | st.text().map("https://{}".format) | st.text().map("https://a.b/{}".format))
@settings(max_examples=200)
def test_what_may_be_shown_is_the_joined_url_of_a_public_form(text: str):
    joined = urls.join("", text)
    shown = joined if joined and urls.is_public_form(joined) else None
    assert urls.public(text) == shown


@pytest.mark.parametrize(
    ("link", "value"),
    [
        ("https://example.com", "example.com"),
        ("http://WWW.example.com:80/", "example.com"),
        ("https://example.com:80/", "example.com:80"),  # not https's own port
        ("https://example.com/Blog/", "example.com/Blog"),  # paths have case
        ("https://example.com/index.php?p=1", "example.com?p=1"),
        ("https://example.com/a/index.html/", "example.com/a"),
        ("https://example.com/?b=1&fbclid=x&a=2", "example.com?b=1&a=2"),  # order kept
        ("https://example.com/x?CMP=mail&cmp=1", "example.com/x?cmp=1"),
        ("https://example.com/x?via%3Dihub", "example.com/x"),
        ("https://example.com/#!/page", "example.com#!/page"),
        ("https://example.com/a#part", "example.com/a"),
        ("https://bücher.example/é", "xn--bcher-kva.example/%C3%A9"),
        ("https://example.com./a/../b/./c", "example.com/b/c"),
        ("https://example.com/%7euser/%2e%2e/x%2fy", "example.com/x%2Fy"),
        ("https://[2001:DB8::0:1]/", "[2001:db8::1]"),
    ],
)
def test_two_spellings_of_one_page_have_one_value(link: str, value: str):
    assert urls.page_value(link) == value


@pytest.mark.parametrize(
    "text",
    [
        "",
        "example.com",
        "//example.com/",
        "ftp://example.com/",
        "https:example.com",
        "https:///x",
        "https://exa mple.com/",
        "https://example.com:port/",
        "https://example.com:0/",
        "https://example.com:65536/",
        "https://a..b/",
        "https://arxiv.org\\@evil.example/",  # browsers read `\` as `/`, others do not
        "https://exam\tple.com/",  # urlsplit drops the tab
        "https://example.com/\r\nHost: x",
        "https://ex%61mple.com/",
        "https://xn--\u00e9.example/",
        "https://-\u0301.example/",
        "https://[::1",
        "https://[1::2::3]/",
        "https://[::1%25eth0]/",
        "https://[::1]x/",
        "https://１２７.0.0.1/",
        "https://evil。example/",
        "https://" + "é" * 300 + ".example/",
    ],
)
def test_what_two_readers_may_read_differently_is_no_url(text: str):
    assert urls.parse(text) is None


def test_the_wire_form_keeps_trackers_and_drops_the_fragment():
    link = "HTTPS://Example.com:443/a b?utm_source=x&q=é#top"
    assert urls.normalise(link) == "https://example.com/a%20b?utm_source=x&q=%C3%A9"
    assert urls.strip_trackers(link) == "https://example.com/a%20b?q=%C3%A9"


@pytest.mark.parametrize(
    ("base", "reference", "joined"),
    [
        ("https://a.b/c/d", "../e?x", "https://a.b/e?x"),
        ("https://a.b/c", "//cdn.example/x.png", "https://cdn.example/x.png"),
        ("https://a.b/c", " /x\n.png ", "https://a.b/x.png"),  # as browsers do
        ("https://a.b/c", "#!/p", "https://a.b/c#!/p"),
        ("https://a.b/c", "javascript:alert(1)", None),
        ("https://a.b/c", "data:text/html,x", None),
        ("https://a.b/c", "http://[", None),
        ("", "x", None),
    ],
)
def test_join_gives_an_http_url_or_nothing(base: str, reference: str, joined: str | None):
    assert urls.join(base, reference) == joined


@pytest.mark.parametrize(
    ("host", "domain"),
    [
        ("a.b.co.uk", "b.co.uk"),
        ("evil.github.io", "evil.github.io"),  # a public suffix of GitHub's users
        ("github.io", "github.io"),
        ("127.0.0.1", "127.0.0.1"),
        ("[::1]", "[::1]"),
        ("localhost", "localhost"),
    ],
)
def test_the_registrable_domain(host: str, domain: str):
    assert urls.registrable_domain(host) == domain


def test_neighbours_on_a_shared_host_are_two_sites():
    assert urls.same_site("https://www.nature.com/x", "http://idp.nature.com/")
    assert not urls.same_site("https://me.github.io/", "https://you.github.io/")
    assert not urls.same_site("nonsense", "nonsense")


@pytest.mark.parametrize(
    ("url", "public"),
    [
        ("https://example.com/a.png", True),
        ("http://8.8.8.8/", True),
        ("https://[2606:4700::1111]/", True),
        ("https://example.com:8080/", False),
        ("https://user@example.com/", False),
        ("http://localhost/", False),
        ("http://intranet/", False),
        ("http://printer.local/", False),
        ("http://metadata.goog/", False),
        ("http://127.0.0.1/", False),
        ("http://127.1/", False),
        ("http://0x7f.1/", False),
        ("http://2130706433/", False),
        ("http://[::ffff:127.0.0.1]/", False),
        ("http://[::1]/", False),
        ("http://224.0.0.1/", False),
        # what Python's own is_global lets through
        ("http://[64:ff9b::7f00:1]/", False),
        ("http://[2002:a00:1::1]/", False),
        ("http://[::10.0.0.1]/", False),
        ("http://[fec0::1]/", False),
        ("http://168.63.129.16/", False),
        ("http://192.0.0.192/", False),
        ("http://a.metadata.goog/", False),
        ("https://example.com/" + "a" * 4096, False),
        ("file:///etc/passwd", False),
    ],
)
def test_a_card_must_not_point_inside(url: str, public: bool):
    assert urls.is_public_form(url) is public


def test_the_host_is_shown_without_www():
    assert urls.domain_of("https://www.example.com/x") == "example.com"
    assert urls.domain_of("https://www.com/") == "www.com"
    assert urls.host_of("nonsense") == ""
