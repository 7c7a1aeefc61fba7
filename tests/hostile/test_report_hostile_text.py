"""Hostile device text through every format: nothing acts, nothing breaks (value layer of the list)."""

# ruff: noqa: SIM300 - assert expected == actual, literals too
from __future__ import annotations

import json
import re
from collections.abc import Callable

import pytest
from hostile.hostile_texts import HOSTILE, hostile_result
from hypothesis import given, settings
from hypothesis import strategies as st
from report.report_files import TEMPLATE, VALIDATOR, Page

from auditor.model.finding import AuditResult
from auditor.report.interface import FORMATS, render
from auditor.report.layout import text_width
from auditor.report.terminal import render_terminal

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


def check_terminal(result: AuditResult, _text: str) -> None:
    text = render_terminal(result, colour=False, width=100)
    text.encode("utf-8")
    lines = text.split("\n")
    assert [] == [line for line in lines if not line.replace("\u3000", " ").isprintable()]
    assert [] == [line for line in lines if text_width(line) > 100]
    assert None is CI_COMMAND_LINE.search(text)


def check_html(result: AuditResult, _text: str) -> None:
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


CHECKS: dict[str, Callable[[AuditResult, str], None]] = {
    "terminal": check_terminal,
    "html": check_html,
    "json": check_json,
}
"""A check for every format: given the result with a hostile text in every place, and that text."""


def test_every_format_has_a_check() -> None:
    assert set(FORMATS) == set(CHECKS)


@pytest.mark.parametrize("case", HOSTILE)
@pytest.mark.parametrize("name", CHECKS)
def test_nothing_acts_and_nothing_breaks(name: str, case: str) -> None:
    CHECKS[name](hostile_result(HOSTILE[case]), HOSTILE[case])


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
    result = hostile_result(text)
    for check in CHECKS.values():
        check(result, text)
