"""Octets of a device to text, by one declared policy.

Padding (NUL, blanks, line ends, the 0xFF of unwritten EEPROM) is stripped and NULs are
removed, which also reads ASCII sent as UTF-16. Then UTF-8, else ISO 8859-1 with a mark.
Control characters stay: escaping belongs to the report that shows them.
"""

from __future__ import annotations

from typing import NamedTuple

from auditor.model.limits import MAX_TEXT_CHARACTERS

PADDING = b"\0 \t\r\n\xff"
CUT_MARK = "…"


class DecodedText(NamedTuple):
    """Text and what had to be done to get it. It never holds a lone surrogate."""

    text: str
    is_cut: bool
    is_guessed: bool
    """Not UTF-8: read as ISO 8859-1, where every octet is some character."""


def decode_text(octets: bytes) -> DecodedText:
    """Text of at most `MAX_TEXT_CHARACTERS`; a longer one ends with `CUT_MARK`."""
    padded = octets.strip(PADDING)
    try:
        text, is_guessed = padded.decode(), False
    except UnicodeDecodeError:
        text, is_guessed = padded.decode("latin-1"), True
    if "\0" in text:
        text = text.replace("\0", "")
    if len(text) > MAX_TEXT_CHARACTERS:
        return DecodedText(text[: MAX_TEXT_CHARACTERS - 1] + CUT_MARK, True, is_guessed)
    return DecodedText(text, False, is_guessed)
