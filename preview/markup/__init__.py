"""One text of a stranger, in whatever markup it came → plain Unicode, safe HTML, and as it came."""

from __future__ import annotations

import html as html_escape
import re
from typing import NamedTuple

import nh3

from preview import model, tex, text
from preview.markup import flow, fragment, tags

MAX_CHARS = 50_000  # the contract's bound for an abstract, which is the longest text
MAX_MARKED_CHARS = 65_536  # with its tags
# A quote that some program escaped (`don\'t`, `\"All`) is no accent.
_SLASHED = re.compile(r"""\\"(?![aeiouyAEIOUY{\\])|\\'(?:(?:s|t|re|ll|ve|d|m)\b|(?![A-Za-z{\\]))""")
# arXiv begins a paragraph with a line that is indented by a blank or two; a pretty-printer by more.
_INDENTED = re.compile(r"\n[ ]{1,2}(?=\S)")


class Rich(NamedTuple):
    """The three flavours of one text.

    Attributes:
        plain: Unicode text; formulas with no plain form keep their `$…$` source.
        html: for a page: only `i em b strong sub sup`, and `p` where there are paragraphs, without
            attributes; all else is escaped; TeX formulas stay `$…$`.
        raw: as delivered, but for characters that nobody can see.
        cut: it was longer than we read.
    """

    plain: str
    html: str
    raw: str
    cut: bool = False


def render(value: str, markup: model.Markup, *, multiline: bool) -> Rich:
    """Return *value*, which is written in *markup*, in all three flavours.

    *multiline*: keep paragraphs, in `plain` as blank lines; else all is one line.

    >>> render("CO<sub>2</sub> in <i>E. coli</i>, p < 0.05", "html", multiline=False)[:2]
    ('CO₂ in E. coli, p < 0.05', 'CO<sub>2</sub> in <i>E. coli</i>, p &lt; 0.05')
    """
    clean = text.visible(value)
    raw = text.clip(clean.strip(), MAX_CHARS)
    rendered = _rendered(clean, raw, markup, multiline)
    return rendered._replace(cut=True) if _is_cut(clean, rendered) else rendered


def line(value: str, markup: model.Markup) -> str:
    """Return the plain flavour of *value* as one line: a name or a journal needs no other.

    >>> line("Caf&eacute; de  Flore", "auto")
    'Café de Flore'
    """
    clean = text.visible(value)
    if len(clean) <= MAX_CHARS and (markup == "plain" or not _may_be_marked(clean)):
        return " ".join(clean.split())
    return render(value, markup, multiline=False).plain


def _may_be_marked(value: str) -> bool:
    return "<" in value or ">" in value or "&" in value or tex.may_be_tex(value)


def _is_cut(clean: str, rendered: Rich) -> bool:
    """Whether the plain flavour lost its end: raw text and markup have bounds of their own."""
    if len(clean) <= MAX_CHARS:
        return False
    clipped = rendered.plain.endswith("…") and not clean.rstrip().endswith("…")
    return clipped or len(clean) > MAX_MARKED_CHARS


def _rendered(clean: str, raw: str, markup: model.Markup, multiline: bool) -> Rich:
    if markup == "plain" or not _may_be_marked(clean):
        return _plain(raw, multiline)
    if markup == "html" or (markup == "auto" and fragment.looks_marked(clean)):
        marked = text.clip(clean, MAX_MARKED_CHARS)
        return _rich(_squashed(flow.paragraphs(fragment.items(marked), _prose)), raw, multiline)
    if markup == "tex" or has_tex(raw):
        source = _INDENTED.sub("\n\n", raw) if multiline else text.squash(raw)
        plain, html = tex.to_both(source)
        if multiline and plain.count("\n\n") == html.count("\n\n"):
            both = list(zip(plain.split("\n\n"), html.split("\n\n"), strict=True))
        else:
            both = _squashed([(plain, html)])
        return _rich(both, raw, multiline)
    return _plain(raw, multiline)


def has_tex(value: str) -> bool:
    """Is there TeX in a text that may hold none, and may hold quotes escaped by a program?"""
    return tex.has_tex(value) and not _SLASHED.search(value)


def _prose(value: str) -> tuple[str, str]:
    """Both flavours of a run of text between tags."""
    value = fragment.without_style_rules(value)
    if not has_tex(value):
        return value, _escape(value)
    before = " " * value[:1].isspace()
    after = " " * value[-1:].isspace()
    plain, html = tex.to_both(value)
    return before + plain + after, before + html + after


def _plain(raw: str, multiline: bool) -> Rich:
    if not multiline:
        line = " ".join(raw.split())
        return Rich(line, _escape(line), raw)
    plain = text.paragraphs(raw)
    blocks = plain.split("\n\n")
    html = _escape(plain)
    if len(blocks) > 1:
        html = "".join(f"<p>{_escape(block)}</p>" for block in blocks)
    return Rich(plain, html, raw)


def _rich(both: list[tuple[str, str]], raw: str, multiline: bool) -> Rich:
    """Join the lines *both* (plain, html), each a paragraph; one alone needs no `p`."""
    pairs = [pair for pair in both if pair[0]]
    plain = ("\n\n" if multiline else " ").join(pair[0] for pair in pairs)
    if multiline and len(pairs) > 1:
        html = "".join(f"<p>{pair[1]}</p>" for pair in pairs)
    else:
        html = " ".join(pair[1] for pair in pairs)
    return Rich(text.clip(plain, MAX_CHARS), _safe(html), raw)


def _squashed(both: list[tuple[str, str]]) -> list[tuple[str, str]]:
    return [(text.squash(plain), text.squash(html)) for plain, html in both]


def _safe(html: str) -> str:
    """We built it, so this changes nothing: the last wall, should we be wrong."""
    if "<" not in html:
        return html
    return nh3.clean(html, tags=set(tags.ALLOWED), attributes={}, link_rel=None)


def _escape(value: str) -> str:
    return html_escape.escape(value, quote=False)
