"""What two audits are compared by, and what came of it.

`AuditFacts` is the part of an audit that is kept of every evaluation, so it holds no
evidence. Next: `evaluate.comparison` compares, `report.comparison_text` tells.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import NamedTuple

from auditor.model.recording import Instant

LAST, PREVIOUS = "last", "previous"
"""Names of the latest audit of an inventory, and of the one before."""
NEW, KNOWN = "new", "known"
"""Words of `Finding.baseline`."""
LOST, KEPT = "lost", "kept"
"""Words of `DeviceSummary.baseline_coverage`."""


class FindingFacts(NamedTuple):
    """What a comparison reads of a finding. Device text in it is unescaped."""

    fingerprint: str
    policy_id: str
    rule_id: str
    status: str
    severity: str
    confidence: str
    vendor: str
    device_id: str
    subject_key: str
    subject: str
    site: str
    because: str
    first_detected_at: Instant
    settled_by: str = ""
    """Because of what people said it no longer counts for the exit code, or ""."""

    @property
    def place(self) -> tuple[str, str]:
        """Where it is: the device and the place in it."""
        return self.device_id, self.subject_key


class DeviceState(NamedTuple):
    """How far a device was judged."""

    device_id: str
    status: str
    outcome: str
    judged_parts: int
    unknown_parts: int


class Gap(NamedTuple):
    """That something of a device, or of the whole audit (""), was not read or decoded."""

    stage: str
    reason: str
    device_id: str


@dataclass(frozen=True, slots=True)
class AuditFacts:
    """An audit as far as it can be compared. `policies` are (id, digest, undetermined verdicts)."""

    run_id: str
    judged_at: Instant
    as_of: str
    inventory_at: Instant
    """"" for the inventory as it was when it was judged."""
    product_version: str
    exit_code: int
    policies: tuple[tuple[str, str, int], ...]
    findings: tuple[FindingFacts, ...]
    devices: tuple[DeviceState, ...]
    gaps: tuple[Gap, ...]


class ChangeKind(StrEnum):
    """What became of a finding between two audits."""

    NEW = "new"
    CHANGED = "changed"
    MOVED = "moved"
    """The same serial number and model, in another place."""
    GONE = "gone"
    UNCHANGED = "unchanged"


class Change(NamedTuple):
    """One finding in two audits. `fields` are those that differ; `remark` says what else a
    reader must know, such as that the policy was not judged in one of them."""

    kind: ChangeKind
    before: FindingFacts | None
    after: FindingFacts | None
    fields: tuple[str, ...] = ()
    remark: str = ""

    @property
    def finding(self) -> FindingFacts:
        """The finding as it is now, or as it last was."""
        found = self.after or self.before
        assert found is not None, "a change has a finding"
        return found


class CoverageChange(NamedTuple):
    """What is judged less far than before (`lost`), or further."""

    lost: bool
    device_id: str
    text: str


@dataclass(frozen=True, slots=True)
class Comparison:
    """Two audits side by side; changes are sorted by kind and place."""

    before: AuditFacts
    after: AuditFacts
    changes: tuple[Change, ...]
    coverage: tuple[CoverageChange, ...]
    notes: tuple[str, ...]
    """Differences of what was judged with: policies, date, program."""

    def of_kind(self, kind: ChangeKind) -> tuple[Change, ...]:
        """The changes of a kind."""
        return tuple(change for change in self.changes if change.kind is kind)


class RecordingCounts(NamedTuple):
    """How many recordings of a run ended how; a device asked over SNMP and SSH has two."""

    complete: int
    unstated: int
    partial: int
    failed: int
    refused: int
    skipped: int


class RunLine(NamedTuple):
    """A run as `auditor runs` lists it: its recordings, and the findings of its last evaluation;
    None where it judged nothing."""

    run_id: str
    mode: str
    started_at: Instant
    finished_at: Instant | None
    outcome: str
    product_version: str
    as_of: str | None
    excluded: int | None
    review: int | None
    exit_code: int | None
    recordings: RecordingCounts
