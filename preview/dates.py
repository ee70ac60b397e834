"""Dates as people and programs write them → ISO 8601 with the precision that was stated.

`2025`, `2025-04` or `2025-04-25`; nothing is invented: dateutil fills what is missing from today,
which is why it is not used.  A time and its zone are dropped and shift nothing: the answer is the
page's own calendar day.  Of a range the first day counts.
"""

from __future__ import annotations

import datetime
import re
import unicodedata

_MAX_CHARS = 200  # a date is short; cut before any pattern looks at it
_FIRST_YEAR = 1400  # below it: a Solar Hijri year (1399), a placeholder (0001), a page number
_YEARS_AHEAD = 2  # an issue may be dated ahead; further lie typing errors and Buddhist years (2549)

# English, German, French, Spanish, Italian, Portuguese, Dutch; full and short, accents folded
# away (`marz` is März, `fevr` is févr., `marco` is março).
_MONTH_WORDS = (
    "january jan januar janner jan janvier janv enero ene gennaio gen janeiro januari",
    "february feb februar feber fevrier fevr fev febrero febbraio fevereiro februari",
    "march mar marz mrz mars marzo marco maart mrt",
    "april apr avril avr abril abr aprile",
    "may mai mayo maggio mag maio mei",
    "june jun juni juin junio giugno giu junho",
    "july jul juli juillet juil julio luglio lug julho",
    "august aug aout agosto ago augustus",
    "september sep sept septembre septiembre setiembre settembre set setembro",
    "october oct oktober okt octobre octubre ottobre ott outubro out",
    "november nov novembre noviembre novembro",
    "december dec dezember dez decembre diciembre dic dicembre dezembro",
)
_MONTHS = {word: n for n, words in enumerate(_MONTH_WORDS, 1) for word in words.split()}

# A season names no month that all agree on: only the year is kept.
_SEASON_WORDS = (
    "spring summer autumn fall winter fruhling fruhjahr sommer herbst printemps ete automne hiver "
    "primavera verano otono invierno estate autunno inverno verao outono lente zomer herfst "
    "q1 q2 q3 q4"
)
_SEASONS = frozenset(_SEASON_WORDS.split())

# Words beside a date that say nothing of the day.  Any word that is not here refuses the whole
# text: "2 days ago" and "volume 12, 2020" are no dates.
_SILENT_WORDS = (
    "monday mon tuesday tue tues wednesday wed thursday thu thur thurs friday fri saturday sat "
    "sunday sun montag dienstag mittwoch donnerstag freitag samstag sonnabend sonntag mo di mi do "
    "fr sa so lundi mardi mercredi jeudi vendredi samedi dimanche lun mer jeu ven sam dim lunes "
    "martes miercoles jueves viernes sabado domingo lunedi martedi mercoledi giovedi venerdi "
    "domenica segunda terca quarta quinta sexta feira maandag dinsdag woensdag donderdag vrijdag "
    "zaterdag zondag "
    "of the de del den der le la el em am on in to and at bis und et y e d a um il "
    "published posted publication date online first available submitted updated revised issued "
    "created modified last print epub veroffentlicht publie publicado pubblicato "
    "utc gmt cet cest est edt pst pdt"
)
_SILENT = frozenset(_SILENT_WORDS.split())

