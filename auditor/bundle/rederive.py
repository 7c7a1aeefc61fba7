"""From the recordings of one device to its verdicts, once more, with what a bundle brings alone.

Derives and judges as `pipeline` and `rule_run` do, without a store. What is
compared, and what a difference means, is `verify`'s.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from auditor.bundle.documents import FindingStatement, TargetStatement
from auditor.derive import derive, readings_of
from auditor.evaluate import TargetFacts, judge
from auditor.evaluate.findings import FINDING_STATUSES, subject_text
from auditor.identify import Knowledge
from auditor.model.device import Component, Neighbor
from auditor.model.finding import JudgementClass, Verdict
from auditor.model.fingerprint import fingerprint
from auditor.model.identity import EvidenceRole, SubjectIdentity, SubjectKind
from auditor.model.policy import Policy, Profile
from auditor.model.recording import Recording
from auditor.model.serial_number import is_real_serial, is_stated
from auditor.store.text import clean, clean_observed

SubjectRef = tuple[SubjectKind, str]


class Subject(NamedTuple):
    """A component or neighbor as read again. `quotes` are the places its evidence was read at, each
    with the text read there, as a finding's `observed` has them."""

    judgement: JudgementClass
    subject_kind: SubjectKind
    subject_key: str
    name: str
    descr: str
    model_name: str
    serial_num: str
    interface: str
    quotes: frozenset[str]


@dataclass(frozen=True, slots=True)
class Yardstick:
    """What to judge against."""

    knowledge: Knowledge
    policies: tuple[Policy, ...]
    profile: Profile
    as_of: date

    def judge(self, judgement: JudgementClass) -> tuple[Verdict, ...]:
        """One verdict per rule."""
        vendors = self.knowledge.vendors
        names = {vendor.id: vendor.name for vendor in vendors.all()}
        return judge(judgement, self.policies, self.profile, self.as_of, vendors.affiliations(), names=names)


class Rejudged(NamedTuple):
    """A verdict that needs a human, reached again."""

    device_id: str
    subject: SubjectRef
    verdict: Verdict


def read_subjects(
    recordings: Sequence[Recording], target: TargetStatement, knowledge: Knowledge
) -> dict[SubjectRef, Subject]:
    """The subjects of a device. Of several recordings the last one's word counts; parts that only an
    earlier one saw are kept, as the inventory keeps them when a device is read in part."""
    subjects: dict[SubjectRef, Subject] = {}
    facts = TargetFacts(in_scope=target.in_scope, tags=target.tags)
    readings = tuple(readings_of(recordings))
    for reading in readings:
        device, identities, classes, _ = derive(reading, knowledge, facts)
        records: tuple[Component | Neighbor, ...] = (*device.components, *device.neighbors)
        for record, identity, judgement in zip(records, identities, classes, strict=True):
            subjects[identity.kind, identity.key] = _subject(record, identity, judgement)
    return dict(_with_parts(subjects)) if len(readings) > 1 else subjects


def with_attested(
    subjects: Mapping[SubjectRef, Subject], findings: Iterable[FindingStatement]
) -> dict[SubjectRef, Subject]:
    """The subjects, with what their findings say that suppliers attest."""
    marked = dict(subjects)
    for finding in findings:
        reference = finding.subject_kind, finding.subject_key
        if finding.attested and reference in marked:
            subject = marked[reference]
            judgement = subject.judgement._replace(attested=finding.attested)
            marked[reference] = subject._replace(judgement=judgement)
    return marked


def rejudge(
    device_id: str, subjects: Mapping[SubjectRef, Subject], yardstick: Yardstick
) -> Iterator[Rejudged]:
    """Every verdict of a device's subjects that needs a human."""
    verdicts: dict[JudgementClass, tuple[Verdict, ...]] = {}
    for reference, subject in subjects.items():
        if subject.judgement not in verdicts:
            verdicts[subject.judgement] = yardstick.judge(subject.judgement)
        for verdict in verdicts[subject.judgement]:
            if verdict.status in FINDING_STATUSES:
                yield Rejudged(device_id, reference, verdict)


