"""Subjects that a rule of the last evaluation excludes or wants reviewed, one device at a time.

Which classes are reported is read once, and which devices have them from an index; a subject is
read when its device's turn comes, so that memory does not grow with what is found. Must not
decide what a finding says; it hands out what was observed. Next: the pipeline.
"""

from __future__ import annotations

import json
import sqlite3
from collections import defaultdict
from collections.abc import Iterator, Mapping
from hashlib import blake2b
from typing import NamedTuple

from auditor.model.finding import Status, Verdict
from auditor.model.identity import SubjectKind
from auditor.store.interning import STATUS_KEYS, digest_of
from auditor.store.quotes import Evidence, EvidenceReader, quotes_of
from auditor.store.records import CandidateBatch, EvidenceQuote, FindingCandidate, PartQuote
from auditor.store.session import Session

REPORTED_UP_TO = STATUS_KEYS[Status.REVIEW]
"""Findings are made of excluded and review: the two worst statuses."""
STATUS_NAMES = {key: Status(name) for name, key in STATUS_KEYS.items()}
BASIS_BYTES = 8
"""An integer of SQLite: that two of one subject are equal by chance does not happen."""
STANDING = """
    SELECT finding_key, coalesce(component_key, neighbor_key), basis
    FROM finding
    WHERE device_key = ? AND until_key IS NULL AND (neighbor_key IS NULL) = ?
"""
REPORTED = """
    SELECT v.class_key, v.rule_key, j.status, u.policy_id, u.rule_id, j.vendor, j.confidence, j.because,
      j.through_part
    FROM verdict AS v JOIN judgement AS j USING (judgement_key) JOIN rule AS u USING (rule_key)
    WHERE j.status <= ?
    ORDER BY v.class_key, u.policy_id, u.rule_id
"""
HOLDERS = {
    SubjectKind.COMPONENT: """
        SELECT DISTINCT device_key FROM component WHERE class_key = ? AND current = 1
    """,
    SubjectKind.NEIGHBOR: """
        SELECT DISTINCT device_key FROM neighbor WHERE class_key = ? AND current = 1
    """,
}
LISTED = "SELECT target_key FROM target WHERE retired_at IS NULL ORDER BY id"
DEVICE = """
    SELECT x.id, coalesce(a.address, ''), x.site, coalesce(d.name, ''),
      coalesce(r.finished_at, a.finished_at, ''), coalesce(r.authenticated, 0)
    FROM device AS d JOIN target AS x ON x.target_key = d.device_key
    LEFT JOIN recording AS r ON r.recording_key = d.recording_key
    LEFT JOIN recording AS a ON a.recording_key = x.last_attempt_key
    WHERE d.device_key = ?
"""
SUBJECTS = {
    SubjectKind.COMPONENT: """
        SELECT c.class_key, c.component_key, c.path, p.name, coalesce(c.name, ''), coalesce(c.descr, ''),
          coalesce(c.mfg_name, ''), coalesce(c.model_name, ''), coalesce(c.serial_num, ''), c.interface,
          '', NULL, r.recording_key, r.finished_at, r.authenticated
        FROM json_each(?1) AS w
        CROSS JOIN component AS c ON c.class_key = w.value AND c.device_key = ?2 AND c.current = 1
        JOIN physical_class AS p ON p.physical_class = c.physical_class
        LEFT JOIN recording AS r ON r.recording_key = c.last_recording_key
        ORDER BY c.path
    """,
    SubjectKind.NEIGHBOR: """
        SELECT n.class_key, n.neighbor_key, n.key, '', coalesce(n.system_name, ''),
          coalesce(n.system_descr, ''), coalesce(n.mfg_name, ''), coalesce(n.model_name, ''),
          coalesce(n.serial_num, ''), n.local_interface, n.protocol, n.mac,
          r.recording_key, r.finished_at, r.authenticated
        FROM json_each(?1) AS w
        CROSS JOIN neighbor AS n ON n.class_key = w.value AND n.device_key = ?2 AND n.current = 1
        LEFT JOIN recording AS r ON r.recording_key = n.last_recording_key
        ORDER BY n.key
    """,
}
WORST_PART = """
    SELECT c.component_key, c.path, p.name, coalesce(c.name, ''), coalesce(c.descr, ''),
      coalesce(c.mfg_name, ''), coalesce(c.model_name, ''), coalesce(c.serial_num, ''), c.interface
    FROM component AS c
    JOIN verdict AS v ON v.class_key = c.class_key AND v.rule_key = ?
    JOIN judgement AS j USING (judgement_key)
    JOIN physical_class AS p USING (physical_class)
    WHERE c.device_key = ? AND c.current = 1 AND c.path <> '' AND j.status <= ?
    ORDER BY j.vendor <> ?, j.status, c.path LIMIT 1
"""


class _Device(NamedTuple):
    """What candidates of a device share."""

    device_id: str
    address: str
    site: str
    name: str
    observed_at: str
    authenticated: int


class _Subject(NamedTuple):
    """A row of `SUBJECTS`; the last three are None where it was read with its device."""

    class_key: int
    key: int
    subject_key: str
    physical_class: str
    name: str
    descr: str
    mfg_name: str
    model_name: str
    serial_num: str
    interface: str
    protocol: str
    mac: int | None
    recording_key: int | None
    finished_at: str | None
    authenticated: int | None


Reported = Mapping[int, tuple[tuple[int, Verdict, bytes], ...]]
"""(rule key, verdict, its digest) by class, by policy and rule."""


class _Holding(NamedTuple):
    """A device that has subjects of reported classes, and what they are judged by."""

    kind: SubjectKind
    device_key: int
    device: _Device
    classes: list[int]
    reported: Reported
    frame: bytes


