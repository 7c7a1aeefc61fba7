"""Policies × dates: what each shipped pack says about a listed vendor just before and on its days.

The days are those of the laws; the profile affirms everything, so that only the date decides.
"""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from builders import judgement_of

from auditor.evaluate import judge, parse_pack
from auditor.evaluate.classify import MODEM
from auditor.model.finding import Status
from auditor.model.identity import Belief, Strength
from auditor.model.policy import Policy, Profile
from auditor.pack_files import shipped_packs

PACKS = {name.removesuffix(".toml"): data for name, data in shipped_packs()}
BEFORE = Status.NOT_APPLICABLE

MATRIX = [
    # pack, rule, vendor, tags of the target, first day the rule decides, status from then on
    ("us-ndaa-889", "889-a", "huawei", (), "2019-08-13", Status.EXCLUDED),
    ("us-ndaa-889", "889-a-purposes", "dahua", (), "2019-08-13", Status.EXCLUDED),
    ("us-ndaa-889", "889-b", "zte", (), "2020-08-13", Status.EXCLUDED),
    ("us-ndaa-889", "889-b-purposes", "hytera", (), "2020-08-13", Status.EXCLUDED),
    ("us-2cfr-200-216", "2cfr-200-216", "huawei", (), "2020-08-13", Status.EXCLUDED),
    ("us-rfo-52.240-91", "52.240-91", "zte", (), "2025-08-14", Status.EXCLUDED),
    ("us-fcc-covered-list", "fcc-huawei-zte", "huawei", (), "2021-03-12", Status.EXCLUDED),
    ("us-fcc-covered-list", "fcc-services-and-software", "huawei", (), "2022-03-25", Status.UNDETERMINED),
    ("us-fcc-covered-list", "fcc-uas-category", "huawei", (), "2025-12-22", Status.UNDETERMINED),
    ("us-fcc-covered-list", "fcc-consumer-router-category", "zte", (), "2026-03-23", Status.UNDETERMINED),
    ("us-fcc-ea-2025-modules", "fcc-modules", "huawei", (), "2025-12-26", Status.EXCLUDED),
    ("us-fcc-1.50007", "fcc-annual-report", "huawei", (), "2022-05-05", Status.REVIEW),
    ("us-ndaa-5949", "5949-chips", "ymtc", (), "2027-12-23", Status.REVIEW),
    ("us-ndaa-805-1260h", "805-entities", "huawei", (), "2026-06-30", Status.UNDETERMINED),
    ("us-ndaa-805-1260h", "805-goods", "huawei", (), "2027-06-30", Status.UNDETERMINED),
    ("de-5g-2024", "de-5g-core", "huawei", ("5g-core",), "2027-01-01", Status.EXCLUDED),
    ("de-5g-2024", "de-5g-management", "zte", ("5g-ran-management",), "2030-01-01", Status.EXCLUDED),
    ("se-pts-2020", "se-new", "huawei", ("central-function",), "2020-10-20", Status.EXCLUDED),
    ("se-pts-2020", "se-existing", "huawei", ("central-function",), "2025-01-01", Status.EXCLUDED),
    ("ca-policy-2022", "ca-5g", "huawei", ("5g",), "2024-06-29", Status.EXCLUDED),
    ("ca-policy-2022", "ca-4g", "zte", ("4g",), "2028-01-01", Status.EXCLUDED),
    ("gb-dvd-huawei-2022", "gb-5g-new", "huawei", ("5g-core",), "2022-10-13", Status.EXCLUDED),
    ("gb-dvd-huawei-2022", "gb-sites", "huawei", ("national-security-site",), "2023-01-29", Status.EXCLUDED),
    ("gb-dvd-huawei-2022", "gb-5g-cap", "huawei", ("5g-access",), "2023-08-01", Status.REVIEW),
    ("gb-dvd-huawei-2022", "gb-fibre-cap", "huawei", ("full-fibre-access",), "2023-11-01", Status.REVIEW),
    ("gb-dvd-huawei-2022", "gb-core", "huawei", ("5g-core",), "2024-01-01", Status.EXCLUDED),
    ("gb-dvd-huawei-2022", "gb-transmission", "huawei", ("transmission",), "2026-01-01", Status.EXCLUDED),
    ("gb-dvd-huawei-2022", "gb-5g", "huawei", ("5g-access",), "2028-01-01", Status.EXCLUDED),
    (
        "in-nsdts-2021", "in-trusted-source", "cisco", ("in-connected-since-2021-06-15",), "2021-06-15",
        Status.EXCLUDED,
    ),
    ("jp-it-proc-2018", "jp-supply-chain-concern", "huawei", (), "2019-04-01", Status.UNDETERMINED),
    ("jp-espa-2022", "jp-espa-notification", "huawei", (), "2024-05-17", Status.UNDETERMINED),
    ("jp-press-watch", "jp-press-named", "huawei", (), "2018-12-07", Status.REVIEW),
    ("au-5g-2018", "au-extrajudicial-direction", "huawei", (), "2018-09-18", Status.UNDETERMINED),
    ("ca-c8-2026", "ca-order", "huawei", (), "2026-06-16", Status.UNDETERMINED),
    ("tw-ict-2019", "tw-ict-maker", "huawei", (), "2019-04-19", Status.UNDETERMINED),
    ("fr-2019-810", "fr-appliance", "huawei", (), "2019-08-03", Status.UNDETERMINED),
    ("it-golden-power", "it-decision", "huawei", (), "2019-03-26", Status.UNDETERMINED),
    ("ro-163-2021", "ro-refused", "huawei", ("5g",), "2024-02-29", Status.REVIEW),
]  # fmt: skip
UNDATED = [
    ("nz-ticsa-2018", "nz-decision", Status.UNDETERMINED),
    ("pl-ksc-2026", "pl-high-risk-supplier", Status.UNDETERMINED),
    ("dk-2021", "dk-decision", Status.UNDETERMINED),
    ("be-2022", "be-authorisation", Status.UNDETERMINED),
    ("ee-eca-2021", "ee-high-risk", Status.UNDETERMINED),
    ("lt-2021", "lt-unreliable", Status.UNDETERMINED),
    ("pt-cas-2023", "pt-high-risk", Status.UNDETERMINED),
    ("eu-csa2-2026", "eu-high-risk-supplier", Status.NOT_APPLICABLE),
    ("ro-163-2021", "ro-unauthorised", Status.UNDETERMINED),
]
"""Rules without a first day: decisions that run from an event, and a proposal."""


