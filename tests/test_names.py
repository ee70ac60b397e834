import unicodedata

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from preview.model import Author
from preview.names import (
    author,
    is_person,
    parse_author,
    parse_authors,
    short_list,
    split_authors,
    suffix_of,
)
from preview.names.person import read_name
from preview.names.plain import TELLING, plain_name


def parts(text: str) -> tuple[str, str | None, str | None]:
    person = parse_author(text)
    assert person is not None
    return person.name, person.given, person.family


@pytest.mark.parametrize(
    ("text", "name", "given", "family"),
    [
        ("Doe, Jane", "Jane Doe", "Jane", "Doe"),
        ("Doe, Jane Q.", "Jane Q. Doe", "Jane Q.", "Doe"),
        ("Doe, Jane, Jr.", "Jane Doe Jr.", "Jane", "Doe"),
        ("Doe, Jr., Jane", "Jane Doe Jr.", "Jane", "Doe"),  # BibTeX's order
        ("Doe Jr, John", "John Doe Jr", "John", "Doe"),  # arXiv's order
        ("John Doe, III", "John Doe III", "John", "Doe"),
        ("van Beethoven, Ludwig", "Ludwig van Beethoven", "Ludwig", "van Beethoven"),
        ("Beethoven, Ludwig van", "Ludwig van Beethoven", "Ludwig van", "Beethoven"),
        ("Hooft, Gerard 't", "Gerard 't Hooft", "Gerard 't", "Hooft"),
        ("García Márquez, Gabriel", "Gabriel García Márquez", "Gabriel", "García Márquez"),
        ("Doe, Jane Q. MD", "Jane Q. Doe", "Jane Q.", "Doe"),
        ("Doe, Jane MBBS PhD", "Jane Doe", "Jane", "Doe"),
        ("Doe, Jane Q. BS", "Jane Q. Doe", "Jane Q.", "Doe"),
        ("Doe, Jane MA", "Jane MA Doe", "Jane MA", "Doe"),  # perhaps her initials
        ("Li, Ma", "Ma Li", "Ma", "Li"),  # no Master of Arts
        ("Rahman, Md", "Md Rahman", "Md", "Rahman"),  # no doctor
        ("Smith, Ani", "Ani Smith", "Ani", "Smith"),  # no agency
    ],
)
def test_an_inverted_name_is_turned_round(text, name, given, family):
    assert parts(text) == (name, given, family)


@pytest.mark.parametrize(
    ("text", "given", "family"),
    [
        ("Jane Doe", "Jane", "Doe"),
        ("Jane Q. Doe", "Jane Q.", "Doe"),
        ("J. R. R. Tolkien", "J. R. R.", "Tolkien"),
        ("Ludwig van Beethoven", "Ludwig", "van Beethoven"),
        ("Plato", None, None),
        ("Mary Ann Smith", None, None),  # or Gabriel García Márquez: who knows?
        ("Juan Ortega y Gasset", None, None),
        ("Tay RYK", None, None),  # Europe PMC turns names round without a comma
    ],
)
def test_a_name_in_order_is_taken_apart_only_where_that_is_certain(text, given, family):
    assert parts(text) == (text, given, family)


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("SMITH, JOHN", "John Smith"),
        ("JOHN SMITH", "John Smith"),
        ("jane doe", "Jane Doe"),
        ("Jean DUPONT", "Jean Dupont"),
        ("VAN DER BERG, JAN", "Jan van der Berg"),
        ("DE LA CRUZ, JUAN", "Juan de la Cruz"),
        ("LE, DUC", "Duc Le"),  # a whole surname is no particle
        ("BEETHOVEN, LUDWIG VAN", "Ludwig van Beethoven"),
        ("JEAN-LUC O'BRIEN", "Jean-Luc O'Brien"),
        ("D’ANGELO, MARIA", "Maria D’Angelo"),
        ("MCDONALD, R.", "R. McDonald"),
        ("MACDONALD, R. J.", "R. J. MacDonald"),
        ("MACHADO, ANA", "Ana Machado"),
        ("AL-KHALILI, JIM", "Jim al-Khalili"),
        ("SMITH, AB", "AB Smith"),
        ("Bourne, Philip E", "Philip E Bourne"),  # an initial, no Portuguese "and"
        ("ORTEGA Y GASSET, JOSÉ", "José Ortega y Gasset"),
        ("DOE, JOHN, JR", "John Doe Jr."),
        ("XU, WEI", "Wei Xu"),
        ("TAY, RYK", "RYK Tay"),  # no vowel: initials
        ("ŁUKASIEWICZ, JAN", "Jan Łukasiewicz"),
        ("ПЕТРОВ, ИВАН", "Иван Петров"),
        ("DeAngelis, Bo", "Bo DeAngelis"),  # mixed case is somebody's own choice
    ],
)
def test_capitals_become_a_name(text, name):
    assert parts(text)[0] == name


