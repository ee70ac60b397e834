"""What the views work with: handed to them, never looked up."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from preview.answers.previewing import Previewing
from preview.formats import Format
from preview.settings import Settings
from preview.web.books import Books
from preview.web.prometheus import Prometheus
from preview.web.rate import Take


@dataclass(frozen=True, slots=True)
class Desk:
    settings: Settings
    previewer: Previewing
    formats: Mapping[str, Format]
    take: Take
    books: Books = field(default_factory=lambda: Books(Prometheus()))

    @property
    def metrics(self) -> Prometheus:
        return self.books.metrics
