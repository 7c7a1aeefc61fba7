"""Acceptances cover exactly what they name, until their day, and nothing silently."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import NamedTuple

import pytest
from builders import finding_of

from auditor.errors import PackError
from auditor.evaluate.acceptances import Accepting, covers, parse_acceptances
from auditor.model.decisions import Acceptance
from auditor.model.finding import Coverage, Finding
from auditor.model.recording import Reason

DAY = date(2026, 11, 22)
ENTRY = """
[[acceptance]]
id = "psu"
reason = "replaced with the next order"
approver = "CISO"
ticket = "NET-7"
expires = 2026-11-22
match = { device = "core-1", serial = "Z*" }
"""
FINDING = finding_of(device_id="core-1", serial_num="Z1", vendor="zte")


def acceptance_of(expires: date = DAY, **match: str) -> Acceptance:
    return Acceptance("a", tuple(match.items()), "because", "CISO", "", expires)


class Accepted(NamedTuple):
    findings: tuple[Finding, ...]
    coverage: tuple[Coverage, ...]


def accept(findings: list[Finding], acceptances: list[Acceptance], as_of: date) -> Accepted:
    accepting = Accepting(acceptances, as_of)
    return Accepted(tuple(accepting.marked(findings)), accepting.coverage())


def test_an_acceptance_is_read_with_everything_it_states() -> None:
    match = (("device", "core-1"), ("serial", "Z*"))
    expected = Acceptance("psu", match, "replaced with the next order", "CISO", "NET-7", DAY)
    assert (expected,) == parse_acceptances(ENTRY.encode(), "acceptances.toml")


@pytest.mark.parametrize(
    ("line", "instead", "message"),
    [
        ('reason = "replaced with the next order"', "", "acceptance 1 (psu): reason: is missing"),
        ('approver = "CISO"', 'approver = " "', "approver: is empty"),
        ("expires = 2026-11-22", "", "expires: is missing"),
        ("expires = 2026-11-22", 'expires = "soon"', "expires: is not a date"),
        ('match = { device = "core-1", serial = "Z*" }', "", "match: has no condition"),
        ('match = { device = "core-1", serial = "Z*" }', "match = {}", "match: has no condition"),
        ('device = "core-1"', 'device = "*"', "match: device: matches everything"),
        ('device = "core-1"', 'device = "[!z]*"', "match: device: matches everything"),
        ('device = "core-1"', 'device = ""', "match: device: is empty"),
        ('device = "core-1"', 'devise = "core-1"', "did you mean 'device'?"),
        ('ticket = "NET-7"', 'tickets = "NET-7"', "did you mean 'ticket'?"),
    ],
)
def test_an_invalid_file_is_refused_with_file_key_and_remedy(line: str, instead: str, message: str) -> None:
    assert line in ENTRY
    with pytest.raises(PackError) as caught:
        parse_acceptances(ENTRY.replace(line, instead).encode(), "acceptances.toml")
    assert ("acceptances.toml: " in str(caught.value), message in str(caught.value)) == (True, True)


def test_an_id_is_used_once() -> None:
    with pytest.raises(PackError, match="is used twice"):
        parse_acceptances((ENTRY + ENTRY).encode(), "acceptances.toml")


@pytest.mark.parametrize(
    ("match", "covered"),
    [
        ({"device": "core-1"}, True),
        ({"device": "core"}, False),
        ({"device": "core-*", "vendor": "zte"}, True),
        ({"device": "core-1", "vendor": "huawei"}, False),
        ({"serial": "z1"}, False),
        ({"device": "core-?"}, True),
        ({"device": "ore-1"}, False),
        ({}, False),
    ],
    ids=str,
)
def test_every_condition_must_match_its_whole_value(match: dict[str, str], covered: bool) -> None:
    assert covered is covers(acceptance_of(**match), FINDING)


def test_an_acceptance_counts_on_its_last_day_and_not_after_it() -> None:
    acceptance = acceptance_of(vendor="zte")
    on_the_day = accept([FINDING], [acceptance], DAY)
    assert ([acceptance], ()) == ([each.acceptance for each in on_the_day.findings], on_the_day.coverage)
    after = accept([FINDING], [acceptance], date(2026, 11, 23))
    assert [each.acceptance for each in after.findings] == [None]
    assert [(row.reason, row.detail) for row in after.coverage] == [
        (Reason.ACCEPTANCE_EXPIRED, "acceptance a expired on 2026-11-22; 1 finding counts again")
    ]


def test_an_acceptance_that_covers_nothing_is_said() -> None:
    rows = accept([FINDING], [acceptance_of(vendor="huawei")], DAY).coverage
    assert [row.reason for row in rows] == [Reason.ACCEPTANCE_UNUSED]


def test_kept_and_accepted_are_all_with_their_fingerprints() -> None:
    findings = [replace(FINDING, device_id=f"d-{number}", fingerprint=f"v1:{number}") for number in range(9)]
    accepted = accept(findings, [acceptance_of(device="d-[0-4]")], DAY).findings
    assert [each.fingerprint for each in findings] == [each.fingerprint for each in accepted]
    assert [each.acceptance is not None for each in accepted] == [True] * 5 + [False] * 4


def test_a_device_that_is_listed_through_an_accepted_part_shares_its_acceptance() -> None:
    part = replace(FINDING, subject_key="psu:1")
    device = replace(FINDING, subject_key="", serial_num="FOC1", through_part="psu:1")
    elsewhere = replace(device, device_id="core-2")
    found = accept([device, part, elsewhere], [acceptance_of(serial="Z1")], DAY).findings
    assert [each.acceptance is not None for each in found] == [True, True, False]
