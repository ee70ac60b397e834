"""Pages that are too much for a parser, or that want to be more than a page."""

from __future__ import annotations

import json
import zlib

from .speech import (
    HELLO,
    PAGE,
    Behaviour,
    page,
    say,
)

MB = 2**20
EVIL = "\"'><script>alert(1)</script><img src=x onerror=alert(1)>\u202e\u2028\x00\x1b[31m\ufeff&lt;b&gt;"


def _tags(**stated: str) -> str:
    return "".join(f'<meta property="og:{k}" content="{v}">' for k, v in stated.items())


def _fields(text: str) -> str:
    quoted = text.replace("&", "&amp;").replace('"', "&quot;")
    names = "title author abstract doi pdf_url journal_title publication_date keywords language publisher issn"
    metas = "".join(f'<meta name="citation_{n}" content="{quoted}">' for n in names.split())
    graph = json.dumps(
        {
            "@type": "ScholarlyArticle",
            "name": text,
            "author": {"name": text},
            "image": text,
            "url": text,
        }
    )
    safe = graph.replace("</", "<\\/")
    return (
        f"<title>{quoted}</title>{metas}{_tags(title=quoted, description=quoted, site_name=quoted, image=quoted, url=quoted, video=quoted)}"
        f'<link rel=icon href="{quoted}"><link rel=canonical href="{quoted}">'
        f'<script type="application/ld+json">{safe}</script>'
    )


