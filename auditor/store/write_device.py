"""A derived device: one transaction, history kept, nothing written when nothing changed.

A failed attempt changes nothing but the outcome, which the `devices` view reads from the
recording itself. Must not judge. Next: `subject_rows` (rows), `history` (what becomes of
earlier subjects), `known_before` (what they were known to be).
"""

from __future__ import annotations

import sqlite3
from typing import NamedTuple

from auditor.errors import StoreError
from auditor.model.identity import SHARED_BY_STATIONS
from auditor.model.recording import Outcome, Recording
from auditor.model.sections import SectionKind
from auditor.store.history import Reading, save_components
from auditor.store.interning import NotRememberedError
from auditor.store.known_before import ClassBook, restate_device
from auditor.store.neighbor_history import save_neighbors
from auditor.store.neighbor_rows import NeighborRows, neighbor_rows
from auditor.store.read_recordings import lone_roots, usable_section_keys
from auditor.store.session import Session
from auditor.store.station_rows import Sections
from auditor.store.subject_rows import ComponentRow, Derived, SectionKeys, component_rows, leads_of
from auditor.store.text import MAC_LIMIT, as_json, bounded, clean_observed
from auditor.store.told_before import date_back
from auditor.store.write_recording import (
    is_usable,
    is_whole,
    problem_rows,
    recording_key_of,
    unread_kinds,
)

READ_DEVICE = """
    SELECT recording_key, derivation FROM device WHERE device_key = ?
"""
OUTCOME = "SELECT outcome FROM recording WHERE recording_key = ?"
SEEN_UNCHANGED = "UPDATE device SET recording_key = ? WHERE device_key = ?"
SAVE_DEVICE = """
    INSERT INTO device (device_key, recording_key, first_recording_key, derivation, name, sys_descr,
      sys_object_id, location, engine_id, base_mac, os_vendor_key, leads)
    VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
    ON CONFLICT (device_key) DO UPDATE SET recording_key = excluded.recording_key,
      first_recording_key = coalesce(first_recording_key, excluded.first_recording_key),
      derivation = excluded.derivation, name = excluded.name, sys_descr = excluded.sys_descr,
      sys_object_id = excluded.sys_object_id, location = excluded.location, engine_id = excluded.engine_id,
      base_mac = excluded.base_mac, os_vendor_key = excluded.os_vendor_key, leads = excluded.leads,
      status = NULL, because = NULL, because_component_key = NULL
"""
POINT_AT_ROOT = "UPDATE device SET root_component_key = ? WHERE device_key = ?"
SAVE_PROBLEM = """
    INSERT INTO device_problem (device_key, ordinal, reason, unit, detail)
    VALUES (?, ?, ?, ?, ?)
"""


def save_device(session: Session, derived: Derived, derivation: str) -> bool:
    """Saves what a stored recording was decoded and identified to; False when nothing changed.

    `derivation` names every input of the rows (section digests, target facts, code and
    knowledge digests); when it is the stored one only "last seen" advances.
    """
    _require_whole(derived)
    ahead = rows_ahead(session, derived) if is_usable(derived.recording) else None
    with session.writing(lasting=False) as connection:
        key, device_key = recording_and_device(session, derived.recording)
        stored = connection.execute(READ_DEVICE, (device_key,)).fetchone()
        earlier_key, known_derivation = stored or (None, None)
        if not is_usable(derived.recording):
            return earlier_key is None and _save_unread(session, device_key, derived)
        if known_derivation == derivation and earlier_key is not None:
            connection.execute(SEEN_UNCHANGED, (key, device_key))
            return False
        stated = connection.execute(OUTCOME, (key,)).fetchone()[0]
        anew = earlier_key is not None and key <= earlier_key and derived.recording.outcome == stated
        reading = reading_of(
            derived.recording, Reading(device_key, key, earlier_key, partial=False), anew=anew
        )
        _save_head(session, reading, derived, derivation)
        _save_subjects(session, reading, ahead or subject_rows_of(session, derived))
        if reading.partial:
            restate_device(session, device_key)
        date_back(connection, device_key, key, derived.device)
    return True


def seen_unchanged(session: Session, recording: Recording, derivation: str) -> bool:
    """Whether the device's rows are those of this derivation already; then "last seen" advances, and
    nothing needs to be decoded."""
    with session.reading() as connection:  # nobody waits for a look at a device that has changed
        key, device_key = recording_and_device(session, recording)
        stored = connection.execute(READ_DEVICE, (device_key,)).fetchone()
    same = is_usable(recording) and stored is not None and stored[1] == derivation
    if not same or stored[0] is None:
        return False
    with session.writing(lasting=False) as connection:
        connection.execute(SEEN_UNCHANGED, (key, device_key))
    return True


