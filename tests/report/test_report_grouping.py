"""Order and counts."""

# ruff: noqa: SIM300 - assert expected == actual, literals too
from __future__ import annotations

from dataclasses import replace

import pytest
from report.audit_sample import device, empty_result, finding, sample_result
from report.report_files import TEMPLATE

from auditor.model.finding import Coverage, Status
from auditor.model.policy import Severity
from auditor.model.recording import Reason
from auditor.report import grouping
from auditor.report.interface import FORMATS, render


@pytest.mark.parametrize("name", sorted(FORMATS))
def test_the_order_of_the_input_does_not_matter(name: str) -> None:
    result = sample_result()
    turned = replace(
        result,
        policies=result.policies[::-1],
        sources=result.sources[::-1],
        devices=result.devices[::-1],
        findings=result.findings[::-1],
        coverage=result.coverage[::-1],
        status_counts=result.status_counts[::-1],
    )
    assert render(name, result, TEMPLATE) == render(name, turned, TEMPLATE)


def test_findings_come_worst_status_first_then_severity() -> None:
    mild = finding(device_id="a", severity=Severity.LOW)
    grave = finding(device_id="b", severity=Severity.CRITICAL)
    review = finding(device_id="c", status=Status.REVIEW, severity=Severity.CRITICAL)
    result = replace(empty_result(), findings=(review, mild, grave))
    assert (grave, mild, review) == tuple(grouping.sorted_findings(result))


def test_a_subject_found_under_two_policies_counts_once() -> None:
    result = replace(empty_result(), findings=(finding(), finding(policy_id="other")))
    numbers = grouping.headline(result)
    assert (2, 1, 1) == (numbers.findings, numbers.subjects, numbers.devices_with_findings)


@pytest.mark.parametrize(
    ("outcome", "not_read", "read_in_part"),
    [
        ("complete", 0, 0),
        ("partial", 0, 1),
        ("unstated", 0, 1),
        ("failed", 1, 0),
        ("refused", 1, 0),
        ("skipped", 1, 0),
    ],
)
def test_outcomes_count_as_not_read_or_read_in_part(outcome: str, not_read: int, read_in_part: int) -> None:
    result = replace(empty_result(), devices=(device("a", Status.CLEAR, "", outcome=outcome, read_at=""),))
    numbers = grouping.headline(result)
    assert (not_read, read_in_part) == (numbers.not_read, numbers.read_in_part)
    assert 0 == numbers.read_earlier


def test_a_device_that_was_read_earlier_is_not_said_to_be_never_read() -> None:
    result = replace(empty_result(), devices=(device("a", Status.CLEAR, "", outcome="failed"),))
    numbers = grouping.headline(result)
    assert (0, 1) == (numbers.not_read, numbers.read_earlier)


def test_every_status_has_a_count_worst_first() -> None:
    counts = grouping.status_counts((("clear", 4), ("excluded", 1)))
    assert tuple(Status) == tuple(status for status, _ in counts)
    assert [(Status.EXCLUDED, 1), (Status.CLEAR, 4)] == [row for row in counts if row[1]]


def test_gaps_are_grouped_by_stage_and_reason_with_distinct_devices() -> None:
    result = replace(
        empty_result(),
        coverage=(
            Coverage("identify", Reason.MAKER_UNSTATED, "a", "1"),
            Coverage("collect", Reason.NO_ANSWER, "b", ""),
            Coverage("identify", Reason.MAKER_UNSTATED, "a", "2"),
            Coverage("evaluate", Reason.NOT_DECIDABLE, "", ""),
        ),
    )
    groups = [(g.stage, g.reason, g.devices, len(g.entries)) for g in grouping.gap_groups(result)]
    assert [
        ("collect", Reason.NO_ANSWER, 1, 1),
        ("identify", Reason.MAKER_UNSTATED, 1, 2),
        ("evaluate", Reason.NOT_DECIDABLE, 0, 1),
    ] == groups


def test_devices_with_most_gaps_come_first() -> None:
    result = replace(
        empty_result(),
        coverage=(
            Coverage("collect", Reason.NO_ANSWER, "a", ""),
            Coverage("collect", Reason.VIEW_REFUSED, "b", "x"),
            Coverage("collect", Reason.VIEW_REFUSED, "b", "y"),
        ),
    )
    assert [("b", 2), ("a", 1)] == [(gap.device_id, gap.entries) for gap in grouping.device_gaps(result)]


def test_a_reason_that_all_devices_share_is_found() -> None:
    result = replace(
        empty_result(),
        devices=(device("a", Status.CLEAR, ""), device("b", Status.CLEAR, "")),
        coverage=(
            Coverage("collect", Reason.VIEW_REFUSED, "a", ""),
            Coverage("collect", Reason.NO_ANSWER, "a", ""),
            Coverage("collect", Reason.NO_ANSWER, "b", ""),
        ),
    )
    assert frozenset({Reason.NO_ANSWER}) == grouping.shared_reasons(result)


def test_a_single_device_shares_its_reasons_with_nobody() -> None:
    gap = Coverage("collect", Reason.NO_ANSWER, "a", "")
    result = replace(empty_result(), devices=(device("a", Status.CLEAR, ""),), coverage=(gap,))
    assert frozenset() == grouping.shared_reasons(result)


def test_leads_to_a_vendor_with_findings_come_first() -> None:
    devices = (
        device("a", Status.CLEAR, "", leads=("espressif: 40:f5:20:00:00:01",)),
        device("b", Status.CLEAR, "", leads=("huawei: 00:e0:fc:00:00:01",)),
    )
    result = replace(empty_result(), devices=devices, findings=(finding(),))
    assert ["b", "a"] == [device_id for device_id, _ in grouping.sorted_leads(result)]