_YMD = re.compile(
    r"([0-9]{4})\s?([-/.])\s?([0-9]{1,2})(?:\s?\2\s?([0-9]{1,2}))?"
    r"(?:\s?(?:/|-|to|bis)\s?(?:[0-9]{4}.*)?)?"  # a range; an open one ends in its slash
)
# A day as programs write it, with or without a time: most dates of tags need no other form.
_ISO = re.compile(
    r"([0-9]{4})([-/])([0-9]{2})\2([0-9]{2})"
    r"(?:[T ][0-9]{2}:[0-9]{2}(?::[0-9]{2}(?:\.[0-9]{1,9})?)?(?:Z|[-+][0-9]{2}:?[0-9]{2})?)?"
)
_DMY = re.compile(r"([0-9]{1,2})\s?([-/.])\s?([0-9]{1,2})\s?\2\s?([0-9]{4})")
_MY = re.compile(r"([0-9]{1,2})\s?[-/.]\s?([0-9]{4})")
_CJK = re.compile(r"([0-9]{4}) ?[年년](?: ?([0-9]{1,2}) ?[月월](?: ?([0-9]{1,2}) ?[日일])?)?")
_COMPACT = re.compile(
    r"([0-9]{4})([0-9]{2})([0-9]{2})(?:t?[0-9]{4}(?:[0-9]{2})?(?:\.[0-9]+)?(?:z|[-+].*)?)?"
)
# XML Schema's date may bear a zone: https://www.w3.org/TR/xmlschema11-2/#date
_XSD = re.compile(r"([0-9]{4})-([0-9]{2})-([0-9]{2})(?:z|[-+][0-9]{2}:[0-9]{2})")
# ISO 32000-1, 7.9.4: D:YYYYMMDDHHmmSSOHH'mm, each part after the year optional
_PDF = re.compile(r"d:([0-9]{4})(?:([0-9]{2})(?:([0-9]{2}).*)?)?")
_EPOCH = re.compile(r"(1[0-8][0-9]{8})(?:[0-9]{3})?")  # from 2001; YYYYMMDDhh begins with 19 or 20
_TIME = re.compile(
    r"(?:(?<=[0-9]) ?t ?|[ ,]*)(?<![0-9:])[0-9]{1,2}[:h][0-9]{2}(?::[0-9]{2}(?:[.,][0-9]{1,9})?)?"
    r"(?![0-9])(?: ?[ap]\.?m\b\.?| ?uhr\b)?(?: ?(?:z|utc|gmt)\b)?(?: ?[-+][0-9]{2}:?[0-9]{2}\b)?"
    r"(?: ?\([^()]{1,40}\)?)?"
)
_ORDINAL = r"(?:(?:st|nd|rd|th|er|[oa])(?![^\W_]))?"
_TOKEN = re.compile(rf"q[1-4](?![^\W_])|([0-9]+){_ORDINAL}|[^\W\d_]+")
_BETWEEN = re.compile(r"[\s,.:/'’()&-]*")  # what may stand between two tokens

# What each token is → where the first date's year, month and day stand in it.
# y year, m month name, d day, s season.
_SHAPES = {
    "y": (0, None, None),
    "yy": (0, None, None),
    "sy": (1, None, None),
    "ys": (0, None, None),
    "my": (1, 0, None),
    "ym": (0, 1, None),
    "dmy": (2, 1, 0),
    "mdy": (2, 0, 1),
    "ymd": (0, 1, 2),
    "mmy": (2, 0, None),  # Jan-Mar 1999
    "ymm": (0, 1, None),  # 1999 Jan-Mar, PubMed's MedlineDate
    "ymym": (0, 1, None),  # 1998 Dec-1999 Jan
    "mymy": (1, 0, None),
    "ddmy": (3, 2, 0),  # 12-15 June 2019
    "mddy": (3, 0, 1),
    "ymdd": (0, 1, 2),
    "dmdmy": (4, 1, 0),  # 30 June - 3 July 2019
    "mdmdy": (4, 0, 1),
    "ymdmd": (0, 1, 2),
    "dmydmy": (2, 1, 0),
    "mdymdy": (2, 0, 1),
    "ymdymd": (0, 1, 2),
}


def parse_date(
    text: str, *, us_order: bool = False, now: datetime.date | None = None
) -> str | None:
    """Return the date that *text* states, in ISO 8601 with its precision, or None.

    *us_order* reads `04/05/2025` as April 5, as Highwire's `citation_*` tags mean it; without it
    only the year of such a date is certain, and only the year is returned.  *now* is the day from
    which years ahead are counted (default: today).  Years before 1400 or more than two ahead and
    days that no calendar has refuse the whole.

    >>> parse_date("April 3rd, 2025"), parse_date("1998 Dec-1999 Jan"), parse_date("Spring 2021")
    ('2025-04-03', '1998-12', '2021')
    >>> parse_date("04/05/2025"), parse_date("04/05/2025", us_order=True)
    ('2025', '2025-04-05')
    """
    stated: _Stated | None
    if plain := _ISO.fullmatch(text):
        stated = int(plain[1]), int(plain[3]), int(plain[4])
    else:
        stated = _any_form(_fold(text[:_MAX_CHARS]), us_order=us_order)
    if stated is None:
        return None
    return _checked(*stated, (now or datetime.date.today()).year + _YEARS_AHEAD)


