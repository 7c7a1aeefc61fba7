"""Runs and what is kept of their evaluations, to list them and to compare with.

What can be compared (`AuditFacts`) is a compressed document for each evaluation, until retention
removes it, and the findings that stood then. Must not compare. Next: `evaluate.comparison`,
through the pipeline.
"""

from __future__ import annotations

import json
import zlib
from dataclasses import fields, replace
from difflib import get_close_matches

from auditor.errors import StoreError
from auditor.model.comparison import (
    LAST,
    PREVIOUS,
    AuditFacts,
    DeviceState,
    Gap,
    RecordingCounts,
    RunLine,
)
from auditor.model.finding import Status
from auditor.model.finding_facts import finding_facts
from auditor.model.findings import FindingTotals
from auditor.store.read_findings import StoredFindings
from auditor.store.session import Session

SAVE_FACTS = """
    UPDATE evaluation SET facts = ?, gated_exit_code = ?, excluded = ?, review = ?
    WHERE evaluation_key = ?
"""
RUNS = """
    SELECT v.run_id, v.mode, v.started_at, v.finished_at, v.outcome, v.product_version,
      e.as_of, e.excluded, e.review, e.gated_exit_code,
      coalesce(c.complete, 0), coalesce(c.unstated, 0), coalesce(c.partial, 0),
      coalesce(c.failed, 0), coalesce(c.refused, 0), coalesce(c.skipped, 0)
    FROM run AS r JOIN runs AS v ON v.run_id = r.id
    LEFT JOIN (SELECT run_key, sum(outcome = 'complete') AS complete, sum(outcome = 'unstated') AS unstated,
      sum(outcome = 'partial') AS partial, sum(outcome = 'failed') AS failed,
      sum(outcome = 'refused') AS refused, sum(outcome = 'skipped') AS skipped
    FROM recording
    GROUP BY run_key) AS c USING (run_key)
    LEFT JOIN evaluation AS e ON e.evaluation_key = (SELECT max(evaluation_key)
    FROM evaluation
    WHERE run_key = r.run_key)
    ORDER BY r.run_key DESC
"""
COMPARABLE = """
    SELECT e.evaluation_key, r.id, e.evaluated_at, e.facts IS NOT NULL
    FROM evaluation AS e JOIN run AS r USING (run_key)
    WHERE e.exit_code IS NOT NULL
    ORDER BY e.evaluation_key DESC
"""
READ_FACTS = "SELECT facts, newest_decision_key FROM evaluation WHERE evaluation_key = ?"
DAY_LENGTH = len("2026-11-22")


def save_facts(session: Session, evaluation_id: int, facts: AuditFacts, totals: FindingTotals) -> None:
    """Keeps what an evaluation can be compared by beside its findings, and the exit code its gates gave."""
    document = [getattr(facts, field.name) for field in fields(facts) if field.name != "findings"]
    packed = zlib.compress(json.dumps(document, separators=(",", ":")).encode("ascii"))
    excluded = totals.of_status(Status.EXCLUDED)
    with session.writing() as connection:
        row = (packed, facts.exit_code, excluded, totals.findings - excluded, evaluation_id)
        connection.execute(SAVE_FACTS, row)


def read_runs(session: Session) -> tuple[RunLine, ...]:
    """Every run, the newest first."""
    with session.reading() as connection:
        return tuple(RunLine(*(*row[:10], RecordingCounts(*row[10:]))) for row in connection.execute(RUNS))


def has_evaluation(session: Session, word: str) -> bool:
    """Whether there is what "last" or "previous" names."""
    with session.reading() as connection:
        return len(connection.execute(COMPARABLE).fetchmany(2)) > (word == PREVIOUS)


def find_facts(session: Session, word: str) -> AuditFacts:
    """The evaluation that `word` names: "last", "previous", a run id or its beginning, or a day
    (the last one of that day or before); StoreError when there is none or it is no longer kept."""
    with session.reading() as connection:
        rows = connection.execute(COMPARABLE).fetchall()
        key, run_id, kept = _named(session, word, rows)
        if not kept:
            raise StoreError(
                f"what run {run_id} found is no longer kept",
                file=str(session.path),
                remedy="keep more of them: retention.evaluations",
            )
        packed, decided_until = connection.execute(READ_FACTS, (key,)).fetchone()
        facts = _unpacked(packed)
        shown = frozenset(device.device_id for device in facts.devices)
        findings = StoredFindings(session, key, shown, decided_until=decided_until)
        return replace(facts, findings=tuple(map(finding_facts, findings)))


def _named(session: Session, word: str, rows: list[tuple[int, str, str, int]]) -> tuple[int, str, bool]:
    chosen: list[tuple[int, str, str, int]] = []
    if word in (LAST, PREVIOUS):
        chosen = rows[:1] if word == LAST else rows[1:2]
    elif len(word) == DAY_LENGTH and word[4] == word[7] == "-":
        chosen = [row for row in rows if row[2][:DAY_LENGTH] <= word][:1]
    else:
        chosen = [row for row in rows if row[1].startswith(word)]
    runs = {row[1] for row in chosen}
    if len(runs) == 1:
        return chosen[0][0], chosen[0][1], bool(chosen[0][3])
    near = get_close_matches(word, [row[1] for row in rows], n=1, cutoff=0.4)
    remedy = f"did you mean {near[0]}? see: auditor runs" if near else "see: auditor runs"
    reason = f"no evaluation is named by {word!r}" if not runs else f"{word!r} begins several run ids"
    raise StoreError(reason, file=str(session.path), remedy=remedy)


def _unpacked(packed: bytes) -> AuditFacts:
    run_id, judged_at, as_of, inventory_at, version, code, policies, devices, gaps = json.loads(
        zlib.decompress(packed)
    )
    return AuditFacts(
        run_id,
        judged_at,
        as_of,
        inventory_at,
        version,
        code,
        tuple((policy_id, digest, count) for policy_id, digest, count in policies),
        (),
        tuple(DeviceState(*row) for row in devices),
        tuple(Gap(*row) for row in gaps),
    )
