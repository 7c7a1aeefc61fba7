"""Hostile device text through every format: nothing acts, nothing breaks (value layer of the list)."""

# ruff: noqa: SIM300 - assert expected == actual, literals too
from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Callable, Iterator
from dataclasses import replace

import pytest
from hostile.hostile_texts import HOSTILE, hostile_device, hostile_result
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree
from markdown_it import MarkdownIt
from report.machine_schemas import SARIF, XSD
from report.report_files import PAGE_TEMPLATE, TEMPLATE, VALIDATOR, Page

from auditor.model.finding import AuditResult
from auditor.model.inventory import InventoryDevice
from auditor.report.escape import MAX_SHOWN_CHARACTERS, cut_text, plain_text, visible_text
from auditor.report.folder import File
from auditor.report.interface import FOLDER_FORMATS, FORMATS, Material, render
from auditor.report.layout import text_width
from auditor.report.terminal import render_terminal
from auditor.report.worksheets import WORKSHEETS, Worksheet

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
        "open",
        "data-label",
    ),
    *("aria-hidden", "aria-label", "aria-labelledby", "focusable"),
    *("viewbox", "preserveaspectratio", "x", "y", "width", "height"),
    *("x1", "y1", "x2", "y2", "cx", "cy", "r"),
}
ALLOWED_ELEMENTS = {
    *("html", "head", "meta", "title", "style", "body", "a", "header", "main", "footer", "nav", "section"),
    *("h1", "h2", "h3", "h4", "p", "ul", "li", "dl", "dt", "dd", "div", "span", "strong", "bdi", "code"),
    *("article", "details", "summary", "table", "caption", "thead", "tbody", "tr", "th", "td", "svg", "rect"),
    *("line", "circle", "text"),
}
MARKDOWN_ELEMENTS = {
    "h1",
    "h2",
    "h3",
    "p",
    "blockquote",
    "ul",
    "li",
    "strong",
    "em",
    "code",
    "table",
    "thead",
    "tbody",
    "tr",
    "th",
    "td",
}
SITE_WORD = re.compile(
    r"://|www\.|\w@\w|(?<!\w)@[a-z]|[!#][0-9]|:[a-z_+-]+:|\bGH-[0-9]|~[a-z]", re.IGNORECASE
)
"""Links, addresses, mentions, references and emoji: only a code element keeps sites off them."""
CI_COMMAND_LINE = re.compile(r"^\s*::[^:]*::|##\w*\[", re.MULTILINE)


def check_terminal(result: AuditResult, _text: str) -> None:
    text = render_terminal(result, colour=False, width=100)
    text.encode("utf-8")
    lines = text.split("\n")
    assert [] == [line for line in lines if not line.replace("\u3000", " ").isprintable()]
    assert [] == [line for line in lines if text_width(line) > 100]
    assert None is CI_COMMAND_LINE.search(text)


def check_html(result: AuditResult, _text: str) -> None:
    check_page(render("html", result, TEMPLATE), frozenset())


def check_html_devices(result: AuditResult, text: str) -> None:
    device = hostile_device(text)
    files = {file.name: file.text for file in device_files(result, device, device._replace(device_id="b"))}
    names = frozenset(name for path in files for name in (path, f"../{path}", path.rpartition("/")[2]))
    for page in files.values():
        check_page(page, names)
    shown = {element.text for element in Page(next(iter(files.values()))).named("bdi")}
    assert visible_text(cut_text(text, MAX_SHOWN_CHARACTERS)) in shown


def device_files(result: AuditResult, *devices: InventoryDevice) -> Iterator[File]:
    names = {device.os_vendor: "Cisco" for device in devices}
    return FOLDER_FORMATS["html-devices"].write(Material(result, devices, names, TEMPLATE, PAGE_TEMPLATE))


def check_page(text: str, files: frozenset[str]) -> None:
    text.encode("utf-8")
    page = Page(text)
    assert set() == {element.name for element in page.elements} - ALLOWED_ELEMENTS
    assert set() == {name for element in page.elements for name in element.attributes} - ALLOWED_ATTRIBUTES
    anchors = {f"#{element.attributes['id']}" for element in page.elements if "id" in element.attributes}
    assert set() == {link.attributes["href"] for link in page.named("a")} - anchors - files
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


