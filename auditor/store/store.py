"""The store: what the pipeline may ask of SQLite, and nothing else.

Methods say what they promise in the functions they name; SQL lives there. One Store is
one connection and belongs to one thread. Read first: `records`, `schema_1.sql`, `views.sql`.
"""

from __future__ import annotations

from collections.abc import Container, Iterable, Iterator, Sequence
from contextlib import AbstractContextManager
from pathlib import Path

from auditor.model.attestations import Attestation, StatedSubject
from auditor.model.comparison import AuditFacts, RunLine
from auditor.model.decisions import Decision
from auditor.model.device import Device
from auditor.model.explanation import Explanation, SubjectId, SubjectSearch
from auditor.model.finding import (
    AuditResult,
    Coverage,
    DataSource,
    DeviceFacts,
    JudgementClass,
    PolicySummary,
    Verdict,
)
from auditor.model.findings import Findings, FindingTotals
from auditor.model.identity import SubjectIdentity
from auditor.model.inventory import InventoryDevice
from auditor.model.recording import Instant, Recording
from auditor.model.target import Target
from auditor.store import (
    attested,
    decisions,
    find_subject,
    finding_rows,
    known_before,
    opening,
    past_audits,
    read_candidates,
    read_counts,
    read_evaluation,
    read_explanation,
    read_facts,
    read_findings,
    read_inventory,
    read_past,
    read_recordings,
    read_result,
    read_targets,
    reported_subjects,
    retention,
    write_adjacency,
    write_device,
    write_evaluation,
    write_recording,
    write_run,
)
from auditor.store.records import (
    AnnouncedNeighbor,
    CandidateBatch,
    ClassSubject,
    DeviceStatus,
    EvaluationRecord,
    FindingCandidate,
    JustJudged,
    KnownBy,
    PastRun,
    RunRecord,
    StatedKeys,
    VerdictCounts,
)
from auditor.store.session import Session
from auditor.store.subject_rows import Derived


