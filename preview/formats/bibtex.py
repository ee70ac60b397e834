"""BibTeX, in UTF-8.

No text can leave its field: a brace or backslash of a stranger becomes a macro, since BibTeX counts
braces whether or not a backslash stands before them (BibTeXing, section 4).  Formulas are kept
where their own braces pair and their commands only typeset: the reader's TeX will run them, and a
title may hold `$\\input{/etc/passwd}$`.  arXiv's fields are those of its own export:
https://info.arxiv.org/help/bib_feed.html
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from preview.dates import date_parts
from preview.formats import cite
from preview.formats.record import Format, Options, is_paper, web_url
from preview.model import Author, Preview
from preview.tex import prose, scan, tables
from preview.text import squash

_ESCAPES = str.maketrans(
    {
        "\\": r"{\textbackslash}",
        "{": r"{\textbraceleft}",
        "}": r"{\textbraceright}",
        "~": r"{\textasciitilde}",
        "^": r"{\textasciicircum}",
        "$": r"\$",
        "&": r"\&",
        "%": r"\%",
        "#": r"\#",
        "_": r"\_",
        '"': "{''}",  # a bare one would end a field in quotes, if a tool writes it so
    }
)
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_COMMANDS = (
    frozenset((*tables.SIGNS, *tables.OPERATORS, *tables.SPACES_IN_MATH))
    | tables.FUNCTIONS
    | tables.TEXT_IN_MATH
    | tables.INVISIBLE_IN_MATH
    | prose.FORMULA_COMMANDS
    | {"operatorname", "not", "binom", "over", "overset", "underset", "stackrel", "substack"}
)
_ENVIRONMENTS = "aligned|gathered|split|cases|array|smallmatrix|[pbBvV]?matrix"
_COMMAND = re.compile(rf"\\(?:(?:begin|end)\{{(?:{_ENVIRONMENTS})\}}|([A-Za-z]+|[\s\S]))")
_INNER_CAPITAL = re.compile(r"[^\W_]+[A-Z]")
_CLASS = re.compile(r"[a-z-]+(\.[A-Za-z-]+)?")


def render(preview: Preview, options: Options) -> bytes:
    kind = cite.genre_of(preview).bibtex
    fields = [f"  {name} = {value}" for name, value in _fields(preview)]
    entry = f"@{kind}{{{cite.key_of(preview)},\n" + ",\n".join(fields) + "\n}\n"
    return entry.encode("utf-8", "replace")


def filename(preview: Preview) -> str:
    return f"{cite.key_of(preview)}.bib"


def _fields(preview: Preview) -> Iterator[tuple[str, str]]:
    paper, genre = cite.paper_of(preview), cite.genre_of(preview)
    date = date_parts(preview.published)
    first, last = cite.pages_of(paper.page)
    arxiv_id = cite.arxiv_id_of(preview)
    house = {"phdthesis": "school", "techreport": "institution"}.get(genre.bibtex, "publisher")
    category = paper.categories[0] if paper.categories else ""
    texts = {
        "author": _authors(preview),
        "title": _title(cite.title_of(preview)),
        "year": f"{date[0]}" if date else "",
        "month": "",
        genre.container: _text(paper.container_title),
        "volume": _text(paper.volume),
        "number": _text(paper.issue),
        "pages": _text(first) + (f"--{_text(last)}" if last else ""),
        house: _text(paper.publisher),
        "eprint": _text(arxiv_id),
        "archivePrefix": "arXiv" if arxiv_id else "",
        "primaryClass": category if arxiv_id and _CLASS.fullmatch(category) else "",
        "doi": cite.doi_of(preview) or "",
        "url": cite.bare_url(web_url(preview.canonical_url) or ""),
        "note": {"retracted": "Retracted", "withdrawn": "Withdrawn"}.get(paper.status, ""),
    }
    for name, value in texts.items():
        if name == "month" and len(date) > 1:
            yield name, _MONTHS[date[1] - 1]  # a macro: styles write it in their own language
        elif value:
            yield name, f"{{{value}}}"


def _authors(preview: Preview) -> str:
    names = [name for person in preview.authors if (name := _author(person))]
    if names and preview.author_count > len(preview.authors):
        names.append("others")
    return " and ".join(names)


def _author(person: Author) -> str:
    parts = cite.parts_of(person)
    if person.collective:
        return f"{{{_text(person.name)}}}"
    if parts is None:
        return _name_part(person.name)
    family, given, suffix = (_name_part(part) for part in parts)
    return ", ".join(part for part in (family, suffix, given) if part)


def _name_part(text: str) -> str:
    """A comma or an `and` inside a part would make it two: braces hold it together."""
    escaped = _text(text)
    apart = "," in escaped or re.search(r"(^|\s)(and|others)(\s|$)", escaped, re.I)
    return f"{{{escaped}}}" if apart else escaped


def _text(text: str | None) -> str:
    return squash(text or "").translate(_ESCAPES)


def _title(title: str) -> str:
    """Keep formulas, and put words with capitals inside (`BERT`) in braces: styles lower them."""
    done = []
    for span in scan.spans(title):
        if not span.math:
            words = (_word(word) for word in re.split(r"(\s+)", span.text))
            done.append("".join(words))
        elif _pairs(span.text) and _typesets(span.text):
            done.append(f"${span.text}$")
        else:
            done.append(f"${span.text}$".translate(_ESCAPES))
    return "".join(done)


def _word(word: str) -> str:
    escaped = word.translate(_ESCAPES)
    return f"{{{escaped}}}" if _INNER_CAPITAL.search(word) else escaped


def _pairs(formula: str) -> bool:
    """Do the braces pair for BibTeX, which counts all, and for tools, which skip `\\{`?"""
    if re.search(r'["$%\n@]|\\$', formula):
        return False
    return all(_closed(text) for text in (formula, re.sub(r"\\.", "", formula)))


def _typesets(formula: str) -> bool:
    """Does it hold known commands alone, and no `^^5c`, which is TeX's other backslash?"""
    names = (found[1] for found in _COMMAND.finditer(formula) if found[1])
    known = all(name in _COMMANDS or not name.isalpha() for name in names)
    return known and "^^" not in formula


def _closed(text: str) -> bool:
    depth = 0
    for char in text:
        depth += {"{": 1, "}": -1}.get(char, 0)
        if depth < 0:
            return False
    return depth == 0


BIBTEX = Format("bibtex", "application/x-bibtex; charset=utf-8", render, is_paper, filename)
