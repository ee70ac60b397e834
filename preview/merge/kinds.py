"""What is it: a scholarly work, an article, a video, a file?"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

from preview.fields import FIELDS
from preview.model import Candidate, Kind, WorkId

# JSON-LD types and Open Graph types that say what a page is, in lower case.
# https://schema.org/ScholarlyArticle and its siblings; https://ogp.me/#types
SCHOLARLY = frozenset({"scholarlyarticle", "medicalscholarlyarticle", "thesis"})
_KINDS: dict[str, Kind] = {
    "article": "article", "newsarticle": "article", "blogposting": "article",
    "techarticle": "article", "report": "article", "reportagenewsarticle": "article",
    "analysisnewsarticle": "article", "opinionnewsarticle": "article",
    "liveblogposting": "article", "socialmediaposting": "article",
    "discussionforumposting": "article", "recipe": "article", "howto": "article",
    "video": "video", "video.movie": "video", "video.episode": "video", "video.other": "video",
    "video.tv_show": "video", "videoobject": "video", "movie": "video", "tvepisode": "video",
    "music": "audio", "music.song": "audio", "music.album": "audio", "audioobject": "audio",
    "podcastepisode": "audio", "musicrecording": "audio",
}  # fmt: skip
_RESOURCES: dict[str, Kind] = {
    "image": "image", "pdf": "pdf", "video-file": "video", "audio-file": "audio", "file": "file"
}  # fmt: skip

# What a page has to say of itself to be taken for a scholarly work: one field of each column, by
# one of the families.  Any one row will do.
_PROOFS = (
    # A `citation_title` alone is not enough: newspapers and blogs write it into every page.
    (
        ("highwire", "bepress", "eprints", "ieee"),
        frozenset({"title"}),
        frozenset(
            {"container_title", "doi", "pdf_url", "pmid", "arxiv_id", "volume", "issn", "abstract"}
        ),
    ),
    # The page's own identifier is a DOI (`dc.identifier`, `prism.doi`); a list of references
    # states others' DOIs in COinS or JSON-LD, which are no proof.
    (("dc", "prism"), frozenset({"doi"}), frozenset({"doi"})),
    # Atypon's template, where it has no tags: its own DOI line and its issue line.
    (("body",), frozenset({"doi"}), frozenset({"container_title"})),
)  # fmt: skip
_PROVING = frozenset().union(*(first | second for _, first, second in _PROOFS))


def is_paper(work: WorkId, candidates: Iterable[Candidate]) -> bool:
    """Is it a scholarly work?  A name of an archive proves it; a page alone has to say so twice."""
    if work.scheme != "url":
        return True
    stated: defaultdict[str, dict[str, Candidate]] = defaultdict(dict)
    for c in candidates:
        field, value, source, _ = c
        if field == "page_type" and str(value).casefold() in SCHOLARLY:
            return True
        if field in _PROVING and value:
            stated[source.partition(":")[0]].setdefault(field, c)
    for families, first, second in _PROOFS if stated else ():
        fields = {f: c for family in families for f, c in stated.get(family, {}).items()}
        if fields.keys().isdisjoint(first):
            continue
        found = fields.keys() & second
        if found - {"doi"} or ("doi" in found and FIELDS["doi"].parse(fields["doi"]) is not None):
            return True
    return False


def kind_of(page_type: str | None, *, paper: bool) -> Kind:
    stated = (page_type or "").casefold()
    if stated in _RESOURCES:
        return _RESOURCES[stated]
    return "paper" if paper else _KINDS.get(stated, "website")
