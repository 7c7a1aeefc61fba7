"""The terminal report: order, counts, cuts, colours."""

# ruff: noqa: SIM300 - assert expected == actual, literals too
from __future__ import annotations

import re
from dataclasses import replace

import pytest
from report.audit_builders import neighbor, part
from report.audit_sample import device, empty_result, finding, sample_result

from auditor.model.finding import Coverage, Status
from auditor.model.identity import SubjectKind
from auditor.model.recording import Reason
from auditor.report import terminal
from auditor.report.layout import MIN_WIDTH, text_width
from auditor.report.terminal import render_terminal
from auditor.report.terminal_findings import MAX_DEVICE_ENTRIES

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
    found = tuple(finding(device_id=f"d{number:03}") for number in range(MAX_DEVICE_ENTRIES + 7))
    reasons = range(terminal.MAX_DEVICE_REASONS + 11)
    listed = tuple(device(f"c{number:03}", Status.UNKNOWN, f"reason {number:03}") for number in reasons)
    gaps = tuple(Coverage("collect", Reason.NO_ANSWER, f"d{number:03}", "") for number in range(14))
    text = plain(replace(empty_result(), findings=found, devices=listed, coverage=gaps))
    assert "… and 7 more findings in further entries (all in the JSON/HTML report)" in text
    assert "… and 11 more reasons (see the JSON report)" in text
    assert "… and 4 more devices (see the JSON report)" in text
    assert "47 findings about 47 subjects on 47 devices." in text


def test_a_long_list_of_devices_is_told_by_reason() -> None:
    clear = [device(f"d{number:03}", Status.CLEAR, "") for number in range(terminal.MAX_DEVICES)]
    unknown = [device(f"u{n}", Status.UNKNOWN, f"{n} parts state no maker") for n in range(2, 7)]
    listed = (*clear, *unknown, device("x000", Status.EXCLUDED, ""))
    text = plain(replace(empty_result(), findings=(finding(device_id="x000"),), devices=listed))
    devices = text[text.index("DEVICES\n---") :]
    assert "  unknown        5  parts state no maker  u2, u3, u4\n" in devices
    assert "x000" not in devices
    assert "d000" not in devices


def test_an_entry_says_where_what_and_from_which_bytes() -> None:
    expected = """
  excluded  tokyo / tyo-acc-01, S5735-L24T4S-A1
            reports itself as Huawei: entPhysicalMfgName "HUAWEI", also sysObjectID
            first detected 2026-11-02
"""
    assert expected in plain(replace(empty_result(), findings=(finding(),)))


def test_an_excluded_device_takes_one_entry_with_its_parts() -> None:
    found = (finding(), *(part(f"fan:{number}", "FAN") for number in range(1, 6)))
    text = plain(replace(empty_result(), findings=found), width=160)
    assert 1 == text.count("reports itself as Huawei")
    assert "and 5 parts: fan:1 FAN; fan:2 FAN; fan:3 FAN; and 2 more (all in the JSON/HTML report)" in text
    assert "6 findings about 6 subjects on 1 device." in text


def test_a_device_that_contains_a_part_names_it_in_the_claim() -> None:
    text = plain(sample_result(), width=160)
    named = "contains modem:1 MF833V (serial SAMPLE0117, interface wwan0), which reports itself as ZTE"
    assert f"{named}: 1.3.6.1.4.1.99999.4.2.1.3.1" in text
    assert 1 == text.count("wwan0), which")


def test_a_review_says_what_is_to_be_weighed() -> None:
    text = plain(sample_result(), width=160)
    assert "to review: only the name in the optic's memory says so: possibly a compatible\n" in text


