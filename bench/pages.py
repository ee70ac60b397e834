"""A set of pages made by a generator, so that anyone can measure: real sizes, real kinds of head.

The same seed gives the same pages.  Kinds, by turns: an arXiv-like abs page, a publisher's page
with Highwire and Dublin Core tags, a news page with Open Graph and JSON-LD, a blog, a page with
microdata.  Sizes are spread over 20 to 800 kB as the bodies of real pages are.
"""

from __future__ import annotations

import json
import random
from html import escape
from typing import NamedTuple

_WORDS = """forest tree branch leaf root graph path node measure theorem kernel model sample error
bound signal noise cell protein wave field energy state city river people market story film music"""
WORDS = _WORDS.split()
SIZES_KB = (20, 30, 45, 60, 80, 100, 120, 150, 180, 220, 280, 350, 450, 600, 800)


class Made(NamedTuple):
    name: str
    url: str
    body: bytes


def pages(seed: int = 1) -> list[Made]:
    """Return 60 pages, four of each size."""
    made = []
    for number in range(60):
        rng = random.Random(seed * 1000 + number)  # noqa: S311 - not for secrets
        kind = HEADS[number % len(HEADS)]
        size = SIZES_KB[number % len(SIZES_KB)] * 1000
        url = f"https://site{number}.example.org/{kind.__name__}/{number}"
        head, itemprops = kind(rng, url)
        made.append(
            Made(f"{kind.__name__}-{size // 1000}kB", url, page(rng, head, itemprops, size))
        )
    return made


def page(rng: random.Random, head: str, extra: str, size: int) -> bytes:
    parts = [
        f'<!DOCTYPE html><html lang="en"><head>{common(rng)}{head}</head><body>{nav(rng)}{extra}'
    ]
    length = sum(map(len, parts))
    while length < size:
        part = rng.choice(BODY)(rng)
        parts.append(part)
        length += len(part)
    return ("".join(parts) + "</body></html>").encode()


def sentence(rng: random.Random, low: int = 6, high: int = 22) -> str:
    words = " ".join(rng.choice(WORDS) for _ in range(rng.randint(low, high)))
    return words.capitalize() + "."


def text(rng: random.Random, sentences: int) -> str:
    return " ".join(sentence(rng) for _ in range(sentences))


def common(rng: random.Random) -> str:
    css = "".join(f".c{n}{{margin:{n}px;color:#{n:03d}}}" for n in range(rng.randint(20, 200)))
    links = "".join(f'<link rel="stylesheet" href="/s/{n}.css">' for n in range(rng.randint(2, 9)))
    return (
        '<meta charset="utf-8"><meta name="viewport" content="width=device-width">'
        f'<link rel="icon" href="/favicon.ico" sizes="32x32">{links}<style>{css}</style>'
    )


def nav(rng: random.Random) -> str:
    items = "".join(
        f'<li class="nav-item"><a href="/n/{n}">{rng.choice(WORDS)}</a></li>' for n in range(30)
    )
    return f'<nav class="main"><ul>{items}</ul></nav>'


def paragraph(rng: random.Random) -> str:
    return f'<div class="row c{rng.randint(1, 99)}"><p>{text(rng, rng.randint(2, 7))}</p></div>'


def listing(rng: random.Random) -> str:
    items = "".join(
        f'<li class="item"><a href="/x/{n}" title="{sentence(rng, 3, 6)}">'
        f"<span>{rng.choice(WORDS)}</span></a></li>"
        for n in range(rng.randint(5, 25))
    )
    return f"<ul>{items}</ul>"


def script(rng: random.Random) -> str:
    data = {rng.choice(WORDS) + str(n): text(rng, 1) for n in range(rng.randint(3, 40))}
    return f"<script>window.__DATA__={json.dumps(data)};</script>"


def figure(rng: random.Random) -> str:
    return (
        f'<figure><img src="/i/{rng.randint(1, 999)}.jpg" width="640" height="360" '
        f'alt="{rng.choice(WORDS)}">'
        f"<figcaption>{sentence(rng)}</figcaption></figure>"
    )


