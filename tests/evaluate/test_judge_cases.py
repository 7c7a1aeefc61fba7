"""Each case of the rule pass, and the order in which they answer."""

from __future__ import annotations

from datetime import date

import pytest
from builders import judgement_of, policy_of, rule_of

from auditor.evaluate import judge
from auditor.evaluate.matches import REVIEW_REASONS
from auditor.identify.combine import CAPS
from auditor.model.finding import JudgementClass, Status, Verdict
from auditor.model.identity import Belief, Strength, SubjectKind
from auditor.model.policy import Period, Policy, PolicyStatus, Profile, Rule

TODAY = date(2026, 11, 22)
NAMES = {"huawei": "Huawei", "zte": "ZTE", "cisco": "Cisco"}
ZTE = Belief("zte", Strength.ADEQUATE, "strong_evidence")
MAYBE_ZTE = Belief("zte", Strength.REVIEW, "optic_name_only")


def verdict_of(
    judgement: JudgementClass,
    rule: Rule | None = None,
    *,
    policy: Policy | None = None,
    profile: Profile | None = None,
    as_of: date = TODAY,
) -> Verdict:
    chosen = policy or policy_of(rule or rule_of("huawei", "zte"))
    (verdict,) = judge(judgement, (chosen,), profile or Profile(), as_of, {}, names=NAMES)
    return verdict


def test_a_listed_maker_with_adequate_evidence_is_excluded_with_what_was_seen() -> None:
    expected = Verdict(
        Status.EXCLUDED,
        "policy-1",
        "rule-1",
        "zte",
        "strong",
        "reports itself as ZTE: listed equipment; not physically inspected",
    )
    assert expected == verdict_of(judgement_of("zte"))


def test_another_maker_is_clear_and_named() -> None:
    verdict = verdict_of(judgement_of("cisco"))
    expected = "reports itself as Cisco, which this rule does not list; not physically inspected"
    assert (Status.CLEAR, expected, "strong") == (verdict.status, verdict.because, verdict.confidence)


def test_a_maker_outside_the_registry_is_named_without_its_prefix() -> None:
    assert "reports itself as acme, which" in verdict_of(judgement_of("name:acme")).because


@pytest.mark.parametrize("kind", SubjectKind)
def test_a_subject_named_by_a_mac_block_alone_is_not_clear(kind: SubjectKind) -> None:
    judgement = judgement_of("cisco", Belief("cisco", Strength.REVIEW, "oui_only"), kind=kind)
    verdict = judge(judgement, (policy_of(rule_of("zte")),), Profile(), date(2026, 1, 1), {})[0]
    assert verdict.status is Status.UNKNOWN


def test_no_evidence_is_unknown() -> None:
    verdict = verdict_of(judgement_of())
    assert (
        verdict.status,
        verdict.because,
        verdict.confidence,
    ) == (Status.UNKNOWN, "no adequate evidence of its maker", "")


def test_a_weak_belief_in_an_unlisted_vendor_is_unknown_and_says_why() -> None:
    verdict = verdict_of(judgement_of("", Belief("cisco", Strength.REVIEW, "oui_only")))
    expected = (
        "no adequate evidence of its maker: only a MAC address block registered to that company says so"
    )
    assert (Status.UNKNOWN, expected) == (verdict.status, verdict.because)


def test_an_optic_known_by_name_only_is_a_possible_compatible() -> None:
    verdict = verdict_of(judgement_of("zte", MAYBE_ZTE, is_root=False))
    reason = "only the name in the optic's memory says so: possibly a compatible"
    expected = f"may be ZTE: {reason}; not physically inspected"
    assert (Status.REVIEW, expected, "medium") == (verdict.status, verdict.because, verdict.confidence)


@pytest.mark.parametrize("code", sorted(REVIEW_REASONS))
def test_every_weak_belief_in_a_listed_vendor_is_a_review_with_its_reason(code: str) -> None:
    verdict = verdict_of(judgement_of("", Belief("zte", Strength.REVIEW, code)))
    words, band = REVIEW_REASONS[code]
    assert (Status.REVIEW, True, band.value) == (verdict.status, words in verdict.because, verdict.confidence)


def test_every_cap_of_identification_has_words() -> None:
    assert set(CAPS) - {""} - set(REVIEW_REASONS) == set()


def test_an_unknown_reason_code_speaks_for_itself() -> None:
    verdict = verdict_of(judgement_of("", Belief("zte", Strength.REVIEW, "some_new_code")))
    assert (verdict.status, "some new code" in verdict.because) == (Status.REVIEW, True)


def test_a_listed_vendor_in_a_conflict_is_a_review() -> None:
    verdict = verdict_of(judgement_of("cisco", Belief("cisco", Strength.ADEQUATE, "x"), ZTE, conflict=True))
    expected = "reports itself as ZTE: the evidence disagrees about its maker; not physically inspected"
    assert (Status.REVIEW, expected) == (verdict.status, verdict.because)


