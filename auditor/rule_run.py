"""The rule pass on a store: verdicts, findings, coverage, summaries, and the result of it all.

Reads what `pipeline` stored, judges it class by class, writes it back. Results under a
private designation list go to the caller alone; the store keeps a count and opaque ids.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import NamedTuple

from auditor import __version__
from auditor.calendar_run import Measure, due_by_policy
from auditor.data_age import stale_rows
from auditor.evaluate import (
    OPERATOR_POLICY_ID,
    exit_code,
    judge,
    judge_designated,
    operator_document,
    summarise,
    summarise_policy,
)
from auditor.evaluate.adjacency import KnownEquipment, SeenNeighbor, adjacent_not_targeted
from auditor.evaluate.comparison import summary_of
from auditor.evaluate.duplicates import DeviceKeys, suspected_duplicates
from auditor.evaluate.gates import Gates, apply_gates, limited, outdated
from auditor.evaluate.unidentified import contradictory, unidentified
from auditor.identify import Knowledge
from auditor.model.attestations import Attestation
from auditor.model.decisions import Acceptance
from auditor.model.finding import (
    AuditResult,
    DataSource,
    DeviceFacts,
    DueMilestone,
    ExitCode,
    JudgementClass,
    PolicySummary,
    Status,
    Verdict,
)
from auditor.model.identity import Affiliation
from auditor.model.policy import DesignationList, Policy, Profile
from auditor.peoples_words import attest, save_findings, still_counted, with_words
from auditor.pipeline import identify_store, new_run_id, utc_now
from auditor.resources import knowledge_artefacts
from auditor.store import DeviceStatus, EvaluationRecord, JustJudged, RunRecord, Store, VerdictCounts

NO_GATES = Gates()
Classes = tuple[tuple[int, JudgementClass], ...]
Facts = tuple[DeviceFacts, ...]
Affiliations = Mapping[str, tuple[Affiliation, ...]]


@dataclass(frozen=True, slots=True)
class Judging:
    """What to judge against. `packs` are (digest, id, bytes) of the policies, kept so that the
    judgement can be repeated; `max_age_days`: older registries give exit code 5."""

    policies: tuple[Policy, ...]
    profile: Profile
    as_of: date
    packs: tuple[tuple[str, str, bytes], ...] = ()
    designations: tuple[DesignationList, ...] = ()
    max_age_days: int | None = None
    acceptances: tuple[Acceptance, ...] = ()
    attestations: tuple[Attestation, ...] = ()


class DesignatedSubject(NamedTuple):
    """A match under a private list: for the private file only."""

    policy_id: str
    designation: str
    status: str
    device_id: str
    site: str
    subject: str
    interface: str
    because: str


def evaluate_store(
    store: Store,
    knowledge: Knowledge,
    judging: Judging,
    run_id: str | None,
    *,
    run_only: bool = False,
    gates: Gates = NO_GATES,
) -> tuple[AuditResult, tuple[DesignatedSubject, ...]]:
    """Judge what is stored; returns the public result and, apart, the private matches.

    Without a run to belong to, the evaluation becomes a run of its own. Recordings that were
    collected alone, or before an interruption, are identified first. Never polls. Everything
    is judged; `run_only` reports on the targets of the run alone; `gates` say what of it counts
    for the exit code. One transaction: two at a time do not mix, and a kill leaves the last whole.
    """
    identify_store(store, knowledge, underived_only=True)
    with store.transaction():
        judged, private = _evaluate(store, knowledge, judging, run_id or _own_run(store, knowledge), run_only)
        result = apply_gates(_named_result(store, knowledge, judged), gates)
        store.save_facts(judged.evaluation_id, summary_of(result), judged.findings.totals)
    return result, private


def _evaluate(
    store: Store, knowledge: Knowledge, judging: Judging, run_id: str, run_only: bool
) -> tuple[JustJudged, tuple[DesignatedSubject, ...]]:
    """Judges and saves; what is read of the devices and findings is read once, because it counts
    everything in the store."""
    store.restate_targets()
    sources = (*knowledge.sources, *_pack_sources(judging))
    store.save_data_sources(run_id, sources)
    said_of_attested = attest(store, judging)
    classes = tuple(store.judgement_classes())
    evaluation = EvaluationRecord(
        run_id,
        judging.as_of,
        utc_now(),
        __version__,
        judging.profile,
        tuple((p.id, p.digest) for p in judging.policies),
        run_only,
    )
    _keep_sources(store, knowledge, judging)
    evaluation_id = store.save_evaluation(evaluation, verdicts_of(classes, judging, knowledge))
    names = vendor_names(knowledge)
    said_of_accepted = save_findings(store, evaluation_id, judging, names, evaluation.evaluated_at)
    private = tuple(_designated(store, classes, judging, knowledge.vendors.affiliations()))
    facts = tuple(store.device_facts())
    _save_coverage(store, classes, facts)
    store.set_device_statuses([DeviceStatus(device.device_id, *summarise(device)) for device in facts])
    stale = tuple(stale_rows(sources, judging.max_age_days, utc_now()))
    store.save_coverage("evaluate", (*stale, *said_of_accepted, *said_of_attested))
    only_run = run_id if run_only else None
    shown, counts = store.reported_targets(only_run), store.verdict_counts(only_run)
    measure = Measure.of(judging.profile, judging.as_of, knowledge, counts.subjects)
    due = due_by_policy(judging.policies, classes, measure)
    policies = tuple(_policy_summaries(counts, judging, private, due))
    told = [(subject.status, 1) for subject in private if subject.device_id in shown]
    findings = store.findings(evaluation_id, shown)
    counting = still_counted(facts, policies, findings, shown)
    code = exit_code((*counting, *told), stale=bool(stale))
    store.save_result(evaluation_id, policies, code, exit_code(told) if told else ExitCode.CLEAR)
    return JustJudged(evaluation_id, facts, findings), private


def verdicts_of(classes: Classes, judging: Judging, knowledge: Knowledge) -> Iterator[tuple[int, Verdict]]:
    """One verdict for each class and rule, with the id of the class."""
    affiliations, names = knowledge.vendors.affiliations(), vendor_names(knowledge)
    for class_id, judgement in classes:
        for verdict in judge(
            judgement, judging.policies, judging.profile, judging.as_of, affiliations, names=names
        ):
            yield class_id, verdict


def vendor_names(knowledge: Knowledge) -> dict[str, str]:
    """Names of all vendors by id."""
    return {vendor.id: vendor.name for vendor in knowledge.vendors.all()}


def stored_result(store: Store, knowledge: Knowledge, gates: Gates = NO_GATES) -> AuditResult:
    """What the last evaluation said, and that it says nothing about what was read since;
    StoreError when there is none."""
    return apply_gates(outdated(_named_result(store, knowledge), store.unjudged_targets()), gates)


def _named_result(store: Store, knowledge: Knowledge, judged: JustJudged | None = None) -> AuditResult:
    """An evaluation, the last one unless it was just made, with the names of the vendors it speaks of
    and what it leaves out."""
    stored = store.audit_result(judged)
    result = limited(stored, len(store.reported_targets(None)))
    ids = {device.manufacturer for device in result.devices if device.manufacturer}
    ids |= {
        lead.removeprefix("name:").partition(":")[0] for device in result.devices for lead in device.leads
    }
    names = ((vendor.id, vendor.name) for vendor in knowledge.vendors.all() if vendor.id in ids)
    return replace(
        with_words(store, result, judged.facts if judged else None), vendor_names=tuple(sorted(names))
    )


def _own_run(store: Store, knowledge: Knowledge) -> str:
    store.start_run(RunRecord(run_id := new_run_id(), "store", utc_now(), __version__, knowledge.digest))
    store.finish_run(run_id, utc_now(), "complete")
    return run_id


def _own_lists(judging: Judging) -> Iterator[tuple[str, str, bytes]]:
    """The operator's list as a pack is kept: it has no file that could be asked for again."""
    for policy in judging.policies:
        if policy.id == OPERATOR_POLICY_ID:
            yield policy.digest, policy.id, operator_document(policy)


