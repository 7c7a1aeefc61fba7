"""Which findings are read together, and that none is lost."""

# ruff: noqa: SIM300 - assert expected == actual, literals too
from __future__ import annotations

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st
from report.audit_builders import LISTED, empty_result, finding, neighbor, part
from report.audit_sample import sample_result
from report.report_files import TEMPLATE

from auditor.model.decisions import Decision, DecisionKind
from auditor.model.finding import Finding, Status
from auditor.model.findings import rules_met, vendor_counts
from auditor.model.policy import Severity
from auditor.report.finding_groups import (
    FindingGroup,
    by_device,
    device_groups,
    neighbor_groups,
)
from auditor.report.html_report import render_html
from auditor.report.terminal import render_terminal

THROUGH = f"contains a part that reports itself as Huawei: {LISTED}"
OPTIC = "may be Huawei: only the name in the optic's memory says so: possibly a compatible"


def paths(group: FindingGroup) -> list[str]:
    return [one.subject_key for one in group.findings]


def test_an_excluded_device_comes_first_with_its_parts_in_natural_order() -> None:
    groups = device_groups((part("fan:10", "FAN"), part("fan:2", "FAN"), finding()))
    assert [["", "fan:2", "fan:10"]] == [paths(group) for group in groups]


def test_the_part_that_decided_is_named_and_nested() -> None:
    whole = finding(through_part="slot:7", because=THROUGH)
    groups = device_groups((whole, part("slot:1", "A"), part("slot:7", "B")))
    assert [["", "slot:7", "slot:1"]] == [paths(group) for group in groups]
    assert groups[0].deciding_part is not None
    assert "slot:7 B" == groups[0].deciding_part.text
    assert ["slot:1"] == [one.subject_key for one in groups[0].other_members]


def test_the_part_that_decided_is_nested_even_where_it_is_worded_otherwise() -> None:
    whole = finding(through_part="slot:7", because=THROUGH, confidence="medium")
    groups = device_groups((whole, part("slot:7", "B", because="read from its EEPROM")))
    assert [["", "slot:7"]] == [paths(group) for group in groups]


def test_a_deciding_part_without_a_finding_of_its_own_is_named_by_its_path() -> None:
    (group,) = device_groups((finding(through_part="slot:7", because=THROUGH),))
    assert group.deciding_part is not None
    assert "slot:7" == group.deciding_part.text


def test_what_was_said_of_a_part_alone_is_said_beside_its_device() -> None:
    confirmed = Decision("v1:0", DecisionKind.CONFIRMED, "A. Sato", "label read", "2026-11-22T08:00:00Z")
    whole = finding(through_part="slot:7", because=THROUGH)
    (group,) = device_groups((whole, part("slot:7", "B", decision=confirmed)))
    words = "slot:7 B: confirmed by A. Sato on 2026-11-22: label read"
    assert (words,) == group.said
    audit = replace(empty_result(), findings=group.findings)
    assert words in " ".join(render_terminal(audit, colour=False, width=120).split())
    assert words in render_html(audit, TEMPLATE)


def test_a_device_that_is_excluded_itself_has_no_deciding_part() -> None:
    (group,) = device_groups((finding(),))
    assert None is group.deciding_part


def test_what_says_something_else_stays_apart() -> None:
    others = (
        part("a", "A", status=Status.REVIEW),
        part("b", "B", vendor="zte"),
        part("c", "C", policy_id="us-ndaa-889b"),
        part("d", "D", rule_id="another"),
        part("e", "E", device_id="another"),
        part("f", "F", because=OPTIC),
        part("g", "G", severity=Severity.LOW),
    )
    assert 1 + len(others) == len(device_groups((finding(), *others)))


def test_parts_without_a_finding_of_the_device_are_one_group() -> None:
    groups = device_groups((part("b", "B", because=OPTIC), part("a", "A", because=OPTIC)))
    assert [["a", "b"]] == [paths(group) for group in groups]
    assert None is groups[0].whole


def test_neighbors_of_one_switch_are_a_group_by_port() -> None:
    groups = neighbor_groups((neighbor(10, 1), neighbor(2, 1), finding()))
    assert [["mac:000002000001", "mac:00000a000001"]] == [paths(group) for group in groups]


def test_neighbors_of_two_switches_stay_apart() -> None:
    assert 2 == len(neighbor_groups((neighbor(1, 1), neighbor(1, 1, device_id="another"))))


def test_groups_come_worst_first() -> None:
    review = part("a", "A", status=Status.REVIEW, device_id="a")
    assert ["b", "a"] == [group.first.device_id for group in device_groups((review, finding(device_id="b")))]


FINDINGS = st.lists(
    st.builds(
        lambda make, status, vendor, because, through: replace(
            make, status=status, vendor=vendor, because=because, through_part=through
        ),
        st.sampled_from([finding(), part("a", "A"), part("a/b", "B"), part("c", "C"), neighbor(1, 1)]),
        st.sampled_from([Status.EXCLUDED, Status.REVIEW]),
        st.sampled_from(["huawei", "zte"]),
        st.sampled_from([THROUGH, OPTIC, "because"]),
        st.sampled_from(["", "a", "a/b", "nowhere"]),
    ),
    max_size=12,
)


@given(FINDINGS)
def test_every_finding_is_in_exactly_one_group(findings: list[Finding]) -> None:
    groups = (*device_groups(findings), *neighbor_groups(findings))
    grouped = [one for group in groups for one in group.findings]
    assert sorted(map(repr, findings)) == sorted(map(repr, grouped))


def test_findings_of_a_device_the_result_does_not_describe_are_kept() -> None:
    places = by_device(empty_result(), (finding(device_id="ghost"),))
    assert [("ghost", None, 1)] == [(place.device_id, place.device, len(place.groups)) for place in places]


def test_subjects_are_counted_by_vendor_and_status_once_each() -> None:
    found = (
        finding(),
        finding(policy_id="another"),
        part("fan:1", "FAN"),
        neighbor(1, 1),
        finding(device_id="b", vendor="zte", vendor_name="ZTE"),
    )
    assert [
        ("Huawei", Status.EXCLUDED, 1, 1, 0),
        ("ZTE", Status.EXCLUDED, 1, 0, 0),
        ("Huawei", Status.REVIEW, 0, 0, 1),
    ] == [tuple(count) for count in vendor_counts(found)]


def test_the_overview_adds_up_to_the_subjects_of_the_sample() -> None:
    one_policy = [one for one in sample_result().findings if one.policy_id == "operator"]
    total = sum(sum(count[2:]) for count in vendor_counts(one_policy))
    assert len({(one.device_id, one.subject_key) for one in one_policy}) == total


def test_rules_are_listed_once_with_the_number_of_their_findings() -> None:
    found = (finding(), part("fan:1", "FAN"), finding(rule_id="another"))
    told = [(use.policy_id, use.rule_id, use.findings) for use in rules_met(found)]
    assert [("operator", "another", 1), ("operator", "exclude-huawei", 2)] == told
