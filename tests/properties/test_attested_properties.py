"""A supplier's word never makes a verdict better, for arbitrary subjects, rules, dates and profiles."""

from __future__ import annotations

from datetime import date

from hypothesis import given
from hypothesis import strategies as st
from test_evaluate_properties import VENDORS, days, judgements, policies, profiles, verdict_of

from auditor.model.finding import STATUS_ORDER, JudgementClass, Status
from auditor.model.policy import Policy, Profile

makers = st.sets(st.sampled_from((*VENDORS, "name:Nobody")), min_size=1, max_size=2).map(
    lambda found: tuple(sorted(found))
)


@given(judgements, makers, policies, profiles, days)
def test_an_attestation_makes_no_status_better(
    judgement: JudgementClass, attested: tuple[str, ...], policy: Policy, profile: Profile, day: date
) -> None:
    plain = verdict_of(judgement, policy, profile, day)
    said = verdict_of(judgement._replace(attested=attested), policy, profile, day)
    assert STATUS_ORDER.index(said.status) <= STATUS_ORDER.index(plain.status)
    if plain.status in (Status.EXCLUDED, Status.REVIEW):
        assert said == plain


@given(judgements, makers, policies, profiles, days)
def test_an_attestation_alone_excludes_and_clears_nothing(
    judgement: JudgementClass, attested: tuple[str, ...], policy: Policy, profile: Profile, day: date
) -> None:
    blank = judgement._replace(manufacturer="", brand="", beliefs=(), contains=())
    plain = verdict_of(blank, policy, profile, day)
    said = verdict_of(blank._replace(attested=attested), policy, profile, day)
    assert said.status is not Status.EXCLUDED
    # What is attested is a part and no structure: it is judged as a part is that says nothing.
    as_part = verdict_of(blank._replace(structural=False), policy, profile, day)
    assert said.status in {Status.REVIEW, plain.status, as_part.status}