def policy_named(pack: str) -> Policy:
    return parse_pack(PACKS[pack], f"{pack}.toml")


def status_on(day: date, pack: str, rule: str, vendor: str, tags: tuple[str, ...]) -> Status:
    policy = policy_named(pack)
    affirmed = Profile(affirmed=tuple(question.key for question in policy.questions))
    belief = Belief(vendor, Strength.ADEQUATE, MODEM)
    verdicts = judge(judgement_of(vendor, belief, tags=tags), (policy,), affirmed, day, {})
    return next(verdict.status for verdict in verdicts if verdict.rule_id == rule)


@pytest.mark.parametrize(("pack", "rule", "vendor", "tags", "first", "status"), MATRIX)
def test_a_rule_decides_from_its_first_day(
    pack: str, rule: str, vendor: str, tags: tuple[str, ...], first: str, status: Status
) -> None:
    day = date.fromisoformat(first)
    found = [status_on(day + timedelta(days=days), pack, rule, vendor, tags) for days in (-1, 0, 1)]
    assert [BEFORE, status, status] == found


@pytest.mark.parametrize(("pack", "rule", "status"), UNDATED)
@pytest.mark.parametrize("year", [2020, 2026, 2040])
def test_a_rule_without_a_first_day_never_clears_and_never_excludes(
    pack: str, rule: str, status: Status, year: int
) -> None:
    assert status is status_on(date(year, 1, 1), pack, rule, "huawei", ())


def test_every_rule_of_every_pack_is_in_one_of_the_tables() -> None:
    known = {(pack, rule) for pack, rule, *_ in MATRIX} | {(pack, rule) for pack, rule, _ in UNDATED}
    rules = {(pack, rule.id) for pack in PACKS for rule in policy_named(pack).rules}
    purposes = {(pack, rule) for pack, rule in rules - known if rule.endswith("-purposes")}
    named = {("us-fcc-covered-list", "fcc-hytera-hikvision-dahua")}
    assert rules - known - named == purposes


@pytest.mark.parametrize("pack", sorted(PACKS))
def test_a_removal_by_a_day_is_decided_on_the_next_and_others_on_it(pack: str) -> None:
    policy = policy_named(pack)
    starts = {rule.id: rule.effective.start for rule in policy.rules}
    wrong = [
        (milestone.on, rule)
        for milestone in policy.milestones
        for rule in milestone.rules
        if milestone.on
        and starts[rule]
        and starts[rule] not in (milestone.on, milestone.on + timedelta(days=1))
    ]
    assert wrong == []
