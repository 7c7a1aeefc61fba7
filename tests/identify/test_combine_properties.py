"""What holds for any signals: order, contradiction, doubling and the short way."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st
from identify.identify_builders import knowledge

from auditor.identify.combine import combine
from auditor.identify.interface import Signal
from auditor.identify.standing import CAPS
from auditor.model.device import Reference
from auditor.model.identity import (
    Claim,
    Evidence,
    EvidenceRole,
    Strength,
    SubjectIdentity,
    SubjectKind,
    Technique,
)

VENDORS = ("cisco", "huawei", "h3c", "hpe", "zte", "hisilicon", "finisar", "name:acme", "name:acme works")


def signals(vendors: tuple[str, ...] = VENDORS) -> st.SearchStrategy[Signal]:
    evidence = st.builds(
        Evidence,
        technique=st.sampled_from(Technique),
        role=st.sampled_from((EvidenceRole.PRIMARY, EvidenceRole.PRIMARY, EvidenceRole.LEAD)),
        claim=st.sampled_from(Claim),
        vendor=st.sampled_from(vendors),
        confidence=st.sampled_from((10, 30, 50, 60, 70, 75, 85, 90)),
        matched_text=st.just("text"),
        knowledge_row=st.sampled_from(("row-1", "row-2")),
        reference=st.builds(Reference, st.just("r"), st.just(0), st.integers(0, 3)),
        raw=st.just(b"text"),
    )
    return st.builds(Signal, evidence, st.sampled_from(tuple(CAPS)))


def identity_of(found: list[Signal]) -> SubjectIdentity:
    return combine(SubjectKind.COMPONENT, "path", found, knowledge().vendors)


def strength_for(identity: SubjectIdentity, vendor: str) -> int:
    found = [belief.strength for belief in identity.beliefs if belief.vendor == vendor]
    return {Strength.ADEQUATE: 2, Strength.REVIEW: 1}[found[0]] if found else 0


@given(st.lists(signals(), max_size=6), st.randoms(use_true_random=False))
def test_the_order_of_signals_does_not_matter(found: list[Signal], random: object) -> None:
    shuffled = list(found)
    random.shuffle(shuffled)  # type: ignore[attr-defined]
    assert identity_of(found) == identity_of(shuffled)


@given(st.lists(signals(), max_size=6))
def test_seeing_everything_twice_changes_nothing(found: list[Signal]) -> None:
    assert identity_of(found) == identity_of(found + found)


@given(signals())
def test_the_short_way_for_one_signal_equals_the_general_way(signal: Signal) -> None:
    assert identity_of([signal, signal]) == identity_of([signal])


@settings(max_examples=300)
@given(st.lists(signals(("huawei",)), max_size=4), signals(("cisco", "zte", "name:acme")))
def test_evidence_for_another_vendor_never_raises_confidence(found: list[Signal], other: Signal) -> None:
    before, after = identity_of(found), identity_of([*found, other])
    assert strength_for(after, "huawei") <= strength_for(before, "huawei")
    if after.manufacturer.value == "huawei":
        assert after.manufacturer.confidence <= before.manufacturer.confidence


@settings(max_examples=300)
@given(st.lists(signals(), max_size=6))
def test_a_vendor_is_never_concluded_or_believed_without_counting_evidence(found: list[Signal]) -> None:
    identity = identity_of(found)
    named = {signal.evidence.vendor for signal in found if signal.evidence.confidence >= 50}
    assert {belief.vendor for belief in identity.beliefs} <= named
    assert identity.manufacturer.value is None or identity.manufacturer.value in named


@given(st.lists(signals(), max_size=6))
def test_a_concluded_manufacturer_always_has_a_belief_and_primary_evidence(found: list[Signal]) -> None:
    identity = identity_of(found)
    if identity.manufacturer.value is not None:
        assert identity.manufacturer.value in {belief.vendor for belief in identity.beliefs}
        roles = [evidence.role for evidence in identity.manufacturer.evidence]
        assert roles.count(EvidenceRole.PRIMARY) == 1


@given(st.lists(signals(), max_size=6))
def test_no_evidence_is_lost(found: list[Signal]) -> None:
    identity = identity_of(found)
    kept = [*identity.manufacturer.evidence, *identity.brand.evidence, *identity.os_vendor.evidence]
    unlike = {
        (s.evidence.vendor, s.evidence.claim, s.evidence.confidence, s.evidence.reference) for s in found
    }
    assert unlike == {(e.vendor, e.claim, e.confidence, e.reference) for e in kept}


@given(st.lists(signals(), max_size=6))
def test_a_conflict_leaves_no_rival_adequate(found: list[Signal]) -> None:
    identity = identity_of(found)
    if identity.manufacturer.conflict and identity.manufacturer.value is not None:
        assert (
            identity.manufacturer.confidence < 85 or strength_for(identity, identity.manufacturer.value) >= 1
        )