class Store:
    """An open store. Every write is one transaction: a kill loses no acknowledged one."""

    def __init__(self, session: Session) -> None:
        self._session = session

    @property
    def path(self) -> Path:
        return self._session.path

    def transaction(self) -> AbstractContextManager[object]:
        """Every write of the block is one transaction, and other writers wait until it ends."""
        return self._session.writing()

    def taking_turns(self, path: Path) -> AbstractContextManager[None]:
        """Writes in turn with the other processes that take turns by this file (`turnstile_file`)."""
        return self._session.taking_turns(path)

    def start_run(self, run: RunRecord) -> None:
        write_run.start_run(self._session, run)

    def finish_run(self, run_id: str, finished_at: Instant, outcome: str) -> None:
        write_run.finish_run(self._session, run_id, finished_at, outcome)

    def last_run(self) -> PastRun | None:
        return write_run.last_run(self._session)

    def save_targets(self, run_id: str, targets: Iterable[Target], *, retire_missing: bool) -> None:
        write_run.save_targets(self._session, run_id, targets, retire_missing=retire_missing)

    def targets(self) -> tuple[Target, ...]:
        return read_targets.read_targets(self._session)

    def targets_at(self, moment: Instant) -> tuple[Target, ...]:
        return read_past.targets_at(self._session, moment)

    def recordings_at(self, moment: Instant) -> Iterator[Recording]:
        return read_past.recordings_at(self._session, moment)

    def first_recording(self) -> Instant | None:
        return read_past.first_recording(self._session)

    def detections_until(self, moment: Instant) -> tuple[tuple[str, Instant], ...]:
        return read_past.detections_until(self._session, moment)

    def remember_detections(self, detections: tuple[tuple[str, Instant], ...]) -> None:
        read_past.remember_detections(self._session, detections)

    def known_by(self) -> KnownBy:
        return read_targets.known_by(self._session)

    def device_keys(self) -> tuple[StatedKeys, ...]:
        return read_targets.device_keys(self._session)

    def announced_neighbors(self) -> tuple[AnnouncedNeighbor, ...]:
        return read_targets.announced_neighbors(self._session)

    def remembered_credentials(self) -> tuple[tuple[str, str], ...]:
        return write_run.remembered_credentials(self._session)

    def save_data_sources(self, run_id: str, sources: Iterable[DataSource]) -> None:
        write_run.save_data_sources(self._session, run_id, sources)

    def save_artefact(self, digest: str, name: str, data: bytes) -> None:
        write_run.save_artefact(self._session, digest, name, data)

    def has_artefact(self, digest: str) -> bool:
        return write_run.has_artefact(self._session, digest)

    def artefact(self, digest: str) -> bytes | None:
        return write_run.artefact(self._session, digest)

    def save_recording(self, recording: Recording) -> bool:
        return write_recording.save_recording(self._session, recording)

    def recordings(
        self,
        *,
        run_id: str | None = None,
        underived_only: bool = False,
        with_base: bool = False,
        target_ids: Sequence[str] | None = None,
    ) -> Iterator[Recording]:
        return read_recordings.read_recordings(
            self._session,
            run_id=run_id,
            underived_only=underived_only,
            with_base=with_base,
            target_ids=target_ids,
        )

    def save_device(
        self,
        device: Device,
        identities: Sequence[SubjectIdentity],
        classes: Sequence[JudgementClass],
        recording: Recording,
        derivation: str,
    ) -> bool:
        derived = Derived(device, tuple(identities), tuple(classes), recording)
        return write_device.save_device(self._session, derived, derivation)

    def parts_stand(self, recording: Recording, derivation: str) -> bool:
        return write_adjacency.parts_stand(self._session, recording, derivation)

    def save_adjacency(self, derived: Derived, derivation: str) -> None:
        write_adjacency.save_adjacency(self._session, derived, derivation)

    def told_over_others(self, recording: Recording) -> bool:
        return read_recordings.told_over_others(self._session, recording)

    def seen_unchanged(self, recording: Recording, derivation: str) -> bool:
        return write_device.seen_unchanged(self._session, recording, derivation)

    def restate_targets(self) -> int:
        return known_before.restate_targets(self._session)

    def stated_subjects(self) -> Iterator[StatedSubject]:
        return attested.stated_subjects(self._session)

    def restate_attested(self, covered: Iterable[tuple[StatedSubject, tuple[Attestation, ...]]]) -> None:
        attested.restate_attested(self._session, covered)

    def judgement_classes(self) -> Iterator[tuple[int, JudgementClass]]:
        return read_candidates.judgement_classes(self._session)

    def save_evaluation(self, evaluation: EvaluationRecord, verdicts: Iterable[tuple[int, Verdict]]) -> int:
        return write_evaluation.save_evaluation(self._session, evaluation, verdicts)

    def subjects_of(self, class_ids: Iterable[int]) -> tuple[ClassSubject, ...]:
        return read_candidates.subjects_of(self._session, class_ids)

    def finding_candidates(self) -> Iterator[FindingCandidate]:
        return reported_subjects.finding_candidates(self._session)

    def finding_batches(self, frame: bytes = b"") -> Iterator[CandidateBatch]:
        return reported_subjects.finding_batches(self._session, frame)

    def save_findings(self, evaluation_id: int, findings: Iterable[finding_rows.Saved]) -> None:
        finding_rows.save_findings(self._session, evaluation_id, findings)

    def findings(self, evaluation_id: int, shown: frozenset[str]) -> Findings:
        return read_findings.findings_of(self._session, evaluation_id, shown)

    def find_fingerprint(self, prefix: str) -> str:
        return decisions.find_fingerprint(self._session, prefix)

    def add_decision(self, decision: Decision) -> None:
        decisions.add_decision(self._session, decision)

    def decisions(self) -> tuple[Decision, ...]:
        return decisions.read_decisions(self._session)

    def save_coverage(self, stage: str, rows: Iterable[Coverage]) -> None:
        write_evaluation.save_coverage(self._session, stage, rows)

    def coverage(self) -> tuple[Coverage, ...]:
        return read_facts.read_coverage(self._session)

    def device_facts(self) -> Iterator[DeviceFacts]:
        return read_facts.device_facts(self._session)

    def set_device_statuses(self, statuses: Iterable[DeviceStatus]) -> None:
        write_evaluation.set_device_statuses(self._session, statuses)

    def inventory_devices(self, device_ids: Container[str]) -> Iterator[InventoryDevice]:
        return read_inventory.inventory_devices(self._session, device_ids)

    def verdict_counts(self, run_id: str | None = None) -> VerdictCounts:
        return read_counts.verdict_counts(self._session, run_id)

    def reported_targets(self, run_id: str | None) -> frozenset[str]:
        return read_result.reported_targets(self._session, run_id)

    def unjudged_targets(self) -> tuple[str, ...]:
        return read_result.unjudged_targets(self._session)

    def save_result(
        self,
        evaluation_id: int,
        policies: Iterable[PolicySummary],
        exit_code: int,
        private_exit_code: int = 0,
    ) -> None:
        write_evaluation.save_result(self._session, evaluation_id, policies, exit_code, private_exit_code)

    def save_facts(self, evaluation_id: int, facts: AuditFacts, totals: FindingTotals) -> None:
        past_audits.save_facts(self._session, evaluation_id, facts, totals)

    def has_evaluation(self, word: str) -> bool:
        return past_audits.has_evaluation(self._session, word)

    def find_facts(self, word: str) -> AuditFacts:
        return past_audits.find_facts(self._session, word)

    def runs(self) -> tuple[RunLine, ...]:
        return past_audits.read_runs(self._session)

    def audit_result(self, judged: JustJudged | None = None) -> AuditResult:
        return read_result.audit_result(self._session, judged)

    def last_evaluation(self) -> EvaluationRecord:
        return read_evaluation.last_evaluation(self._session)

    def find_subject(self, text: str) -> SubjectSearch:
        return find_subject.find_subject(self._session, text)

    def explanation(self, subject: SubjectId) -> Explanation:
        return read_explanation.read_explanation(self._session, subject)

    def purge_personal_data(self, before: Instant) -> retention.Purged:
        return retention.purge_personal_data(self._session, before)

    def purge_recordings(self, before: Instant) -> int:
        return retention.purge_recordings(self._session, before)

    def purge_evaluations(self, keep: int) -> None:
        retention.purge_evaluations(self._session, keep)

    def check(self) -> tuple[str, ...]:
        """SQLite's integrity and foreign key checks, () when all is well; no command spends their minutes."""
        return opening.integrity_problems(self._session)
