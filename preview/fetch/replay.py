"""A folder instead of the network: for the demo, for tests, and for cases of real sites.

`index.json` maps each URL to its answer, `file` being beside it:

    {"https://example.org/": {"status": 200, "headers": {"content-type": "text/html"}, "file": "1"},
     "https://example.org/old": {"status": 301, "headers": {"location": "/"}, "body": ""}}

A header that was sent more than once has a list of values.
"""

from __future__ import annotations

import json
import os
import tempfile
import threading
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from preview import errors
from preview.fetch.policy import Target
from preview.fetch.transport import Answer, Transport

INDEX = "index.json"


class Replay:
    """Performs hops from *folder*.  A URL that is not in the index is a host that does not exist.

    Raises:
        ValueError: the folder has no index, or one that cannot be understood.
    """

    def __init__(self, folder: Path | str) -> None:
        self._folder = Path(folder).resolve()
        self._entries = read_index(self._folder)
        for url, entry in self._entries.items():
            _checked(url, entry, self._folder)

    def hop(
        self, target: Target, headers: Mapping[str, str], *, until: float, max_bytes: int
    ) -> Answer:
        entry = self._entries.get(target.url)
        if entry is None:
            raise errors.UpstreamUnreachable(target.url, "not in the recording")
        answer = Answer(entry["status"], _pairs(entry.get("headers", {})))
        if not 200 <= answer.status < 300:
            return answer
        body = self._body(entry)
        cut = len(body) > max_bytes or bool(entry.get("truncated"))
        return answer._replace(body=body[:max_bytes], truncated=cut)

    def _body(self, entry: Mapping[str, Any]) -> bytes:
        if "file" in entry:
            return (self._folder / str(entry["file"])).read_bytes()
        return str(entry.get("body", "")).encode("utf-8")


class Recorder:
    """Performs hops by *transport* and saves each into *folder*, for `Replay` to read.

    What is in the folder stays; a URL that is asked again is recorded anew.

    Raises:
        OSError: the folder cannot be written.
    """

    def __init__(self, transport: Transport, folder: Path | str) -> None:
        self._transport = transport
        self._folder = Path(folder)
        self._folder.mkdir(parents=True, exist_ok=True)
        self._lock = threading.Lock()

    def hop(
        self, target: Target, headers: Mapping[str, str], *, until: float, max_bytes: int
    ) -> Answer:
        answer = self._transport.hop(target, headers, until=until, max_bytes=max_bytes)
        with self._lock:
            entries = read_index(self._folder) if (self._folder / INDEX).exists() else {}
            name = entries.get(target.url, {}).get("file") or f"{len(entries) + 1:03}.body"
            entry: dict[str, Any] = {"status": answer.status, "headers": _grouped(answer)}
            if answer.body:
                (self._folder / name).write_bytes(answer.body)
                entry["file"] = name
            if answer.truncated:
                entry["truncated"] = True
            _write_index(self._folder, {**entries, target.url: entry})
        return answer


def read_index(folder: Path) -> dict[str, Any]:
    try:
        index = json.loads((folder / INDEX).read_text("utf-8"))
    except OSError as exc:
        raise ValueError(f"{folder} holds no readable {INDEX}") from exc
    except (ValueError, RecursionError) as exc:
        raise ValueError(f"{folder / INDEX} is no JSON") from exc
    if not isinstance(index, dict):
        raise ValueError(f"{folder / INDEX} is no object")
    return index


def _checked(url: str, entry: object, folder: Path) -> None:
    if not isinstance(entry, dict) or not isinstance(entry.get("status"), int):
        raise ValueError(f"{url} has no status in {folder / INDEX}")
    if not isinstance(entry.get("headers", {}), dict):
        raise ValueError(f"{url} has headers that are no object in {folder / INDEX}")
    if "file" in entry:
        path = (folder / str(entry["file"])).resolve()
        if not path.is_relative_to(folder) or not path.is_file():
            raise ValueError(f"{url} names a file that is not in {folder}")


def _pairs(headers: Mapping[str, Any]) -> tuple[tuple[str, str], ...]:
    return tuple(
        (name.lower(), str(value))
        for name, values in headers.items()
        for value in (values if isinstance(values, list) else [values])
    )


def _grouped(answer: Answer) -> dict[str, str | list[str]]:
    """The headers as the index has them; body and framing are kept decoded, so theirs go."""
    names = dict.fromkeys(name for name, _ in answer.headers)
    kept = names.keys() - {"content-encoding", "content-length", "transfer-encoding"}
    values = {name: answer.all(name) for name in names if name in kept}
    return {name: found[0] if len(found) == 1 else found for name, found in values.items()}


def _write_index(folder: Path, entries: Mapping[str, Any]) -> None:
    """Whole or not at all: a reader never sees half an index."""
    handle, name = tempfile.mkstemp(dir=folder, prefix=".index-")
    with os.fdopen(handle, "w", encoding="utf-8") as file:
        json.dump(entries, file, indent=2, ensure_ascii=False)
    os.replace(name, folder / INDEX)
