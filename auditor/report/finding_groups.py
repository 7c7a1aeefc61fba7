"""Findings that say the same of one device, together: nothing is lost, nothing repeated.

A device that is excluded is excluded with each of its parts; people read that once. The JSON
report has no groups. Order is `grouping`'s, texts are `sentences` and `subjects`.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from itertools import groupby
from typing import NamedTuple

from auditor.model.finding import AuditResult, DeviceSummary, Finding, Status
from auditor.model.findings import finding_key
from auditor.model.identity import SubjectKind
from auditor.model.policy import Severity
from auditor.report.human_words import human_words
from auditor.report.sentences import Reading, reading_of
from auditor.report.subjects import PartName, is_whole_device, natural_key, neighbor_name, part_name


class FindingGroup(NamedTuple):
    """Findings of one device under one rule with one status, vendor and reason.

    `whole` is the device's own finding or None; `members` are those of its parts, or of the
    neighbors beyond its ports, the part that decided the device's verdict first.
    """

    whole: Finding | None
    members: tuple[Finding, ...]

    @property
    def first(self) -> Finding:
        """The finding that speaks for all: the device's own, else the first member's."""
        return self.whole or self.members[0]

    @property
    def findings(self) -> tuple[Finding, ...]:
        """Every finding of the group, the one that speaks for all first."""
        return (*((self.whole,) if self.whole else ()), *self.members)

    @property
    def reading(self) -> Reading:
        """What all of them say."""
        return reading_of(self.first)

    @property
    def deciding_part(self) -> PartName | None:
        """The part that decided the device's verdict; its path alone where it has no finding here."""
        if self.whole is None or not self.whole.through_part:
            return None
        path = self.whole.through_part
        return next((part_name(one) for one in self.members if one.subject_key == path), PartName(path, ""))

    @property
    def stated(self) -> Finding | None:
        """The finding whose serial number and interface are the group's; None where it lists several."""
        if self.whole and self.whole.through_part:
            path = self.whole.through_part
            return next((one for one in self.members if one.subject_key == path), None)
        return self.first if self.whole or len(self.members) == 1 else None

    @property
    def said(self) -> tuple[str, ...]:
        """What people said of the finding that speaks for all, and of its parts, of which all have the
        same words, where that is something else."""
        own = human_words(self.first)
        if not self.members:
            return own
        name = part_name(self.members[0]).text if len(self.members) == 1 else "each of the parts"
        return (*own, *(f"{name}: {said}" for said in human_words(self.members[0]) if said not in own))

    @property
    def other_members(self) -> tuple[Finding, ...]:
        """Members besides the deciding part."""
        path = self.whole.through_part if self.whole else ""
        return tuple(one for one in self.members if not path or one.subject_key != path)


class DeviceGroups(NamedTuple):
    """The groups of one device; `device` is None where the result does not describe it."""

    device_id: str
    device: DeviceSummary | None
    groups: tuple[FindingGroup, ...]


SameKey = tuple[str, ...]


def device_groups(findings: Iterable[Finding]) -> tuple[FindingGroup, ...]:
    """Groups of findings about devices and their parts, in the order of their worst finding."""
    members: dict[SameKey, list[Finding]] = defaultdict(list)
    homes: dict[SameKey, SameKey] = {}
    wholes: list[Finding] = []
    for finding in findings:
        if is_whole_device(finding):
            wholes.append(finding)
        elif finding.subject_kind is SubjectKind.COMPONENT:
            members[_same(finding)].append(finding)
            homes[_part_of_rule(finding, finding.subject_key)] = _same(finding)
    groups = []
    for whole in wholes:
        home = homes.get(_part_of_rule(whole, whole.through_part), _same(whole))
        groups.append(FindingGroup(whole, tuple(_ordered(members.pop(home, []), whole.through_part))))
    groups += [FindingGroup(None, tuple(_ordered(rest))) for rest in members.values()]
    return tuple(sorted(groups, key=lambda group: finding_key(group.first)))


def neighbor_groups(findings: Iterable[Finding]) -> tuple[FindingGroup, ...]:
    """Groups of findings about what is seen beyond the ports of a device; members by port."""
    seen: dict[SameKey, list[Finding]] = defaultdict(list)
    for finding in findings:
        if finding.subject_kind is SubjectKind.NEIGHBOR:
            seen[_same(finding)].append(finding)
    groups = [FindingGroup(None, tuple(sorted(found, key=_place))) for found in seen.values()]
    return tuple(sorted(groups, key=lambda group: min(map(finding_key, group.members))))


def in_blocks(
    findings: Iterable[Finding], make: Callable[[Iterable[Finding]], tuple[FindingGroup, ...]]
) -> Iterator[FindingGroup]:
    """The groups that `make` makes of all findings, without holding more than those of one device:
    no group reaches beyond what `finding_key` keeps together."""
    for _, block in groupby(findings, key=_block):
        yield from make(block)


def _block(finding: Finding) -> tuple[Status, Severity, str, str]:
    return finding.status, finding.severity, finding.site, finding.device_id


def by_device(result: AuditResult, findings: Iterable[Finding]) -> tuple[DeviceGroups, ...]:
    """Groups about devices and parts, by device; devices in the order of their worst finding."""
    devices = {device.device_id: device for device in result.devices}
    groups: dict[str, list[FindingGroup]] = defaultdict(list)
    for group in device_groups(findings):
        groups[group.first.device_id].append(group)
    return tuple(DeviceGroups(key, devices.get(key), tuple(found)) for key, found in groups.items())


def _same(finding: Finding) -> SameKey:
    """What findings must share to be read as one."""
    rule = (finding.policy_id, finding.rule_id, finding.severity.value, finding.citation.text)
    said = (finding.status.value, finding.vendor, finding.confidence, *reading_of(finding))
    return (finding.device_id, *rule, *said, finding.baseline, *human_words(finding))


def _part_of_rule(finding: Finding, path: str) -> SameKey:
    """The part at `path` as the finding's rule judged it: where a device's verdict may come from."""
    rule = (finding.policy_id, finding.rule_id, finding.status.value, finding.vendor)
    return (finding.device_id, *rule, finding.baseline, path)


def _ordered(findings: Iterable[Finding], first: str = "") -> list[Finding]:
    return sorted(findings, key=lambda one: (one.subject_key != first, natural_key(one.subject_key)))


def _place(finding: Finding) -> tuple[tuple[tuple[int, str], ...], str]:
    return natural_key(neighbor_name(finding).port), finding.subject_key
