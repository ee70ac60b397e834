"""Reading a PDF in a process of its own, which is killed when it takes too long."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path

from preview.pdf.frames import framed

WINDOW = 64 * 1024  # bytes read of each end of a file
WALL_S = 2.0  # one takes about 30 ms; a busy machine some times that

Facts = Mapping[str, Sequence[str]]
"""`info.title`, `info.author`, `info.doi`, `xmp.title`, `xmp.creator`, `xmp.doi` → values."""


def read(head: bytes, tail: bytes = b"", *, seconds: float = WALL_S) -> Facts:
    """Return what a PDF says of itself, nothing where it cannot be read; never raises.

    *head* and *tail* are its first and last `WINDOW` bytes.  A new program is started, and none is
    forked: a fork of a process with threads may inherit a lock that nobody will open.  It gets
    no environment, so no key of ours.
    """
    command = [sys.executable, "-I", "-S", str(Path(__file__).with_name("__main__.py"))]
    try:
        done = subprocess.run(  # noqa: S603 - our own interpreter and file, no shell
            command,
            input=framed((head[:WINDOW], tail[-WINDOW:])),
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            timeout=seconds,
            check=True,
            env={},
            cwd="/",
        )
        stated = json.loads(done.stdout)
    except (OSError, subprocess.SubprocessError, ValueError):
        return {}
    return {str(fact): tuple(map(str, values)) for fact, values in stated.items()}
