"""A made-up audit of twelve targets, for golden files and tests of every format.

Every device, address (RFC 5737) and serial here is invented for this project.
"""

from __future__ import annotations

from dataclasses import replace

from report.audit_builders import (
    CRITERIA_CITATION,
    DIGEST,
    LAW_CITATION,
    LISTED,
    MFG_NAME,
    OPERATOR_CITATION,
    device,
    empty_result,
    finding,
)
from report.audit_sample_devices import DEVICES

from auditor.model.finding import (
    AuditResult,
    Coverage,
    DataSource,
    DueMilestone,
    ExitCode,
    Finding,
    PolicySummary,
    Status,
)
from auditor.model.identity import SubjectKind
from auditor.model.policy import PolicyKind, PolicyStatus, Severity
from auditor.model.recording import Reason

__all__ = ["DEVICES", "LAW_CITATION", "SOURCES", "device", "empty_result", "finding", "sample_result"]


def sample_result() -> AuditResult:
    """Twelve targets of two sites and one street cabinet, with something of everything."""
    counts: dict[str, int] = {}
    for summary in DEVICES:
        counts[summary.status] = counts.get(summary.status, 0) + 1
    return replace(
        empty_result(),
        policies=POLICIES,
        sources=SOURCES,
        devices=DEVICES,
        findings=FINDINGS,
        coverage=COVERAGE,
        status_counts=tuple((str(status), count) for status, count in sorted(counts.items())),
        exit_code=ExitCode.EXCLUDED,
    )


OPTIC_PATH = "stack:0/chassis:1/port:49/transceiver:Te1_1_1"
OPTIC_REASON = "only the name in the optic's memory says so: possibly a compatible; not physically inspected"
CORE_OPTIC = {
    "device_id": "tyo-core-01",
    "status": Status.REVIEW,
    "confidence": "medium",
    "observed": (f"{MFG_NAME}.1049 = HUAWEI", "1.3.6.1.2.1.47.1.1.1.1.13.1049 = OSX010000"),
}
EDGE = {
    "device_id": "osk-edge-02",
    "rule_id": "exclude-zte",
    "site": "osaka",
    "vendor": "zte",
    "vendor_name": "ZTE",
    "because": f"reports itself as ZTE: {LISTED}",
}
CABINET = {
    "device_id": "cab-117",
    "rule_id": "exclude-zte",
    "site": "cabinet",
    "vendor": "zte",
    "vendor_name": "ZTE",
    "observed": ("1.3.6.1.4.1.99999.4.2.1.3.1 = ZTE Corporation MF833V",),
    "first_detected_at": "2026-11-22T16:26:26Z",
}
CAMERA = {
    "policy_id": "us-ndaa-889b",
    "rule_id": "covered-video",
    "status": Status.REVIEW,
    "severity": Severity.MEDIUM,
    "confidence": "weak",
    "subject_kind": SubjectKind.NEIGHBOR,
    "device_id": "tyo-acc-02",
    "vendor": "hikvision",
    "vendor_name": "Hikvision",
    "because": "seen through the polled device: may be Hikvision: only a MAC address block registered to "
    "that company says so; not physically inspected",
    "citation": LAW_CITATION,
}


def edge_part(index: int, path: str, model: str, *more: str) -> Finding:
    """A part of the ZTE router; `more` are further quotes of it."""
    return finding(
        **EDGE,
        subject_key=path,
        subject=f"{path} {model}",
        observed=(f"{MFG_NAME}.{index} = ZTE COMPANY", *more),
    )


def camera(number: int, port: str) -> Finding:
    """A neighbor known by its MAC address alone."""
    key = f"mac:4419b60000{number:02x}"
    return finding(
        **CAMERA,
        subject_key=key,
        subject=f"{key} on {port}",
        observed=(f"1.3.6.1.2.1.17.4.3.1.2.68.25.182.0.0.{number} = 44:19:b6:00:00:{number:02x}",),
    )


FINDINGS = (
    finding(serial_num="SAMPLE0001"),
    finding(
        policy_id="us-ndaa-889b",
        rule_id="covered-equipment",
        status=Status.REVIEW,
        severity=Severity.CRITICAL,
        because="reports itself as Huawei: listed vendor; applies only if profile is federal_contractor; "
        "not physically inspected",
        citation=LAW_CITATION,
    ),
    finding(
        **EDGE,
        subject="device ZXR10 5960-56QT-H",
        observed=(
            "1.3.6.1.2.1.1.1.0 = ZXR10 5960-56QT-H\r\nVersion 4.08.24B1",
            "1.3.6.1.2.1.1.2.0 = 1.3.6.1.4.1.3902.3.600",
        ),
    ),
    edge_part(40, "fan:2", "FAN-5960"),
    edge_part(41, "fan:10", "FAN-5960"),
    replace(edge_part(30, "powerSupply:1", "PWR-AC"), serial_num="SAMPLE0030"),
    replace(edge_part(31, "powerSupply:2", "PWR-AC"), serial_num="SAMPLE0031"),
    finding(
        **CORE_OPTIC,
        subject_key=OPTIC_PATH,
        subject=f"{OPTIC_PATH} OSX010000",
        serial_num="SAMPLE1049",
        interface="TenGigE1/1/1",
        because=f"may be Huawei: {OPTIC_REASON}",
    ),
    finding(
        **CORE_OPTIC,
        subject="device C9500-48Y4C (2 members)",
        through_part=OPTIC_PATH,
        because=f"contains a part that may be Huawei: {OPTIC_REASON}",
    ),
    finding(
        **CABINET,
        subject_key="modem:1",
        subject="modem:1 MF833V",
        serial_num="SAMPLE0117",
        interface="wwan0",
        because=f"reports itself as ZTE: {LISTED}",
    ),
    finding(
        **CABINET,
        subject="device FX-310",
        through_part="modem:1",
        because=f"contains a part that reports itself as ZTE: {LISTED}",
    ),
    camera(1, "port1.0.14"),
    camera(2, "port1.0.14"),
    camera(3, "port1.0.9"),
)

