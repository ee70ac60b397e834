"""PubMed, through NCBI's E-utilities.

https://www.ncbi.nlm.nih.gov/books/NBK25499/; three requests a second, ten with a key; `tool` and
`email` are expected: https://www.ncbi.nlm.nih.gov/books/NBK25497/ (the rate is kept by
`preview.fetch`).  Elements: https://www.nlm.nih.gov/bsd/licensee/elements_descriptions.html
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any
from urllib.parse import urlencode

from preview.model import Candidate, Get, Request, WorkId
from preview.registries import pubmed_xml, status
from preview.registries.answer import is_name_of, nonsense, parse_xml, unknown
from preview.registries.pubmed_xml import content, markup
from preview.registries.relations import Said, aliases, related
from preview.registries.titles import untranslated, without_full_stop

API = "https://eutils.ncbi.nlm.nih.gov/entrez/eutils/efetch.fcgi?"

# XPath below Article, or below the citation     field
RULES = (
    ("Article/Journal/Title", "container_title"),
    ("Article/Journal/ISOAbbreviation", "container_title"),
    ("Article/Journal/JournalIssue/Volume", "volume"),
    ("Article/Journal/JournalIssue/Issue", "issue"),
    ("Article/Pagination/MedlinePgn", "page"),
    ("Article/Pagination/StartPage", "page"),
    ("Article/Language", "language"),
    ("Book/BookTitle", "container_title"),
    ("Book/Publisher/PublisherName", "publisher"),
    ("Language", "language"),
)

# RefType → (status of this work, this work's relation to that one)
# https://www.nlm.nih.gov/bsd/licensee/elements_descriptions.html#CommentsCorrections
CORRECTIONS = {
    "RetractionIn": ("retracted", "retracted_by"),
    "PartialRetractionIn": ("corrected", "mentions"),
    "ErratumIn": ("corrected", "mentions"),
    "CorrectedandRepublishedIn": ("corrected", "version_of"),
    "RetractedandRepublishedIn": ("retracted", "version_of"),
    "ExpressionOfConcernIn": (None, "mentions"),
    "RetractionOf": (None, "mentions"),
    "PartialRetractionOf": (None, "mentions"),
    "ErratumFor": (None, "mentions"),
    "UpdateIn": (None, "version_of"),  # of a preprint: its article
    "UpdateOf": (None, "version_of"),
}


def request(
    pmid: str, *, tool: str = "paper-preview", email: str | None = None, key: str | None = None
) -> Request:
    query = {"db": "pubmed", "id": pmid, "retmode": "xml", "tool": tool}
    if email and "@" in email:
        query["email"] = email.removeprefix("mailto:")
    if key:
        query["api_key"] = key
    return Request(API + urlencode(query), accept="text/xml, application/xml")


def load(
    work: WorkId, get: Get, *, email: str | None = None, key: str | None = None
) -> Iterator[Candidate]:
    yield from read(get(request(work.value, email=email, key=key)).body, work=work)


def read(body: bytes, *, work: WorkId) -> Iterator[Candidate]:
    """Yield what the work's own article, or book chapter, of a set states.

    Raises:
        NotFound: an empty set; PubMed says so with 200.
        UpstreamError: no set (`eFetchResult` holds an error), or only other works.
    """
    root = parse_xml(body, "PubMed")
    if root.tag not in ("PubmedArticleSet", "PubmedBookArticleSet"):
        raise nonsense("PubMed", f"root element {root.tag}")
    entries = list(root.iterchildren("PubmedArticle", "PubmedBookArticle"))
    if not entries:
        raise unknown("PubMed")
    for entry in entries:
        citation = entry.find("MedlineCitation")
        citation = entry.find("BookDocument") if citation is None else citation
        names = [] if citation is None else list(_names(entry, citation))
        if any(is_name_of(work, name) for name in names):
            yield from _citation(citation, names, work)
            return
    raise nonsense("PubMed", f"asked for {work}, sent other works")


def _names(entry: Any, citation: Any) -> Iterator[str]:
    """Yield the names that PubMed's record has for the work, as `parse_name` reads them."""
    if pmid := content(citation.find("PMID")):
        yield f"PMID:{pmid}"
    listed = citation.findall("ArticleIdList/ArticleId")
    for data in ("PubmedData", "PubmedBookData"):
        listed += entry.findall(f"{data}/ArticleIdList/ArticleId")
    dois = [content(e) for e in listed if e.get("IdType") == "doi"]
    for element in citation.findall("Article/ELocationID"):
        if element.get("EIdType") == "doi" and element.get("ValidYN") != "N":
            dois.append(content(element))
    yield from (f"doi:{doi}" for doi in dict.fromkeys(dois) if doi)
    yield from (name for e in listed if e.get("IdType") == "pmc" and (name := content(e)))


def _citation(citation: Any, names: list[str], work: WorkId) -> Iterator[Candidate]:
    title = _title(citation)
    if title:
        yield Candidate("title", title, "pubmed:ArticleTitle", "html")
    if vernacular := without_full_stop(markup(citation.find("Article/VernacularTitle"))):
        yield Candidate("title", vernacular, "pubmed:VernacularTitle", "html")
    if abstract := pubmed_xml.abstract(citation):
        yield Candidate("abstract", abstract, "pubmed:Abstract", "html")
    for author in pubmed_xml.authors(citation):
        yield Candidate("author", author, "pubmed:AuthorList")
    if published := pubmed_xml.published(citation):
        yield Candidate("published", published, "pubmed:PubDate")
    for path, field in RULES:
        if found := content(citation.find(path)):
            yield Candidate(field, found, f"pubmed:{path.rpartition('/')[2]}")
    for element in citation.findall("KeywordList/Keyword"):
        if found := content(element):
            yield Candidate("keyword", found, "pubmed:Keyword")
    for name in names:
        field = {"PMID": "pmid", "doi:": "doi"}.get(name[:4], "pmcid")
        yield Candidate(field, name, "pubmed:ArticleId")
    yield from aliases(names, "pubmed:ArticleId")
    yield from _standing(citation, title, work)


def _title(citation: Any) -> str | None:
    """Return the title as HTML; a translated one without its brackets."""
    article = citation.find("Article")
    element = (citation if article is None else article).find("ArticleTitle")
    if element is None:
        element = citation.find("Book/BookTitle")
    found = without_full_stop(markup(element))
    return untranslated(found) if found else None


def _standing(citation: Any, title: str | None, work: WorkId) -> Iterator[Candidate]:
    kinds = {content(e) for e in citation.iter("PublicationType")}
    preprint = "Preprint" in kinds
    genre = "preprint" if preprint else "article-journal"
    if citation.tag == "BookDocument":
        genre = "book" if citation.find("ArticleTitle") is None else "chapter"
    yield Candidate("genre", genre, "pubmed:PublicationType")
    if "Retracted Publication" in kinds:
        yield Candidate("status", "retracted", "pubmed:PublicationType")
    if found := status.of_title(re.sub(r"<[^>]*>", "", title or "")):
        yield Candidate("status", found, "pubmed:ArticleTitle")
    said = []
    for element in citation.findall("CommentsCorrectionsList/CommentsCorrections"):
        kind = element.get("RefType")
        state, relation = CORRECTIONS.get(kind or "", (None, None))
        if kind == "UpdateIn" and preprint:
            relation = "published_as"
        if state:
            yield Candidate("status", state, f"pubmed:{kind}")
        if relation and (pmid := content(element.find("PMID"))):
            said.append(Said(relation, f"PMID:{pmid}", f"pubmed:{kind}"))
    yield from related(work, said)
