"""The terminal report: order, counts, cuts, colours."""

# ruff: noqa: SIM300 - assert expected == actual, literals too
from __future__ import annotations

import re
from dataclasses import replace

import pytest
from report.audit_sample import device, empty_result, finding, sample_result

from auditor.model.finding import Coverage, Status
from auditor.model.recording import Reason
from auditor.report import terminal
from auditor.report.layout import MIN_WIDTH, text_width
from auditor.report.terminal import render_terminal

OUR_COLOURS = re.compile(r"\x1b\[(?:[0-9]+(?:;[0-9]+)*)m")


def plain(result: object, width: int = 100) -> str:
    return render_terminal(result, colour=False, width=width)  # type: ignore[arg-type]


def test_what_was_not_checked_comes_before_findings_and_before_clear() -> None:
    text = plain(sample_result())
    assert text.index("NOT CHECKED\n") < text.index("FINDINGS\n") < text.index("Identified, and not listed")


@pytest.mark.parametrize("width", [MIN_WIDTH, 60, 80, 95, 100, 160])
@pytest.mark.parametrize("colour", [False, True])
def test_no_line_is_wider_than_the_terminal(width: int, colour: bool) -> None:
    text = render_terminal(sample_result(), colour=colour, width=width)
    assert [] == [line for line in OUR_COLOURS.sub("", text).split("\n") if text_width(line) > width]


def test_without_colour_there_is_no_escape_sequence() -> None:
    assert "\x1b" not in plain(sample_result())


def test_colour_adds_nothing_but_colour() -> None:
    coloured = render_terminal(sample_result(), colour=True, width=100)
    assert plain(sample_result()) == OUR_COLOURS.sub("", coloured)
    assert coloured != plain(sample_result())


def test_long_lists_are_cut_with_the_number_left_out() -> None:
    found = tuple(finding(device_id=f"d{number:03}") for number in range(terminal.MAX_FINDINGS + 7))
    listed = tuple(device(f"d{number:03}", Status.CLEAR, "") for number in range(terminal.MAX_DEVICES + 3))
    gaps = tuple(Coverage("collect", Reason.NO_ANSWER, f"d{number:03}", "") for number in range(14))
    text = plain(replace(empty_result(), findings=found, devices=listed, coverage=gaps))
    assert "… and 7 more findings (see the JSON report)" in text
    assert "… and 3 more devices (see the JSON report)" in text
    assert "… and 4 more devices (see the JSON report)" in text
    assert "57 findings about 57 subjects on 57 devices." in text


def test_a_list_that_fits_says_nothing_of_more() -> None:
    assert "more" not in plain(sample_result()).replace("more slowly", "")


def test_an_undetermined_policy_says_why_and_an_unanswered_question_is_asked() -> None:
    text = plain(sample_result(), width=160)
    assert "- Undetermined: the policy names no vendor, and no designation list is bound to it" in text
    assert "- Not answered: Do you hold, or bid for, a contract with a US federal agency?" in text


def test_an_undetermined_policy_without_sentences_still_says_why() -> None:
    policies = tuple(policy._replace(undetermined_because=()) for policy in sample_result().policies)
    text = plain(replace(sample_result(), policies=policies), width=160)
    assert "- Undetermined: the policy gives criteria for suppliers and names none" in text


def test_no_findings_is_not_worded_as_all_clear() -> None:
    assert "No findings. Read this together with what was not checked." in plain(empty_result())


def test_an_unknown_exit_code_is_named_as_such() -> None:
    assert "Exit code 99: Unknown exit code." in plain(replace(empty_result(), exit_code=99))
