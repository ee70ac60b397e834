from __future__ import annotations

import json
import re
import unicodedata

import bibtexparser
import jsonschema
import pytest
import rispy
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from preview.formats import Options, discover
from preview.formats.cite import GENRES
from preview.model import Author, Related

FORMATS = discover()
CITATIONS = ("bibtex", "ris", "csl")

# The parts of csl-data.json 1.0.2 that we write.
# https://github.com/citation-style-language/schema/blob/v1.0.2/schemas/input/csl-data.json
CSL_TYPES = (
    "article article-journal article-magazine article-newspaper bill book broadcast chapter "
    "classic collection dataset document entry entry-dictionary entry-encyclopedia event figure "
    "graphic hearing interview legal_case legislation manuscript map motion_picture musical_score "
    "pamphlet paper-conference patent performance periodical personal_communication post "
    "post-weblog regulation report review review-book software song speech standard thesis treaty "
    "webpage"
)
TEXT = {"type": "string", "minLength": 1}
DATE = {
    "type": "object",
    "properties": {
        "date-parts": {
            "type": "array",
            "minItems": 1,
            "maxItems": 2,
            "items": {
                "type": "array",
                "minItems": 1,
                "maxItems": 3,
                "items": {"type": "integer"},
            },
        }
    },
    "additionalProperties": False,
}
NAME = {
    "type": "object",
    "properties": {"family": TEXT, "given": TEXT, "suffix": TEXT, "literal": TEXT},
    "anyOf": [{"required": ["family"]}, {"required": ["literal"]}],
    "additionalProperties": False,
}
TEXTS = (
    "id genre title container-title volume issue page publisher DOI PMID PMCID URL archive number "
    "version keyword abstract language status"
)
BIBTEX_KEYS = (
    "author title year month howpublished volume pages publisher eprint archivePrefix "
    "primaryClass doi url ENTRYTYPE ID"
)
CSL = {
    "type": "array",
    "minItems": 1,
    "maxItems": 1,
    "items": {
        "type": "object",
        "required": ["id", "type", "title"],
        "properties": {
            "type": {"enum": CSL_TYPES.split()},
            "author": {"type": "array", "items": NAME},
            "issued": DATE,
            "accessed": DATE,
            **dict.fromkeys(TEXTS.split(), TEXT),
        },
        "additionalProperties": False,
    },
}


def cite(preview, name: str) -> str:
    return FORMATS[name].render(preview, Options()).decode()


def bibtex(preview) -> dict[str, str]:
    library = bibtexparser.parse_string(cite(preview, "bibtex"))
    assert not library.failed_blocks
    (block,) = library.blocks
    fields = {field.key: field.value for field in block.fields}
    return fields | {"ENTRYTYPE": block.entry_type, "ID": block.key}


def ris(preview) -> dict:
    (entry,) = rispy.loads(cite(preview, "ris"))
    assert "unknown_tag" not in entry
    return entry


def csl(preview) -> dict:
    items = json.loads(cite(preview, "csl"))
    jsonschema.validate(items, CSL)
    return items[0]


def test_a_preprint_has_its_own_doi_and_not_its_articles(make):
    preview = make(doi="10.1234/article", related=(Related("doi:10.1234/article", "published_as"),))
    own = "10.48550/arXiv.2501.00001"
    assert (bibtex(preview)["doi"], ris(preview)["doi"], csl(preview)["DOI"]) == (own, own, own)


def test_a_preprint_without_a_doi_of_its_own_has_none(make):
    preview = make(aliases=("url:example.org/1",), work_id="url:example.org/1", doi="10.1234/a")
    assert "doi" not in bibtex(preview)


def test_an_article_has_the_doi_that_its_record_states(make):
    preview = make(
        work_id="pmid:1", aliases=("pmid:1",), genre="article-journal", doi="10.1234/Abc"
    )
    assert bibtex(preview)["doi"] == "10.1234/Abc"


def test_an_arxiv_entry_has_the_fields_of_arxivs_own_export(make):
    entry = bibtex(make(categories=("cs.CL", "cs.LG")))
    assert entry["ENTRYTYPE"] == "misc"
    assert entry["ID"] == "example2025testing"
    assert entry["eprint"] == "2501.00001"
    assert entry["archivePrefix"] == "arXiv"
    assert entry["primaryClass"] == "cs.CL"
    assert entry["month"] == "jan"


def test_names_keep_their_parts(make):
    people = (
        Author("Ludwig van Muster Jr.", "Ludwig", "van Muster"),
        Author("NOPE Collaboration", collective=True),
        Author("Mary Ann Sample"),
        Author("Sturm and Drang, Inc"),
    )
    preview = make(authors=people, author_count=3000)
    assert bibtex(preview)["author"] == (
        "van Muster, Jr., Ludwig and {NOPE Collaboration} and Mary Ann Sample"
        " and {Sturm and Drang, Inc} and others"
    )
    assert ris(preview)["authors"][:2] == ["van Muster, Ludwig, Jr.", "NOPE Collaboration"]
    assert csl(preview)["author"][:2] == [
        {"family": "van Muster", "given": "Ludwig", "suffix": "Jr."},
        {"literal": "NOPE Collaboration"},
    ]


