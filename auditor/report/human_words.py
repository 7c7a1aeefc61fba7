"""What people said of a finding, in words: decisions and internal acceptances.

Texts are unescaped; each format escapes for itself. Must not know what they do to an exit code.
"""

from __future__ import annotations

from typing import Protocol

from auditor.model.decisions import Acceptance, Decision, DecisionKind

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
    said = []
    if decision := finding.decision:
        since = f" (confirmed since {finding.confirmed_at[:10]})" if _again(finding) else ""
        words = f"{DECISIONS[decision.kind]} by {decision.by} on {decision.decided_at[:10]}{since}"
        said.append(f"{words}: {decision.reason}")
    if acceptance := finding.acceptance:
        ticket = f", {acceptance.ticket}" if acceptance.ticket else ""
        words = f"{ACCEPTED}, until {acceptance.expires} by {acceptance.approver}{ticket}"
        said.append(f"{words}: {acceptance.reason}")
    return tuple(said)


def _again(finding: SaidOf) -> bool:
    return bool(
        finding.decision and finding.confirmed_at and finding.confirmed_at != finding.decision.decided_at
    )
