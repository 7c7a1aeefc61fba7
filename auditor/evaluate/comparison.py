"""Two audits compared: findings by fingerprint, parts that moved, coverage lost and gained.

A fingerprint of a real serial number and model is the same on every device, so a part that
was carried to another device has moved and is not gone. Must not read a store.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from operator import attrgetter

from auditor.model.comparison import (
    AuditFacts,
    Change,
    ChangeKind,
    Comparison,
    CoverageChange,
    DeviceState,
    FindingFacts,
    Gap,
)
from auditor.model.finding import AuditResult, Status
from auditor.model.finding_facts import finding_facts
from auditor.model.findings import in_turn

COMPARED = ("status", "severity", "confidence", "vendor", "because", "settled_by")
OPEN = frozenset({Status.UNKNOWN, Status.NOT_CHECKED, Status.UNDETERMINED})
KINDS = tuple(ChangeKind)


def facts_of(result: AuditResult) -> AuditFacts:
    """What audits are compared by."""
    return replace(summary_of(result), findings=tuple(map(finding_facts, in_turn(result.findings))))


def summary_of(result: AuditResult) -> AuditFacts:
    """What audits are compared by but for the findings, which are kept on their own."""
    return AuditFacts(
        run_id=result.run_id,
        judged_at=result.finished_at,
        as_of=result.as_of.isoformat(),
        inventory_at=result.inventory_at,
        product_version=result.product_version,
        exit_code=result.exit_code,
        policies=tuple(
            (policy.id, policy.digest, dict(policy.counts).get(Status.UNDETERMINED, 0))
            for policy in result.policies
        ),
        findings=(),
        devices=tuple(
            DeviceState(d.device_id, d.status.value, d.outcome, d.judged_parts, d.unknown_parts)
            for d in result.devices
        ),
        gaps=tuple(sorted({Gap(row.stage, row.reason.value, row.device_id) for row in result.coverage})),
    )


def compare(before: AuditFacts, after: AuditFacts) -> Comparison:
    """What changed from one audit to another."""
    changes = sorted(
        _changes(before, after),
        key=lambda change: (KINDS.index(change.kind), change.finding.place, change.finding.fingerprint),
    )
    coverage = sorted(set(_coverage(before, after)), key=lambda row: (not row.lost, row.device_id, row.text))
    return Comparison(before, after, tuple(changes), tuple(coverage), tuple(_notes(before, after)))


def _changes(before: AuditFacts, after: AuditFacts) -> Iterator[Change]:
    earlier = {finding.fingerprint: finding for finding in before.findings}
    later = {finding.fingerprint: finding for finding in after.findings}
    for identity, finding in later.items():
        known = earlier.get(identity)
        if known is None:
            remark = _why_missing(finding, before, "before") or _other_policy(finding, before, after)
            yield Change(ChangeKind.NEW, None, finding, remark=remark)
        else:
            yield _both(known, finding)
    for identity, finding in earlier.items():
        if identity not in later:
            remark = _why_missing(finding, after, "any more") or _other_policy(finding, before, after)
            yield Change(ChangeKind.GONE, finding, None, remark=remark)


def _both(known: FindingFacts, finding: FindingFacts) -> Change:
    fields = tuple(name for name in COMPARED if getattr(known, name) != getattr(finding, name))
    if known.place != finding.place:
        return Change(ChangeKind.MOVED, known, finding, fields)
    return Change(ChangeKind.CHANGED if fields else ChangeKind.UNCHANGED, known, finding, fields)


def _why_missing(finding: FindingFacts, other: AuditFacts, when: str) -> str:
    """Why the other audit may not have the finding although the equipment is there."""
    if finding.policy_id not in {policy_id for policy_id, _, _ in other.policies}:
        return f"policy {finding.policy_id} was not judged {when}"
    states = {state.device_id: state for state in other.devices}
    if finding.device_id not in states:
        return f"the device was not in the audit {when}"
    if states[finding.device_id].status == Status.NOT_APPLICABLE:
        return "the device was out of scope or not subject to the policy"
    return ""


def _other_policy(finding: FindingFacts, *audits: AuditFacts) -> str:
    digests = {
        digest
        for facts in audits
        for policy_id, digest, _ in facts.policies
        if policy_id == finding.policy_id
    }
    if len(digests) < len(audits):
        return ""
    return f"policy {finding.policy_id} changed between the audits: the equipment may be as it was"


def _coverage(before: AuditFacts, after: AuditFacts) -> Iterator[CoverageChange]:
    earlier = {state.device_id: state for state in before.devices}
    later = {state.device_id: state for state in after.devices}
    for device_id, state in later.items():
        known = earlier.get(device_id)
        yield from _new_device(state) if known is None else _state_changes(known, state)
    for device_id in earlier.keys() - later.keys():
        yield CoverageChange(True, device_id, "no longer in the audit")
    for lost, gaps in ((True, _gaps(after) - _gaps(before)), (False, _gaps(before) - _gaps(after))):
        for gap in gaps:
            if gap.device_id in earlier and gap.device_id in later:
                what = f"{gap.stage}: {gap.reason.replace('_', ' ')}"
                yield CoverageChange(lost, gap.device_id, what if lost else f"{what} is gone")
    yield from _policy_coverage(before, after)


def _gaps(facts: AuditFacts) -> frozenset[Gap]:
    return frozenset(facts.gaps)


def _new_device(state: DeviceState) -> Iterator[CoverageChange]:
    if state.status in OPEN:
        yield CoverageChange(True, state.device_id, f"new in the audit, and {state.status.replace('_', ' ')}")


def _state_changes(known: DeviceState, state: DeviceState) -> Iterator[CoverageChange]:
    if (known.status in OPEN) != (state.status in OPEN):
        lost = state.status in OPEN
        text = f"{known.status} became {state.status}".replace("_", " ")
        yield CoverageChange(lost, state.device_id, text)
    if known.outcome != state.outcome and "complete" in (known.outcome, state.outcome):
        text = f"reading {known.outcome} became {state.outcome}".replace("_", " ")
        yield CoverageChange(known.outcome == "complete", state.device_id, text)
    if known.unknown_parts != state.unknown_parts:
        lost = state.unknown_parts > known.unknown_parts
        text = f"parts without a maker: {known.unknown_parts} became {state.unknown_parts}"
        yield CoverageChange(lost, state.device_id, text)


def _policy_coverage(before: AuditFacts, after: AuditFacts) -> Iterator[CoverageChange]:
    decided = {policy_id: not undetermined for policy_id, _, undetermined in before.policies}
    for policy_id, _, undetermined in after.policies:
        if undetermined and decided.get(policy_id, False):
            yield CoverageChange(True, "", f"policy {policy_id} can no longer be decided")
    for policy_id in sorted(decided.keys() - {policy_id for policy_id, _, _ in after.policies}):
        yield CoverageChange(True, "", f"policy {policy_id} was not judged any more")


def _notes(before: AuditFacts, after: AuditFacts) -> Iterator[str]:
    old, new = ({policy[0]: policy[1] for policy in facts.policies} for facts in (before, after))
    for policy_id in sorted(old.keys() | new.keys()):
        if policy_id not in new:
            yield f"Policy {policy_id} was judged only in the first audit."
        elif policy_id not in old:
            yield f"Policy {policy_id} was judged only in the second audit."
        elif old[policy_id] != new[policy_id]:
            yield f"Policy {policy_id} changed between the audits (another digest)."
    yield from _settled(before, after)
    for label, read in (("Judged as of", attrgetter("as_of")), ("Program", attrgetter("product_version"))):
        if read(before) != read(after):
            yield f"{label} {read(before)} in the first audit and {read(after)} in the second."


def _settled(before: AuditFacts, after: AuditFacts) -> Iterator[str]:
    """What people said may change the exit code where no equipment changed."""
    old, new = (
        {finding.fingerprint for finding in facts.findings if finding.settled_by} for facts in (before, after)
    )
    if old != new:
        yield (
            "A decision or an internal acceptance keeps findings out of the exit code:"
            f" {len(old)} in the first audit (exit code {before.exit_code})"
            f" and {len(new)} in the second (exit code {after.exit_code})."
        )
