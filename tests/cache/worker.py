"""A process like a gunicorn worker's: many threads ask one cache for one key.

    worker.py URL COUNTER OUTCOME THREADS HOLD_S [KEY]

Each load adds a byte to the file COUNTER, takes HOLD_S and gives OUTCOME: `record`, or the code
of an error.  What each thread got is a line: a title, or an error's code.
"""

from __future__ import annotations

import sys
import threading
import time
from collections.abc import Callable

from preview import errors
from preview.cache.flight import Cache, Noted, Slots
from preview.cache.store import open_store
from preview.model import Metadata, Record, WorkId


def loader(counter: str, outcome: str, hold_s: float) -> Callable[[Record | None], Noted]:
    def load(previous: Record | None) -> Noted:
        with open(counter, "ab") as file:
            file.write(b".")
        time.sleep(hold_s)
        if outcome == "internal":
            raise KeyError("a fault of ours")
        if outcome != "record":
            raise errors.CODES[outcome]("It failed.")
        found = Record(
            work=WorkId("doi", "10.1000/182"),
            aliases=(),
            related=(),
            canonical_url="",
            domain="",
            metadata=Metadata(title="First"),
            provenance={},
            fetched_at=time.time(),
        )
        return Noted(found)

    return load


def main(url: str, counter: str, outcome: str, threads: str, hold: str, key: str = "key") -> None:
    cache = Cache(open_store(url, 16), Slots(int(threads)))
    load = loader(counter, outcome, float(hold))
    answers: list[str] = []

    def ask() -> None:
        try:
            hit = cache.get_or_load(key, load)
            answers.append(hit.outcome.metadata.title)
        except errors.PreviewError as error:
            answers.append(error.code)
        except KeyError:
            answers.append("internal")

    print("ready", flush=True)
    sys.stdin.readline()
    asking = [threading.Thread(target=ask) for _ in range(int(threads))]
    for thread in asking:
        thread.start()
    for thread in asking:
        thread.join()
    cache.close()
    print("\n".join(answers), flush=True)


if __name__ == "__main__":
    main(*sys.argv[1:])