def reading_of(recording: Recording, whole: Reading, *, anew: bool) -> Reading:
    """`anew`: a recording no newer than the one the device is derived from begins its story again,
    because what an earlier reading or an earlier knowledge said must not outlive it. One that is
    called partial for the sake of another transport does not: it tells less than was known."""
    if anew:
        return whole
    stopped = recording.outcome is not Outcome.COMPLETE
    unread = frozenset(SectionKind) if stopped else unread_kinds(recording)
    return whole._replace(partial=not is_whole(recording), unread=unread)


def _require_whole(derived: Derived) -> None:
    """One identity and one class for each subject."""
    subjects = len(derived.device.components) + len(derived.device.neighbors)
    if not subjects == len(derived.identities) == len(derived.classes):
        counts = f"{len(derived.identities)} identities and {len(derived.classes)} classes"
        raise ValueError(f"{derived.device.id} has {subjects} subjects, but {counts}")


def recording_and_device(session: Session, recording: Recording) -> tuple[int, int]:
    """The keys of the stored recording and of its target, which is the device's."""
    key = recording_key_of(session.connection, recording.id)
    if key is None:
        raise StoreError(
            f"recording {recording.id} of {recording.target_id} is not stored",
            file=str(session.path),
            remedy="save_recording comes before save_device",
        )
    query = "SELECT target_key FROM recording WHERE recording_key = ?"
    return key, int(session.connection.execute(query, (key,)).fetchone()[0])


def _save_unread(session: Session, device_key: int, derived: Derived) -> bool:
    """The root of a device that was never read, so that it can be judged as not checked."""
    reading = Reading(device_key, None, None, partial=False)
    _save_head(session, reading, derived, "")
    rows = component_rows(derived, session.keys, {})[:1]
    root_key = save_components(session.connection, reading, rows, ClassBook(session).merge)
    session.connection.execute(POINT_AT_ROOT, (root_key, device_key))
    return True


def _save_head(session: Session, reading: Reading, derived: Derived, derivation: str) -> None:
    device, roots = derived.device, derived.identities[: len(derived.device.components)]
    row = (
        reading.device_key,
        reading.recording_key,
        reading.recording_key,
        derivation,
        clean_observed(device.name),
        clean_observed(device.sys_descr),
        clean_observed(device.sys_object_id),
        clean_observed(device.location),
        device.engine_id.value if device.engine_id is not None else None,
        bounded(device.base_mac, MAC_LIMIT),
        session.keys.vendor(derived.identities[0].os_vendor.value),
        as_json(leads_of(roots)),
    )
    session.connection.execute(SAVE_DEVICE, row)
    session.connection.execute("DELETE FROM device_problem WHERE device_key = ?", (reading.device_key,))
    session.connection.executemany(SAVE_PROBLEM, problem_rows(reading.device_key, device.problems))


class SubjectRows(NamedTuple):
    """The rows of a device's subjects."""

    components: list[ComponentRow]
    neighbors: NeighborRows


def rows_ahead(session: Session, derived: Derived) -> SubjectRows | None:
    """The rows, made while others may write; None where something in them was never written from here."""
    try:
        with session.reading(), session.keys.remembered_only():
            return subject_rows_of(session, derived)
    except NotRememberedError:
        return None


def subject_rows_of(session: Session, derived: Derived) -> SubjectRows:
    """The rows of components, none where only neighbors were derived, and of neighbors."""
    sections = section_keys(session.connection, derived)
    components = component_rows(derived, session.keys, sections.keys)
    return SubjectRows(components, neighbor_rows(derived, session.keys, sections))


def _save_subjects(session: Session, reading: Reading, rows: SubjectRows) -> None:
    connection = session.connection
    root_key = save_components(connection, reading, rows.components, ClassBook(session).merge)
    connection.execute(POINT_AT_ROOT, (root_key, reading.device_key))
    save_neighbors(connection, reading, rows.neighbors)


def section_keys(connection: sqlite3.Connection, derived: Derived) -> Sections:
    """Keys of all sections that the evidence may refer to, over whatever transport."""
    referred = {
        evidence.reference.recording_id
        for identity in derived.identities
        if identity.key != SHARED_BY_STATIONS
        for field in (identity.manufacturer, identity.brand, identity.os_vendor)
        for evidence in field.evidence
    }
    referred |= {derived.device.recording_id, derived.device.beside_id} - {""}
    found: SectionKeys = {}
    for recording_id in sorted(referred):
        key = recording_key_of(connection, recording_id) or recording_key_of(connection, derived.recording.id)
        rows = usable_section_keys(connection, key or 0)
        found.update(((recording_id, ordinal), section) for ordinal, section in rows.items())
    own_key = recording_key_of(connection, derived.recording.id)
    return Sections(found, lone_roots(connection, own_key or 0))
