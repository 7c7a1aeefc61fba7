"""The status of a device under one policy, for formats that judge each pair of the two.

What was found and still counts stands; else coverage gates: a device that was not read to its
end, or has parts of unknown makers, is clear under no policy.
"""

from __future__ import annotations

from collections.abc import Sequence

from auditor.model.finding import DeviceSummary, Finding, PolicySummary, Status
from auditor.model.recording import Outcome
from auditor.report import sentences

GATED = (Status.UNKNOWN, Status.NOT_CHECKED)
NO_VERDICT = "no rule of this policy was applied to it"


def pair_status(
    device: DeviceSummary, policy: PolicySummary, findings: Sequence[Finding], *, has_gaps: bool
) -> tuple[Status, str]:
    """Status and reason of a device under a policy; `findings` are theirs, worst first. Clear with
    findings says that none of them counts any more.

    `has_gaps` says that something of the device was not read or decoded.
    """
    counting = [finding for finding in findings if finding.counts]
    if findings:
        return (counting[0].status, _counted(counting)) if counting else _gated(device, has_gaps=has_gaps)
    own = Status(dict(device.policy_statuses).get(policy.id, Status.UNKNOWN))
    if own is Status.NOT_APPLICABLE or device.status is Status.NOT_APPLICABLE:
        return Status.NOT_APPLICABLE, device.because or "out of scope"
    if own is Status.UNDETERMINED:
        return own, "; ".join(sentences.undetermined_reasons(policy))
    if device.status in GATED:
        return device.status, device.because
    if own is Status.CLEAR:
        return _gated(device, has_gaps=has_gaps)
    return own, device.because if policy.id in dict(device.policy_statuses) else NO_VERDICT


def _gated(device: DeviceSummary, *, has_gaps: bool) -> tuple[Status, str]:
    """Clear, unless something is open that a finding under another policy hides in the summary."""
    if device.status is Status.CLEAR:
        return Status.CLEAR, ""
    if device.outcome != Outcome.COMPLETE or has_gaps:
        return Status.UNKNOWN, "not read to its end"
    if device.unknown_parts:
        return Status.UNKNOWN, f"{sentences.counted(device.unknown_parts, 'part')} without a maker"
    return Status.CLEAR, ""


def _counted(findings: Sequence[Finding]) -> str:
    first = sentences.claim_text(findings[0])
    more = len(findings) - 1
    return f"{first}; and {sentences.counted(more, 'more finding')}" if more else first
