"""Is this a page at all, or a bot wall, a consent page, a login form, a "not found" with 200?

One sign alone proves nothing: articles are titled "Just a moment" and "404", and ordinary pages
load captcha scripts for their comment forms.  So each row asks for several.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Literal, NamedTuple

from preview.extract import wall_texts as said
from preview.extract.record import Page

Code = Literal["blocked", "not_found"]

THIN = 1_500  # letters of visible text: less than any article, more than any challenge page
TINY = 400
_TITLE_MAX = 120  # a sentence on an error page is short
_SEGMENT = re.compile(r"\s+[-–—|·•«»]\s+|\s*[|｜»]\s*")
_END = " \t\n.…!?:"


class Wall(NamedTuple):
    """What stands in the way: *code*, and the *rule* that saw it, for the log."""

    code: Code
    rule: str


class Signs(NamedTuple):
    """What the rules ask of a page, computed once.

    *text*: how the visible text begins, where it is tiny: of a long one nobody asks.  *work*: it
    describes a work or article in tags.  *silent*: neither that, nor a card of its own.
    """

    segments: tuple[str, ...]
    text: str
    sources: str
    refresh: str
    letters: int
    work: bool
    silent: bool
    challenge: bool
    passwords: int


class Rule(NamedTuple):
    code: Code
    name: str
    holds: Callable[[Signs], bool]


def _titled(signs: Signs, pattern: re.Pattern[str]) -> bool:
    return any(pattern.fullmatch(segment) for segment in signs.segments)


# The first rule that holds wins.
RULES = (
    # A title that says so, on a page that says nothing else: an article has text or tags.
    Rule(
        "blocked",
        "challenge-title",
        lambda s: s.silent and s.letters < THIN and _titled(s, said.CHALLENGE_TITLES),
    ),
    # The element or script of a challenge, on a page with hardly a word beside it.
    Rule("blocked", "challenge-element", lambda s: s.silent and s.letters < TINY and s.challenge),
    Rule(
        "blocked",
        "challenge-script",
        lambda s: s.silent and s.letters < TINY and bool(said.CHALLENGE_SOURCES.search(s.sources)),
    ),
    Rule(
        "blocked",
        "challenge-text",
        lambda s: s.silent and 0 < s.letters < TINY and bool(said.CHALLENGE_TEXTS.search(s.text)),
    ),
    # Pages on the way to another one, which a browser would follow.
    Rule(
        "blocked",
        "redirect-title",
        lambda s: s.silent and s.letters < TINY and _titled(s, said.REDIRECT_TITLES),
    ),
    Rule(
        "blocked",
        "refresh-to-login",
        lambda s: s.silent and s.letters < TINY and bool(said.LOGIN_ADDRESSES.search(s.refresh)),
    ),
    Rule(
        "blocked",
        "consent-title",
        lambda s: s.letters < 2 * THIN and s.silent and _titled(s, said.CONSENT_TITLES),
    ),
    # A login form has a password field and hardly any text; its tags are the site's own.
    Rule(
        "blocked",
        "login-title",
        lambda s: s.passwords > 0 and s.letters < THIN and _titled(s, said.LOGIN_TITLES),
    ),
    # A "not found" keeps the site's menu and card; an article about one has text and tags.
    Rule(
        "not_found",
        "not-found-title",
        lambda s: not s.work and s.letters < 4 * THIN and _titled(s, said.NOT_FOUND_TITLES),
    ),
    Rule(
        "blocked",
        "server-error-title",
        lambda s: s.silent and s.letters < THIN and _titled(s, said.SERVER_TITLES),
    ),
)
_STATUS: dict[int, Wall] = {
    401: Wall("blocked", "status-401"),
    403: Wall("blocked", "status-403"),
    404: Wall("not_found", "status-404"),
    410: Wall("not_found", "status-410"),
    429: Wall("blocked", "status-429"),
}


def wall(page: Page, status: int) -> Wall | None:
    """Return what stands in the way of the page that was asked for, or None.

    An empty page is a page: there is nothing on it, and nothing in the way.
    """
    if status in _STATUS:
        return _STATUS[status]
    signs = _signs(page)
    for rule in RULES:
        if rule.holds(signs):
            return Wall(rule.code, rule.name)
    return None


def _signs(page: Page) -> Signs:
    work, card = _statements(page)
    title = page.title or next((h.text for h in page.headings if h.level == 1), "")
    letters = page.text_length
    return Signs(
        segments=_segments(title),
        text=page.text_start(2 * TINY) if letters < TINY else "",
        sources="\n".join(page.sources),
        refresh=" ".join(
            meta.get("content", "")
            for meta in page.metas
            if meta.get("http-equiv", "").lower() == "refresh"
        )[:4096],
        letters=letters,
        work=work,
        silent=not work and not card,
        challenge=any(block.kind == "challenge" for block in page.blocks),
        passwords=page.passwords,
    )


def _segments(title: str) -> tuple[str, ...]:
    """Return the parts of a title that may say what the page is: the first, the last, the whole."""
    title = re.sub(r"^\[[^\]]{1,40}\]\s*", "", " ".join(title.split()))
    if len(title) > _TITLE_MAX:
        return ()
    parts = _SEGMENT.split(title)
    return tuple(dict.fromkeys(part.strip(_END) for part in (parts[0], parts[-1], title)))


_WORK_TAGS = re.compile(
    r"(?:.{0,20}citation_(?:title|doi|author)|dc\.title|dc\.creator|parsely-pub-date"
    r"|article:(?:published_time|author))$",
    re.IGNORECASE,
)
_CARD_TAGS = frozenset(("og:image", "og:description", "og:video"))
_WORKS = re.compile(
    r'"@type"\s{0,8}:\s{0,8}\[?\s{0,8}"(?:\w{0,20}Article|\w{0,20}Posting|Book|Product|Event'
    r'|Recipe|Thesis|Report|Dataset|VideoObject|Movie)"'
)


def _statements(page: Page) -> tuple[bool, bool]:
    """Return whether the page describes a work in tags, and whether it has a card of its own."""
    card = False
    for meta in page.metas:
        name = (meta.get("property") or meta.get("name") or "")[:64].lower()
        content = meta.get("content", "").strip()
        if content and _WORK_TAGS.match(name):
            return True, True
        if name == "og:type" and content not in ("", "website"):
            return True, True
        card = card or (name in _CARD_TAGS and bool(content))
    return any(_WORKS.search(script) for script in page.json_ld), card
