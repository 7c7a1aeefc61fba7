"""Keeps findings: a row stands for as long as evaluations say the same of its subject.

What an evaluation says is compared with what the last one said, device by device; only what
differs is written, so that last night's findings cost nothing again and every kept evaluation
can still be read. Must not decide what a finding says. Next: `read_findings`.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Sequence

from auditor.model.finding import Finding
from auditor.store.documents import acceptance_document
from auditor.store.records import CandidateBatch, FindingCandidate
from auditor.store.session import Session
from auditor.store.text import as_json, clean

LAST_OF_DEVICE = """
    SELECT finding_key, basis, component_key, neighbor_key, fingerprint, ruling_key, subject_key, subject,
      site, observed, recording_key, through_part, serial_num, interface, model_name, acceptance
    FROM finding
    WHERE device_key = ? AND until_key IS NULL AND (neighbor_key IS NULL) = ?
"""
ADD = """
    INSERT INTO finding (device_key, since_key, component_key, neighbor_key, fingerprint, ruling_key,
      subject_key, subject, site, observed, recording_key, through_part, serial_num, interface, model_name,
      acceptance, basis)
    VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
"""
DETECT = """
    INSERT INTO detection (fingerprint, first_detected_at, run_key)
    VALUES (?, ?, ?)
    ON CONFLICT (fingerprint) DO NOTHING
"""
SET_BASIS = "UPDATE finding SET basis = ? WHERE finding_key = ?"
END = "UPDATE finding SET until_key = ? WHERE finding_key = ?"
DEVICES_BEFORE = "SELECT DISTINCT device_key, neighbor_key IS NULL FROM finding WHERE until_key IS NULL"
END_OF_DEVICE = """
    UPDATE finding SET until_key = ?1
    WHERE device_key = ?2 AND until_key IS NULL AND (neighbor_key IS NULL) = ?3
"""
JUDGED = """
    INSERT OR REPLACE INTO judged_device (evaluation_key, device_key, recording_key)
    SELECT ?1, d.device_key, coalesce(d.recording_key, t.last_attempt_key)
    FROM device AS d JOIN target AS t ON t.target_key = d.device_key
    WHERE d.device_key = ?2
"""
RUN_OF = "SELECT run_key FROM evaluation WHERE evaluation_key = ?"
BATCH = 10_000
"""Findings written at once: sorted, their fingerprints touch each page of the index of detections once."""

Saved = tuple[CandidateBatch, Sequence[Finding]]
"""Candidates, and the finding that each became."""
Row = tuple[str | int | None, ...]


def save_findings(session: Session, evaluation_id: int, findings: Iterable[Saved]) -> None:
    """Makes these, and those that stand, the findings of an evaluation.

    Each is kept with the time it says it was first detected at, unless its fingerprint was detected
    before.
    """
    with session.writing() as connection:
        run_key = connection.execute(RUN_OF, (evaluation_id,)).fetchone()[0]
        seen: set[tuple[int, bool]] = set()
        added: list[tuple[Row, Finding]] = []
        for batch, made in findings:
            seen.add((batch.device_key, batch.of_components))
            pairs = zip(batch.candidates, made, strict=True)
            rows = [(_row(session, candidate, finding), finding) for candidate, finding in pairs]
            added += _changed(connection, evaluation_id, batch, rows)
            if len(added) >= BATCH:
                _add(connection, run_key, added)
                added = []
        _add(connection, run_key, added)
        gone = set(connection.execute(DEVICES_BEFORE).fetchall()) - seen
        connection.executemany(END_OF_DEVICE, ((evaluation_id, *device) for device in gone))
        judged = sorted({key for key, _ in seen})
        connection.executemany(JUDGED, ((evaluation_id, key) for key in judged))


def _row(session: Session, candidate: FindingCandidate, finding: Finding) -> Row:
    texts: tuple[str, ...] = (
        finding.subject_key,
        finding.subject,
        finding.site,
        finding.through_part,
        finding.serial_num,
        finding.interface,
        finding.model_name,
    )
    together = "".join(texts)
    if clean(together) != together:
        texts = tuple(map(clean, texts))
    return (
        candidate.component_id,
        candidate.neighbor_id,
        finding.fingerprint,
        session.keys.ruling(finding),
        *texts[:3],
        as_json(finding.observed),
        candidate.recording_id,
        *texts[3:],
        acceptance_document(finding.acceptance),
        candidate.basis,
    )


def _changed(
    connection: sqlite3.Connection, evaluation_id: int, batch: CandidateBatch, rows: list[tuple[Row, Finding]]
) -> list[tuple[Row, Finding]]:
    """What the last evaluation did not say of a device, as rows to add; what it no longer says ends."""
    before: dict[Row, tuple[int, int]] = {}
    if batch.open_keys:
        last = connection.execute(LAST_OF_DEVICE, (batch.device_key, batch.of_components))
        before = {row[2:]: row[:2] for row in last if row[0] in batch.open_keys}
    added, head = [], (batch.device_key, evaluation_id)
    for row, finding in rows:
        key, basis = before.pop(row[:-1], (None, 0))
        if key is None:
            added.append(((*head, *row), finding))
        elif basis != row[-1]:
            connection.execute(SET_BASIS, (row[-1], key))
    connection.executemany(END, ((evaluation_id, key) for key, _ in before.values()))
    return added


def _add(connection: sqlite3.Connection, run_key: int, added: list[tuple[Row, Finding]]) -> None:
    detected = sorted((finding.fingerprint, finding.first_detected_at, run_key) for _, finding in added)
    connection.executemany(DETECT, detected)
    connection.executemany(ADD, (row for row, _ in added))
