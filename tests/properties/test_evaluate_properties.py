"""Properties of the rule pass, over arbitrary subjects, rules, dates and profiles."""

from __future__ import annotations

from datetime import date

from builders import identity_of, policy_of, rule_of
from hypothesis import given
from hypothesis import strategies as st

from auditor.evaluate import TargetFacts, classify, judge
from auditor.model.device import Component, Device, PartFunction, PhysicalClass
from auditor.model.finding import JudgementClass, Status, Verdict
from auditor.model.identity import Affiliation, Belief, Strength, SubjectIdentity, SubjectKind
from auditor.model.policy import Period, Policy, PolicyStatus, Profile

VENDORS = ("cisco", "huawei", "unit", "zte")
LISTED = ("huawei", "zte")
CODES = ("strong_evidence", "oui_only", "conflict", "optic_name_only", "transceiver")
AFFILIATIONS = {"unit": (Affiliation("huawei", "subsidiary", "2004", "2020-11-17", verification="S"),)}

beliefs = st.lists(
    st.builds(Belief, st.sampled_from(VENDORS), st.sampled_from(Strength), st.sampled_from(CODES)),
    max_size=3,
    unique_by=lambda belief: belief.vendor,
).map(tuple)
judgements = st.builds(
    JudgementClass,
    kind=st.sampled_from(SubjectKind),
    is_root=st.booleans(),
    ever_read=st.booleans(),
    structural=st.booleans(),
    in_scope=st.booleans(),
    manufacturer=st.sampled_from(("", *VENDORS)),
    brand=st.sampled_from(("", *VENDORS)),
    conflict=st.booleans(),
    beliefs=beliefs,
    contains=beliefs,
    tags=st.sampled_from(((), ("core",))),
    attested=st.just(()),
)
keys = st.sets(st.sampled_from(("contractor", "use"))).map(lambda found: tuple(sorted(found)))
rules = st.builds(
    lambda vendors, **changes: rule_of(*vendors, **changes),
    vendors=st.sampled_from(((), ("zte",), LISTED)),
    covers_parts=st.booleans(),
    covers_affiliates=st.booleans(),
    effective=st.sampled_from((Period(), Period(date(2020, 1, 1)), Period(None, date(2020, 1, 1)))),
    profiles=keys,
    tags=st.sampled_from(((), ("core",))),
    undetermined_because=st.sampled_from(("", "a category")),
)
policies = st.builds(
    lambda rule, status: policy_of(rule, status=status),
    rules,
    st.sampled_from((*PolicyStatus, PolicyStatus.IN_FORCE)),
)
profiles = st.builds(Profile, keys, keys)
days = st.dates(date(2003, 1, 1), date(2030, 1, 1))


def verdict_of(judgement: JudgementClass, policy: Policy, profile: Profile, day: date) -> Verdict:
    (verdict,) = judge(judgement, (policy,), profile, day, AFFILIATIONS)
    return verdict


@given(judgements, policies, profiles, days)
def test_every_pair_has_a_verdict_with_a_reason_that_accuses_of_no_crime(
    judgement: JudgementClass, policy: Policy, profile: Profile, day: date
) -> None:
    verdict = verdict_of(judgement, policy, profile, day)
    assert verdict.because.strip() == verdict.because != ""
    assert [word for word in ("violation", "banned", "made by") if word in verdict.because] == []


@given(judgements, policies, profiles, days)
def test_no_evidence_is_never_clear(
    judgement: JudgementClass, policy: Policy, profile: Profile, day: date
) -> None:
    blank = judgement._replace(manufacturer="", brand="", beliefs=(), contains=())
    assert verdict_of(blank, policy, profile, day).status not in {
        Status.CLEAR,
        Status.EXCLUDED,
        Status.REVIEW,
    }


@given(judgements, policies, profiles, days)
def test_whoever_may_be_a_listed_vendor_is_never_clear(
    judgement: JudgementClass, policy: Policy, profile: Profile, day: date
) -> None:
    verdict = verdict_of(judgement, policy, profile, day)
    considered = {judgement.manufacturer, judgement.brand, *(belief.vendor for belief in judgement.beliefs)}
    if considered & set(policy.rules[0].vendors):
        assert verdict.status is not Status.CLEAR


@given(judgements, policies, profiles, days)
def test_conflicting_evidence_never_turns_into_clear_nor_into_excluded(
    judgement: JudgementClass, policy: Policy, profile: Profile, day: date
) -> None:
    verdict = verdict_of(judgement._replace(conflict=True), policy, profile, day)
    assert verdict.status is not Status.CLEAR
    assert verdict.status is not Status.EXCLUDED or verdict.through_part


