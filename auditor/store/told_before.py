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
    if not device.beside_id:
        return
    earlier_key = _earlier_key(connection, recording_key, device.beside_id)
    if earlier_key is None:
        return
    alone = {device.beside_id}
    parts = (part.path for part in device.components if _tellers(part) == alone)
    neighbors = (neighbor.key for neighbor in device.neighbors if _seers(neighbor) == alone)
    for statement, names in ((DATE_COMPONENT, parts), (DATE_NEIGHBOR, neighbors)):
        connection.executemany(statement, ((earlier_key, device_key, clean(name)) for name in names))


def _earlier_key(connection: sqlite3.Connection, recording_key: int | None, recording_id: str) -> int | None:
    """The key of a recording, where it is of another run than the one that is saved."""
    found = connection.execute(EARLIER, (recording_key, recording_id)).fetchone()
    return int(found[0]) if found else None


def _tellers(part: Component) -> frozenset[str]:
    """The recordings that tell of a part."""
    stated = (part.name, part.descr, part.mfg_name, part.model_name, part.serial_num, part.vendor_type)
    return frozenset(value.reference.recording_id for value in stated if value is not None)


def _seers(neighbor: Neighbor) -> frozenset[str]:
    return frozenset(sighting.reference.recording_id for sighting in neighbor.sightings)
