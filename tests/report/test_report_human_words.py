"""What people said of findings, what a baseline had and what gates decided, in every format."""

# ruff: noqa: SIM300 - assert expected == actual, literals too
from __future__ import annotations

import csv
import io
import json
from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from lxml import etree
from report.audit_sample import device, empty_result, finding, sample_result
from report.machine_schemas import SARIF, XSD
from report.report_files import TEMPLATE

from auditor.model.attestations import Attestation, AttestedSubject
from auditor.model.comparison import KEPT, KNOWN, LOST, NEW
from auditor.model.decisions import Acceptance, Decision, DecisionKind
from auditor.model.finding import AuditResult, Coverage, ExitCode, Status
from auditor.model.identity import SubjectKind
from auditor.model.recording import Reason
from auditor.report.csv_report import render_devices, render_findings
from auditor.report.cyclonedx import said_of_parts
from auditor.report.html_report import render_html
from auditor.report.human_words import attestation_text
from auditor.report.junit_report import render_junit
from auditor.report.markdown_report import render_markdown
from auditor.report.sarif_report import render_sarif

ACCEPTANCE = Acceptance("a-1", (), "leaves in March", "CISO", "NET-7", date(2027, 3, 31))
ACCEPTED = "internal acceptance, not a legal waiver, until 2027-03-31 by CISO, NET-7: leaves in March"
WRONG = "decided: a false positive by A. Sato on 2026-11-22: label read"
CONFIRMED = "confirmed by A. Sato on 2026-11-22: label read"


def decision(kind: DecisionKind) -> Decision:
    return Decision("v1:0", kind, "A. Sato", "label read", "2026-11-22T08:00:00Z")


def audit_of(**changes: object) -> AuditResult:
    """One switch, read to its end, with one finding under the operator's list."""
    found = finding(device_id="a", **changes)
    operator = tuple(policy for policy in sample_result().policies if policy.id == found.policy_id)
    devices = (device("a", Status.EXCLUDED, "x"),)
    return replace(empty_result(), policies=operator, devices=devices, findings=(found,))


def junit_cases(result: AuditResult) -> dict[str, tuple[str, str]]:
    """Case to its element and message, of every suite."""
    document = etree.fromstring(render_junit(result).encode())
    XSD.assertValid(document)
    return {
        case.get("name"): (case[0].tag, case[0].get("message")) if len(case) else ("", "")
        for case in document.xpath("//testcase")
    }


def sarif_run(result: AuditResult) -> Any:
    log = json.loads(render_sarif(result))
    assert [] == [error.message for error in SARIF.iter_errors(log)]
    return log["runs"][0]


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"acceptance": ACCEPTANCE}, [ACCEPTED]),
        ({"decision": decision(DecisionKind.FALSE_POSITIVE)}, [WRONG]),
        ({"decision": decision(DecisionKind.NOT_COVERED), "acceptance": ACCEPTANCE}, [
            WRONG.replace("a false positive", "not covered by the rule"),
            ACCEPTED,
        ]),
        ({"decision": decision(DecisionKind.CONFIRMED)}, []),
        ({"baseline": KNOWN}, []),
    ],
    ids=["accepted", "false positive", "not covered, accepted", "confirmed", "known"],
)  # fmt: skip
def test_sarif_suppresses_what_people_settled_and_nothing_else(
    changes: dict[str, object], words: list[str]
) -> None:
    (result,) = sarif_run(audit_of(**changes))["results"]
    expected = [{"kind": "external", "status": "accepted", "justification": said} for said in words]
    assert expected == result["suppressions"]
    assert "error" == result["level"]


@pytest.mark.parametrize(
    ("changes", "case"),
    [
        ({"acceptance": ACCEPTANCE}, ("skipped", f"excluded: {ACCEPTED}")),
        ({"decision": decision(DecisionKind.FALSE_POSITIVE)}, ("skipped", f"excluded: {WRONG}")),
        ({"baseline": KNOWN}, ("skipped", "excluded: known: in the baseline")),
    ],
)
def test_junit_skips_a_device_whose_findings_no_longer_count(
    changes: dict[str, object], case: tuple[str, str]
) -> None:
    assert case == junit_cases(audit_of(**changes))["a"]


@pytest.mark.parametrize("changes", [{"decision": decision(DecisionKind.CONFIRMED)}, {"baseline": NEW}])
def test_junit_fails_on_confirmed_and_new_findings(changes: dict[str, object]) -> None:
    assert "failure" == junit_cases(audit_of(**changes))["a"][0]


def test_junit_does_not_skip_what_an_accepted_finding_stands_before() -> None:
    accepted = audit_of(acceptance=ACCEPTANCE)
    other = finding(device_id="a", subject_key="psu:1", subject="psu:1")
    assert "failure" == junit_cases(replace(accepted, findings=(*accepted.findings, other)))["a"][0]
    unread = replace(accepted, devices=(device("a", Status.EXCLUDED, "x", outcome="partial"),))
    assert "error" == junit_cases(unread)["a"][0]


