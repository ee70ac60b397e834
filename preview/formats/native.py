"""`json`: the contract's own shape, key for key in the order of `model.Preview`."""

from __future__ import annotations

from dataclasses import replace

from preview.formats.record import Format, Options, description_of, dump
from preview.model import Preview

_MAX_AUTHORS = 200  # `author_count` says how many there are


def render(preview: Preview, options: Options) -> bytes:
    shown = replace(
        preview,
        description=description_of(preview, options),
        authors=preview.authors[:_MAX_AUTHORS],
        provenance=dict(preview.provenance),
    )
    return dump(shown, options)


JSON = Format("json", "application/json", render)
