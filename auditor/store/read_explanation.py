"""The chain behind one subject, from the store alone: verdicts, identity, evidence, bytes, gaps.

Must not word anything, nor know what a knowledge row or a clause says: those are added by the
caller. Next: `read_evidence` (evidence with its bytes), `auditor.explain_run`.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator

from auditor.errors import StoreError
from auditor.model.explanation import (
    ExplainedBelief,
    ExplainedDevice,
    ExplainedFinding,
    ExplainedSubject,
    ExplainedVerdict,
    Explanation,
    SubjectId,
)
from auditor.model.finding import Coverage, Verdict
from auditor.model.identity import SubjectKind
from auditor.model.policy import Citation
from auditor.model.recording import Reason
from auditor.store.attested import attestations_of
from auditor.store.decisions import standing_decisions
from auditor.store.documents import read_acceptance, read_citation, read_class, read_policy
from auditor.store.read_evidence import EvidenceReader
from auditor.store.reported_subjects import REPORTED_UP_TO, STATUS_NAMES, WORST_PART
from auditor.store.session import Session

COMPONENT = """
    SELECT v.device_id, v.path AS subject_key, coalesce(v.physical_class, '') AS what, v.name, v.descr,
      v.mfg_name, v.model_name, v.serial_num, v.vendor_type, v.hardware_rev, v.firmware_rev, v.software_rev,
      v.mfg_date, '' AS mac, coalesce(v.interface, '') AS interface, v.status,
      coalesce(v.manufacturer, '') AS maker,
      coalesce(v.brand, '') AS brand, v.confidence, k.record, coalesce(v.first_seen, '') AS first_seen,
      coalesce(v.last_seen, '') AS last_seen, v.is_current,
      CASE v.path WHEN '' THEN coalesce(d.os_vendor, '') ELSE '' END AS os_vendor
    FROM components AS v JOIN component AS c ON c.component_key = v.component_id
    JOIN judgement_class AS k USING (class_key)
    LEFT JOIN devices AS d ON d.device_id = v.device_id
    WHERE v.component_id = ?
"""
NEIGHBOR = """
    SELECT v.device_id, v.key AS subject_key, coalesce(v.protocol, '') AS what, v.system_name AS name,
      v.system_descr AS descr, v.mfg_name, v.model_name, v.serial_num, NULL AS vendor_type,
      NULL AS hardware_rev, NULL AS firmware_rev, NULL AS software_rev, NULL AS mfg_date,
      coalesce(v.mac, '') AS mac, coalesce(v.local_interface, '') AS interface, v.status,
      coalesce(v.manufacturer, '') AS maker,
      coalesce(v.brand, '') AS brand, v.confidence, k.record, coalesce(v.first_seen, '') AS first_seen,
      coalesce(v.last_seen, '') AS last_seen, v.is_current, '' AS os_vendor
    FROM neighbors AS v JOIN neighbor AS n ON n.neighbor_key = v.neighbor_id
    JOIN judgement_class AS k USING (class_key)
    WHERE v.neighbor_id = ?
"""
DEVICE = """
    SELECT device_id, coalesce(name, ''), coalesce(address, ''), site, status, coalesce(because, ''), outcome,
      coalesce(last_seen, ''), coalesce(retired_at, '')
    FROM devices
    WHERE device_id = ?
"""
COMPONENT_VERDICTS = """
    SELECT j.status, u.policy_id, u.rule_id, j.vendor, j.confidence, j.because, j.through_part, u.rule_key,
      c.device_key
    FROM component AS c JOIN target AS t ON t.target_key = c.device_key AND t.retired_at IS NULL
    JOIN verdict AS w USING (class_key)
    JOIN rule AS u USING (rule_key)
    JOIN judgement AS j USING (judgement_key)
    WHERE c.component_key = ? AND c.current = 1
    ORDER BY j.status, u.policy_id, u.rule_id