def test_a_conflict_without_a_listed_vendor_is_unknown_not_clear() -> None:
    assert verdict_of(judgement_of("cisco", conflict=True)).status is Status.UNKNOWN


def test_a_listed_brand_on_another_makers_equipment_is_excluded_as_a_brand() -> None:
    beliefs = (Belief("cisco", Strength.ADEQUATE, "x"), ZTE)
    verdict = verdict_of(judgement_of("cisco", *beliefs, brand="zte"))
    expected = "carries the brand ZTE: listed equipment; not physically inspected"
    assert (Status.EXCLUDED, expected) == (verdict.status, verdict.because)


def test_a_listed_brand_with_weak_evidence_is_a_review() -> None:
    label = Belief("zte", Strength.REVIEW, "brand_label")
    verdict = verdict_of(judgement_of("cisco", Belief("cisco", Strength.ADEQUATE, "x"), label, brand="zte"))
    assert (verdict.status, verdict.because.startswith("may carry the brand ZTE: ")) == (Status.REVIEW, True)


def test_a_part_that_carries_a_listed_brand_is_not_said_to_report_itself_as_it() -> None:
    label = Belief("zte", Strength.ADEQUATE, "brand_label")
    verdict = verdict_of(judgement_of("cisco", contains=(label,)))
    expected = "contains a part that carries the brand ZTE: listed equipment; not physically inspected"
    assert (Status.EXCLUDED, expected) == (verdict.status, verdict.because)


def test_a_concluded_listed_maker_without_a_belief_is_not_missed() -> None:
    judgement = judgement_of()._replace(manufacturer="zte")
    assert verdict_of(judgement).status is Status.EXCLUDED


def test_a_device_containing_a_listed_part_is_excluded_through_it_and_keeps_its_maker() -> None:
    verdict = verdict_of(judgement_of("cisco", contains=(ZTE,)))
    expected = "contains a part that reports itself as ZTE: listed equipment; not physically inspected"
    assert (Status.EXCLUDED, "zte", True, expected) == (
        verdict.status,
        verdict.vendor,
        verdict.through_part,
        verdict.because,
    )


def test_a_device_containing_a_part_that_may_be_listed_is_a_review() -> None:
    verdict = verdict_of(judgement_of("cisco", contains=(MAYBE_ZTE,)))
    assert (
        verdict.status,
        verdict.through_part,
        verdict.because.startswith("contains a part that may be ZTE: "),
    ) == (Status.REVIEW, True, True)


def test_a_device_is_not_judged_by_its_parts_where_the_rule_covers_none() -> None:
    rule = rule_of("zte", covers_parts=False)
    assert verdict_of(judgement_of("cisco", contains=(ZTE,)), rule).status is Status.CLEAR


def test_a_listed_part_is_a_review_where_the_rule_covers_no_parts() -> None:
    verdict = verdict_of(judgement_of("zte", is_root=False), rule_of("zte", covers_parts=False))
    assert (verdict.status, "does not say that it covers parts" in verdict.because) == (Status.REVIEW, True)


def test_a_devices_own_match_comes_before_an_equal_one_through_a_part() -> None:
    verdict = verdict_of(judgement_of("huawei", contains=(ZTE,)))
    assert (verdict.status, verdict.vendor, verdict.through_part) == (Status.EXCLUDED, "huawei", False)


def test_an_excluded_part_outweighs_a_devices_own_review() -> None:
    verdict = verdict_of(judgement_of("", Belief("huawei", Strength.REVIEW, "oui_only"), contains=(ZTE,)))
    assert (verdict.status, verdict.vendor, verdict.through_part) == (Status.EXCLUDED, "zte", True)


def test_a_part_does_not_inherit_from_what_contains_it() -> None:
    assert verdict_of(judgement_of("cisco", is_root=False)._replace(contains=(ZTE,))).status is Status.CLEAR


def test_a_neighbor_is_worded_as_seen_through_the_polled_device() -> None:
    weak = Belief("huawei", Strength.REVIEW, "oui_only")
    verdict = verdict_of(judgement_of("", weak, kind=SubjectKind.NEIGHBOR))
    expected = (
        "seen through the polled device: may be Huawei: "
        "only a MAC address block registered to that company says so; not physically inspected"
    )
    assert (Status.REVIEW, expected, "weak") == (verdict.status, verdict.because, verdict.confidence)


def test_structure_without_a_listed_belief_is_not_judged() -> None:
    verdict = verdict_of(judgement_of(is_root=False, structural=True))
    assert (verdict.status, verdict.because.startswith("structural")) == (Status.NOT_APPLICABLE, True)


def test_structure_that_states_a_listed_maker_is_judged() -> None:
    assert verdict_of(judgement_of("zte", is_root=False, structural=True)).status is Status.EXCLUDED


def test_a_device_that_was_never_read_is_not_checked() -> None:
    verdict = verdict_of(judgement_of(ever_read=False))
    assert (verdict.status, verdict.because) == (Status.NOT_CHECKED, "the device has never been read")


def test_a_device_out_of_scope_is_not_applicable() -> None:
    assert verdict_of(judgement_of("zte", in_scope=False)).status is Status.NOT_APPLICABLE


