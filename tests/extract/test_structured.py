"""JSON-LD, microdata, COinS and IEEE's object: whose statements they are, and broken ones."""

from __future__ import annotations

import json

import pytest

from preview.extract.jsonld import load
from preview.model import Author, Image


def script(data: object) -> str:
    text = data if isinstance(data, str) else json.dumps(data)
    return f'<script type="application/ld+json">{text}</script>'


ARTICLE = {
    "@context": "https://schema.org",
    "@type": ["ScholarlyArticle", "Article"],
    "headline": "A title",
    "description": "The abstract.",
    "author": [
        {"@type": "Person", "name": "Ann Doe", "givenName": "Ann", "familyName": "Doe",
         "@id": "https://orcid.org/0000-0001-2345-6789"},
        {"@type": "Organization", "name": "A Consortium"},
        "Bob Roe",
    ],
    "datePublished": "2020-05",
    "isPartOf": {"@type": "PublicationIssue", "issueNumber": "2", "isPartOf": {
        "@type": "PublicationVolume", "volumeNumber": 7, "isPartOf": {
            "@type": "Periodical", "name": "The Journal", "issn": ["1234-5678"]}}},
    "pageStart": "1", "pageEnd": 9,
    "identifier": {"@type": "PropertyValue", "propertyID": "doi", "value": "10.1234/x"},
    "isAccessibleForFree": True,
    "image": {"@type": "ImageObject", "url": "/i.png", "width": 1200, "height": "630"},
    "encoding": {"contentUrl": "/x.pdf", "encodingFormat": "application/pdf"},
    "inLanguage": {"@type": "Language", "name": "English", "alternateName": "en"},
    "publisher": {"@type": "Organization", "name": "The Press"},
    "license": {"@id": "https://creativecommons.org/licenses/by/4.0/"},
}  # fmt: skip


def values(found, field):
    return [c.value for c in found if c.field == field and c.family in ("jsonld", "microdata")]


def test_all_of_a_scholarly_article(find):
    found = find(script(ARTICLE))
    assert values(found, "title") == ["A title"]
    assert values(found, "abstract") == ["The abstract."]
    assert values(found, "author") == [
        Author("Ann Doe", "Ann", "Doe", "0000-0001-2345-6789"),
        Author("A Consortium", collective=True),
        "Bob Roe",
    ]
    assert values(found, "container_title") == ["The Journal"]
    assert [values(found, f)[0] for f in ("volume", "issue", "page_first", "page_last")] == [
        "7", "2", "1", "9",
    ]  # fmt: skip
    assert values(found, "doi") == ["10.1234/x"]
    assert values(found, "genre") == ["article-journal"]
    assert values(found, "page_type") == ["scholarlyarticle"]
    assert values(found, "open_access") == ["true"]
    assert values(found, "image") == [Image("https://journal.test/i.png", 1200, 630)]
    assert values(found, "pdf_url") == ["https://journal.test/x.pdf"]
    assert values(found, "language") == ["en"]
    assert values(found, "publisher") == ["The Press"]
    assert values(found, "license") == ["https://creativecommons.org/licenses/by/4.0/"]


def test_nodes_of_a_graph_are_joined_by_their_ids(find):
    graph = {"@graph": [
        {"@type": "WebPage", "@id": "#page", "name": "Page name", "dateModified": "2021"},
        {"@type": "NewsArticle", "headline": "News", "author": {"@id": "#ann"},
         "isPartOf": {"@id": "#page"}, "publisher": {"@id": "#org"}},
        {"@type": "Person", "@id": "#ann", "name": "Ann Doe"},
        {"@type": "Organization", "@id": "#org", "name": "The Paper"},
    ]}  # fmt: skip
    found = find(script(graph))
    assert values(found, "title") == ["News"]  # the page's own name is a weaker statement
    assert values(found, "author") == [Author("Ann Doe")]
    assert values(found, "site_name") == ["The Paper"]
    assert values(found, "updated") == ["2021"]


