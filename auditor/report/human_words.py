"""What people said of a finding, in words: decisions and internal acceptances.

Texts are unescaped; each format escapes for itself. Must not know what they do to an exit code.
"""

from __future__ import annotations

from typing import Protocol

from auditor.model.decisions import SETTLING, Acceptance, Decision, DecisionKind

ACCEPTED = "internal acceptance, not a legal waiver"
DECISIONS = {
    DecisionKind.CONFIRMED: "confirmed",
    DecisionKind.NOT_COVERED: "decided: not covered by the rule",
    DecisionKind.FALSE_POSITIVE: "decided: a false positive",
}


class SaidOf(Protocol):
    """A finding of a report or of an explanation."""

    @property
    def acceptance(self) -> Acceptance | None: ...
    @property
    def decision(self) -> Decision | None: ...
    @property
    def confirmed_at(self) -> str: ...


def human_words(finding: SaidOf) -> tuple[str, ...]:
    """A sentence for the last decision and one for the acceptance, where there are any."""
    return tuple(filter(None, (decision_words(finding), acceptance_words(finding))))


def settling_words(finding: SaidOf) -> tuple[str, ...]:
    """The sentences because of which a finding no longer counts for the exit code."""
    decides = finding.decision is not None and finding.decision.kind in SETTLING
    return tuple(filter(None, (decision_words(finding) if decides else "", acceptance_words(finding))))


def decision_words(finding: SaidOf) -> str:
    """A sentence for the last decision, "" where there is none."""
    decision = finding.decision
    if decision is None:
        return ""
    since = f" (confirmed since {finding.confirmed_at[:10]})" if _again(finding) else ""
    words = f"{DECISIONS[decision.kind]} by {decision.by} on {decision.decided_at[:10]}{since}"
    return f"{words}: {decision.reason}"


def acceptance_words(finding: SaidOf) -> str:
    """A sentence for the acceptance, "" where there is none."""
    acceptance = finding.acceptance
    if acceptance is None:
        return ""
    ticket = f", {acceptance.ticket}" if acceptance.ticket else ""
    words = f"{ACCEPTED}, until {acceptance.expires} by {acceptance.approver}{ticket}"
    return f"{words}: {acceptance.reason}"


def _again(finding: SaidOf) -> bool:
    return bool(
        finding.decision and finding.confirmed_at and finding.confirmed_at != finding.decision.decided_at
    )
