"""What people settled no longer counts; everything else does."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from builders import finding_of, policy_of, rule_of
from test_summaries import facts_of

from auditor.evaluate import summarise, summarise_policy
from auditor.evaluate.settled import counts_left, deciding_counts, facts_left
from auditor.model.decisions import Acceptance, Decision, DecisionKind
from auditor.model.finding import Finding, Status
from auditor.model.findings import total
from auditor.model.policy import Profile

PLAIN = finding_of(policy_id="p", rule_id="r", because="because", subject_key="")
ACCEPTED = replace(PLAIN, acceptance=Acceptance("a", (), "x", "y", "", date(2026, 1, 1)))


def decided(kind: DecisionKind, finding: Finding = PLAIN) -> Finding:
    return replace(finding, decision=Decision(finding.fingerprint, kind, "me", "why", "2026-11-22T00:00:00Z"))


@pytest.mark.parametrize(
    ("finding", "settled"),
    [
        (PLAIN, False),
        (ACCEPTED, True),
        (decided(DecisionKind.CONFIRMED), False),
        (decided(DecisionKind.NOT_COVERED), True),
        (decided(DecisionKind.FALSE_POSITIVE), True),
    ],
    ids=["plain", "accepted", "confirmed", "not covered", "false positive"],
)
def test_a_confirmed_finding_counts_and_a_settled_one_does_not(finding: Finding, settled: bool) -> None:
    assert settled is finding.settled
    expected = (("excluded", 0 if settled else 1), ("clear", 4))
    assert expected == counts_left("p", (("excluded", 1), ("clear", 4)), total([finding]))


def test_a_device_with_a_settled_finding_is_what_the_rest_of_it_is() -> None:
    facts = facts_of(root_statuses=(("excluded", "r", "because"), ("clear", "s", "other")))
    assert summarise(facts_left(facts, [PLAIN]))[0] is Status.EXCLUDED
    assert summarise(facts_left(facts, [ACCEPTED]))[0] is Status.CLEAR
    unknown = facts._replace(unknown_parts=1)
    assert summarise(facts_left(unknown, [ACCEPTED]))[0] is Status.UNKNOWN


def test_parts_are_counted_by_the_worst_that_still_counts() -> None:
    facts = facts_of(part_statuses=(("excluded", 2), ("clear", 2)))
    one, other = (replace(PLAIN, subject_key=key) for key in ("psu:1", "psu:2"))
    settled = replace(one, acceptance=ACCEPTED.acceptance)
    assert facts_left(facts, [settled, other]).part_statuses == (("excluded", 1), ("clear", 3))
    under_review = replace(one, rule_id="s", status=Status.REVIEW)
    left = facts_left(facts, [settled, under_review, replace(other, acceptance=ACCEPTED.acceptance)])
    assert left.part_statuses == (("review", 1), ("clear", 3))


def test_what_is_attested_and_stations_known_by_an_address_alone_do_not_decide() -> None:
    policy = policy_of(rules=(rule_of(),))
    plain = summarise_policy(policy, [("excluded", 1), ("unknown", 5)], Profile())
    left = deciding_counts(plain._replace(attested=1, stations=3))
    assert left == (("excluded", 1), ("unknown", 1))
