"""Takes personal data out of the store: forwarding and ARP tables, and who was only seen there.

Inventory and its history are never removed. A payload leaves its digest behind as the
proof of what was there; freed pages are overwritten.
"""

from __future__ import annotations

import sqlite3
from typing import NamedTuple

from auditor.model.recording import Instant
from auditor.store.session import Session

REMOVE_PAYLOADS = """
    UPDATE section SET payload = NULL
    WHERE payload IS NOT NULL AND section_key IN ( SELECT x.section_key
    FROM recording_section AS x JOIN section_root AS o USING (root_key)
    JOIN recording AS r USING (recording_key)
    WHERE o.kind IN ('fdb', 'arp') AND r.finished_at < ?1
    EXCEPT SELECT x.section_key
    FROM recording_section AS x JOIN section_root AS o USING (root_key)
    JOIN recording AS r USING (recording_key)
    WHERE o.kind NOT IN ('fdb', 'arp') OR r.finished_at >= ?1) AND raw_size > 0
"""
OLD_NEIGHBORS = """
    SELECT n.neighbor_key, n.device_key
    FROM neighbor AS n JOIN device AS d USING (device_key)
    LEFT JOIN recording AS r ON r.recording_key = coalesce(n.last_recording_key, d.recording_key)
    WHERE n.personal = 1 AND (r.finished_at IS NULL OR r.finished_at < ?)
"""
FORGET_DERIVATION = "UPDATE device SET derivation = '' WHERE device_key = ?"
REMOVE_CLAIMS = """
    DELETE
    FROM claim
    WHERE claim_key NOT IN (SELECT claim_key
    FROM component_evidence
    UNION SELECT claim_key
    FROM neighbor_evidence)
"""


class Purged(NamedTuple):
    """How much was removed."""

    payloads: int
    neighbors: int


def purge_personal_data(session: Session, before: Instant) -> Purged:
    """Removes FDB and ARP payloads recorded, and neighbors last seen only there, before an instant.

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
        connection.execute(REMOVE_CLAIMS)
