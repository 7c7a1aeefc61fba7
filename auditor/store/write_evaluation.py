"""Verdicts by judgement class, findings with their first detection, summaries of devices.

Verdicts of an earlier evaluation are replaced: it can be judged again from the recordings
and packs, and its findings' first detection is kept for ever. Must not decide a status.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Mapping
from dataclasses import asdict, replace
from itertools import groupby
from operator import attrgetter

from auditor.model.finding import Coverage, Finding, PolicySummary, Verdict
from auditor.store.decisions import standing_decisions, with_decision
from auditor.store.documents import acceptance_document, citation_document, policy_document
from auditor.store.interning import STATUS_KEYS
from auditor.store.records import DeviceStatus, EvaluationRecord
from auditor.store.session import Session
from auditor.store.text import as_json, clean
from auditor.store.write_run import run_key_of

ADD_EVALUATION = """
    INSERT INTO evaluation (run_key, as_of, evaluated_at, product_version, profile, run_only,
      newest_recording_key, newest_run_key)
    SELECT ?, ?, ?, ?, ?, ?, (SELECT coalesce(max(recording_key), 0) FROM recording),
      (SELECT coalesce(max(run_key), 0) FROM run)
"""
ADD_POLICY = "INSERT INTO evaluation_policy (evaluation_key, policy_id, digest) VALUES (?, ?, ?)"
ADD_VERDICT = "INSERT INTO verdict (class_key, rule_key, judgement_key) VALUES (?, ?, ?)"
SET_CLASS_STATUS = """
    UPDATE judgement_class SET (status, own_status) = (SELECT min(j.status), min(iif(j.through_part, NULL,
      j.status))
    FROM verdict AS v JOIN judgement AS j USING (judgement_key)
    WHERE v.class_key = judgement_class.class_key)
"""
DETECT = """
    INSERT INTO detection (fingerprint, first_detected_at, run_key)
    VALUES (?, ?, ?)
    ON CONFLICT (fingerprint) DO NOTHING
"""
FIRST_DETECTED = "SELECT first_detected_at FROM detection WHERE fingerprint = ?"
ADD_FINDING = """
    INSERT INTO finding (evaluation_key, fingerprint, policy_id, rule_id, status, severity, confidence,
      subject_kind, device_key, component_key, neighbor_key, subject_key, subject, site, vendor,
      vendor_name, because, observed, observed_at, citation, through_part, serial_num, interface, model_name,
      acceptance)
    VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
"""
SUBJECTS = """
    SELECT 'component', path, device_key, component_key, NULL
    FROM component
    WHERE device_key = ?1 AND current = 1
    UNION ALL SELECT 'neighbor', key, device_key, NULL, neighbor_key
    FROM neighbor
    WHERE device_key = ?1 AND current = 1
"""
SET_DEVICE_STATUS = """
    UPDATE device SET status = ?1, because = ?2, because_component_key = coalesce(?3,
    (SELECT c.component_key
    FROM component AS c JOIN judgement_class AS k USING (class_key)
    WHERE c.component_key = device.root_component_key AND c.path = '' AND c.current = 1
      AND k.own_status = ?1),
    (SELECT c.component_key
    FROM component AS c JOIN judgement_class AS k USING (class_key)
    WHERE c.device_key = device.device_key AND c.current = 1 AND k.own_status = ?1
    ORDER BY c.path LIMIT 1))
    WHERE device_key = (SELECT target_key
    FROM target
    WHERE id = ?4)
"""
SAVE_SUMMARY = """
    UPDATE evaluation_policy SET summary = ?
    WHERE evaluation_key = ? AND policy_id = ?
