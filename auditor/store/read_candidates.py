"""What the rule pass and the findings need: judgement classes, and subjects to report.

Must not decide what a finding says; it hands out what was observed. Next: the pipeline.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator

from auditor.model.finding import JudgementClass, Status, Verdict
from auditor.model.identity import Claim, EvidenceRole, SubjectKind, Technique
from auditor.store.documents import read_class
from auditor.store.interning import STATUS_KEYS
from auditor.store.records import ClassSubject, EvidenceQuote, FindingCandidate, PartQuote
from auditor.store.session import Session
from auditor.store.station_claims import quoted

CLASSES = """
    SELECT k.class_key, k.record
    FROM judgement_class AS k
    WHERE EXISTS (
      SELECT 1 FROM component AS c JOIN target AS t ON t.target_key = c.device_key
      WHERE c.class_key = k.class_key AND c.current = 1 AND t.retired_at IS NULL)
    OR EXISTS (
      SELECT 1 FROM neighbor AS n JOIN target AS t ON t.target_key = n.device_key
      WHERE n.class_key = k.class_key AND n.current = 1 AND t.retired_at IS NULL)
    ORDER BY k.class_key
"""
COMPONENT_CANDIDATES = """
    WITH reported AS MATERIALIZED (
      SELECT v.class_key, v.rule_key, j.status, u.policy_id, u.rule_id, j.vendor, j.confidence, j.because,
        j.through_part
      FROM verdict AS v JOIN judgement AS j USING (judgement_key) JOIN rule AS u USING (rule_key)
      WHERE j.status <= ?)
    SELECT v.status, v.policy_id, v.rule_id, v.vendor, v.confidence, v.because, v.through_part,
      c.component_key AS subject_id, c.path AS subject_key, x.id AS device_id,
      coalesce(a.address, '') AS address, x.site, coalesce(d.name, '') AS device_name,
      coalesce(r.finished_at, a.finished_at, '') AS observed_at,
      coalesce(r.authenticated, 0) AS authenticated,
      p.name AS physical_class, coalesce(c.name, '') AS name, coalesce(c.descr, '') AS descr,
      coalesce(c.mfg_name, '') AS mfg_name, coalesce(c.model_name, '') AS model_name,
      coalesce(c.serial_num, '') AS serial_num, c.interface, '' AS protocol, NULL AS mac,
      c.device_key, v.rule_key
    FROM reported AS v
    CROSS JOIN component AS c ON c.class_key = v.class_key AND c.current = 1
    JOIN device AS d ON d.device_key = c.device_key
    JOIN target AS x ON x.target_key = c.device_key AND x.retired_at IS NULL
    JOIN physical_class AS p ON p.physical_class = c.physical_class
    LEFT JOIN recording AS r ON r.recording_key = coalesce(c.last_recording_key, d.recording_key)
    LEFT JOIN recording AS a ON a.recording_key = x.last_attempt_key
    ORDER BY x.id, c.path, v.policy_id, v.rule_id
"""
NEIGHBOR_CANDIDATES = """
    WITH reported AS MATERIALIZED (
      SELECT v.class_key, v.rule_key, j.status, u.policy_id, u.rule_id, j.vendor, j.confidence, j.because,
        j.through_part
      FROM verdict AS v JOIN judgement AS j USING (judgement_key) JOIN rule AS u USING (rule_key)
      WHERE j.status <= ?)
    SELECT v.status, v.policy_id, v.rule_id, v.vendor, v.confidence, v.because, v.through_part,
      n.neighbor_key AS subject_id, n.key AS subject_key, x.id AS device_id,
      coalesce(a.address, '') AS address, x.site, coalesce(d.name, '') AS device_name,
      coalesce(r.finished_at, a.finished_at, '') AS observed_at,
      coalesce(r.authenticated, 0) AS authenticated,
      '' AS physical_class, coalesce(n.system_name, '') AS name, coalesce(n.system_descr, '') AS descr,
      coalesce(n.mfg_name, '') AS mfg_name, coalesce(n.model_name, '') AS model_name,
      coalesce(n.serial_num, '') AS serial_num, n.local_interface AS interface, n.protocol, n.mac,
      n.device_key, v.rule_key
    FROM reported AS v
    CROSS JOIN neighbor AS n ON n.class_key = v.class_key AND n.current = 1
    JOIN device AS d ON d.device_key = n.device_key
    JOIN target AS x ON x.target_key = n.device_key AND x.retired_at IS NULL
    LEFT JOIN recording AS r ON r.recording_key = coalesce(n.last_recording_key, d.recording_key)
    LEFT JOIN recording AS a ON a.recording_key = x.last_attempt_key
    ORDER BY x.id, n.key, v.policy_id, v.rule_id
"""
COMPONENTS_OF_CLASS = """
    SELECT t.id, t.site, c.path, coalesce(c.model_name, c.name, c.descr, ''), c.interface
    FROM component AS c JOIN target AS t ON t.target_key = c.device_key
    WHERE c.class_key = ? AND c.current = 1 AND t.retired_at IS NULL
"""
NEIGHBORS_OF_CLASS = """
    SELECT t.id, t.site, n.key, coalesce(n.model_name, n.system_name, n.system_descr, ''), n.local_interface
    FROM neighbor AS n JOIN target AS t ON t.target_key = n.device_key
    WHERE n.class_key = ? AND n.current = 1 AND t.retired_at IS NULL
