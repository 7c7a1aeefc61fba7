"""Devices that are not clear, by reason."""

# ruff: noqa: SIM300 - assert expected == actual, literals too
from __future__ import annotations

from dataclasses import replace

from report.audit_builders import device, empty_result, finding

from auditor.model.finding import DeviceSummary, Status
from auditor.report.device_reasons import devices_by_reason


def told(*devices: DeviceSummary) -> list[tuple[str, str, tuple[str, ...]]]:
    result = replace(empty_result(), devices=devices, findings=(finding(device_id="found"),))
    return [tuple(group) for group in devices_by_reason(result)]


def test_devices_with_one_reason_are_one_row_worst_status_and_most_devices_first() -> None:
    assert [
        (Status.UNKNOWN, "cut", ("b", "c")),
        (Status.UNKNOWN, "after", ("a",)),
        (Status.NOT_CHECKED, "no answer", ("d",)),
    ] == told(
        device("d", Status.NOT_CHECKED, "no answer"),
        device("c", Status.UNKNOWN, "cut"),
        device("b", Status.UNKNOWN, "cut"),
        device("a", Status.UNKNOWN, "after"),
    )


def test_the_number_of_parts_makes_no_reason_of_its_own() -> None:
    assert [(Status.UNKNOWN, "parts state no maker", ("a", "b"))] == told(
        device("a", Status.UNKNOWN, "1 part states no maker"),
        device("b", Status.UNKNOWN, "12 parts state no maker"),
    )


def test_clear_devices_and_those_told_under_findings_are_left_out() -> None:
    assert [] == told(device("a", Status.CLEAR, ""), device("found", Status.EXCLUDED, ""))


def test_a_device_under_review_without_a_finding_is_not_lost() -> None:
    assert [(Status.REVIEW, "why", ("lost",))] == told(device("lost", Status.REVIEW, "why"))
