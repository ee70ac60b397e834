"""The vocabularies of any page, as rows of `vocabulary`: cards, audience measuring, HTML's own."""

from __future__ import annotations

from preview.extract.rule import rules

# https://ogp.me/; images and videos, which are several tags each: `meta.Media`.
OPEN_GRAPH = rules(
    "og",
    "og:",
    """
    title        title auto
    description  description auto
    site_name    site_name
    type         page_type
    url          canonical
    locale       language
    language     language
    updated_time updated
    isbn         isbn
    """,
) + rules(
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
TWITTER = rules(
    "twitter",
    "twitter:",
    """
    title        title auto   # often cut at 70
    text:title   title auto
    description  description auto   # often cut at 200
    """,
)

# Made for audience measuring and mail, by the same templates as the page itself.
WEAK = rules(
    "parsely",
    "parsely-",
    """
    title     title auto
    author    author
    pub-date  published
    link      canonical
    tags      keyword
    """,
) + rules(
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
GENERIC = rules(
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
    modified            updated
    utime               updated
    dateupdated         updated
    revised             updated
    application-name    site_name
    language            language
    http-equiv:content-language language
    keywords            keyword
    news_keywords       keyword
    doi                 doi
    publication_doi     doi   # Atypon
    ncbi_pmid           pmid
    pdf_url             pdf_url
    """,
) + rules(
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

# The rating tags that say "not for everyone": https://www.rtalabel.org/ and
# https://developers.google.com/search/docs/specialty/explicit/guidelines; mixi:content-rating is
# what Misskey's summaly honours.
SENSITIVE = {
    "rating": frozenset(("adult", "rta-5042-1996-1400-1577-rta")),
    "mixi:content-rating": frozenset(("1",)),
}
