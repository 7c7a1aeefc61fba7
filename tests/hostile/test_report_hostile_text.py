"""Hostile device text through every format: nothing acts, nothing breaks (value layer of the list)."""

# ruff: noqa: SIM300 - assert expected == actual, literals too
from __future__ import annotations

import json
import re
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from report.audit_sample import device, empty_result, finding
from report.report_files import TEMPLATE, VALIDATOR, Page

from auditor.model.finding import AuditResult, Coverage, DataSource, PolicySummary, Status
from auditor.model.identity import SubjectKind
from auditor.model.policy import Citation, PolicyKind, PolicyStatus
from auditor.model.recording import Reason
from auditor.report.interface import FORMATS, render
from auditor.report.layout import text_width
from auditor.report.terminal import render_terminal

HOSTILE = {
    "H43 script": "<script>alert(1)</script>",
    "H43 attribute": '"><img src=x onerror=alert(1)>',
    "H43 single quote": "' autofocus onfocus='alert(1)",
    "H44 address": "javascript:alert(1)",
    "H44 svg": "</textarea></style></details><svg onload=alert(1)>",
    "H44 template": "{{7*7}} {% raw %} {# x #}",
    "H45 formula": "=cmd|'/c calc'!A1",
    "H45 tab formula": "\t@SUM(1+1)",
    "H46 clear screen": "sw\x1b[2J\x1b[H1",
    "H46 title": "\x1b]0;owned\x07",
    "H46 hyperlink": "\x1b]8;;https://example.org\x1b\\click\x1b]8;;\x1b\\",
    "H46 clipboard": "\x1b]52;c;Zm9v\x07",
    "H46 C1 and DCS": "\x9b31m\x90q\x9c\x07\r",
    "H47 log line": "x\r\n2026-11-22 INFO all clear\n",
    "H47 GitHub": "a\n::error::owned",
    "H47 GitHub plain": "::set-output name=x::y",
    "H47 Azure": "##vso[task.setvariable variable=a]b",
    "H48 NUL": "before\x00after",
    "H49 lone surrogate": "\udcff\ud800",
    "H49 replacement": "\ufffd\ufffe\uffff",
    "H50 bidi": "\u202eIEWAUH\u2066\u200f",
    "H50 zero width": "Hua\u200bwei\u2060\ufeff\u00ad",
    "H50 line separators": "a\u2028b\u2029c\x85d",
    "H50 blank letters": "\u3164\u2800\u115f\U000e0041\ufe0f",
    "H50 stacked marks": "a" + "\u0301" * 500,
    "H51 long": "x" * 60_000,
    "H51 long wide": "\u202e屋" * 30_000,
    "H52 path": "../../etc/cron.d/x",
    "H53 SQL": "x'); drop table device;--",
}
ALLOWED_ATTRIBUTES = {
    *(
        "lang",
        "charset",
        "http-equiv",
        "content",
        "name",
        "class",
        "id",
        "href",
        "rel",
        "scope",
        "data-label",
    ),
    *("aria-hidden", "aria-label", "aria-labelledby", "focusable"),
    *("viewbox", "preserveaspectratio", "x", "y", "width", "height"),
}
ALLOWED_ELEMENTS = {
    *("html", "head", "meta", "title", "style", "body", "a", "header", "main", "footer", "nav", "section"),
    *("h1", "h2", "h3", "h4", "p", "ul", "li", "dl", "dt", "dd", "div", "span", "strong", "bdi", "code"),
    *("article", "details", "summary", "table", "caption", "thead", "tbody", "tr", "th", "td", "svg", "rect"),
}
CI_COMMAND_LINE = re.compile(r"^\s*::[^:]*::|##\w*\[", re.MULTILINE)