"""
NEIGHBOR_VERDICTS = """
    SELECT j.status, u.policy_id, u.rule_id, j.vendor, j.confidence, j.because, j.through_part, u.rule_key,
      n.device_key
    FROM neighbor AS n JOIN target AS t ON t.target_key = n.device_key AND t.retired_at IS NULL
    JOIN verdict AS w USING (class_key)
    JOIN rule AS u USING (rule_key)
    JOIN judgement AS j USING (judgement_key)
    WHERE n.neighbor_key = ? AND n.current = 1
    ORDER BY j.status, u.policy_id, u.rule_id
"""
COMPONENT_FINDINGS = """
    SELECT u.policy_id, u.rule_id, j.status, j.vendor, j.confidence, j.because, f.through_part, f.fingerprint,
      g.severity, n.first_detected_at, f.acceptance, g.citation
    FROM finding AS f JOIN detection AS n USING (fingerprint)
    JOIN ruling AS g USING (ruling_key)
    JOIN rule AS u USING (rule_key)
    JOIN judgement AS j USING (judgement_key)
    WHERE f.component_key = ?1 AND f.until_key IS NULL
      AND f.device_key = (SELECT c.device_key FROM component AS c WHERE c.component_key = ?1)
    ORDER BY f.finding_key
"""
NEIGHBOR_FINDINGS = """
    SELECT u.policy_id, u.rule_id, j.status, j.vendor, j.confidence, j.because, f.through_part, f.fingerprint,
      g.severity, n.first_detected_at, f.acceptance, g.citation
    FROM finding AS f JOIN detection AS n USING (fingerprint)
    JOIN ruling AS g USING (ruling_key)
    JOIN rule AS u USING (rule_key)
    JOIN judgement AS j USING (judgement_key)
    WHERE f.neighbor_key = ? AND f.until_key IS NULL
    ORDER BY f.finding_key
"""
EVALUATION = """
    SELECT e.evaluation_key, run.id, e.as_of
    FROM evaluation AS e JOIN run USING (run_key)
    ORDER BY e.evaluation_key DESC LIMIT 1
"""
POLICIES = "SELECT policy_id, digest, summary FROM evaluation_policy WHERE evaluation_key = ?"
COVERAGE = """
    SELECT stage, reason, device_id, detail
    FROM coverage
    WHERE device_id = ?
    ORDER BY stage, reason, detail
"""
SUBJECTS = {SubjectKind.COMPONENT: COMPONENT, SubjectKind.NEIGHBOR: NEIGHBOR}
VERDICTS = {SubjectKind.COMPONENT: COMPONENT_VERDICTS, SubjectKind.NEIGHBOR: NEIGHBOR_VERDICTS}
FINDINGS = {SubjectKind.COMPONENT: COMPONENT_FINDINGS, SubjectKind.NEIGHBOR: NEIGHBOR_FINDINGS}
SAID = (
    "name", "descr", "mfg_name", "model_name", "serial_num", "vendor_type", "hardware_rev", "firmware_rev",
    "software_rev", "mfg_date", "mac",
)  # fmt: skip
"""Columns that quote the subject."""

Policies = dict[str, tuple[str, str, tuple[Citation, ...]]]
"""(digest, title, citations) by policy id."""
Findings = dict[tuple[str, str], tuple[Verdict, str, ExplainedFinding]]
"""What the last evaluation reported, by (policy id, rule id), with the deciding part's path."""


def read_explanation(session: Session, subject: SubjectId) -> Explanation:
    """Everything stored behind what is said of a subject; StoreError when it is not stored."""
    with session.reading() as connection:
        evaluation = connection.execute(EVALUATION).fetchone() or (None, "", "")
        reader = EvidenceReader(connection)
        explained, device_id = _subject(session, connection, subject, reader)
        pairs = tuple(_verdicts(session, subject, _policies(connection, evaluation[0])))
        parts = {part: None for _, part in pairs if part is not None}
        return Explanation(
            device=ExplainedDevice(*connection.execute(DEVICE, (device_id,)).fetchone()),
            subject=explained,
            run_id=evaluation[1],
            as_of=evaluation[2],
            verdicts=tuple(verdict for verdict, _ in pairs),
            parts=tuple(_subject(session, connection, part, reader)[0] for part in parts),
            coverage=tuple(
                Coverage(stage, Reason(reason), device, detail)
                for stage, reason, device, detail in connection.execute(COVERAGE, (device_id,))
            ),
        )


