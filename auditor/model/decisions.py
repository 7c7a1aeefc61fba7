"""What people said of findings: decisions, one by one, and acceptances, by what they match.

Neither changes a verdict: a status says what was seen, these say what somebody concluded from
it. Next: `finding`, which carries them.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from auditor.model.recording import Instant


class DecisionKind(StrEnum):
    """What somebody concluded about one finding."""

    CONFIRMED = "confirmed"
    """It was looked at and is what it says: a deadline may run from here."""
    NOT_COVERED = "not_covered"
    """It is what it says, and the rule does not cover it."""
    FALSE_POSITIVE = "false_positive"
    """It is not what it says."""


SETTLING = frozenset({DecisionKind.NOT_COVERED, DecisionKind.FALSE_POSITIVE})
"""Decisions after which a finding no longer counts for the exit code."""


def settled_by(*, accepted: bool, decision: str) -> str:
    """Because of what a finding no longer counts, "" where it does; `decision` is a kind, or ""."""
    if accepted:
        return "internal acceptance"
    return f"decision: {decision.replace('_', ' ')}" if decision in SETTLING else ""


@dataclass(frozen=True, slots=True)
class Decision:
    """One human's word on one finding; never changed, only followed by another one."""

    fingerprint: str
    kind: DecisionKind
    by: str
    reason: str
    decided_at: Instant


@dataclass(frozen=True, slots=True)
class Acceptance:
    """An internal risk acceptance; not a legal waiver. `match` are (condition, pattern) pairs,
    all of which must hold; `expires` is the last day it counts."""

    id: str
    match: tuple[tuple[str, str], ...]
    reason: str
    approver: str
    ticket: str
    expires: date