@given(judgements, policies, profiles, days)
def test_an_exclusion_rests_on_adequate_evidence_for_a_vendor_of_the_rule(
    judgement: JudgementClass, policy: Policy, profile: Profile, day: date
) -> None:
    verdict = verdict_of(judgement, policy, profile, day)
    if verdict.status is Status.EXCLUDED:
        believed = {belief.vendor for belief in judgement.beliefs}
        adequate = {
            belief.vendor
            for belief in (*judgement.beliefs, *judgement.contains)
            if belief.strength is Strength.ADEQUATE
        } | ({judgement.manufacturer, judgement.brand} - believed)
        assert verdict.vendor in policy.rules[0].vendors
        assert verdict.vendor in adequate or (verdict.vendor == "huawei" and "unit" in adequate)


@given(judgements, policies, profiles, days, st.randoms(use_true_random=False))
def test_the_order_of_beliefs_is_irrelevant(
    judgement: JudgementClass, policy: Policy, profile: Profile, day: date, random: object
) -> None:
    turned = judgement._replace(beliefs=judgement.beliefs[::-1], contains=judgement.contains[::-1])
    assert verdict_of(judgement, policy, profile, day) == verdict_of(turned, policy, profile, day)


@given(judgements, policies, profiles, days, beliefs)
def test_a_further_part_never_makes_a_device_better(
    judgement: JudgementClass, policy: Policy, profile: Profile, day: date, further: tuple[Belief, ...]
) -> None:
    order = list(Status)
    before = verdict_of(judgement, policy, profile, day).status
    after = verdict_of(judgement._replace(contains=judgement.contains + further), policy, profile, day).status
    assert order.index(after) <= order.index(before)


identities = st.lists(
    st.builds(
        lambda found, maker, conflict, structural, kind: (found, maker, conflict, structural, kind),
        beliefs,
        st.sampled_from((None, *VENDORS)),
        st.booleans(),
        st.booleans(),
        st.sampled_from(SubjectKind),
    ),
    min_size=1,
    max_size=8,
)


def subjects_of(
    rows: list[tuple[tuple[Belief, ...], str | None, bool, bool, SubjectKind]],
) -> list[SubjectIdentity]:
    return [
        identity_of(
            str(number) if number else "",
            *found,
            kind=kind if number else SubjectKind.COMPONENT,
            manufacturer=maker,
            conflict=conflict,
            structural=structural,
        )
        for number, (found, maker, conflict, structural, kind) in enumerate(rows)
    ]


def device_with(subjects: list[SubjectIdentity]) -> Device:
    parts = [subject.key for subject in subjects if subject.kind is SubjectKind.COMPONENT]
    functions = {"": PartFunction.DEVICE, "1": PartFunction.TRANSCEIVER}
    return Device(
        "switch-1",
        "recording-0",
        tuple(
            Component(
                path, None if path == "" else "", PhysicalClass.MODULE, functions.get(path, PartFunction.PART)
            )
            for path in parts
        ),
    )


@given(identities, policies, profiles, days)
def test_judging_each_class_once_equals_judging_each_subject(
    rows: list[tuple[tuple[Belief, ...], str | None, bool, bool, SubjectKind]],
    policy: Policy,
    profile: Profile,
    day: date,
) -> None:
    subjects = subjects_of(rows)
    classes = classify(device_with(subjects), subjects, ever_read=True, target=TargetFacts())
    by_class = {judgement: verdict_of(judgement, policy, profile, day) for judgement in set(classes)}
    alone = [
        verdict_of(_class_alone(subjects, number), policy, profile, day) for number in range(len(subjects))
    ]
    assert alone == [by_class[judgement] for judgement in classes]


def _class_alone(subjects: list[SubjectIdentity], number: int) -> JudgementClass:
    """The class of one subject, made without its siblings unless it is the root."""
    if number == 0:
        return classify(device_with(subjects), subjects, ever_read=True, target=TargetFacts())[0]
    pair = [subjects[0], subjects[number]]
    return classify(device_with(pair), pair, ever_read=True, target=TargetFacts())[1]


@given(identities)
def test_the_order_of_parts_is_irrelevant(
    rows: list[tuple[tuple[Belief, ...], str | None, bool, bool, SubjectKind]],
) -> None:
    subjects = subjects_of(rows)
    turned = [subjects[0], *reversed(subjects[1:])]
    device = device_with(subjects)
    one, other = (
        classify(device, order, ever_read=True, target=TargetFacts()) for order in (subjects, turned)
    )
    assert (one[0], sorted(one[1:])) == (other[0], sorted(other[1:]))
