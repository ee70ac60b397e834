"""What platforms for papers write behind a paper's title, in its `<title>`."""

from __future__ import annotations

import re
from collections.abc import Collection

from preview.merge.spelling import fold

# Ends of a paper's <title> that are no part of it, with who writes them.
_ENDS = tuple(
    re.compile(pattern)
    for pattern in (
        # Atypon: "Title: Journal: Vol 111, No 9" (Taylor & Francis, SAGE)
        r"\s*[:|]\s+[^:|]{3,120}: Vol\.? ?\d{1,4}(?:, (?:No|Iss)\.? ?[\w/-]{1,12})?$",
        # "Title | Proceedings of ..." (ACM), "Title | Journal of ..." (ACS)
        r"\s+\|\s+(?:the )?(?i:(?:proceedings|journal|transactions|annals|bulletin|archives|acta|"
        r"annual review|international journal|advances) (?:of|in|on|for|de)\b)[^|]{3,200}$",
        # PubMed until 2020: "Title. [Journal. 1981]"
        r"\s+\[[^\[\]]{3,60}\. (?:1[89]|20)\d\d\]$",
    )
)
_SIGN = re.compile(r": |\]$| on \S+$")
# Platforms that name themselves behind each title, folded; what a page's own tags call the site is
# known anyway.
PLATFORMS = frozenset(
    """springerlink springer sciencedirect pubmed ncbi pmc biorxiv medrxiv openreview aclanthology
    semanticscholar plosone pnas ssrn jstor ieeexplore ieeejournalsmagazine
    ieeeconferencepublication ieeejournalsandmagazine wileyonlinelibrary taylorfrancisonline
    sagejournals oxfordacademic cambridgecore cambridgejournalsonline iopscience
    acmdigitallibrary emeraldinsight mdpi frontiers researchgate projectmuse europepmc jstage nature
    science peerj elife archiveouvertehal hal zenodo figshare scientificreports""".split()  # noqa: SIM905
)


def may_end(title: str) -> bool:
    """Say whether `without_end` could find anything."""
    return _SIGN.search(title) is not None


def without_end(title: str, names: Collection[str]) -> str | None:
    """Return *title* before an end that only papers' pages have: an issue, `[PeerJ]`, `on JSTOR`.

    *names*: what the site and the journal are called, folded.
    """
    for end in _ENDS:
        if found := end.search(title[-400:]):
            return title[: max(0, len(title) - 400) + found.start()].rstrip()
    found = re.search(r"\s+(?:\[([^\[\]]{2,60})\]|on (\S{2,30}))$", title)
    if found and fold(found[1] or found[2]) in names:
        return title[: found.start()].rstrip()
    return None
