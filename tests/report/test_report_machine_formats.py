"""CSV, Markdown, JUnit XML and SARIF: each read back by a parser that is not ours."""

# ruff: noqa: SIM300 - assert expected == actual, literals too
from __future__ import annotations

import csv
import io
import json
from dataclasses import replace
from typing import Any

import pytest
from lxml import etree
from markdown_it import MarkdownIt
from report.audit_sample import device, empty_result, finding, sample_result
from report.inventory_sample import VENDOR_NAMES, inventory_device
from report.machine_schemas import SARIF, XSD

from auditor.model.finding import AuditResult, Coverage, Status
from auditor.model.identity import SubjectKind
from auditor.model.recording import Reason
from auditor.report import grouping
from auditor.report.csv_report import component_files, render_devices, render_findings
from auditor.report.escape import csv_text, markdown_text, sarif_text
from auditor.report.junit_report import OUTCOMES, render_junit
from auditor.report.markdown_report import render_markdown
from auditor.report.sarif_report import render_sarif
from auditor.report.sarif_result import relative_uri


def junit(result: AuditResult) -> Any:
    document = etree.fromstring(render_junit(result).encode())
    XSD.assertValid(document)
    return document


def cases(result: AuditResult, suite: str) -> dict[str, str]:
    found = junit(result).xpath("testsuite[@name=$name]/testcase", name=suite)
    return {case.get("name"): case[0].tag if len(case) else "" for case in found}


def sarif_run(result: AuditResult) -> Any:
    document = json.loads(render_sarif(result))
    assert [] == [error.message for error in SARIF.iter_errors(document)]
    return document["runs"][0]


def rows(text: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(text, newline="")))


def test_csv_has_a_line_for_each_finding_in_the_order_of_all_reports() -> None:
    found = rows(render_findings(sample_result()))
    expected = [one.fingerprint for one in grouping.sorted_findings(sample_result())]
    assert expected == [row["fingerprint"] for row in found]
    assert {"SAMPLE0117"} == {row["serial_num"] for row in found if row["subject"] == "modem:1 MF833V"}


def test_csv_lists_devices_that_were_not_read() -> None:
    statuses = {row["device_id"]: row["status"] for row in rows(render_devices(sample_result()))}
    assert ("not_checked", "unknown") == (statuses["osk-acc-07"], statuses["tyo-fw-01"])


def test_csv_lists_the_parts_of_a_device() -> None:
    (file,) = component_files(empty_result(), [inventory_device()], VENDOR_NAMES)
    found = [(row["path"], row["serial_num"], row["manufacturer_name"]) for row in rows(file.text)]
    assert [("", "SAMPLE0000", "Cisco"), ("slot:1", "", ""), ("slot:1/port:49", "SAMPLE1049", "ZTE")] == found


@pytest.mark.parametrize(
    "text",
    [
        "=1+1",
        "+1",
        "-1",
        "@SUM(A1)",
        "\t=1",
        "\r=1",
        "\n=1",
        " =1",
        "\u200b=1",
        "'=1",
        "\uff1d1",
        "|x",
        "\u3000=1",
    ],
)
def test_a_cell_that_a_spreadsheet_would_calculate_begins_with_an_apostrophe(text: str) -> None:
    (cell,) = next(csv.reader(io.StringIO(csv_text(text))))
    assert cell.startswith("'")


@pytest.mark.parametrize("text", ["", "plain", "a=b", 'say "x", y', "FOC1-2", "2001:db8::1"])
def test_any_other_cell_comes_through_unchanged(text: str) -> None:
    assert [[text]] == list(csv.reader(io.StringIO(csv_text(text))))


def test_markdown_says_first_what_was_not_checked() -> None:
    text = render_markdown(sample_result())
    places = [
        text.index(f"### {title}") for title in ("Not checked", "Findings", "Not decided", "Policies used")
    ]
    assert sorted(places) == places


def test_markdown_lists_findings_and_undecided_devices_in_tables() -> None:
    html = MarkdownIt("commonmark").enable("table").render(render_markdown(sample_result()))
    assert 2 == html.count("<table>")
    assert 14 + 3 == html.count("<tr>") - 2
    assert "serial" not in html.partition("<tbody>")[0].replace("Serial", "")


def test_markdown_of_a_large_audit_is_cut_and_says_so() -> None:
    many = tuple(finding(device_id=f"sw-{number}") for number in range(120))
    text = render_markdown(replace(sample_result(), findings=many))
    assert "… and 20 more findings (see the JSON report)." in text


