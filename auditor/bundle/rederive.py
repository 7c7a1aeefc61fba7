"""From the recordings in a bundle to its findings, once more, with what the bundle brings alone.

Recordings are saved, derived and judged in a store of their own, by the code that did it for the
inventory: what a cut reading leaves of an earlier one is history, and is told once. What is
compared is here; what a difference means is `verify`'s.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from auditor import __version__
from auditor.bundle.documents import (
    LEFT_OUT,
    FindingStatement,
    JudgingStatement,
    TargetStatement,
    finding_statement,
)
from auditor.bundle.figures import STAGES as GAP_STAGES
from auditor.bundle.figures import Figures, gaps_by_device
from auditor.derive import derive, readings_of
from auditor.evaluate import TargetFacts, make_finding
from auditor.evaluate.findings import place_fingerprint
from auditor.identify import Knowledge
from auditor.model.attestations import Attestation, StatedSubject
from auditor.model.identity import SubjectKind
from auditor.model.policy import Policy
from auditor.model.recording import Recording
from auditor.model.target import Target
from auditor.pipeline import identify_store
from auditor.rule_run import Judging, vendor_names, verdicts_of
from auditor.store import EvaluationRecord, RunRecord, Store, temporary_store
from auditor.store.read_recordings import REMOVED

Verdict = tuple[str, SubjectKind, str, str, str]
"""What a finding is about: device, kind and key of the subject, policy, rule."""
Recorded = tuple[TargetStatement, Sequence[Recording]]
COMPARED = ("status", "vendor", "confidence", "because", "through_part", "subject")


class Reached(NamedTuple):
    """A finding that is reached again. `fingerprints`: its own, and the one that tells it apart from
    another subject of the same serial number and model, which a bundle need not hold."""

    finding: FindingStatement
    fingerprints: tuple[str, str]


class Again(NamedTuple):
    """What the recordings of a bundle lead to."""

    findings: Mapping[Verdict, Reached]
    figures: Figures


@dataclass(frozen=True, slots=True)
class Yardstick:
    """What to judge against."""

    knowledge: Knowledge
    policies: tuple[Policy, ...]
    judging: JudgingStatement


def verdict_of(finding: FindingStatement) -> Verdict:
    """What a finding is about."""
    return (
        finding.device_id,
        finding.subject_kind,
        finding.subject_key,
        finding.policy_id,
        finding.rule_id,
    )


def consult(recordings: Sequence[Recording], target: TargetStatement, knowledge: Knowledge) -> None:
    """Reads a device for the sake of what is asked of the registries: `knowledge` remembers it."""
    for reading in readings_of(recordings):
        derive(reading, knowledge, TargetFacts(in_scope=target.in_scope, tags=target.tags))


def reach_again(
    devices: Iterable[Recorded], stated: Sequence[FindingStatement], yardstick: Yardstick
) -> Again:
    """Every finding that the recordings of these devices lead to, and every figure."""
    with temporary_store() as store, store.transaction():
        withheld = _save(store, devices, yardstick.judging.run_id)
        identify_store(store, yardstick.knowledge)
        store.restate_attested(_attested(store, stated, yardstick))
        findings = {verdict_of(reached.finding): reached for reached in _judged(store, yardstick)}
        gaps = (row for row in store.coverage() if row.stage in GAP_STAGES)
        return Again(
            findings,
            Figures(
                {facts.device_id: facts for facts in store.device_facts()},
                store.verdict_counts().policies,
                gaps_by_device((row.device_id, row.stage, row.reason.value) for row in gaps),
                withheld,
            ),
        )


def differences(stated: FindingStatement, reached: Reached | None) -> Iterator[str]:
    """In what a finding is not what was reached again; nothing when all agrees."""
    if reached is None:
        yield "no such verdict is reached"
        return
    for name in COMPARED:
        told, again = str(getattr(stated, name)), str(getattr(reached.finding, name))
        if told != again:
            yield f"{name} is {again!r} and not {told!r}"
    if stated.fingerprint not in reached.fingerprints:
        yield "its fingerprint is another one"
    yield from _other_quotes(stated.observed, reached.finding.observed)


def _other_quotes(told: tuple[str, ...], read: tuple[str, ...]) -> Iterator[str]:
    """What is quoted must be all that was read, no less and no more."""
    if set(told) - set(read):
        yield "what it quotes was not read there"
    if set(read) - set(told):
        yield f"it leaves out {len(set(read) - set(told))} of {len(read)} things that were read there"
    elif told != read and set(told) == set(read):
        yield "it quotes in another order or more than once"


def _save(store: Store, devices: Iterable[Recorded], run_id: str) -> frozenset[str]:
    """Saves the recordings; returns the devices of which tables are not in the bundle."""
    known: set[str] = set()
    withheld: set[str] = set()
    for target, recordings in devices:
        for run in sorted({run_id, *(recording.run_id for recording in recordings)} - known):
            store.start_run(RunRecord(run, "store", "", __version__, ""))
            known.add(run)
        store.save_targets(run_id, (_target(target, recordings),), retire_missing=False)
        for recording in recordings:
            store.save_recording(recording)
            if any(section.detail in (LEFT_OUT, REMOVED) for section in recording.sections):
                withheld.add(target.target_id)
    return frozenset(withheld)


def _target(stated: TargetStatement, recordings: Iterable[Recording]) -> Target:
    """`transports`: all it was ever read over; that it is no longer asked over one is a gap that no
    recording tells of."""
    over = tuple(sorted({recording.transport for recording in recordings}))
    return Target(
        stated.target_id,
        (),
        transports=over,
        site=stated.site,
        tags=stated.tags,
        in_scope=stated.in_scope,
        out_of_scope_reason=stated.out_of_scope_reason,
    )


def _attested(
    store: Store, findings: Sequence[FindingStatement], yardstick: Yardstick
) -> Iterator[tuple[StatedSubject, tuple[Attestation, ...]]]:
    """What findings say that suppliers attest: given, because no recording tells of it."""
    makers = {(one.device_id, one.subject_kind, one.subject_key): one.attested for one in findings}
    day = yardstick.judging.as_of
    for subject in store.stated_subjects() if any(makers.values()) else ():
        said = makers.get((subject.device, subject.kind, subject.path), ())
        if said:
            yield subject, tuple(Attestation("", (), maker, "", "", "", "", day, day) for maker in said)


def _judged(store: Store, yardstick: Yardstick) -> Iterator[Reached]:
    judging, knowledge, policies = yardstick.judging, yardstick.knowledge, yardstick.policies
    evaluation = EvaluationRecord(
        judging.run_id, judging.as_of, "", __version__, judging.profile, judging.policies
    )
    classes = tuple(store.judgement_classes())
    asked = Judging(policies, judging.profile, judging.as_of)
    store.save_evaluation(evaluation, verdicts_of(classes, asked, knowledge))
    names, by_id = vendor_names(knowledge), {policy.id: policy for policy in policies}
    for candidate in store.finding_candidates():
        finding = make_finding(candidate, by_id[candidate.verdict.policy_id], names)
        yield Reached(finding_statement(finding), (finding.fingerprint, place_fingerprint(finding)))
