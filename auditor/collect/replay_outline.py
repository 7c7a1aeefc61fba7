"""What recordings read from files have in common: their outline, from the statement beside them.

Must not know rows or texts. Next: `replay` (SNMP), `replay_cli` (SSH).
"""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

from auditor.collect.file_access import TooLargeError, read_file
from auditor.collect.interface import CollectJob
from auditor.collect.recording_statement import UNSTATED, Statement, parse_statement
from auditor.model.recording import Instant, Outcome, Problem, Reason, Recording, recording_id
from auditor.model.target import Target, Transport

MAX_STATEMENT_BYTES = 4 * 1024 * 1024
"""About 20,000 sections: a hundred roots in two hundred contexts."""
_LAST_SECOND = 253_402_300_799
"""9999-12-31: file times beyond it have no date."""


def read_statement(path: Path | None) -> tuple[Statement, tuple[Problem, ...]]:
    """What a statement file says; nothing, with the problem, where it cannot be used."""
    if path is None:
        return UNSTATED, ()
    try:
        return parse_statement(read_file(path, MAX_STATEMENT_BYTES)[0]), ()
    except (OSError, ValueError, TooLargeError) as error:
        problem = Problem(Reason.COMPLETENESS_UNSTATED, path.name, f"not usable: {error}")
        return UNSTATED, (problem,)


def described(blank: Recording, statement: Statement, changed_at: float) -> Recording:
    """The recording with what its statement says; file times where it states no time."""
    file_time = _instant(changed_at)
    return replace(
        blank,
        outcome=statement.outcome or Outcome.UNSTATED,
        reason=statement.reason if statement.outcome else Reason.COMPLETENESS_UNSTATED,
        detail=statement.detail,
        address=statement.address,
        started_at=statement.started_at or statement.finished_at or file_time,
        finished_at=statement.finished_at or statement.started_at or file_time,
        security=statement.security if statement.outcome else blank.security,
        authenticated=statement.authenticated,
        credential=statement.credential,
        plan_digest=statement.plan_digest or blank.plan_digest,
        collector_version=statement.collector_version or blank.collector_version,
    )


def blank_recording(job: CollectJob, target: Target, transport: Transport) -> Recording:
    """A recording of which nothing is known yet."""
    return Recording(
        id=recording_id(job.run_id, target.id, transport),
        run_id=job.run_id,
        target_id=target.id,
        transport=transport,
        address="",
        started_at=_instant(0),
        finished_at=_instant(0),
        outcome=Outcome.UNSTATED,
        reason=Reason.COMPLETENESS_UNSTATED,
        detail="",
        security="unstated",
        authenticated=False,
        credential="",
        plan_digest=job.plan.digest,
        collector_version=job.collector_version,
    )


def failed(blank: Recording, reason: Reason, detail: str) -> Recording:
    """The recording as one that could not be read."""
    return replace(blank, outcome=Outcome.FAILED, reason=reason, detail=detail)


def _instant(seconds: float) -> Instant:
    moment = datetime.fromtimestamp(min(max(seconds, 0), _LAST_SECOND), UTC)
    return moment.strftime("%Y-%m-%dT%H:%M:%SZ")
