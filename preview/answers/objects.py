"""Objects of the contract, as JSON."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from preview import errors
from preview.answers.previewing import Previewing
from preview.answers.problems import Problem, body_of, problem_of
from preview.formats import Format, Options
from preview.service import Answer, Explanation


def as_json(value: Any) -> bytes:
    """Return *value* as strict JSON in ASCII: no text of a stranger can be read as anything else
    there (U+2028, `</script>` in an old browser, a lone surrogate)."""
    return (
        json.dumps(value, allow_nan=False, separators=(",", ":")).replace("<", "\\u003c").encode()
    )


def as_object(parts: Mapping[str, bytes]) -> bytes:
    """Return a JSON object whose values are JSON already."""
    return b"{" + b",".join(as_json(key) + b":" + raw for key, raw in parts.items()) + b"}"


def named(previewer: Previewing, text: str) -> dict[str, object]:
    """Return the object of `/normalize`.

    Raises:
        errors.InvalidUrl: *text* is no link and no identifier.
    """
    name = previewer.name(text)
    return {
        "input": name.input,
        "work_id": name.work_id,
        "canonical_url": name.canonical_url,
        "version": name.version,
        "aliases": list(name.aliases),
        "resolved": name.resolved,
    }


def named_or_problem(previewer: Previewing, text: str) -> dict[str, object]:
    """Return the object of `/normalize` for one of many; a bad one has its problem in it."""
    try:
        return named(previewer, text)
    except errors.PreviewError as error:
        return {"input": text, "problem": body_of(problem_of(error))}


def item(
    text: str, outcome: Answer | Problem, form: Format, options: Options, *, index: int | None
) -> bytes:
    """Return the object of one link in a batch, with its *index* where it is a line of its own."""
    parts = {} if index is None else {"index": as_json(index)}
    parts["input"] = as_json(text)
    if isinstance(outcome, Problem):
        parts["problem"] = as_json(body_of(outcome))
    else:
        parts["preview"] = form.render(outcome.preview, options).strip()
    return as_object(parts)


def explained(found: Explanation, problem: Problem | None, form: Format, options: Options) -> bytes:
    """Return the object of `/explain`; of a failure it holds no more than the problem says."""
    parts = {"input": as_json(found.input)}
    if found.answer is None or problem is not None:
        parts["problem"] = as_json(body_of(problem) if problem else None)
        parts |= {"candidates": b"{}", "steps": b"[]", "cache": b"{}"}
        return as_object(parts)
    parts["preview"] = form.render(found.answer.preview, options).strip()
    parts["candidates"] = as_json(
        {field: [one._asdict() for one in judged] for field, judged in found.candidates.items()}
    )
    parts["steps"] = as_json([step._asdict() for step in found.steps])
    parts["cache"] = as_json(dict(found.cache))
    return as_object(parts)
