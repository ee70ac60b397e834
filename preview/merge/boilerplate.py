"""Values that say nothing of the page they stand on."""

from __future__ import annotations

import re

from preview.merge.titles import fold

# (pattern, why it is no description); matched at the beginning of the text, without case
DESCRIPTIONS = tuple(
    (re.compile(pattern, re.IGNORECASE), why)
    for pattern, why in (
        (r"abstract page for arxiv paper", "arXiv's description names the page, not the paper"),
        (r"(bio|med)rxiv\b.{0,5}the preprint server", "the server describes itself"),
        (r"promoting openness", "PeerJ-like self-description"),
        (r"join researchgate|find, read and cite all the research", "ResearchGate invites"),
        (r"(please )?(enable|turn on|allow) (javascript|cookies)", "asks for a browser's setting"),
        (r"(this|our) (web)?site uses cookies|we use cookies|by using this (web)?site",
         "a cookie notice"),
        (r"javascript (is|must be) (disabled|enabled|required)", "asks for a browser's setting"),
        (r"(click to )?(read|view) (this )?article( on| in|\.)", "an invitation"),
        (r"official website of\b", "the site describes itself"),
        (r"(just another wordpress|default description|description goes here)", "a default"),
        (r"lorem ipsum", "a default"),
    )
)  # fmt: skip


def why_not_description(text: str, *, title: str | None, site: str | None) -> str | None:
    """Return why *text* describes nothing, or None where it may be a description."""
    for pattern, why in DESCRIPTIONS:
        if pattern.match(text):
            return why
    folded = fold(text)
    if title and folded == fold(title):
        return "it repeats the title"
    if site and folded == fold(site):
        return "it repeats the site's name"
    return None
