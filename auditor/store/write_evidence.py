"""The evidence of a device's components, and where that of its neighbors was read: only rows that say
something new are written.

Must not know subjects.
"""

from __future__ import annotations

import sqlite3
from collections import defaultdict
from collections.abc import Iterable
from typing import NamedTuple

from auditor.store.neighbor_rows import PlaceRow
from auditor.store.subject_rows import EvidenceRow

READ_COMPONENT_EVIDENCE = """
    SELECT e.component_key, e.ordinal, e.claim_key, e.section_key, e.row, e.oid_or_line
    FROM component AS c JOIN component_evidence AS e USING (component_key)
    WHERE c.device_key = ?
    ORDER BY e.component_key, e.ordinal
"""
TRIM_COMPONENT_EVIDENCE = "DELETE FROM component_evidence WHERE component_key = ? AND ordinal >= ?"
ADD_COMPONENT_EVIDENCE = """
    INSERT INTO component_evidence (component_key, ordinal, claim_key, section_key, row, oid_or_line)
    VALUES (?, ?, ?, ?, ?, ?)
    ON CONFLICT (component_key, ordinal) DO UPDATE SET claim_key = excluded.claim_key,
      section_key = excluded.section_key, row = excluded.row, oid_or_line = excluded.oid_or_line
"""
READ_NEIGHBOR_PLACES = """
    SELECT e.neighbor_key, e.ordinal, e.section_key, e.row, e.oid_or_line
    FROM neighbor AS n JOIN neighbor_place AS e USING (neighbor_key)
    WHERE n.device_key = ?
    ORDER BY e.neighbor_key, e.ordinal
"""
TRIM_NEIGHBOR_PLACES = "DELETE FROM neighbor_place WHERE neighbor_key = ? AND ordinal >= ?"
ADD_NEIGHBOR_PLACE = """
    INSERT INTO neighbor_place (neighbor_key, ordinal, section_key, row, oid_or_line)
    VALUES (?, ?, ?, ?, ?)
    ON CONFLICT (neighbor_key, ordinal) DO UPDATE SET section_key = excluded.section_key,
      row = excluded.row, oid_or_line = excluded.oid_or_line
"""


Rows = tuple[EvidenceRow, ...] | tuple[PlaceRow, ...]


class EvidenceTable(NamedTuple):
    """The statements of one of the two tables."""

    read: str
    add: str
    trim: str


COMPONENT_EVIDENCE = EvidenceTable(READ_COMPONENT_EVIDENCE, ADD_COMPONENT_EVIDENCE, TRIM_COMPONENT_EVIDENCE)
NEIGHBOR_PLACES = EvidenceTable(READ_NEIGHBOR_PLACES, ADD_NEIGHBOR_PLACE, TRIM_NEIGHBOR_PLACES)


def save_evidence(
    connection: sqlite3.Connection,
    table: EvidenceTable,
    device_key: int,
    subjects: Iterable[tuple[int, Rows]],
) -> None:
    """The evidence of subjects as it is now; rows that say the same already are not written."""
    known: defaultdict[int, tuple[object, ...]] = defaultdict(tuple)
    for key, *row in connection.execute(table.read, (device_key,)):
        known[key] += (tuple(row),)
    changed = [(key, rows) for key, rows in subjects if known[key] != rows]
    surplus = [(key, len(rows)) for key, rows in changed if len(known[key]) > len(rows)]
    connection.executemany(table.trim, surplus)
    connection.executemany(table.add, ((key, *row) for key, rows in changed for row in rows))
