"""Order and counts that every format shares: pure functions of the `AuditResult`.

Formats differ in layout only; what comes first, what belongs together and how many
there are is decided here, so that no two formats disagree about a number.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from typing import NamedTuple

from auditor.model.finding import (
    STATUS_ORDER,
    AuditResult,
    Coverage,
    DataSource,
    DeviceSummary,
    PolicySummary,
    Status,
)
from auditor.model.findings import Findings, in_turn
from auditor.model.policy import Verification
from auditor.model.recording import Outcome, Reason
from auditor.report.wording import STAGE_TEXTS

NOT_READ = frozenset({Outcome.FAILED, Outcome.REFUSED, Outcome.SKIPPED})
READ_IN_PART = frozenset({Outcome.PARTIAL, Outcome.UNSTATED})
NOT_CLEAR = (Status.UNKNOWN, Status.NOT_CHECKED, Status.UNDETERMINED)

STAGE_ORDER = tuple(STAGE_TEXTS)
REASON_ORDER = tuple(Reason)


class Headline(NamedTuple):
    """The numbers of the summary. A subject found under two policies is one subject."""

    devices: int
    not_read: int
    """Devices that were never read."""
    read_earlier: int
    """Devices that were not read this time; what was read of them earlier stands."""
    read_in_part: int
    not_clear: int
    """Devices whose summary is unknown, not checked or undetermined."""
    parts: int
    unknown_parts: int
    neighbors: int
    unknown_neighbors: int
    """Seen beyond a port and not known by an address alone, maker unknown."""
    unknown_stations: int
    """Known by an address alone, maker unknown: no part of a device, and no matter of the exit code."""
    gaps: int
    """Entries of coverage."""
    findings: int
    subjects: int
    devices_with_findings: int


class GapGroup(NamedTuple):
    """Coverage entries of one stage with one reason; entries of the whole audit have no device."""

    stage: str
    reason: Reason
    devices: int
    entries: tuple[Coverage, ...]


class DeviceGaps(NamedTuple):
    """How many coverage entries a device has, and their distinct reasons in enum order."""

    device_id: str
    site: str
    entries: int
    reasons: tuple[Reason, ...]


def headline(result: AuditResult) -> Headline:
    """The numbers of the summary."""
    found = in_turn(result.findings).totals
    outcomes = Counter(device.outcome for device in result.devices)
    return Headline(
        devices=len(result.devices),
        not_read=sum(device.outcome in NOT_READ and not device.read_at for device in result.devices),
        read_earlier=sum(device.outcome in NOT_READ and bool(device.read_at) for device in result.devices),
        read_in_part=sum(outcomes[outcome] for outcome in READ_IN_PART),
        not_clear=sum(device.status in NOT_CLEAR for device in result.devices),
        parts=sum(device.judged_parts for device in result.devices),
        unknown_parts=sum(device.unknown_parts for device in result.devices),
        neighbors=sum(device.neighbors for device in result.devices),
        unknown_neighbors=sum(d.unknown_neighbors - d.unknown_stations for d in result.devices),
        unknown_stations=sum(device.unknown_stations for device in result.devices),
        gaps=len(result.coverage),
        findings=found.findings,
        subjects=found.subjects,
        devices_with_findings=len(found.devices),
    )


def status_counts(counts: tuple[tuple[str, int], ...]) -> tuple[tuple[Status, int], ...]:
    """Every status with its count, worst first; a status that is not named counts 0."""
    named = Counter[str]()
    for status, count in counts:
        named[status] += count
    return tuple((status, named[status]) for status in STATUS_ORDER)


def sorted_findings(result: AuditResult) -> Findings:
    """Findings, worst status first, then severity, site, device and subject; read as one goes through."""
    return in_turn(result.findings)


def sorted_devices(result: AuditResult) -> tuple[DeviceSummary, ...]:
    """Devices, worst status first, then site and id."""
    return tuple(sorted(result.devices, key=lambda d: (STATUS_ORDER.index(d.status), d.site, d.device_id, d)))


def sorted_coverage(result: AuditResult) -> tuple[Coverage, ...]:
    """Coverage entries by stage, reason, device and detail."""
    return tuple(sorted(result.coverage, key=_coverage_key))


def sorted_policies(result: AuditResult) -> tuple[PolicySummary, ...]:
    """The operator's own list first, then policies by id and digest."""
    return tuple(sorted(result.policies, key=lambda policy: (not _is_own(policy), policy.id, policy.digest)))


