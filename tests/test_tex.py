"""TeX in titles and abstracts: what becomes what, and the laws of all of it."""

from __future__ import annotations

import html
import re
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from preview import text
from preview.tex import MAX_CHARS, forms, has_tex, to_both, to_html, to_plain
from preview.tex.linear import linear
from preview.tex.tables import LETTERS, MARKS, OPERATORS, SIGNS

SIGNS_OF_TEX = r"""
    \ { } $ $$ \( \) \[ \] ^ _ ~ % & -- --- `` '' \" \' \^ \v \c \frac \sqrt \emph{ \bf \alpha
    \mathbb{R} \left \right \begin{align} \end{align} \cite{x} \href{u}{ \text{
"""
WORDS = (" ", "\n", "\n\n", "a", "Z", "5", "word", "é", "<b>", "ΑΩ", "\u202e", "\x07", "\ud800")
PIECES = st.sampled_from([*SIGNS_OF_TEX.split(), *WORDS])
TEX = st.lists(PIECES, max_size=25).map("".join) | st.text(max_size=60)
TAGS = re.compile(r"</?(?:em|strong|sub|sup)>")


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        (r"Gr\"obner", "Gröbner"),
        (r"Koll\'ar's", "Kollár's"),  # an apostrophe after an accent
        (r"Erd\H{o}s", "Erdős"),
        (r"\v{C}ech and \v Cech", "Čech and Čech"),
        (r"{\o}re, stra\ss e, \L{}ukasz", "øre, straße, Łukasz"),  # a blank that ends a name
        (r"na\"{\i}ve, \'\i, \^{\j}", "naïve, í, ĵ"),  # the dotless ones
        (r"{\AA}ngstr{\"o}m, 4000 \AA wide", "Ångström, 4000 Å wide"),  # a unit keeps its blank
        (r"Ka{\^a}niche, \'{\^e}", "Kaâniche, ế"),  # two accents on one letter
        (r"\c c \k{a} \d{h} \b{b} \t{oo} \r a \u{g} \=o \.z", "ç ą ḥ ḇ o͡o å ğ ō ż"),
        (r"\emph{A} {\em b} {\bf c} \textsc{D} \texttt{e}", "A b c D e"),
        (r"\href{https://a.example}{site} \url{a.example/b_c}", "site a.example/b_c"),
        (r"as in~\cite{x}, \ref{fig:1}. \label{a}", "as in,."),
        (r"\textsuperscript{2} H\textsubscript{2}O", "² H₂O"),
        (r"``so'' --- a--b \& 5\% \# \_", "“so” — a–b & 5% # _"),
        (r"run --flag {x}", "run --flag x"),  # no dash: it begins a word
        (r"{Ki(z)}", "Ki(z)"),
        (r"\alpha decay, M_\odot, \omega_{u}^{2}", "α decay, M_⊙, ωᵤ²"),  # outside dollars
        (r"\frac{a}{b} and \sqrt{s}", "a/b and √s"),
        (r"\foo{bar} \foo baz C:\Users", r"bar \foo baz C:\Users"),  # unknown commands
        (r"\LaTeX{} and \TeX", "LaTeX and TeX"),
    ],
)  # fmt: skip
def test_commands_between_formulas(source, expected):
    assert to_plain(source) == expected


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("CeAg$_2$Ge$_2$", "CeAg₂Ge₂"),
        ("$^{14}$N, 2 fb$^-1$", "¹⁴N, 2 fb⁻¹"),  # who writes ^-1 means minus one
        ("$p$-adic", "p-adic"),
        (r"$D^0-\bar{D}^0$", "D⁰−D̄⁰"),
        (r"$D^+\to K^-K^+K^+$", "D⁺ → K⁻K⁺K⁺"),
        (r"$\sqrt{s_{_{NN}}}$=200 GeV", "√(s_NN)=200 GeV"),
        (r"$\sim$5, $\sim 5$, $5\pm 1$, $3\times10^{-6}$", "∼5, ∼5, 5 ± 1, 3 × 10⁻⁶"),
        (r"$\alpha x$, $\sin\theta$, $O(n\log n)$", "αx, sin θ, O(n log n)"),
        (r"$\mathbb{R}^n$, $\mathcal N=4$, ${\cal S}$, $\mathfrak{g}$", "ℝⁿ, 𝒩=4, 𝒮, 𝔤"),
        (r"$\frac{a+b}{2\pi}$, $\frac12$, $\sqrt[3]{x}$", "(a+b)/(2π), 1/2, ∛x"),
        (r"$90^\circ$, $C^*$-algebra, $f''$, $L^\infty$", "90°, C*-algebra, f″, L^∞"),
        (r"$200\,{\rm GeV}$, $H_{\text{eff}}$, $\left(1\right)$", "200 GeV, H_eff, (1)"),
        (r"\(x\) \[y\] $$z$$", "x y z"),
        ("$δ$ Sco, $R_\\star$", "δ Sco, R_⋆"),  # feeds that convert half of it
        (r"$\lim_{n\to 0} a_n$", r"$\lim_{n\to 0} a_n$"),  # no form for a limit
        (r"$K^\pm$, $x^{\pm 1}$, $x^{k_1}$", "K±, x±¹, $x^{k_1}$"),
        (r"$x_{i,j}$, $K_{NN}x$", r"$x_{i,j}$, $K_{NN}x$"),  # where would the script end?
        (r"\begin{equation}a=b\end{equation}", "a=b"),
        (r"\begin{align}a\\b\end{align}", r"$\begin{aligned}a\\b\end{aligned}$"),
        ("${" + "{" * 99 + "a", "${" + "{" * 99 + "a"),
    ],
)
def test_formulas(source, expected):
    assert to_plain(source) == unicodedata.normalize("NFC", expected)


