"""Devices that are not clear, by reason: what is left to do in a network of a thousand devices.

Excluded devices and those under review are told under findings. Reasons are `sentences`'.
"""

from __future__ import annotations

import re
from collections import defaultdict
from typing import NamedTuple

from auditor.model.finding import STATUS_ORDER, AuditResult, Status
from auditor.model.findings import in_turn
from auditor.report.grouping import sorted_devices
from auditor.report.sentences import device_reason

FOUND_STATUSES = (Status.EXCLUDED, Status.REVIEW)
"""What a device is that has an entry of its own under findings."""
COUNTED_PARTS = re.compile(r"[0-9]+ parts? states? ")
"""The beginning of a reason that counts: the number would make a group of every device."""


class DeviceReason(NamedTuple):
    """Devices with one status for one reason, in the order of the report."""

    status: Status
    reason: str
    device_ids: tuple[str, ...]


def devices_by_reason(result: AuditResult) -> tuple[DeviceReason, ...]:
    """Devices that are neither clear nor told under findings: worst status, then most devices first."""
    told = in_turn(result.findings).totals.devices
    groups: dict[tuple[Status, str], list[str]] = defaultdict(list)
    for device in sorted_devices(result):
        found = device.status in FOUND_STATUSES and device.device_id in told
        if not found and device.status is not Status.CLEAR:
            reason = COUNTED_PARTS.sub("parts state ", device_reason(device), count=1)
            groups[device.status, reason].append(device.device_id)
    reasons = [DeviceReason(*key, tuple(device_ids)) for key, device_ids in groups.items()]
    return tuple(sorted(reasons, key=_order))


def _order(group: DeviceReason) -> tuple[int, int, str]:
    return STATUS_ORDER.index(group.status), -len(group.device_ids), group.reason
