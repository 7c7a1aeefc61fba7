"""Collector over recorded devices: tests, recordings of others, air-gapped transfer.

Completeness is what NAME.toml states, and unstated without it; a file that cannot be read is
a failed recording. Must not know what rows mean. Next: `replay_sections`, `recording_files`.
"""

from __future__ import annotations

from dataclasses import replace

from auditor.collect.file_access import TooLargeError, read_file
from auditor.collect.interface import CollectJob
from auditor.collect.plan import FORBIDDEN_ROOTS
from auditor.collect.recording_files import (
    RecordingFiles,
    recorded_targets,
    write_recording,
)
from auditor.collect.recording_folder import RecordingFolder
from auditor.collect.replay_outline import blank_recording, described, failed, read_statement
from auditor.collect.replay_sections import RowsByContext, cut_sections
from auditor.collect.snmprec import read_snmprec
from auditor.model.oid import encode_oid
from auditor.model.recording import Outcome, Problem, Reason, Recording
from auditor.model.rows import Row
from auditor.model.target import Target, Transport

__all__ = ["ReplayCollector", "recorded_targets", "write_recording"]

MAX_FILE_BYTES = 64 * 1024 * 1024
"""As many octets as a poll of one device may take; the largest real recording has 2.6 MB."""
UNREAD = frozenset({Outcome.FAILED, Outcome.REFUSED, Outcome.SKIPPED})
"""Outcomes of an attempt that read nothing."""
_FORBIDDEN = tuple(encode_oid(root) for root, _ in FORBIDDEN_ROOTS)


class ReplayCollector(RecordingFolder):
    """Reads targets from the folder of the job; opens no socket."""

    async def collect(self, target: Target) -> Recording:
        """The target's recording; failed, with the reason, where its files cannot be read."""
        files = self._files.get(target.id)
        if files is None or not files.rows:
            detail = f"no recording of this target in {self._job.recordings}"
            return failed(blank_recording(self._job, target, Transport.SNMP), Reason.NEVER_POLLED, detail)
        try:
            return _replay(self._job, target, files)
        except TooLargeError as error:
            return failed(blank_recording(self._job, target, Transport.SNMP), Reason.BYTE_CAP, str(error))
        except OSError as error:
            detail = f"{files.rows[0][1].name} cannot be read: {error.strerror or error}"
            return failed(
                blank_recording(self._job, target, Transport.SNMP), Reason.RECORDING_UNREADABLE, detail
            )


def _replay(job: CollectJob, target: Target, files: RecordingFiles) -> Recording:
    rows, changed_at, problems = _read_rows(files)
    statement, statement_problems = read_statement(files.statement)
    blank = described(blank_recording(job, target, Transport.SNMP), statement, changed_at)
    if statement.outcome is None and not any(rows.values()):
        unread = failed(blank, Reason.RECORDING_UNREADABLE, "the file holds no row")
        return replace(unread, problems=(*statement_problems, *problems))
    rows, dropped = _without_secrets(rows, target.id)
    cuts, changed = cut_sections(rows, statement, job.plan, target.skip_kinds)
    if changed and blank.outcome is Outcome.COMPLETE:
        blank = replace(blank, outcome=Outcome.UNSTATED, reason=Reason.COMPLETENESS_UNSTATED)
    if blank.outcome in UNREAD and any(cut.section.row_count for cut in cuts):
        detail = f"stated as {blank.outcome.value}, but there are rows"
        changed = (*changed, Problem(Reason.COMPLETENESS_UNSTATED, target.id, detail))
        blank = replace(blank, outcome=Outcome.PARTIAL)
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
