"""The audit as JUnit XML for CI systems: a suite for each policy, a case for each device.

Excluded is a failure; whatever is not decided is an error and never a pass; out of scope,
settled by people, attested alone or known before is skipped. Every text leaves through `escape.xml_text`.
Next: `pair_status`, the judgement of a device under a policy.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from auditor.model.comparison import KEPT
from auditor.model.finding import (
    AuditResult,
    DeviceSummary,
    ExitCode,
    Finding,
    PolicySummary,
    Status,
)
from auditor.model.recording import Reason
from auditor.report import grouping, sentences, wording
from auditor.report.escape import xml_text
from auditor.report.exit_words import exit_text
from auditor.report.human_words import ONLY_ATTESTED, attested_counts, attested_text, settling_words
from auditor.report.pair_status import pair_status

OUTCOMES: dict[Status, str] = {
    Status.EXCLUDED: "failure",
    Status.REVIEW: "error",
    Status.UNKNOWN: "error",
    Status.NOT_CHECKED: "error",
    Status.UNDETERMINED: "error",
    Status.CLEAR: "",
    Status.NOT_APPLICABLE: "skipped",
}
"""The element of a case with this status; "" passes."""
MAX_ATTESTED = 100
"""Attested subjects in the properties of a suite; the JSON report has all of them."""
WHOLE_AUDIT = "auditor"
"""The suite for what concerns no single device."""
GATES: dict[int, str] = {ExitCode.CLEAR: "", ExitCode.EXCLUDED: "failure"}
"""The element of the case that says how gates decided; every other exit code is an error."""
ADVICE = frozenset({Reason.ACCEPTANCE_EXPIRED, Reason.ACCEPTANCE_UNUSED})
"""Coverage that by itself leaves no equipment undecided."""
UNDECIDED = (Status.UNKNOWN, Status.NOT_CHECKED, Status.UNDETERMINED)


class Case(NamedTuple):
    """One test case; `element` is "" where it passes."""

    classname: str
    name: str
    element: str
    kind: str
    message: str
    device_id: str = ""  # "" where it is about no single device


def render_junit(result: AuditResult) -> str:
    """The audit as JUnit XML, ending with a newline; suites in the order of the policies."""
    return "".join(junit_lines(result))


def junit_lines(result: AuditResult) -> Iterator[str]:
    """The lines of `render_junit`. Findings are gone through twice for each policy, one device at a time:
    for the counts that come first, and for what they say."""
    suites = [(policy.id, _policy_cases(result, policy)) for policy in grouping.sorted_policies(result)]
    whole = _whole_audit_cases(result)
    if whole:
        suites.append((WHOLE_AUDIT, whole))
    counts = Counter(case.element for _, cases in suites for case in cases)
    total = sum(len(cases) for _, cases in suites)
    yield '<?xml version="1.0" encoding="UTF-8"?>\n'
    yield f'<testsuites name="auditor" {_counts(total, counts)}>\n'
    for name, cases in suites:
        yield from (f"{line}\n" for line in _suite(result, name, cases))
    yield "</testsuites>\n"


def _policy_cases(result: AuditResult, policy: PolicySummary) -> list[Case]:
    findings = grouping.sorted_findings(result)
    gaps = {entry.device_id for entry in result.coverage if entry.hides_parts}
    return [
        _case(
            policy,
            device,
            _under(policy.id, findings.of_device(device.device_id)),
            has_gaps=device.device_id in gaps,
        )
        for device in sorted(result.devices, key=lambda device: (device.site, device.device_id))
    ]


def _under(policy_id: str, findings: Iterable[Finding]) -> list[Finding]:
    return [finding for finding in findings if finding.policy_id == policy_id]


def _case(policy: PolicySummary, device: DeviceSummary, findings: list[Finding], *, has_gaps: bool) -> Case:
    status, because = pair_status(device, policy, findings, has_gaps=has_gaps)
    classname = ".".join(filter(None, (policy.id, device.site)))
    element = OUTCOMES[status]
    message = f"{wording.STATUS_NAMES[status]}: {because}" if element else ""
    if status is Status.CLEAR and findings:
        element, message = "skipped", _why_skipped(findings)
    elif status in UNDECIDED and device.baseline_coverage == KEPT:
        element, message = "skipped", f"{message}; {wording.KEPT_TEXT}"
    elif status in UNDECIDED and device.only_attested:
        element, message = "skipped", f"{message}; {ONLY_ATTESTED}"
    return Case(classname, device.device_id, element, status.value, message, device.device_id)


def _why_skipped(findings: list[Finding]) -> str:
    """Why none of a device's findings counts: each reason once."""
    said = (
        f"{wording.STATUS_NAMES[finding.status]}: "
        + "; ".join(settling_words(finding) or (wording.BASELINE_TEXTS[finding.baseline],))
        for finding in findings
    )
    return " / ".join(dict.fromkeys(said))


