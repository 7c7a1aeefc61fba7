"""Dates back what only an earlier run told: beside a new recording over one transport stands the
last one over the other, and what it alone tells was last seen then, not now.

Must not know why the other transport told nothing this time. Next: `write_device`.
"""

from __future__ import annotations

import sqlite3

from auditor.model.device import Component, Device, Neighbor
from auditor.store.text import clean

EARLIER = """
    SELECT r.recording_key
    FROM recording AS r JOIN recording AS now ON now.recording_key = ?
    WHERE r.id = ? AND r.run_key <> now.run_key
"""
DATE_COMPONENT = """
    UPDATE component SET last_recording_key = ? WHERE device_key = ? AND path = ? AND current = 1
"""
DATE_NEIGHBOR = """
    UPDATE neighbor SET last_recording_key = ? WHERE device_key = ? AND key = ? AND current = 1
"""


def date_back(
    connection: sqlite3.Connection, device_key: int, recording_key: int | None, device: Device
) -> None:
    """Sets when subjects that the recording itself did not tell of were last seen."""
    others = _others(device)
    if not others:
        return
    keys = {teller: _earlier_key(connection, recording_key, teller) for teller in others}
    told_of = (
        *((DATE_COMPONENT, part.path, _tellers(part)) for part in device.components),
        *((DATE_NEIGHBOR, one.key, _seers(one)) for one in device.neighbors),
    )
    for statement, name, tellers in told_of:
        earlier = [key for key in map(keys.get, tellers) if key is not None]
        if earlier and len(earlier) == len(tellers):
            connection.execute(statement, (max(earlier), device_key, clean(name)))


def _others(device: Device) -> set[str]:
    """The recordings beside its own that tell of a device's parts and neighbors: mostly none."""
    seen = {sighting.reference.recording_id for one in device.neighbors for sighting in one.sightings}
    return seen.union(*map(_tellers, device.components)) - {device.recording_id}


def _earlier_key(connection: sqlite3.Connection, recording_key: int | None, recording_id: str) -> int | None:
    """The key of a recording, where it is of another run than the one that is saved."""
    found = connection.execute(EARLIER, (recording_key, recording_id)).fetchone()
    return int(found[0]) if found else None


def _tellers(part: Component) -> frozenset[str]:
    """The recordings that tell of a part."""
    stated = (part.name, part.descr, part.mfg_name, part.model_name, part.serial_num, part.vendor_type)
    return frozenset([value.reference.recording_id for value in stated if value is not None])


def _seers(neighbor: Neighbor) -> frozenset[str]:
    return frozenset(sighting.reference.recording_id for sighting in neighbor.sightings)
