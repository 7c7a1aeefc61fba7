"""Whether a serial number tells two pieces of equipment apart, or is what agents send for want of one.

Every stage that compares serial numbers asks here. It must not know which vendor sends what. Pure.
"""

from __future__ import annotations

MIN_SERIAL_CHARACTERS = 4
"""Shorter serial numbers seen in the wild are slot numbers and revisions."""
PLACEHOLDERS = frozenset({
    "", "-", "--", "n/a", "na", "none", "null", "nil", "unknown", "unspecified", "undefined", "default",
    "empty", "not set", "not available", "not specified", "not applicable", "no serial", "invalid",
    "default string", "serial", "serial number", "to be filled by o.e.m.", "<private>", "private", "redacted",
    "removed", "test",
})  # fmt: skip
"""What agents send where they have no value."""
_COUNTING = "0123456789012345678901234567890"


def is_stated(text: str) -> bool:
    """Whether a text is more than a placeholder."""
    return bool(text) and text.strip().casefold() not in PLACEHOLDERS


def is_real_serial(text: str) -> bool:
    """Whether a serial number can tell two pieces of equipment apart."""
    serial = text.strip()
    if len(serial) < MIN_SERIAL_CHARACTERS or not is_stated(serial):
        return False
    distinct = {character for character in serial.casefold() if character.isalnum()}
    return len(distinct) > 1 and serial not in _COUNTING
