"""Marked-up text in its three flavours: what becomes what, attacks, and laws."""

from __future__ import annotations

import html
import re
import unicodedata
from itertools import groupby

import pytest
from hypothesis import given
from hypothesis import strategies as st

from preview import markup, text
from preview.markup import MAX_CHARS, MAX_MARKED_CHARS, fragment, mathml, render

MARKS = r"""
    <i> </i> <sub> </sub> <p> </p> <br/> <jats:p> </jats:p> <title> </title> <script> </script>
    <!-- --> <![CDATA[ ]]> <mml:math> </mml:math> <msup> </msup> <mfrac> <mi> </mi> <tex-math>
    </tex-math> &lt; &amp;lt; <inline-formula> </inline-formula> <li> &#0; &#xD800; <a:b <1 < > & $
    $x$ \emph{ } <td> <x onload=a> a{b:c;
"""
WORDS = (" ", "\n", "a", "Foo", "5", "é", "\u202e", "\x00", "\ud800")
PIECES = st.sampled_from([*MARKS.split(), *WORDS])
MARKED = st.lists(PIECES, max_size=25).map("".join) | st.text(max_size=60)
MARKUPS = st.sampled_from(["plain", "html", "tex", "auto"])
TAGS = re.compile(r"</?(?:i|em|b|strong|sub|sup|p)>")


def line(value, markup="html"):
    return render(value, markup, multiline=False)


def whole(value, markup="html"):
    return render(value, markup, multiline=True)


@pytest.mark.parametrize(
    ("source", "plain", "marked"),
    [
        ("CO<sub>2</sub> of <i>E. coli</i>", "CO₂ of E. coli", "CO<sub>2</sub> of <i>E. coli</i>"),
        ("<jats:italic>a</jats:italic> <ns4:bold>b</ns4:bold>", "a b", "<i>a</i> <b>b</b>"),
        ("<scp>DC</scp> <u>v</u> <a href='javascript:x'>y</a>", "DC v y", "DC v y"),
        ("&lt;i&gt;x&lt;/i&gt; R&amp;D", "x R&D", "<i>x</i> R&amp;D"),
        ("δ&amp;lt;sup&amp;gt;13&amp;lt;/sup&amp;gt;C", "δ¹³C", "δ<sup>13</sup>C"),  # escaped twice
        ("x&amp;amp;lt;sub&amp;amp;gt;1&amp;amp;lt;/sub&amp;amp;gt;", "x₁", "x<sub>1</sub>"),
        ("<1% and p < 0.05, a<b, 2<d<4", "<1% and p < 0.05, a<b, 2<d<4", None),
        ("vector<int> <foo>x</foo>", "vector<int> <foo>x</foo>", None),
        ("a &lt; b &copy; &bogus; R&D;", "a < b © &bogus; R&D;", None),
        ("<![CDATA[<b>x</b> & y]]>", "x & y", "<b>x</b> &amp; y"),
        ("a<!-- b --><script>c</script><style>d</style>e", "ae", "ae"),
        ("<p>p.p1 {margin: 0.0px; font: 12px Arial} Text</p>", "Text", "Text"),  # pasted CSS
        ("<i>only <b>opened", "only opened", "<i>only <b>opened</b></i>"),
        ("a <i", "a <i", None),
        ("<i>a <b>b</i> c</b>", "a b c", "<i>a <b>b</b></i> c"),
        (r"<i>c $x_{i,j}$</i> \emph{d}", "c $x_{i,j}$ d", "<i>c $x_{i,j}$</i> <em>d</em>"),
        ("10<sup>-3</sup> 20<sup>th</sup>", "10⁻³ 20th", "10<sup>-3</sup> 20<sup>th</sup>"),
        ("10<sup>3.5</sup> C<sup>*</sup>", "10^3.5 C*", "10<sup>3.5</sup> C<sup>*</sup>"),
        ("PM<sub>2.5</sub>", "PM2.5", "PM<sub>2.5</sub>"),
        ("", "", ""),
    ],
)  # fmt: skip
def test_a_line(source, plain, marked):
    expected = html.escape(plain, quote=False) if marked is None else marked
    assert line(source)[:2] == (plain, expected)


@pytest.mark.parametrize(
    ("source", "plain"),
    [
        ("in\n      <i>Foo</i>\n      bar", "in Foo bar"),
        ("(Group B\n   <i>Strep</i>\n   ) and\n  <i>P.</i>\n  .", "(Group B Strep) and P.."),
        ("CO\n  <sub>2</sub>\n  flux", "CO₂ flux"),
        ("or<jats:italic>rivalry</jats:italic>between", "or rivalry between"),
        ("The<jats:italic>rate</jats:italic>of", "The rate of"),
        ("crayfish,<jats:italic>C. robustus</jats:italic>, and<jats:italic>O. rus</jats:italic>,",
         "crayfish, C. robustus, and O. rus,"),
        ("<jats:italic>p</jats:italic>H, <jats:italic>N</jats:italic>-methyl", "pH, N-methyl"),
        ("the<mml:math><mml:mi>x</mml:mi></mml:math>axis", "the x axis"),
    ],
)  # fmt: skip
def test_blanks_around_elements_are_mended(source, plain):
    assert line(source).plain == plain


