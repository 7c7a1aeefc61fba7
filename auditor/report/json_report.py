"""The audit as JSON: complete, versioned, the same bytes for the same result.

`audit-v1.schema.json` beside this file is the contract; keys are for ever, new ones make
a new version. ASCII only, keys sorted, so that diffs and digests are meaningful.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence

from auditor.model.attestations import Attestation, AttestedSubject
from auditor.model.decisions import Acceptance, Decision
from auditor.model.finding import AuditResult, Coverage, DeviceSummary, Finding, PolicySummary
from auditor.model.policy import Citation
from auditor.report import grouping, sentences, wording
from auditor.report.escape import json_text
from auditor.report.exit_words import exit_text

SCHEMA = "auditor-audit/1"
FINDINGS = "findings"
"""The key that is written piece by piece."""

JsonValue = str | int | None | Sequence["JsonValue"] | Mapping[str, "JsonValue"]
JsonObject = dict[str, JsonValue]


def render_json(result: AuditResult) -> str:
    """The whole result as one JSON object, ending with a newline (RFC 8259, RFC 7493)."""
    return "".join(json_pieces(result))


def json_pieces(result: AuditResult) -> Iterator[str]:
    """The text of `render_json` in pieces, of which each finding is one: a fleet has more of them than
    fit into memory."""
    document = audit_object(result)
    separator = "{\n"
    for key in sorted((*document, FINDINGS)):
        yield f'{separator}  "{key}": '
        if key == FINDINGS:
            yield from _finding_pieces(grouping.sorted_findings(result))
        else:
            yield _text(document[key], "\n  ")
        separator = ",\n"
    yield "\n}\n"


def _finding_pieces(findings: Iterable[Finding]) -> Iterator[str]:
    separator, end = "[\n    ", "[]"
    for finding in findings:
        yield separator + _text(_finding_object(finding), "\n    ")
        separator, end = ",\n    ", "\n  ]"
    yield end


def _text(value: JsonValue, line_break: str) -> str:
    """A value as JSON, its lines set off: a text in JSON has no line break of its own."""
    text = json.dumps(_clean(value), ensure_ascii=True, sort_keys=True, indent=2)
    return text.replace("\n", line_break)


def audit_object(result: AuditResult) -> JsonObject:
    """The result but for its findings as plain values, in the order of `grouping`; device text is
    unescaped."""
    said = exit_text(result)
    return {
        "schema": SCHEMA,
        "product_version": result.product_version,
        "run_id": result.run_id,
        "mode": result.mode,
        "started_at": result.started_at,
        "finished_at": result.finished_at,
        "as_of": result.as_of.isoformat(),
        "exit_because": result.exit_because,
        "private_exit_code": result.private_exit_code,
        "inventory_at": result.inventory_at,
        "notes": result.notes,
        "exit_code": result.exit_code,
        "vendor_names": dict(result.vendor_names),
        "exit_meaning": f"{said.headline}. {said.meaning}",
        "note": wording.FINDING_NOTE,
        "clean_report": {"means": wording.CLEAN_MEANS, "does_not_mean": wording.CLEAN_DOES_NOT_MEAN},
        "summary": dict(grouping.headline(result)._asdict()),
        "status_counts": _counts(result.status_counts),
        "reasons": _reason_objects(result.coverage),
        "coverage": [_coverage_object(entry) for entry in grouping.sorted_coverage(result)],
        "attested": [_attested_object(subject) for subject in result.attested],
        "devices": [_device_object(device) for device in grouping.sorted_devices(result)],
        "policies": [_policy_object(policy) for policy in grouping.sorted_policies(result)],
        "sources": [dict(source._asdict()) for source in grouping.sorted_sources(result)],
    }


def _finding_object(finding: Finding) -> JsonObject:
    return {
        "fingerprint": finding.fingerprint,
        "policy_id": finding.policy_id,
        "rule_id": finding.rule_id,
        "status": finding.status.value,
        "severity": finding.severity.value,
        "confidence": finding.confidence,
        "subject_kind": finding.subject_kind.value,
        "device_id": finding.device_id,
        "subject_key": finding.subject_key,
        "subject": finding.subject,
        "site": finding.site,
        "vendor": finding.vendor,
        "vendor_name": finding.vendor_name,
        "claim": sentences.claim_text(finding),
        "because": finding.because,
        "observed": finding.observed,
        "first_detected_at": finding.first_detected_at,
        "observed_at": finding.observed_at,
        "citation": _citation_object(finding.citation),
        "through_part": finding.through_part,
        "baseline": finding.baseline,
        "serial_num": finding.serial_num,
        "interface": finding.interface,
        "model_name": finding.model_name,
        "acceptance": _acceptance_object(finding.acceptance),
        "decision": _decision_object(finding.decision),
        "confirmed_at": finding.confirmed_at,
        "attestations": [_attestation_object(one) for one in finding.attestations],
    }


def _attestation_object(attestation: Attestation) -> JsonObject:
    return {
        "id": attestation.id,
        "match": dict(attestation.match),
        "manufacturer": attestation.manufacturer,
        "manufacturer_name": attestation.manufacturer_name,
        "document": attestation.document,
        "document_sha256": attestation.document_sha256,
        "signer": attestation.signer,
        "signed": attestation.signed.isoformat(),
        "expires": attestation.expires.isoformat(),
        "statement": attestation.statement,
    }


def _attested_object(subject: AttestedSubject) -> JsonObject:
    return {
        **subject._asdict(),
        "subject_kind": subject.subject_kind.value,
        "attestations": [_attestation_object(one) for one in subject.attestations],
    }


def _acceptance_object(acceptance: Acceptance | None) -> JsonValue:
    if acceptance is None:
        return None
    return {
        "id": acceptance.id,
        "match": dict(acceptance.match),
        "reason": acceptance.reason,
        "approver": acceptance.approver,
        "ticket": acceptance.ticket,
        "expires": acceptance.expires.isoformat(),
    }


def _decision_object(decision: Decision | None) -> JsonValue:
    if decision is None:
        return None
    return {
        "kind": decision.kind.value,
        "by": decision.by,
        "reason": decision.reason,
        "decided_at": decision.decided_at,
    }


def _device_object(device: DeviceSummary) -> JsonObject:
    statuses = dict(device.policy_statuses)
    return {**device._asdict(), "status": device.status.value, "policy_statuses": statuses}


def _policy_object(policy: PolicySummary) -> JsonObject:
    return {
        **policy._asdict(),
        "kind": policy.kind.value,
        "status": policy.status.value,
        "counts": _counts(policy.counts),
        "citations": [_citation_object(citation) for citation in policy.citations],
        "undetermined_because": sentences.undetermined_reasons(policy),
        "milestones": [dict(milestone._asdict()) for milestone in policy.milestones],
    }


def _coverage_object(entry: Coverage) -> JsonObject:
    return {
        "stage": entry.stage,
        "reason": entry.reason.value,
        "device_id": entry.device_id,
        "detail": entry.detail,
    }


def _reason_objects(coverage: tuple[Coverage, ...]) -> JsonObject:
    reasons = {entry.reason for entry in coverage}
    return {reason.value: dict(wording.REASON_TEXTS[reason]._asdict()) for reason in reasons}


def _citation_object(citation: Citation) -> JsonObject:
    return {"text": citation.text, "url": citation.url, "verification": citation.verification.value}


def _counts(counts: tuple[tuple[str, int], ...]) -> JsonObject:
    return {status.value: count for status, count in grouping.status_counts(counts)}


def _clean(value: JsonValue) -> JsonValue:
    if isinstance(value, str):
        return json_text(value)
    if isinstance(value, Mapping):
        return {key: _clean(item) for key, item in value.items()}
    if isinstance(value, Sequence):
        return [_clean(item) for item in value]
    return value
