"""Answer shapes: one file for each, found by walking this package.

A module that holds a `Format` is a format; a new one is one file and its snapshots.
"""

from __future__ import annotations

import importlib
import pkgutil
from collections.abc import Mapping
from types import MappingProxyType

from preview.formats.record import Format, Options

__all__ = ["Format", "Options", "discover"]


def discover() -> Mapping[str, Format]:
    """Return every format by its name, in the order of names.

    Raises:
        ValueError: two formats bear one name.
    """
    found: dict[str, Format] = {}
    for module in pkgutil.iter_modules(__path__):
        names = vars(importlib.import_module(f"{__name__}.{module.name}"))
        for form in names.values():
            if isinstance(form, Format) and found.setdefault(form.name, form) is not form:
                raise ValueError(f"two formats are called {form.name}")
    return MappingProxyType(dict(sorted(found.items())))
