"""Verdicts by judgement class, summaries of devices, coverage, and what an evaluation came to.

Verdicts of an earlier evaluation are replaced: it can be judged again from the recordings
and packs. Must not decide a status. Next: `finding_rows`.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import asdict

from auditor.model.finding import Coverage, PolicySummary, Verdict
from auditor.store.documents import policy_document
from auditor.store.interning import STATUS_KEYS
from auditor.store.records import DeviceStatus, EvaluationRecord
from auditor.store.session import Session
from auditor.store.text import clean
from auditor.store.write_run import run_key_of

ADD_EVALUATION = """
    INSERT INTO evaluation (run_key, as_of, evaluated_at, product_version, profile, run_only,
      newest_recording_key, newest_run_key, newest_decision_key)
    SELECT ?, ?, ?, ?, ?, ?, (SELECT coalesce(max(recording_key), 0) FROM recording),
      (SELECT coalesce(max(run_key), 0) FROM run), (SELECT coalesce(max(decision_key), 0) FROM decision)
"""
ADD_POLICY = "INSERT INTO evaluation_policy (evaluation_key, policy_id, digest) VALUES (?, ?, ?)"
ADD_VERDICT = "INSERT INTO verdict (class_key, rule_key, judgement_key) VALUES (?, ?, ?)"
SET_CLASS_STATUS = """
    UPDATE judgement_class SET (status, own_status) = (SELECT min(j.status), min(iif(j.through_part, NULL,
      j.status))
    FROM verdict AS v JOIN judgement AS j USING (judgement_key)
    WHERE v.class_key = judgement_class.class_key)
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
