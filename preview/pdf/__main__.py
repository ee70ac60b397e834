"""The process that reads a PDF: parts on stdin, facts as JSON on stdout; see `process`.

Run by its path, in isolated mode and without site-packages, so it finds its own package itself.
"""

from __future__ import annotations

import json
import resource
import sys
from pathlib import Path

MEMORY = 128 * 1024 * 1024  # of address space; an idle interpreter takes about 20 MB
CPU_S = 1
LIMITS = (
    (resource.RLIMIT_AS, MEMORY),
    (resource.RLIMIT_CPU, CPU_S),
    (resource.RLIMIT_FSIZE, 0),  # it has nothing to write but its answer, which is a pipe
    (resource.RLIMIT_CORE, 0),
)


def main() -> None:
    for kind, value in LIMITS:
        hard = resource.getrlimit(kind)[1]
        most = value if hard == resource.RLIM_INFINITY else min(value, hard)
        resource.setrlimit(kind, (most, most))
    sys.path.insert(0, str(Path(__file__).resolve().parents[2]))
    from preview.pdf.facts import facts
    from preview.pdf.frames import unframed

    print(json.dumps(facts(unframed(sys.stdin.buffer.read()))))


if __name__ == "__main__":
    main()