@pytest.mark.parametrize(
    "plain",
    [
        "z~2.56",  # about
        "5% of AT&T, S&P, C#",
        "C^* modules and x_1",
        "costs $5 and $10",
        "between $5m and $10m",
        "A$AP Rocky and Ke$ha, A$AP",
        "earns $5",
        "$HOME is not $PATH, said she",
        "pp. 263--310",  # without TeX around it, no dash
    ],
)
def test_what_only_looks_like_tex_is_left_alone(plain):
    assert to_plain(plain) == plain
    assert not has_tex(plain)


def test_a_formula_after_money():
    assert to_plain(r"from $10 to $20 and $\alpha$") == "from $10 to $20 and α"
    assert to_plain("$5$ and $10$") == "5 and 10"


def test_a_tilde_is_a_tie_only_between_letters_and_after_a_reference():
    assert (
        to_plain(r"Fig.~3 \& A.~Einstein, Section~2, z~2") == "Fig. 3 & A.~Einstein, Section 2, z~2"
    )
    assert to_plain(r"Hubbard~model \'a") == "Hubbard model á"


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        (r"\emph{a \textbf{b} $x<1$}", "<em>a <strong>b</strong> $x&lt;1$</em>"),
        (r"{\em a {\em b}} & <i>", "<em>a b</em> &amp; &lt;i&gt;"),  # none inside its like
        (r"{\bf open", "{open"),  # an open brace is a brace
        (r"H$_2$O", "H$_2$O"),
    ],
)
def test_html(source, expected):
    assert to_html(source) == expected


@pytest.mark.parametrize("letter", ["a", "{a}", "{ a }"])
@pytest.mark.parametrize("mark", MARKS)
def test_every_accent_composes(mark, letter):
    gap = " " if mark.isalpha() and letter == "a" else ""
    assert to_plain(f"\\{mark}{gap}{letter}") == unicodedata.normalize("NFC", "a" + MARKS[mark])


@pytest.mark.parametrize("name", LETTERS)
def test_every_letter(name):
    assert to_plain(f"x{{\\{name}}}x") == f"x{LETTERS[name]}x"


@pytest.mark.parametrize("name", [*SIGNS, *OPERATORS])
def test_every_sign_is_known_in_formulas(name):
    assert linear(f"\\{name}")


def test_every_alphabet_is_complete():
    letters = [chr(c) for c in (*range(65, 91), *range(97, 123))]
    for alphabet in ("script", "fraktur", "double-struck"):
        assert all(unicodedata.name(forms.styled(alphabet, c), "") for c in letters)


def test_what_the_tables_hold_says_nothing_twice():
    assert not set(SIGNS) & set(OPERATORS)


# -- laws ---------------------------------------------------------------------------------------


@given(st.text(st.characters(exclude_characters="\\${}"), max_size=80))
def test_text_without_signs_of_tex_is_unchanged(plain):
    assert to_plain(plain) == text.paragraphs(plain)
    assert not has_tex(plain)


@given(TEX)
def test_plain_text_has_nothing_unseen_and_is_not_much_longer(source):
    plain = to_plain(source)
    assert plain == text.paragraphs(plain)
    assert len(plain) <= 2 * len(source) + 4


@given(TEX)
def test_without_signs_left_a_second_time_changes_nothing(source):
    plain = to_plain(source)
    if not set(plain) & set("\\${}"):
        assert to_plain(plain) == plain


@given(TEX)
def test_both_are_the_two(source):
    assert to_both(source) == (to_plain(source), to_html(source))


@given(TEX)
def test_html_holds_only_our_elements(source):
    bare = TAGS.sub("", to_html(source))
    assert "<" not in bare
    assert ">" not in bare
    assert html.escape(html.unescape(bare), quote=False) == bare


@given(st.integers(0, 10**6), st.sampled_from(["", r" \'e", " $x$", r" {a} \%"]))
def test_about_a_number_stays(number, more):
    assert f"z~{number}" in to_plain(f"z~{number}{more}")


@pytest.mark.parametrize(
    "attack",
    [
        "$", "{", "}", "\\", "\\(", "\\url{", "\\'{", "{\\em ", "$$", "$x", "\\frac", "^{", "~",
        "\\begin{align}", "$" + "{" * 5000, "$" + "\\sqrt{" * 3000,
        "$" + "x^{" * 5000 + "$",
    ],
)  # fmt: skip
def test_repeated_openers_end(attack):
    assert len(to_plain(attack * (MAX_CHARS // len(attack)))) <= 2 * MAX_CHARS
    to_html(attack * (MAX_CHARS // len(attack)))


def test_more_than_the_bound_is_cut_at_a_word():
    assert to_plain("word " * MAX_CHARS).endswith("word…")
