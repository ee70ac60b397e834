"""RULES: which tag means what.  One row is one key of one vocabulary.

The order of rows means nothing: whom to believe is decided in `merge`, and the values of one
vocabulary come in the order of the page, but for the *late* ones, which come after all others.
No row asks whether a key stands in `name` or in `property`: pages mix them up.

Keys are in lower case with `:` after the vocabulary's prefix, however the page spells it
(`DC.Title`, `dc:title`, `prism.doi`): `meta` sees to it.
"""

from __future__ import annotations

from preview.extract.page_tags import GENERIC, OPEN_GRAPH, TWITTER, WEAK
from preview.extract.scholarly_tags import DUBLIN_CORE, EPRINTS, HIGHWIRE, PRISM

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
