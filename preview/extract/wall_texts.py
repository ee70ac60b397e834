"""What walls say: titles, texts, scripts and addresses, for the rows of `wall`."""

from __future__ import annotations

import re


def _any(*patterns: str) -> re.Pattern[str]:
    return re.compile("|".join(patterns), re.IGNORECASE)


# Whole segments of a title (between separators), without the punctuation at their end.
CHALLENGE_TITLES = _any(
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
REDIRECT_TITLES = _any(
    r"redirect(ing)?(\s.*)?|object moved|moved permanently|found",
    r"(error\s*)?(- )?cookies? (turned off|absent|required|disabled|not supported)",
    r"(error - )?cookies turned off",  # Atypon
    r"(enable|please enable) (javascript|cookies).*|javascript (is )?(required|disabled)",
)
CONSENT_TITLES = _any(
    r"before you continue( to .*)?|bevor sie fortfahren|avant d.accéder à .*",  # Google
    r"(your )?(privacy|cookie) (choices|consent|settings|preferences)",
    r"(we value )?your privacy|consent|cookie ?wall|privacy gate|datenschutz-?hinweis",
)
LOGIN_TITLES = _any(
    r"(please )?(log|sign)[ -]?in( (to|or|with) .*| required)?",
    r"(anmelden|anmeldung|connexion|se connecter|iniciar sesi[oó]n|accedi|entrar|logga in)",
    r"(institutional|single) (login|sign[ -]on)|login required|authentication required",
)
NOT_FOUND_TITLES = _any(
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
SERVER_TITLES = _any(
    r"(error )?5\d\d( error)?([ :,-]+.*)?",
    r"(internal )?server error|bad gateway|gateway time-?out|service (temporarily )?unavailable",
    r"(site |under |scheduled |down for )maintenance|database error|application error",
    r"error establishing a database connection|temporarily unavailable|an error (has )?occurred",
    r"error",
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
    r"(verify|confirm|check(ing)?|make sure|prove) (that )?(if )?you('re| are) (not )?(a )?"
    r"(human|robot|bot)",
    r"unusual (traffic|activity)|automated (access|requests|queries)|suspicious activity",
    r"(access|request|you have been|has been) (denied|blocked|rejected)",
    r"checking your browser|security (check|service to protect)|you are being redirected",
    r"you don.t have permission to access",
)
LOGIN_ADDRESSES = _any(r"log-?in|sign-?in|/sso|/auth|cookieabsent|captcha|consent|challenge")
