import datetime
import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from preview.dates import date_parts, parse_date

NOW = datetime.date(2026, 11, 24)
MONTH = "January February March April May June July August September October November December"


def parse(text: str, **options: bool) -> str | None:
    return parse_date(text, now=NOW, **options)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2025", "2025"),
        ("\n 2015\n ", "2015"),  # DataCite
        ("2025/04", "2025-04"),
        ("2025-04", "2025-04"),
        ("04/2025", "2025-04"),
        ("2025/04/25", "2025-04-25"),
        ("2025/4/5", "2025-04-05"),
        ("2025.04.25", "2025-04-25"),
        ("2025. 4. 25.", "2025-04-25"),  # Korean
        ("2025-04-25", "2025-04-25"),
        ("２０２５-04-25", "2025-04-25"),  # full-width digits
        ("2025–04–25", "2025-04-25"),  # en dashes
        ("2025-04-00", "2025-04"),  # MySQL's way of not knowing
        ("2025-00-00", "2025"),
        ("20250425", "2025-04-25"),
        ("D:20250425101530+02'00'", "2025-04-25"),  # PDF
        ("D:2025", "2025"),
        ("2025年4月25日", "2025-04-25"),
        ("2025年 4月", "2025-04"),
        ("2025년 4월 25일", "2025-04-25"),
        ("25 Apr 2025", "2025-04-25"),
        ("25-Apr-2025", "2025-04-25"),
        ("25Apr2025", "2025-04-25"),
        ("April 25, 2025", "2025-04-25"),
        ("April 3rd, 2025", "2025-04-03"),
        ("2025 Apr 25", "2025-04-25"),  # PubMed
        ("2025 Apr", "2025-04"),
        ("Sept. 2025", "2025-09"),
        ("the 3rd of April, 2025", "2025-04-03"),
        ("Published: 25 April 2025", "2025-04-25"),
        ("Published online 2025-04-25", "2025-04-25"),
        ("Spring 2021", "2021"),
        ("2021 Q3", "2021"),
    ],
)
def test_every_form_keeps_the_precision_that_it_states(text, expected):
    assert parse(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2009-10-01/2014-01-23", "2009-10-01"),  # DataCite
        ("2009-10-01/", "2009-10-01"),
        ("2009/2014", "2009"),
        ("1998-1999", "1998"),
        ("1998 Dec-1999 Jan", "1998-12"),  # MedlineDate
        ("1999 Jan-Mar", "1999-01"),
        ("1993 Sep-Oct", "1993-09"),
        ("Jan-Mar 1999", "1999-01"),
        ("12-15 June 2019", "2019-06-12"),
        ("June 12–15, 2019", "2019-06-12"),
        ("30 June - 3 July 2019", "2019-06-30"),
        ("Dec-Jan 2000", "2000"),  # the December of which year?
    ],
)
def test_of_a_range_the_first_day_counts(text, expected):
    assert parse(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "2025-04-25T23:59:59Z",
        "2025-04-25T00:10:00+14:00",
        "2025-04-25T23:50:00-12:00",
        "2025-04-25 10:00",
        "2025-04-25T10:00:00.123456789+0200",
        "2025-04-25+02:00",
        "20250425T101530Z",
        "Fri, 25 Apr 2025 23:30:00 -0800",
        "Fri Apr 25 10:00:00 2025",
        "Fri Apr 25 10:00:00 +0000 2025",
        "Fri Apr 25 2025 10:00:00 GMT+0200 (Central European Summer Time)",
        "Apr 25, 2025 at 10:00 AM EDT",
        "25 avril 2025 à 10h30",
        "25. April 2025, 10:30 Uhr",
        "10:30, 25 April 2025",
    ],
)
def test_a_time_and_its_zone_do_not_shift_the_pages_own_day(text):
    assert parse(text) == "2025-04-25"


@pytest.mark.parametrize(
    ("text", "plain", "american"),
    [
        ("05/30/2024", "2024-05-30", "2024-05-30"),  # PubMed
        ("30/05/2024", "2024-05-30", "2024-05-30"),
        ("04/04/2024", "2024-04-04", "2024-04-04"),
        ("04/05/2024", "2024", "2024-04-05"),  # who knows?
        ("07.04.2017", "2017-04-07", "2017-04-07"),  # dots are never American
        ("04-05-2024", "2024", "2024-04-05"),
    ],
)
def test_day_and_month_are_told_apart_only_where_that_is_certain(text, plain, american):
    assert parse(text) == plain
    assert parse(text, us_order=True) == american


