"""The seam of report: a format's name and an `AuditResult` in, text out.

A new format is one file beside this one and one row of `FORMATS` (one text) or
`FOLDER_FORMATS` (a file for each device or site). Templates are package data that the
caller reads (`template` names the file in report/templates) and hands in as text.
"""

from __future__ import annotations

import difflib
from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import partial
from types import MappingProxyType
from typing import NamedTuple

from auditor.errors import UsageError
from auditor.model.finding import AuditResult
from auditor.model.inventory import InventoryDevice
from auditor.report.csv_report import component_files, finding_lines, render_devices
from auditor.report.cyclonedx import device_boms, site_boms
from auditor.report.device_pages import page_files
from auditor.report.folder import File
from auditor.report.html_report import render_html
from auditor.report.json_report import json_pieces
from auditor.report.junit_report import junit_lines
from auditor.report.markdown_report import render_markdown
from auditor.report.removal_plan import render_removal_plan
from auditor.report.sarif_report import render_sarif
from auditor.report.terminal import DEFAULT_WIDTH, render_terminal
from auditor.report.worksheet_text import render_worksheet
from auditor.report.worksheets import WORKSHEETS, Worksheet


class Format(NamedTuple):
    """One row of `FORMATS`. `write` yields the text in pieces; `template` is the file in
    report/templates that it needs, or ""."""

    name: str
    suffix: str
    media_type: str
    template: str
    write: Callable[[AuditResult, str], Iterable[str]]


class Material(NamedTuple):
    """What a folder format may read. `devices` can be gone through once, by site and
    id; `vendor_names` has every vendor by id; the templates are as for `FolderFormat`."""

    result: AuditResult
    devices: Iterable[InventoryDevice]
    vendor_names: Mapping[str, str]
    template: str = ""
    page_template: str = ""


class FolderFormat(NamedTuple):
    """One row of `FOLDER_FORMATS`: `write` yields files, one at a time, in a stable order.
    `page_template` is the file in report/templates for a page about one device, or ""."""

    name: str
    media_type: str
    template: str
    write: Callable[[Material], Iterator[File]]
    page_template: str = ""


def _plain(write: Callable[[AuditResult], str]) -> Callable[[AuditResult, str], Iterable[str]]:
    """A format that needs no template, and of which all is made at once: what it tells is limited."""
    return lambda result, _template: (write(result),)


def _in_pieces(write: Callable[[AuditResult], Iterable[str]]) -> Callable[[AuditResult, str], Iterable[str]]:
    """A format that tells of every finding, one after another."""
    return lambda result, _template: write(result)


def _html(result: AuditResult, template: str) -> Iterable[str]:
    return (render_html(result, template),)


def _by_device(
    write: Callable[[AuditResult, Iterable[InventoryDevice], Mapping[str, str]], Iterator[File]],
) -> Callable[[Material], Iterator[File]]:
    return lambda material: write(material.result, material.devices, material.vendor_names)


def _pages(material: Material) -> Iterator[File]:
    templates = material.template, material.page_template
    return page_files(material.result, material.devices, material.vendor_names, templates)


def _render_terminal(result: AuditResult) -> str:
    return render_terminal(result, colour=False, width=DEFAULT_WIDTH)


MARKDOWN = "text/markdown; charset=utf-8"


def _worksheet(sheet: Worksheet) -> Format:
    write = partial(render_worksheet, sheet)
    return Format(sheet.name, f".{sheet.name}.md", MARKDOWN, "", _plain(write))


HTML = "text/html; charset=utf-8"
REPORT_TEMPLATE = "audit.html.j2"
CSV = "text/csv; charset=utf-8; header=present"
FORMATS: Mapping[str, Format] = MappingProxyType(
    {
        row.name: row
        for row in (
            Format("terminal", ".txt", "text/plain; charset=utf-8", "", _plain(_render_terminal)),
            Format("json", ".json", "application/json", "", _in_pieces(json_pieces)),
            Format("html", ".html", HTML, REPORT_TEMPLATE, _html),
            Format("markdown", ".md", MARKDOWN, "", _plain(render_markdown)),
            Format("csv", ".csv", CSV, "", _in_pieces(finding_lines)),
            Format("csv-devices", ".devices.csv", CSV, "", _plain(render_devices)),
            Format("junit", ".xml", "application/xml", "", _in_pieces(junit_lines)),
            *(_worksheet(sheet) for sheet in WORKSHEETS),
            Format("removal-plan", ".removal-plan.md", MARKDOWN, "", _plain(render_removal_plan)),
            Format("sarif", ".sarif", "application/sarif+json", "", _plain(render_sarif)),
        )
    }
)
"""Formats that are one text: `-o NAME=FILE`."""

CYCLONEDX = "application/vnd.cyclonedx+json; version=1.6"
FOLDER_FORMATS: Mapping[str, FolderFormat] = MappingProxyType(
    {
        row.name: row
        for row in (
            FolderFormat("cyclonedx", CYCLONEDX, "", _by_device(device_boms)),
            FolderFormat("cyclonedx-site", CYCLONEDX, "", _by_device(site_boms)),
            FolderFormat("csv-components", CSV, "", _by_device(component_files)),
            FolderFormat("html-devices", HTML, REPORT_TEMPLATE, _pages, "device.html.j2"),
        )
    }
)
"""Formats that are a folder of files: `-o NAME=FOLDER`."""


def known_formats() -> tuple[str, ...]:
    """The names that -o takes, sorted."""
    return tuple(sorted((*FORMATS, *FOLDER_FORMATS)))


def format_named(name: str) -> Format | FolderFormat:
    """The row of a format; UsageError with the nearest name when there is none."""
    row = FORMATS.get(name) or FOLDER_FORMATS.get(name)
    if row:
        return row
    near = difflib.get_close_matches(name.lower(), known_formats(), n=1, cutoff=0.4)
    known = f"formats are {', '.join(known_formats())}"
    remedy = f"did you mean {near[0]!r}? {known}" if near else known
    raise UsageError(f"unknown report format {name!r}", remedy=remedy)


def render(format: str, result: AuditResult, template: str = "") -> str:  # noqa: A002 - the seam's word
    """The result in a format of `FORMATS`, UTF-8 encodable, ending with a newline; as `pieces`."""
    return "".join(pieces(format, result, template))


def pieces(format: str, result: AuditResult, template: str = "") -> Iterable[str]:  # noqa: A002
    """The text of a format of `FORMATS` in pieces, so that it need not be in memory.

    `template` is the text of the file that `Format.template` names. UsageError when there is
    no such format or it is a folder's; AuditorError when the template is missing.
    """
    row = format_named(format)
    if isinstance(row, FolderFormat):
        raise UsageError(f"{format} writes a folder of files, not one text", remedy="name a folder")
    return row.write(result, template)
