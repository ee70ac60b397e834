"""Is this a page at all, or a bot wall, a consent page, a login form, a "not found" with 200?

One sign alone proves nothing: articles are titled "Just a moment" and "404", and ordinary pages
load captcha scripts for their comment forms.  So each row asks for several.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Literal, NamedTuple

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


def _any(*patterns: str) -> re.Pattern[str]:
    return re.compile("|".join(patterns), re.IGNORECASE)


# Whole segments of a title (between separators), without the punctuation at their end.
_CHALLENGE_TITLES = _any(
    r"just a moment",  # Cloudflare
    r"attention required",  # Cloudflare, of a refused client
    r"un instant|einen moment( bitte)?|un momento|um momento|nur einen moment",
    r"请稍候|请稍等|しばらくお待ちください",
    r"checking (if the site connection is secure|your browser.*)",
    r"(performing |a quick )?security (verification|check|challenge)",
    r"client challenge",  # Springer Nature, Fastly
    r"(are you (a )?(robot|human)|robot check|bot verification|i am not a robot)",
    r"(please )?(verify|verifying|confirm) (that )?you are (a )?human",
    r"(human|user|browser|captcha) (verification|challenge|check)",
    r"captcha|recaptcha|radware (bot manager )?captcha|recaptcha challenge",
    r"pardon our interruption",  # Imperva
    r"validate user",  # Silverchair
    r"one more step|please wait",
    r"ddos-guard|ddos protection by .*|sucuri website firewall.*|you have been blocked",
    r"access to this page has been denied",  # PerimeterX
    r"access (is )?(denied|blocked|restricted)|zugriff verweigert|accès refusé|acceso denegado",
    r"(error )?(401|403|429)( error)?([ :-]+(forbidden|unauthorized|too many requests))?",
    r"forbidden|unauthorized|too many requests|request (rejected|blocked)|page blocked",
    r"blocked|unusual traffic.*|rate limit(ed| exceeded)",
)
_REDIRECT_TITLES = _any(
    r"redirect(ing)?(\s.*)?|object moved|moved permanently|found",
    r"(error\s*)?(- )?cookies? (turned off|absent|required|disabled|not supported)",
    r"(error - )?cookies turned off",  # Atypon
    r"(enable|please enable) (javascript|cookies).*|javascript (is )?(required|disabled)",
)
_CONSENT_TITLES = _any(
    r"before you continue( to .*)?|bevor sie fortfahren|avant d.accéder à .*",  # Google
    r"(your )?(privacy|cookie) (choices|consent|settings|preferences)",
    r"(we value )?your privacy|consent|cookie ?wall|privacy gate|datenschutz-?hinweis",
)
_LOGIN_TITLES = _any(
    r"(please )?(log|sign)[ -]?in( (to|or|with) .*| required)?",
    r"(anmelden|anmeldung|connexion|se connecter|iniciar sesi[oó]n|accedi|entrar|logga in)",
    r"(institutional|single) (login|sign[ -]on)|login required|authentication required",
)
_NOT_FOUND_TITLES = _any(
    r"((http )?error:?\s*)?(http )?404( error)?([ :,-]+.*not (be )?found.*)?",
    r"(error: )?(the )?(requested )?"
    r"(doi|page|site|url|file|document|article|paper|author|item|record|entry|resource|post"
    r"|content|object|handle)( \S{1,40})? (was |could |can ?)?not (be )?found",
    r"(page|file|error)? ?not found|nothing found|no longer available",
    r"page (no longer|does not) exist.*",
    r"(this |the )?(page|content|article) (is )?(not|isn.t|no longer) available",
    r"(oops[!,.]? )?(that|this) page can(.|no)t be found",
    r"(die )?seite (wurde )?nicht gefunden|(la )?page (non trouvée|introuvable|pas trouvée)",
    r"p[aá]gina no encontrada|p[aá]gina n[aã]o encontrada|pagina (non trovata|niet gevonden)",
    r"stron[aay] nie (została )?znalezion[ao]|sidan (hittades inte|kunde inte hittas)",
    r"страница не найдена|сторінку не знайдено|sayfa bulunamadı|الصفحة غير موجودة|صفحه یافت نشد",
    r"(お探しの)?ページが(見つかり|みつかり)ません(でした)?|页面(不存在|未找到)|找不到(网页|页面|網頁|頁面)",
    r"페이지를 찾을 수 없습니다",
)
_SERVER_TITLES = _any(
    r"(error )?5\d\d( error)?([ :,-]+.*)?",
    r"(internal )?server error|bad gateway|gateway time-?out|service (temporarily )?unavailable",
    r"(site |under |scheduled |down for )maintenance|database error|application error",
    r"error establishing a database connection|temporarily unavailable|an error (has )?occurred",
    r"error",
)
# Scripts and frames that only a challenge loads, or loads for itself.
_CHALLENGE_SOURCES = _any(
    r"_cf_chl_opt|/cdn-cgi/challenge-platform/h/|challenges\.cloudflare\.com",  # Cloudflare
    r"captcha-delivery\.com|\bdd\s*=\s*\{",  # DataDome
    r"_incapsula_resource",  # Imperva
    r"awswafintegration|\.awswaf\.com|token\.awswaf|gokuprops",  # AWS WAF
    r"px-captcha|perimeterx|/captcha/captcha\.js",
    r"validate\.perfdrive\.com|shieldsquare",  # Radware
    r"_sec/cp_challenge|sec-cpt",  # Akamai
    r"hcaptcha\.com/1/api|google\.com/recaptcha|recaptcha/api|captcha",
)
_CHALLENGE_TEXTS = _any(
    r"(enable|activate|turn on) (javascript|js|cookies)",
    r"(verify|confirm|check(ing)?|make sure|prove) (that )?(if )?you('re| are) (not )?(a )?"
    r"(human|robot|bot)",
    r"unusual (traffic|activity)|automated (access|requests|queries)|suspicious activity",
    r"(access|request|you have been|has been) (denied|blocked|rejected)",
    r"checking your browser|security (check|service to protect)|you are being redirected",
    r"you don.t have permission to access",
)
_LOGIN_ADDRESSES = _any(r"log-?in|sign-?in|/sso|/auth|cookieabsent|captcha|consent|challenge")


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
        lambda s: s.silent and s.letters < THIN and _titled(s, _CHALLENGE_TITLES),
    ),
    # The element or script of a challenge, on a page with hardly a word beside it.
    Rule("blocked", "challenge-element", lambda s: s.silent and s.letters < TINY and s.challenge),
    Rule(
        "blocked",
        "challenge-script",
        lambda s: s.silent and s.letters < TINY and bool(_CHALLENGE_SOURCES.search(s.sources)),
    ),
    Rule(
        "blocked",
        "challenge-text",
        lambda s: s.silent and 0 < s.letters < TINY and bool(_CHALLENGE_TEXTS.search(s.text)),
    ),
    # Pages on the way to another one, which a browser would follow.
    Rule(
        "blocked",
        "redirect-title",
        lambda s: s.silent and s.letters < TINY and _titled(s, _REDIRECT_TITLES),
    ),
    Rule(
        "blocked",
        "refresh-to-login",
        lambda s: s.silent and s.letters < TINY and bool(_LOGIN_ADDRESSES.search(s.refresh)),
    ),
    Rule(
        "blocked",
        "consent-title",
        lambda s: s.letters < 2 * THIN and s.silent and _titled(s, _CONSENT_TITLES),
    ),
    # A login form has a password field and hardly any text; its tags are the site's own.
    Rule(
        "blocked",
        "login-title",
        lambda s: s.passwords > 0 and s.letters < THIN and _titled(s, _LOGIN_TITLES),
    ),
    # A "not found" keeps the site's menu and card; an article about one has text and tags.
    Rule(
        "not_found",
        "not-found-title",
        lambda s: not s.work and s.letters < 4 * THIN and _titled(s, _NOT_FOUND_TITLES),
    ),
    Rule(
        "blocked",
        "server-error-title",
        lambda s: s.silent and s.letters < THIN and _titled(s, _SERVER_TITLES),
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
