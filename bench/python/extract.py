"""Reads pages with one of the tools below and says what that cost: `python extract.py PAGES`.

The same lines as `node/extract.mjs`: `TOOL NUMBER TIMES` in, the CPU milliseconds of one call out.
"""

from __future__ import annotations

import json
import logging
import sys
import time
import warnings
from collections.abc import Callable, Mapping
from importlib.metadata import version
from itertools import count
from pathlib import Path

import extruct
import trafilatura
from trafilatura.utils import line_processing, trim

TOOLS: Mapping[str, Callable[[str, str], object]] = {
    "extruct": lambda url, html: extruct.extract(html, base_url=url),  # all of its syntaxes
    "trafilatura": lambda url, html: trafilatura.bare_extraction(html, url, with_metadata=True),
    "trafilatura.extract_metadata": lambda url, html: trafilatura.extract_metadata(html, url),
}


def main() -> None:
    logging.disable()
    warnings.simplefilter("ignore")
    pages = json.loads(Path(sys.argv[1]).read_text())
    counter = count()
    print(f"extruct {version('extruct')}, trafilatura {version('trafilatura')}", flush=True)
    for line in sys.stdin:
        tool, number, times = line.split()
        url, html = pages[int(number)]
        texts = [f"{html}<!-- {next(counter)} -->" for _ in range(int(times))]  # none twice
        for of_lines in (line_processing, trim):
            of_lines.cache_clear()  # they would know the lines of a page that is read again
        started = time.process_time()
        for text in texts:
            TOOLS[tool](url, text)
        print((time.process_time() - started) * 1000 / len(texts), flush=True)


if __name__ == "__main__":
    main()
