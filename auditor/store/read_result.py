"""The last finished evaluation as an `AuditResult`, from the store alone.

Must not judge or count anew what was saved. Next: `auditor.report`, through the pipeline.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from datetime import date
from typing import NamedTuple

from auditor.errors import StoreError
from auditor.model.finding import (
    STATUS_ORDER,
    AuditResult,
    DeviceFacts,
    DeviceSummary,
    PolicySummary,
    Status,
)
from auditor.store.attested import attested_subjects
from auditor.store.documents import read_policy
from auditor.store.read_facts import device_facts, read_coverage
from auditor.store.read_findings import findings_of
from auditor.store.records import JustJudged
from auditor.store.session import Session
from auditor.store.write_run import data_sources, run_key_of

EVALUATION = """
    SELECT e.evaluation_key, run.id, e.as_of, e.product_version, e.exit_code, run.mode, run.started_at,
      coalesce(run.finished_at, e.evaluated_at), iif(e.run_only, e.run_key, NULL),
      e.private_exit_code
    FROM evaluation AS e JOIN run USING (run_key)
    WHERE ?1 IS NULL OR e.evaluation_key = ?1
    ORDER BY e.evaluation_key DESC LIMIT 1
"""
REPORTED = """
    SELECT t.id
    FROM target AS t
    WHERE t.retired_at IS NULL AND (?1 IS NULL OR t.target_key IN (SELECT target_key
    FROM recording
    WHERE run_key = ?1))
"""
UNJUDGED = """
    SELECT t.id
    FROM evaluation AS e, target AS t
    LEFT JOIN device AS d ON d.device_key = t.target_key
    WHERE e.evaluation_key = (SELECT max(evaluation_key)
    FROM evaluation) AND t.retired_at IS NULL AND
      (NOT e.run_only OR t.target_key IN (SELECT target_key
    FROM recording
    WHERE run_key = e.run_key)) AND (t.last_attempt_key > e.newest_recording_key OR
      (d.device_key IS NOT NULL AND d.status IS NULL) OR
      (t.last_attempt_key IS NULL AND t.listed_run_key > e.newest_run_key))
    ORDER BY t.id
"""
POLICIES = """
    SELECT summary
    FROM evaluation_policy
    WHERE evaluation_key = ? AND summary IS NOT NULL
    ORDER BY policy_id
"""
STATUSES = "SELECT device_id, status, because FROM devices WHERE retired_at IS NULL"


class Evaluation(NamedTuple):
    """An evaluation and its run; `only_run_key` where it reports on that run's targets alone."""

    key: int
    run_id: str
    as_of: str
    product_version: str
    exit_code: int | None
    mode: str
    started_at: str
    finished_at: str
    only_run_key: int | None
    private_exit_code: int


def reported_targets(session: Session, run_id: str | None) -> frozenset[str]:
    """Ids of the listed targets a report is about: those of a run, None for all."""
    with session.reading() as connection:
        run_key = None if run_id is None else run_key_of(session, run_id)
        return frozenset(target_id for (target_id,) in connection.execute(REPORTED, (run_key,)))


def unjudged_targets(session: Session) -> tuple[str, ...]:
    """Targets of the last evaluation's report that were read, derived or listed after it."""
    with session.reading() as connection:
        return tuple(target_id for (target_id,) in connection.execute(UNJUDGED))


def audit_result(session: Session, judged: JustJudged | None = None) -> AuditResult:
    """What an evaluation, None for the last one, said; StoreError when there is none or it did
    not finish. Statuses are the last one's; findings are read as the caller goes through them."""
    wanted = judged.evaluation_id if judged else None
    with session.reading() as connection:
        row = connection.execute(EVALUATION, (wanted,)).fetchone()
        evaluation = Evaluation(*row) if row else None
        if evaluation is None or evaluation.exit_code is None:
            reason = "the last evaluation was interrupted" if evaluation else "nothing was evaluated yet"
            raise StoreError(reason, file=str(session.path), remedy="run auditor evaluate")
        shown = frozenset(row[0] for row in connection.execute(REPORTED, (evaluation.only_run_key,)))
        told = {"", *shown}
        devices = tuple(
            device
            for device in device_summaries(session, judged.facts if judged else None)
            if device.device_id in shown
        )
        counts = Counter(device.status for device in devices)
        attested = tuple(one for one in attested_subjects(session) if one.device_id in shown)
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
            findings=judged.findings if judged else findings_of(session, evaluation.key, shown),
            attested=attested,
            coverage=tuple(row for row in read_coverage(session) if row.device_id in told),
            status_counts=tuple((status.value, counts[status]) for status in STATUS_ORDER if counts[status]),
            exit_code=evaluation.exit_code,
            private_exit_code=evaluation.private_exit_code,
        )


def device_summaries(
    session: Session, known: Iterable[DeviceFacts] | None = None
) -> tuple[DeviceSummary, ...]:
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
                facts.read_at,
                facts.security,
                facts.source_file,
                facts.source_line,
                facts.policy_statuses,
                attested_parts=facts.attested_parts,
                unknown_neighbors=facts.unknown_neighbors,
                unknown_stations=facts.unknown_stations,
            )
            for facts in (device_facts(session) if known is None else known)
        )


def _policies(session: Session, evaluation_key: int) -> Iterator[PolicySummary]:
    for (summary,) in session.connection.execute(POLICIES, (evaluation_key,)):
        yield read_policy(summary)