def _lines(findings: Iterable[Finding]) -> Iterator[str]:
    for finding in findings:
        named = filter(None, (finding.subject, finding.serial_num and f"serial {finding.serial_num}"))
        claim = sentences.claim_text(finding)
        yield f"{wording.STATUS_NAMES[finding.status]}: {', '.join(named)}: {claim} [{finding.fingerprint}]"


def _whole_audit_cases(result: AuditResult) -> list[Case]:
    """How gates decided, and coverage of no device, such as registries that are too old: never a pass."""
    gates = GATES.get(result.exit_code, "error")
    decided = [Case(WHOLE_AUDIT, "gates", gates, "gates", result.exit_because)] if result.exit_because else []
    return decided + [
        Case(
            WHOLE_AUDIT,
            f"{entry.stage}: {wording.REASON_TEXTS[entry.reason].text}: {entry.detail}",
            "skipped" if entry.reason in ADVICE else "error",
            entry.reason.value,
            wording.REASON_TEXTS[entry.reason].next_step,
        )
        for entry in grouping.sorted_coverage(result)
        if not entry.device_id
    ]


def _suite(result: AuditResult, name: str, cases: list[Case]) -> Iterator[str]:
    counts = Counter(case.element for case in cases)
    finished = result.finished_at.removesuffix("Z")
    yield (
        f'  <testsuite name="{xml_text(name)}" {_counts(len(cases), counts)} '
        f'timestamp="{xml_text(finished)}" time="0">'
    )
    yield from _properties(result)
    findings = grouping.sorted_findings(result)
    for case in cases:
        told = _under(name, findings.of_device(case.device_id)) if case.element else ()
        yield from _case_lines(case, _lines(told))
    yield "  </testsuite>"


def _properties(result: AuditResult) -> Iterator[str]:
    """How the whole audit ended, and what a reader must know before the rest."""
    text = exit_text(result)
    told = [("run", result.run_id), ("as of", result.as_of.isoformat())]
    told += [("exit code", str(result.exit_code)), ("exit meaning", f"{text.headline}. {text.meaning}")]
    told += [("note", note) for note in result.notes]
    told += [("attested, not observed", attested_text(one)) for one in result.attested[:MAX_ATTESTED]]
    if result.attested:
        told.append(("attested, not observed", attested_counts(result)))
    yield "    <properties>"
    for name, value in told:
        yield f'      <property name="{name}" value="{xml_text(value)}"/>'
    yield "    </properties>"


def _case_lines(case: Case, lines: Iterable[str]) -> Iterator[str]:
    head = f'    <testcase classname="{xml_text(case.classname)}" name="{xml_text(case.name)}" time="0"'
    if not case.element:
        yield f"{head}/>"
        return
    kind = "" if case.element == "skipped" else f' type="{xml_text(case.kind)}"'
    yield f"{head}>"
    text = "\n".join(map(xml_text, lines))
    yield f'      <{case.element} message="{xml_text(case.message)}"{kind}>{text}</{case.element}>'
    yield "    </testcase>"


def _counts(total: int, counts: Counter[str]) -> str:
    return (
        f'tests="{total}" failures="{counts["failure"]}" errors="{counts["error"]}" '
        f'skipped="{counts["skipped"]}"'
    )
