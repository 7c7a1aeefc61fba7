"""Sentences with numbers and names in them, the same in every format.

Fixed texts are `wording`, numbers come from `grouping`. A sentence may hold device text:
it is unescaped here and must leave through an exit of `escape`.
"""

from __future__ import annotations

from typing import NamedTuple

from auditor.model.finding import Finding, PolicySummary, Status
from auditor.model.identity import Band, SubjectKind
from auditor.model.policy import Citation
from auditor.model.recording import Outcome
from auditor.report import wording
from auditor.report.grouping import Headline, status_counts


class Figure(NamedTuple):
    """A count out of a total: "Not read at all", 2, "12 devices"."""

    label: str
    number: int
    total: str


def counted(count: int, noun: str) -> str:
    """ "1 device", "2 devices", "2 entries"."""
    if count == 1:
        return f"1 {noun}"
    return f"{count} {noun[:-1]}ies" if noun.endswith("ry") else f"{count} {noun}s"


def gap_figures(numbers: Headline) -> tuple[Figure, ...]:
    """What was not checked, in figures; zeros are said too, because silence would be a claim."""
    devices = counted(numbers.devices, "device")
    return (
        Figure("Not read at all (no answer, refused or skipped)", numbers.not_read, devices),
        Figure("Read in part, or completeness not stated", numbers.read_in_part, devices),
        Figure("End as unknown, not checked or undetermined", numbers.not_clear, devices),
        Figure(
            "Judged parts that state no maker we can identify",
            numbers.unknown_parts,
            counted(numbers.parts, "part"),
        ),
    )


def finding_sentence(numbers: Headline) -> str:
    """How many findings, about how many subjects, on how many devices."""
    if not numbers.findings:
        return "No findings. Read this together with what was not checked."
    return (
        f"{counted(numbers.findings, 'finding')} about {counted(numbers.subjects, 'subject')} "
        f"on {counted(numbers.devices_with_findings, 'device')}."
    )


def claim_text(finding: Finding) -> str:
    """What the subject says it is, no stronger than the evidence: never who built it."""
    if not finding.vendor_name:
        return "states no listed maker"
    firm = finding.status is Status.EXCLUDED or finding.confidence == Band.STRONG
    claim = f"{'reports itself as' if firm else 'may be'} {finding.vendor_name}"
    if finding.through_part:
        return f"contains a part that {claim}"
    if finding.subject_kind is SubjectKind.NEIGHBOR:
        return f"seen beyond a port: {claim}"
    return claim


def outcome_text(outcome: str) -> str:
    """How reading a device ended, in words; an unknown outcome as it is."""
    return wording.OUTCOME_TEXTS[Outcome(outcome)] if outcome in frozenset(Outcome) else outcome


def policy_sentence(policy: PolicySummary) -> str:
    """What the policy is, how far it is law, and what designation list is bound to it."""
    kind, status = wording.POLICY_KIND_TEXTS[policy.kind], wording.POLICY_STATUS_TEXTS[policy.status]
    bound = f" Designation list: {policy.designations}." if policy.designations else ""
    return f"This policy {kind}; {status}.{bound}"


def counts_text(counts: tuple[tuple[str, int], ...]) -> str:
    """ "excluded 2, clear 40": statuses that occur, worst first."""
    told = (f"{wording.STATUS_NAMES[status]} {count}" for status, count in status_counts(counts) if count)
    return ", ".join(told) or "none"


def undetermined_reasons(policy: PolicySummary) -> tuple[str, ...]:
    """Why verdicts of the policy are undetermined; () when none is."""
    if not any(count for status, count in policy.counts if status == Status.UNDETERMINED):
        return ()
    return policy.undetermined_because or (f"the policy {wording.POLICY_KIND_TEXTS[policy.kind]}",)


def citation_text(citation: Citation) -> str:
    """The citation and how it was checked; a fact from memory is never shown as verified."""
    return f"{citation.text} ({wording.VERIFICATION_TEXTS[citation.verification]})"
