"""Recordings back from the store, with payloads checked against their digests.

Recordings are read one at a time, each in a snapshot of its own, so that the caller may
write between two of them. Next: `auditor.decode`, through the pipeline.
"""

from __future__ import annotations

import hashlib
import sqlite3
import zlib
from collections.abc import Iterator, Sequence
from itertools import pairwise
from pathlib import Path

from auditor.errors import StoreError
from auditor.model.recording import End, Outcome, Problem, Reason, Recording, RecordingSection, Section
from auditor.model.sections import SectionKind
from auditor.model.target import Transport
from auditor.store.neighbor_history import KINDS_OF_PROTOCOL
from auditor.store.session import Session
from auditor.store.text import as_json, clean

REMOVED = "removed by retention"
NEIGHBOR_KINDS = as_json(sorted(set(KINDS_OF_PROTOCOL.values())))

LATEST = """
    SELECT max(r.recording_key), t.id
    FROM recording AS r JOIN target AS t USING (target_key)
    LEFT JOIN device AS d ON d.device_key = r.target_key
    WHERE (r.usable OR t.last_usable_key IS NULL) AND t.retired_at IS NULL AND (? IS NULL OR
      r.run_key = (SELECT run_key
    FROM run
    WHERE id = ?)) AND (? IS NULL OR t.id IN (SELECT value
    FROM json_each(?)))
    GROUP BY r.target_key, r.transport
    HAVING NOT ? OR d.device_key IS NULL OR (max(r.usable) AND
      coalesce(d.recording_key, 0) < max(r.recording_key))
    ORDER BY t.id, r.transport
"""
CHAIN = """
    SELECT b.recording_key, b.whole, (SELECT group_concat(s.root_key || ' ' || s.end || ' ' || s.section_key)
    FROM recording_section AS s
    WHERE s.recording_key = b.recording_key) AS rows_read
    FROM recording AS p
    JOIN recording AS b ON b.target_key = p.target_key AND b.transport = p.transport AND b.usable AND
      b.recording_key BETWEEN coalesce((SELECT max(w.recording_key)
    FROM recording AS w
    WHERE w.target_key = p.target_key AND w.transport = p.transport AND w.usable AND w.whole AND
      w.recording_key <= p.recording_key), 0) AND p.recording_key
    LEFT JOIN device AS d ON d.device_key = p.target_key
    WHERE p.recording_key = ? AND rows_read IS NOT NULL AND
      NOT (? AND b.recording_key <= coalesce(d.recording_key, 0))
    ORDER BY b.recording_key
"""
KEPT_BEFORE = """
    SELECT DISTINCT b.recording_key, b.whole, (SELECT group_concat(s.root_key || ' ' || s.end || ' ' ||
      s.section_key)
    FROM recording_section AS s
    WHERE s.recording_key = b.recording_key) AS rows_read
    FROM recording AS w
    JOIN recording AS b ON b.target_key = w.target_key AND b.transport = w.transport AND b.usable AND
      b.recording_key < w.recording_key
    JOIN recording_section AS t ON t.recording_key = b.recording_key AND t.row_count > 0
    JOIN section_root AS o ON o.root_key = t.root_key AND o.kind IN (SELECT value
    FROM json_each(?2))
    WHERE w.recording_key = ?1 AND EXISTS (SELECT 1
    FROM recording_section AS u JOIN section_root AS k USING (root_key)
    WHERE u.recording_key = w.recording_key AND k.kind = o.kind AND u.end NOT IN ('complete', 'rejected'))
      AND b.recording_key >= coalesce((SELECT max(r.recording_key)
    FROM recording AS r
    WHERE r.target_key = w.target_key AND r.transport = w.transport AND r.usable AND
      r.outcome = 'complete' AND r.recording_key < w.recording_key AND NOT EXISTS (SELECT 1
    FROM recording_section AS u JOIN section_root AS k USING (root_key)
    WHERE u.recording_key = r.recording_key AND k.kind = o.kind AND
      u.end NOT IN ('complete', 'rejected'))), 0)
    ORDER BY b.recording_key
"""
"""Recordings before a whole one that show neighbors whose table it did not read to its end: for each
such table, those since it was last read to its end. Neighbors seen there stay (`neighbor_history`)."""
HAS_OTHER = """
    SELECT EXISTS (SELECT 1
    FROM recording AS r JOIN target AS t USING (target_key)
    WHERE t.id = ? AND r.transport <> ? AND r.usable)
"""
READ_RECORDING = """
    SELECT r.id, run.id, t.id, r.transport, r.address, r.started_at, r.finished_at, r.outcome, r.reason,
      r.detail, r.security, r.authenticated, r.credential, r.plan_digest, r.collector_version
    FROM recording AS r JOIN run USING (run_key)
    JOIN target AS t USING (target_key)
    WHERE r.recording_key = ?
"""
READ_SECTIONS = """
    SELECT s.ordinal, o.kind, o.root, o.context, s.end, s.detail, s.row_count, x.digest, x.raw_size,
      x.payload
    FROM recording_section AS s JOIN section_root AS o USING (root_key)
    JOIN section AS x USING (section_key)
    WHERE s.recording_key = ?
    ORDER BY s.ordinal
"""
LONE_ROOTS = """
    SELECT min(ordinal), root_key FROM recording_section
    WHERE recording_key = ? GROUP BY root_key HAVING count(*) = 1
"""
READ_PROBLEMS = """
    SELECT reason, unit, detail
    FROM recording_problem
    WHERE recording_key = ?
    ORDER BY ordinal
"""

