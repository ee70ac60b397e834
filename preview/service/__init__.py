"""The flow of one preview; each step is a lower layer's."""

from __future__ import annotations

from preview.service.loading import Loader
from preview.service.previewer import Previewer
from preview.service.records import Answer, Explanation, Name
from preview.service.visit import Step

__all__ = ["Answer", "Explanation", "Loader", "Name", "Previewer", "Step"]