def finding_candidates(session: Session) -> Iterator[FindingCandidate]:
    """Current subjects with the status excluded or review in the last evaluation: components of all
    devices before neighbors; by device, then path or key, policy and rule."""
    for batch in finding_batches(session):
        yield from batch.candidates


def finding_batches(session: Session, frame: bytes = b"") -> Iterator[CandidateBatch]:
    """The candidates by device and kind, without those whose finding stands.

    `frame` is a digest of what findings are made of beside what the store has, b"" where they are
    to be made anew. A finding stands when it was made of the same, which includes the verdict, what
    was read and where; those that others have a say in (a deciding part, a serial number that may be
    met again, an acceptance) are always made.
    """
    with session.reading() as connection:
        reported = _reported(connection)
        listed = [key for (key,) in connection.execute(LISTED)]
    reader = EvidenceReader(session.connection)
    for kind in SubjectKind:
        with session.reading() as connection:
            holders = _holders(connection, kind, reported)
        for device_key in listed:
            if device_key in holders:
                with session.reading() as connection:
                    device = _Device._make(connection.execute(DEVICE, (device_key,)).fetchone())
                    holding = _Holding(kind, device_key, device, holders[device_key], reported, frame)
                    batch = _batch(connection, holding, reader)
                yield batch


def _reported(connection: sqlite3.Connection) -> Reported:
    found: dict[int, list[tuple[int, Verdict, bytes]]] = defaultdict(list)
    for (
        class_key,
        rule_key,
        status,
        policy_id,
        rule_id,
        vendor,
        confidence,
        because,
        through_part,
    ) in connection.execute(REPORTED, (REPORTED_UP_TO,)):
        said = policy_id, rule_id, vendor, confidence, because, bool(through_part)
        verdict = Verdict(STATUS_NAMES[status], *said)
        found[class_key].append((rule_key, verdict, digest_of(status, *said)))
    return {class_key: tuple(verdicts) for class_key, verdicts in found.items()}


def _holders(connection: sqlite3.Connection, kind: SubjectKind, reported: Reported) -> dict[int, list[int]]:
    """The reported classes that each device has subjects of."""
    holders: dict[int, list[int]] = defaultdict(list)
    for class_key in reported:
        for (device_key,) in connection.execute(HOLDERS[kind], (class_key,)):
            holders[device_key].append(class_key)
    return holders


def _batch(connection: sqlite3.Connection, holding: _Holding, reader: EvidenceReader) -> CandidateBatch:
    kind, device_key, device, classes, reported, frame = holding
    of_components = kind is SubjectKind.COMPONENT
    last = connection.execute(STANDING, (device_key, of_components)).fetchall()
    standing = {(subject, basis): key for key, subject, basis in last if basis}
    open_keys = {key for key, _, _ in last}
    rows = connection.execute(SUBJECTS[kind], (json.dumps(classes), device_key))
    subjects = [_Subject._make(row) for row in rows]
    evidence = reader.read(kind, (subject.key for subject in subjects))
    head = digest_of(frame, device.device_id, device.site)
    found = []
    for subject in subjects:
        told = evidence.get(subject.key, ())
        for rule_key, verdict, mark in reported[subject.class_key]:
            basis = _basis(head + mark, subject, told) if frame and _is_apart(subject, verdict) else 0
            if basis and (subject.key, basis) in standing:
                open_keys.discard(standing[subject.key, basis])
                continue
            part = None
            if verdict.through_part:
                part = _worst_part(connection, rule_key, device_key, verdict.vendor)
            quotes = quotes_of(told, subject.mac)
            if part is not None:
                quotes = quotes_of(reader.read(kind, (part.component_id,)).get(part.component_id, ()), None)
            found.append(_candidate(kind, device, subject, verdict, part, quotes)._replace(basis=basis))
    return CandidateBatch(device_key, of_components, tuple(found), frozenset(open_keys))


def _is_apart(subject: _Subject, verdict: Verdict) -> bool:
    """Whether no other subject has a say in the finding."""
    return not verdict.through_part and not (subject.serial_num and subject.model_name)


def _basis(head: bytes, subject: _Subject, evidence: Evidence) -> int:
    """A mark of a verdict, what the subject states and where it was last read, and its evidence."""
    told = [(said.digest, place) for said, place in evidence]
    text = repr((subject[2:13], told)).encode("utf-8", "surrogatepass")
    return int.from_bytes(blake2b(head + text, digest_size=BASIS_BYTES).digest(), "big", signed=True)


def _worst_part(
    connection: sqlite3.Connection, rule_key: int, device_key: int, vendor: str
) -> PartQuote | None:
    """The part whose own verdict by the same rule is worst; the verdict's vendor first."""
    found = connection.execute(WORST_PART, (rule_key, device_key, REPORTED_UP_TO, vendor)).fetchone()
    return PartQuote(*found) if found else None


def _candidate(
    kind: SubjectKind,
    device: _Device,
    subject: _Subject,
    verdict: Verdict,
    part: PartQuote | None,
    evidence: tuple[EvidenceQuote, ...],
) -> FindingCandidate:
    is_neighbor, read_apart = kind is SubjectKind.NEIGHBOR, subject.recording_key is not None
    return FindingCandidate(
        verdict,
        kind,
        None if is_neighbor else subject.key,
        subject.key if is_neighbor else None,
        subject.subject_key,
        *device[:4],
        subject.finished_at or device.observed_at,
        bool(subject.authenticated if read_apart else device.authenticated),
        subject.physical_class,
        subject.name,
        subject.descr,
        subject.mfg_name,
        subject.model_name,
        subject.serial_num,
        subject.interface,
        subject.protocol,
        subject.mac,
        part,
        evidence,
        subject.recording_key,
    )
