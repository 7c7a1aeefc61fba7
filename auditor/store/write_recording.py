"""Recordings: append-only, one transaction each, payloads kept once by digest.

The first commit of a recording id wins, so that an acknowledgement that got lost may be
repeated. Must not know what a payload means. Next: `read_recordings`.
"""

from __future__ import annotations

import sqlite3
import zlib
from dataclasses import replace

from auditor.model.recording import End, Outcome, Problem, Recording, RecordingSection, Section
from auditor.model.sections import SectionKind
from auditor.model.target import Transport
from auditor.store.session import Session
from auditor.store.text import clean
from auditor.store.write_run import run_key_of, target_key_of

USABLE_OUTCOMES = frozenset({Outcome.COMPLETE, Outcome.PARTIAL, Outcome.UNSTATED})
PART_KINDS = frozenset({SectionKind.ENTITY, SectionKind.VENDOR, SectionKind.CLI})
"""Tables and commands that tell of parts: where one was not read, an unseen part is not gone."""
READ_ENDS = frozenset({End.COMPLETE, End.REJECTED})
"""What a device never offered is not missing; what it did once offer ends as an error (`_settled`)."""
COMPRESSION_LEVEL = 5
"""Tables of a switch get as small as with zlib's own 6, in five sixths of the time; with 1 a tenth larger."""
MAX_PROBLEMS = 10_000
"""Problems kept of one recording or device; a file of garbage has one for each line."""

SAVE_RECORDING = """
    INSERT INTO recording (id, run_key, target_key, transport, address, started_at, finished_at, outcome,
      usable, whole, reason, detail, security, authenticated, credential, plan_digest, collector_version)
    VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
"""
SAVE_SECTION = """
    INSERT INTO recording_section (recording_key, ordinal, root_key, end, detail, row_count, section_key)
    VALUES (?, ?, ?, ?, ?, ?, ?)
"""
SAVE_PROBLEM = """
    INSERT INTO recording_problem (recording_key, ordinal, reason, unit, detail)
    VALUES (?, ?, ?, ?, ?)
"""
FIND_PAYLOAD = "SELECT section_key, payload IS NULL FROM section WHERE digest = ?"
ADD_PAYLOAD = "INSERT INTO section (digest, raw_size, payload) VALUES (?, ?, ?)"
RESTORE_PAYLOAD = "UPDATE section SET payload = ? WHERE section_key = ?"
LAST_ANSWERED = """
    SELECT max(recording_key)
    FROM recording_section AS s JOIN recording AS r USING (recording_key)
    WHERE r.target_key = ? AND s.root_key = ? AND s.end = 'complete'
"""
NOTHING_RESTS = """
    SELECT EXISTS (SELECT 1
    FROM device
    WHERE device_key = :device AND recording_key > :answered)
    AND NOT EXISTS (SELECT 1
    FROM component
    WHERE device_key = :device AND current = 1 AND instr(',' || sources || ',', ',' || :command || ','))
    AND NOT EXISTS (SELECT 1
    FROM component AS c JOIN component_evidence AS e USING (component_key)
    JOIN recording_section AS s USING (section_key)
    WHERE c.device_key = :device AND c.current = 1 AND s.root_key = :root)
    AND NOT EXISTS (SELECT 1
    FROM neighbor
    WHERE device_key = :device AND current = 1 AND last_recording_key IS NOT NULL)
"""
"""Whether all that is known of a device was told without a command since it last answered that one."""
POINT_TARGET = """
    UPDATE target SET last_attempt_key = ?, last_usable_key = CASE WHEN ? THEN ? ELSE last_usable_key END
    WHERE target_key = ?
"""
POINT_SIDE = """
    UPDATE target SET side_attempt_key = ?1,
      last_usable_key = CASE WHEN ?2 AND last_usable_key IS side_usable_key THEN ?1 ELSE last_usable_key END,
      side_usable_key = CASE WHEN ?2 THEN ?1 ELSE side_usable_key END
    WHERE target_key = ?3
"""
"""SSH beside SNMP: the main pointers are SNMP's, unless SNMP was never usable."""
HAS_SNMP = "SELECT EXISTS (SELECT 1 FROM recording WHERE target_key = ? AND transport = 'snmp')"


def is_usable(recording: Recording) -> bool:
    """Whether there is something to decode: read to some end, with at least one row."""
    return recording.outcome in USABLE_OUTCOMES and any(section.row_count for section in recording.sections)


def is_whole(recording: Recording) -> bool:
    """Whether parts that it does not show are no longer there: every table of parts was read to
    its end, and somebody says so."""
    return recording.outcome is Outcome.COMPLETE and not unread_kinds(recording) & PART_KINDS


def unread_kinds(recording: Recording) -> frozenset[SectionKind]:
    """The kinds of which a table was left out or cut short."""
    return frozenset(part.kind for part in recording.sections if part.end not in READ_ENDS)


