"""Findings and components as CSV (RFC 4180), in a form that no spreadsheet takes for a formula.

One record is one line, CRLF ends it, every cell is quoted. A cell that a spreadsheet would
calculate is preceded by an apostrophe; the JSON report has the text unchanged.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from auditor.model.finding import AuditResult, DeviceSummary, Finding
from auditor.model.inventory import InventoryDevice, InventoryPart
from auditor.report import grouping, sentences
from auditor.report.escape import csv_text
from auditor.report.folder import File, file_name
from auditor.report.human_words import acceptance_words, attestation_text, decision_words

FINDING_COLUMNS = (
    "status", "severity", "confidence", "site", "device_id", "address", "subject_kind", "subject_key",
    "subject", "model_name", "serial_num", "interface", "vendor", "vendor_name", "claim", "because",
    "policy_id", "rule_id", "citation", "first_detected_at", "observed_at", "observed", "fingerprint",
    "baseline", "counts", "acceptance", "acceptance_expires", "decision", "confirmed_at",
    "attested",
)  # fmt: skip
DEVICE_COLUMNS = (
    "status", "because", "site", "device_id", "address", "name", "manufacturer", "model_name", "serial_num",
    "outcome", "read_at", "security", "judged_parts", "unknown_parts", "components", "neighbors",
    "source_file", "source_line", "baseline_coverage",
)  # fmt: skip
COMPONENT_COLUMNS = (
    "site", "device_id", "path", "contained_in", "physical_class", "name", "descr", "mfg_name",
    "model_name", "serial_num", "hardware_rev", "firmware_rev", "software_rev", "is_fru", "interface",
    "manufacturer", "manufacturer_name", "confidence", "status", "read_at",
)  # fmt: skip
SUFFIX = ".csv"


def render_findings(result: AuditResult) -> str:
    """The lines of `finding_lines` as one text."""
    return "".join(finding_lines(result))


def finding_lines(result: AuditResult) -> Iterator[str]:
    """A line for each finding, worst first, below a line of column names."""
    devices = {device.device_id: device for device in result.devices}
    rows = (_finding(finding, devices.get(finding.device_id)) for finding in grouping.sorted_findings(result))
    return _lines(FINDING_COLUMNS, rows)


def render_devices(result: AuditResult) -> str:
    """A line for each device, worst first: what was not read is here, as a finding it is not."""
    rows = ({**device._asdict(), "status": device.status.value} for device in grouping.sorted_devices(result))
    return _table(DEVICE_COLUMNS, rows)


def component_files(
    _result: AuditResult, devices: Iterable[InventoryDevice], vendor_names: Mapping[str, str]
) -> Iterator[File]:
    """A file for each device with a line for each of its parts, the device itself first."""
    for device in devices:
        rows = (_component(device, part, vendor_names) for part in device.parts)
        yield File(file_name(device.device_id, SUFFIX), _table(COMPONENT_COLUMNS, rows))


def _table(columns: tuple[str, ...], rows: Iterable[Mapping[str, object]]) -> str:
    return "".join(_lines(columns, rows))


def _lines(columns: tuple[str, ...], rows: Iterable[Mapping[str, object]]) -> Iterator[str]:
    yield ",".join(columns) + "\r\n"
    for row in rows:
        yield ",".join(csv_text(_plain(row[column])) for column in columns) + "\r\n"


def _plain(value: object) -> str:
    return "" if value is None else str(value)


def _finding(finding: Finding, device: DeviceSummary | None) -> dict[str, object]:
    return {
        "status": finding.status.value,
        "severity": finding.severity.value,
        "confidence": finding.confidence,
        "site": finding.site,
        "device_id": finding.device_id,
        "address": device.address if device else "",
        "subject_kind": finding.subject_kind.value,
        "subject_key": finding.subject_key,
        "subject": finding.subject,
        "model_name": finding.model_name,
        "serial_num": finding.serial_num,
        "interface": finding.interface,
        "vendor": finding.vendor,
        "vendor_name": finding.vendor_name,
        "claim": sentences.claim_text(finding),
        "because": finding.because,
        "policy_id": finding.policy_id,
        "rule_id": finding.rule_id,
        "citation": sentences.citation_text(finding.citation),
        "first_detected_at": finding.first_detected_at,
        "observed_at": finding.observed_at,
        "observed": "; ".join(finding.observed),
        "fingerprint": finding.fingerprint,
        "baseline": finding.baseline,
        "counts": str(finding.counts).lower(),
        "acceptance": acceptance_words(finding),
        "acceptance_expires": finding.acceptance.expires if finding.acceptance else None,
        "decision": decision_words(finding),
        "confirmed_at": finding.confirmed_at,
        "attested": "; ".join(map(attestation_text, finding.attestations)),
    }


def _component(
    device: InventoryDevice, part: InventoryPart, vendor_names: Mapping[str, str]
) -> dict[str, object]:
    return {
        **part._asdict(),
        "site": device.site,
        "device_id": device.device_id,
        "manufacturer_name": vendor_names.get(part.manufacturer, part.manufacturer),
        "is_fru": None if part.is_fru is None else str(part.is_fru).lower(),
        "status": part.status.value,
        "read_at": device.read_at,
    }