@pytest.mark.parametrize(
    ("text", "name", "given", "family"),
    [
        ("张, 伟", "张伟", "伟", "张"),
        ("张 伟", "张伟", "伟", "张"),
        ("张伟", "张伟", None, None),  # where does the surname end?
        ("山田 太郎", "山田太郎", "太郎", "山田"),
        ("김 철수", "김철수", "철수", "김"),
        ("ジョン スミス", "ジョン スミス", "ジョン", "スミス"),  # a foreigner's, given name first
    ],
)
def test_cjk_names_are_family_first_without_a_blank(text, name, given, family):
    assert parts(text) == (name, given, family)


@pytest.mark.parametrize(
    "text",
    [
        "By Jane Doe",
        "ByJane Doe",  # the blank was a style's
        "Written by: Jane Doe",
        "Author: Jane Doe",
        "Dr. Jane Doe",
        "Prof. Dr. Jane Doe",
        "Doe, Dr. Jane",
        "Jane Doe, PhD",
        "Jane Doe, M.D., Ph.D.",
        "Jane Doe, BS",
        "Jane Doe PhD",
        "Doe, Jane, MD",
        "Jane Doe1,2*",
        "Jane Doe 1, †",
        "Jane Doe¹²",
        "Jane Doe^{1,2}",
        "J{a}ne D{oe}",  # BibTeX's braces
        "Doe,\u200cJane",  # a joiner joins nothing at an edge
        "Jane Doe 0001",  # DBLP's homonyms
        "Jane Doe (15649)",  # Figshare
        "Jane Doe (Harvard University, Cambridge)",
        "Jane Doe [corresponding author",
        "Jane Doe, University of Nowhere",
        "Doe, Jane, University of Nowhere",
        "Jane Doe, Reuters",
        "Jane Doe <jane@example.org>",
        "jane@example.org (Jane Doe)",  # RSS
        "Jane Doe and",
        "and Jane Doe;",
        "Jane Doe for the NOPE Collaboration",
        "Doe, Jane, on behalf of the NOPE Consortium",
        " Jane\n\u200bDoe ",
    ],
)
def test_what_stands_around_a_name_is_dropped(text):
    assert parts(text) == ("Jane Doe", "Jane", "Doe")


@pytest.mark.parametrize(
    "text",
    [
        "ATLAS Collaboration",
        "Collaboration, ATLAS",
        "Max Planck Institute, Munich",
        "Oxford, University of",
        "Centers for Disease Control and Prevention",
        "Smith et al.",
        "Bayerische Staatsbibliothek",
        "KECK ARRAY COLLABORATION",
    ],
)
def test_a_group_is_never_turned_round(text):
    assert parse_author(text) == Author(text, collective=True)


def test_a_group_loses_its_article_and_its_acronym():
    assert parse_author("the World Health Organization (WHO)").name == "World Health Organization"


NOBODY = [
    "",
    " ",
    ":",
    "-",
    "42",
    "(:Unav)",
    "(:null)",
    "[object Object]",
    "n/a",
    "Unknown",
    "Anonymous",
    "et al.",
    "https://example.org/jane",
    "example.com",
    "www.example.org",
    "jane@example.org",
    "@jane",
    "Reuters",
    "By Reuters",
    "The Associated Press",
    "AP",
    "AFP",
    "dpa",
    "Staff",
    "Staff Writer",
    "By",
    "Admin",
    "Editor",
    "Editorial Team",
    "BBC News",
    "Web Desk",
    "Author:",
    "First Name",
    "E-mail",
    "Sign in",
    "Read more",
    "team123",
    "Home | About",
]


@pytest.mark.parametrize("text", NOBODY)
def test_addresses_handles_agencies_desks_and_labels_are_no_authors(text):
    assert parse_author(text) is None
    assert not is_person(text)


