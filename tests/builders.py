"""Small builders for records that tests share."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import date

from auditor.collect.replay_cli import line_count
from auditor.model.device import Observed, Reference
from auditor.model.finding import Finding, JudgementClass, Status
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
from auditor.model.policy import (
    Citation,
    Period,
    Policy,
    PolicyKind,
    PolicyStatus,
    Rule,
    Severity,
    Verification,
)
from auditor.model.recording import (
    End,
    Outcome,
    Problem,
    Reason,
    Recording,
    RecordingSection,
    Section,
    recording_id,
)
from auditor.model.rows import Row, Tag, encode_integer, pack_rows
from auditor.model.sections import SectionKind
from auditor.model.target import Transport

RECORDING_ID = "recording-0"


def text_row(oid: str, value: str | bytes) -> Row:
    return encode_oid(oid), Tag.OCTET_STRING, value.encode() if isinstance(value, str) else value


def integer_row(oid: str, value: int) -> Row:
    return encode_oid(oid), Tag.INTEGER, encode_integer(value)


def oid_row(oid: str, value: str) -> Row:
    return encode_oid(oid), Tag.OBJECT_IDENTIFIER, encode_oid(value)


def observed(value: str, oid: str = "1.3.6.1.2.1.1.1.0", section: int = 0, row: int = 0) -> Observed[str]:
    """A text value as `decode` yields it."""
    return Observed(value, value.encode(), Reference(RECORDING_ID, section, row, encode_oid(oid)))


def cli_recording(
    platform: str, outputs: Mapping[str, bytes], target_id: str = "switch-1", end: End = End.COMPLETE
) -> Recording:
    """A complete recording over SSH with one section per command."""
    payloads = tuple(map(Section.of, outputs.values()))
    sections = tuple(
        RecordingSection(
            ordinal, SectionKind.CLI, command, platform, end, "", line_count(text), Section.of(text).digest
        )
        for ordinal, (command, text) in enumerate(outputs.items())
    )
    recording = recording_of(target_id=target_id)
    return replace(
        recording,
        id=recording_id(recording.run_id, target_id, Transport.SSH),
        transport=Transport.SSH,
        security="ssh ed25519 password",
        sections=sections,
        payloads=payloads,
    )


def recording_of(
    *sections: tuple[SectionKind, str, Iterable[Row]],
    end: End = End.COMPLETE,
    outcome: Outcome = Outcome.COMPLETE,
    reason: Reason | None = None,
    target_id: str = "switch-1",
    run_id: str = "run-1",
    authenticated: bool = False,
    problems: tuple[Problem, ...] = (),
) -> Recording:
    """A recording with one section per (kind, root, rows)."""
    packed = [(kind, root, list(rows)) for kind, root, rows in sections]
    payloads = tuple(Section.of(pack_rows(rows)) for _, _, rows in packed)
    return Recording(
        id=recording_id(run_id, target_id, Transport.SNMP),
        run_id=run_id,
        target_id=target_id,
        transport=Transport.SNMP,
        address="127.0.0.1",
        started_at="2026-11-22T00:00:00Z",
        finished_at="2026-11-22T00:00:01Z",
        outcome=outcome,
        reason=reason,
        detail="",
        security="v2c",
        authenticated=authenticated,
        credential="test",
        plan_digest="0" * 64,
        collector_version="0",
        sections=tuple(
            RecordingSection(ordinal, kind, root, "", end, "", len(rows), payload.digest)
            for ordinal, ((kind, root, rows), payload) in enumerate(zip(packed, payloads, strict=True))
        ),
        payloads=payloads,
        problems=problems,
    )


def judgement_of(
    manufacturer: str = "",
    *beliefs: Belief,
    kind: SubjectKind = SubjectKind.COMPONENT,
    is_root: bool = True,
    ever_read: bool = True,
    structural: bool = False,
    in_scope: bool = True,
    brand: str = "",
    conflict: bool = False,
    contains: tuple[Belief, ...] = (),
    tags: tuple[str, ...] = (),
    attested: tuple[str, ...] = (),
) -> JudgementClass:
    """A judgement class; a concluded manufacturer without beliefs gets an adequate one."""
    stated = (Belief(manufacturer, Strength.ADEQUATE, "strong_evidence"),) if manufacturer else ()
    return JudgementClass(
        kind=kind,
        is_root=is_root and kind is SubjectKind.COMPONENT,
        ever_read=ever_read,
        structural=structural,
        in_scope=in_scope,
        manufacturer=manufacturer,
        brand=brand,
        conflict=conflict,
        beliefs=tuple(sorted(beliefs)) or stated,
        contains=contains,
        tags=tags,
        attested=attested,
    )


def rule_of(*vendors: str, **changes: object) -> Rule:
    """A rule in force since 2020 that excludes `vendors` for everybody; `changes` are its fields."""
    rule = Rule(
        id="rule-1",
        text="Equipment of these vendors.",
        severity=Severity.HIGH,
        vendors=vendors,
        citation=Citation("Act 1", "https://example.org/act-1", Verification.OFFICIAL),
        effective=Period(date(2020, 1, 1), None),
    )
    return replace(rule, **changes)  # type: ignore[arg-type]


def policy_of(*rules: Rule, **changes: object) -> Policy:
    """A named exclusion in force with `rules`; `changes` are its fields."""
    policy = Policy(
        id="policy-1",
        title="Policy 1",
        jurisdiction="XX",
        kind=PolicyKind.NAMED_EXCLUSION,
        status=PolicyStatus.IN_FORCE,
        issuer="The issuer",
        citations=(Citation("Act 1", "https://example.org/act-1", Verification.OFFICIAL),),
        rules=rules,
        digest="0" * 64,
    )
    return replace(policy, **changes)  # type: ignore[arg-type]


def identity_of(
    key: str,
    *beliefs: Belief,
    kind: SubjectKind = SubjectKind.COMPONENT,
    manufacturer: str | None = None,
    brand: str | None = None,
    conflict: bool = False,
    structural: bool = False,
) -> SubjectIdentity:
    """The identity of a subject, with one piece of evidence for each concluded vendor."""

    def identification(field: Field, value: str | None) -> Identification:
        evidence = Evidence(
            Technique.MFG_NAME,
            EvidenceRole.PRIMARY,
            Claim.MAKER,
            value or "",
            90,
            value or "",
            f"row-{key}",
            Reference(RECORDING_ID, 0, 0),
            b"",
        )
        return Identification(field, value, 90 if value else 0, conflict, (evidence,) if value else ())

    return SubjectIdentity(
        kind=kind,
        key=key,
        manufacturer=identification(Field.MANUFACTURER, manufacturer),
        brand=identification(Field.BRAND, brand),
        os_vendor=Identification(Field.OS_VENDOR, None, 0, False, ()),
        beliefs=beliefs,
        structural=structural,
    )


def finding_of(**changes: object) -> Finding:
    """An excluded finding about a device; `changes` are its fields."""
    finding = Finding(
        fingerprint="v1:" + "0" * 32,
        policy_id="policy-1",
        rule_id="rule-1",
        status=Status.EXCLUDED,
        severity=Severity.HIGH,
        confidence="strong",
        subject_kind=SubjectKind.COMPONENT,
        device_id="switch-1",
        subject_key="",
        subject="device",
        site="north",
        vendor="zte",
        vendor_name="ZTE",
        because="reports itself as ZTE",
        observed=(),
        first_detected_at="2026-11-22T00:00:00Z",
        observed_at="2026-11-22T00:00:00Z",
        citation=Citation("Act 1"),
    )
    return replace(finding, **changes)  # type: ignore[arg-type]