@pytest.mark.parametrize(
    ("source", "paragraphs"),
    [
        ("<title>Abstract</title><p>One.</p>\n<p>Two.</p>", ["One.", "Two."]),
        ("<p><strong>ABSTRACT</strong></p><p>One.</p>", ["One."]),
        ("<sec><title>Background</title><p>We did.</p></sec>", ["Background: We did."]),
        ("<h4>Aims</h4>To do.<h4>Why?</h4>So.", ["Aims: To do.", "Why? So."]),
        ("<h2>A</h2><h3>B</h3><p>c</p>", ["A", "B: c"]),
        ("a<br>b<br/><br/>c", ["a", "b", "c"]),
        ("<ul><li>one</li><li><p>two</p></li></ul>three", ["• one", "• two", "three"]),
        ("<table><tr><td>a</td><td>b</td></tr><tr><td>c</td></tr></table>", ["a b", "c"]),
        ("<i>a<p>b</p></i>", ["a", "b"]),
    ],
)
def test_paragraphs(source, paragraphs):
    assert whole(source).plain == "\n\n".join(paragraphs)
    assert line(source).plain == " ".join(paragraphs)


def test_paragraphs_in_html():
    assert whole("<title>Aim</title><p>a</p><p>b</p>").html == "<p><b>Aim:</b> a</p><p>b</p>"
    assert whole("<p>a</p>").html == "a"


def test_arxiv_begins_a_paragraph_with_an_indented_line():
    assert whole("One\nline.\n  Two $x$.", "tex").plain == "One line.\n\nTwo x."
    assert whole("One\n          line $x$.", "tex").plain == "One line x."  # a pretty-printer


@pytest.mark.parametrize(
    ("source", "plain", "marked"),
    [
        (
            "<inline-formula><alternatives><tex-math>$$\\alpha &lt; 1$$</tex-math>"
            "<mml:math><mml:mi>a</mml:mi></mml:math></alternatives></inline-formula>!",
            "α < 1!",
            "$\\alpha &lt; 1$!",
        ),
        (
            "<tex-math>\\documentclass{minimal}\\begin{document}$$x_{i,j}$$\\end{document}</tex-math>",
            "$x_{i,j}$",
            "$x_{i,j}$",
        ),
        ("<math><msup><mi>x</mi><mn>2</mn></msup></math>", "x²", "x<sup>2</sup>"),
        ("<math><msub><mi>p</mi><mi>T</mi></msub></math>", "p_T", "p<sub>T</sub>"),
        (
            "<math><msub><mi>x</mi><mrow><mi>i</mi><mo>,</mo><mi>j</mi></mrow></msub></math>",
            "x_(i,j)",
            "x<sub>i,j</sub>",
        ),
        (
            "<math><mi>a</mi><mo>≤</mo><mo>-</mo><mn>1</mn><mo>−</mo><mi>b</mi></math>",
            "a ≤ −1−b",
            "a ≤ −1−b",
        ),
        (
            "<math><mfrac><mrow><mi>a</mi><mo>+</mo><mi>b</mi></mrow><mn>2</mn></mfrac></math>",
            "(a+b)/2",
            "(a+b)/2",
        ),
        ("<math><msqrt><mi>s</mi><mi>t</mi></msqrt></math>", "√(st)", "√(st)"),
        ("<math><mover><mi>D</mi><mo>¯</mo></mover></math>", "D̄", "D̄"),
        (
            "<math><mmultiscripts><mi>C</mi><none/><none/><mprescripts/><none/><mn>14</mn></mmultiscripts></math>",
            "¹⁴C",
            "<sup>14</sup>C",
        ),
        ("<math><mi>log</mi><mi>n</mi></math>", "log n", "log n"),
        ("<math><semantics><mi>a</mi><annotation>b</annotation></semantics></math>", "a", "a"),
        ("<math><mi mathvariant=script>O</mi><mfenced><mi>n</mi></mfenced></math>", "𝒪(n)", "𝒪(n)"),
    ],
)  # fmt: skip
def test_formulas(source, plain, marked):
    assert line(source)[:2] == (plain, marked)


@pytest.mark.parametrize(
    ("source", "plain"),
    [
        ("How to use the <b> tag", "How to use the <b> tag"),  # told of, not used
        ("<b>Bold</b> title", "Bold title"),
        ("XSS by <script>alert(1)</script>", "XSS by <script>alert(1)</script>"),
        ("AT&amp;T", "AT&T"),
        ("R&D and Q&A", "R&D and Q&A"),
        (r"don\'t say \"All\"", r"don\'t say \"All\""),  # quotes that a program escaped
        (r"Erd\H{o}s, $n$-gons", "Erdős, n-gons"),
        ("std::map<int, {a}>", "std::map<int, {a}>"),
        ("from $5 to $10", "from $5 to $10"),
    ],
)
def test_auto_decides_by_what_is_there(source, plain):
    assert line(source, "auto").plain == plain


