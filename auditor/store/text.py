"""Text and numbers of devices in a form SQLite keeps whole.

SQLite's text functions stop at NUL, and its driver refuses lone surrogates and integers
beyond 63 bits; the octets as sent stay in the evidence and in the sections. Never raises.
"""

from __future__ import annotations

import json
from collections.abc import Iterable

from auditor.model.device import Observed

NUL_PICTURE = "\N{SYMBOL FOR NULL}"
MAC_LIMIT = 1 << 48
OUI_LIMIT = 1 << 24


_written = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode
"""Made once: `json.dumps` makes an encoder for each call."""


def clean(text: str) -> str:
    """`text` with NUL shown as a picture and lone surrogates replaced (U+FFFD)."""
    if text.isascii() and "\0" not in text:
        return text
    visible = text.replace("\0", NUL_PICTURE)
    return visible.encode("utf-16", "surrogatepass").decode("utf-16", "replace")


def clean_observed(observed: Observed[str] | None) -> str | None:
    """The clean value, or None where nothing was stated."""
    if observed is None:
        return None
    text = observed.value
    return text if text.isascii() and "\0" not in text else clean(text)


def bounded(observed: Observed[int] | None, limit: int) -> int | None:
    """The value where it lies in 0 … limit-1, else None."""
    return observed.value if observed is not None and 0 <= observed.value < limit else None


def distinct(texts: Iterable[str]) -> tuple[str, ...]:
    """Clean texts in order; one that became equal to an earlier one gets "#2", "#3" …"""
    cleaned = tuple(texts)
    if clean(whole := "".join(cleaned)) != whole:
        cleaned = tuple(map(clean, cleaned))
    return cleaned if len(set(cleaned)) == len(cleaned) else _numbered(cleaned)


def _numbered(texts: tuple[str, ...]) -> tuple[str, ...]:
    taken: set[str] = set()
    result = []
    for text in texts:
        candidate, count = text, 1
        while candidate in taken:
            count += 1
            candidate = f"{text}#{count}"
        taken.add(candidate)
        result.append(candidate)
    return tuple(result)


def as_json(texts: Iterable[str]) -> str:
    """A JSON array of clean texts."""
    return _written([clean(text) for text in texts])


def text_tuple(document: str) -> tuple[str, ...]:
    """The texts of a JSON array that `as_json` wrote."""
    return tuple(str(text) for text in json.loads(document))