@pytest.mark.parametrize(
    "text", ["Jane Doe", "Doe, Jane", "Plato", "张伟", "Frank O'Hara", "Xi An"]
)
def test_a_person_is_a_person(text):
    assert is_person(text)


@pytest.mark.parametrize(
    ("text", "orcid"),
    [
        ("Doe, Jane https://orcid.org/0000-0002-1825-0097", "0000-0002-1825-0097"),
        ("Jane Doe (orcid.org/0000-0001-5109-3700)", "0000-0001-5109-3700"),
        ("Jane Doe ORCID: 0000-0002-1694-233x", "0000-0002-1694-233X"),
        ("Jane Doe 0000-0002-1825-0098", None),  # the check digit is wrong
    ],
)
def test_an_orcid_is_checked_and_never_part_of_the_name(text, orcid):
    person = parse_author(text)
    assert (person.name, person.orcid) == ("Jane Doe", orcid)


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("A; B; C", ("A", "B", "C")),
        ("Doe, Jane; Roe, Richard", ("Doe, Jane", "Roe, Richard")),
        ("Doe J;Roe R;", ("Doe J", "Roe R")),  # PubMed
        ("Doe, Jane;", ("Doe, Jane",)),
        ("A B, C D and E F", ("A B", "C D", "E F")),
        ("Jane Doe, John Roe", ("Jane Doe", "John Roe")),
        ("Jane Doe & John Roe", ("Jane Doe", "John Roe")),
        ("Doe, Jane", ("Doe, Jane",)),
        ("van der Berg, Jan", ("van der Berg, Jan",)),
        ("García Márquez, Gabriel José", ("García Márquez, Gabriel José",)),
        ("Doe, Jane and Roe, Richard", ("Doe, Jane", "Roe, Richard")),  # BibTeX
        ("Doe, J., Roe, R. S.", ("Doe, J.", "Roe, R. S.")),
        ("Doe J, Roe RS", ("Doe J", "Roe RS")),  # MEDLINE
        ("Doe, Jane, John Roe, and Max Mu", ("Doe, Jane", "John Roe", "Max Mu")),  # MLA
        ("Jane Doe, PhD, John Roe, Jr.", ("Jane Doe, PhD", "John Roe, Jr.")),
        ("Jane Doe1, John Roe2,3 and Max Mu1", ("Jane Doe", "John Roe", "Max Mu")),
        ("张伟，李娜、王芳", ("张伟", "李娜", "王芳")),
        ("Jane Doe | John Roe", ("Jane Doe", "John Roe")),
        (
            "Enos, Ann (X University; Y); Fowler, Bo",  # DataCite
            ("Enos, Ann (X University; Y)", "Fowler, Bo"),
        ),
        ("Health and Human Services Agency", ("Health and Human Services Agency",)),
        ("Jane Doe, John Roe and the X Team", ("Jane Doe", "John Roe", "the X Team")),
        ("", ()),
    ],
)
def test_several_names_in_one_value(text, names):
    assert split_authors(text) == names


@pytest.mark.parametrize(
    "text", ["Written by Jane Doe Edited by John Roe", "Jane Doe, translated by John Roe"]
)
def test_who_had_another_hand_in_it_is_no_author(text):
    assert split_authors(text) == ("Jane Doe",)


def test_nobodies_and_neighbouring_doubles_drop_out_of_a_list():
    found = parse_authors("By Jane Doe; Doe, Jane; Reuters; John Roe")
    assert [person.name for person in found] == ["Jane Doe", "John Roe"]


@pytest.mark.parametrize(
    ("given", "family", "expected"),
    [
        ("Jane", "Doe", Author("Jane Doe", "Jane", "Doe")),
        ("JANE", "DOE", Author("Jane Doe", "Jane", "Doe")),
        ("J. D.", "SMITH", Author("J. D. Smith", "J. D.", "Smith")),
        ("Sumaryadi", "-", Author("Sumaryadi", None, "Sumaryadi")),
        (None, "Plato", Author("Plato", None, "Plato")),
        ("Jane", "&NA;", Author("Jane", None, "Jane")),
        ("BICEP2", "Collaborations", Author("BICEP2 Collaborations", collective=True)),
        ("Mark Scott for the NOPE", "Doe", Author("Mark Scott Doe", "Mark Scott", "Doe")),
        ("伟", "张", Author("张伟", "伟", "张")),
        (None, ":", None),
        ("", None, None),
        ("Jane", "Staff", Author("Jane Staff", "Jane", "Staff")),  # a registry's field is no desk
    ],
)
def test_the_fields_of_a_registry(given, family, expected):
    assert author(given, family) == expected


