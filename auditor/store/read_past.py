"""What the inventory was at a moment: its targets, their recordings until then, first detections.

Sites, tags and scope of a target are today's, because only these are kept. Must not derive
anything. Next: `point_in_time` in the pipeline, which fills a store of its own with it.
"""

from __future__ import annotations

from collections.abc import Iterator

from auditor.model.recording import Instant, Recording
from auditor.model.target import Target
from auditor.store.read_recordings import read_recording
from auditor.store.read_targets import target_of
from auditor.store.session import Session

TARGETS_AT = """
    SELECT id, addresses, site, tags, in_scope, out_of_scope_reason, source_file, source_line
    FROM target AS t
    WHERE (t.retired_at IS NULL OR t.retired_at > ?1) AND (t.first_listed_at <= ?1 OR EXISTS (SELECT 1
    FROM recording AS r
    WHERE r.target_key = t.target_key AND r.finished_at <= ?1))
    ORDER BY id
"""
RECORDINGS_AT = """
    WITH until AS (SELECT r.recording_key, r.target_key, r.transport, r.usable, r.outcome
    FROM recording AS r JOIN target AS t USING (target_key)
    WHERE r.finished_at <= ?1 AND (t.retired_at IS NULL OR t.retired_at > ?1))
    SELECT u.recording_key
    FROM until AS u
    JOIN (SELECT target_key, transport, max(recording_key) AS attempt,
      max(iif(usable AND outcome <> 'partial', recording_key, 0)) AS whole
    FROM until
    GROUP BY target_key, transport) AS n USING (target_key, transport)
    WHERE u.recording_key = n.attempt OR (u.usable AND u.recording_key >= n.whole)
    ORDER BY u.recording_key
"""
FIRST_RECORDING = "SELECT min(finished_at) FROM recording"
DETECTIONS_UNTIL = """
    SELECT fingerprint, first_detected_at
    FROM detection
    WHERE first_detected_at <= ?
    ORDER BY fingerprint
"""
REMEMBER = """
    INSERT INTO detection (fingerprint, first_detected_at, run_key)
    SELECT ?, ?, max(run_key)
    FROM run
"""


def targets_at(session: Session, moment: Instant) -> tuple[Target, ...]:
    """The targets that were listed, or had been read, by then and were not retired yet."""
    with session.reading() as connection:
        rows = connection.execute(TARGETS_AT, (moment,)).fetchall()
    return tuple(map(target_of, rows))


def recordings_at(session: Session, moment: Instant) -> Iterator[Recording]:
    """Of each target and transport the last whole reading until then, the partial ones after it,
    and the last attempt, in the order they were made."""
    with session.reading() as connection:
        keys = [key for (key,) in connection.execute(RECORDINGS_AT, (moment,))]
    for key in keys:
        yield read_recording(session, key)


def first_recording(session: Session) -> Instant | None:
    """When the first recording ended."""
    with session.reading() as connection:
        found = connection.execute(FIRST_RECORDING).fetchone()[0]
    return None if found is None else str(found)


def detections_until(session: Session, moment: Instant) -> tuple[tuple[str, Instant], ...]:
    """(fingerprint, time) of what had been detected by then."""
    with session.reading() as connection:
        return tuple(connection.execute(DETECTIONS_UNTIL, (moment,)))


def remember_detections(session: Session, detections: tuple[tuple[str, Instant], ...]) -> None:
    """Takes first detections over into a store that has a run and no detection yet."""
    with session.writing() as connection:
        connection.executemany(REMEMBER, detections)