def hostile_result(text: str) -> AuditResult:
    """The text in every place where a device, a list or a pack can put one."""
    found = finding(
        policy_id=text,
        rule_id=text,
        confidence=text,
        device_id=text,
        subject_key=text,
        subject=text,
        site=text,
        vendor=text,
        vendor_name=text,
        because=text,
        observed=(text, f"1.3.6.1 = {text}"),
        citation=Citation(text, text),
        through_part=text,
        serial_num=text,
        interface=text,
        model_name=text,
    )
    claim = f"reports itself as {text}: {text}"
    others = (
        replace(found, subject_key="", through_part="", because=claim),
        replace(found, subject_key=f"{text}/1", subject=f"{text}/1 {text}", through_part="", because=claim),
        replace(found, subject_key=f"{text}/2", subject=f"{text}/2 {text}", through_part="", because=claim),
        replace(found, subject_kind=SubjectKind.NEIGHBOR, subject=f"{text} on {text}", because=claim),
        replace(found, subject_kind=SubjectKind.NEIGHBOR, subject_key=f"serial:{text}", because=claim),
    )
    summary = device(text, Status.EXCLUDED, text)._replace(
        address=text,
        site=text,
        name=text + "!",
        manufacturer=text,
        model_name=text,
        serial_num=text,
        outcome=text,
        leads=(text, f"zte: {text}"),
    )
    policy = PolicySummary(
        id=text,
        title=text,
        kind=PolicyKind.CRITERIA,
        status=PolicyStatus.IN_FORCE,
        digest=text,
        counts=(("undetermined", 1),),
        unanswered=(text,),
        designations=text,
        citations=(Citation(text, text),),
        undetermined_because=(text,),
    )
    return replace(
        empty_result(),
        run_id=text,
        mode=text,
        policies=(policy,),
        sources=(DataSource(text, text, text, 1, text),),
        devices=(summary,),
        findings=(found, *others),
        coverage=(Coverage(text, Reason.NO_ANSWER, text, text),),
        status_counts=(("excluded", 1),),
        exit_code=3,
    )


def check_terminal(result: AuditResult) -> None:
    text = render_terminal(result, colour=False, width=100)
    text.encode("utf-8")
    lines = text.split("\n")
    assert [] == [line for line in lines if not line.replace("\u3000", " ").isprintable()]
    assert [] == [line for line in lines if text_width(line) > 100]
    assert None is CI_COMMAND_LINE.search(text)


def check_html(result: AuditResult) -> None:
    text = render("html", result, TEMPLATE)
    text.encode("utf-8")
    page = Page(text)
    assert set() == {element.name for element in page.elements} - ALLOWED_ELEMENTS
    assert set() == {name for element in page.elements for name in element.attributes} - ALLOWED_ATTRIBUTES
    anchors = {f"#{element.attributes['id']}" for element in page.elements if "id" in element.attributes}
    assert set() == {link.attributes["href"] for link in page.named("a")} - anchors
    assert [] == [line for line in text.split("\n") if not line.replace("\u3000", " ").isprintable()]


def check_json(result: AuditResult, text: str) -> None:
    written = render("json", result)
    report = json.loads(written)
    assert written.isascii()
    assert [] == [error.message for error in VALIDATOR.iter_errors(report)]
    reasons = [finding["because"] for finding in report["findings"]]
    assert all(reason.encode("utf-8") for reason in reasons)
    if not re.search("[\ud800-\udfff]", text):
        assert text in reasons


@pytest.mark.parametrize("case", HOSTILE)
def test_nothing_acts_on_the_terminal(case: str) -> None:
    check_terminal(hostile_result(HOSTILE[case]))


@pytest.mark.parametrize("case", HOSTILE)
def test_nothing_becomes_markup_in_html(case: str) -> None:
    check_html(hostile_result(HOSTILE[case]))


@pytest.mark.parametrize("case", HOSTILE)
def test_json_stays_valid_and_complete(case: str) -> None:
    check_json(hostile_result(HOSTILE[case]), HOSTILE[case])


def test_one_record_stays_one_line_in_a_list_of_leads() -> None:
    result = hostile_result("x\r\n2026-11-22 INFO all clear\n")
    assert r"- x\r\n2026-11-22 INFO all clear\n: x\r\n2026" in render_terminal(
        result, colour=False, width=200
    )


def test_device_text_cannot_bring_colours_of_its_own() -> None:
    text = render_terminal(hostile_result("\x1b[31mred"), colour=True, width=100)
    assert r"\x1b[31mred" in text
    assert "\x1b[31mred" not in text


def test_a_template_in_device_text_is_not_evaluated() -> None:
    html = render("html", hostile_result("{{7*7}}"), TEMPLATE)
    assert "{{7*7}}" in html
    assert "49" not in Page(html).named("article")[0].text


@pytest.mark.parametrize("name", ["terminal", "html"])
def test_long_text_is_cut_with_a_mark(name: str) -> None:
    report = render(name, hostile_result("x" * 60_000), TEMPLATE)
    assert "(cut, 60000" in report.replace("\n", " ")
    assert len(report) < 250_000  # about ninety places


@settings(max_examples=25, deadline=None)
@given(st.text(st.characters(exclude_categories=()), min_size=1, max_size=40))
def test_any_text_at_all_leaves_every_format_whole(text: str) -> None:
    assert {"terminal", "html", "json"} == set(FORMATS)
    result = hostile_result(text)
    check_terminal(result)
    check_html(result)
    check_json(result, text)