BODY = (paragraph, paragraph, paragraph, listing, script, figure)


def metas(attr: str, pairs: list[tuple[str, str]]) -> str:
    return "".join(f'<meta {attr}="{k}" content="{escape(v, quote=True)}">' for k, v in pairs)


def og(rng: random.Random, url: str, title: str) -> str:
    return metas(
        "property",
        [("og:title", title), ("og:description", text(rng, 2)), ("og:type", "article"),
         ("og:url", url), ("og:site_name", "Example"), ("og:image", url + "/card.jpg"),
         ("og:image:width", "1200"), ("og:image:height", "630")],
    )  # fmt: skip


def abs_page(rng: random.Random, url: str) -> tuple[str, str]:
    title = sentence(rng, 5, 12)
    people = [(f"{w.title()}son", rng.choice(WORDS).title()) for w in rng.sample(WORDS, 6)]
    tags = [("citation_title", title), *[("citation_author", f"{f}, {g}") for f, g in people],
            ("citation_date", "2024/05/06"), ("citation_pdf_url", url + ".pdf"),
            ("citation_doi", "10.5555/12345678"),
            ("citation_abstract", text(rng, 9) + r" We show $x_1 \to \infty$.")]  # fmt: skip
    return f"<title>{title}</title>" + og(rng, url, title) + metas("name", tags), ""


def publisher(rng: random.Random, url: str) -> tuple[str, str]:
    title = sentence(rng, 6, 14)
    tags = [("citation_title", title), ("citation_journal_title", "Annals of Examples"),
            ("citation_volume", "7"), ("citation_issue", "2"), ("citation_firstpage", "11"),
            ("citation_publication_date", "2023/11/02"), ("citation_doi", "10.5555/87654321"),
            ("DC.title", title), ("DC.description", text(rng, 8)), ("DC.date", "2023-11-02"),
            ("prism.publicationName", "Annals of Examples")]  # fmt: skip
    for word in rng.sample(WORDS, 12):
        tags += [("citation_author", f"{word.title()}mann, A."),
                 ("citation_author_institution", sentence(rng, 4, 8))]  # fmt: skip
    references = [("citation_reference", f"citation_title={sentence(rng)}") for _ in range(60)]
    return f"<title>{title} | Annals</title>" + metas("name", tags + references) + og(
        rng, url, title
    ), ""


def news(rng: random.Random, url: str) -> tuple[str, str]:
    title = sentence(rng, 5, 11)
    node = {"@context": "https://schema.org", "@graph": [
        {"@type": "NewsArticle", "headline": title, "datePublished": "2024-02-03T10:00:00+01:00",
         "author": [{"@type": "Person", "name": "Ada Example"}], "image": [url + "/1.jpg"],
         "publisher": {"@type": "Organization", "name": "Example News"}, "mainEntityOfPage": url},
        {"@type": "BreadcrumbList", "itemListElement": [
            {"@type": "ListItem", "position": n, "name": w} for n, w in enumerate(WORDS[:8])]},
    ]}  # fmt: skip
    ld = f'<script type="application/ld+json">{json.dumps(node)}</script>'
    return f"<title>{title} - Example News</title>" + og(rng, url, title) + ld, ""


def blog(rng: random.Random, url: str) -> tuple[str, str]:
    title = sentence(rng, 4, 9)
    tags = [("description", text(rng, 1)), ("author", "Max Muster"), ("twitter:card", "summary"),
            ("twitter:title", title)]  # fmt: skip
    return f"<title>{title}</title>" + metas("name", tags), f"<h1>{title}</h1>"


def microdata(rng: random.Random, url: str) -> tuple[str, str]:
    title = sentence(rng, 5, 9)
    item = (
        '<article itemscope itemtype="https://schema.org/BlogPosting">'
        f'<h1 itemprop="headline">{title}</h1><span itemprop="author" itemscope '
        'itemtype="https://schema.org/Person"><span itemprop="name">Ada Example</span></span>'
        '<time itemprop="datePublished" datetime="2024-01-02">2 January</time></article>'
    )
    return f"<title>{title}</title>", item


HEADS = (abs_page, publisher, news, blog, microdata)