def test_csv_has_columns_for_the_baseline_the_acceptance_and_the_decision() -> None:
    result = audit_of(baseline=NEW, acceptance=ACCEPTANCE, decision=decision(DecisionKind.CONFIRMED))
    (row,) = csv.DictReader(io.StringIO(render_findings(result), newline=""))
    names = ("baseline", "counts", "acceptance", "acceptance_expires", "decision")
    assert ("new", "false", ACCEPTED, "2027-03-31", CONFIRMED) == tuple(row[name] for name in names)


def attested_audit() -> AuditResult:
    """A device that is unknown for nothing but a part that its supplier attests."""
    day = date(2027, 1, 14)
    word = Attestation("s-1", (), "lite-on", "LITE-ON", "x.pdf", "ab" * 32, "Supplier Ltd", day, day)
    subject = AttestedSubject("a", SubjectKind.COMPONENT, "psu:1", "L1", "PWR", "unknown", (word,))
    unknown = device("a", Status.UNKNOWN, "1 part states no maker")._replace(only_attested=True)
    return replace(audit_of(), findings=(), devices=(unknown,), attested=(subject,))


def test_machine_formats_tell_what_is_attested_and_never_as_observed() -> None:
    result = attested_audit()
    words = attestation_text(result.attested[0].attestations[0])
    assert "not observed" in words
    run = sarif_run(result)
    notes = [note["message"]["text"] for note in run["invocations"][0]["toolExecutionNotifications"]]
    assert [True] == [True for note in notes if words in note]
    assert ["attested by suppliers, not observed: the exit code leaves it out"] == [
        one["justification"] for one in run["results"][0]["suppressions"]
    ]
    assert "skipped" == junit_cases(result)["a"][0]
    assert words in render_junit(result)
    assert {"a": {"psu:1": {"auditor:attestation": words}}} == said_of_parts(result)


def test_csv_tells_what_is_attested_of_the_subject_of_a_finding() -> None:
    (word,) = attested_audit().attested[0].attestations
    (row,) = csv.DictReader(io.StringIO(render_findings(audit_of(attestations=(word,))), newline=""))
    assert attestation_text(word) == row["attested"]


@pytest.mark.parametrize("changes", [{"baseline": NEW}, {"baseline": KNOWN}, {"acceptance": ACCEPTANCE}])
def test_markdown_and_html_tell_baseline_and_acceptance(changes: dict[str, object]) -> None:
    words = changes.get("baseline") or "internal acceptance, not a legal waiver"
    result = audit_of(**changes)
    assert [True, True] == [
        str(words) in page for page in (render_markdown(result), render_html(result, TEMPLATE))
    ]


def test_html_tells_the_baseline_beside_each_finding() -> None:
    page = render_html(audit_of(baseline=NEW), TEMPLATE)
    assert "<dt>Baseline</dt><dd>new: not in the baseline</dd>" in page


def open_device(word: str) -> AuditResult:
    one = device("a", Status.UNKNOWN, "x", baseline_coverage=word, policy_statuses=(("operator", "unknown"),))
    return replace(empty_result(), policies=sample_result().policies[:1], devices=(one,))


@pytest.mark.parametrize(
    ("word", "element", "state"),
    [("", "error", None), (LOST, "error", "new"), (KEPT, "skipped", "unchanged")],
)
def test_an_undecided_device_errs_unless_the_coverage_baseline_had_it_so(
    word: str, element: str, state: str | None
) -> None:
    assert element == junit_cases(open_device(word))["a"][0]
    (result,) = sarif_run(open_device(word))["results"]
    assert (state, "warning") == (result.get("baselineState"), result["level"])
    (row,) = csv.DictReader(io.StringIO(render_devices(open_device(word)), newline=""))
    assert word == row["baseline_coverage"]


@pytest.mark.parametrize(
    ("code", "element"),
    [(ExitCode.CLEAR, ""), (ExitCode.EXCLUDED, "failure"), (ExitCode.NOT_DECIDED, "error"), (5, "error")],
)
def test_a_junit_case_says_how_gates_decided(code: int, element: str) -> None:
    gated = replace(open_device(KEPT), exit_code=code, exit_because="By the gates asked for: why.")
    expected = (element, "By the gates asked for: why." if element else "")
    assert expected == junit_cases(gated)["gates"]


@pytest.mark.parametrize("reason", [Reason.ACCEPTANCE_EXPIRED, Reason.ACCEPTANCE_UNUSED])
def test_a_stale_acceptance_alone_is_no_error(reason: Reason) -> None:
    row = Coverage("evaluate", reason, "", "a-1")
    told = junit_cases(replace(empty_result(), coverage=(row,)))
    assert ["skipped"] == [element for element, _ in told.values()]


def told_by(result: AuditResult) -> dict[str, str]:
    """What formats for programs and people say of the audit as a whole."""
    invocation = sarif_run(result)["invocations"][0]
    document = etree.fromstring(render_junit(result).encode())
    return {
        "sarif": json.dumps(invocation),
        "junit": " ".join(document.xpath("//testsuite[1]/properties/property/@value")),
        "markdown": render_markdown(result),
        "html": render_html(result, TEMPLATE),
    }


def test_every_format_tells_notes_and_why_the_exit_code_is_what_it_is() -> None:
    result = replace(sample_result(), notes=("Compared with run 7",), exit_because="Only what is new counts")
    said = told_by(result)
    for words in ("Compared with run 7", "Only what is new counts"):
        assert {} == {name: words for name, text in said.items() if words not in text}