def test_raw_is_as_delivered_but_for_the_unseen():
    assert line("  <i>a</i>\u202e &amp; $b$ ").raw == "<i>a</i> &amp; $b$"


# -- attacks ------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "attack",
    [
        "<img src=x onerror=alert(1)>",
        "<i onclick=alert(1)>x</i>",
        "<svg><script>alert(1)</script></svg>",
        "&lt;script&gt;alert(1)&lt;/script&gt;",
        "<scr<i>ipt>alert(1)</i></script>",
        "<![CDATA[<script>alert(1)</script>]]>",
        "<mml:mi>&lt;img src=x&gt;</mml:mi>",
        "<mml:math><mml:mfenced open='&lt;img src=x onerror=a&gt;'></mml:mfenced></mml:math>",
        "<tex-math>&lt;/em&gt;&lt;iframe src=x&gt;</tex-math>",
        r"<i>\emph{<b onload=a>}</i>",
    ],
)
@pytest.mark.parametrize("markup", ["html", "auto", "tex", "plain"])
def test_no_element_of_a_stranger_reaches_the_page(attack, markup):
    assert "<" not in TAGS.sub("", line(attack, markup).html)


@pytest.mark.parametrize(
    "piece",
    [
        "<i>", "<b><i>", "<!--", "<![CDATA[", "<mrow>", "<math><msup>", "<sub>", "<li>", "<table>",
        "<title>", "</i>", "&amp;", "&lt;i&gt;", "<", "<i ", "<i a=", "<inline-formula><tex-math>",
        "<p>", "<script>", "a{b:c;",
    ],
)  # fmt: skip
def test_repeated_openers_end(piece):
    render(piece * (MAX_MARKED_CHARS // len(piece) + 1), "html", multiline=True)


def test_many_attributes_end():
    attributes = " ".join(f"a{n}=1" for n in range(90_000))
    assert line(f"<i {attributes}>x</i>").plain is not None


def test_more_than_the_bound_is_cut_at_a_word():
    assert line("word " * MAX_CHARS, "plain").plain.endswith("word…")
    assert len(line("word " * MAX_MARKED_CHARS).plain) <= MAX_CHARS


# -- laws ---------------------------------------------------------------------------------------


@given(MARKED, MARKUPS, st.booleans())
def test_any_text_gives_clean_text_and_only_our_elements(source, markup, multiline):
    rich = render(source, markup, multiline=multiline)
    assert rich.plain == (text.paragraphs if multiline else text.squash)(rich.plain)
    assert rich.raw == text.visible(rich.raw).strip()
    bare = TAGS.sub("", rich.html)
    assert "<" not in bare
    assert html.escape(html.unescape(bare), quote=False) == bare
    assert len(rich.plain) <= 3 * len(source) + 4


@given(st.text(max_size=80))
def test_plain_text_is_only_escaped(source):
    rich = line(source, "plain")
    assert rich.plain == text.squash(source)
    assert rich.html == html.escape(rich.plain, quote=False)


@given(st.text(st.characters(exclude_characters="<>&\\${}"), max_size=80), MARKUPS)
def test_text_without_signs_is_the_same_in_every_markup(source, markup):
    assert line(source, markup) == line(source, "plain")


@given(st.text("ab <>=1.", max_size=40))
def test_a_stray_sign_survives(source):
    said = source.replace("<b", "< b").replace("<a", "< a").replace("< ", "<1")
    assert line(said).plain == text.squash(said)


def test_mathml_survives_any_number_of_children():
    for name in ("msup", "msub", "mfrac", "mroot", "munderover", "mmultiscripts", "mfenced"):
        for count in range(5):
            element = mathml.Element(name)
            element.children = [mathml.Piece("x", "x")] * count
            assert isinstance(element.reduced().plain, str)


def test_an_element_needs_a_pair_to_be_markup():
    assert fragment.looks_marked("<sup>2</sup>")
    assert fragment.looks_marked("a<br>b")
    assert not fragment.looks_marked("a <b, c> d, 1 < 2 & 3")


@pytest.mark.parametrize("markup", ["plain", "html", "tex", "auto"])
def test_a_text_that_was_longer_than_we_read_says_so(markup):
    assert render("word " * 30_000, markup, multiline=True).cut
    assert not render("word " * 3_000, markup, multiline=True).cut


@given(MARKED | st.text(max_size=40), MARKUPS)
def test_a_name_or_journal_is_the_plain_flavour_alone(source, kind):
    assert markup.line(source, kind) == render(source, kind, multiline=False).plain


@given(st.text("a\u0301\u0316\u0345\u1e69\u0f71 ", max_size=200))
def test_a_letter_keeps_thirty_marks_at_most(stacked):
    shown = text.visible("b" + stacked + "\u0316\u0301" * 40)
    is_mark = [unicodedata.combining(letter) > 0 for letter in shown]
    runs = [len(list(run)) for marked, run in groupby(is_mark) if marked]
    assert max(runs) <= 33  # three more where a letter brings marks of its own
    assert text.visible("e\u0301\u0323") == "ẹ́"
