"""Private designation lists: only opaque ids leave them."""

from __future__ import annotations

from datetime import date

import pytest
from builders import judgement_of, policy_of, rule_of

from auditor.errors import PackError
from auditor.evaluate import judge_designated, parse_designations
from auditor.model.finding import JudgementClass, Status, Verdict
from auditor.model.identity import Affiliation, Belief, Strength
from auditor.model.policy import Designation, DesignationList, Period, Profile

KEY = b"k" * 32
LIST = """
policy = "agreement"
fictitious = true

[[designation]]
id = "D-07"
vendor = "zte"
basis = "advice of 2026-03-01"
valid_from = 2026-03-01
handling = "need to know"

[[designation]]
id = "D-02"
vendor = "Huawei Technologies"
basis = "advice of 2025-01-01"
valid_to = 2026-01-01
"""
VENDORS = {"zte": "zte", "huawei": "huawei", "huawei technologies": "huawei"}
POLICY = policy_of(rule_of(), id="agreement", needs_designations=True)
TIES = {"unit": (Affiliation("zte", "subsidiary", verification="S"),)}


def parse(text: str = LIST, key: bytes = KEY) -> DesignationList:
    return parse_designations(text.encode(), "private.toml", key, VENDORS)


def verdict_of(
    judgement: JudgementClass, as_of: date = date(2026, 11, 22), profile: Profile | None = None
) -> Verdict:
    rule = rule_of(profiles=("agency",)) if profile else rule_of()
    policy = policy_of(rule, id="agreement", needs_designations=True)
    (verdict,) = judge_designated(judgement, policy, parse(), as_of, TIES, profile=profile or Profile())
    return verdict


def test_a_list_becomes_entries_sorted_by_id() -> None:
    found = parse()
    expected = (
        Designation("D-02", "huawei", "advice of 2025-01-01", Period(None, date(2026, 1, 1))),
        Designation("D-07", "zte", "advice of 2026-03-01", Period(date(2026, 3, 1))),
    )
    assert ("agreement", expected, True, 64) == (
        found.policy_id,
        found.entries,
        found.fictitious,
        len(found.keyed_digest),
    )


def test_the_digest_depends_on_key_and_content_but_not_on_layout() -> None:
    blocks = LIST.split("[[designation]]")
    reordered = "# comment\n" + "[[designation]]".join([blocks[0], blocks[2], blocks[1]])
    digests = [
        parse(text, key).keyed_digest
        for text, key in (
            (LIST, KEY),
            (reordered, KEY),
            (LIST, b"x" * 32),
            (LIST.replace("need to know", "public"), KEY),
            (LIST.replace("2026-03-01\n", "2026-03-02\n"), KEY),
        )
    ]
    assert (digests[0] == digests[1], len(set(digests))) == (True, 4)


def test_a_short_key_is_refused() -> None:
    with pytest.raises(ValueError, match="cannot protect"):
        parse(key=b"short")


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ('vendor = "zte"', 'vendor = "ztee"', "designation 1 (D-07): vendor: is not a known vendor"),
        ('id = "D-07"', 'id = "zte-1"', "gives the vendor away"),
        ('id = "D-07"', 'id = "D-02"', "designation: an id is used twice"),
        ('basis = "advice of 2026-03-01"\n', "", "designation 1 (D-07): basis: is missing"),
        (
            'handling = "need to know"',
            'handing = "x"',
            "handing: is not a known key (did you mean 'handling'?)",
        ),
        (
            "valid_from = 2026-03-01",
            "valid_from = 2026-03-01\nvalid_to = 2026-01-01",
            "is not after valid_from",
        ),
    ],
)
def test_a_wrong_entry_is_refused_by_its_id(old: str, new: str, expected: str) -> None:
    with pytest.raises(PackError) as caught:
        parse(LIST.replace(old, new, 1))
    assert expected in str(caught.value)


def test_an_error_never_names_the_vendor() -> None:
    with pytest.raises(PackError) as caught:
        parse(LIST.replace('vendor = "zte"', 'vendor = "secretco"'))
    assert "secretco" not in str(caught.value)


def test_an_empty_list_is_refused() -> None:
    with pytest.raises(PackError, match="the list is empty"):
        parse('policy = "agreement"\n')


def test_a_match_carries_the_opaque_id() -> None:
    verdict = verdict_of(judgement_of("zte"))
    expected = (
        "reports itself as designation D-07: listed equipment; not physically inspected; "
        "the designation list is fictitious"
    )
    assert (Status.EXCLUDED, "D-07", expected) == (verdict.status, verdict.vendor, verdict.because)


@pytest.mark.parametrize(
    "judgement",
    [
        judgement_of("zte"),
        judgement_of("unit"),
        judgement_of("cisco"),
        judgement_of("cisco", contains=(Belief("zte", Strength.ADEQUATE, "strong_evidence"),)),
        judgement_of("", Belief("zte", Strength.REVIEW, "oui_only")),
        judgement_of("cisco", Belief("zte", Strength.ADEQUATE, "x"), conflict=True),
        judgement_of("cisco", Belief("zte", Strength.ADEQUATE, "x"), brand="zte"),
    ],
)  # fmt: skip
def test_no_vendor_name_leaves_the_list(judgement: JudgementClass) -> None:
    verdict = verdict_of(judgement)
    assert [name for name in ("zte", "unit", "cisco") if name in verdict.because + verdict.vendor] == []


def test_other_makers_are_clear_under_a_bound_list() -> None:
    verdict = verdict_of(judgement_of("cisco"))
    expected = "reports itself as another vendor, which this rule does not list; not physically inspected"
    assert (Status.CLEAR, "", expected) == (verdict.status, verdict.vendor, verdict.because)


def test_an_affiliate_of_a_designated_vendor_matches() -> None:
    verdict = verdict_of(judgement_of("unit"))
    assert (verdict.status, verdict.vendor) == (Status.EXCLUDED, "D-07")


def test_an_entry_counts_only_while_it_is_valid() -> None:
    statuses = [
        verdict_of(judgement_of("huawei"), day).status for day in (date(2025, 12, 31), date(2026, 3, 1))
    ]
    assert statuses == [Status.EXCLUDED, Status.CLEAR]


def test_a_list_with_nothing_in_force_decides_nothing() -> None:
    verdict = verdict_of(judgement_of("cisco"), date(2026, 2, 1))
    assert (
        verdict.status,
        "no designation of the list is in force" in verdict.because,
    ) == (Status.UNDETERMINED, True)


def test_the_profile_decides_whether_a_designation_applies() -> None:
    statuses = [
        verdict_of(judgement_of("zte"), profile=profile).status
        for profile in (Profile(("agency",)), Profile(("other",)), Profile((), ("agency",)))
    ]
    assert statuses == [Status.EXCLUDED, Status.REVIEW, Status.NOT_APPLICABLE]


def test_no_evidence_stays_unknown_under_a_bound_list() -> None:
    assert verdict_of(judgement_of()).status is Status.UNKNOWN


def test_a_list_for_another_policy_is_refused() -> None:
    with pytest.raises(PackError, match="is for policy 'agreement', not 'policy-1'"):
        judge_designated(judgement_of("zte"), policy_of(rule_of()), parse(), date(2026, 1, 1), {})
