"""What people said of a finding, in words: decisions, internal acceptances, suppliers' attestations.

Texts are unescaped; each format escapes for itself. Must not know what they do to an exit code.
"""

from __future__ import annotations

from typing import Protocol

from auditor.model.attestations import Attestation, AttestedSubject
from auditor.model.decisions import SETTLING, Acceptance, Decision, DecisionKind
from auditor.model.finding import AuditResult, Status
from auditor.report.wording import STATUS_NAMES

ATTESTED_TITLE = "Attested by suppliers, not observed"
ATTESTED_COUNTS = (
    "Subjects that attestations cover: {subjects}. Still unknown, because nothing was observed: {unknown}; "
    "the exit code leaves these out. An attestation turns nothing that was found into something better."
)
ONLY_ATTESTED = "attested by suppliers, not observed: the exit code leaves it out"
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
    @property
    def attestations(self) -> tuple[Attestation, ...]: ...


def human_words(finding: SaidOf) -> tuple[str, ...]:
    """A sentence for the last decision, the acceptance and each attestation, where there are any."""
    said = filter(None, (decision_words(finding), acceptance_words(finding)))
    return (*said, *map(attestation_text, finding.attestations))


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


def attestation_text(attestation: Attestation) -> str:
    """What a supplier attests, never as if it had been observed."""
    source = f"document {attestation.document}, sha256 {attestation.document_sha256}"
    dated = f"signed {attestation.signed}, until {attestation.expires}"
    words = f"attested by {attestation.signer} ({source}, {dated})"
    statement = f": {attestation.statement}" if attestation.statement else ""
    return f"{words}: manufacturer {attestation.manufacturer_name}; not observed{statement}"


def attested_text(subject: AttestedSubject) -> str:
    """An attested subject: where it is, what it states, and every attestation of it."""
    place = subject.subject_key or "the device itself"
    stated = ", ".join(filter(None, (subject.model_name, subject.serial_num)))
    said = "; ".join(map(attestation_text, subject.attestations))
    return f"{subject.device_id}, {place} ({stated}): {STATUS_NAMES[Status(subject.status)]}; {said}"


def attested_counts(result: AuditResult) -> str:
    """How many subjects are attested, and what of them is left unknown and no longer fails an audit."""
    unknown = sum(subject.status == Status.UNKNOWN for subject in result.attested)
    return ATTESTED_COUNTS.format(subjects=len(result.attested), unknown=unknown)


def _again(finding: SaidOf) -> bool:
    return bool(
        finding.decision and finding.confirmed_at and finding.confirmed_at != finding.decision.decided_at
    )