def test_related_articles_do_not_lend_their_authors(find):
    related = [
        {"@type": "NewsArticle", "headline": f"Other {n}", "url": f"https://journal.test/o/{n}",
         "author": {"name": "Somebody Else"}} for n in range(3)
    ]  # fmt: skip
    own = {"@type": "NewsArticle", "headline": "Own", "url": "https://journal.test/articles/1/"}
    assert values(find(script(related)), "title") == []
    assert values(find(script([*related, own])), "title") == ["Own"]
    assert values(find(script([*related, own])), "author") == []
    listed = {"@type": "ItemList", "itemListElement": related[:1]}
    assert values(find(script(listed)), "author") == []


def test_an_article_under_another_address_counts_when_it_is_the_only_one(find):
    only = {"@type": "Article", "headline": "Own", "url": "https://journal.test/moved"}
    assert values(find(script(only)), "title") == ["Own"]


@pytest.mark.parametrize(
    "text",
    [
        '<!-- {"a": "b"} -->',
        '//<![CDATA[\n{"a": "b"}\n//]]>',
        '{"a": "b",}',
        '{"a": "b"};',
        '{/* one */ "a": "b" // two\n}',
        '{"a": \v"b"}'.replace("\v", " "),
        '\ufeff{"a": "b"}',
        "{&quot;a&quot;: &quot;b&quot;}",
    ],
)
def test_json_that_templates_break_is_read(text):
    assert load(text) == [{"a": "b"}]


def test_what_looks_like_a_comment_inside_a_string_stays():
    assert load('{"a": "http://b/*c*/ ,}",}') == [{"a": "http://b/*c*/ ,}"}]


def test_control_characters_and_wrong_escapes_cost_nothing_else():
    assert load('{"a": "x\ny", "b": "it\\\'s"}') == [{"a": "x\ny", "b": "it's"}]


def test_a_comma_that_a_template_forgot_behind_brackets_is_put_there():
    text = '{"a": {"b": "} \\"c"}\n "d": ["e"] "f": 1}'
    assert load(text) == [{"a": {"b": '} "c'}, "d": ["e"], "f": 1}]


def test_several_values_in_one_script():
    assert load('{"a": 1}\n{"b": 2},{"c": 3}') == [{"a": 1}, {"b": 2}, {"c": 3}]


@pytest.mark.parametrize(
    "text",
    ["", "{", "[" * 100_000, '{"a":' * 100_000, "9" * 100_000, '{"a": NaN}', "no json", '"\\'],
)
def test_what_cannot_be_read_is_nothing_and_no_error(text):
    assert load(text) == []


def test_an_empty_address_of_a_picture_is_not_the_page_s_own(find):
    html = '<script type="application/ld+json">{"@type": "Article", "image": [" "]}</script>'
    assert values(find(html), "image") == []


def test_a_broken_script_loses_only_itself(find):
    html = script("[" * 100_000) + script("{broken") + script({"@type": "Article", "name": "Kept"})
    assert values(find(html), "title") == ["Kept"]


def test_nodes_that_contain_each_other_end(find):
    graph = {"@graph": [
        {"@id": "a", "@type": "Article", "name": "A", "isPartOf": {"@id": "b"},
         "author": {"@id": "b"}},
        {"@id": "b", "@type": "Periodical", "name": "B", "isPartOf": {"@id": "b"}},
    ]}  # fmt: skip
    assert values(find(script(graph)), "container_title")[0] == "B"


# -- microdata


MICRODATA = """
<div itemscope itemtype="http://schema.org/ScholarlyArticle">
  <h1 itemprop="headline">A <i>title</i></h1>
  <span itemprop="author" itemscope itemtype="http://schema.org/Person">
    <span itemprop="name">Ann Doe</span></span>
  <span itemprop="author">Bob Roe</span>
  <time itemprop="datePublished" datetime="2020-05-06">May</time>
  <meta itemprop="identifier" content="doi:10.1234/x"><a itemprop="url" href="http://[">x</a>
  <p itemprop="description">First <b>part</b>.</p>
  <img itemprop="image" src="/i.png">
  <div itemprop="isPartOf" itemscope itemtype="http://schema.org/Periodical">
    <span itemprop="name">The Journal</span></div>
</div>"""