def _subject(
    session: Session, connection: sqlite3.Connection, subject: SubjectId, reader: EvidenceReader
) -> tuple[ExplainedSubject, str]:
    """The subject and the id of its device."""
    cursor = connection.cursor()
    cursor.row_factory = sqlite3.Row
    row = cursor.execute(SUBJECTS[subject.kind], (subject.number,)).fetchone()
    if row is None:
        raise StoreError(f"has no {subject.kind.value} {subject.number}", file=str(session.path))
    judgement = read_class(row["record"])
    explained = ExplainedSubject(
        id=subject,
        key=row["subject_key"],
        what=row["what"],
        said=tuple((name, row[name]) for name in SAID if row[name]),
        interface=row["interface"],
        status=row["status"],
        manufacturer=row["maker"],
        brand=row["brand"],
        os_vendor=row["os_vendor"],
        confidence=row["confidence"],
        conflict=judgement.conflict,
        structural=judgement.structural,
        beliefs=tuple(ExplainedBelief(b.vendor, b.strength, b.because) for b in judgement.beliefs),
        first_seen=row["first_seen"],
        last_seen=row["last_seen"],
        is_current=bool(row["is_current"]),
        evidence=reader.evidence_of(subject),
        attestations=attestations_of(connection, subject.kind, subject.number),
    )
    return explained, str(row["device_id"])


def _policies(connection: sqlite3.Connection, evaluation_key: int | None) -> Policies:
    found: Policies = {}
    for policy_id, digest, document in connection.execute(POLICIES, (evaluation_key,)):
        summary = read_policy(document) if document else None
        found[policy_id] = (digest, summary.title, summary.citations) if summary else (digest, "", ())
    return found


def _verdicts(
    session: Session, subject: SubjectId, policies: Policies
) -> Iterator[tuple[ExplainedVerdict, SubjectId | None]]:
    """Verdicts, worst first, each with the part that decided it; then findings without a verdict."""
    connection, findings = session.connection, _findings(session, subject)
    for row in connection.execute(VERDICTS[subject.kind], (subject.number,)).fetchall():
        status, policy_id, rule_id, vendor, confidence, because, through_part, rule_key, device_key = row
        verdict = Verdict(
            STATUS_NAMES[status], policy_id, rule_id, vendor, confidence, because, bool(through_part)
        )
        part = None
        if verdict.through_part:
            bound = (rule_key, device_key, REPORTED_UP_TO, verdict.vendor)
            part = connection.execute(WORST_PART, bound).fetchone()
        _, _, finding = findings.pop((verdict.policy_id, verdict.rule_id), (None, "", None))
        explained = _explained(verdict, policies, finding, part[1] if part else None)
        yield explained, SubjectId(SubjectKind.COMPONENT, int(part[0])) if part else None
    for verdict, part_path, finding in findings.values():
        yield _explained(verdict, policies, finding, part_path or None, is_current=False), None


def _explained(
    verdict: Verdict,
    policies: Policies,
    finding: ExplainedFinding | None,
    part: str | None,
    *,
    is_current: bool = True,
) -> ExplainedVerdict:
    digest, title, citations = policies.get(verdict.policy_id, ("", "", ()))
    return ExplainedVerdict(verdict, title, digest, citations, finding, is_current, part)


def _findings(session: Session, subject: SubjectId) -> Findings:
    found: Findings = {}
    connection, decisions = session.connection, standing_decisions(session)
    for row in connection.execute(FINDINGS[subject.kind], (subject.number,)):
        policy_id, rule_id, status, vendor, confidence, because, part, *known, citation = row
        fingerprint, severity, first_detected_at, acceptance = known
        decision, confirmed_at = decisions.get(fingerprint, (None, ""))
        verdict = Verdict(STATUS_NAMES[status], policy_id, rule_id, vendor, confidence, because, bool(part))
        finding = ExplainedFinding(
            fingerprint,
            severity,
            first_detected_at,
            read_citation(citation),
            read_acceptance(acceptance),
            decision,
            confirmed_at,
        )
        found[policy_id, rule_id] = (verdict, part, finding)
    return found