def test_a_suffix_is_kept_in_the_name_and_found_again():
    person = author("John", "Doe", suffix="JR", orcid="https://orcid.org/0000-0002-1825-0097")
    assert person == Author("John Doe Jr.", "John", "Doe", "0000-0002-1825-0097")
    assert suffix_of(person) == "Jr."
    assert suffix_of(author("John", "Doe", suffix="PhD")) is None


def test_a_short_list_says_how_many_are_left_out():
    people = tuple(Author(name) for name in ("A. One", "B. Two", "C. Three", "D. Four"))
    assert short_list(people, 7) == "A. One, B. Two, C. Three + 4 more"
    assert short_list(people[:2], 2) == "A. One, B. Two"
    assert short_list((), 0) == ""


WORDS = st.sampled_from(
    [
        "Doe",
        "JANE",
        "van",
        "Jr.",
        "PhD",
        "and",
        ",",
        ";",
        "(",
        ")",
        "1",
        "*",
        "张",
        "et al.",
        "O'",
        "-",
    ]
)
TEXTS = st.one_of(st.text(max_size=60), st.lists(WORDS, max_size=12).map(" ".join))


@given(TEXTS)
@settings(max_examples=300)
def test_any_text_gives_safe_names_or_none(text):
    for person in (parse_author(text), *parse_authors(text), author(text, text)):
        if person is not None:
            assert person.name.strip() == person.name != ""
            assert len(person.name) <= 300
            assert not any(unicodedata.category(char) in ("Cc", "Cs") for char in person.name)


FIRST = st.sampled_from(["Ada", "Jean-Luc", "J. R.", "Zoë", "Ngũgĩ"])
LAST = st.sampled_from(["Lovelace", "O'Brien", "van Dyke", "Łoś", "Nguyễn"])


@given(st.lists(st.tuples(FIRST, LAST), min_size=2, max_size=6, unique=True))
def test_inverted_names_between_semicolons_or_ands_come_back(people):
    expected = [f"{first} {last}" for first, last in people]
    for mark in ("; ", " and "):
        text = mark.join(f"{last}, {first}" for first, last in people)
        assert [person.name for person in parse_authors(text)] == expected


@pytest.mark.parametrize(
    "text", ["(" * 10**5, "a, " * 10**5, "1,1" * 10**5, " and" * 10**5, "@" * 10**6]
)
def test_hostile_lengths_end(text):
    parse_authors(text)
    parse_author(text)


@pytest.mark.parametrize("text", ["and", "mdr.de", "news.example.org", "delta201"])
def test_a_conjunction_a_host_or_a_login_with_digits_is_nobody(text):
    assert parse_authors(text) == ()


@pytest.mark.parametrize("text", ["Interview: Jane Doe", "Par Jane Doe", "Text: Jane Doe"])
def test_a_byline_s_first_word_is_no_part_of_the_name(text):
    assert [author.name for author in parse_authors(text)] == ["Jane Doe"]


def test_a_name_of_marks_alone_is_cleaned_like_any_other():
    assert [a.name for a in parse_authors("Jean Paul  Doe,*,‡ and")] == ["Jean Paul Doe"]


PLAIN_WORDS = st.sampled_from(
    [
        "Ada",
        "Lovelace",
        "Jo-Ann",
        "Smith",
        "A.",
        "J.R.",
        "J.-P.",
        "M.D.",
        "P.H.D.",
        "P.",
        "H.",
        "D.",
    ]
)
TELLING_WORDS = st.sampled_from(sorted(word.title() for word in TELLING))


@given(st.lists(PLAIN_WORDS | TELLING_WORDS, min_size=2, max_size=4), st.booleans())
def test_a_plain_name_is_what_all_the_rules_make_of_it(words, turned):
    text = f"{words[0]}, {' '.join(words[1:])}" if turned else " ".join(words)
    assert plain_name(text) in (None, read_name(text))
    alone = plain_name(text, turned=False)
    if alone is not None:
        assert [read_name(name) for name in split_authors(text)] == [alone]
