"""Model and revisions from the words of sysDescr, for fields that nothing else states.

RFC 3418 wants "the full name and version identification of the system's hardware type,
software operating-system, and networking software" there. The grammars are data
(`descr_patterns`, one row per vendor). It must not conclude who made the device.
"""

from __future__ import annotations

import re

from auditor.decode.descr_patterns import DESCR_PATTERNS
from auditor.decode.device_values import Statement
from auditor.decode.placeholders import is_placeholder
from auditor.model.device import Observed
from auditor.model.device_objects.device_object import DeviceField

MAX_DESCR_CHARACTERS = 512
"""sysDescr has at most 255 characters (RFC 3418); twice that is searched, no more."""
MAX_VALUE_CHARACTERS = 80
"""Longer captures are sentences, not names; no ordering code or version seen has 60."""
SOURCE = "SNMPv2-MIB sysDescr"
QUOTES = "\"'\\= \t"
"""What agents and their configuration put around the text."""

_COMPILED = tuple(re.compile(row.pattern) for row in DESCR_PATTERNS)


def descr_statements(descr: Observed[str] | None) -> list[Statement]:
    """Statements of the first grammar that fits, then of those that fit after it."""
    if descr is None:
        return []
    text = descr.value[:MAX_DESCR_CHARACTERS].strip(QUOTES)
    found: dict[DeviceField, str] = {}
    for pattern in _COMPILED:
        match = pattern.match(text)
        if match is not None:
            for field, value in match.groupdict().items():
                words = (value or "").strip(" ,;:-")
                if 0 < len(words) <= MAX_VALUE_CHARACTERS and not is_placeholder(words):
                    found.setdefault(DeviceField(field), words)
    return [Statement(field, descr._replace(value=value), SOURCE) for field, value in found.items()]
