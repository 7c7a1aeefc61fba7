"""Findings: quoted evidence, the rule's severity and citation, and a stable fingerprint."""

from __future__ import annotations

from dataclasses import dataclass, replace

import pytest
from builders import policy_of, rule_of

from auditor.errors import PackError
from auditor.evaluate import DistinctFindings, make_finding
from auditor.model.finding import Finding, Status, Verdict
from auditor.model.fingerprint import fingerprint
from auditor.model.identity import SubjectKind
from auditor.model.policy import Severity
from auditor.model.serial_number import is_real_serial

POLICY = policy_of(rule_of("zte", severity=Severity.CRITICAL))
VERDICT = Verdict(Status.EXCLUDED, "policy-1", "rule-1", "zte", "strong", "reports itself as ZTE")


@dataclass(frozen=True)
class Quoted:
    oid_or_line: str
    matched_text: str
    vendor: str = "zte"


@dataclass(frozen=True)
class PartSeen:
    path: str


@dataclass(frozen=True)
class Seen:
    """A candidate as a store would hand it over."""

    verdict: Verdict = VERDICT
    subject_kind: SubjectKind = SubjectKind.COMPONENT
    subject_key: str = "chassis:1/port:49"
    device_id: str = "switch-1"
    site: str = "tokyo"
    observed_at: str = "2026-11-22T00:00:00Z"
    name: str = "Te1/49"
    descr: str = "transceiver"
    model_name: str = "SFP-10G"
    serial_num: str = "ZT210099"
    interface: str = "Te1/49"
    part: PartSeen | None = None
    evidence: tuple[Quoted, ...] = (
        Quoted("1.3.6.1", "ZTE"),
        Quoted("1.3.6.1", "ZTE"),
        Quoted("1.3.6.2", "ZTE CORP"),
    )


def finding_of(candidate: Seen, first: str = "") -> Finding:
    return make_finding(candidate, POLICY, {"zte": "ZTE"}, first)


def test_a_finding_quotes_what_was_read_and_cites_the_rule() -> None:
    rule = POLICY.rules[0]
    expected = Finding(
        fingerprint=fingerprint("policy-1", "rule-1", "zte", ("serial", "ZT210099", "SFP-10G")),
        policy_id="policy-1",
        rule_id="rule-1",
        status=Status.EXCLUDED,
        severity=Severity.CRITICAL,
        confidence="strong",
        subject_kind=SubjectKind.COMPONENT,
        device_id="switch-1",
        subject_key="chassis:1/port:49",
        subject="chassis:1/port:49 SFP-10G",
        site="tokyo",
        vendor="zte",
        vendor_name="ZTE",
        because="reports itself as ZTE",
        observed=("1.3.6.1 = ZTE", "1.3.6.2 = ZTE CORP"),
        first_detected_at="2026-11-22T00:00:00Z",
        observed_at="2026-11-22T00:00:00Z",
        citation=rule.citation,
        serial_num="ZT210099",
        interface="Te1/49",
        model_name="SFP-10G",
    )
    assert expected == finding_of(Seen())


def test_a_placeholder_is_not_shown_as_a_serial_number_or_model() -> None:
    found = finding_of(replace(Seen(), serial_num=" N/A ", model_name="Unknown"))
    assert (found.serial_num, found.model_name) == ("", "")


def test_the_first_detection_is_remembered() -> None:
    found = finding_of(Seen(), "2026-01-01T00:00:00Z")
    assert (found.first_detected_at, found.observed_at) == ("2026-01-01T00:00:00Z", "2026-11-22T00:00:00Z")


def test_the_fingerprint_survives_a_move_where_serial_and_model_are_real() -> None:
    moved = replace(
        Seen(), subject_key="chassis:1/port:7", device_id="switch-2", observed_at="2027-01-01T00:00:00Z"
    )
    assert finding_of(Seen()).fingerprint == finding_of(moved).fingerprint


@pytest.mark.parametrize("changes", [{"serial_num": ""}, {"serial_num": "12345678"}, {"model_name": "N/A"}])
def test_without_a_real_serial_or_model_the_place_identifies(changes: dict[str, str]) -> None:
    one = replace(Seen(), **changes)  # type: ignore[arg-type]
    prints = {
        finding_of(one).fingerprint,
        finding_of(replace(one, subject_key="elsewhere")).fingerprint,
        finding_of(replace(one, device_id="switch-2")).fingerprint,
    }
    assert len(prints) == 3


def test_a_device_and_the_board_in_it_with_one_serial_number_are_two_findings() -> None:
    device, board = finding_of(replace(Seen(), subject_key="")), finding_of(Seen())
    told_apart = [finding.fingerprint for finding in DistinctFindings().of_device([device, board])]
    assert (told_apart[0], len(set(told_apart))) == (device.fingerprint, 2)
    assert told_apart == [finding.fingerprint for finding in DistinctFindings().of_device([device, board])]


def test_a_serial_number_met_again_on_another_device_is_another_finding() -> None:
    first, again = finding_of(Seen()), finding_of(replace(Seen(), device_id="switch-2"))
    distinct = DistinctFindings()
    told_apart = [found.fingerprint for one in (first, again) for found in distinct.of_device([one])]
    assert (told_apart[0], len(set(told_apart))) == (again.fingerprint, 2)


def test_equal_evidence_under_another_rule_or_vendor_is_another_finding() -> None:
    policy = policy_of(rule_of("zte"), rule_of("zte", id="rule-2"))
    verdicts = (VERDICT, VERDICT._replace(rule_id="rule-2"), VERDICT._replace(vendor="huawei"))
    prints = {make_finding(replace(Seen(), verdict=verdict), policy, {}).fingerprint for verdict in verdicts}
    assert len(prints) == 3


def test_a_device_judged_through_a_part_names_the_part() -> None:
    candidate = Seen(
        verdict=VERDICT._replace(through_part=True), subject_key="", part=PartSeen("chassis:1/slot:2")
    )
    found = finding_of(candidate)
    assert (found.through_part, found.subject) == ("chassis:1/slot:2", "device SFP-10G")


def test_a_neighbor_is_named_with_its_port() -> None:
    assert finding_of(Seen(subject_kind=SubjectKind.NEIGHBOR)).subject == "Te1/49 on Te1/49"
    unnamed = Seen(
        subject_kind=SubjectKind.NEIGHBOR, name="", model_name="", subject_key="mac:1", interface=""
    )
    assert finding_of(unnamed).subject == "mac:1"


def test_a_verdict_of_another_policy_is_refused() -> None:
    with pytest.raises(PackError, match="has no rule policy-1/rule-9"):
        finding_of(Seen(verdict=VERDICT._replace(rule_id="rule-9")))


@pytest.mark.parametrize(
    ("serial", "expected"),
    [
        ("FOC1234X0AB", True),
        ("210235A0YQX", True),
        ("0012", True),
        ("", False),
        ("  ", False),
        ("12345678", False),
        ("0123456789", False),
        ("00000000", False),
        ("XXXXXXXX", False),
        ("n/a", False),
        ("<private>", False),
        ("A1", False),
        ("----", False),
        ("To be filled by O.E.M.", False),
        ("Default string", False),
    ],
)
def test_placeholders_are_no_serial_numbers(serial: str, expected: bool) -> None:
    assert expected is is_real_serial(serial)


def test_what_speaks_for_the_vendor_of_the_verdict_is_quoted_first() -> None:
    chip, card = Quoted("line 13", "pci:8086", "intel"), Quoted("line 15", "pci:19d2")
    assert finding_of(Seen(evidence=(chip, card))).observed == ("line 15 = pci:19d2", "line 13 = pci:8086")
