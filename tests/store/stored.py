"""Small builders of what the store is given, and one story that several tests start from."""

from __future__ import annotations

import sys
from collections.abc import Iterable
from dataclasses import replace
from datetime import date
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from builders import recording_of, text_row

from auditor.model.device import (
    Component,
    Device,
    Neighbor,
    Observed,
    PartFunction,
    PhysicalClass,
    Reference,
    Sighting,
)
from auditor.model.finding import Finding, JudgementClass, Status, Verdict
from auditor.model.fingerprint import fingerprint
from auditor.model.identity import (
    Belief,
    Claim,
    Evidence,
    EvidenceRole,
    Field,
    Identification,
    Strength,
    SubjectIdentity,
    SubjectKind,
    Technique,
)
from auditor.model.oid import encode_oid
from auditor.model.policy import Citation, Profile, Severity
from auditor.model.recording import Outcome, Problem, Reason, Recording
from auditor.model.sections import SectionKind
from auditor.model.target import Target
from auditor.store import EvaluationRecord, FindingCandidate, RunRecord, Store

MFG_NAME = "1.3.6.1.2.1.47.1.1.1.1.12"
SYSTEM = "1.3.6.1.2.1.1"
FDB = "1.3.6.1.2.1.17.4.3.1"


def run_of(run_id: str = "run-1", started_at: str = "2026-11-22T00:00:00Z") -> RunRecord:
    return RunRecord(run_id, "live", started_at, "0.1", "0" * 64)


def target_of(target_id: str = "switch-1", **fields: object) -> Target:
    return replace(Target(target_id, ("127.0.0.1",), site="north"), **fields)  # type: ignore[arg-type]


def seen(value: str, index: int, raw: bytes | None = None) -> Observed[str]:
    """A value read from row `index` of section 0."""
    octets = value.encode("utf-8", "surrogatepass") if raw is None else raw
    return Observed(value, octets, Reference("", 0, index, encode_oid(f"{MFG_NAME}.{index + 1}")))


def part(path: str, index: int = 0, **texts: str) -> Component:
    """A module below the root; `texts` are the observed texts."""
    observed = {name: seen(text, index) for name, text in texts.items()}
    return Component(path, "" if path else None, PhysicalClass.MODULE, PartFunction.PART, **observed)  # type: ignore[arg-type]


def root(**texts: str) -> Component:
    return part("", **texts)._replace(physical_class=PhysicalClass.CHASSIS, function=PartFunction.DEVICE)


def device_of(*components: Component, neighbors: tuple[Neighbor, ...] = (), **fields: object) -> Device:
    return replace(
        Device("switch-1", "", components, name=seen("core", 0), neighbors=neighbors),
        **fields,  # type: ignore[arg-type]
    )


def fdb_neighbor(mac: int, section: int = 1) -> Neighbor:
    reference = Reference("", section, 0, encode_oid(FDB))
    return Neighbor(
        f"mac:{mac:012x}", (Sighting("fdb", "ge-0/0/1", reference, 3),), Observed(mac, b"", reference)
    )


def lldp_neighbor(key: str, **texts: str) -> Neighbor:
    observed = {name: seen(text, 0) for name, text in texts.items()}
    return Neighbor(key, (Sighting("lldp", "ge-0/0/2", Reference("", 0, 0)),), **observed)  # type: ignore[arg-type]


def evidence_of(vendor: str, observed: Observed[str], role: EvidenceRole = EvidenceRole.PRIMARY) -> Evidence:
    return Evidence(
        Technique.MFG_NAME,
        role,
        Claim.MAKER,
        vendor,
        95,
        observed.value,
        "mfg_name:1",
        observed.reference,
        observed.raw,
    )


