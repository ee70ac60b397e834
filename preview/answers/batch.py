"""Many links at once: a few at a time, each with its own outcome."""

from __future__ import annotations

import time
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor, as_completed

from preview.answers.previewing import Admit, Previewing
from preview.answers.problems import Problem, problem_of
from preview.service import Answer

Outcome = Answer | Problem


def each(
    previewer: Previewing,
    texts: Sequence[str],
    *,
    at_once: int,
    deadline_s: float | None,
    admit: Admit | None = None,
) -> Iterator[tuple[int, Outcome]]:
    """Yield index and outcome of each of *texts* as it is done; equal texts are asked once.

    Where nobody reads on, what has not begun is not begun.
    """
    places: dict[str, list[int]] = {}
    for index, text in enumerate(texts):
        places.setdefault(text, []).append(index)
    until = None if deadline_s is None else time.monotonic() + deadline_s
    pool = ThreadPoolExecutor(max(1, min(at_once, len(places))), "batch")
    try:
        asked = {pool.submit(one, previewer, text, until, admit): text for text in places}
        for future in as_completed(asked):
            outcome = future.result()
            for index in places[asked[future]]:
                yield index, outcome
    finally:
        pool.shutdown(wait=False, cancel_futures=True)


def one(previewer: Previewing, text: str, until: float | None, admit: Admit | None) -> Outcome:
    """Return what became of one link; no failure of it harms the others."""
    try:
        return previewer.preview(text, until=until, admit=admit)
    except Exception as error:  # of our own fault, too: 99 others have their answers
        return problem_of(error, fallback_of(previewer, text))


def fallback_of(previewer: Previewing, text: str) -> dict[str, str | None] | None:
    """Return what can be said without the network; nothing where even that fails."""
    try:
        known = previewer.fallback(text)
    except Exception:  # the failure that we are about to report matters more
        return None
    return None if known is None else dict(known)
