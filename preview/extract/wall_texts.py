"""What walls say: the titles, scripts and texts of challenges, consent pages, logins and errors.

A title's pattern matches a whole segment (between separators), without the punctuation at its end;
apostrophes may be typographic.  Who says so stands behind a row where one alone does.
"""

from __future__ import annotations

import re


def _any(*patterns: str) -> re.Pattern[str]:
    return re.compile("|".join(patterns), re.IGNORECASE)


CHALLENGE_TITLES = _any(
    r"just a moment",  # Cloudflare
    r"attention required",  # Cloudflare, of a refused client
    r"un instant|einen moment( bitte)?|un momento|um momento|nur einen moment",
    r"请稍候|请稍等|しばらくお待ちください",
    r"(checking|verifying) (if the site connection is secure|your (browser|connection).*)",
    r"(performing |a quick )?security (verification|check|challenge)( required)?",
    r"client challenge",  # Springer Nature, Fastly
    r"vercel security checkpoint|making sure you.re not a bot",  # Vercel, Anubis
    r"(are you (a )?(robot|human)|robot check|bot (verification|check)|i am not a robot)",
    r"robot or human|prove your humanity|access check|anti-?bot (verification|check)",
    r"(please )?(verify|verifying|confirm) (that )?you are (a )?human",
    r"(human|user|browser|captcha) (verification|challenge|check)",
    r"captcha|recaptcha|radware (bot manager )?captcha|recaptcha challenge",
    r"pardon our interruption",  # Imperva
    r"validate user",  # Silverchair
    r"one more step|please wait",
    r"ddos-guard|ddos protection( by .*)?|sucuri website firewall.*|you have been blocked",
    r"access to this page has been denied",  # PerimeterX
    r"access (is )?(denied|blocked|restricted)|zugriff verweigert|accès refusé|acceso denegado",
    r"(error )?(401|403|429)( error)?([ :-]+(forbidden|unauthorized|too many requests))?",
    r"forbidden|unauthorized|too many requests|request (rejected|blocked)|(web )?page blocked",
    r"blocked|unusual traffic.*|rate limit(ed| exceeded)",
)
REDIRECT_TITLES = _any(
    r"redirect(ing)?(\s.*)?|object moved|moved permanently|found|you are being redirected|loading",
    r"(error\s*)?(- )?cookies? (turned off|absent|required|disabled|not supported)",
    r"(error - )?cookies turned off",  # Atypon
    r"(enable|please enable) (javascript|cookies).*|javascript (is )?(required|disabled)",
    r"shibboleth authentication request|saml.{0,40}request",
)
CONSENT_TITLES = _any(
    r"before you continue( to .*)?|bevor sie fortfahren|avant d.accéder à .*",  # Google
    r"yahoo (is part|ist teil|fait partie|forma parte|fa parte|maakt deel).*",  # its consent host
    r"(your )?(privacy|cookie)s? (choices|consent|settings|preferences|notice)",
    r"(we value )?your privacy|(gdpr )?consent|cookie ?wall|(.{1,20} )?privacy gate",
    r"datenschutz-?hinweis|cookie-?einstellungen|cookies (zustimmen|akzeptieren)",
    r"lesen sie .{1,40} mit werbung.*",
)
LOGIN_TITLES = _any(
    r"(please )?(log|sign)[ -]?in( (to|or|with) .*| required)?|sign[ -]?up|log into .*",
    r".{1,20} log[ -]?in(, sign[ -]?in)?",
    r"(anmelden|anmeldung|connexion|se connecter|iniciar sesi[oó]n|accedi|entrar|logga in)",
    r"(institutional|single) (login|sign[ -]on)|login required|authentication required",
)
NOT_FOUND_TITLES = _any(
    r"((http )?(error|fehler|erreur|errore|erro)?:?\s*)?(http )?404( error| page)?"
    r"([ :,-]+.*not (be )?found.*)?",
    r"(error: )?(the )?(requested )?"
    r"(doi|page|site|url|file|document|article|paper|author|item|record|entry|resource|post"
    r"|content|object|handle|domain)( \S{1,40})? (was |could |can ?)?not (be )?found",
    r"((wh)?oops[!,.]? )?(page|file|error)? ?not found|nothing found|no longer available",
    r"(sorry,? )?we (can.?t|could ?n.t|cannot|could not) find (that|this|the) page.*",
    r"page (no longer|does not) exist.*|page missing|no such (page|paper|article)|invalid doi",
    r"(sorry,? )?(this |the )?(page|content|article) (is )?(not|isn.t|no longer) available",
    r"(oops[!,.]? )?(that|this) page can(.|no)t be found",
    r"(die )?seite (wurde )?nicht gefunden|(la )?page (non trouvée|introuvable|pas trouvée)",
    r"p[aá]gina no encontrada|p[aá]gina n[aã]o encontrada|pagina (non trovata|niet gevonden)",
    r"stron[aay] nie (została )?znalezion[ao]|sidan (hittades inte|kunde inte hittas)",
    r"страница не найдена|сторінку не знайдено|sayfa bulunamadı|الصفحة غير موجودة|صفحه یافت نشد",
    r"(お探しの)?ページが(見つかり|みつかり)ません(でした)?|页面(不存在|未找到)|找不到(网页|页面|網頁|頁面)",
    r"페이지를 찾을 수 없습니다",
)
SERVER_TITLES = _any(
    r"((http )?error )?5\d\d( error)?([ :,-]+.*)?|http error 5\d\d.*",
    r"(internal )?server error|bad gateway|gateway time-?out|service (temporarily )?unavailable",
    r"(.{1,40} )?(under|undergoing|down for) (scheduled )?maintenance|(site|scheduled) maintenance",
    r"under construction|we.ll be (right )?back( soon)?",
    r"(this |your )?account (has been |is )?suspended|this site can.t be reached",
    r"error establishing a database connection|temporarily unavailable|an error (has )?occurred",
    r"(sorry[!,.]? )?something went wrong|database error|application error",
    r"error|fehlerseite",
)
# Scripts and frames that only a challenge loads, or loads for itself.
CHALLENGE_SOURCES = _any(
    r"_cf_chl_opt|/cdn-cgi/challenge-platform/h/|challenges\.cloudflare\.com",  # Cloudflare
    r"captcha-delivery\.com|\bdd\s*=\s*\{",  # DataDome
    r"_incapsula_resource",  # Imperva
    r"awswafintegration|\.awswaf\.com|token\.awswaf|gokuprops",  # AWS WAF
    r"px-captcha|perimeterx|/captcha/captcha\.js",
    r"validate\.perfdrive\.com|shieldsquare",  # Radware
    r"_sec/cp_challenge|sec-cpt",  # Akamai
    r"hcaptcha\.com/1/api|google\.com/recaptcha|recaptcha/api|captcha",
)
CHALLENGE_TEXTS = _any(
    r"(enable|activate|turn on) (javascript|js|cookies)",
    r"(verify|confirm|check(ing)?|mak(e|ing) sure|prove) (that )?(if )?you(.re| are) (not )?(a )?"
    r"(human|robot|bot)",
    r"unusual (traffic|activity)|automated (access|requests|queries)|suspicious activity",
    r"(access|request|you have been|you.ve been|has been) (denied|blocked|rejected)",
    r"checking your browser|security (check|service to protect)|you are being redirected",
    r"you don.t have permission to access|incapsula incident id",
    r"there was a problem providing the content you requested",  # ScienceDirect
)
LOGIN_ADDRESSES = _any(r"log-?in|sign-?in|/sso|/auth|cookieabsent|captcha|consent|challenge")