def _is_own(policy: PolicySummary) -> bool:
    return any(citation.verification is Verification.OPERATOR for citation in policy.citations)


def sorted_sources(result: AuditResult) -> tuple[DataSource, ...]:
    """Data sources by name and date."""
    return tuple(sorted(result.sources))


def gap_groups(result: AuditResult) -> tuple[GapGroup, ...]:
    """Coverage by stage and reason: stages in pipeline order, most devices first in each."""
    groups: dict[tuple[str, Reason], list[Coverage]] = defaultdict(list)
    for entry in sorted_coverage(result):
        groups[entry.stage, entry.reason].append(entry)
    counted = [
        GapGroup(stage, reason, len({e.device_id for e in entries if e.device_id}), tuple(entries))
        for (stage, reason), entries in groups.items()
    ]
    return tuple(sorted(counted, key=_group_key))


def device_gaps(result: AuditResult) -> tuple[DeviceGaps, ...]:
    """Devices with coverage entries, those with the most first."""
    sites = {device.device_id: device.site for device in result.devices}
    reasons: dict[str, list[Reason]] = defaultdict(list)
    for entry in result.coverage:
        if entry.device_id:
            reasons[entry.device_id].append(entry.reason)
    gaps = [
        DeviceGaps(key, sites.get(key, ""), len(found), tuple(sorted(set(found), key=REASON_ORDER.index)))
        for key, found in reasons.items()
    ]
    return tuple(sorted(gaps, key=lambda gap: (-gap.entries, gap.site, gap.device_id)))


def shared_reasons(result: AuditResult) -> frozenset[Reason]:
    """Reasons of coverage that every one of several devices has."""
    if len(result.devices) < 2:
        return frozenset()
    having: dict[Reason, set[str]] = defaultdict(set)
    for entry in result.coverage:
        having[entry.reason].add(entry.device_id)
    everyone = {device.device_id for device in result.devices}
    return frozenset(reason for reason, devices in having.items() if everyone <= devices)


def vendor_names(result: AuditResult) -> dict[str, str]:
    """Names of the vendors that devices, leads and findings name, by vendor id."""
    return {**dict(result.vendor_names), **_found_vendors(result)}


def _found_vendors(result: AuditResult) -> dict[str, str]:
    return dict(in_turn(result.findings).totals.named)


def sorted_leads(result: AuditResult) -> tuple[tuple[str, str], ...]:
    """(device id, lead): first those that hint at a vendor with findings, then by device."""
    hinted = tuple(f"{vendor}: " for vendor in sorted(_found_vendors(result)))
    leads = [(device.device_id, lead) for device in sorted_devices(result) for lead in device.leads]
    return tuple(sorted(leads, key=lambda lead: not lead[1].startswith(hinted)))


def device_label(device_id: str, device: DeviceSummary | None) -> str:
    """The target's id, and the name the device gives itself where that differs."""
    if device is None or not device.name or device.name == device_id:
        return device_id
    return f"{device_id} ({device.name})"


def _stage_rank(stage: str) -> tuple[int, str]:
    return (STAGE_ORDER.index(stage) if stage in STAGE_ORDER else len(STAGE_ORDER), stage)


def _coverage_key(entry: Coverage) -> tuple[tuple[int, str], int, str, str]:
    return (_stage_rank(entry.stage), REASON_ORDER.index(entry.reason), entry.device_id, entry.detail)


def _group_key(group: GapGroup) -> tuple[tuple[int, str], int, int, int]:
    order = REASON_ORDER.index(group.reason)
    return (_stage_rank(group.stage), -group.devices, -len(group.entries), order)