def test_neighbors_are_a_group_of_their_own_by_port() -> None:
    text = plain(sample_result(), width=160)
    lines = [line.strip() for line in text[text.index("SEEN BEYOND A PORT") :].split("\n")]
    assert "review    tokyo / tyo-acc-02: 3 neighbors" in lines
    assert "each may be Hikvision (read from dot1dTpFdbPort)" in lines
    assert "port1.0.9: MAC 44:19:b6:00:00:03" in lines
    assert "port1.0.14: MAC 44:19:b6:00:00:01, MAC 44:19:b6:00:00:02" in lines


def test_one_neighbor_is_named_with_its_port_in_one_line() -> None:
    found = finding(
        subject_kind=SubjectKind.NEIGHBOR,
        subject_key="mac:4419b6000001",
        subject="mac:4419b6000001 on Gi1/0/7",
    )
    text = plain(replace(empty_result(), findings=(found,)))
    assert "tokyo / tyo-acc-01, Gi1/0/7: MAC 44:19:b6:00:00:01\n" in text


def test_many_ports_with_many_neighbors_are_counted() -> None:
    found = tuple(neighbor(port, number) for port in range(5) for number in range(5))
    text = plain(replace(empty_result(), findings=found), width=160)
    assert "Gi1/0/0: MAC 00:00:00:00:00:00, MAC 00:00:00:00:00:01, MAC 00:00:00:00:00:02 and 2 more" in text
    assert "and 10 more on 2 ports (all in the JSON/HTML report)" in text


def test_the_rule_is_said_once_when_there_is_only_one() -> None:
    text = plain(replace(empty_result(), findings=(finding(), part("fan:1", "FAN"))))
    assert "All under operator / exclude-huawei, severity high." in text
    assert 1 == text.count("exclude-huawei")


def test_the_rule_is_said_in_each_entry_when_there_are_several() -> None:
    text = plain(sample_result(), width=160)
    assert "rule us-ndaa-889b / covered-video, severity medium" in text
    assert "All under" not in text


def test_a_clear_device_has_no_reason_and_another_has_one() -> None:
    text = plain(sample_result(), width=160)
    assert re.search(r"clear +osaka / osk-wlc-01 +Cisco C9800-40-K9 +10 +v3 authPriv\n", text)
    row = r"unknown +tokyo / tyo-mgmt-03 \(SW-3F\) +not stated +1 +v3 authPriv +1 part states no maker\n"
    assert re.search(row, text)


def test_a_lead_is_a_sentence() -> None:
    text = plain(sample_result(), width=160)
    assert "- osk-pe-01: MAC address 7c:39:53:00:00:06 is from a block registered to ZTE\n" in text


def test_a_list_that_fits_says_nothing_of_more() -> None:
    assert "… and" not in plain(sample_result())


def test_a_policy_that_decided_something_asks_its_questions_in_full() -> None:
    text = plain(sample_result(), width=160)
    assert "- Not answered: federal_contractor: Do you hold, or bid for, a contract with a US federal" in text


def test_a_policy_that_polling_cannot_decide_takes_one_paragraph() -> None:
    text = " ".join(plain(sample_result(), width=160).split())
    told = text[text.index("- jp-it-proc-2018: ") :]
    assert told.startswith(
        "- jp-it-proc-2018: 政府機関等の IT 調達に係る申合せ (Japan, IT procurement by government"
    )
    assert (
        "; in force. 134 verdicts undetermined: the policy names no vendor, and no designation list is bound "
        "to it. Designation list: none bound. Not answered: government_entity. Digest" in told
    )


def test_an_undetermined_policy_without_sentences_still_says_why() -> None:
    policies = tuple(policy._replace(undetermined_because=()) for policy in sample_result().policies)
    text = " ".join(plain(replace(sample_result(), policies=policies), width=160).split())
    assert "134 verdicts undetermined: the policy gives criteria for suppliers and names none" in text


def test_no_findings_is_not_worded_as_all_clear() -> None:
    assert "No findings. Read this together with what was not checked." in plain(empty_result())


def test_an_unknown_exit_code_is_named_as_such() -> None:
    assert "Exit code 99: Unknown exit code." in plain(replace(empty_result(), exit_code=99))