def check_csv(name: str) -> Callable[[AuditResult, str], None]:
    def check(result: AuditResult, text: str) -> None:
        written = render(name, result)
        written.encode("utf-8")
        records = list(csv.reader(io.StringIO(written, newline="")))
        assert {len(records[0])} == {len(record) for record in records}
        assert written.count("\r\n") == len(records)
        cells = [cell for record in records[1:] for cell in record]
        assert [] == [cell for cell in cells if not cell.replace("\u3000", " ").isprintable()]
        assert [] == [cell for cell in cells if cell.lstrip()[:1] in set("=+-@\t\r|") and cell]
        assert plain_text(text, 32_000).lstrip("'") in {cell.lstrip("'") for cell in cells}

    return check


def check_markdown(result: AuditResult, text: str) -> None:
    written = render("markdown", result)
    written.encode("utf-8")
    assert [] == [line for line in written.split("\n") if not line.replace("\u3000", " ").isprintable()]
    page = check_markup(written)
    shown = plain_text(cut_text(text, 120)).strip()
    assert " ".join(shown.split()) in {" ".join(cell.text.split()) for cell in page.named("td")}


def check_markup(text: str) -> Page:
    """Nothing but what our own words mean, and nothing that a site would make a link of."""
    reader = MarkdownIt("commonmark").enable(["table", "strikethrough"])
    page = Page(reader.render(text))
    assert MARKDOWN_ELEMENTS >= {element.name for element in page.elements}
    assert [] == [element.attributes for element in page.elements if element.attributes]
    parts = [part for block in reader.parse(text) for part in block.children or ()]
    assert [] == [part.content for part in parts if part.type == "text" and SITE_WORD.search(part.content)]
    return page


def check_junit(result: AuditResult, text: str) -> None:
    document = etree.fromstring(render("junit", result).encode())
    XSD.assertValid(document)
    assert plain_text(text) in document.xpath("//testcase/@name")
    values = [
        value for element in document.iter() for value in (*element.attrib.values(), element.text or "")
    ]
    lines = [line for value in values for line in value.split("\n")]
    assert [] == [line for line in lines if not line.replace("\u3000", " ").isprintable()]


def check_sarif(result: AuditResult, text: str) -> None:
    written = render("sarif", result)
    document = json.loads(written)
    assert written.isascii()
    assert [] == [error.message for error in SARIF.iter_errors(document)]
    results = document["runs"][0]["results"]
    assert plain_text(text) in {one["properties"]["serialNumber"] for one in results}
    assert [] == [
        one for one in results if not one["locations"][0]["physicalLocation"]["artifactLocation"]["uri"]
    ]
    told = [one["message"]["text"] for one in results]
    assert [] == [one for one in told if re.search(r"(?<!\\)(?:\\\\)*\[", one)]


def check_worksheet(sheet: Worksheet) -> Callable[[AuditResult, str], None]:
    """Of a worksheet, filled with every finding of the result."""

    def check(result: AuditResult, _text: str) -> None:
        findings = tuple(replace(one, policy_id=sheet.policies[0]) for one in result.findings)
        check_sheet(render(sheet.name, replace(result, findings=findings)))

    return check


def check_sheet(text: str) -> None:
    text.encode("utf-8")
    lines = text.split("\n")
    assert [] == [line for line in lines if not line.replace("\u3000", " ").isprintable()]
    assert None is CI_COMMAND_LINE.search(text)
    assert None is re.search(r"<(?!/?code>)|\]\(|!\[", text)
    check_markup(re.sub(r"^- (?:Written in|To): .*", "", text, flags=re.MULTILINE))
    rows = [line for line in lines if line.startswith("|")]
    assert {3, 9} >= {row.count("|") for row in rows}


CHECKS: dict[str, Callable[[AuditResult, str], None]] = {
    "terminal": check_terminal,
    "html": check_html,
    "html-devices": check_html_devices,
    "json": check_json,
    "removal-plan": lambda result, _text: check_sheet(render("removal-plan", result)),
    **{sheet.name: check_worksheet(sheet) for sheet in WORKSHEETS},
    "markdown": check_markdown,
    "csv": check_csv("csv"),
    "csv-devices": check_csv("csv-devices"),
    "junit": check_junit,
    "sarif": check_sarif,
}
"""A check for every format: given the result with a hostile text in every place, and that text."""
ELSEWHERE = {"cyclonedx", "cyclonedx-site", "csv-components"}
"""Folders of files for programs: bills have tests of their own, and cells are those of `csv`."""


def test_every_format_has_a_check() -> None:
    assert {*FORMATS, *FOLDER_FORMATS} == {*CHECKS, *ELSEWHERE}


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
