"""Whether a law applies to the operator is asked, not assumed: profile × date × status."""

from __future__ import annotations

from datetime import date

import pytest
from builders import judgement_of, policy_of, rule_of

from auditor.evaluate import judge
from auditor.model.finding import Status
from auditor.model.policy import Period, Profile

START = date(2020, 8, 13)
RULE = rule_of(
    "zte",
    effective=Period(START),
    profiles=("contractor", "supplier"),
    activities=("use",),
    purposes=("safety", "defence"),
)
ALL = ("contractor", "use", "safety")

MATRIX = [
    # profile affirmed, profile denied, status of a listed vendor, status of another maker
    (ALL, (), Status.EXCLUDED, Status.CLEAR),
    (("supplier", "use", "defence"), ("contractor", "safety"), Status.EXCLUDED, Status.CLEAR),
    ((), (), Status.REVIEW, Status.CLEAR),
    (("contractor", "use"), (), Status.REVIEW, Status.CLEAR),
    (("contractor", "safety"), (), Status.REVIEW, Status.CLEAR),
    (("use", "safety"), ("contractor",), Status.REVIEW, Status.CLEAR),
    (("use", "safety"), ("contractor", "supplier"), Status.NOT_APPLICABLE, Status.NOT_APPLICABLE),
    (("contractor", "safety"), ("use",), Status.NOT_APPLICABLE, Status.NOT_APPLICABLE),
    (("contractor", "use"), ("safety", "defence"), Status.NOT_APPLICABLE, Status.NOT_APPLICABLE),
    (("contractor", "use"), ("safety",), Status.REVIEW, Status.CLEAR),
]


@pytest.mark.parametrize(("affirmed", "denied", "listed", "other"), MATRIX)
@pytest.mark.parametrize(("as_of", "in_force"), [(date(2020, 8, 12), False), (START, True)])
def test_profile_and_date_decide_whether_a_match_counts(
    affirmed: tuple[str, ...],
    denied: tuple[str, ...],
    listed: Status,
    other: Status,
    as_of: date,
    in_force: bool,
) -> None:
    profile = Profile(affirmed, denied)
    found = [
        judge(judgement_of(maker), (policy_of(RULE),), profile, as_of, {})[0].status
        for maker in ("zte", "cisco")
    ]
    assert ([listed, other] if in_force else [Status.NOT_APPLICABLE] * 2) == found


def test_an_unanswered_match_names_the_keys_that_decide() -> None:
    profile = Profile(("use",), ("safety",))
    (verdict,) = judge(judgement_of("zte"), (policy_of(RULE),), profile, START, {}, names={"zte": "ZTE"})
    expected = (
        "reports itself as ZTE: listed vendor; applies only if profile is contractor or supplier "
        "and purpose is defence; not physically inspected"
    )
    assert expected == verdict.because


def test_a_denial_is_named() -> None:
    (verdict,) = judge(judgement_of("zte"), (policy_of(RULE),), Profile((), ("use",)), START, {})
    assert verdict.because == "the profile denies the activity: use"