"""
SAVE_EXIT_CODE = "UPDATE evaluation SET exit_code = ?, private_exit_code = ? WHERE evaluation_key = ?"
SubjectKeys = Mapping[tuple[str, str], tuple[int | None, ...]]
"""(device, component, neighbor) keys by kind and path or neighbor key."""
ADD_COVERAGE = "INSERT INTO coverage_row (stage, reason, device_id, detail) VALUES (?, ?, ?, ?)"


def save_evaluation(
    session: Session, evaluation: EvaluationRecord, verdicts: Iterable[tuple[int, Verdict]]
) -> int:
    """Replaces the last verdicts by these (class id, verdict) pairs; the id of the evaluation."""
    with session.writing() as connection:
        run_key = run_key_of(session, evaluation.run_id)
        profile = json.dumps(asdict(evaluation.profile))
        row = (
            run_key,
            evaluation.as_of.isoformat(),
            evaluation.evaluated_at,
            evaluation.product_version,
            profile,
            evaluation.run_only,
        )
        key = int(connection.execute(ADD_EVALUATION, row).lastrowid or 0)
        connection.executemany(
            ADD_POLICY, ((key, policy_id, digest) for policy_id, digest in evaluation.policies)
        )
        connection.execute("DELETE FROM verdict")
        connection.executemany(ADD_VERDICT, (_verdict_row(session, *pair) for pair in verdicts))
        connection.execute(SET_CLASS_STATUS)
    return key


def _verdict_row(session: Session, class_id: int, verdict: Verdict) -> tuple[int, int, int]:
    rule_key = session.keys.rule(verdict.policy_id, verdict.rule_id)
    return class_id, rule_key, session.keys.judgement(verdict._replace(because=clean(verdict.because)))


def save_findings(session: Session, evaluation_id: int, findings: Iterable[Finding]) -> tuple[Finding, ...]:
    """Replaces the last findings; returns them with the time their fingerprint was first detected."""
    with session.writing() as connection:
        query = "SELECT run_key FROM evaluation WHERE evaluation_key = ?"
        run_key = connection.execute(query, (evaluation_id,)).fetchone()[0]
        connection.execute("DELETE FROM finding")
        decisions = standing_decisions(session)
        saved = tuple(
            with_decision(_detected(connection, finding, run_key), decisions) for finding in findings
        )
        for device_id, of_device in groupby(saved, key=attrgetter("device_id")):
            keys = _subject_keys(connection, device_id)
            rows = (_finding_row(evaluation_id, finding, keys) for finding in of_device)
            connection.executemany(ADD_FINDING, rows)
    return saved


def _detected(connection: sqlite3.Connection, finding: Finding, run_key: int) -> Finding:
    added = connection.execute(DETECT, (finding.fingerprint, finding.first_detected_at, run_key)).rowcount
    if added:
        return finding
    first = connection.execute(FIRST_DETECTED, (finding.fingerprint,)).fetchone()[0]
    return replace(finding, first_detected_at=first)


def _finding_row(
    evaluation_id: int, finding: Finding, subject_keys: SubjectKeys
) -> tuple[str | int | None, ...]:
    """ValueError when the subject is not in the store."""
    subject = finding.subject_kind.value, clean(finding.subject_key)
    if subject not in subject_keys:
        raise ValueError(
            f"a finding names {finding.subject_key!r} of {finding.device_id!r}, which is not stored"
        )
    return (
        evaluation_id,
        finding.fingerprint,
        finding.policy_id,
        finding.rule_id,
        finding.status.value,
        finding.severity.value,
        finding.confidence,
        finding.subject_kind.value,
        *subject_keys[subject],
        subject[1],
        clean(finding.subject),
        clean(finding.site),
        finding.vendor,
        clean(finding.vendor_name),
        clean(finding.because),
        as_json(finding.observed),
        finding.observed_at,
        citation_document(finding.citation),
        clean(finding.through_part),
        clean(finding.serial_num),
        clean(finding.interface),
        clean(finding.model_name),
        acceptance_document(finding.acceptance),
    )


def _subject_keys(connection: sqlite3.Connection, device_id: str) -> SubjectKeys:
    """The current subjects of a device, read once: asking for each finding of a large device
    would read the device again for each."""
    query = "SELECT target_key FROM target WHERE id = ?"
    found = connection.execute(query, (clean(device_id),)).fetchone()
    rows = connection.execute(SUBJECTS, found).fetchall() if found else []
    return {(kind, key): (device_key, *keys) for kind, key, device_key, *keys in rows}


def set_device_statuses(session: Session, statuses: Iterable[DeviceStatus]) -> None:
    """Shows the summaries in the `devices` view."""
    rows = (
        (STATUS_KEYS[row.status], clean(row.because), row.because_component, clean(row.device_id))
        for row in statuses
    )
    with session.writing() as connection:
        connection.executemany(SET_DEVICE_STATUS, rows)


def save_result(
    session: Session,
    evaluation_id: int,
    policies: Iterable[PolicySummary],
    exit_code: int,
    private_exit_code: int = 0,
) -> None:
    """Marks an evaluation as finished, with what `auditor report` shows of its policies."""
    rows = [(policy_document(policy), evaluation_id, policy.id) for policy in policies]
    with session.writing() as connection:
        connection.executemany(SAVE_SUMMARY, rows)
        connection.execute(SAVE_EXIT_CODE, (exit_code, private_exit_code, evaluation_id))


def save_coverage(session: Session, stage: str, rows: Iterable[Coverage]) -> None:
    """Replaces the rows of a stage after decode; collect and decode are read from what is stored."""
    with session.writing() as connection:
        connection.execute("DELETE FROM coverage_row WHERE stage = ?", (stage,))
        cells = ((stage, row.reason.value, clean(row.device_id), clean(row.detail)) for row in rows)
        connection.executemany(ADD_COVERAGE, cells)
