"""Where things are kept, by its URL."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Mapping
from pathlib import Path
from urllib.parse import unquote, urlsplit

from preview.cache.disk import DiskStore
from preview.cache.engine import Away, Count, NotWritten, Store, StoreFault, uncounted
from preview.cache.fallback import Fallback
from preview.cache.memory import MemoryStore
from preview.cache.redis import RedisStore

__all__ = ["Away", "Count", "NotWritten", "Store", "StoreFault", "open_store", "user_folder"]

LOCAL_MB = 64  # of memory, while the real engine is away


def open_store(
    url: str,
    max_mb: int,
    *,
    count: Count = uncounted,
    environ: Mapping[str, str] = os.environ,
) -> Store:
    """Open the store at *url*: `disk:///path`, `disk://`, `memory://`, `redis://`, `rediss://`.

    `disk://` alone is the user's cache folder (XDG_CACHE_HOME, else ~/.cache).  An engine that
    does not answer is no error: the store then works from memory, says so, and keeps trying.

    Raises:
        ValueError: *url* is none of these, or needs an extra that is not installed.
    """
    parts = urlsplit(url)
    local = MemoryStore(min(max_mb, LOCAL_MB))
    if parts.scheme == "memory":
        return MemoryStore(max_mb)
    if parts.scheme == "disk":
        if parts.netloc:
            raise ValueError("A disk cache's URL has three slashes: disk:///path")
        folder = Path(unquote(parts.path)) if parts.path else user_folder(environ)
        store = Fallback(
            DiskStore(folder, max_mb),
            local,
            away="The cache folder cannot be used; answers are kept in memory only.",
            retry_s=30.0,
            count=count,
        )
    elif parts.scheme in {"redis", "rediss"}:
        store = Fallback(
            RedisStore(url),
            local,
            away="Redis is away; answers are kept in this process's memory only.",
            retry_s=1.0,
            count=count,
        )
    else:
        raise ValueError("The cache's URL begins with disk://, memory://, redis:// or rediss://")
    store.ping()  # a fault is in the log at the start, not at the first request
    store.close()  # nothing is open when a server forks its workers
    return store


def user_folder(environ: Mapping[str, str]) -> Path:
    """Return the user's own cache folder for this program.

    Source: https://specifications.freedesktop.org/basedir/latest/ (a relative path is ignored).
    """
    stated = environ.get("XDG_CACHE_HOME", "")
    if os.path.isabs(stated):
        return Path(stated, "paper-preview")
    try:
        return Path.home() / ".cache" / "paper-preview"
    except RuntimeError:  # a container's user that has no home
        return Path(tempfile.gettempdir(), f"paper-preview-{os.getuid()}")
