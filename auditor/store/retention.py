"""Takes out of the store what is kept for a time only: personal data (forwarding and ARP tables,
and who was only seen there), old recordings, what old evaluations are compared by.

Inventory and its history are never removed. A payload leaves its digest behind as the
proof of what was there; freed pages of personal data are overwritten.
"""

from __future__ import annotations

import json
import sqlite3
from typing import NamedTuple

from auditor.model.recording import Instant
from auditor.store.session import Session

REMOVE_PAYLOADS = """
    UPDATE section SET payload = NULL
    WHERE payload IS NOT NULL AND section_key IN ( SELECT x.section_key
    FROM recording_section AS x JOIN section_root AS o USING (root_key)
    JOIN recording AS r USING (recording_key)
    JOIN run AS u USING (run_key)
    WHERE o.kind IN ('fdb', 'arp') AND max(r.finished_at, u.started_at) <= ?1
    EXCEPT SELECT x.section_key
    FROM recording_section AS x JOIN section_root AS o USING (root_key)
    JOIN recording AS r USING (recording_key)
    JOIN run AS u USING (run_key)
    WHERE o.kind NOT IN ('fdb', 'arp') OR max(r.finished_at, u.started_at) > ?1) AND raw_size > 0
"""
OLD_NEIGHBORS = """
    SELECT n.neighbor_key, n.device_key
    FROM neighbor AS n JOIN device AS d USING (device_key)
    LEFT JOIN recording AS r ON r.recording_key = coalesce(n.last_recording_key, d.recording_key)
    LEFT JOIN run AS u USING (run_key)
    WHERE n.personal = 1 AND (r.finished_at IS NULL OR max(r.finished_at, u.started_at) <= ?)
"""
FORGET_DERIVATION = "UPDATE device SET derivation = '' WHERE device_key = ?"
REMOVE_SAID = """
    DELETE
    FROM said
    WHERE said_key NOT IN (SELECT said_key
    FROM neighbor
    WHERE said_key IS NOT NULL)
"""
REMOVE_CLAIMS = """
    DELETE
    FROM claim
    WHERE claim_key NOT IN (SELECT claim_key
    FROM component_evidence
    UNION SELECT claim_key
    FROM said_claim)
"""
OLD_RECORDINGS = """
    SELECT recording_key
    FROM recording
    WHERE finished_at < ? AND recording_key NOT IN (SELECT max(recording_key)
    FROM recording
    GROUP BY target_key, transport
    UNION SELECT max(recording_key)
    FROM recording
    WHERE usable
    GROUP BY target_key, transport
    UNION SELECT max(recording_key)
    FROM recording
    WHERE usable AND whole
    GROUP BY target_key, transport
    UNION SELECT recording_key
    FROM device
    WHERE recording_key IS NOT NULL) AND EXISTS (SELECT 1
    FROM recording_section AS x
    WHERE x.recording_key = recording.recording_key)
"""
SECTIONS_OF = """
    SELECT DISTINCT section_key
    FROM recording_section
    WHERE recording_key IN (SELECT value
    FROM json_each(?))
"""
REMOVE_SECTIONS = "DELETE FROM recording_section WHERE recording_key IN (SELECT value FROM json_each(?))"
REMOVE_PROBLEMS = "DELETE FROM recording_problem WHERE recording_key IN (SELECT value FROM json_each(?))"
EMPTY_SECTIONS = """
    UPDATE section SET payload = NULL
    WHERE payload IS NOT NULL AND raw_size > 0 AND section_key IN (SELECT value
    FROM json_each(?)
    EXCEPT SELECT section_key
    FROM recording_section
    EXCEPT SELECT e.section_key
    FROM component_evidence AS e JOIN component AS c USING (component_key)
    WHERE c.current = 1
    EXCEPT SELECT e.section_key
    FROM neighbor_place AS e JOIN neighbor AS n USING (neighbor_key)
    WHERE n.current = 1)
"""
WRITE_OUT_PLACES = """
    INSERT INTO neighbor_place (neighbor_key, ordinal, section_key, row, oid_or_line)
    SELECT q.neighbor_key, q.ordinal, q.section_key, q.row, q.oid_or_line
    FROM neighbor AS n JOIN neighbor_quote AS q USING (neighbor_key)
    WHERE n.place_key IS NOT NULL AND n.last_recording_key IN (SELECT value
    FROM json_each(?))
"""
FORGET_PLACES = """
    UPDATE neighbor SET place_key = NULL
    WHERE place_key IS NOT NULL AND last_recording_key IN (SELECT value
    FROM json_each(?))
"""
"""What is known of a station through the sections of its recording is its own once they go."""
FORGET_EVALUATIONS = """
    UPDATE evaluation SET facts = NULL
    WHERE facts IS NOT NULL AND evaluation_key <= (SELECT evaluation_key
    FROM evaluation
    ORDER BY evaluation_key DESC LIMIT 1 OFFSET ?)
"""
FORGET_FINDINGS = """
    DELETE
    FROM finding
    WHERE until_key <= (SELECT coalesce(min(iif(facts IS NULL, NULL, evaluation_key)),
      max(evaluation_key))
    FROM evaluation)
"""
FORGET_READINGS = """
    DELETE
    FROM judged_device
    WHERE evaluation_key < (SELECT coalesce(min(iif(facts IS NULL, NULL, evaluation_key)),
      max(evaluation_key))
    FROM evaluation)
"""
FORGET_SUMMARIES = """
    UPDATE evaluation_policy SET summary = NULL
    WHERE summary IS NOT NULL AND evaluation_key <= (SELECT evaluation_key
    FROM evaluation
    ORDER BY evaluation_key DESC LIMIT 1 OFFSET ?)
"""


