"""Texts that say nothing: what agents send where they have no serial, model or maker.

A placeholder is "not stated"; its octets stay in the recording. It must not know which
vendor sends which. Used by `cell_reader`.
"""

from __future__ import annotations

PLACEHOLDERS = frozenset(
    {
        "",
        "<private>",
        "-",
        "0",
        "?",
        ".",
        "*",
        "n/a",
        "na",
        "nil",
        "null",
        "builtin",
        "none",
        "(none)",
        "unknown",
        "<unknown>",
        "unspecified",
        "not specified",
        "not available",
        "not applicable",
        "not present",
        "not set",
        "undefined",
        "empty",
        "default",
        "default string",
        "system serial number",
        "to be filled by o.e.m.",
        "to be filled by oem",
        "o.e.m.",
        "123456",
        "1234567",
        "12345678",
        "123456789",
        "1234567890",
        "0123456789",
        "0123456789abcdef",
    }
)
"""Case-folded. Defaults seen in BIOS, SMBIOS and agent builds, and the corpus' own mask."""


def is_placeholder(text: str) -> bool:
    """Whether a serial, model or maker text is empty, a known filler or one character repeated."""
    return (len(text) > 1 and len(set(text)) == 1) or text.casefold() in PLACEHOLDERS