def _keep_sources(store: Store, knowledge: Knowledge, judging: Judging) -> None:
    """What was judged with, so that it can be judged again."""
    _keep_knowledge(store, knowledge)
    for digest, name, data in (*judging.packs, *_own_lists(judging)):
        store.save_artefact(digest, name, data)


def _keep_knowledge(store: Store, knowledge: Knowledge) -> None:
    """The bytes of registries and knowledge, once for each digest."""
    missing = {source.digest for source in knowledge.sources if not store.has_artefact(source.digest)}
    for name, data in knowledge_artefacts() if missing else ():
        digest = hashlib.sha256(data).hexdigest()
        if digest in missing:
            store.save_artefact(digest, name, data)


def _pack_sources(judging: Judging) -> Iterator[DataSource]:
    for policy in judging.policies:
        if policy.data_date:
            facts = policy.data_date.isoformat(), policy.digest, len(policy.rules), f"pack, {policy.issuer}"
            yield DataSource(f"policy {policy.id}", *facts)


def _save_coverage(store: Store, classes: Classes, facts: Facts) -> None:
    seen = (SeenNeighbor(*neighbor) for neighbor in store.announced_neighbors())
    adjacent = adjacent_not_targeted(seen, KnownEquipment.of(*store.known_by()))
    duplicates = suspected_duplicates(DeviceKeys(*keys) for keys in store.device_keys())
    store.save_coverage("targets", (*adjacent, *duplicates))
    unclear = [row for device in facts for row in unidentified(device)]
    doubtful = store.subjects_of(class_id for class_id, judgement in classes if judgement.conflict)
    disputed = contradictory((subject.device_id, subject.key) for subject in doubtful)
    store.save_coverage("identify", (*unclear, *disputed))


