"""Builders of the records a report shows: one ordinary record each, with fields replaced."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from auditor.model.finding import AuditResult, DeviceSummary, ExitCode, Finding, Status
from auditor.model.fingerprint import fingerprint
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
LISTED = "equipment on the operator's exclusion list; not physically inspected"
"""How the reason of an excluded verdict ends."""
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
        subject="device S5735-L24T4S-A1",
        site="tokyo",
        vendor="huawei",
        vendor_name="Huawei",
        because=f"reports itself as Huawei: {LISTED}",
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


def part(path: str, label: str, **changes: object) -> Finding:
    """A finding about a part of the same switch, with fields replaced."""
    fields = {"subject_key": path, "subject": f"{path} {label}", "observed": (f"{MFG_NAME}.7 = HUAWEI",)}
    return finding(**{**fields, **changes})


def neighbor(port: int, number: int, **changes: object) -> Finding:
    """A finding about a neighbor of the same switch that is known by its MAC address alone."""
    key = f"mac:{port:06x}{number:06x}"
    fields = {
        "subject_kind": SubjectKind.NEIGHBOR,
        "subject_key": key,
        "subject": f"{key} on Gi1/0/{port}",
        "status": Status.REVIEW,
        "confidence": "weak",
        "because": "seen through the polled device: may be Huawei: only a MAC address block registered to "
        "that company says so; not physically inspected",
        "observed": (f"1.3.6.1.2.1.17.4.3.1.2.0.0.0.0.0.{number} = {number}",),
    }
    return finding(**{**fields, **changes})


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
        read_at="2026-11-22T16:26:26Z",
        security="v3 authPriv sha256/aes128",
        source_file="targets.csv",
        source_line=7,
        policy_statuses=(("operator", status),),
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
