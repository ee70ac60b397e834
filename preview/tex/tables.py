"""What each TeX command means as Unicode: the data behind `preview.tex`, and no code.

Names are without their backslash.  Sources: the LaTeX companion's text symbols, amssymb, and
unicode-math's table (https://ctan.org/pkg/unicode-math), but for two pairs of letters: phi and
varphi are both φ, epsilon and varepsilon both ε, as people type and search them.
"""

from __future__ import annotations


def _words(text: str) -> tuple[str, ...]:
    return tuple(text.split())


MARKS = {
    # accent command: the combining character after the letter
    "`": "\u0300",
    "'": "\u0301",
    "^": "\u0302",
    "~": "\u0303",
    "=": "\u0304",
    "u": "\u0306",
    ".": "\u0307",
    '"': "\u0308",
    "r": "\u030a",
    "H": "\u030b",
    "v": "\u030c",
    "d": "\u0323",
    "c": "\u0327",
    "k": "\u0328",
    "b": "\u0331",
    "t": "\u0361",
}

MATH_MARKS = {
    "grave": "\u0300",
    "acute": "\u0301",
    "hat": "\u0302",
    "widehat": "\u0302",
    "tilde": "\u0303",
    "widetilde": "\u0303",
    "bar": "\u0304",
    "overline": "\u0304",
    "breve": "\u0306",
    "dot": "\u0307",
    "ddot": "\u0308",
    "mathring": "\u030a",
    "check": "\u030c",
    "vec": "\u20d7",
    "underline": "\u0332",
}

LETTERS = {
    "o": "ø",
    "O": "Ø",
    "l": "ł",
    "L": "Ł",
    "ss": "ß",
    "SS": "ẞ",
    "ae": "æ",
    "AE": "Æ",
    "oe": "œ",
    "OE": "Œ",
    "aa": "å",
    "AA": "Å",
    "i": "ı",
    "j": "ȷ",
    "dh": "ð",
    "DH": "Ð",
    "th": "þ",
    "TH": "Þ",
    "dj": "đ",
    "DJ": "Đ",
    "ng": "ŋ",
    "NG": "Ŋ",
}

GREEK = dict(
    zip(
        _words(
            "alpha beta gamma delta epsilon zeta eta theta iota kappa lambda mu nu xi omicron pi "
            "rho sigma tau upsilon phi chi psi omega "
            "Gamma Delta Theta Lambda Xi Pi Sigma Upsilon Phi Psi Omega "
            "varepsilon vartheta varkappa varpi varrho varsigma varphi digamma"
        ),
        "αβγδεζηθικλμνξοπρστυφχψωΓΔΘΛΞΠΣΥΦΨΩεϑϰϖϱςφϝ",
        strict=True,
    )
)

SIGNS = GREEK | {
    # signs that stand like a letter
    "infty": "∞",
    "partial": "∂",
    "nabla": "∇",
    "hbar": "ℏ",
    "hslash": "ℏ",
    "ell": "ℓ",
    "Re": "ℜ",
    "Im": "ℑ",
    "wp": "℘",
    "aleph": "ℵ",
    "beth": "ℶ",
    "imath": "ı",
    "jmath": "ȷ",
    "emptyset": "∅",
    "varnothing": "∅",
    "forall": "∀",
    "exists": "∃",
    "nexists": "∄",
    "neg": "¬",
    "lnot": "¬",
    "top": "⊤",
    "bot": "⊥",
    "angle": "∠",
    "triangle": "△",
    "square": "□",
    "Box": "□",
    "Diamond": "◇",
    "bullet": "•",
    "odot": "⊙",
    "sun": "☉",
    "earth": "⊕",
    "prime": "′",
    "colon": ":",
    "degree": "°",
    "dagger": "†",
    "dag": "†",
    "ddagger": "‡",
    "ddag": "‡",
    "sharp": "♯",
    "flat": "♭",
    "natural": "♮",
    "checkmark": "✓",
    "clubsuit": "♣",
    "diamondsuit": "♢",
    "heartsuit": "♡",
    "spadesuit": "♠",
    "sum": "∑",
    "prod": "∏",
    "coprod": "∐",
    "int": "∫",
    "iint": "∬",
    "iiint": "∭",
    "oint": "∮",
    "bigcup": "⋃",
    "bigcap": "⋂",
    "bigoplus": "⨁",
    "bigotimes": "⨂",
    "bigwedge": "⋀",
    "bigvee": "⋁",
    "ldots": "…",
    "dots": "…",
    "dotsc": "…",
    "dotsb": "⋯",
    "cdots": "⋯",
    "vdots": "⋮",
    "ddots": "⋱",
    "langle": "⟨",
    "rangle": "⟩",
    "lfloor": "⌊",
    "rfloor": "⌋",
    "lceil": "⌈",
    "rceil": "⌉",
    "lbrace": "{",
    "rbrace": "}",
    "lbrack": "[",
    "rbrack": "]",
    "vert": "|",
    "lvert": "|",
    "rvert": "|",
    "Vert": "‖",
    "lVert": "‖",
    "rVert": "‖",
    "backslash": "\\",
    "slash": "/",
    "S": "§",
    "P": "¶",
    "copyright": "©",
    "pounds": "£",
    "euro": "€",
    "micro": "µ",
    "ohm": "Ω",
    "aa": "å",
    "AA": "Å",
    # letters that authors define for themselves, and all alike
    "R": "ℝ",
    "Z": "ℤ",
    "N": "ℕ",
    "Q": "ℚ",
    "C": "ℂ",
    "RR": "ℝ",
    "ZZ": "ℤ",
    "NN": "ℕ",
    "QQ": "ℚ",
    "CC": "ℂ",
}

