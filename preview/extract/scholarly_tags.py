"""The vocabularies of papers, as rows of `vocabulary`: Highwire, Dublin Core, PRISM, EPrints."""

from __future__ import annotations

from preview.extract.rule import rules

# Highwire Press, as Google Scholar reads it, and what publishers added to it:
# https://scholar.google.com/intl/en/scholar/inclusion.html#indexing and Zotero's "Embedded
# Metadata" translator.  bepress writes the same keys behind its own prefix, and Lippincott
# (journals.lww.com) writes `wkhealth_` for `citation_`.
HIGHWIRE = rules(
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
    page              page
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
) + rules(
    "highwire",
    "citation_",
    """
    online_date     published   # the day it went online, not that of the issue
    year            published
    series_title    container_title
    journal_abbrev  container_title
    journal_title_legacy      container_title  # Lippincott, as the next
    article_publication_date  published
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
DUBLIN_CORE = rules(
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
) + rules(
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
PRISM = rules(
    "prism",
    "prism:",
    """
    title            title auto
    publicationname  container_title
    volume           volume
    number           issue
    issue            issue      # nature.com until 2017
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
EPRINTS = rules(
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
