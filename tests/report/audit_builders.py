"""Builders of the records a report shows: one ordinary record each, with fields replaced."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from auditor.model.finding import AuditResult, DeviceSummary, ExitCode, Finding, Status, fingerprint
from auditor.model.identity import SubjectKind
from auditor.model.policy import Citation, Severity, Verification

OPERATOR_CITATION = Citation("config.toml, key exclude", "", Verification.OPERATOR)
LAW_CITATION = Citation(
    "Pub. L. 115-232 s.889(a)(1)(B); 48 CFR 52.204-25(b)(2)",
    "https://www.acquisition.gov/far/52.204-25",
    Verification.OFFICIAL,
)
CRITERIA_CITATION = Citation("関係省庁申合せ 平成30年12月10日", "", Verification.OFFICIAL)
MFG_NAME = "1.3.6.1.2.1.47.1.1.1.1.12"
DIGEST = "5f2c1e7a90d4b8366ec2a1f07d9b4c58e13a6f2d8b07c95e4a1d3f6082b7c9e1"


def finding(**changes: object) -> Finding:
    """A finding about a switch that reports itself as Huawei, with fields replaced."""
    plain = Finding(
        fingerprint="",
        policy_id="operator",
        rule_id="exclude-huawei",
        status=Status.EXCLUDED,
        severity=Severity.HIGH,
        confidence="strong",
        subject_kind=SubjectKind.COMPONENT,
        device_id="tyo-acc-01",
        subject_key="",
        subject="chassis S5735-L24T4S-A1",
        site="tokyo",
        vendor="huawei",
        vendor_name="Huawei",
        because="entPhysicalMfgName and sysObjectID name it",
        observed=(f"{MFG_NAME}.67108867 = HUAWEI", "1.3.6.1.2.1.1.2.0 = 1.3.6.1.4.1.2011.2.23.1000"),
        first_detected_at="2026-11-02T08:15:04Z",
        observed_at="2026-11-22T16:26:26Z",
        citation=OPERATOR_CITATION,
    )
    changed = replace(plain, **changes)  # type: ignore[arg-type]
    identity = ("path", changed.device_id, changed.subject_key, changed.subject)
    return replace(
        changed, fingerprint=fingerprint(changed.policy_id, changed.rule_id, changed.vendor, identity)
    )


def device(device_id: str, status: Status, because: str, **changes: object) -> DeviceSummary:
    """A completely read device without findings, with fields replaced."""
    plain = DeviceSummary(
        device_id=device_id,
        address="192.0.2.1",
        site="tokyo",
        name=device_id,
        manufacturer="Cisco",
        model_name="C9300-48P",
        serial_num="SAMPLE0000",
        status=status,
        because=because,
        outcome="complete",
        components=40,
        judged_parts=12,
        unknown_parts=0,
        neighbors=3,
    )
    return plain._replace(**changes)  # type: ignore[arg-type]


def empty_result() -> AuditResult:
    """An audit of nothing."""
    return AuditResult(
        product_version="0.1.0",
        run_id="20261122T162600Z-7c1f",
        mode="live",
        started_at="2026-11-22T16:26:00Z",
        finished_at="2026-11-22T16:27:41Z",
        as_of=date(2026, 11, 22),
        policies=(),
        sources=(),
        devices=(),
        findings=(),
        coverage=(),
        status_counts=(),
        exit_code=ExitCode.CLEAR,
    )