@pytest.mark.parametrize(
    "text",
    [
        "**x**",
        "<b>x</b>",
        "[x](http://e)",
        "![x](y)",
        "`x`",
        "a|b",
        "# x",
        "~~x~~",
        "&lt;",
        "\\*",
        "1. x",
        "- x",
        "x_y_z",
        "_x_ __y__",
        "a * b * c",
        "==x== $y$",
        "&amp",
        "a\\",
        "    x",
    ],
)
def test_nothing_in_a_text_is_markup(text: str) -> None:
    for page in (f"x {markdown_text(text)} y", f"- {markdown_text(text)}"):
        rendered = MarkdownIt("commonmark").enable("table").render(page)
        plain = etree.fromstring(f"<div>{rendered}</div>".encode())
        assert text in "".join(plain.itertext())
        assert {"div", "p", "ul", "li", "code"} >= {element.tag for element in plain.iter()}


@pytest.mark.parametrize(
    "text",
    [
        *("S5720-28X-SI", "GigabitEthernet1/0/1", "XGigabitEthernet0_0_1", "v2c.", "P90S1-4XGE-SFP+"),
        *("module:0/powerSupply:PWR1", "-48V DC", "1.2.3", "says so: possibly (not surely) R&D's", "Wow! 9%"),
        *("2026-11-23T01:53:46Z", 'entPhysicalMfgName "HUAWEI", also sysDescr', "/dev/ttyUSB0", "100% = x"),
        *("C:\\temp", "屋外 装置", "us-ndaa-889", "jp_government_entity?", "a; b. 2) c"),
    ],
)
def test_plain_text_stays_readable(text: str) -> None:
    assert text == markdown_text(text)


@pytest.mark.parametrize(
    "text",
    [
        *("@team", "http://e.x", "www.e.x", ":smile:", "!12", "a@b.c", "48:43:5a:7c:31:00", "~bug"),
        *("GH-7", '%"v1"', "mailto:a@b.c"),
    ],
)
def test_what_a_site_would_link_stands_in_code(text: str) -> None:
    assert f"`{text}`" == markdown_text(text)


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("#7", "&#35;`7`"),
        ("`@team`", "&#96;`@team`&#96;"),
        ("x #7 y", "`x` &#35;`7 y`"),
        ("a|@b", "`a`&#124;`@b`"),
        ("<a href=http://e.x>", "&#60;`a href=http://e.x`&#62;"),
        (" @team ", "&#32;`@team` "),
    ],
)
def test_what_would_end_the_code_stands_outside_of_it(text: str, written: str) -> None:
    assert written == markdown_text(text)


def test_junit_has_a_suite_for_each_policy_and_a_case_for_each_device() -> None:
    document = junit(sample_result())
    suites = {suite.get("name"): int(suite.get("tests")) for suite in document}
    assert {"operator": 12, "us-ndaa-889b": 12, "jp-it-proc-2018": 12, "auditor": 1} == suites


def test_excluded_fails_undecided_errs_and_out_of_scope_is_skipped() -> None:
    found = cases(sample_result(), "operator")
    assert {
        "tyo-acc-01": "failure",
        "tyo-core-01": "error",
        "tyo-fw-01": "error",
        "osk-acc-07": "error",
        "lab-sim-01": "skipped",
        "osk-acc-08": "",
    }.items() <= found.items()


@pytest.mark.parametrize("status", Status)
def test_only_clear_passes(status: Status) -> None:
    assert ("" == OUTCOMES[status]) == (status is Status.CLEAR)


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ({}, ""),
        ({"outcome": "partial"}, "error"),
        ({"unknown_parts": 2}, "error"),
        ({"policy_statuses": (("operator", "not_applicable"),)}, "skipped"),
        ({"policy_statuses": (("operator", "undetermined"),)}, "error"),
        ({"policy_statuses": ()}, "error"),
    ],
)
def test_a_finding_under_another_policy_hides_no_gap(changes: dict[str, object], expected: str) -> None:
    fields = {"policy_statuses": (("operator", "clear"),), **changes}
    sample = sample_result()
    one = device("a", Status.EXCLUDED, "found under another policy", **fields)
    result = replace(sample, devices=(one,), findings=(), coverage=())
    assert {"a": expected} == cases(result, "operator")


def test_a_table_that_was_not_read_is_an_error_too() -> None:
    one = device("a", Status.EXCLUDED, "x", policy_statuses=(("operator", "clear"),))
    gap = Coverage("collect", Reason.VIEW_REFUSED, "a", "entPhysicalTable")
    assert {"a": "error"} == cases(
        replace(sample_result(), devices=(one,), findings=(), coverage=(gap,)), "operator"
    )