OPERATORS = {
    # relations, arrows and binary operators: read best between blanks
    "le": "≤",
    "leq": "≤",
    "leqslant": "≤",
    "ge": "≥",
    "geq": "≥",
    "geqslant": "≥",
    "lt": "<",
    "gt": ">",
    "ll": "≪",
    "gg": "≫",
    "ne": "≠",
    "neq": "≠",
    "approx": "≈",
    "approxeq": "≊",
    "sim": "∼",
    "simeq": "≃",
    "cong": "≅",
    "equiv": "≡",
    "propto": "∝",
    "asymp": "≍",
    "doteq": "≐",
    "lesssim": "≲",
    "lsim": "≲",
    "la": "≲",  # aa.cls and mn.cls, as astronomers write it
    "gtrsim": "≳",
    "gsim": "≳",
    "ga": "≳",
    "lessgtr": "≶",
    "prec": "≺",
    "preceq": "⪯",
    "succ": "≻",
    "succeq": "⪰",
    "in": "∈",
    "notin": "∉",
    "ni": "∋",
    "subset": "⊂",
    "subseteq": "⊆",
    "subsetneq": "⊊",
    "supset": "⊃",
    "supseteq": "⊇",
    "sqsubseteq": "⊑",
    "mid": "|",
    "nmid": "∤",
    "parallel": "∥",
    "perp": "⊥",
    "vdash": "⊢",
    "dashv": "⊣",
    "models": "⊨",
    "vDash": "⊨",
    "to": "→",
    "rightarrow": "→",
    "longrightarrow": "⟶",
    "Rightarrow": "⇒",
    "Longrightarrow": "⟹",
    "implies": "⟹",
    "leftarrow": "←",
    "gets": "←",
    "longleftarrow": "⟵",
    "Leftarrow": "⇐",
    "impliedby": "⟸",
    "leftrightarrow": "↔",
    "longleftrightarrow": "⟷",
    "Leftrightarrow": "⇔",
    "iff": "⟺",
    "rightleftharpoons": "⇌",
    "leftrightarrows": "⇆",
    "rightleftarrows": "⇄",
    "mapsto": "↦",
    "longmapsto": "⟼",
    "hookrightarrow": "↪",
    "hookleftarrow": "↩",
    "twoheadrightarrow": "↠",
    "rightsquigarrow": "⇝",
    "leadsto": "⇝",
    "uparrow": "↑",
    "downarrow": "↓",
    "updownarrow": "↕",
    "Uparrow": "⇑",
    "Downarrow": "⇓",
    "nearrow": "↗",
    "searrow": "↘",
    "times": "×",
    "div": "÷",
    "pm": "±",
    "mp": "∓",
    "cdot": "·",
    "circ": "∘",
    "star": "⋆",
    "ast": "*",
    "centerdot": "·",
    "cup": "∪",
    "cap": "∩",
    "sqcup": "⊔",
    "sqcap": "⊓",
    "setminus": "∖",
    "smallsetminus": "∖",
    "oplus": "⊕",
    "ominus": "⊖",
    "otimes": "⊗",
    "boxtimes": "⊠",
    "wedge": "∧",
    "land": "∧",
    "vee": "∨",
    "lor": "∨",
    "rtimes": "⋊",
    "ltimes": "⋉",
    "bowtie": "⋈",
    "wr": "≀",
    "coloneqq": "≔",
    "triangleq": "≜",
    "trianglelefteq": "⊴",
    "lhd": "⊲",
    "rhd": "⊳",
    "therefore": "∴",
    "because": "∵",
}

FUNCTIONS = frozenset(
    _words(
        "arccos arcsin arctan arg cos cosh cot coth csc deg det dim exp gcd hom inf ker lcm lg lim "
        "liminf limsup ln log max min mod bmod Pr sec sin sinh sup tan tanh tr Tr rank sgn"
    )
)