def differences(
    finding: FindingStatement, subjects: Mapping[SubjectRef, Subject], reached: Iterable[Rejudged]
) -> Iterator[str]:
    """In what a finding is not what was reached again; nothing when all agrees."""
    subject = subjects.get((finding.subject_kind, finding.subject_key))
    verdict = next((one.verdict for one in reached if _is_about(one, finding)), None)
    if subject is None or verdict is None:
        yield "no such verdict is reached" if subject else "no such part or neighbor is decoded"
        return
    for name in ("status", "vendor", "confidence", "because"):
        stated, again = str(getattr(finding, name)), str(getattr(verdict, name))
        if stated != again:
            yield f"{name} is {again!r} and not {stated!r}"
    if verdict.through_part != bool(finding.through_part):
        yield "another part decides"
    if finding.fingerprint not in _fingerprints(finding, subject):
        yield "its fingerprint is another one"
    if finding.subject != subject_text(subject):
        yield f"its subject is {subject_text(subject)!r}"
    decided = subjects.get((SubjectKind.COMPONENT, finding.through_part)) if finding.through_part else subject
    if decided is None or not decided.quotes.issuperset(finding.observed):
        yield "what it quotes was not read there"
    elif decided.quotes and not finding.observed:
        yield "it quotes nothing of what was read"


def _is_about(one: Rejudged, finding: FindingStatement) -> bool:
    rule = (one.verdict.policy_id, one.verdict.rule_id)
    return one.subject == (finding.subject_kind, finding.subject_key) and rule == (
        finding.policy_id,
        finding.rule_id,
    )


def _subject(record: Component | Neighbor, identity: SubjectIdentity, judgement: JudgementClass) -> Subject:
    """The texts are as the store keeps them, because findings are made of those."""
    fields = (identity.manufacturer, identity.brand, identity.os_vendor)
    evidence = (one for field in fields for one in field.evidence if one.role is not EvidenceRole.LEAD)
    if isinstance(record, Component):
        name, descr, interface = record.name, record.descr, record.interface
    else:
        name, descr = record.system_name, record.system_descr
        interface = record.sightings[0].local_interface if record.sightings else ""
    return Subject(
        judgement=judgement,
        subject_kind=identity.kind,
        subject_key=clean(identity.key),
        name=clean_observed(name) or "",
        descr=clean_observed(descr) or "",
        model_name=clean_observed(record.model_name) or "",
        serial_num=clean_observed(record.serial_num) or "",
        interface=clean(interface),
        quotes=frozenset(clean(f"{one.reference.oid_or_line} = {one.matched_text}") for one in evidence),
    )


def _with_parts(subjects: Mapping[SubjectRef, Subject]) -> Iterator[tuple[SubjectRef, Subject]]:
    """The subjects, their root containing the parts of all recordings."""
    beliefs = {
        belief
        for (kind, _), subject in subjects.items()
        if kind is SubjectKind.COMPONENT and not subject.judgement.is_root
        for belief in subject.judgement.beliefs
    }
    for reference, subject in subjects.items():
        judgement = subject.judgement
        whole = judgement._replace(contains=tuple(sorted(beliefs))) if judgement.is_root else judgement
        yield reference, subject._replace(judgement=whole)


def _fingerprints(finding: FindingStatement, subject: Subject) -> tuple[str, ...]:
    """The fingerprints a finding may have: `evaluate.findings` tells two of one serial number apart."""
    serial, model = subject.serial_num.strip(), subject.model_name.strip()
    identities: list[tuple[str, ...]] = [
        ("path", finding.device_id, finding.subject_key, model),
        ("place", finding.device_id, finding.subject_key, finding.subject),
    ]
    if is_real_serial(serial) and is_stated(model):
        identities.append(("serial", serial, model))
    rule = (finding.policy_id, finding.rule_id, finding.vendor)
    return tuple(fingerprint(*rule, identity) for identity in identities)
