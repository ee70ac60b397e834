"""Every setting: name, unit, default and reason, in one table; read from the environment once.

Wiring, web and command line get a frozen `Settings`; all else gets plain values from it.
"""

from __future__ import annotations

import difflib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, fields
from pathlib import Path
from typing import Any

from preview.settings.parse import PERIODS, Network, Rate
from preview.settings.rows import PROJECT_PAGE, ROWS

__all__ = ["PREFIX", "ROWS", "Rate", "Settings", "SettingsError", "as_markdown", "shown"]

PREFIX = "PREVIEW_"
DEFAULT_RATE = Rate(300, 60)


class SettingsError(ValueError):
    """A setting that cannot be used; the message names it and never shows a secret's value."""


@dataclass(frozen=True, slots=True)
class Settings:
    """The values, in the units of `ROWS`; None or empty where a setting is off.

    Attributes:
        rate_limit: None = no limit.
        cors_origins: None = not set by the operator; `allowed_origins` has what follows from it.
        cache_url: `disk://` without a path means the user's cache folder.
    """

    cache_url: str = "disk://"
    cache_max_mb: int = 1024
    deadline_s: float = 8.0
    batch_deadline_s: float = 30.0
    max_bytes: int = 1_048_576
    max_redirects: int = 5
    allow_ports: tuple[int, ...] = (80, 443)
    allow_networks: tuple[Network, ...] = ()
    deny_hosts: tuple[str, ...] = ()
    allow_hosts: tuple[str, ...] = ()
    proxy: str | None = field(default=None, repr=False)  # may hold a password
    ca_bundle: Path | None = None
    contact: str = PROJECT_PAGE
    fetch_slots: int = 24
    min_refresh_s: float = 60.0
    api_keys: tuple[str, ...] = field(default=(), repr=False)
    rate_limit: Rate | None = DEFAULT_RATE
    cors_origins: tuple[str, ...] | None = None
    public_url: str = ""
    frame_ancestors: str = "*"
    trusted_proxies: int = 0
    replay: Path | None = None
    s2_api_key: str | None = field(default=None, repr=False)
    openalex_api_key: str | None = field(default=None, repr=False)
    ncbi_api_key: str | None = field(default=None, repr=False)
    unpaywall_email: str | None = None

    @property
    def allowed_origins(self) -> tuple[str, ...]:
        """Origins whose pages may read our answers.

        Unset means all, but none where the answers are not for everybody: a page on the web
        must not read an intranet, or use a key, through its visitor's browser.
        """
        if self.cors_origins is not None:
            return self.cors_origins
        return () if self.allow_networks or self.api_keys else ("*",)

    @classmethod
    def from_env(cls, environ: Mapping[str, str]) -> Settings:
        """Read all `PREVIEW_…` variables; an empty one is as good as none.

        Raises:
            SettingsError: a name that is no setting, or a value that cannot be understood.
        """
        given = {
            name.removeprefix(PREFIX): value.strip()
            for name, value in environ.items()
            if name.startswith(PREFIX)
        }
        _refuse_unknown(given)
        values: dict[str, Any] = {}
        for row in ROWS:
            if text := given.get(row.name):
                try:
                    values[row.field] = row.parse(text)
                except ValueError as exc:
                    raise SettingsError(f"{PREFIX}{row.name}: {exc}") from None
        return cls(**values)


def _refuse_unknown(names: Iterable[str]) -> None:
    known = [row.name for row in ROWS]
    for name in names:
        if name not in known:
            close = difflib.get_close_matches(name, known, n=1)
            hint = f"; did you mean {PREFIX}{close[0]}?" if close else ""
            raise SettingsError(f"{PREFIX}{name} is not a setting{hint}")


SECRET = frozenset(item.name for item in fields(Settings) if not item.repr)


def shown(settings: Settings) -> dict[str, str]:
    """Return each setting's value as text; of a secret only whether it is set."""
    values = {}
    for row in ROWS:
        value = getattr(settings, row.field)
        if row.field in SECRET:
            values[PREFIX + row.name] = "(set)" if value else ""
        else:
            values[PREFIX + row.name] = _as_text(row.field, value, settings)
    return values


def _as_text(name: str, value: Any, settings: Settings) -> str:
    if name == "rate_limit":
        period = {seconds: word for word, seconds in PERIODS.items()}
        return f"{value.fetches}/{period[value.seconds]}" if value else "off"
    if name == "cors_origins":
        value = settings.allowed_origins
    if isinstance(value, tuple):
        return ",".join(map(str, value))
    if isinstance(value, float):
        return f"{value:g}"
    return "" if value is None else str(value)


def as_markdown() -> str:
    """Return the README's table of settings."""
    lines = ["| name | default | unit | what for |", "| --- | --- | --- | --- |"]
    for row in ROWS:
        default = f"`{row.default}`" if row.default else "empty"
        lines.append(f"| `{PREFIX}{row.name}` | {default} | {row.unit} | {row.reason} |")
    return "\n".join(lines) + "\n"
