"""The seam of report: a format's name and an `AuditResult` in, text out.

A new format is one file beside this one and one row of `FORMATS`. Templates are package
data that the caller reads (`Format.template` names the file) and hands in as text.
"""

from __future__ import annotations

import difflib
from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import NamedTuple

from auditor.errors import UsageError
from auditor.model.finding import AuditResult
from auditor.report.html_report import render_html
from auditor.report.json_report import render_json
from auditor.report.terminal import DEFAULT_WIDTH, render_terminal


class Format(NamedTuple):
    """One row of `FORMATS`. `template` is the file in report/templates that `write` needs, or ""."""

    name: str
    suffix: str
    media_type: str
    template: str
    write: Callable[[AuditResult, str], str]


def _write_terminal(result: AuditResult, _template: str) -> str:
    return render_terminal(result, colour=False, width=DEFAULT_WIDTH)


def _write_json(result: AuditResult, _template: str) -> str:
    return render_json(result)


FORMATS: Mapping[str, Format] = MappingProxyType(
    {
        row.name: row
        for row in (
            Format("terminal", ".txt", "text/plain; charset=utf-8", "", _write_terminal),
            Format("json", ".json", "application/json", "", _write_json),
            Format("html", ".html", "text/html; charset=utf-8", "audit.html.j2", render_html),
        )
    }
)


def format_named(name: str) -> Format:
    """The row of a format; UsageError with the nearest name when there is none."""
    if name in FORMATS:
        return FORMATS[name]
    near = difflib.get_close_matches(name.lower(), FORMATS, n=1, cutoff=0.4)
    known = f"formats are {', '.join(sorted(FORMATS))}"
    remedy = f"did you mean {near[0]!r}? {known}" if near else known
    raise UsageError(f"unknown report format {name!r}", remedy=remedy)


def render(format: str, result: AuditResult, template: str = "") -> str:  # noqa: A002 - the seam's word
    """The result in a format of `FORMATS`, UTF-8 encodable, ending with a newline.

    `template` is the text of the file that `Format.template` names. UsageError when there is
    no such format; AuditorError when the template is missing.
    """
    return format_named(format).write(result, template)