def _designated(
    store: Store, classes: Classes, judging: Judging, affiliations: Affiliations
) -> Iterator[DesignatedSubject]:
    policies = {policy.id: policy for policy in judging.policies}
    for bound in judging.designations:
        matches: dict[int, Verdict] = {}
        for class_id, judgement in classes:
            for verdict in judge_designated(
                judgement,
                policies[bound.policy_id],
                bound,
                judging.as_of,
                affiliations,
                profile=judging.profile,
            ):
                if verdict.vendor and verdict.status is Status.EXCLUDED:
                    matches[class_id] = verdict
                elif verdict.vendor and verdict.status is Status.REVIEW:
                    matches.setdefault(class_id, verdict)
        for subject in store.subjects_of(matches):
            verdict = matches[subject.class_id]
            yield DesignatedSubject(
                bound.policy_id,
                verdict.vendor,
                verdict.status.value,
                subject.device_id,
                subject.site,
                " ".join(filter(None, (subject.key or "device", subject.label))),
                subject.interface,
                verdict.because,
            )


def _policy_summaries(
    counts: VerdictCounts,
    judging: Judging,
    private: tuple[DesignatedSubject, ...],
    due: Mapping[str, tuple[DueMilestone, ...]],
) -> Iterator[PolicySummary]:
    bound = {designations.policy_id: designations for designations in judging.designations}
    for policy in judging.policies:
        matched = {subject.designation for subject in private if subject.policy_id == policy.id}
        summary = summarise_policy(
            policy,
            counts.policies.get(policy.id, ()),
            judging.profile,
            bound.get(policy.id),
            matched,
            due[policy.id],
        )
        yield summary._replace(
            attested=counts.attested.get(policy.id, 0), stations=counts.stations.get(policy.id, 0)
        )
