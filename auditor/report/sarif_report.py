"""The audit as SARIF 2.1.0 for code scanning: a result for each finding, and for each device
that was not decided, anchored to the device's line in the target list.

Hosted code scanning refuses a whole file whose results have no physical location. The
mapping is in docs/reference/formats.md. Next: `sarif_result`, one result.
"""

from __future__ import annotations

import json
from itertools import islice

from auditor.model.finding import AuditResult, ExitCode
from auditor.report import grouping, sentences, wording
from auditor.report.escape import json_text, sarif_text
from auditor.report.exit_words import exit_text
from auditor.report.human_words import ATTESTED_TITLE, attested_counts, attested_text
from auditor.report.sarif_result import OPEN_RULES, device_result, finding_result, open_rule
from auditor.report.sarif_rules import policy_rules

SCHEMA = "https://json.schemastore.org/sarif-2.1.0.json"
MAX_RESULTS = 25_000
"""As many as hosted code scanning takes of one run; the worst come first."""
MAX_NOTIFICATIONS = 1_000

Sarif = dict[str, object]


def render_sarif(result: AuditResult) -> str:
    """The audit as one SARIF log with one run, ASCII, ending with a newline."""
    document = {"$schema": SCHEMA, "version": "2.1.0", "runs": [_run(result)]}
    return json.dumps(document, ensure_ascii=True, indent=1) + "\n"


def _run(result: AuditResult) -> Sarif:
    devices = {device.device_id: device for device in result.devices}
    findings = grouping.sorted_findings(result)
    found = [
        finding_result(finding, devices.get(finding.device_id)) for finding in islice(findings, MAX_RESULTS)
    ]
    undecided = [
        device_result(device) for device in grouping.sorted_devices(result) if device.status in OPEN_RULES
    ]
    results = [*found, *undecided][:MAX_RESULTS]
    hidden = len(findings) + len(undecided) - len(results)
    rules = [*policy_rules(result), *(open_rule(status) for status in OPEN_RULES)]
    places = {str(rule["id"]): place for place, rule in enumerate(rules)}
    for one in results:
        one["ruleIndex"] = places[str(one["ruleId"])]
    return {
        "tool": {
            "driver": {
                "name": "network-asset-auditor",
                "version": json_text(result.product_version),
                "rules": rules,
            }
        },
        "automationDetails": {"id": "network-asset-audit/"},
        "invocations": [_invocation(result, hidden=hidden)],
        "originalUriBaseIds": {
            "SRCROOT": {"description": {"text": "The folder of the repository with the target lists."}}
        },
        "columnKind": "unicodeCodePoints",
        "results": results,
    }


def _invocation(result: AuditResult, hidden: int) -> Sarif:
    """How the audit ended; coverage as notifications, because what was not read has no result."""
    meaning = exit_text(result)
    entries = grouping.sorted_coverage(result)
    notes = [_note(note) for note in result.notes]
    notes += [
        _note(f"{wording.REASON_TEXTS[entry.reason].text}: {entry.device_id}: {entry.detail}")
        for entry in entries[:MAX_NOTIFICATIONS]
    ]
    if len(entries) > MAX_NOTIFICATIONS:
        notes.append(_note(f"and {len(entries) - MAX_NOTIFICATIONS} more entries ({wording.ALL_AT})"))
    for policy in grouping.sorted_policies(result):
        notes += [_note(f"{policy.id}: {reason}") for reason in sentences.undetermined_reasons(policy)]
    notes += [_note(f"{ATTESTED_TITLE}: {attested_text(one)}") for one in result.attested[:MAX_NOTIFICATIONS]]
    if result.attested:
        notes.append(_note(f"{ATTESTED_TITLE}: {attested_counts(result)}"))
    if hidden:
        notes.append(_note(f"{hidden} more results are left out ({wording.ALL_AT})"))
    return {
        "executionSuccessful": result.exit_code not in (ExitCode.OUR_FAILURE, ExitCode.USAGE),
        "exitCode": result.exit_code,
        "exitCodeDescription": json_text(f"{meaning.headline}. {meaning.meaning}"),
        "toolExecutionNotifications": notes,
        "properties": {
            "runId": json_text(result.run_id),
            "asOf": result.as_of.isoformat(),
            "note": wording.FINDING_NOTE,
            "notChecked": [
                f"{figure.label}: {figure.number} of {figure.total}"
                for figure in sentences.gap_figures(grouping.headline(result))
            ],
        },
    }


def _note(text: str) -> Sarif:
    return {"level": "note", "message": {"text": sarif_text(text)}}