COVERAGE = (
    Coverage("collect", Reason.NO_ANSWER, "osk-acc-07", "192.0.2.57 port 161: 3 requests, no answer"),
    Coverage("collect", Reason.OUT_OF_SCOPE, "lab-sim-01", "laboratory"),
    Coverage("collect", Reason.STOPPED_ANSWERING, "tyo-fw-01", "entPhysicalTable after 41 rows"),
    Coverage("collect", Reason.VIEW_REFUSED, "tyo-fw-01", "lldpRemTable"),
    Coverage("collect", Reason.VIEW_REFUSED, "tyo-core-01", "cdpCacheTable"),
    Coverage("decode", Reason.TREE_REPAIRED, "cab-117", "part 9 is contained in itself; moved to the device"),
    Coverage("identify", Reason.MAKER_UNSTATED, "tyo-mgmt-03", "the device itself"),
    Coverage("identify", Reason.MAKER_UNSTATED, "tyo-core-01", "stack/member:2/port:50/optic"),
    Coverage("identify", Reason.MAKER_UNSTATED, "tyo-core-01", "stack/member:2/port:51/optic"),
    Coverage("identify", Reason.MAKER_UNSTATED, "tyo-fw-01", "psu:1"),
    Coverage("identify", Reason.MAKER_UNSTATED, "tyo-fw-01", "psu:2"),
    Coverage("identify", Reason.MAKER_UNSTATED, "cab-117", "power:1"),
    Coverage("evaluate", Reason.SEEN_NOT_TARGETED, "tyo-acc-02", "neighbor 44:19:b6:00:00:01 on port1.0.14"),
    Coverage("evaluate", Reason.NOT_DECIDABLE, "", "jp-it-proc-2018: no designation list is bound"),
)

POLICIES = (
    PolicySummary(
        id="operator",
        title="Your own exclusion list",
        kind=PolicyKind.NAMED_EXCLUSION,
        status=PolicyStatus.IN_FORCE,
        digest=DIGEST,
        counts=(("excluded", 8), ("review", 2), ("unknown", 6), ("clear", 118), ("not_applicable", 331)),
        unanswered=(),
        designations="",
        citations=(OPERATOR_CITATION,),
    ),
    PolicySummary(
        id="us-ndaa-889b",
        title="Federal contractors: use of covered telecommunications equipment",
        kind=PolicyKind.NAMED_EXCLUSION,
        status=PolicyStatus.IN_FORCE,
        digest=DIGEST[::-1],
        counts=(("review", 4), ("unknown", 6), ("clear", 124), ("not_applicable", 331)),
        unanswered=(
            "federal_contractor: Do you hold, or bid for, a contract with a US federal agency?",
            "surveillance: Is the equipment used for public safety or critical infrastructure surveillance?",
        ),
        designations="",
        citations=(LAW_CITATION,),
        milestones=(
            DueMilestone("2027-12-31", "remove", "The listed equipment is removed.", "P", 3, 1),
            DueMilestone("decision+4y", "remove", "Four years after a decision.", "S", 0, 0),
        ),
    ),
    PolicySummary(
        id="jp-it-proc-2018",
        title="政府機関等の IT 調達に係る申合せ (Japan, IT procurement by government bodies)",
        kind=PolicyKind.CRITERIA,
        status=PolicyStatus.IN_FORCE,
        digest=DIGEST[8:] + DIGEST[:8],
        counts=(("undetermined", 134), ("not_applicable", 331)),
        unanswered=("government_entity: Are you a central government entity, or do you supply one?",),
        designations="none bound",
        citations=(CRITERIA_CITATION,),
        undetermined_because=("the policy names no vendor, and no designation list is bound to it",),
    ),
)

SOURCES = (
    DataSource("IEEE MAC registry", "2026-10-30", DIGEST, 57_012, "registries/oui.tsv.gz"),
    DataSource(
        "IANA enterprise numbers", "2026-11-01", DIGEST[3:] + DIGEST[:3], 63_874, "registries/pen.tsv.gz"
    ),
    DataSource("knowledge", "2026-11-15", DIGEST[5:] + DIGEST[:5], 412, "auditor/identify/knowledge"),
)
