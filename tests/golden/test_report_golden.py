"""Every report format of the sample audit, byte for byte."""

from __future__ import annotations

import pytest
from report.audit_sample import empty_result, sample_result
from report.golden_files import golden_text
from report.report_files import TEMPLATE

from auditor.report.interface import FORMATS, render
from auditor.report.terminal import render_terminal


@pytest.mark.parametrize("name", sorted(FORMATS))
def test_the_sample_audit_renders_as_reviewed(name: str) -> None:
    actual = render(name, sample_result(), TEMPLATE)
    assert golden_text(f"audit{FORMATS[name].suffix}", actual) == actual


@pytest.mark.parametrize("name", sorted(FORMATS))
def test_an_audit_of_nothing_renders_as_reviewed(name: str) -> None:
    actual = render(name, empty_result(), TEMPLATE)
    assert golden_text(f"empty{FORMATS[name].suffix}", actual) == actual


def test_a_narrow_terminal_gets_records_as_reviewed() -> None:
    actual = render_terminal(sample_result(), colour=False, width=72)
    assert golden_text("audit-72-columns.txt", actual) == actual


def test_a_coloured_terminal_renders_as_reviewed() -> None:
    actual = render_terminal(sample_result(), colour=True, width=120)
    assert golden_text("audit-coloured.txt", actual) == actual