def save_recording(session: Session, recording: Recording) -> bool:
    """Stores a recording whole; False when its id is already there."""
    with session.writing() as connection:
        if recording_key_of(connection, recording.id) is not None:
            return False
        target_key = target_key_of(connection, recording.target_id, recording.address)
        recording = _settled(session, recording, target_key)
        row = _recording_row(recording, run_key_of(session, recording.run_id), target_key)
        key = int(connection.execute(SAVE_RECORDING, row).lastrowid or 0)
        _save_sections(session, key, recording)
        connection.executemany(SAVE_PROBLEM, problem_rows(key, recording.problems))
        _point(connection, recording, key, target_key)
    return True


def _settled(session: Session, recording: Recording, target_key: int) -> Recording:
    """The recording with an error where the device rejects a command that it once answered: the
    words are no longer understood, and the parts they told of may still be there. Once later readings
    told of every such part without it (software that names its commands anew), it is expected no more."""
    if all(section.end is not End.REJECTED for section in recording.sections):
        return recording

    def end_of(section: RecordingSection) -> End:
        if section.end is not End.REJECTED:
            return section.end
        root_key = session.keys.root(section.kind, clean(section.root), clean(section.context))
        (answered,) = session.connection.execute(LAST_ANSWERED, (target_key, root_key)).fetchone()
        asked = {
            "device": target_key,
            "answered": answered,
            "command": clean(section.root),
            "root": root_key,
        }
        if answered is None or session.connection.execute(NOTHING_RESTS, asked).fetchone()[0]:
            return section.end
        return End.ERROR

    return replace(recording, sections=tuple(replace(one, end=end_of(one)) for one in recording.sections))


def _point(connection: sqlite3.Connection, recording: Recording, key: int, target_key: int) -> None:
    """Makes the recording the target's last attempt over its transport, and its last usable one."""
    usable = is_usable(recording)
    beside = recording.transport is Transport.SSH
    if beside and connection.execute(HAS_SNMP, (target_key,)).fetchone()[0]:
        connection.execute(POINT_SIDE, (key, usable, target_key))
    else:
        connection.execute(POINT_TARGET, (key, usable, key, target_key))


def recording_key_of(connection: sqlite3.Connection, recording_id: str) -> int | None:
    """The key of a stored recording, or None."""
    row = connection.execute("SELECT recording_key FROM recording WHERE id = ?", (recording_id,)).fetchone()
    return int(row[0]) if row else None


def _recording_row(recording: Recording, run_key: int, target_key: int) -> tuple[str | int | None, ...]:
    return (
        recording.id,
        run_key,
        target_key,
        recording.transport.value,
        clean(recording.address),
        recording.started_at,
        recording.finished_at,
        recording.outcome.value,
        is_usable(recording),
        is_whole(recording),
        recording.reason.value if recording.reason else None,
        clean(recording.detail),
        clean(recording.security),
        recording.authenticated,
        clean(recording.credential),
        recording.plan_digest,
        recording.collector_version,
    )


def _save_sections(session: Session, recording_key: int, recording: Recording) -> None:
    rows = [
        (
            recording_key,
            section.ordinal,
            session.keys.root(section.kind, clean(section.root), clean(section.context)),
            section.end.value,
            clean(section.detail),
            section.row_count,
            _save_payload(session.connection, payload),
        )
        for section, payload in zip(recording.sections, recording.payloads, strict=True)
    ]
    session.connection.executemany(SAVE_SECTION, rows)


def _save_payload(connection: sqlite3.Connection, section: Section) -> int:
    """The key of a payload. One that retention removed and a device sent again comes back."""
    digest = bytes.fromhex(section.digest)
    found = connection.execute(FIND_PAYLOAD, (digest,)).fetchone()
    if found and not found[1]:
        return int(found[0])
    if Section.of(section.payload).digest != section.digest:
        raise ValueError(f"section {section.digest} is not the digest of its payload")
    packed = zlib.compress(section.payload, COMPRESSION_LEVEL)
    if found:
        connection.execute(RESTORE_PAYLOAD, (packed, found[0]))
        return int(found[0])
    return int(connection.execute(ADD_PAYLOAD, (digest, len(section.payload), packed)).lastrowid or 0)


def problem_rows(owner_key: int, problems: tuple[Problem, ...]) -> list[tuple[int, int, str, str, str]]:
    """Rows of the problem tables; beyond MAX_PROBLEMS the last one says how many were left out."""
    kept = problems[:MAX_PROBLEMS]
    if len(problems) > MAX_PROBLEMS:
        left_out = len(problems) - MAX_PROBLEMS + 1
        kept = (*kept[:-1], replace(problems[MAX_PROBLEMS - 1], detail=f"and {left_out} more problems"))
    return [
        (owner_key, ordinal, problem.reason.value, clean(problem.unit), clean(problem.detail))
        for ordinal, problem in enumerate(kept)
    ]
