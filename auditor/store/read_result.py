"""The last finished evaluation as an `AuditResult`, from the store alone.

Must not judge or count anew what was saved. Next: `auditor.report`, through the pipeline.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from datetime import date
from typing import NamedTuple

from auditor.errors import StoreError
from auditor.model.finding import (
    STATUS_ORDER,
    AuditResult,
    DeviceSummary,
    Finding,
    PolicySummary,
    Status,
)
from auditor.model.identity import SubjectKind
from auditor.model.policy import Severity
from auditor.store.documents import read_citation, read_policy
from auditor.store.read_facts import device_facts, read_coverage
from auditor.store.session import Session
from auditor.store.text import text_tuple
from auditor.store.write_run import data_sources

LAST_EVALUATION = """
    SELECT e.evaluation_key, run.id, e.as_of, e.product_version, e.exit_code, run.mode, run.started_at,
      coalesce(run.finished_at, e.evaluated_at)
    FROM evaluation AS e JOIN run USING (run_key)
    ORDER BY e.evaluation_key DESC LIMIT 1
"""
POLICIES = """
    SELECT summary
    FROM evaluation_policy
    WHERE evaluation_key = ? AND summary IS NOT NULL
    ORDER BY policy_id
"""
FINDINGS = """
    SELECT f.fingerprint, f.policy_id, f.rule_id, f.status, f.severity, f.confidence, f.subject_kind, t.id,
      f.subject_key, f.subject, f.site, f.vendor, f.vendor_name, f.because, f.observed, n.first_detected_at,
      f.observed_at, f.citation, f.through_part, f.serial_num, f.interface, f.model_name
    FROM finding AS f JOIN detection AS n USING (fingerprint)
    JOIN target AS t ON t.target_key = f.device_key
    ORDER BY f.finding_key
"""
STATUSES = "SELECT device_id, status, because FROM devices WHERE retired_at IS NULL"
POLICY_COUNTS = """
    SELECT u.policy_id, s.name, sum(n.subjects)
    FROM verdict AS v JOIN rule AS u USING (rule_key)
    JOIN judgement AS j USING (judgement_key)
    JOIN status AS s USING (status)
    JOIN (SELECT class_key, sum(subjects) AS subjects
    FROM ( SELECT c.class_key, count(*) AS subjects
    FROM component AS c JOIN target AS t ON t.target_key = c.device_key
    WHERE c.current = 1 AND t.retired_at IS NULL
    GROUP BY c.class_key
    UNION ALL SELECT n.class_key, count(*)
    FROM neighbor AS n JOIN target AS t ON t.target_key = n.device_key
    WHERE n.current = 1 AND t.retired_at IS NULL
    GROUP BY n.class_key)
    GROUP BY class_key) AS n USING (class_key)
    GROUP BY u.policy_id, s.name
"""


class Evaluation(NamedTuple):
    """The last evaluation and its run."""

    key: int
    run_id: str
    as_of: str
    product_version: str
    exit_code: int | None
    mode: str
    started_at: str
    finished_at: str


def policy_counts(session: Session) -> dict[str, tuple[tuple[str, int], ...]]:
    """Verdicts per status of each policy over all current subjects, worst status first."""
    with session.reading() as connection:
        rows = connection.execute(POLICY_COUNTS).fetchall()
    counts = {(policy_id, status): number for policy_id, status, number in rows}
    return {
        policy_id: tuple(
            (status.value, counts[policy_id, status.value])
            for status in STATUS_ORDER
            if (policy_id, status.value) in counts
        )
        for policy_id in sorted({policy_id for policy_id, _ in counts})
    }


def audit_result(session: Session) -> AuditResult:
    """What the last evaluation said; StoreError when there is none or it did not finish."""
    with session.reading() as connection:
        row = connection.execute(LAST_EVALUATION).fetchone()
        evaluation = Evaluation(*row) if row else None
        if evaluation is None or evaluation.exit_code is None:
            reason = "the last evaluation was interrupted" if evaluation else "nothing was evaluated yet"
            raise StoreError(reason, file=str(session.path), remedy="run auditor evaluate")
        devices = device_summaries(session)
        counts = Counter(device.status for device in devices)
        return AuditResult(
            product_version=evaluation.product_version,
            run_id=evaluation.run_id,
            mode=evaluation.mode,
            started_at=evaluation.started_at,
            finished_at=evaluation.finished_at,
            as_of=date.fromisoformat(evaluation.as_of),
            policies=tuple(_policies(session, evaluation.key)),
            sources=data_sources(session, evaluation.run_id),
            devices=devices,
            findings=tuple(_findings(session)),
            coverage=read_coverage(session),
            status_counts=tuple((status.value, counts[status]) for status in STATUS_ORDER if counts[status]),
            exit_code=evaluation.exit_code,
        )


def device_summaries(session: Session) -> tuple[DeviceSummary, ...]:
    """One line about each listed target, with the status that `set_device_statuses` gave it."""
    with session.reading() as connection:
        statuses = {
            device_id: (Status(name), because) for device_id, name, because in connection.execute(STATUSES)
        }
        return tuple(
            DeviceSummary(
                facts.device_id,
                facts.address,
                facts.site,
                facts.name,
                facts.manufacturer,
                facts.model_name,
                facts.serial_num,
                *statuses[facts.device_id],
                facts.outcome,
                facts.components,
                facts.judged_parts,
                facts.unknown_parts,
                facts.neighbors,
                facts.leads,
            )
            for facts in device_facts(session)
        )


def _policies(session: Session, evaluation_key: int) -> Iterator[PolicySummary]:
    for (summary,) in session.connection.execute(POLICIES, (evaluation_key,)):
        yield read_policy(summary)


def _findings(session: Session) -> Iterator[Finding]:
    for row in session.connection.execute(FINDINGS):
        identity, policy_id, rule_id, status, severity, confidence, kind, device_id, *rest = row
        subject_key, subject, site, vendor, vendor_name, because, observed, first, seen, citation, *own = rest
        yield Finding(
            identity,
            policy_id,
            rule_id,
            Status(status),
            Severity(severity),
            confidence,
            SubjectKind(kind),
            device_id,
            subject_key,
            subject,
            site,
            vendor,
            vendor_name,
            because,
            text_tuple(observed),
            first,
            seen,
            read_citation(citation),
            *own,
        )
