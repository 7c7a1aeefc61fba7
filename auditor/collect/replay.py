"""Collector over recorded devices: tests, recordings of others, air-gapped transfer.

Completeness is what NAME.toml states, and unstated without it; a file that cannot be read is
a failed recording. Must not know what rows mean. Next: `replay_sections`, `recording_files`.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from types import TracebackType
from typing import Self

from auditor.collect.interface import CollectJob
from auditor.collect.plan import FORBIDDEN_ROOTS
from auditor.collect.recording_files import (
    RecordingFiles,
    TooLargeError,
    list_recordings,
    read_file,
    recorded_targets,
    write_recording,
)
from auditor.collect.recording_statement import UNSTATED, Statement, parse_statement
from auditor.collect.replay_sections import RowsByContext, cut_sections
from auditor.collect.snmprec import read_snmprec
from auditor.model.oid import encode_oid
from auditor.model.recording import Instant, Outcome, Problem, Reason, Recording, recording_id
from auditor.model.rows import Row
from auditor.model.target import Target, Transport

__all__ = ["ReplayCollector", "recorded_targets", "write_recording"]

MAX_FILE_BYTES = 64 * 1024 * 1024
"""As many octets as a poll of one device may take; the largest real recording has 2.6 MB."""
MAX_STATEMENT_BYTES = 4 * 1024 * 1024
"""About 20,000 sections: a hundred roots in two hundred contexts."""
_LAST_SECOND = 253_402_300_799
"""9999-12-31: file times beyond it have no date."""
_FORBIDDEN = tuple(encode_oid(root) for root, _ in FORBIDDEN_ROOTS)


class ReplayCollector:
    """Reads targets from the folder of the job; opens no socket."""

    def __init__(self, job: CollectJob) -> None:
        self._job = job
        self._files: Mapping[str, RecordingFiles] = {}

    async def __aenter__(self) -> Self:
        self._files = list_recordings(Path(self._job.recordings))
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._files = {}

    async def collect(self, target: Target) -> Recording:
        """The target's recording; failed, with the reason, where its files cannot be read."""
        files = self._files.get(target.id)
        if files is None:
            detail = f"no recording of this target in {self._job.recordings}"
            return _failed(_blank(self._job, target), Reason.NEVER_POLLED, detail)
        try:
            return _replay(self._job, target, files)
        except TooLargeError as error:
            return _failed(_blank(self._job, target), Reason.BYTE_CAP, str(error))
        except OSError as error:
            detail = f"{files.rows[0][1].name} cannot be read: {error.strerror or error}"
            return _failed(_blank(self._job, target), Reason.ANSWERS_REJECTED, detail)


def _replay(job: CollectJob, target: Target, files: RecordingFiles) -> Recording:
    rows, changed_at, problems = _read_rows(files)
    statement, statement_problems = _read_statement(files.statement)
    blank = _described(_blank(job, target), statement, changed_at)
    if statement.outcome is None and not any(rows.values()):
        failed = _failed(blank, Reason.ANSWERS_REJECTED, "the file holds no row")
        return replace(failed, problems=(*statement_problems, *problems))
    rows, dropped = _without_secrets(rows, target.id)
    cuts, changed = cut_sections(rows, statement, job.plan, target.skip_kinds)
    if changed and blank.outcome is Outcome.COMPLETE:
        blank = replace(blank, outcome=Outcome.UNSTATED, reason=Reason.COMPLETENESS_UNSTATED)
    return replace(
        blank,
        sections=tuple(cut.section for cut in cuts),
        payloads=tuple(cut.payload for cut in cuts),
        problems=(*statement.problem, *statement_problems, *problems, *dropped, *changed),
    )


def _read_rows(files: RecordingFiles) -> tuple[RowsByContext, float, list[Problem]]:
    """Rows, the latest modification time (seconds since 1970) and what was skipped."""
    rows: dict[str, list[Row]] = {}
    problems: list[Problem] = []
    changed_at = 0.0
    for context, path in files.rows:
        data, modified = read_file(path, MAX_FILE_BYTES)
        rows[context], skipped = read_snmprec(data, path.name)
        problems += skipped
        changed_at = max(changed_at, modified)
    return rows, changed_at, problems


def _read_statement(path: Path | None) -> tuple[Statement, tuple[Problem, ...]]:
    if path is None:
        return UNSTATED, ()
    try:
        return parse_statement(read_file(path, MAX_STATEMENT_BYTES)[0]), ()
    except (OSError, ValueError, TooLargeError) as error:
        problem = Problem(Reason.COMPLETENESS_UNSTATED, path.name, f"not usable: {error}")
        return UNSTATED, (problem,)


def _without_secrets(rows: RowsByContext, target_id: str) -> tuple[RowsByContext, tuple[Problem, ...]]:
    kept = {
        context: [row for row in table if not row[0].startswith(_FORBIDDEN)]
        for context, table in rows.items()
    }
    dropped = sum(map(len, rows.values())) - sum(map(len, kept.values()))
    if not dropped:
        return kept, ()
    detail = f"{dropped} rows of tables that may show secrets were dropped"
    return kept, (Problem(Reason.NOT_SELECTED, target_id, detail),)


def _described(blank: Recording, statement: Statement, changed_at: float) -> Recording:
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


def _blank(job: CollectJob, target: Target) -> Recording:
    return Recording(
        id=recording_id(job.run_id, target.id, Transport.SNMP),
        run_id=job.run_id,
        target_id=target.id,
        transport=Transport.SNMP,
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


def _failed(blank: Recording, reason: Reason, detail: str) -> Recording:
    return replace(blank, outcome=Outcome.FAILED, reason=reason, detail=detail)


def _instant(seconds: float) -> Instant:
    moment = datetime.fromtimestamp(min(max(seconds, 0), _LAST_SECOND), UTC)
    return moment.strftime("%Y-%m-%dT%H:%M:%SZ")
