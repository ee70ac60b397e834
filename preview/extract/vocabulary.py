"""RULES: which tag means what.  One row is one key of one vocabulary.

The order of rows means nothing: whom to believe is decided in `merge`, and the values of one
vocabulary come in the order of the page, but for the *late* ones, which come after all others.
No row asks whether a key stands in `name` or in `property`: pages mix them up.

Keys are in lower case with `:` after the vocabulary's prefix, however the page spells it
(`DC.Title`, `dc:title`, `prism.doi`): `meta.key_of`.
"""

from __future__ import annotations

from typing import NamedTuple

from preview.model import Markup


class Rule(NamedTuple):
    key: str
    field: str
    family: str
    markup: Markup = "plain"
    late: bool = False  # a second choice within its own vocabulary


def _rules(family: str, prefix: str, table: str, late: bool = False) -> list[Rule]:
    """Read `key field [markup]` lines."""
    rules = []
    for line in table.strip().splitlines():
        words = line.partition("#")[0].split()
        markup: Markup = "auto" if words[2:] == ["auto"] else "plain"
        rules.append(Rule(prefix + words[0], words[1], family, markup, late))
    return rules


# Highwire Press, as Google Scholar reads it, and what publishers added to it:
# https://scholar.google.com/intl/en/scholar/inclusion.html#indexing and Zotero's "Embedded
# Metadata" translator.  bepress writes the same keys behind its own prefix.
HIGHWIRE = _rules(
    "highwire",
    "citation_",
    """
    title             title auto
    abstract          abstract auto
    author            author          # one each, in byline order
    authors           author          # all in one, mostly with ;
    publication_date  published
    cover_date        published
    date              published       # arXiv: of version 1
    issue_date        published
    journal_title     container_title
    conference_title  container_title
    conference        container_title
    inbook_title      container_title
    book_title        container_title
    volume            volume
    issue             issue
    firstpage         page_first
    first_page        page_first
    lastpage          page_last
    last_page         page_last
    pages             page
    doi               doi
    pmid              pmid
    pmcid             pmcid
    arxiv_id          arxiv_id
    isbn              isbn
    issn              issn
    eissn             issn
    language          language
    keyword           keyword
    keywords          keyword
    publisher         publisher
    pdf_url           pdf_url
    fulltext_html_url html_url
    full_html_url     html_url
    public_url        canonical
    abstract_html_url canonical
    dissertation_institution     publisher
    technical_report_institution publisher
    """,
) + _rules(
    "highwire",
    "citation_",
    """
    online_date     published   # the day it went online, not that of the issue
    year            published
    series_title    container_title
    journal_abbrev  container_title
    article_number  page
    elocation_id    page
    """,
    late=True,
)

# What the shape of the Highwire tags says of the work, the first that is there (Zotero's order).
HIGHWIRE_GENRES = (
    ("citation_dissertation_institution", "thesis"),
    ("citation_dissertation_name", "thesis"),
    ("citation_technical_report_institution", "report"),
    ("citation_technical_report_number", "report"),
    ("citation_conference_title", "paper-conference"),
    ("citation_conference", "paper-conference"),
    ("citation_inbook_title", "chapter"),
    ("citation_book_title", "chapter"),
    ("citation_journal_title", "article-journal"),
    ("citation_isbn", "book"),
)

# https://www.dublincore.org/specifications/dublin-core/dcmi-terms/, both namespaces under `dc:`,
# with the qualified spellings of OJS, DSpace and library systems.
DUBLIN_CORE = _rules(
    "dc",
    "dc:",
    """
    title                 title auto
    creator               author
    creator.personalname  author
    contributor.author    author           # DSpace
    description           abstract auto
    description.abstract  abstract auto
    abstract              abstract auto
    description           description auto   # of what is no paper
    date.issued           published
    issued                published
    date                  published          # often that of the record
    date.published        published
    modified              updated
    date.modified         updated
    publisher             publisher
    language              language
    subject               keyword
    rights                license
    rights.license        license
    license               license
    ispartof              container_title
    relation.ispartof     container_title
    source                container_title
    source.volume         volume
    source.issue          issue
    source.issn           issn
    identifier.pagenumber page
    identifier.uri        canonical
    identifier.doi        doi
    identifier.issn       issn
    identifier.isbn       isbn
    """,
) + _rules(
    "dc",
    "dc:",
    """
    title.alternative  title auto
    contributor        author      # whom some publishers (Emerald) name so, and nobody `creator`
    date.created       published
    created            published
    date.available     published
    available          published
    datesubmitted      published
    """,
    late=True,
)

# https://www.w3.org/submissions/2020/SUBM-prism-20200910/
PRISM = _rules(
    "prism",
    "prism:",
    """
    title            title auto
    publicationname  container_title
    volume           volume
    number           issue
    issueidentifier  issue
    startingpage     page_first
    endingpage       page_last
    pagerange        page
    publicationdate  published
    coverdate        published
    doi              doi
    issn             issn
    eissn            issn
    isbn             isbn
    keyword          keyword
    teaser           description
    """,
)