StoredSection = tuple[int, str, str, str, str, str, int, bytes, int, bytes | None]


def read_recordings(
    session: Session,
    *,
    run_id: str | None,
    underived_only: bool,
    with_base: bool,
    target_ids: Sequence[str] | None,
) -> Iterator[Recording]:
    """The latest usable recording of each listed target and transport, by target id.

    Of a target that was never read the latest attempt, so that it is judged as not checked.
    `run_id`: only that run's. `target_ids`: only theirs. `underived_only`: only those no
    device was saved from yet. `with_base`: before one that is not whole every earlier one since
    the last that was, because parts they kept alive are derived from those; and before that what
    still shows neighbors whose table it did not read. StoreError when a payload does not match its
    digest.
    """
    with session.reading() as connection:
        ids = None if target_ids is None else as_json(map(clean, target_ids))
        rows = connection.execute(LATEST, (run_id, run_id, ids, ids, underived_only)).fetchall()
    for key, _ in rows:
        for earlier in _chain(session, key, underived_only) if with_base else ():
            yield read_recording(session, earlier)
        yield read_recording(session, key)


def told_over_others(session: Session, recording: Recording) -> bool:
    """Whether another transport than a recording's ever told something of its target."""
    with session.reading() as connection:
        row = (clean(recording.target_id), recording.transport.value)
        return bool(connection.execute(HAS_OTHER, row).fetchone()[0])


def _chain(session: Session, key: int, underived_only: bool) -> list[int]:
    """The recordings before this one that it builds on; of equal neighbors the last one is enough."""
    with session.reading() as connection:
        rows = connection.execute(CHAIN, (key, underived_only)).fetchall()
        if rows and rows[0][1] and not underived_only:
            rows = connection.execute(KEPT_BEFORE, (rows[0][0], NEIGHBOR_KINDS)).fetchall() + rows
    return [before[0] for before, after in pairwise(rows) if before[2] != after[2]]


def read_recording(session: Session, key: int) -> Recording:
    """One recording by its key."""
    with session.reading() as connection:
        head = connection.execute(READ_RECORDING, (key,)).fetchone()
        stored = connection.execute(READ_SECTIONS, (key,)).fetchall()
        problems = connection.execute(READ_PROBLEMS, (key,)).fetchall()
    pairs = [_section(session.path, row) for row in stored]
    identity, run_id, target_id, transport, address, started_at, finished_at, outcome, reason, *rest = head
    detail, security, authenticated, credential, plan_digest, collector_version = rest
    return Recording(
        id=identity,
        run_id=run_id,
        target_id=target_id,
        transport=Transport(transport),
        address=address,
        started_at=started_at,
        finished_at=finished_at,
        outcome=Outcome(outcome),
        reason=Reason(reason) if reason else None,
        detail=detail,
        security=security,
        authenticated=bool(authenticated),
        credential=credential,
        plan_digest=plan_digest,
        collector_version=collector_version,
        sections=tuple(section for section, _ in pairs),
        payloads=tuple(payload for _, payload in pairs),
        problems=tuple(Problem(Reason(word), unit, text) for word, unit, text in problems),
    )


def _section(path: Path, row: StoredSection) -> tuple[RecordingSection, Section]:
    ordinal, kind, root, context, end, detail, row_count, digest, raw_size, packed = row
    if packed is None:
        empty = Section.of(b"")
        gone = RecordingSection(
            ordinal, SectionKind(kind), root, context, End.SKIPPED, REMOVED, 0, empty.digest
        )
        return gone, empty
    payload = Section(digest.hex(), _unpacked(path, digest, raw_size, packed))
    stored = RecordingSection(
        ordinal, SectionKind(kind), root, context, End(end), detail, row_count, payload.digest
    )
    return stored, payload


def _unpacked(path: Path, digest: bytes, raw_size: int, packed: bytes) -> bytes:
    """The payload, never larger than it was when it was stored."""
    try:
        payload = zlib.decompressobj().decompress(packed, raw_size + 1)
    except zlib.error:
        payload = b""
    if len(payload) != raw_size or hashlib.sha256(payload).digest() != digest:
        raise StoreError(
            f"is damaged: section {digest.hex()} does not match its digest",
            file=str(path),
            remedy="restore the last copy, or poll the device again",
        )
    return payload


def usable_section_keys(connection: sqlite3.Connection, recording_key: int) -> dict[int, int]:
    """Section keys of a recording by ordinal."""
    query = "SELECT ordinal, section_key FROM recording_section WHERE recording_key = ?"
    return dict(connection.execute(query, (recording_key,)))


def lone_roots(connection: sqlite3.Connection, recording_key: int) -> dict[int, int]:
    """Root keys of a recording's sections by ordinal, of those that are the only one of their root."""
    return dict(connection.execute(LONE_ROOTS, (recording_key,)))