class Purged(NamedTuple):
    """How much was removed."""

    payloads: int
    neighbors: int


def purge_personal_data(session: Session, before: Instant) -> Purged:
    """Removes FDB and ARP payloads recorded, and neighbors last seen only there, up to an instant.

    A recording given by hand counts from the run that brought it in, however old it is.
    The devices concerned are derived again with their next recording, also when it is
    unchanged, because it shows those neighbors anew.
    """
    session.connection.execute("PRAGMA secure_delete = ON")
    with session.writing() as connection:
        payloads = connection.execute(REMOVE_PAYLOADS, (before,)).rowcount
        old = connection.execute(OLD_NEIGHBORS, (before,)).fetchall()
        _remove_neighbors(connection, old)
        session.keys.forget()
    return Purged(payloads, len(old))


def _remove_neighbors(connection: sqlite3.Connection, neighbors: list[tuple[int, int]]) -> None:
    connection.executemany("DELETE FROM neighbor WHERE neighbor_key = ?", ((key,) for key, _ in neighbors))
    connection.executemany(FORGET_DERIVATION, ((device_key,) for device_key in {key for _, key in neighbors}))
    if neighbors:
        connection.execute(REMOVE_SAID)
        connection.execute(REMOVE_CLAIMS)


def purge_recordings(session: Session, before: Instant) -> int:
    """Empties recordings that ended before an instant; returns how many.

    Each target's latest recording, latest readings and what current evidence refers to stay;
    so do the recording itself, its outcome and the digests of what it held.
    """
    with session.writing() as connection:
        old = json.dumps([key for (key,) in connection.execute(OLD_RECORDINGS, (before,))])
        sections = json.dumps([key for (key,) in connection.execute(SECTIONS_OF, (old,))])
        removed = json.loads(old)
        if removed:
            connection.execute(WRITE_OUT_PLACES, (old,))
            connection.execute(FORGET_PLACES, (old,))
            connection.execute(REMOVE_SECTIONS, (old,))
            connection.execute(REMOVE_PROBLEMS, (old,))
            connection.execute(EMPTY_SECTIONS, (sections,))
    return len(removed)


def purge_evaluations(session: Session, keep: int) -> None:
    """Forgets what evaluations are compared by, but for the newest `keep`."""
    with session.writing() as connection:
        connection.execute(FORGET_EVALUATIONS, (keep,))
        connection.execute(FORGET_SUMMARIES, (keep,))
        connection.execute(FORGET_FINDINGS)
        connection.execute(FORGET_READINGS)
