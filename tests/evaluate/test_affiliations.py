"""A current subsidiary counts as the listed vendor; whatever is less plain is a review."""

from __future__ import annotations

import tomllib
from datetime import date
from pathlib import Path

import pytest
from builders import judgement_of, policy_of, rule_of

from auditor.evaluate import judge
from auditor.evaluate.affiliations import RELATIONS, dated_vendors
from auditor.model.finding import Status, Verdict
from auditor.model.identity import Affiliation, Belief, Strength
from auditor.model.policy import Period, Profile

NAMES = {"huawei": "Huawei", "unit": "Unit", "brand": "Brand"}


def verdict_of(
    *ties: Affiliation, as_of: date = date(2026, 11, 22), covers_affiliates: bool = True
) -> Verdict:
    policy = policy_of(rule_of("huawei", covers_affiliates=covers_affiliates))
    (verdict,) = judge(judgement_of("unit"), (policy,), Profile(), as_of, {"unit": ties}, names=NAMES)
    return verdict


def tie(relation: str = "subsidiary", **changes: str) -> Affiliation:
    return Affiliation(**{"to": "huawei", "relation": relation, "verification": "S", **changes})


def test_a_current_subsidiary_is_excluded_for_the_listed_vendor() -> None:
    verdict = verdict_of(tie())
    expected = "reports itself as Unit, a subsidiary of Huawei: listed equipment; not physically inspected"
    assert (Status.EXCLUDED, "huawei", expected) == (verdict.status, verdict.vendor, verdict.because)


def test_a_subsidiary_is_another_maker_where_the_rule_covers_no_affiliates() -> None:
    assert verdict_of(tie(), covers_affiliates=False).status is Status.CLEAR


def test_a_subsidiarys_chip_mark_is_a_review() -> None:
    mark = Belief("unit", Strength.REVIEW, "chip_mark")
    policy = policy_of(rule_of("huawei"))
    (verdict,) = judge(
        judgement_of("unit", mark, is_root=False), (policy,), Profile(), date(2026, 1, 1), {"unit": (tie(),)}
    )
    assert (verdict.status, verdict.vendor, verdict.confidence) == (Status.REVIEW, "huawei", "weak")


def test_a_unit_that_was_sold_is_a_review_with_the_date() -> None:
    verdict = verdict_of(tie("subsidiary", valid_to="2020-11-17"))
    expected = (
        "reports itself as Unit, formerly a subsidiary of Huawei: "
        "ownership changed: tied to Huawei until 2020-11-17, so the date it was built decides; "
        "not physically inspected"
    )
    assert (Status.REVIEW, expected) == (verdict.status, verdict.because)


@pytest.mark.parametrize(
    ("valid_from", "valid_to", "as_of", "expected"),
    [
        ("", "2020-11-17", date(2020, 11, 16), Status.EXCLUDED),
        ("", "2020-11-17", date(2020, 11, 17), Status.REVIEW),
        ("", "2022", date(2021, 12, 31), Status.EXCLUDED),
        ("", "2022", date(2022, 1, 1), Status.REVIEW),
        ("", "2022-11", date(2022, 10, 31), Status.EXCLUDED),
        ("2023", "", date(2022, 12, 31), Status.CLEAR),
        ("2023", "", date(2023, 1, 1), Status.EXCLUDED),
        ("2023-05-25", "", date(2023, 5, 24), Status.CLEAR),
    ],
)
def test_a_tie_is_read_as_of_the_date(valid_from: str, valid_to: str, as_of: date, expected: Status) -> None:
    assert expected is verdict_of(tie(valid_from=valid_from, valid_to=valid_to), as_of=as_of).status


@pytest.mark.parametrize(
    "relation",
    [
        "joint_venture",
        "former_unit",
        "49.9% holding",
        "parent",
        "oem_customer",
        "business_sold_to",
        "anything",
        "",
    ],
)
def test_a_tie_that_is_neither_subsidiary_nor_brand_is_a_review(relation: str) -> None:
    assert verdict_of(tie(relation)).status is Status.REVIEW