def identity_of(
    kind: SubjectKind,
    key: str,
    vendor: str | None = None,
    evidence: tuple[Evidence, ...] = (),
    structural: bool = False,
) -> SubjectIdentity:
    """The identity of a subject made by `vendor`, or by nobody known."""
    nothing = Identification(Field.BRAND, None, 0, conflict=False, evidence=())
    return SubjectIdentity(
        kind,
        key,
        Identification(Field.MANUFACTURER, vendor, 95 if vendor else 0, conflict=False, evidence=evidence),
        nothing,
        replace(nothing, field=Field.OS_VENDOR),
        (Belief(vendor, Strength.ADEQUATE, "strong_evidence"),) if vendor else (),
        structural,
    )


def vendor_of(mfg_name: Observed[str] | None) -> str | None:
    """The letters of the name, in lower case: a vendor id is never device text."""
    return (
        "".join(letter for letter in mfg_name.value.lower() if "a" <= letter <= "z") or None
        if mfg_name
        else None
    )


def believed(kind: SubjectKind, key: str, mfg_name: Observed[str] | None) -> SubjectIdentity:
    vendor = vendor_of(mfg_name)
    return identity_of(kind, key, vendor, (evidence_of(vendor, mfg_name),) if vendor and mfg_name else ())


def identities_of(device: Device) -> tuple[SubjectIdentity, ...]:
    """Makers are the mfg names in lower case; a part without one is unknown."""
    components = (believed(SubjectKind.COMPONENT, part.path, part.mfg_name) for part in device.components)
    neighbors = (believed(SubjectKind.NEIGHBOR, beyond.key, beyond.mfg_name) for beyond in device.neighbors)
    return (*components, *neighbors)


def classes_of(
    identities: Iterable[SubjectIdentity], *, ever_read: bool = True
) -> tuple[JudgementClass, ...]:
    """One class for each identity; the root contains the beliefs of the parts."""
    subjects = tuple(identities)
    contains = {
        belief
        for subject in subjects[1:]
        if subject.kind is SubjectKind.COMPONENT
        for belief in subject.beliefs
    }
    return tuple(
        JudgementClass(
            kind=subject.kind,
            is_root=subject.kind is SubjectKind.COMPONENT and subject.key == "",
            ever_read=ever_read,
            structural=subject.structural,
            in_scope=True,
            manufacturer=subject.manufacturer.value or "",
            brand="",
            conflict=False,
            beliefs=subject.beliefs,
            contains=tuple(sorted(contains)) if subject.key == "" else (),
            tags=(),
        )
        for subject in subjects
    )


def recording_in(
    run_id: str = "run-1",
    target_id: str = "switch-1",
    outcome: Outcome = Outcome.COMPLETE,
    reason: Reason | None = None,
    text: str = "core",
    finished_at: str = "2026-11-22T00:00:01Z",
    problems: tuple[Problem, ...] = (),
    fdb: bool = False,
) -> Recording:
    """A recording with a system section, and an FDB section where asked; no rows when it failed."""
    rows = (
        []
        if outcome in {Outcome.FAILED, Outcome.REFUSED, Outcome.SKIPPED}
        else [text_row(f"{SYSTEM}.5.0", text)]
    )
    sections = [(SectionKind.SYSTEM, SYSTEM, rows)]
    if fdb:
        sections.append((SectionKind.FDB, FDB, [text_row(f"{FDB}.1", text + " fdb")]))
    recording = recording_of(
        *sections, outcome=outcome, reason=reason, target_id=target_id, run_id=run_id, problems=problems
    )
    return replace(recording, finished_at=finished_at, credential="core-v2c")


def save(store: Store, device: Device, recording: Recording, derivation: str | None = None) -> bool:
    """Recording and device, as the pipeline saves them."""
    store.save_recording(recording)
    identities = identities_of(device)
    ever_read = recording.outcome in {Outcome.COMPLETE, Outcome.PARTIAL, Outcome.UNSTATED}
    classes = classes_of(identities, ever_read=ever_read)
    return store.save_device(
        replace(device, id=recording.target_id, recording_id=recording.id),
        identities,
        classes,
        recording,
        recording.id if derivation is None else derivation,
    )


