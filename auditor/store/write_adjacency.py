"""A device whose parts are as they were: only what is seen beyond its ports is saved.

Forwarding tables and ARP caches change from one night to the next, parts hardly ever do. Holds only
where the reading before was whole and told of no problems, so that nothing else can differ.
Next: `write_device`, which saves everything.
"""

from __future__ import annotations

from auditor.model.recording import Outcome, Recording
from auditor.store.history import Reading
from auditor.store.neighbor_history import save_neighbors
from auditor.store.session import Session
from auditor.store.subject_rows import Derived
from auditor.store.write_device import reading_of, recording_and_device, rows_ahead, subject_rows_of
from auditor.store.write_recording import is_whole

READ_STANDING = """
    SELECT d.recording_key, d.derivation
    FROM device AS d JOIN recording AS r USING (recording_key)
    WHERE d.device_key = ?1 AND r.whole = 1 AND r.outcome = 'complete'
      AND NOT EXISTS (SELECT 1 FROM device_problem AS p WHERE p.device_key = ?1)
"""
SEEN_CHANGED = """
    UPDATE device SET recording_key = ?, derivation = ?, status = NULL, because = NULL,
      because_component_key = NULL
    WHERE device_key = ?
"""
BETWEEN, BESIDE = ":", "+"
"""Between the two digests of a derivation, and between the derivations of two transports."""


def derivation_of(parts: str, whole: str) -> str:
    """A derivation that can be told apart by halves: what the parts depend on, and everything."""
    return f"{parts}{BETWEEN}{whole}"


def parts_stand(session: Session, recording: Recording, derivation: str) -> bool:
    """Whether a stored, newer and whole recording tells the same of the device's parts as the one its
    rows are of."""
    if recording.outcome is not Outcome.COMPLETE or not is_whole(recording):
        return False
    key, device_key = recording_and_device(session, recording)
    stored = session.connection.execute(READ_STANDING, (device_key,)).fetchone()
    if stored is None or stored[0] >= key or BESIDE in stored[1]:
        return False
    return bool(stored[1].partition(BETWEEN)[0] == derivation.partition(BETWEEN)[0])


def save_adjacency(session: Session, derived: Derived, derivation: str) -> None:
    """Saves the neighbors of a device without components; call it where `parts_stand`."""
    ahead = rows_ahead(session, derived)
    with session.writing(lasting=False) as connection:
        key, device_key = recording_and_device(session, derived.recording)
        earlier_key = connection.execute(READ_STANDING, (device_key,)).fetchone()[0]
        reading = reading_of(
            derived.recording, Reading(device_key, key, earlier_key, partial=False), anew=False
        )
        rows = ahead or subject_rows_of(session, derived)
        connection.execute(SEEN_CHANGED, (key, derivation, device_key))
        save_neighbors(connection, reading, rows.neighbors)