TEXT_SIGNS = {
    # only outside math, and logos
    "TeX": "TeX",
    "LaTeX": "LaTeX",
    "BibTeX": "BibTeX",
    "textendash": "–",
    "textemdash": "—",
    "textquoteleft": "‘",
    "textquoteright": "’",
    "textquotedblleft": "“",
    "textquotedblright": "”",
    "lq": "‘",
    "rq": "’",
    "glqq": "„",
    "grqq": "“",
    "flqq": "«",
    "frqq": "»",
    "guillemotleft": "«",
    "guillemotright": "»",
    "textregistered": "®",
    "texttrademark": "™",
    "textcopyright": "©",
    "textdegree": "°",
    "textmu": "µ",
    "textohm": "Ω",
    "texteuro": "€",
    "textsterling": "£",
    "textyen": "¥",
    "textsection": "§",
    "textbullet": "•",
    "textellipsis": "…",
    "textasciitilde": "~",
    "textasciicircum": "^",
    "textbackslash": "\\",
    "textbar": "|",
    "textless": "<",
    "textgreater": ">",
    "textunderscore": "_",
    "textbraceleft": "{",
    "textbraceright": "}",
    "textdollar": "$",
    "textperiodcentered": "·",
    "textasteriskcentered": "*",
    "textdagger": "†",
    "textonehalf": "½",
    "textexclamdown": "¡",
    "textquestiondown": "¿",
    "item": " • ",
    "quad": " ",
    "qquad": " ",
    "space": " ",
    "thinspace": " ",
    "newline": " ",
    "linebreak": " ",
    "par": "\n\n",
}

SPACES = {
    # control symbols that are a blank, or none
    " ": " ",
    "\n": " ",
    "\t": " ",
    ",": " ",
    ";": " ",
    ":": " ",
    ">": " ",
    "!": "",
    "/": "",
    "-": "",
    "@": "",
    "\\": " ",
}
ESCAPED = frozenset("%&#_${}|")  # control symbols that are the character itself

STYLES = {
    # a command with an argument, or the old switch inside a group: its element in HTML
    "emph": "em",
    "textit": "em",
    "textsl": "em",
    "em": "em",
    "it": "em",
    "sl": "em",
    "itshape": "em",
    "textbf": "strong",
    "bf": "strong",
    "bfseries": "strong",
    "textsuperscript": "sup",
    "textsubscript": "sub",
}
SWITCHES = frozenset(
    _words(
        "em it sl bf rm sf sc tt cal itshape bfseries scshape upshape slshape rmfamily sffamily "
        "ttfamily normalfont tiny scriptsize footnotesize small normalsize large Large LARGE huge "
        "Huge boldmath noindent centering displaystyle textstyle scriptstyle limits nolimits "
        "nonumber protect relax hfill bigskip medskip smallskip maketitle left right"
    )
)

ALPHABETS = {
    # command: the alphabet of `preview.tex.forms.styled`; "" keeps plain letters
    "mathbb": "double-struck",
    "Bbb": "double-struck",
    "mathds": "double-struck",
    "mathcal": "script",
    "mathscr": "script",
    "cal": "script",
    "mathfrak": "fraktur",
    "frak": "fraktur",
    "mathbf": "",
    "mathbfit": "",
    "boldsymbol": "",
    "bm": "",
    "bold": "",
    "pmb": "",
    "mathrm": "",
    "mathit": "",
    "mathsf": "",
    "mathtt": "",
    "mathnormal": "",
    "rm": "",
    "bf": "",
    "it": "",
    "sf": "",
    "tt": "",
    "ensuremath": "",
    "mathop": "",
    "mathrel": "",
    "mathbin": "",
    "mathord": "",
}
TEXT_IN_MATH = frozenset(_words("text mbox hbox textrm textnormal textit textbf textsf texttt"))
FRACTIONS = frozenset(_words("frac dfrac tfrac cfrac nicefrac sfrac"))
WRAPS = {
    "ket": ("|", "⟩"),
    "bra": ("⟨", "|"),
    "braket": ("⟨", "⟩"),
    "abs": ("|", "|"),
    "norm": ("‖", "‖"),
    "pmod": (" (mod ", ")"),
}
INVISIBLE_IN_MATH = frozenset(
    _words(
        "displaystyle textstyle scriptstyle scriptscriptstyle limits nolimits nonumber left right "
        "middle big Big bigg Bigg bigl bigr bigm Bigl Bigr Bigm biggl biggr Biggl Biggr boldmath "
        "relax"
    )
)
SPACES_IN_MATH = {"quad": " ", "qquad": " ", "space": " ", "thinspace": " ", "negthinspace": ""}

DROPPED = frozenset(
    _words(
        # command and argument say nothing to a reader of one title or abstract
        "cite citep citet citealp citealt citeauthor citeyear citenum onlinecite ref eqref pageref "
        "autoref cref Cref label footnote footnotemark thanks vspace hspace index bibliography "
        "input include begin end color textcolor phantom hphantom vphantom pacs"
    )
)

DISPLAYS = {
    # environment: what to write around its body inside `$…$`
    "math": ("", ""),
    "displaymath": ("", ""),
    "equation": ("", ""),
    "equation*": ("", ""),
    "align": ("\\begin{aligned}", "\\end{aligned}"),
    "align*": ("\\begin{aligned}", "\\end{aligned}"),
    "eqnarray": ("\\begin{aligned}", "\\end{aligned}"),
    "eqnarray*": ("\\begin{aligned}", "\\end{aligned}"),
    "gather": ("\\begin{gathered}", "\\end{gathered}"),
    "gather*": ("\\begin{gathered}", "\\end{gathered}"),
    "multline": ("\\begin{gathered}", "\\end{gathered}"),
}