PAGES = (
    Behaviour("markup-everywhere", page(_fields(EVIL)), "card", "every field is a script"),
    Behaviour("urls-javascript", page("<title>x</title>" + _fields("javascript:alert(1)//")), "card", "every address is a script"),
    Behaviour("urls-data", page("<title>x</title>" + _fields("data:text/html,<script>1</script>")), "card", "every address is a page"),
    Behaviour("urls-inside", page("<title>x</title>" + _fields("http://169.254.169.254/latest/")), "card", "every address is inside"),
    Behaviour("urls-userinfo", page("<title>x</title>" + _fields("http://user:pw@example.org/")), "card", "every address has a password"),
    Behaviour("base-inside", page("<base href='http://127.0.0.1/'><title>x</title>" + _tags(image="/x.png")), "card", "every address is below another"),
    Behaviour("controls", page("<title>a\x1b[2Jb\x07c\u202ed\u2066e\ufefff\x85g</title>"), "card", "control characters in a title"),
    Behaviour("entities", page("<title>&lt;script&gt;alert(1)&lt;/script&gt;&#0;&#x1b;&#x202e;&#xd800;&#xffffffff;</title>"), "card", "the same, as entities"),
    Behaviour("long-title", page("<title>" + "word " * 200_000), "card", "a title without end"),
    Behaviour("no-blank", page("<title>" + "x" * MB), "card", "a word without end"),
    Behaviour("metas", page("".join(f'<meta property="og:x{i}" content="{i}">' for i in range(25_000))), "card", "25 000 metas"),
    Behaviour("authors", page("<title>x</title>" + "".join(f'<meta name="citation_author" content="A {i}">' for i in range(20_000))), "card", "20 000 authors"),
    Behaviour("attributes", page("<div " + " ".join(f"a{i}=b" for i in range(90_000)) + "><title>x</title>"), "card", "quadratic in lxml's tree"),
    Behaviour("attribute-long", page("<div a='" + "x" * MB), "card", "one attribute"),
    Behaviour("microdata-attributes", page("<div itemscope " + " ".join(f"a{i}=b" for i in range(60_000)) + "><title>x</title>"), "card", "as above, where extruct would look"),
    Behaviour("microdata-nested", page("<title>x</title>" + "<div itemscope itemprop=a>" * 20_000), "card", "RecursionError in extruct"),
    Behaviour("microdata-flat", page("<title>x</title>" + "<i itemscope itemtype=x></i>" * 30_000), "card", "2 s in extruct"),
    Behaviour("microdata-refs", page("<title>x</title>" + "".join(f"<i itemscope itemref='{' '.join(f'r{j}' for j in range(80))}' id=r{i}></i>" for i in range(2000))), "card", "2.5 s in extruct"),
    Behaviour("divs", page("<div>" * 200_000 + "<title>x</title>"), "card", "200 000 levels"),
    Behaviour("anchors", page("<a>" * 300_000), "card", "unclosed"),
    Behaviour("formats", page("<b><i>" * 170_000), "card", "unclosed"),
    Behaviour("tables", page("<table><tr><td>" * 70_000), "card", "nested"),
    Behaviour("less-than", page("<" * MB), "card", "1 MB of <"),
    Behaviour("comments", page("<!--" * (MB // 4)), "card", "html.parser dies of it"),
    Behaviour("scripts", page("<script>" * (MB // 8)), "card", "html5lib dies of it"),
    Behaviour("cdata", page("<![CDATA[" * (MB // 9)), "card", "unclosed"),
    Behaviour("entities-many", page("<p>" + "&amp;" * (MB // 5)), "card", "1 MB of entities"),
    Behaviour("json-deep", page("<title>x</title><script type='application/ld+json'>" + "[" * 100_000 + "</script>"), "card", "RecursionError in json"),
    Behaviour("json-digits", page("<title>x</title><script type='application/ld+json'>{\"a\":" + "9" * 100_000 + "}</script>"), "card", "int() raises"),
    Behaviour("json-numbers", page('<title>x</title><script type="application/ld+json">{"@type":"Article","headline":1e999,"author":NaN,"image":[[[[{}]]]],"datePublished":-0}</script>'), "card", "no text where text should be"),
    Behaviour("json-many", page("<title>x</title>" + "<script type='application/ld+json'>{}</script>" * 20_000), "card", "20 000 scripts"),
    Behaviour("json-graph", page('<title>x</title><script type="application/ld+json">' + json.dumps({"@graph": [{"@type": "Person", "@id": f"#{i}", "name": "A"} for i in range(4000)]}) + "</script>"), "card", "4000 nodes"),
    Behaviour("json-context", page('<title>x</title><script type="application/ld+json">{"@context":"http://inside.attack.test/context","@type":"Article","headline":"x"}</script>'), "card", "a context is never loaded"),
    Behaviour("xxe", page('<!DOCTYPE html [<!ENTITY x SYSTEM "file:///etc/passwd">]><html xmlns="http://www.w3.org/1999/xhtml"><title>&x;</title></html>', kind="application/xhtml+xml"), "card", "an entity that names a file"),
    Behaviour("laughs", page('<!DOCTYPE h [<!ENTITY a "' + "ha" * 1000 + '">' + "".join(f'<!ENTITY {chr(98 + i)} "{("&" + chr(97 + i) + ";") * 10}">' for i in range(9)) + "]><title>&j;</title>", kind="application/xhtml+xml"), "card", "entities that multiply"),
    Behaviour("tex-deep", page("<title>x</title>" + _tags(title="$" + "{" * 3000 + "x" + "}" * 3000 + "$", description="$\\frac{" * 1500)), "card", "nested TeX"),
    Behaviour("mathml-deep", page("<title>x</title><meta name=citation_title content=x><meta name=citation_abstract content='" + "<mml:msub>" * 1500 + "'>"), "card", "nested MathML"),
    Behaviour("spaces", page("<title>" + " " * 400_000 + "x</title><meta name=citation_abstract content='" + " \n" * 200_000 + "x'>"), "card", "blanks that a regex may stumble over"),
    Behaviour("commas", page("<title>x</title><meta name=citation_author content='" + "a, b; " * 60_000 + "'><meta name=citation_keywords content='" + ";," * 100_000 + "'>"), "card", "lists without end"),
    Behaviour("dates", page("<title>x</title><meta name=citation_publication_date content='" + "9" * 20_000 + "/" * 20_000 + "'>"), "card", "a date without end"),
    Behaviour("utf-7", page("<title>+ADw-script+AD4-</title>", kind="text/html; charset=utf-7"), "card", "markup to those who believe it"),
    Behaviour("charset-unicode-escape", page("<title>\\x3cscript\\x3e</title>", kind="text/html; charset=unicode_escape"), "card", "a codec of Python's own"),
    Behaviour("charset-punycode", page("<title>x</title>" + "a-" * 200_000, kind="text/html; charset=punycode"), "card", "quadratic"),
    Behaviour("charset-zlib", page(zlib.compress(b"<title>x</title>"), kind="text/html; charset=zlib_codec"), "any", "a codec that unpacks"),
    Behaviour("utf-16", page("<title>x</title>".encode("utf-16-le"), kind="text/html"), "any", "without a mark"),
    Behaviour("utf-32", page("<title>x</title>".encode("utf-32"), kind="text/html; charset=utf-32"), "any", "refused by browsers"),
    Behaviour("bad-utf-8", page(b"<title>\xc0\xaf\xed\xa0\x80\xf5\xff</title>"), "card", "no UTF-8"),
    Behaviour("nul-rich", page(b"\0" * MB), "any", "no page"),
    Behaviour("lying-pdf", page(b"%PDF-1.7\n" + b"\0" * 5000, kind="text/html"), "any", "a PDF that calls itself a page"),
    Behaviour("lying-zip", page(b"PK\3\4" + bytes(range(256)) * 100, kind="text/html"), "any", "an archive that calls itself a page"),
    Behaviour("pdf-bomb", page(b"%PDF-1.7\n" + b"1 0 obj<</Length 9999999999>>stream\n" * 20_000, kind="application/pdf"), "any", "objects without end"),
    Behaviour("svg", page("<svg xmlns='http://www.w3.org/2000/svg' onload='alert(1)'/>", kind="image/svg+xml"), "any", "a picture that is a program"),
    Behaviour("two-types", page(PAGE, kind="image/png, text/html"), "any", "smuggled"),
    Behaviour("no-type", say(b"HTTP/1.1 200 OK\r\nContent-Length: %d\r\n\r\n" % len(HELLO) + HELLO), "card", "sniffed"),
    Behaviour("type-odd", page(PAGE, kind="\x01" * 300 + ";" * 3000), "any", "a type that is none"),
    Behaviour("canonical-elsewhere", page(f"{PAGE}<link rel=canonical href='https://arxiv.org/abs/2504.18412'>{_tags(url='https://arxiv.org/abs/2504.18412', site_name='arXiv')}<meta name=citation_arxiv_id content=2504.18412><meta name=citation_doi content=10.1145/3715275.3732039>"), "card", "wants to be another's card"),
)  # fmt: skip
