"""What registries call a kind of work → CSL's types plus `preprint`.

CSL: https://docs.citationstyles.org/en/stable/specification.html#appendix-iii-types
Keys are lower case without blanks, hyphens and underscores; what is in no table has no genre.
"""

from __future__ import annotations

import re

_SHARED = {
    "article": "article-journal",
    "articlejournal": "article-journal",
    "journalarticle": "article-journal",
    "researcharticle": "article-journal",
    "reviewarticle": "article-journal",
    "review": "article-journal",
    "conferencepaper": "paper-conference",
    "paperconference": "paper-conference",
    "proceedingsarticle": "paper-conference",
    "inproceedings": "paper-conference",
    "proceedings": "book",
    "book": "book",
    "monograph": "book",
    "editedbook": "book",
    "referencebook": "book",
    "chapter": "chapter",
    "bookchapter": "chapter",
    "booksection": "chapter",
    "bookpart": "chapter",
    "incollection": "chapter",
    "referenceentry": "entry",
    "dataset": "dataset",
    "data": "dataset",
    "software": "software",
    "dissertation": "thesis",
    "thesis": "thesis",
    "phdthesis": "thesis",
    "mastersthesis": "thesis",
    "report": "report",
    "technicalreport": "report",
    "techreport": "report",
    "workingpaper": "report",
    "standard": "standard",
    "peerreview": "review",
    "preprint": "preprint",
    "presentation": "speech",
    "poster": "speech",
    "webpage": "webpage",
}

# Crossref: https://api.crossref.org/types.  posted-content is told apart by its subtype.
CROSSREF = _SHARED | {
    "bookset": "book",
    "bookseries": "book",
    "booktrack": "chapter",
    "database": "dataset",
    "component": "document",
    "journal": "periodical",
    "journalissue": "periodical",
    "journalvolume": "periodical",
    "reportcomponent": "report",
    "reportseries": "report",
    "other": "document",
}
CROSSREF_SUBTYPES = {"preprint": "preprint", "blog": "post-weblog", "workingpaper": "report"}

# DataCite resourceTypeGeneral:
# https://datacite-metadata-schema.readthedocs.io/en/4.6/appendices/appendix-1/resourceTypeGeneral/
DATACITE = _SHARED | {
    "audiovisual": "motion_picture",
    "collection": "collection",
    "computationalnotebook": "software",
    "conferenceproceeding": "book",
    "datapaper": "article-journal",
    "image": "graphic",
    "journal": "periodical",
    "sound": "song",
    "text": "document",
    "workflow": "software",
    "other": "document",
}

# OpenAlex: https://docs.openalex.org/api-entities/works/work-object#type
OPENALEX = _SHARED | {
    "review": "article-journal",
    "editorial": "article-journal",
    "letter": "article-journal",
    "erratum": "article-journal",
    "other": "document",
}

# HAL docType_s: https://api.archives-ouvertes.fr/ref/doctype
HAL = {
    "art": "article-journal",
    "comm": "paper-conference",
    "couv": "chapter",
    "ouv": "book",
    "douv": "book",
    "proceedings": "book",
    "these": "thesis",
    "hdr": "thesis",
    "mem": "thesis",
    "report": "report",
    "patent": "patent",
    "undefined": "preprint",
    "poster": "speech",
    "software": "software",
}

# A content-negotiated record has CSL's types or, as Crossref's flattened record does, Crossref's.
CSL = CROSSREF | {
    "article": "article",  # CSL's word for what is neither journal, newspaper nor magazine
    "review": "review",
    "reviewbook": "review-book",
    "postweblog": "post-weblog",
    "entryencyclopedia": "entry-encyclopedia",
    "entrydictionary": "entry-dictionary",
    "articlemagazine": "article-magazine",
    "articlenewspaper": "article-newspaper",
    "motionpicture": "motion_picture",
    "speech": "speech",
    "document": "document",
    "periodical": "periodical",
    "map": "map",
    "graphic": "graphic",
    "song": "song",
}


def genre(table: dict[str, str], name: str | None) -> str | None:
    """Return the genre that *table* has for a registry's *name* of it.

    >>> genre(CROSSREF, "proceedings-article"), genre(CROSSREF, "grant")
    ('paper-conference', None)
    """
    return table.get(re.sub(r"[\s_-]+", "", name or "").casefold())
