"""Coverage of identification: who states no maker, who contradicts itself, who shows no parts.

Must not know verdicts. A row here never changes a status; it says what a status rests on.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from auditor.model.finding import Coverage, DeviceFacts
from auditor.model.recording import Reason

STAGE = "identify"


def unidentified(facts: DeviceFacts) -> Iterator[Coverage]:
    """What a device that was read does not tell of itself and its parts."""
    if not facts.ever_read:
        return
    if facts.components <= 1:
        detail = "it told of no part inside it: power supplies, cards and optics cannot be seen"
        yield Coverage(STAGE, Reason.NO_PART_INVENTORY, facts.device_id, detail)
    if facts.unknown_parts:
        detail = f"{facts.unknown_parts} of {facts.judged_parts} parts state no maker"
        yield Coverage(STAGE, Reason.MAKER_UNSTATED, facts.device_id, detail)
    if not facts.manufacturer:
        yield Coverage(STAGE, Reason.MAKER_UNSTATED, facts.device_id, "the device itself states no maker")


def contradictory(subjects: Iterable[tuple[str, str]]) -> Iterator[Coverage]:
    """Rows for (device id, subject key) pairs whose evidence about their maker disagrees."""
    for device_id, key in subjects:
        detail = f"{key or 'the device itself'}: the evidence disagrees about its maker"
        yield Coverage(STAGE, Reason.MAKER_CONFLICT, device_id, detail)