@pytest.mark.parametrize("relation", ["bought_business_of", "business_partner", "oem_for", "former_parent"])
def test_a_tie_that_says_nothing_of_the_equipment_does_not_count(relation: str) -> None:
    assert verdict_of(tie(relation)).status is Status.CLEAR


@pytest.mark.parametrize(
    ("as_of", "expected"),
    [
        (date(2006, 12, 31), Status.REVIEW),
        (date(2007, 1, 1), Status.REVIEW),
        (date(2021, 12, 31), Status.REVIEW),
        (date(2022, 1, 1), Status.CLEAR),
    ],
)
def test_a_joint_venture_that_ended_long_ago_is_forgotten(as_of: date, expected: Status) -> None:
    former = tie("former_joint_venture", valid_from="2003", valid_to="2007")
    policy = policy_of(rule_of("huawei", effective=Period()))
    (verdict,) = judge(judgement_of("unit"), (policy,), Profile(), as_of, {"unit": (former,)})
    assert verdict.status is expected


def test_a_former_unit_was_the_vendor_itself_before_the_sale() -> None:
    former = tie("former_unit", valid_to="2020-11-17")
    assert verdict_of(former, as_of=date(2020, 11, 16)).status is Status.EXCLUDED


def test_a_tie_behind_one_that_ended_does_not_count() -> None:
    policy = policy_of(rule_of("huawei"))
    ties = {"brand": (Affiliation("unit", "subsidiary", "", "2020", verification="S"),), "unit": (tie(),)}
    (verdict,) = judge(judgement_of("brand"), (policy,), Profile(), date(2026, 1, 1), ties)
    assert verdict.status is Status.CLEAR


def test_every_relation_of_the_vendor_registry_has_a_meaning() -> None:
    knowledge = Path(__file__).resolve().parents[2] / "auditor" / "identify" / "knowledge"
    tables = [tomllib.loads(path.read_text(encoding="utf-8")) for path in sorted(knowledge.glob("*.toml"))]
    relations = {
        found["relation"].replace("_", " ")
        for table in tables
        for vendor in table.get("vendor", [])
        for found in vendor.get("affiliations", [])
    }
    known = set(RELATIONS) | {f"former {relation}" for relation in RELATIONS}
    assert relations
    assert relations - known == set()


def test_a_tie_from_memory_is_a_review() -> None:
    verdict = verdict_of(tie(verification="M"))
    assert (verdict.status, "has not been verified" in verdict.because) == (Status.REVIEW, True)


def test_a_tie_through_another_company_counts() -> None:
    policy = policy_of(rule_of("huawei"))
    ties = {"brand": (Affiliation("unit", "brand", verification="S"),), "unit": (tie(),)}
    (verdict,) = judge(judgement_of("brand"), (policy,), Profile(), date(2026, 1, 1), ties, names=NAMES)
    expected = "reports itself as Brand, a brand of Unit, a subsidiary of Huawei: listed equipment"
    assert (verdict.status, verdict.because.startswith(expected)) == (Status.EXCLUDED, True)


def test_the_least_doubtful_tie_counts() -> None:
    assert verdict_of(tie(valid_to="2015"), tie(valid_from="2012")).status is Status.EXCLUDED


def test_a_loop_of_ties_ends() -> None:
    ties = {"a": (Affiliation("b", "subsidiary"),), "b": (Affiliation("a", "subsidiary"),)}
    (verdict,) = judge(judgement_of("a"), (policy_of(rule_of("zte")),), Profile(), date(2026, 1, 1), ties)
    assert verdict.status is Status.CLEAR


SOLD = tie("former_unit", valid_to="2020-11-17")


