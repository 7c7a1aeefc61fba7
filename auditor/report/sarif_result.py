"""One SARIF result: a finding, or a device that was not decided, where its target is written.

Fingerprints are the audit's own, so that an alert survives moved lines and renumbered
tables. Next: `sarif_report`, which puts results into a run.
"""

from __future__ import annotations

import hashlib

from auditor.model.comparison import KEPT, KNOWN, LOST, NEW
from auditor.model.finding import DeviceSummary, Finding, Status
from auditor.report import sentences, wording
from auditor.report.escape import plain_text, sarif_text
from auditor.report.human_words import ONLY_ATTESTED, human_words, settling_words
from auditor.report.sarif_rules import rule_id

Sarif = dict[str, object]

LEVELS: dict[Status, str] = {Status.EXCLUDED: "error", Status.REVIEW: "warning"}
BASELINE_STATES = {NEW: "new", KNOWN: "unchanged", LOST: "new", KEPT: "unchanged"}
"""Whether the baseline has the finding, or had the device as little decided, in SARIF's words."""
OPEN_RULES: dict[Status, str] = {
    Status.UNKNOWN: "auditor/unknown",
    Status.NOT_CHECKED: "auditor/not_checked",
    Status.UNDETERMINED: "auditor/undetermined",
}
"""Rules of our own for devices that no policy decided: never absent, never a pass."""
UNLISTED = "config.toml"
"""Where a target is anchored that is in no list: the file that a repository of targets has."""
SAFE_OCTETS = frozenset(b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~/")
"""Octets of a path that need no percent-encoding (RFC 3986 2.3)."""


def finding_result(finding: Finding, device: DeviceSummary | None) -> Sarif:
    """The result of a finding; `device` is the one it is about, None where that is not told."""
    serial = f", serial {finding.serial_num}" if finding.serial_num else ""
    subject = finding.subject or finding.subject_key or "device"
    said = f"{finding.device_id}: {subject}{serial}: {sentences.claim_text(finding)}. {wording.FINDING_NOTE}"
    return {
        "ruleId": rule_id(finding.policy_id, finding.rule_id),
        "level": LEVELS[finding.status],
        "message": {"text": sarif_text(said)},
        "locations": [_location(device, finding)],
        "partialFingerprints": _fingerprints("auditorFinding/v1", finding.fingerprint),
        "suppressions": [_suppression(words) for words in settling_words(finding)],
        **_baseline_state(finding.baseline),
        "properties": {
            "device": plain_text(finding.device_id),
            "site": plain_text(finding.site),
            "status": finding.status.value,
            "severity": finding.severity.value,
            "confidence": plain_text(finding.confidence),
            "vendor": plain_text(finding.vendor),
            "serialNumber": plain_text(finding.serial_num),
            "interface": plain_text(finding.interface),
            "because": plain_text(finding.because),
            "observed": [plain_text(quote) for quote in finding.observed],
            "firstDetectedAt": plain_text(finding.first_detected_at),
            "observedAt": plain_text(finding.observed_at),
            "subjectKind": finding.subject_kind.value,
            "saidOfIt": [plain_text(words) for words in human_words(finding)],
        },
    }


def device_result(device: DeviceSummary) -> Sarif:
    """The result of a device whose status decides nothing."""
    said = f"{device.device_id}: {wording.STATUS_NAMES[device.status]}: {device.because}"
    identity = hashlib.sha256(f"{device.status}\0{device.device_id}".encode("utf-8", "surrogatepass"))
    return {
        "ruleId": OPEN_RULES[device.status],
        "level": "warning",
        "message": {"text": sarif_text(said)},
        "locations": [_location(device, None)],
        "partialFingerprints": _fingerprints("auditorDevice/v1", identity.hexdigest()[:32]),
        "suppressions": [_suppression(ONLY_ATTESTED)] if device.only_attested else [],
        **_baseline_state(device.baseline_coverage),
        "properties": {"status": device.status.value},
    }


def _suppression(words: str) -> Sarif:
    """A person's word, kept outside of what was audited (SARIF 2.1.0, 3.35)."""
    return {"kind": "external", "status": "accepted", "justification": plain_text(words)}


def _baseline_state(word: str) -> Sarif:
    return {"baselineState": BASELINE_STATES[word]} if word else {}


def open_rule(status: Status) -> Sarif:
    """The rule of devices with this status."""
    name = wording.STATUS_NAMES[status]
    return {
        "id": OPEN_RULES[status],
        "shortDescription": {"text": f"Device is {name}"},
        "fullDescription": {"text": wording.STATUS_TEXTS[status]},
        "properties": {"tags": ["coverage"]},
    }


def _fingerprints(name: str, value: str) -> Sarif:
    """Also under the one name that hosted code scanning reads: what it computes in its place from the
    anchored line is the same for all parts of a device."""
    return {name: value, "primaryLocationLineHash": value}


def _location(device: DeviceSummary | None, finding: Finding | None) -> Sarif:
    """The line of the device's target, and the device, part or neighbor itself (3.33)."""
    file, line = (device.source_file, device.source_line) if device else ("", 0)
    about = finding or device
    key = finding.subject_key if finding else ""
    kind = finding.subject_kind.value if finding and key else "device"
    names = [plain_text(name) for name in (about.site, about.device_id, key) if name] if about else []
    return {
        "physicalLocation": {
            "artifactLocation": {"uri": relative_uri(file) or UNLISTED, "uriBaseId": "SRCROOT"},
            "region": {"startLine": max(line, 1)},
        },
        "logicalLocations": [
            {
                "name": names[-1] if names else "device",
                "fullyQualifiedName": "/".join(names) or "device",
                "kind": kind,
            }
        ],
    }


def relative_uri(path: str) -> str:
    """A relative path as a URI reference (RFC 3986 4.2), "" where it is absolute or leads out.

    An operator's path is his own business; only what lies in the repository can be anchored to.
    """
    parts = [part for part in path.split("/") if part not in ("", ".")]
    if path.startswith("/") or ".." in parts:
        return ""
    octets = "/".join(parts).encode("utf-8", "surrogatepass")
    return "".join(chr(octet) if octet in SAFE_OCTETS else f"%{octet:02X}" for octet in octets)