def test_microdata_says_what_json_ld_would(find):
    found = find(MICRODATA)
    assert values(found, "title") == ["A title"]
    assert values(found, "author") == [Author("Ann Doe"), "Bob Roe"]
    assert values(found, "published") == ["2020-05-06"]
    assert values(found, "abstract") == ["First part."]
    assert values(found, "doi") == ["doi:10.1234/x"]
    assert values(found, "image") == [Image("https://journal.test/i.png")]
    assert values(found, "container_title") == ["The Journal"]


def test_a_navigation_in_microdata_is_no_subject(find):
    html = """<nav itemscope itemtype="https://schema.org/BreadcrumbList">
        <i itemprop="name">Home</i>
        </nav><p itemscope itemtype="https://schema.org/Person"><b itemprop="name">Ann</b></p>"""
    assert values(find(html), "title") == []


# -- COinS


COINS = """<span class="Z3988" title="ctx_ver=Z39.88-2004&amp;rft.genre=article
&amp;rft.atitle=A+title
&amp;rft.jtitle=The+Journal&amp;rft.aulast=Doe&amp;rft.aufirst=Ann&amp;rft.au=Doe%2C+Ann
&amp;rft.au=Roe%2C+Bob&amp;rft.date=2020&amp;rft_id=info:doi/10.1234/x"></span>""".replace("\n", "")


def test_coins(stated):
    assert stated(COINS, "title") == [("coins:rft.atitle", "A title")]
    assert stated(COINS, "doi") == [("coins:rft_id", "10.1234/x")]
    assert [v for _, v in stated(COINS, "author")] == [Author("Ann Doe", "Ann", "Doe"), "Roe, Bob"]
    assert stated(COINS, "genre") == [("coins:rft.genre", "article-journal")]


def test_a_citation_in_dublin_core_tells_where_the_paper_stands(stated):
    tag = (
        '<meta name="DCTERMS.bibliographicCitation" scheme="KEV.ctx" '
        'content="&amp;amp;ctx_ver=Z39.88-2004&amp;amp;rft.volume=39&amp;amp;rft.spage=129">'
    )
    assert stated(tag, "volume") == [("dc:bibliographiccitation", "39")]
    assert stated(tag, "page_first") == [("dc:bibliographiccitation", "129")]
    told = '<meta name="DCTERMS.bibliographicCitation" content="Doe, J. (2020). Trees, 39, 129.">'
    assert stated(told, "volume") == []


def test_several_coins_are_a_list_of_references(stated):
    assert stated(COINS * 2, "title") == []


# -- IEEE Xplore


IEEE = """<script>
xplGlobal.document.metadata={"title":"A title","abstract":"The abstract.","doi":"10.1109/x.1",
"authors":[{"name":"Ann Doe","firstName":"Ann","lastName":"Doe","orcid":"0000-0001-2345-6789"}],
"publicationTitle":"Some Conference","publicationYear":"2020","startPage":"1","endPage":"9",
"contentType":"conferences","pdfUrl":"/stamp/x","isOpenAccess":true,"title":"A title"};
</script>"""


def test_an_ieee_page_has_no_tags_but_one_object(stated):
    assert stated(IEEE, "title") == [("ieee:title", "A title")]
    assert stated(IEEE, "author") == [
        ("ieee:authors", Author("Ann Doe", "Ann", "Doe", "0000-0001-2345-6789"))
    ]
    assert stated(IEEE, "container_title") == [("ieee:publicationtitle", "Some Conference")]
    assert stated(IEEE, "genre") == [("ieee:contenttype", "paper-conference")]
    assert stated(IEEE, "pdf_url") == [("ieee:pdfurl", "https://journal.test/stamp/x")]
    assert stated(IEEE.replace('{"title"', "{broken"), "title") == []