"""
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
COMPONENT_EVIDENCE = """
    SELECT k.technique, k.claim, k.role, coalesce(v.id, ''), k.confidence, e.oid_or_line,
      k.matched_text, k.raw, NULL
    FROM component_evidence AS e JOIN claim AS k USING (claim_key)
    LEFT JOIN vendor AS v USING (vendor_key)
    WHERE e.component_key = ? AND k.role <> 'lead'
    ORDER BY k.role <> 'primary', e.ordinal
"""
NEIGHBOR_EVIDENCE = """
    SELECT k.technique, k.claim, k.role, coalesce(v.id, ''), k.confidence, e.oid_or_line,
      k.matched_text, k.raw, n.mac
    FROM neighbor_quote AS e JOIN neighbor AS n USING (neighbor_key)
    JOIN claim AS k USING (claim_key)
    LEFT JOIN vendor AS v USING (vendor_key)
    WHERE e.neighbor_key = ? AND k.role <> 'lead'
    ORDER BY k.role <> 'primary', e.ordinal
"""
REPORTED_UP_TO = STATUS_KEYS[Status.REVIEW]
"""Findings are made of excluded and review: the two worst statuses."""
STATUS_NAMES = {key: Status(name) for name, key in STATUS_KEYS.items()}


def judgement_classes(session: Session) -> Iterator[tuple[int, JudgementClass]]:
    """(class id, class) of every class that a current subject of a listed target has."""
    with session.reading() as connection:
        rows = connection.execute(CLASSES).fetchall()
    for key, record in rows:
        yield key, read_class(record)


def subjects_of(session: Session, class_ids: Iterable[int]) -> tuple[ClassSubject, ...]:
    """The current subjects of these classes, by device, kind and key."""
    queries = ((SubjectKind.COMPONENT, COMPONENTS_OF_CLASS), (SubjectKind.NEIGHBOR, NEIGHBORS_OF_CLASS))
    with session.reading() as connection:
        subjects = [
            ClassSubject(class_id, kind, *row)
            for class_id in sorted(class_ids)
            for kind, query in queries
            for row in connection.execute(query, (class_id,))
        ]
    return tuple(sorted(subjects, key=lambda subject: (subject.device_id, subject.subject_kind, subject.key)))


def finding_candidates(session: Session) -> Iterator[FindingCandidate]:
    """Current subjects with the status excluded or review in the last evaluation, by device,
    components before neighbors, then path or key, policy and rule."""
    with session.reading() as connection:
        components = _named_rows(connection, COMPONENT_CANDIDATES)
        neighbors = _named_rows(connection, NEIGHBOR_CANDIDATES)
    for row in components:
        yield _component_candidate(session, row)
    for row in neighbors:
        evidence = _evidence(session.connection, NEIGHBOR_EVIDENCE, row["subject_id"])
        yield _candidate(row, SubjectKind.NEIGHBOR, None, evidence)


def _named_rows(connection: sqlite3.Connection, query: str) -> list[sqlite3.Row]:
    cursor = connection.cursor()
    cursor.row_factory = sqlite3.Row
    return cursor.execute(query, (REPORTED_UP_TO,)).fetchall()


def _component_candidate(session: Session, row: sqlite3.Row) -> FindingCandidate:
    with session.reading() as connection:
        part = _worst_part(connection, row) if row["through_part"] else None
        subject = part.component_id if part else row["subject_id"]
        evidence = _evidence(connection, COMPONENT_EVIDENCE, subject)
    return _candidate(row, SubjectKind.COMPONENT, part, evidence)


def _worst_part(connection: sqlite3.Connection, row: sqlite3.Row) -> PartQuote | None:
    """The part whose own verdict by the same rule is worst; the verdict's vendor first."""
    bound = (row["rule_key"], row["device_key"], REPORTED_UP_TO, row["vendor"])
    found = connection.execute(WORST_PART, bound).fetchone()
    return PartQuote(*found) if found else None


def _candidate(
    row: sqlite3.Row, kind: SubjectKind, part: PartQuote | None, evidence: tuple[EvidenceQuote, ...]
) -> FindingCandidate:
    return FindingCandidate(
        verdict=_verdict(row),
        subject_kind=kind,
        component_id=row["subject_id"] if kind is SubjectKind.COMPONENT else None,
        neighbor_id=row["subject_id"] if kind is SubjectKind.NEIGHBOR else None,
        subject_key=row["subject_key"],
        device_id=row["device_id"],
        address=row["address"],
        site=row["site"],
        device_name=row["device_name"],
        observed_at=row["observed_at"],
        authenticated=bool(row["authenticated"]),
        physical_class=row["physical_class"],
        name=row["name"],
        descr=row["descr"],
        mfg_name=row["mfg_name"],
        model_name=row["model_name"],
        serial_num=row["serial_num"],
        interface=row["interface"],
        protocol=row["protocol"],
        mac=row["mac"],
        part=part,
        evidence=evidence,
    )


def _verdict(row: sqlite3.Row) -> Verdict:
    return Verdict(
        STATUS_NAMES[row["status"]],
        row["policy_id"],
        row["rule_id"],
        row["vendor"],
        row["confidence"],
        row["because"],
        bool(row["through_part"]),
    )


def _evidence(connection: sqlite3.Connection, query: str, subject_key: int) -> tuple[EvidenceQuote, ...]:
    quotes = []
    for technique, claim, role, *told, text, raw, mac in connection.execute(query, (subject_key,)):
        kinds = Technique(technique), Claim(claim), EvidenceRole(role)
        quotes.append(EvidenceQuote._make((*kinds, *told, *quoted(text, raw, mac))))
    return tuple(quotes)
