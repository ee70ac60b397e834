"""A previewer whose outcomes are counted."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager

from preview.answers.previewing import Admit, Previewing
from preview.answers.problems import problem_of
from preview.metrics import Metrics
from preview.service import Answer, Explanation, Name


class Counted:
    def __init__(self, previewer: Previewing, metrics: Metrics) -> None:
        self._previewer = previewer
        self._metrics = metrics

    def preview(
        self,
        text: str,
        *,
        language: str | None = None,
        refresh: bool = False,
        until: float | None = None,
        admit: Admit | None = None,
    ) -> Answer:
        with self._failures():
            answer = self._previewer.preview(
                text, language=language, refresh=refresh, until=until, admit=admit
            )
        self._metrics.answer(answer.state)
        return answer

    def cached(
        self, text: str, *, language: str | None = None, admit: Admit | None = None
    ) -> Answer | None:
        with self._failures():
            answer = self._previewer.cached(text, language=language, admit=admit)
        self._metrics.answer(answer.state if answer else "pending")
        return answer

    def explain(
        self, text: str, *, language: str | None = None, admit: Admit | None = None
    ) -> Explanation:
        with self._failures():
            found = self._previewer.explain(text, language=language, admit=admit)
        if found.answer is not None:
            self._metrics.answer(found.answer.state)
        elif found.problem is not None:
            self._metrics.answer(found.problem.code)
        return found

    def stamp(self, text: str, *, language: str | None = None) -> float | None:
        return self._previewer.stamp(text, language=language)

    def name(self, text: str) -> Name:
        return self._previewer.name(text)

    def forget(self, text: str) -> None:
        self._previewer.forget(text)

    def fallback(self, text: str) -> Mapping[str, str | None] | None:
        return self._previewer.fallback(text)

    def health(self) -> Mapping[str, str | None]:
        return self._previewer.health()

    def close(self) -> None:
        self._previewer.close()

    @contextmanager
    def _failures(self) -> Iterator[None]:
        try:
            yield
        except Exception as error:
            self._metrics.answer(problem_of(error).code)
            raise
