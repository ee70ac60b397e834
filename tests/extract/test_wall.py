"""Walls are seen, and pages about walls are not taken for one."""

from __future__ import annotations

import pytest

from preview.extract.page import read_page
from preview.extract.wall import Wall, wall


def judged(html: str, status: int = 200) -> Wall | None:
    return wall(read_page(html.encode(), "text/html; charset=utf-8", "https://site.test/a"), status)


def titled(title: str, body: str = "<p>Please stand by.</p>") -> str:
    return f"<title>{title}</title>{body}"


LONG = "<p>" + "An article has many words, and this one is about walls. " * 60
MENU = "<div>" + "A menu entry of the site " * 60 + "</div>"


@pytest.mark.parametrize(
    "html",
    [
        titled("Just a moment..."),
        titled("Attention Required! | Cloudflare"),
        titled("Access Denied"),
        titled("Client Challenge"),
        titled("Are you a robot?"),
        titled("Redirecting"),
        titled("Pardon Our Interruption"),
        titled("403 Forbidden"),
        titled("Before you continue to YouTube"),
        titled("Log in - Journal", "<form><input type=password></form>"),
        titled("site.test", "<script>window._cf_chl_opt={a:1}</script>"),
        titled("site.test", '<div id="px-captcha"></div>'),
        titled("site.test", "<p>Enable JavaScript and cookies to continue"),
        titled("x", '<script src="https://geo.captcha-delivery.com/c.js"></script>'),
        '<meta http-equiv="refresh" content="0; url=/login?next=/a"><title>Journal</title>',
        titled("502 Bad Gateway"),
        titled("Vercel Security Checkpoint"),
        titled("Making sure you&#39;re not a bot!"),
        titled("Forum - Prove your humanity"),
        titled("Robot or human?"),
        titled("Verifying your connection..."),
        titled("Web Page Blocked"),
        titled("site.test", "<p>You've been blocked by network security."),
        titled("", "<p>Request unsuccessful. Incapsula incident ID: 1-2"),
        titled("Library", "<p>There was a problem providing the content you requested."),
        titled("Loading...", "<div id=root></div>"),
        titled("Shibboleth Authentication Request"),
        titled("Photos • Login", "<div id=react-root></div>"),
        titled("Network Login, Sign in | Network", "<form><input type=password></form>"),
        titled("Sign Up | Network", "<form><input type=password></form>"),
        titled("Press Group Privacy Gate", "<p>" + "We and our partners. " * 40),
        titled("news.test - gdpr consent"),
        titled("Cookies zustimmen | Zeitung"),
        titled("We'll be right back"),
        titled("The site is undergoing maintenance"),
        titled("This account has been suspended."),
    ],
)
def test_a_wall_is_blocked(html):
    found = judged(html)
    assert found is not None
    assert found.code == "blocked"


@pytest.mark.parametrize(
    "title",
    [
        "404 Not Found",
        "Page not found | The Site",
        "The Site – Page not found",
        "Error: DOI Not Found",
        "[2501.00001v9] Article not found",
        "Seite nicht gefunden",
        "Page introuvable",
        "Página no encontrada",
        "ページが見つかりませんでした | サイト",
        "Страница не найдена",
        "Erreur 404",
        "Site – Fehler 404",
        "Sorry, we couldn't find that page",
        "Sorry, this page isn't available.",
        "Whoops! Page not found",
        "Domain not found",
    ],
)
def test_a_not_found_that_answers_200_is_not_found(title):
    found = judged(titled(title, MENU) + '<meta property="og:image" content="/logo.png">')
    assert found is not None
    assert found.code == "not_found"


@pytest.mark.parametrize(
    "html",
    [
        titled("How Cloudflare's 'Just a moment' works", LONG),
        titled("Just a Moment", LONG * 2),
        titled("Just a moment", '<meta name="citation_title" content="Just a moment">'),
        titled("Access Denied", '<meta property="og:type" content="video.movie">'),
        titled("Page Not Found: a history of link rot"),
        titled(
            "404 Not Found", '<script type="application/ld+json">{"@type": "NewsArticle"}</script>'
        ),
        titled("HTTP 404 - Encyclopedia", LONG * 4),
        titled("A guide to reCAPTCHA", '<div class="g-recaptcha"></div>' + LONG),
        titled("Log in to the Middle Ages: a study", LONG),
        titled("Privacy", LONG * 2),
        titled("Redirecting attention in infants", LONG),
        titled("Contact", '<script src="https://www.google.com/recaptcha/api.js"></script>' + LONG),
        titled("An ordinary short page"),
        titled("Maintenance of old locks", LONG),
        titled("Maintenance"),
        titled("Sign up to our newsletter", "<p>Each Monday."),
        titled("Loading - Docs", LONG),
        "",  # nothing is there, and nothing in the way
    ],
)
def test_an_ordinary_page_is_none(html):
    assert judged(html) is None


@pytest.mark.parametrize(
    ("status", "code"), [(403, "blocked"), (429, "blocked"), (404, "not_found")]
)
def test_the_status_speaks_for_itself(status, code):
    found = judged(titled("Anything", LONG), status)
    assert found is not None
    assert found.code == code
