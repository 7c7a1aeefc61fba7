"""The seam: formats by name."""

from __future__ import annotations

import pytest
from report.audit_sample import sample_result
from report.report_files import REPORT, TEMPLATE

from auditor.errors import UsageError
from auditor.report.interface import FOLDER_FORMATS, FORMATS, format_named, render
from auditor.report.terminal import DEFAULT_WIDTH, render_terminal


@pytest.mark.parametrize("name", sorted(FORMATS))
def test_every_format_gives_encodable_text_ending_with_a_newline(name: str) -> None:
    text = render(name, sample_result(), TEMPLATE)
    text.encode("utf-8")
    assert text.endswith("\n")


@pytest.mark.parametrize("name", sorted(FORMATS))
def test_every_format_is_filed_under_its_name_and_its_template_exists(name: str) -> None:
    row = FORMATS[name]
    assert name == row.name
    assert not row.template or (REPORT / "templates" / row.template).is_file()


def test_the_terminal_format_is_plain_text_of_the_default_width() -> None:
    expected = render_terminal(sample_result(), colour=False, width=DEFAULT_WIDTH)
    assert expected == render("terminal", sample_result())


def test_an_unknown_format_names_the_nearest() -> None:
    with pytest.raises(UsageError) as caught:
        format_named("JSNO")
    known = ", ".join(sorted([*FORMATS, *FOLDER_FORMATS]))
    expected = f"unknown report format 'JSNO' (did you mean 'json'? formats are {known})"
    assert expected == str(caught.value)


def test_a_format_nothing_like_ours_lists_the_formats() -> None:
    with pytest.raises(UsageError) as caught:
        render("qqq", sample_result())
    assert str(caught.value).startswith("unknown report format 'qqq' (formats are csv, ")


def test_a_folder_format_is_not_one_text() -> None:
    with pytest.raises(UsageError, match="writes a folder of files"):
        render("cyclonedx", sample_result())
