import pytest

from preview.fetch.cookies import MAX_BYTES, MAX_COOKIES, Jar
from preview.fetch.policy import Target

HERE = Target("https", "a.test", 443, "/")


def header(*set_cookies: str) -> str | None:
    jar = Jar(now=1000.0)
    jar.keep(set_cookies, HERE)
    return jar.header(HERE)


@pytest.mark.parametrize(
    ("set_cookies", "expected"),
    [
        (["a=1; Path=/; HttpOnly", "b=2"], "a=1; b=2"),
        (["a=1", "a=2"], "a=2"),
        (["a="], "a="),
        (["a=b=c"], "a=b=c"),
        (['a="quoted value"'], 'a="quoted value"'),
        (["a=1", "a=; Max-Age=0"], None),  # deleted
        (["a=1", "a=; max-age=-1"], None),
        (["a=1; Max-Age=60; Expires=Thu, 01 Jan 1970 00:00:00 GMT"], "a=1"),  # Max-Age first
        (["a=1", "a=x; Expires=Thu, 01 Jan 1970 00:00:00 GMT"], None),
        (["a=1; Expires=no date"], "a=1"),
        (["nothing"], None),
        (["=1"], None),
        (["a b=1"], None),  # no token: it could break the header
        (["a=1\x01"], None),
        (["a=\u00e9"], None),
    ],
)
def test_what_goes_back(set_cookies, expected):
    assert header(*set_cookies) == expected


def test_the_newest_stay():
    found = header(*(f"c{number}=x" for number in range(MAX_COOKIES + 5)))
    assert found.split("; ")[0] == "c5=x"
    assert found.count("=") == MAX_COOKIES


def test_a_great_cookie_does_not_fit():
    assert header("a=1", "b=" + "x" * MAX_BYTES) is None
