"""python -m bench [NAME …]: run the benchmarks and print their tables."""

from __future__ import annotations

import argparse
import importlib
import sys
from datetime import date

from bench.measure import machine

NAMES = (
    "extraction",
    "hits",
    "misses",
    "slow_web",
    "workers",
    "identity",
    "startup",
    "memory",
    "growth",
    "attack",
)


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m bench", description=__doc__)
    parser.add_argument("name", nargs="*", choices=[*NAMES, []], help="which; all without a name")
    names = parser.parse_args().name or NAMES
    print(f"{date.today().isoformat()} · {machine()}")
    for name in names:
        module = importlib.import_module(f"bench.{name}")
        print(f"\n## {name}: {(module.__doc__ or '').splitlines()[0]}\n", flush=True)
        print(module.run(), flush=True)
    return 0


if __name__ == "__main__":
    sys.exit(main())
