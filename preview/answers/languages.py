"""The language that a client asks for."""

from __future__ import annotations

import re

# One tag, https://www.rfc-editor.org/rfc/rfc5646#section-2.1: it goes into a header of ours and
# into a cache key, so neither lists nor weights.
_TAG = re.compile(r"[A-Za-z]{2,8}(-[A-Za-z0-9]{1,8}){0,4}")


def language_tag(given: str) -> str:
    """Return *given*, if it is one language tag.

    Raises:
        ValueError: it is none; the words follow the parameter's name.
    """
    if not _TAG.fullmatch(given):
        raise ValueError("is a language tag such as `en` or `pt-BR`")
    return given
