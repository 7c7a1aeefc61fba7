"""An explanation to word, with every field filled; tests change what they are about."""

from __future__ import annotations

from dataclasses import replace

from auditor.model.explanation import (
    Clause,
    ExplainedBelief,
    ExplainedDevice,
    ExplainedEvidence,
    ExplainedFinding,
    ExplainedSubject,
    ExplainedVerdict,
    Explanation,
    PayloadState,
    RecordingFacts,
    RowMatch,
    RowOrigin,
    SectionFacts,
    SubjectId,
)
from auditor.model.finding import Coverage, Status, Verdict
from auditor.model.identity import Claim, EvidenceRole, Field, Strength, SubjectKind, Technique
from auditor.model.policy import Citation, Verification
from auditor.model.recording import Reason

DIGEST = "ab" * 32
CITATION = Citation("Act 1, section 2", "https://example.org/act-1", Verification.OFFICIAL)
SECTION = SectionFacts(
    DIGEST, "entity", "1.3.6.1.2.1.47.1.1.1", "", "complete", 7, PayloadState.VERIFIED, RowMatch.VALUE
)
RECORDING = RecordingFacts(
    "recording-1",
    "run-1",
    "snmp",
    "192.0.2.1",
    "2026-11-22T00:00:00Z",
    "2026-11-22T00:00:05Z",
    "complete",
    "v2c",
    authenticated=False,
)


def evidence(**fields: object) -> ExplainedEvidence:
    """The name in an optic's memory."""
    return ExplainedEvidence(
        field=Field.MANUFACTURER,
        technique=Technique.TRANSCEIVER,
        claim=Claim.MAKER,
        role=EvidenceRole.PRIMARY,
        vendor="huawei",
        confidence=75,
        matched_text="HUAWEI",
        knowledge_row="name/huawei",
        oid_or_line="1.3.6.1.2.1.47.1.1.1.1.12.9",
        raw=b"HUAWEI",
        registry_digest="",
        section=SECTION,
        recording=RECORDING,
        origin=RowOrigin("the text is a registered name", "vendor registry", "2026-11-22", current=True),
    )._replace(**fields)  # type: ignore[arg-type]


def subject(*pieces: ExplainedEvidence, **fields: object) -> ExplainedSubject:
    """An optic that says it is Huawei's."""
    optic = ExplainedSubject(
        id=SubjectId(SubjectKind.COMPONENT, 9),
        key="chassis:1/port:9",
        what="port",
        said=(("mfg_name", "HUAWEI"), ("model_name", "SFP-10G-LR31")),
        interface="Te1/1/9",
        status="review",
        manufacturer="huawei",
        brand="",
        os_vendor="",
        confidence=75,
        conflict=False,
        structural=False,
        beliefs=(ExplainedBelief("huawei", Strength.REVIEW, "optic_name_only", "only the name says so"),),
        first_seen="2026-11-01T00:00:00Z",
        last_seen="2026-11-22T00:00:05Z",
        is_current=True,
        evidence=pieces or (evidence(),),
    )
    return replace(optic, **fields)  # type: ignore[arg-type]


def verdict(**fields: object) -> ExplainedVerdict:
    explained = ExplainedVerdict(
        verdict=Verdict(Status.REVIEW, "policy-1", "rule-1", "huawei", "medium", "may be Huawei"),
        policy_title="Policy 1",
        policy_digest="cd" * 32,
        policy_citations=(CITATION,),
        finding=ExplainedFinding("v1:" + "0" * 32, "high", "2026-11-01T00:00:00Z", CITATION),
        clause=Clause("No equipment of Huawei.", CITATION, ("(c)(2) unless …",), "from the stored bytes"),
    )
    return explained._replace(**fields)  # type: ignore[arg-type]


def explanation(**fields: object) -> Explanation:
    chain = Explanation(
        device=ExplainedDevice(
            "sw1",
            "core",
            "192.0.2.1",
            "north",
            "review",
            "contains a part that may be Huawei",
            "complete",
            "2026-11-22T00:00:05Z",
            "",
        ),
        subject=subject(),
        run_id="run-1",
        as_of="2026-11-22",
        verdicts=(verdict(),),
        parts=(),
        coverage=(Coverage("collect", Reason.VIEW_REFUSED, "sw1", "lldp was refused"),),
        vendor_names=(("huawei", "Huawei"), ("zte", "ZTE")),
    )
    return chain._replace(**fields)  # type: ignore[arg-type]