# EPrints' own export of a record; https://wiki.eprints.org/w/Metadata
EPRINTS = _rules(
    "eprints",
    "eprints:",
    """
    title          title auto
    creators_name  author
    date           published
    abstract       abstract auto
    document_url   pdf_url
    publication    container_title
    book_title     container_title
    event_title    container_title
    volume         volume
    number         issue
    pagerange      page
    publisher      publisher
    institution    publisher
    keywords       keyword
    issn           issn
    isbn           isbn
    id_number      doi
    doi            doi
    """,
)

# https://ogp.me/; images and videos, which are several tags each: `meta.Media`.
OPEN_GRAPH = _rules(
    "og",
    "og:",
    """
    title        title auto
    description  description auto
    site_name    site_name
    type         page_type
    url          canonical
    locale       language
    updated_time updated
    isbn         isbn
    """,
) + _rules(
    "article",
    "",
    """
    article:published_time    published
    article:published         published
    og:article:published_time published
    og:published_time         published
    og:pubdate                published
    article:modified_time     updated
    article:modified          updated
    og:article:modified_time  updated
    article:author            author      # often the address of a profile
    article:author_name       author
    og:article:author         author
    article:tag               keyword
    book:author               author
    book:isbn                 isbn
    book:release_date         published
    video:release_date        published
    video:director            author
    """,
)

# https://developer.x.com/en/docs/x-for-websites/cards/overview/markup
TWITTER = _rules(
    "twitter",
    "twitter:",
    """
    title        title auto   # often cut at 70
    text:title   title auto
    description  description auto   # often cut at 200
    """,
)

# Made for audience measuring and mail, by the same templates as the page itself.
WEAK = _rules(
    "parsely",
    "parsely-",
    """
    title     title auto
    author    author
    pub-date  published
    link      canonical
    tags      keyword
    """,
) + _rules(
    "sailthru",
    "sailthru:",
    """
    title        title auto
    author       author
    date         published
    description  description auto
    tags         keyword
    """,
)

# https://html.spec.whatwg.org/multipage/semantics.html#standard-metadata-names, then what
# templates of newspapers and blogs use beside it.
GENERIC = _rules(
    "meta",
    "",
    """
    title               title auto
    headline            title auto
    hdl                 title auto   # The New York Times
    description         description auto
    dek                 description auto
    author              author
    authors             author
    byl                 author       # "By …"
    article:author-name author
    cxenseparse:author  author
    bt:author           author
    dcsext.author       author       # WebTrends
    article:authorname  author
    shareaholic:article_author_name    author
    shareaholic:article_published_time published
    shareaholic:article_modified_time  updated
    shareaholic:site_name              site_name
    date                published
    pubdate             published
    publishdate         published
    publish-date        published
    publish_date        published
    published           published
    published_date      published
    publication_date    published
    publication-date    published
    article_date_original published
    datepublished       published
    dateposted          published
    date_published      published
    published-date      published
    ptime               published
    pdate               published
    displaydate         published
    originalpublicationdate published
    timestamp           published
    release_date        published
    bt:pubdate          published
    cxenseparse:recs:publishtime published
    last-modified       updated
    lastmod             updated
    datemodified        updated
    utime               updated
    dateupdated         updated
    revised             updated
    application-name    site_name
    language            language
    http-equiv:content-language language
    keywords            keyword
    news_keywords       keyword
    doi                 doi
    ncbi_pmid           pmid
    pdf_url             pdf_url
    """,
) + _rules(
    "meta",
    "",
    """
    apple-mobile-web-app-title site_name
    dcsext.pubdate             published
    creation_date              published
    created                    published
    abstract                   description
    """,
    late=True,
)

RULES = (
    *HIGHWIRE,
    *DUBLIN_CORE,
    *PRISM,
    *EPRINTS,
    *OPEN_GRAPH,
    *TWITTER,
    *WEAK,
    *GENERIC,
)

# Free-text types of Dublin Core and EPrints that name a CSL type without doubt.
GENRES = {
    "article": "article-journal",
    "journal article": "article-journal",
    "text.serial.journal": "article-journal",
    "conference_item": "paper-conference",
    "conference paper": "paper-conference",
    "conferencepaper": "paper-conference",
    "book_section": "chapter",
    "book chapter": "chapter",
    "book": "book",
    "thesis": "thesis",
    "doctoral thesis": "thesis",
    "doctoralthesis": "thesis",
    "masterthesis": "thesis",
    "dissertation": "thesis",
    "monograph": "report",
    "report": "report",
    "technical report": "report",
    "dataset": "dataset",
    "software": "software",
    "preprint": "preprint",
}

# The rating tags that say "not for everyone": https://www.rtalabel.org/ and
# https://developers.google.com/search/docs/specialty/explicit/guidelines; mixi:content-rating is
# what Misskey's summaly honours.
SENSITIVE = {
    "rating": frozenset(("adult", "rta-5042-1996-1400-1577-rta")),
    "mixi:content-rating": frozenset(("1",)),
}