@pytest.mark.parametrize(
    ("as_of", "expected"),
    [
        (date(2019, 12, 31), (Status.NOT_APPLICABLE, "takes effect on 2020-01-01, after 2019-12-31")),
        (date(2025, 1, 1), (Status.NOT_APPLICABLE, "ceased to have effect on 2025-01-01")),
    ],
)
def test_a_rule_outside_its_period_is_not_applicable_with_the_date(
    as_of: date, expected: tuple[Status, str]
) -> None:
    rule = rule_of("zte", effective=Period(date(2020, 1, 1), date(2025, 1, 1)))
    verdict = verdict_of(judgement_of("zte"), rule, as_of=as_of)
    assert expected == (verdict.status, verdict.because)


@pytest.mark.parametrize("as_of", [date(2020, 1, 1), date(2024, 12, 31)])
def test_a_rule_applies_from_its_first_to_before_its_end_day(as_of: date) -> None:
    rule = rule_of("zte", effective=Period(date(2020, 1, 1), date(2025, 1, 1)))
    assert verdict_of(judgement_of("zte"), rule, as_of=as_of).status is Status.EXCLUDED


@pytest.mark.parametrize("status", [PolicyStatus.PROPOSED, PolicyStatus.DRAFT])
def test_a_policy_that_is_not_law_is_not_applicable(status: PolicyStatus) -> None:
    verdict = verdict_of(judgement_of("zte"), policy=policy_of(rule_of("zte"), status=status))
    assert (verdict.status, status.value in verdict.because) == (Status.NOT_APPLICABLE, True)


def test_a_future_policy_without_a_date_is_not_applicable() -> None:
    policy = policy_of(rule_of("zte", effective=Period()), status=PolicyStatus.FUTURE)
    assert verdict_of(judgement_of("zte"), policy=policy).status is Status.NOT_APPLICABLE


def test_a_future_policy_applies_from_its_date() -> None:
    policy = policy_of(rule_of("zte", effective=Period(date(2027, 1, 1))), status=PolicyStatus.FUTURE)
    statuses = [
        verdict_of(judgement_of("zte"), policy=policy, as_of=day).status
        for day in (date(2026, 12, 31), date(2027, 1, 1))
    ]
    assert statuses == [Status.NOT_APPLICABLE, Status.EXCLUDED]


def test_a_rule_for_tagged_targets_leaves_the_others_alone() -> None:
    rule = rule_of("zte", tags=("core", "ran"))
    statuses = [
        verdict_of(judgement_of("zte", tags=tags), rule).status for tags in (("access",), ("core", "lab"), ())
    ]
    assert statuses == [Status.NOT_APPLICABLE, Status.EXCLUDED, Status.NOT_APPLICABLE]


def test_a_rule_that_polling_cannot_decide_is_undetermined_with_its_reason() -> None:
    rule = rule_of("zte", undetermined_because="listed by place of production")
    verdict = verdict_of(judgement_of("zte"), rule)
    assert (verdict.status, verdict.because) == (Status.UNDETERMINED, "listed by place of production")


def test_a_policy_that_names_nobody_is_never_clear() -> None:
    policy = policy_of(rule_of(), needs_designations=True)
    verdict = verdict_of(judgement_of("cisco"), policy=policy)
    assert (verdict.status, "names no vendor" in verdict.because) == (Status.UNDETERMINED, True)


def test_an_optic_of_a_listed_vendor_is_a_review_where_an_exception_may_free_it() -> None:
    exceptions = ("(1) services", "(2) equipment that cannot see user traffic")
    rule = rule_of("zte", exceptions=exceptions, optic_exception="(2)")
    optic = Belief("zte", Strength.ADEQUATE, "transceiver")
    verdict = verdict_of(judgement_of("zte", optic, is_root=False), rule)
    expected = (
        "reports itself as ZTE: "
        "exception '(2) equipment that cannot see user traffic' may apply to an optic; "
        "not physically inspected"
    )
    assert (Status.REVIEW, expected, "strong") == (verdict.status, verdict.because, verdict.confidence)


def test_an_optic_of_a_listed_vendor_is_excluded_where_no_exception_speaks_of_it() -> None:
    optic = Belief("zte", Strength.ADEQUATE, "transceiver")
    assert verdict_of(judgement_of("zte", optic, is_root=False)).status is Status.EXCLUDED


def test_every_rule_gets_a_verdict_in_order() -> None:
    policies = (
        policy_of(rule_of("zte", id="a"), rule_of("huawei", id="b")),
        policy_of(rule_of("zte"), id="p2"),
    )
    verdicts = judge(judgement_of("zte"), policies, Profile(), TODAY, {})
    expected = [
        ("policy-1", "a", Status.EXCLUDED),
        ("policy-1", "b", Status.CLEAR),
        ("p2", "rule-1", Status.EXCLUDED),
    ]
    assert expected == [(v.policy_id, v.rule_id, v.status) for v in verdicts]
