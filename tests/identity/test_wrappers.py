"""Links around links."""

from __future__ import annotations

import pytest

from preview.identity import identify

ABS = "https://arxiv.org/abs/1706.03762"
QUOTED = "https%3A%2F%2Farxiv.org%2Fabs%2F1706.03762"


@pytest.mark.parametrize(
    "link",
    [
        f"https://web.archive.org/web/20200101000000/{ABS}",
        f"https://web.archive.org/web/20200101000000id_/{ABS}",
        f"https://web.archive.org/web/2020*/{ABS}",
        f"https://web.archive.org/web/{ABS}",
        "https://web.archive.org/web/2020/arxiv.org/abs/1706.03762",
        "https://web.archive.org/web/2020/https:/arxiv.org/abs/1706.03762",  # folded by a proxy
        f"https://scholar.archive.org/work/abcdefghijklmnopqrstuvwxyz/access/wayback/{ABS}",
        f"https://www.google.com/url?sa=t&url={QUOTED}&usg=x",
        f"https://www.google.co.uk/url?q={ABS}&sa=D",
        f"https://scholar.google.de/scholar_url?url={ABS}&hl=de",
        f"https://l.facebook.com/l.php?u={QUOTED}&h=x",
        f"https://out.reddit.com/t3_x?url={QUOTED}&token=x",
        f"https://nam02.safelinks.protection.outlook.com/?url={QUOTED}&data=05",
        f"https://scholar.google.com/scholar_url?hl=en&q={ABS}&sa=T",
        f"https://docs.google.com/viewer?url={QUOTED}",
        f"https://translate.google.com/translate?sl=en&tl=de&u={QUOTED}",
        "https://arxiv-org.translate.goog/abs/1706.03762?_x_tr_sl=en&_x_tr_tl=de",
        f"https://link.zhihu.com/?target={QUOTED}",
        f"https://deref-gmx.net/mail/client/x/dereferrer/?redirectUrl={QUOTED}",
        f"https://arxiv.org/ct?url={QUOTED}&v=0a1b2c3d",
        f"https://fermatslibrary.com/arxiv_comments?url={QUOTED}",
        f"https://www.researchgate.net/deref/{QUOTED}",
        f"https://urldefense.com/v3/__{ABS}__;!!Abc!x-y_z$",
        "https://urldefense.proofpoint.com/v2/url?u=https-3A__arxiv.org_abs_1706.03762&d=DwIF",
        f"https://archive.ph/2020.01.01-000000/{ABS}",
        f"https://archive.is/newest/{ABS}",
        f"https://archive.today/o/AbCdE/{ABS}",
        f"https://wayback.archive-it.org/1234/20200101000000/{ABS}",
        f"https://arquivo.pt/wayback/20200101000000/{ABS}",
        f"https://ezproxy.lib.example/login?url={ABS}",
        f"https://ezproxy.lib.example/login?qurl={QUOTED}",
        f"https://via.hypothes.is/{ABS}",
        f"https://web.archive.org/web/2020/https://www.google.com/url?q={ABS}",
        f"https://web.archive.org/web/2020/{QUOTED}",
    ],
)
def test_what_is_inside_is_what_was_meant(link: str):
    assert str(identify(link).work) == "arxiv:1706.03762"
    assert identify(link).url == ABS


def test_ezproxy_takes_the_rest_of_the_query_as_it_is():
    link = identify("https://proxy.example/login?url=https://site.example/a?b=1&c=2")
    assert link.url == "https://site.example/a?b=1&c=2"


@pytest.mark.parametrize(
    "link",
    [
        "https://www.google.com/search?q=https://arxiv.org/abs/1706.03762",
        "https://www.google.com/url?q=javascript:alert(1)",
        "https://www.google.com/url?q=/search",
        "https://www.google.com:8080/url?q=https://arxiv.org/abs/1706.03762",
        "https://shop.example/login?url=https://shop.example/cart",  # not a proxy
        "https://evil.example/url?q=https://arxiv.org/abs/1706.03762",
        "https://web.archive.org/details/x",
        "https://archive.ph/AbCdE",
        "https://archive.ph/faq.html",
        "https://urldefense.com/v3/__https://site.example/a*b__;Iw!!x!y$",  # `*` stands for a byte
        "https://urldefense.com/v3/x",
        "https://urldefense.proofpoint.com/v2/url?d=x",
        "https://a.b.translate.goog/abs/1706.03762",
        "https://translate.goog.evil.example/abs/1706.03762",
        "https://www.researchgate.net/publication/1_A_title",
        "https://web.archive.org/web/2020/nonsense",
        "https://web.archive.org/web/2020/https://a..b/",
        "https://safelinks.protection.outlook.com.evil.example/?url=https://arxiv.org/abs/1706.03762",
    ],
)
def test_what_is_no_wrapper_stays_as_it_is(link: str):
    assert identify(link).url == link


@pytest.mark.parametrize(
    "inside",
    ["http://127.0.0.1/admin", "http://169.254.169.254/latest", "https://u:p@host.example/"],
)
def test_a_private_address_inside_is_shown_to_the_guard_and_not_hidden_from_it(inside: str):
    link = identify(f"https://www.google.com/url?q={inside}")
    assert link.url == inside
    assert link.work.scheme == "url"


def test_an_archived_page_is_a_page_of_its_own_that_proves_the_originals_name():
    link = identify("https://web.archive.org/web/2015/http://www.old.example/page?utm_source=x")
    assert link.url == "https://web.archive.org/web/2015/http://www.old.example/page?utm_source=x"
    assert [str(name) for name in link.aliases] == [
        "url:web.archive.org/web/2015/http://www.old.example/page",
        "url:old.example/page",
    ]


def test_a_redirector_is_no_page_of_its_own():
    link = identify("https://www.google.com/url?q=https://old.example/page")
    assert (link.url, str(link.work)) == ("https://old.example/page", "url:old.example/page")


def test_the_host_of_a_translated_page_is_read_exactly():
    link = identify("https://my--site-co-uk.translate.goog/a?b=1&_x_tr_sl=fr&c=2")
    assert link.url == "https://my-site.co.uk/a?b=1&c=2"
    link = identify("https://a-b.translate.goog/?_x_tr_sch=http&_x_tr_sl=fr")
    assert link.url == "http://a.b/"


def test_an_archived_page_of_an_old_web_app_keeps_its_fragment():
    link = identify("https://web.archive.org/web/2015/http://app.example/#!/page")
    assert "url:app.example#!/page" in map(str, link.aliases)


def test_only_four_levels_are_taken_off():
    link = ABS
    for _ in range(5):
        link = f"https://web.archive.org/web/2020/{link}"
    assert identify(link).work.scheme == "url"
    assert str(identify(link.removeprefix("https://web.archive.org/web/2020/")).work) == (
        "arxiv:1706.03762"
    )