def next_run(store: Store, number: int, **fields: object) -> Recording:
    """Starts run `number` and gives its recording, finished at that hour."""
    run_id = f"run-{number}"
    store.start_run(run_of(run_id))
    return recording_in(run_id, finished_at=f"2026-11-22T{number:02}:00:00Z", **fields)  # type: ignore[arg-type]


def judged(judgement: JudgementClass, excluded: str = "zte") -> tuple[Verdict, ...]:
    """One rule that excludes a vendor, its parts too."""
    own, inside = ({belief.vendor for belief in found} for found in (judgement.beliefs, judgement.contains))
    if not judgement.ever_read:
        return (verdict_of(Status.NOT_CHECKED, because="never read"),)
    if excluded in own:
        return (verdict_of(Status.EXCLUDED, excluded, "reports itself as ZTE"),)
    if excluded in inside:
        return (
            verdict_of(Status.EXCLUDED, excluded, "contains a part that reports itself as ZTE", through=True),
        )
    if not own:
        return (verdict_of(Status.UNKNOWN, because="its maker is unknown"),)
    return (verdict_of(Status.CLEAR, because="its maker is not listed"),)


def verdict_of(
    status: Status, vendor: str = "", because: str = "because", *, through: bool = False
) -> Verdict:
    return Verdict(status, "operator", "list", vendor, "strong" if vendor else "", because, through)


def evaluation_of(run_id: str = "run-1") -> EvaluationRecord:
    return EvaluationRecord(
        run_id,
        date(2026, 11, 22),
        "2026-11-22T01:00:00Z",
        "0.1",
        Profile(("isp",)),
        (("operator", "a" * 64),),
    )


def evaluate(store: Store, run_id: str = "run-1", excluded: str = "zte") -> int:
    verdicts = (
        (key, verdict)
        for key, judgement in store.judgement_classes()
        for verdict in judged(judgement, excluded)
    )
    return store.save_evaluation(evaluation_of(run_id), verdicts)


def finding_of(candidate: FindingCandidate, first_detected_at: str = "2026-11-22T01:00:00Z") -> Finding:
    verdict = candidate.verdict
    identity = ("path", candidate.device_id, candidate.subject_key, candidate.model_name)
    return Finding(
        fingerprint=fingerprint(verdict.policy_id, verdict.rule_id, verdict.vendor, identity),
        policy_id=verdict.policy_id,
        rule_id=verdict.rule_id,
        status=verdict.status,
        severity=Severity.HIGH,
        confidence=verdict.confidence,
        subject_kind=candidate.subject_kind,
        device_id=candidate.device_id,
        subject_key=candidate.subject_key,
        subject=candidate.subject_key or candidate.device_name,
        site=candidate.site,
        vendor=verdict.vendor,
        vendor_name=verdict.vendor.upper(),
        because=verdict.because,
        observed=tuple(quote.matched_text for quote in candidate.evidence),
        first_detected_at=first_detected_at,
        observed_at=candidate.observed_at,
        citation=Citation("the operator's list"),
        through_part=candidate.part.path if candidate.part else "",
        serial_num=candidate.serial_num,
        interface=candidate.interface,
        model_name=candidate.model_name,
    )


def save_findings(
    store: Store, evaluation_id: int, at: str = "2026-11-22T01:00:00Z", fingerprint: str = ""
) -> frozenset[str]:
    """Saves a finding of every candidate; returns the devices that have some."""
    made = [
        (batch, [replace(found, fingerprint=fingerprint or found.fingerprint) for found in findings])
        for batch in store.finding_batches()
        for findings in [[finding_of(one, at) for one in batch.candidates]]
    ]
    store.save_findings(evaluation_id, made)
    return frozenset(one.device_id for batch, _ in made for one in batch.candidates)