@pytest.mark.parametrize(
    ("text", "month"),
    [
        ("3. März 2020", 3),
        ("Mittwoch, 4. Dezember 2019", 12),
        ("1er février 2020", 2),
        ("14 août 2020", 8),
        ("3 de enero de 2020", 1),
        ("5 de setiembre de 2020", 9),
        ("2 maggio 2020", 5),
        ("8 luglio 2020", 7),
        ("1º de março de 2020", 3),
        ("6 de outubro de 2020", 10),
        ("9 mrt. 2020", 3),
        ("12 oktober 2020", 10),
    ],
)
def test_month_names_of_seven_languages(text, month):
    assert date_parts(parse(text))[1] == month


@pytest.mark.parametrize("text", ["1745582400", "1745582400000"])
def test_posix_seconds_and_milliseconds(text):
    assert parse(text) == "2025-04-25"


@pytest.mark.parametrize(
    "text",
    [
        "",
        "n.d.",
        "in press",
        "today",
        "2 days ago",
        "2549",  # Buddhist
        "1399-02-15",  # Solar Hijri
        "۱۳۹۹",
        "令和7年4月25日",
        "2029",  # more than two years ahead
        "0000-00-00",
        "2025-02-30",
        "2025-13-01",
        "29 February 2023",
        "31/04/2025",
        "32 May 2020",
        "2025-00-07",  # a day of no month
        "25/04/25",  # which of them is the year?
        "202504",  # a month, or a day in 2020?
        "c. 1900",
        "1900?",
        "© 2025",
        "Volume 12, 2020",
        "pp. 1998-2005",
        "2020 12",
        "978-3-16-148410-0",
        "2025042510",
    ],
)
def test_what_is_no_certain_date_is_none(text):
    assert parse(text) is None


@given(
    st.dates(datetime.date(1400, 1, 1), datetime.date(2028, 12, 31)),
    st.sampled_from(
        [
            "{d.year:04}-{d.month:02}-{d.day:02}",
            "{d.year:04}/{d.month}/{d.day}",
            "{d.day}.{d.month}.{d.year:04}",
            "{m} {d.day}, {d.year:04}",
            "{d.day} {m:.3} {d.year:04}",
            "{d.year:04} {m:.3} {d.day}",
            "{d.year:04}年{d.month}月{d.day}日",
        ]
    ),
)
@settings(max_examples=150)
def test_every_day_of_the_calendar_comes_back(day, form):
    assert parse(form.format(d=day, m=MONTH.split()[day.month - 1])) == day.isoformat()


WORDS = st.sampled_from(
    ["2025", "12", "apr", " ", "-", "/", ".", ":", "T", "de", "3rd", "年", "q1"]
)


@given(st.one_of(st.text(max_size=250), st.lists(WORDS, max_size=12).map("".join)))
def test_any_text_gives_a_valid_date_or_none_and_it_is_stable(text):
    iso = parse(text)
    if iso is not None:
        assert re.fullmatch(r"\d{4}(-\d\d){0,2}", iso)
        assert parse(iso) == iso
        assert 1400 <= date_parts(iso)[0] <= 2028


@pytest.mark.parametrize("text", ["1" * 10**6, " " * 10**6, "apr " * 10**5, "1:11" * 10**5])
def test_a_long_text_costs_no_more_than_its_first_200_characters(text):
    assert parse(text) is None


def test_without_now_the_bound_is_counted_from_today():
    ahead = datetime.date.today().year + 2
    assert parse_date(str(ahead)) == str(ahead)
    assert parse_date(str(ahead + 1)) is None


@pytest.mark.parametrize("iso", [None, "", "2025-4", "soon", "2025-04-25T00:00"])
def test_date_parts_of_what_is_no_date_are_empty(iso):
    assert date_parts(iso) == ()


def test_blanks_may_stand_around_the_t():
    assert parse_date("2017-01-18 T 14:59:36 +0330") == "2017-01-18"


DIGITS = st.integers(0, 99).map("{:02}".format)


@given(
    st.tuples(st.sampled_from(["20", "13", "00"]), DIGITS, st.sampled_from("-/"), DIGITS, DIGITS),
    st.sampled_from(["", "T10:00", " 23:59:59", "T10:00:00.123Z", "T99:99:99+0100"]),
)
def test_a_plain_day_is_what_all_the_forms_make_of_it(parts, time):
    century, year, mark, month, day = parts
    text = f"{century}{year}{mark}{month}{mark}{day}{time}"
    assert parse(text) == parse(f"{text} ") == parse(f"on {text}")