def test_sarif_anchors_every_result_to_a_line_of_the_target_list() -> None:
    results = sarif_run(sample_result())["results"]
    assert len(sample_result().findings) < len(results)
    for result in results:
        (location,) = result["locations"]
        place = location["physicalLocation"]
        assert {"uri": "targets.csv", "uriBaseId": "SRCROOT"} == place["artifactLocation"]
        assert 7 == place["region"]["startLine"]


def test_sarif_results_carry_the_fingerprints_of_the_audit() -> None:
    results = sarif_run(sample_result())["results"]
    prints = [one["partialFingerprints"].get("auditorFinding/v1") for one in results]
    expected = [one.fingerprint for one in grouping.sorted_findings(sample_result())]
    assert expected == prints[: len(expected)]
    assert [None] * 3 == prints[len(expected) :]


def test_sarif_tells_two_parts_of_one_device_apart_where_code_scanning_looks() -> None:
    """It reads one name, and computes what is missing from the line, which all parts of a device share."""
    results = sarif_run(sample_result())["results"]
    told = [one["partialFingerprints"]["primaryLocationLineHash"] for one in results]
    assert len(set(told)) == len(results)


def test_sarif_names_the_device_and_the_part_apart_from_the_line() -> None:
    part = finding(device_id="sw-1", site="north", subject_key="psu:1")
    seen = replace(part, subject_kind=SubjectKind.NEIGHBOR, subject_key="mac:1")
    told = []
    for found in (part, seen, replace(part, subject_key="")):
        (one,) = sarif_run(replace(sample_result(), findings=(found,), devices=()))["results"]
        told += one["locations"][0]["logicalLocations"]
    assert [
        {"name": "psu:1", "fullyQualifiedName": "north/sw-1/psu:1", "kind": "component"},
        {"name": "mac:1", "fullyQualifiedName": "north/sw-1/mac:1", "kind": "neighbor"},
        {"name": "sw-1", "fullyQualifiedName": "north/sw-1", "kind": "device"},
    ] == told


def test_sarif_has_a_result_for_devices_that_nobody_decided() -> None:
    run = sarif_run(sample_result())
    found = sorted(one["ruleId"] for one in run["results"] if one["ruleId"].startswith("auditor/"))
    assert ["auditor/not_checked", "auditor/unknown", "auditor/unknown"] == found


def test_sarif_rules_are_found_by_index_and_severity() -> None:
    run = sarif_run(sample_result())
    rules = run["tool"]["driver"]["rules"]
    assert [] == [one for one in run["results"] if rules[one["ruleIndex"]]["id"] != one["ruleId"]]
    severities = {rule["id"]: rule["properties"].get("security-severity") for rule in rules}
    assert "8.0" == severities["operator/exclude-huawei"]


def test_sarif_of_nothing_is_valid_and_says_how_the_audit_ended() -> None:
    run = sarif_run(empty_result())
    assert ([], 0) == (run["results"], run["invocations"][0]["exitCode"])


def test_the_sarif_schema_would_refuse_a_slip() -> None:
    document = json.loads(render_sarif(sample_result()))
    document["runs"][0]["results"][0]["level"] = "fatal"
    assert [] != list(SARIF.iter_errors(document))


@pytest.mark.parametrize(
    ("path", "uri"),
    [
        ("targets.toml", "targets.toml"),
        ("./lists/a b.csv", "lists/a%20b.csv"),
        ("lists//x:y#z.csv", "lists/x%3Ay%23z.csv"),
        ("/etc/targets.toml", ""),
        ("../targets.toml", ""),
        ("", ""),
    ],
)
def test_only_a_path_inside_the_repository_is_anchored_to(path: str, uri: str) -> None:
    assert uri == relative_uri(path)


def test_a_sarif_message_has_no_links_and_no_placeholders_of_a_device() -> None:
    assert r"\[x\](y) {{0}} \\" == sarif_text("[x](y) {0} \\")


@pytest.mark.parametrize(("baseline", "state"), [("new", "new"), ("known", "unchanged"), ("", None)])
def test_sarif_tells_what_the_baseline_has(baseline: str, state: str | None) -> None:
    result = replace(empty_result(), findings=(finding(baseline=baseline),))
    (one,) = sarif_run(result)["results"]
    assert state == one.get("baselineState")