@pytest.mark.parametrize(
    ("title", "expected"),
    [
        ("BERT and GPT-4", "{BERT} and {GPT-4}"),
        ("5% of AT&T_x #1 ~2", r"5\% of {AT\&T\_x} \#1 {\textasciitilde}2"),
        (r"The $\frac{a}{b}$ rule", r"The $\frac{a}{b}$ rule"),
        ("costs $5 and $10", r"costs \$5 and \$10"),
        ("half a { brace", r"half a {\textbraceleft} brace"),
        (r"\input{x}", r"{\textbackslash}input{\textbraceleft}x{\textbraceright}"),
    ],
)
def test_a_title_is_text_but_for_its_formulas(make, title, expected):
    assert f"  title = {{{expected}}},\n" in cite(make(title=title), "bibtex")


@pytest.mark.parametrize(
    "formula",
    [
        r"\input{/etc/passwd}",
        r"\text{\input{x}}",
        r"\immediate\write18{id}",
        r"\openin5=/etc/passwd",
        r"\csname input\endcsname{x}",
        r"\def\x{\x\x}\x",
        r"\catcode`\!=0",
        r"^^5cinput{x}",
        r"\begin{filecontents}{x}\end{filecontents}",
    ],
)
def test_no_title_runs_a_command_of_its_own_in_the_readers_tex(make, formula):
    [line] = [
        it for it in cite(make(title=f"On ${formula}$"), "bibtex").splitlines() if "title" in it
    ]
    assert r"On \$" in line
    assert not re.search(r"\\(?!text|[$%_&#])|\^\^", line), line


@pytest.mark.parametrize(
    "formula",
    [r"\mathcal{O}(\sqrt{n}\,\log n)", r"\left\{a\right\}", r"\begin{cases}a\\b\end{cases}"],
)
def test_a_formula_of_known_commands_stays_one(make, formula):
    assert f"On ${formula}$" in cite(make(title=f"On ${formula}$"), "bibtex")


@pytest.mark.parametrize(
    ("published", "parts", "line"),
    [("2025", [2025], "2025///"), ("2025-04", [2025, 4], "2025/04//"), (None, None, None)],
)
def test_dates_keep_their_precision(make, published, parts, line):
    preview = make(published=published)
    assert csl(preview).get("issued", {}).get("date-parts", [None])[0] == parts
    assert ris(preview).get("date") == line


@pytest.mark.parametrize("genre", [*GENRES, "something-new", None])
def test_every_genre_has_an_entry_in_each_format(make, genre):
    preview = make(
        genre=genre,
        container_title="Proceedings",
        page="1–10",
        volume="3",
        publisher="House",
        work_id="doi:10.1234/x",
        aliases=("doi:10.1234/x",),
    )
    entry = bibtex(preview)
    assert "Proceedings" in entry.values()
    assert entry["pages"] == "1--10"
    assert ris(preview)["start_page"] == "1"
    assert csl(preview)["title"] == "On Testing"


@pytest.mark.parametrize("name", CITATIONS)
def test_what_is_no_paper_cannot_be_cited(make, name):
    assert not FORMATS[name].applies(make(paper=None))
    assert FORMATS[name].filename(make()).startswith("example2025testing.")


def test_only_citations_are_attachments(make):
    named = {name for name, form in FORMATS.items() if form.filename(make()) is not None}
    assert named == set(CITATIONS)


def letters(text: str) -> str:
    plain = unicodedata.normalize("NFC", text)
    for macro in ("textbackslash", "textbraceleft", "textbraceright", "textasciitilde"):
        plain = plain.replace(f"\\{macro}", "")
    plain = plain.replace(r"\textasciicircum", "")
    return "".join(char for char in plain if char.isalnum())


BREAKERS = ("{", "}", "\\", "\\{", "$", "@article{", ",", '"', "=", " and ", "#", "//", "%")
LINES = ("\r\n", "ER  - ", "TY  - ", "\u2028", "\x85", "\x1c")
TOKENS = st.sampled_from([*BREAKERS, *LINES, "x", "É", "BERT", "$\\frac{a}{b}$", "张"])
HOSTILE = st.one_of(st.text(max_size=40), st.lists(TOKENS, max_size=14).map("".join))


@given(title=HOSTILE, name=HOSTILE, family=HOSTILE, other=HOSTILE)
@settings(max_examples=200, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_no_field_breaks_out_of_its_entry(make, title, name, family, other):
    people = (Author(name or "x"), Author(f"{other} {family}", other, family))
    preview = make(
        title=f"t{title}",
        authors=(*people, Author(name or "x", collective=True)),
        container_title=other,
        publisher=name,
        volume=family,
        page=other,
        description=title,
        keywords=(other,),
        categories=(name,),
        aliases=(f"doi:10.1234/{other}",),
    )
    entry = bibtex(preview)
    assert set(entry) <= set(BIBTEX_KEYS.split())
    assert braces_pair(cite(preview, "bibtex"))
    seen = letters(f"t{title}")
    assert letters(entry["title"]) == seen
    assert letters(ris(preview)["title"]) == seen
    assert letters(csl(preview)["title"]) == seen


def braces_pair(entry: str) -> bool:
    """As BibTeX counts: a backslash before a brace makes no difference."""
    depth = [0]
    for char in entry.strip():
        depth.append(depth[-1] + {"{": 1, "}": -1}.get(char, 0))
    return depth[-1] == 0 and min(depth[entry.index("{") + 1 : -1]) >= 1