def _any_form(folded: str, *, us_order: bool) -> _Stated | None:
    if stated := _machine(folded):
        return stated
    dated = _TIME.sub(" ", folded).strip(_EDGE)
    return _numeric(dated, us_order=us_order) or _words(dated)


def date_parts(iso: str | None) -> tuple[int, ...]:
    """Return `(2025, 4)` for `2025-04`; empty for what `parse_date` did not make.

    >>> date_parts("2025-04-25"), date_parts(None)
    ((2025, 4, 25), ())
    """
    if iso is None or not re.fullmatch(r"[0-9]{4}(-[0-9]{2}){0,2}", iso):
        return ()
    return tuple(int(part) for part in iso.split("-"))


_Stated = tuple[int, int, int]  # year, month, day; 0 where not stated
_EDGE = " ,;.:()[]"


def _fold(text: str) -> str:
    """Lower case, no accents, one kind of dash; full-width digits become ASCII."""
    apart = unicodedata.normalize("NFKD", text.casefold())
    plain = "".join(char for char in apart if not unicodedata.combining(char))
    plain = unicodedata.normalize("NFC", plain)  # NFKD took Hangul apart
    plain = re.sub(r"[‐-―−]|(?<=\w)~", "-", plain)
    return " ".join(plain.split()).strip(_EDGE)


def _machine(text: str) -> _Stated | None:
    """Forms that only programs write: PDF, XML Schema, `20250425T101530Z`, POSIX time."""
    for form in (_PDF, _XSD, _COMPACT):
        if match := form.fullmatch(text):
            year, month, day = match.groups()
            return int(year), int(month or 0), int(day or 0)
    if match := _EPOCH.fullmatch(text):
        moment = datetime.datetime.fromtimestamp(int(match[1]), datetime.UTC)
        return moment.year, moment.month, moment.day
    return None


def _numeric(text: str, *, us_order: bool) -> _Stated | None:
    # a weekday or a label may stand before the digits: "Fr, 25.04.2025", "Published: 2025-04"
    start = next((i for i, char in enumerate(text) if char in "0123456789"), 0)
    if all(word in _SILENT for word in re.findall(r"[^\W\d_]+", text[:start])):
        text = text[start:]
    if match := _YMD.fullmatch(text):
        return int(match[1]), int(match[3]), int(match[4] or 0)
    if match := _CJK.fullmatch(text):
        return int(match[1]), int(match[2] or 0), int(match[3] or 0)
    if match := _DMY.fullmatch(text):
        first, second, year = int(match[1]), int(match[3]), int(match[4])
        if second > 12 or (us_order and match[2] != "." and first <= 12):
            return year, first, second
        if first > 12 or first == second or match[2] == ".":  # dots are never American
            return year, second, first
        return year, 0, 0
    if match := _MY.fullmatch(text):
        return int(match[2]), int(match[1]), 0
    return None


def _words(text: str) -> _Stated | None:
    """Dates with a month's or season's name, bare years and year ranges."""
    shape, values, end = "", [], 0
    for match in _TOKEN.finditer(text):
        if not _BETWEEN.fullmatch(text, end, match.start()):
            return None
        end = match.end()
        if match[0] in _SILENT:
            continue
        kind, value = _kind(match[0], match[1])
        shape += kind
        values.append(value)
    if shape not in _SHAPES or not _BETWEEN.fullmatch(text, end):
        return None
    year, month, day = (0 if at is None else values[at] for at in _SHAPES[shape])
    if shape == "mmy" and values[0] > values[1]:
        month = 0  # Dec-Jan 2000: the December of which year?
    return year, month, day


def _kind(word: str, digits: str | None) -> tuple[str, int]:
    if digits:
        return {4: "y", 2: "d", 1: "d"}.get(len(digits), "?"), int(digits)
    if word in _SEASONS:
        return "s", 0
    return ("m", _MONTHS[word]) if word in _MONTHS else ("?", 0)


def _checked(year: int, month: int, day: int, last_year: int) -> str | None:
    if not _FIRST_YEAR <= year <= last_year:
        return None
    if not month:
        return None if day else f"{year}"
    try:
        datetime.date(year, month, day or 1)
    except ValueError:
        return None
    return f"{year}-{month:02}-{day:02}" if day else f"{year}-{month:02}"


def is_month(word: str) -> bool:
    """Tell whether *word* names a month, in full or short."""
    return _fold(word).rstrip(".") in _MONTHS
