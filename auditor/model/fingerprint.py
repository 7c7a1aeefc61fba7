"""The name of a finding that lasts: what two audits, decisions and acceptances know it by.

Must not depend on row ids, interface indices or time. Next: `finding`.
"""

from __future__ import annotations

import hashlib

VERSION = "v1:"
MIN_DIGITS = 8
"""Hexadecimal digits that name a finding: 32 bits are short enough to type and long enough to be unique."""


def beginning_of(text: str) -> str:
    """The fingerprint's beginning that `text` is, with or without its version; "" where it is too short."""
    digits = text.removeprefix(VERSION).lower()
    return VERSION + digits if len(digits) >= MIN_DIGITS else ""


def fingerprint(policy_id: str, rule_id: str, vendor: str, identity: tuple[str, ...]) -> str:
    """Fingerprint v1 of a finding: stable over runs, row ids, ifIndex and time.

    `identity` is ("serial", serial, model) where both are real, else ("path", target id,
    path or neighbor key, model).
    """
    text = "\0".join(("v1", policy_id, rule_id, vendor, *identity))
    return VERSION + hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:32]
