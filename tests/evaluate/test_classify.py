"""Subjects become judgement classes: every input a rule can read, and nothing particular."""

from __future__ import annotations

from builders import identity_of, observed

from auditor.evaluate import TargetFacts, classify
from auditor.model.device import Component, Device, Neighbor, PartFunction, PhysicalClass, Sighting
from auditor.model.finding import JudgementClass
from auditor.model.identity import Belief, Strength, SubjectIdentity, SubjectKind

CISCO = Belief("cisco", Strength.ADEQUATE, "strong_evidence")
ZTE = Belief("zte", Strength.ADEQUATE, "strong_evidence")
MAYBE_ZTE = Belief("zte", Strength.REVIEW, "oui_only")


def device_of(*parts: Component, neighbors: int = 0) -> Device:
    root = Component("", None, PhysicalClass.CHASSIS, PartFunction.DEVICE)
    sighting = Sighting("lldp", "Gi0/1", observed("x").reference)
    return Device(
        "switch-1",
        "recording-0",
        (root, *parts),
        neighbors=tuple(Neighbor(f"n{number}", (sighting,)) for number in range(neighbors)),
    )


def part(path: str, function: PartFunction = PartFunction.PART) -> Component:
    return Component(path, "", PhysicalClass.MODULE, function)


def classes_of(device: Device, *identities: SubjectIdentity, **facts: object) -> tuple[JudgementClass, ...]:
    return classify(device, identities, ever_read=True, target=TargetFacts(**facts))  # type: ignore[arg-type]


def test_the_root_lists_the_distinct_beliefs_about_its_parts_and_none_about_neighbors() -> None:
    classes = classes_of(
        device_of(part("1"), part("2"), part("3"), neighbors=1),
        identity_of("", CISCO, manufacturer="cisco"),
        identity_of("1", ZTE, manufacturer="zte"),
        identity_of("2", ZTE, manufacturer="zte"),
        identity_of("3", CISCO, manufacturer="cisco"),
        identity_of("n0", MAYBE_ZTE, kind=SubjectKind.NEIGHBOR),
    )
    assert [judgement.contains for judgement in classes] == [(CISCO, ZTE), (), (), (), ()]
    assert [judgement.is_root for judgement in classes] == [True, False, False, False, False]
    assert classes[0].manufacturer == "cisco"


def test_a_neighbor_with_the_roots_key_is_not_the_root() -> None:
    classes = classes_of(device_of(neighbors=1), identity_of(""), identity_of("", kind=SubjectKind.NEIGHBOR))
    assert [judgement.is_root for judgement in classes] == [True, False]


def test_subjects_that_differ_only_in_key_and_evidence_share_a_class() -> None:
    classes = classes_of(
        device_of(part("1"), part("2")),
        identity_of(""),
        identity_of("1", CISCO, manufacturer="cisco"),
        identity_of("2", CISCO, manufacturer="cisco"),
    )
    assert classes[1] == classes[2]


def test_an_adequate_belief_about_an_optic_says_so() -> None:
    classes = classes_of(
        device_of(part("1", PartFunction.TRANSCEIVER)),
        identity_of(""),
        identity_of("1", ZTE, manufacturer="zte"),
    )
    optic = Belief("zte", Strength.ADEQUATE, "transceiver")
    assert ((optic,), (optic,)) == (classes[0].contains, classes[1].beliefs)


def test_conflicting_evidence_leaves_no_adequate_belief_in_a_part_or_its_device() -> None:
    classes = classes_of(
        device_of(part("1")),
        identity_of(""),
        identity_of("1", ZTE, CISCO, manufacturer="cisco", conflict=True),
    )
    doubtful = (Belief("cisco", Strength.REVIEW, "conflict"), Belief("zte", Strength.REVIEW, "conflict"))
    assert (doubtful, doubtful, True) == (classes[0].contains, classes[1].beliefs, classes[1].conflict)


def test_a_concluded_vendor_without_a_belief_reaches_the_device() -> None:
    classes = classes_of(device_of(part("1")), identity_of(""), identity_of("1", manufacturer="zte"))
    assert (Belief("zte", Strength.ADEQUATE, "concluded"),) == classes[0].contains


def test_target_facts_enter_sorted() -> None:
    (judgement,) = classes_of(device_of(), identity_of(""), in_scope=False, tags=("b", "a", "b"))
    assert (judgement.in_scope, judgement.tags) == (False, ("a", "b"))


def test_structure_and_brand_are_kept() -> None:
    classes = classes_of(
        device_of(part("1")), identity_of("", brand="zte"), identity_of("1", structural=True)
    )
    assert (classes[0].brand, classes[1].structural) == ("zte", True)


def test_only_beliefs_in_vendors_whose_ownership_changed_carry_the_day_of_manufacture() -> None:
    built = observed("2019-05-06")
    parts = (part("1")._replace(mfg_date=built), part("2")._replace(mfg_date=built), part("3"))
    identities = (
        identity_of(""),
        *(identity_of(key, belief) for key, belief in zip("123", (ZTE, CISCO, ZTE), strict=True)),
    )
    classes = classify(
        device_of(*parts), identities, ever_read=True, target=TargetFacts(), dated_vendors=("zte",)
    )
    dated = ZTE._replace(built="2019-05-06")
    assert [judgement.beliefs for judgement in classes[1:]] == [(dated,), (CISCO,), (ZTE,)]
    assert classes[0].contains == (CISCO, ZTE, dated)
