"""merge(): what everybody stated becomes one record, and each value keeps its source.

The flow: parse (fields) → judge each field by TRUST and the few rules below → build Metadata.
"""

from __future__ import annotations

from preview.merge.build import Merged, merge
from preview.merge.judge import Judged

__all__ = ["Judged", "Merged", "merge"]
