"""The JSON report and its schema."""

# ruff: noqa: SIM300 - assert expected == actual, literals too
from __future__ import annotations

import json
from dataclasses import fields, replace
from enum import StrEnum

import pytest
from report.audit_sample import DEVICES, SOURCES, empty_result, finding, sample_result
from report.report_files import SCHEMA, VALIDATOR

from auditor.model.finding import AuditResult, Coverage, DeviceSummary, Finding, PolicySummary, Status
from auditor.model.identity import SubjectKind
from auditor.model.policy import PolicyKind, PolicyStatus, Severity, Verification
from auditor.model.recording import Reason
from auditor.report.json_report import SCHEMA as SCHEMA_NAME
from auditor.report.json_report import render_json


def errors(text: str) -> list[str]:
    return [error.message for error in VALIDATOR.iter_errors(json.loads(text))]


def test_the_schema_is_itself_valid() -> None:
    VALIDATOR.check_schema(SCHEMA)


@pytest.mark.parametrize("result", [sample_result(), empty_result()], ids=["sample", "empty"])
def test_the_report_follows_its_schema(result: AuditResult) -> None:
    assert [] == errors(render_json(result))


def test_the_schema_refuses_an_unknown_key() -> None:
    report = json.loads(render_json(sample_result()))
    report["findings"][0]["extra"] = 1
    assert ["Additional properties are not allowed ('extra' was unexpected)"] == errors(json.dumps(report))


def test_the_schema_refuses_an_unknown_status() -> None:
    report = json.loads(render_json(sample_result()))
    report["devices"][0]["status"] = "fine"
    assert 1 == len(errors(json.dumps(report)))


def test_every_object_of_the_schema_is_closed_and_every_key_required() -> None:
    objects = [SCHEMA, *SCHEMA["$defs"].values()]
    closed = [item for item in objects if item.get("type") == "object"]
    assert [] == [item for item in closed if item["additionalProperties"] is not False]
    assert [] == [item for item in closed if sorted(item["properties"]) != item["required"]]


@pytest.mark.parametrize(
    ("words", "place"),
    [
        (Status, SCHEMA["$defs"]["status"]),
        (Severity, SCHEMA["$defs"]["severity"]),
        (Reason, SCHEMA["$defs"]["reason"]),
        (SubjectKind, SCHEMA["$defs"]["finding"]["properties"]["subject_kind"]),
        (PolicyKind, SCHEMA["$defs"]["policy"]["properties"]["kind"]),
        (PolicyStatus, SCHEMA["$defs"]["policy"]["properties"]["status"]),
        (Verification, SCHEMA["$defs"]["citation"]["properties"]["verification"]),
    ],
)
def test_the_schema_knows_every_word_of_the_model(words: type[StrEnum], place: dict[str, list[str]]) -> None:
    assert [word.value for word in words] == place["enum"]


def test_nothing_of_the_result_is_left_out() -> None:
    report = json.loads(render_json(sample_result()))
    expected = [
        (report, {field.name for field in fields(AuditResult)}),
        (report["findings"][0], {field.name for field in fields(Finding)}),
        (report["coverage"][0], {field.name for field in fields(Coverage)}),
        (report["devices"][0], set(DeviceSummary._fields)),
        (report["policies"][0], set(PolicySummary._fields)),
        (report["sources"][0], set(SOURCES[0]._fields)),
    ]
    assert [] == [names - set(item) for item, names in expected if names - set(item)]


def test_values_come_through_unchanged() -> None:
    report = json.loads(render_json(sample_result()))
    assert sorted(device.device_id for device in DEVICES) == sorted(d["device_id"] for d in report["devices"])
    assert "FX-310 屋外ルータ" in [item["model_name"] for item in report["devices"]]


def test_long_text_is_not_cut() -> None:
    report = json.loads(render_json(replace(empty_result(), findings=(finding(because="x" * 60_000),))))
    assert "x" * 60_000 == report["findings"][0]["because"]


def test_the_report_names_its_version_and_is_ascii_with_sorted_keys() -> None:
    text = render_json(sample_result())
    report = json.loads(text)
    assert "auditor-audit/1" == SCHEMA_NAME == report["schema"]
    assert text.isascii()
    assert list(report) == sorted(report)


def test_all_statuses_are_counted_even_when_none_has_them() -> None:
    report = json.loads(render_json(empty_result()))
    assert dict.fromkeys(sorted(Status), 0) == report["status_counts"]
