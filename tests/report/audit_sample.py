"""A made-up audit of twelve targets, for golden files and tests of every format.

Every device, address (RFC 5737) and serial here is invented for this project.
"""

from __future__ import annotations

from dataclasses import replace

from report.audit_builders import (
    CRITERIA_CITATION,
    DIGEST,
    LAW_CITATION,
    MFG_NAME,
    OPERATOR_CITATION,
    device,
    empty_result,
    finding,
)
from report.audit_sample_devices import DEVICES

from auditor.model.finding import AuditResult, Coverage, DataSource, ExitCode, PolicySummary, Status
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


CORE_OPTIC = {
    "device_id": "tyo-core-01",
    "rule_id": "exclude-huawei",
    "status": Status.REVIEW,
    "severity": Severity.HIGH,
    "confidence": "medium",
}

FINDINGS = (
    finding(),
    finding(
        policy_id="us-ndaa-889b",
        rule_id="covered-equipment",
        status=Status.REVIEW,
        severity=Severity.CRITICAL,
        because="listed vendor; applies only if you are a federal contractor, which is not answered",
        citation=LAW_CITATION,
    ),
    finding(
        rule_id="exclude-zte",
        device_id="osk-edge-02",
        site="osaka",
        vendor="zte",
        vendor_name="ZTE",
        subject="chassis ZXR10 5960-56QT-H",
        observed=(
            "1.3.6.1.2.1.1.1.0 = ZXR10 5960-56QT-H\\r\\nVersion 4.08.24B1",
            "1.3.6.1.2.1.1.2.0 = 1.3.6.1.4.1.3902.3.600",
        ),
        because="sysObjectID and sysDescr name it",
    ),
    finding(
        **CORE_OPTIC,
        subject_key="stack/member:1/port:49/optic",
        subject="member 1 / port 49 / optic OSX010000",
        because="the optic's EEPROM says HUAWEI; compatible optics are coded with that name too",
        observed=(f"{MFG_NAME}.1049 = HUAWEI", "1.3.6.1.2.1.47.1.1.1.1.13.1049 = OSX010000"),
    ),
    finding(
        **CORE_OPTIC,
        subject="device Cisco C9500-48Y4C (2 members)",
        through_part="stack/member:1/port:49/optic",
        because="contains member 1 / port 49 / optic OSX010000, which may be Huawei",
        observed=(f"{MFG_NAME}.1049 = HUAWEI",),
    ),
    finding(
        rule_id="exclude-zte",
        device_id="cab-117",
        site="cabinet",
        vendor="zte",
        vendor_name="ZTE",
        subject_key="modem:1",
        subject="modem MF833V",
        because="the modem's own identity string names it",
        observed=("1.3.6.1.4.1.99999.4.2.1.3.1 = ZTE Corporation MF833V",),
        first_detected_at="2026-11-22T16:26:26Z",
    ),
    finding(
        rule_id="exclude-zte",
        device_id="cab-117",
        site="cabinet",
        vendor="zte",
        vendor_name="ZTE",
        subject="device Example Networks FX-310",
        through_part="modem:1",
        because="contains modem MF833V, which reports itself as ZTE",
        observed=("1.3.6.1.4.1.99999.4.2.1.3.1 = ZTE Corporation MF833V",),
        first_detected_at="2026-11-22T16:26:26Z",
    ),
    finding(
        policy_id="us-ndaa-889b",
        rule_id="covered-video",
        status=Status.REVIEW,
        severity=Severity.MEDIUM,
        confidence="weak",
        subject_kind=SubjectKind.NEIGHBOR,
        device_id="tyo-acc-02",
        subject_key="44:19:b6:00:00:01",
        subject="neighbor 44:19:b6:00:00:01 on port1.0.14",
        vendor="hikvision",
        vendor_name="Hikvision",
        because="only the MAC registry points to it; seen with 1 address on that port",
        observed=("1.3.6.1.2.1.17.4.3.1.2.68.25.182.0.0.1 = 14",),
        citation=LAW_CITATION,
    ),
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
        counts=(("excluded", 4), ("review", 2), ("unknown", 6), ("clear", 122), ("not_applicable", 331)),
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
        counts=(("review", 2), ("unknown", 6), ("clear", 126), ("not_applicable", 331)),
        unanswered=(
            "Do you hold, or bid for, a contract with a US federal agency?",
            "Is the equipment used for public safety or critical infrastructure surveillance?",
        ),
        designations="",
        citations=(LAW_CITATION,),
    ),
    PolicySummary(
        id="jp-it-proc-2018",
        title="政府機関等の IT 調達に係る申合せ (Japan, IT procurement by government bodies)",
        kind=PolicyKind.CRITERIA,
        status=PolicyStatus.IN_FORCE,
        digest=DIGEST[8:] + DIGEST[:8],
        counts=(("undetermined", 134), ("not_applicable", 331)),
        unanswered=(),
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