@pytest.mark.parametrize(
    ("sold", "built", "expected"),
    [
        (SOLD, "", Status.REVIEW),
        (SOLD, "2019-05-06", Status.EXCLUDED),
        (SOLD, "2020-11-16", Status.EXCLUDED),
        (SOLD, "2020-11-17", Status.CLEAR),
        (SOLD, "2022-01-01", Status.CLEAR),
        (tie("former_subsidiary", valid_from="2017-05-25", valid_to="2022"), "2017-05-24", Status.CLEAR),
        (tie("former_subsidiary", valid_from="2017-05-25", valid_to="2022"), "2021-12-31", Status.EXCLUDED),
        (tie("former_subsidiary", valid_from="2017-05-25", valid_to="2022"), "2022-03-01", Status.REVIEW),
        (tie("former_subsidiary", valid_from="2017-05-25", valid_to="2022"), "2023-01-01", Status.CLEAR),
        (tie("former_subsidiary", valid_from="2018", valid_to="2022-11"), "2018-02-01", Status.REVIEW),
        (tie("former_joint_venture", valid_from="2003", valid_to="2007"), "2005-01-01", Status.REVIEW),
        (tie("former_joint_venture", valid_from="2003", valid_to="2007"), "2012-01-01", Status.CLEAR),
        (tie("former_unit"), "2022-01-01", Status.REVIEW),
        (tie(), "2022-01-01", Status.EXCLUDED),
        (tie(valid_to="2020-11-17", verification="M"), "2019-05-06", Status.REVIEW),
    ],
)
def test_the_day_it_was_built_decides_where_ownership_changed(
    sold: Affiliation, built: str, expected: Status
) -> None:
    judgement = judgement_of("unit", Belief("unit", Strength.ADEQUATE, "strong_evidence", built))
    policy = policy_of(rule_of("huawei"))
    (verdict,) = judge(judgement, (policy,), Profile(), date(2026, 11, 22), {"unit": (sold,)}, names=NAMES)
    assert expected is verdict.status


def test_the_reason_says_whose_it_was_when_it_was_built() -> None:
    judgement = judgement_of("unit", Belief("unit", Strength.ADEQUATE, "strong_evidence", "2019-05-06"))
    policy = policy_of(rule_of("huawei"))
    (verdict,) = judge(judgement, (policy,), Profile(), date(2026, 1, 1), {"unit": (SOLD,)}, names=NAMES)
    expected = "reports itself as Unit, a unit of Huawei when it was built (2019-05-06): listed equipment"
    assert verdict.because.startswith(expected)


def test_a_part_built_under_the_listed_owner_counts_for_its_device() -> None:
    belief = Belief("unit", Strength.ADEQUATE, "strong_evidence", "2019-05-06")
    policy = policy_of(rule_of("huawei"))
    found = [
        judge(
            judgement_of("cisco", contains=(one,)), (policy,), Profile(), date(2026, 1, 1), {"unit": (SOLD,)}
        )[0].status
        for one in (belief, belief._replace(built="2022-01-01"), belief._replace(built=""))
    ]
    assert found == [Status.EXCLUDED, Status.CLEAR, Status.REVIEW]


@pytest.mark.parametrize(
    ("held", "verification", "share", "expected"),
    [
        (49.9, "S", 10, Status.EXCLUDED),
        (10.0, "S", 10, Status.CLEAR),
        (49.9, "S", None, Status.REVIEW),
        (49.9, "M", 10, Status.REVIEW),
        (None, "S", 10, Status.REVIEW),
    ],
)
def test_a_holding_makes_an_affiliate_above_the_share_of_the_rule(
    held: float | None, verification: str, share: int | None, expected: Status
) -> None:
    holding = Affiliation("huawei", "holding", verification=verification, share_percent=held)
    policy = policy_of(rule_of("huawei", affiliate_over_percent=share))
    (verdict,) = judge(judgement_of("unit"), (policy,), Profile(), date(2026, 1, 1), {"unit": (holding,)})
    assert expected is verdict.status


def test_vendors_whose_ownership_changed_are_known_also_through_others() -> None:
    ties = {
        "unit": (SOLD,),
        "brand": (Affiliation("unit", "brand"),),
        "label": (Affiliation("brand", "brand"),),
        "other": (tie(),),
    }
    assert dated_vendors(ties) == frozenset({"unit", "brand", "label"})
